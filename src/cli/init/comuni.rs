//! The Comuni of a new board, from a table or from their codes, each fact checked.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::{self, Row};
use crate::cli::fault::Fault;
use crate::delimited;
use crate::model::value::{CodiceIstat, slugify};

/// What is wrong, and a table in which only what is missing must be filled in, if that is all.
pub struct Refused {
    pub faults: Vec<Fault>,
    pub to_complete: String,
}

impl From<Vec<Fault>> for Refused {
    fn from(faults: Vec<Fault>) -> Refused {
        Refused { faults, to_complete: String::new() }
    }
}

/// `given` is a file, or codes to be looked up in `list`.
pub fn read(given: &[String], list: Option<&Path>) -> Result<Vec<Row>, Refused> {
    let mut rows = rows(given, list)?;
    if let Some(list) = list {
        complete(&mut rows, &table::read(list).map_err(|fault| vec![fault])?);
    }
    for row in &mut rows {
        if let Some(nome) = row.cells.get("nome") {
            let slug = slugify(nome);
            row.cells.entry("slug").or_insert(slug);
        }
    }
    let faults: Vec<Fault> = invalid(&rows).into_iter().chain(repeated(&rows)).collect();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    match missing(&rows) {
        faults if faults.is_empty() => Ok(rows),
        faults => Err(Refused { faults, to_complete: draw(&rows) }),
    }
}

fn rows(given: &[String], list: Option<&Path>) -> Result<Vec<Row>, Vec<Fault>> {
    let are_codes = given.iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match (given, list) {
        (codes, Some(list)) if are_codes => named(codes, list),
        _ if are_codes => Err(vec![Fault::new(
            "dei codici ISTAT da soli non bastano",
            "aggiungi --elenco con il file CSV dei Comuni italiani, che trovi sul sito dell'ISTAT",
        )]),
        (files, _) => listed(&files.join(",")).map_err(|fault| vec![fault]),
    }
}

fn listed(file: &str) -> Result<Vec<Row>, Fault> {
    let rows = table::read(Path::new(file))?;
    if rows.is_empty() {
        return Err(Fault::new(
            format!("in {file} non c'è nessun Comune"),
            "scrivi un Comune per riga, sotto i nomi delle colonne",
        ));
    }
    Ok(rows)
}

/// Rows of which only the code is known, if the list has it.
fn named(codes: &[String], list: &Path) -> Result<Vec<Row>, Vec<Fault>> {
    let wrong: Vec<Fault> = codes
        .iter()
        .filter_map(|code| CodiceIstat::parse(code).err())
        .map(|invalid| Fault::at("--comuni", invalid))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let known = table::read(list).map_err(|fault| vec![fault])?;
    let is_known = |code: &&String| known.iter().any(|row| row.cells.get("istat") == Some(code));
    let faults: Vec<Fault> = codes
        .iter()
        .filter(|code| !is_known(code))
        .map(|code| {
            Fault::new(
                format!("il codice {code} non è in {}", list.display()),
                "controlla il codice sul sito dell'ISTAT",
            )
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let row = |code: &String| Row { place: format!("codice {code}"), cells: BTreeMap::from([("istat", code.clone())]) };
    Ok(codes.iter().map(row).collect())
}

/// Adds what a list knows of the same Comune.
fn complete(rows: &mut [Row], list: &[Row]) {
    for row in rows {
        let same = list.iter().find(|known| known.cells.get("istat") == row.cells.get("istat"));
        for (key, cell) in same.map(|known| known.cells.clone()).unwrap_or_default() {
            row.cells.entry(key).or_insert(cell);
        }
    }
}

fn invalid(rows: &[Row]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for row in rows {
        for field in table::fields() {
            let Some(cell) = row.cells.get(field.key) else { continue };
            let place = format!("{}, colonna «{}»", row.place, field.key);
            if let Err(invalid) = field.shape.check(cell) {
                faults.push(Fault::at(&place, invalid));
            } else if field.max.is_some_and(|max| cell.chars().count() > max) {
                faults.push(Fault::new(
                    format!("{place}: «{cell}» è troppo lungo"),
                    format!("scrivi al massimo {} lettere", field.max.unwrap_or_default()),
                ));
            }
        }
    }
    faults
}

fn repeated(rows: &[Row]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for key in ["istat", "codice_catastale", "slug"] {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for row in rows {
            let Some(cell) = row.cells.get(key) else { continue };
            if let Some(first) = seen.insert(cell, &row.place) {
                faults.push(Fault::new(
                    format!("{}: {key} «{cell}» c'è già ({first})", row.place),
                    "togli una delle due righe; se sono due Comuni diversi, correggi, o aggiungi una colonna «slug»",
                ));
            }
        }
    }
    faults
}

/// One fault for each column, since a column is filled in as a whole.
fn missing(rows: &[Row]) -> Vec<Fault> {
    let required = table::fields().filter(|field| field.is_required());
    let faults = required.filter_map(|field| {
        let places: Vec<&str> =
            rows.iter().filter(|row| !row.cells.contains_key(field.key)).map(|row| row.place.as_str()).collect();
        let places = match places.as_slice() {
            [] => return None,
            all if all.len() == rows.len() => "per tutti i Comuni".to_owned(),
            some => some.join("; "),
        };
        let what = field.shape.describe().replace('`', "");
        Some(Fault::new(format!("manca «{}»: {places}", field.key), format!("scrivilo nel file CSV ({what})")))
    });
    faults.collect()
}

/// The table as far as it is known, for a spreadsheet.
fn draw(rows: &[Row]) -> String {
    let columns: Vec<&str> = table::fields().filter(|field| field.is_required()).map(|field| field.key).collect();
    let cells = |row: &Row| columns.iter().map(|key| row.cells.get(key).cloned().unwrap_or_default()).collect();
    let head = columns.iter().map(|key| (*key).to_owned()).collect();
    delimited::write(std::iter::once(head).chain(rows.iter().map(cells)))
}
