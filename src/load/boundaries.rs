//! True boundaries of the Comuni, if the board provides them: `content/confini.geojson` (GeoJSON,
//! RFC 7946), one feature each, with the ISTAT code among its properties.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::source;
use crate::diagnostic::{Code, Diagnostic, Level, Place, Source};
use crate::model::boundary::{Boundary, Ring};
use crate::model::value::Coordinates;

pub const BOUNDARIES_FILE: &str = "content/confini.geojson";

/// Bytes: boundaries of a hundred Comuni, as ISTAT publishes them, take a few megabytes.
const MAX_FILE: u64 = 32 << 20;

/// A triangle, with its first point again at the end (RFC 7946, 3.1.6).
const LEAST_POINTS: usize = 4;

/// Names that ISTAT and those who publish its data give to the code.
const CODE_NAMES: [&str; 4] = ["istat", "PRO_COM_T", "com_istat_code", "codice_istat"];

pub static INVALID: Code = Code {
    name: "confini-non-validi",
    level: Level::Error,
    what: "`content/confini.geojson` è GeoJSON: un poligono per Comune, con il suo codice ISTAT.",
    why: "Con un file rovinato la mappa mostrerebbe confini sbagliati.",
    example: "Ogni `Feature` ha `properties.istat` (per esempio `\"098031\"`) e un `Polygon` in gradi.",
};

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: serde_json::Map<String, serde_json::Value>,
    geometry: Geometry,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Line>),
    MultiPolygon(Vec<Vec<Line>>),
}

/// Longitude and latitude of each point; others write a height too.
type Line = Vec<Vec<f64>>;

/// The boundaries of a board, empty if it has none.
pub fn read(root: &Path) -> Result<Vec<Boundary>, Box<Diagnostic>> {
    let path = root.join(BOUNDARIES_FILE);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    parse(&source::read_large(&path, BOUNDARIES_FILE, MAX_FILE)?)
}

fn parse(source: &Arc<Source>) -> Result<Vec<Boundary>, Box<Diagnostic>> {
    let collection: Collection = serde_json::from_str(&source.text).map_err(|error| {
        let before: usize = source.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(source.text.len());
        let at = source.text.floor_char_boundary(at);
        fault(Place::new(source, at..at), "il file dei confini non è GeoJSON con poligoni".to_owned())
    })?;
    collection.features.into_iter().enumerate().map(|(index, feature)| boundary(source, index, feature)).collect()
}

fn boundary(source: &Arc<Source>, index: usize, feature: Feature) -> Result<Boundary, Box<Diagnostic>> {
    let code = CODE_NAMES.iter().find_map(|name| feature.properties.get(*name));
    // A number has lost the zeros in front.
    let Some(istat) = code.and_then(|code| {
        code.as_str().map(str::to_owned).or_else(|| code.as_u64().map(|number| format!("{number:06}")))
    }) else {
        let message = format!("al confine numero {} manca il codice ISTAT del Comune", index + 1);
        return Err(fault(Place::file(BOUNDARIES_FILE), message));
    };
    let place = source
        .text
        .find(&format!("\"{istat}\""))
        .map_or_else(|| Place::file(BOUNDARIES_FILE), |start| Place::new(source, start + 1..start + 1 + istat.len()));
    let lines = match feature.geometry {
        Geometry::Polygon(lines) => lines,
        Geometry::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
    };
    let rings: Option<Vec<Ring>> =
        lines.iter().map(|line| line.iter().map(|point| coordinates(point)).collect()).collect();
    match rings.filter(|rings| rings.iter().all(|ring| ring.len() >= LEAST_POINTS)) {
        Some(rings) => Ok(Boundary { istat, rings, place }),
        None => Err(fault(place, format!("il confine di {istat} non è chiuso, esce dall'Italia, o non è in gradi"))),
    }
}

/// GeoJSON writes longitude first.
fn coordinates(point: &[f64]) -> Option<Coordinates> {
    match point {
        [lon, lat, ..] => Coordinates::new(*lat, *lon),
        _ => None,
    }
}

fn fault(place: Place, message: String) -> Box<Diagnostic> {
    let hint = "scarica i confini dei Comuni dal sito dell'ISTAT e salvali in GeoJSON (WGS 84), o togli il file";
    Box::new(Diagnostic::new(&INVALID, place, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Boundary>, Box<Diagnostic>> {
        parse(&Arc::new(Source { path: BOUNDARIES_FILE.to_owned(), text: text.to_owned() }))
    }

    fn collection(properties: &str, geometry: &str) -> String {
        format!(
            "{{\"type\": \"FeatureCollection\", \"features\": [\n{{\"type\": \"Feature\", \"properties\": {{{properties}}}, \"geometry\": {geometry}}}]}}"
        )
    }

    #[test]
    fn a_boundary_may_have_parts_and_heights() {
        let parts = "{\"type\": \"MultiPolygon\", \"coordinates\": [[[[9.4, 45.2, 80], [9.5, 45.2, 81], [9.5, 45.3, 82], [9.4, 45.2, 80]]], [[[9.6, 45.3], [9.7, 45.3], [9.7, 45.4], [9.6, 45.3]]]]}";
        let boundaries = parsed(&collection("\"PRO_COM_T\": \"098031\"", parts)).unwrap();
        assert_eq!((boundaries[0].istat.as_str(), boundaries[0].rings.len()), ("098031", 2));
        assert_eq!(boundaries[0].rings[0][0], Coordinates { lat: 45.2, lon: 9.4 });
    }

    #[test]
    fn what_is_no_boundary_is_refused_at_its_place() {
        let point = "{\"type\": \"Point\", \"coordinates\": [9.4, 45.2]}";
        assert_eq!(parsed(&collection("\"istat\": \"098031\"", point)).unwrap_err().place.position().0, 2);
        let square = "{\"type\": \"Polygon\", \"coordinates\": [[[9.4, 45.2], [9.5, 45.2], [9.5, 45.3], [9.4, 45.2]]]}";
        assert_eq!(parsed(&collection("\"istat\": 98031", square)).unwrap()[0].istat, "098031");
        let nothing = "{\"type\": \"Polygon\", \"coordinates\": [[]]}";
        assert!(parsed(&collection("\"istat\": \"098031\"", nothing)).is_err());
        assert!(parsed(&collection("", square)).unwrap_err().message.contains("codice ISTAT"));
        let metres = "{\"type\": \"Polygon\", \"coordinates\": [[[538000, 5018000]]]}";
        assert!(parsed(&collection("\"istat\": \"098031\"", metres)).unwrap_err().message.contains("gradi"));
        assert!(parsed("{").is_err());
    }
}
