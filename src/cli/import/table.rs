//! A table as the spreadsheet shows it: sheets, rows with their numbers, columns with their letters.

use jiff::civil::{DateTime, Time};

use crate::delimited;
use crate::model::entry::EntryKind;
use crate::model::value::slugify;

/// What stands in a cell, before anything is known of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Bool(bool),
    Moment(DateTime),
    Time(Time),
    /// A formula that could not be worked out.
    Broken,
}

#[derive(Debug)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    /// From 1, as the spreadsheet numbers it.
    pub number: usize,
    pub cells: Vec<Cell>,
}

/// Where something stands: a cell, a row, or a sheet as a whole (row 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub sheet: usize,
    pub row: usize,
    /// From 0.
    pub column: Option<usize>,
}

impl Position {
    pub fn sheet(sheet: usize) -> Position {
        Position { sheet, row: 0, column: None }
    }

    pub fn row(sheet: usize, row: usize) -> Position {
        Position { sheet, row, column: None }
    }

    pub fn cell(sheet: usize, row: usize, column: usize) -> Position {
        Position { sheet, row, column: Some(column) }
    }
}

impl Cell {
    /// As the spreadsheet shows it in Italian.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty | Cell::Broken => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => decimal(*number),
            Cell::Bool(yes) => if *yes { "sì" } else { "no" }.to_owned(),
            Cell::Moment(moment) if moment.time() == Time::midnight() => moment.strftime("%d/%m/%Y").to_string(),
            Cell::Moment(moment) => moment.strftime("%d/%m/%Y %H:%M").to_string(),
            Cell::Time(time) => time.strftime("%H:%M").to_string(),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// `1250`, `1250,5`: without the dust that sums of binary fractions leave.
fn decimal(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    rounded.to_string().replace('.', ",")
}

impl From<delimited::Row> for Row {
    fn from(row: delimited::Row) -> Row {
        let cell = |text: String| if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) };
        Row { number: row.number, cells: row.cells.into_iter().map(cell).collect() }
    }
}

impl Row {
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

impl Sheet {
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Row::is_empty)
    }

    /// What its name says of its rows.
    pub fn kind(&self) -> Option<EntryKind> {
        kind(&self.name)
    }
}

/// The kind of entry that a word names, in the singular or in the plural.
pub fn kind(word: &str) -> Option<EntryKind> {
    let word = slugify(word);
    EntryKind::ALL.into_iter().find(|kind| word == kind.name() || word == kind.folder())
}

/// The letters of a column: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => letters(more - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn numbers_are_shown_without_the_dust_of_binary_sums() {
        assert_eq!(Cell::Number(0.1 + 0.2).text(), "0,3");
        assert_eq!(Cell::Number(371_409_332.0).text(), "371409332");
    }
}
