//! A table of Comuni as offices have it: a CSV saved by a spreadsheet, or the list that ISTAT publishes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::fault::Fault;
use crate::cli::read;
use crate::model::fields::COMUNI;
use crate::model::schema::{Field, Shape};
use crate::model::value::slugify;

/// What a row says of a Comune, by the key of the field, and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub place: String,
    pub cells: BTreeMap<&'static str, String>,
}

/// Headings of ISTAT's list, and others that offices use, as slugs.
const HEADINGS: &[(&str, &str)] = &[
    ("comune", "nome"),
    ("denominazione", "nome"),
    ("denominazione-in-italiano", "nome"),
    ("codice-comune-formato-alfanumerico", "istat"),
    ("sigla", "provincia"),
    ("sigla-automobilistica", "provincia"),
    ("sigla-provincia", "provincia"),
    ("codice-catastale-del-comune", "codice_catastale"),
    ("codice-catastale-dell-unita-territoriale", "codice_catastale"),
    ("latitudine", LAT),
    ("lat", LAT),
    ("longitudine", LON),
    ("lon", LON),
    ("lng", LON),
];

/// The halves of coordinates, when they stand in two columns.
const LAT: &str = "latitudine";
const LON: &str = "longitudine";

/// What can be said of a Comune in one cell.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    let fields = match COMUNI.field("comuni").map(|field| &field.shape) {
        Some(Shape::List(Shape::Record(fields))) => *fields,
        _ => &[],
    };
    fields.iter().filter(|field| !matches!(field.shape, Shape::Record(_) | Shape::List(_)))
}

pub fn read(path: &Path) -> Result<Vec<Row>, Fault> {
    let name = path.display();
    let mut rows = read::table(path)?.into_iter();
    let columns: Vec<Option<&'static str>> =
        rows.next().map(|row| row.cells.iter().map(|cell| column(cell)).collect()).unwrap_or_default();
    if !columns.contains(&Some("istat")) {
        return Err(Fault::new(
            format!("in {name} manca la colonna «istat»"),
            "la prima riga contiene i nomi delle colonne: nome;istat;codice_catastale;cap;provincia;coordinate",
        ));
    }
    Ok(rows.filter_map(|row| known(format!("{name}, riga {}", row.number), &columns, &row.cells)).collect())
}

fn column(heading: &str) -> Option<&'static str> {
    let slug = slugify(heading);
    let named = fields().find(|field| slugify(field.key) == slug || slugify(field.label) == slug);
    named.map(|field| field.key).or_else(|| HEADINGS.iter().find(|(known, _)| *known == slug).map(|(_, key)| *key))
}

/// What a row says; nothing, if it is empty.
fn known(place: String, columns: &[Option<&'static str>], cells: &[String]) -> Option<Row> {
    let cells = columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell.trim().to_owned())));
    let mut cells: BTreeMap<&'static str, String> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
    if let (Some(lat), Some(lon)) = (cells.remove(LAT), cells.remove(LON)) {
        cells.insert("coordinate", format!("{}, {}", lat.replace(',', "."), lon.replace(',', ".")));
    }
    (!cells.is_empty()).then_some(Row { place, cells })
}
