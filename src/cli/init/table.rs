//! A table of Comuni as offices have it: a CSV saved by a spreadsheet, or the list that ISTAT publishes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cli::fault::Fault;
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
    let bytes = fs::read(path).map_err(|error| {
        Fault::new(
            format!("non riesco a leggere {name}: {error}"),
            "controlla il nome del file e la cartella in cui sei",
        )
    })?;
    let text = decode(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let unreadable =
        |_| Fault::new(format!("{name} non è un file CSV"), "salvalo di nuovo dal foglio di calcolo, nel formato CSV");
    let columns: Vec<Option<&str>> = reader.headers().map_err(unreadable)?.iter().map(column).collect();
    if !columns.contains(&Some("istat")) {
        return Err(Fault::new(
            format!("in {name} manca la colonna «istat»"),
            "la prima riga contiene i nomi delle colonne: nome;istat;codice_catastale;cap;provincia;coordinate",
        ));
    }
    // As a spreadsheet counts: a heading is one row, however many lines it has.
    let extra = reader.position().line().saturating_sub(2);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, |position| line(&text, position));
        let place = format!("{name}, riga {}", line.saturating_sub(extra));
        rows.extend(row(place, &columns, &record));
    }
    Ok(rows)
}

/// Older spreadsheets write Latin-1; newer ones put a mark in front.
fn decode(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    }
}

fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| heading.bytes().filter(|byte| byte == mark).count();
    *[b',', b'\t', b';'].iter().max_by_key(|mark| count(mark)).expect("three marks")
}

fn column(heading: &str) -> Option<&'static str> {
    let slug = slugify(heading);
    let named = fields().find(|field| slugify(field.key) == slug || slugify(field.label) == slug);
    named.map(|field| field.key).or_else(|| HEADINGS.iter().find(|(known, _)| *known == slug).map(|(_, key)| *key))
}

/// The line of a record, which the reader seeks from the blank lines before it.
fn line(text: &str, position: &csv::Position) -> u64 {
    let rest = text.as_bytes().iter().skip(position.byte() as usize);
    let blank = rest.take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n');
    position.line() + blank.count() as u64
}

/// What a line says; nothing, if it is empty.
fn row(place: String, columns: &[Option<&'static str>], record: &csv::StringRecord) -> Option<Row> {
    let cells = columns.iter().zip(record).filter_map(|(column, cell)| Some(((*column)?, cell.trim().to_owned())));
    let mut cells: BTreeMap<&'static str, String> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
    if let (Some(lat), Some(lon)) = (cells.remove(LAT), cells.remove(LON)) {
        cells.insert("coordinate", format!("{}, {}", lat.replace(',', "."), lon.replace(',', ".")));
    }
    (!cells.is_empty()).then_some(Row { place, cells })
}
