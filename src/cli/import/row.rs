//! A sheet → what each of its rows asks for, and what is wrong before anything is checked.

use std::collections::BTreeMap;

use super::column::{self, Column, FILE, KIND, Target};
use super::fault::TableFault;
use super::file::Change;
use super::names::Names;
use super::table::{Cell, Position, Row, Sheet, kind};
use super::value::{self, Value};
use crate::model::entry::EntryKind;
use crate::model::value::{slug, slugify};

/// Sheets that the template brings and that hold no entries.
pub const NOTES: [&str; 2] = ["Istruzioni", "Elenchi"];

/// The most rows in a sheet: a board that has more is not written in a spreadsheet.
const MAX_ROWS: usize = 10_000;

/// One entry as a row describes it.
#[derive(Debug)]
pub struct Request {
    pub position: Position,
    pub kind: EntryKind,
    pub slug: String,
    pub changes: Vec<Change>,
    /// The columns of the sheet, by their heading in the model.
    pub columns: BTreeMap<&'static str, usize>,
    /// Headings of cells that are wrong: nothing more can be said of them.
    pub doubtful: Vec<&'static str>,
}

/// Reads sheets; `fallback` is the kind of rows that do not say theirs.
pub struct Reader<'r> {
    pub names: &'r Names,
    pub fallback: Option<EntryKind>,
    pub requests: Vec<Request>,
    pub faults: Vec<TableFault>,
}

impl<'r> Reader<'r> {
    pub fn new(names: &'r Names, fallback: Option<EntryKind>) -> Reader<'r> {
        Reader { names, fallback, requests: Vec::new(), faults: Vec::new() }
    }

    pub fn read(&mut self, sheets: &[Sheet]) {
        for (index, sheet) in sheets.iter().enumerate() {
            if !sheet.is_empty() && !NOTES.contains(&sheet.name.as_str()) {
                self.sheet(index, sheet);
            }
        }
        self.refuse_same_files(sheets);
    }

    fn fault(&mut self, position: Position, message: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(TableFault::new(position, message, hint));
    }

    fn sheet(&mut self, index: usize, sheet: &Sheet) {
        let Some(headings) = headings(sheet) else {
            let hint =
                "prendile dal modello: `bacheca import --modello modello.xlsx`; se il foglio non serve, cancellalo";
            return self.fault(Position::sheet(index), "non trovo la riga con le intestazioni", hint);
        };
        let rows = sheet.rows.iter().filter(|row| row.number > headings.number && !row.is_empty());
        let kinds = match sheet.kind().or(self.fallback) {
            _ if kind_column(headings).is_some() => EntryKind::ALL.to_vec(),
            Some(kind) => vec![kind],
            None => {
                let hint = "chiama il foglio «Servizi», «Progetti» o «Opportunità»; oppure aggiungi al comando `--tipo servizio`; oppure aggiungi la colonna «Tipo di scheda»";
                return self.fault(
                    Position::sheet(index),
                    "non so se le schede sono servizi, progetti o opportunità",
                    hint,
                );
            }
        };
        if rows.clone().count() > MAX_ROWS {
            let hint = "importa un po' di righe alla volta";
            return self.fault(Position::sheet(index), format!("le righe sono più di {MAX_ROWS}"), hint);
        }
        self.refuse_headings(index, headings, &kinds);
        for row in rows {
            self.row(index, sheet, headings, row);
        }
    }

    /// Headings that name nothing, or the same thing twice.
    fn refuse_headings(&mut self, sheet: usize, headings: &Row, kinds: &[EntryKind]) {
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, cell) in headings.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let position = Position::cell(sheet, headings.number, index);
            let heading = bare(cell);
            match kinds.iter().find_map(|kind| column::find(*kind, &heading)) {
                None if is_known(&heading) => {
                    let message = format!("questo campo non vale per {}", of_kind(kinds[0]));
                    self.fault(position, message, "togli la colonna, o spostala nel foglio giusto");
                }
                None => {
                    let (message, hint) = column::unknown(kinds, &heading);
                    self.fault(position, message, hint);
                }
                Some(column) => {
                    if let Some(first) = met.insert(column.heading, index) {
                        let message =
                            format!("«{}» è anche nella colonna {}", column.heading, super::table::letters(first));
                        self.fault(position, message, "tieni una sola delle due colonne");
                    }
                }
            }
        }
    }

    fn row(&mut self, index: usize, sheet: &Sheet, headings: &Row, row: &Row) {
        let Some(kind) = self.kind(index, sheet, headings, row) else { return };
        let (position, columns) = (Position::row(index, row.number), columns(kind, headings));
        let mut request =
            Request { position, kind, slug: String::new(), changes: Vec::new(), columns, doubtful: Vec::new() };
        let mut file = None;
        for (number, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let position = Position::cell(index, row.number, number);
            match self.column(position, kind, headings) {
                Some(Column { target: Target::File, .. }) => file = Some((position, cell.text())),
                Some(column) => self.cell(position, column, cell, &mut request),
                None => {}
            }
        }
        request.slug = self.slug(&request, file).unwrap_or_else(|| {
            // It will not be written; what else is wrong with it is said all the same.
            request.doubtful.push("Titolo");
            format!("riga-{}", row.number)
        });
        self.requests.push(request);
    }

    /// The column of a filled cell.
    fn column(&mut self, position: Position, kind: EntryKind, headings: &Row) -> Option<Column> {
        let heading = headings.cells.get(position.column?).map(bare).unwrap_or_default();
        let column = column::find(kind, &heading);
        if heading.is_empty() {
            let message = "la cella è piena, ma la sua colonna non ha intestazione";
            self.fault(position, message, "scrivi l'intestazione, o svuota la cella");
        } else if column.is_none() && is_known(&heading) && kind_column(headings).is_some() {
            // Where all rows are of one kind, the heading itself has been reported.
            self.fault(position, format!("questo campo non vale per {}", of_kind(kind)), "svuota la cella");
        }
        column
    }

    fn cell(&mut self, position: Position, column: Column, cell: &Cell, request: &mut Request) {
        match value::read(&column.target, cell, self.names) {
            Ok(None) => {}
            Ok(Some(value)) => {
                let column_index = position.column.unwrap_or_default();
                request.changes.push(Change { column: column_index, target: column.target, value });
            }
            Err((message, hint)) => {
                request.doubtful.push(column.heading);
                self.fault(position, message, hint);
            }
        }
    }

    /// What the row says that it is, else the sheet, else the command.
    fn kind(&mut self, index: usize, sheet: &Sheet, headings: &Row, row: &Row) -> Option<EntryKind> {
        let column = kind_column(headings);
        let cell = column.and_then(|column| row.cells.get(column)).filter(|cell| !cell.is_empty());
        let (known, message) = match cell {
            Some(cell) => (kind(&cell.text()), format!("«{}» non è un tipo di scheda", cell.text().trim())),
            None => (sheet.kind().or(self.fallback), "manca il tipo di scheda".to_owned()),
        };
        if known.is_none() {
            let position = Position { column, ..Position::row(index, row.number) };
            self.fault(position, message, "scrivi servizio, progetto o opportunità");
        }
        known
    }

    /// The name of the file: that of its column, else the one that the title would have.
    fn slug(&mut self, request: &Request, file: Option<(Position, String)>) -> Option<String> {
        if let Some((position, written)) = file {
            let name = written.trim().trim_end_matches(".md");
            return slug(name).map_err(|invalid| self.fault(position, invalid.message, invalid.hint)).ok();
        }
        let title = request.changes.iter().find(|change| change.target.key() == Some("titolo"));
        match title.map(|change| &change.value) {
            Some(Value::Text(title)) if !slugify(title).is_empty() => Some(slugify(title)),
            _ => {
                let hint = format!(
                    "scrivi il titolo; per cambiare una scheda che c'è già basta la colonna «{FILE}», con il nome del suo file"
                );
                let position = Position { column: request.columns.get("Titolo").copied(), ..request.position };
                self.fault(position, "manca il titolo", hint);
                None
            }
        }
    }

    fn refuse_same_files(&mut self, sheets: &[Sheet]) {
        let mut met: BTreeMap<(EntryKind, &str), Position> = BTreeMap::new();
        for request in &self.requests {
            let first = *met.entry((request.kind, &request.slug)).or_insert(request.position);
            if first != request.position {
                let message =
                    format!("la scheda «{}» è già nella {}", request.slug, super::fault::place(sheets, first));
                let hint = "tieni una riga sola, o dai nomi diversi nella colonna «File»";
                self.faults.push(TableFault::new(request.position, message, hint));
            }
        }
    }
}

/// The first row that names two columns: a title of the table may stand above.
pub fn headings(sheet: &Sheet) -> Option<&Row> {
    const ROWS_WITH_TITLES: usize = 10;
    let known = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty() && is_known(&bare(cell))).count();
    sheet.rows.iter().filter(|row| !row.is_empty()).take(ROWS_WITH_TITLES).find(|row| known(row) >= 2)
}

/// The column that says what each row is.
fn kind_column(headings: &Row) -> Option<usize> {
    headings.cells.iter().position(|cell| slugify(&bare(cell)) == slugify(KIND))
}

fn columns(kind: EntryKind, headings: &Row) -> BTreeMap<&'static str, usize> {
    let heading = |cell| column::find(kind, &bare(cell)).map(|column| column.heading);
    headings.cells.iter().enumerate().rev().filter_map(|(index, cell)| Some((heading(cell)?, index))).collect()
}

/// Whether some kind of entry has that column.
fn is_known(heading: &str) -> bool {
    EntryKind::ALL.iter().any(|kind| column::find(*kind, heading).is_some())
}

/// A heading without the mark of what is required.
fn bare(cell: &Cell) -> String {
    cell.text().trim().trim_end_matches('*').trim().to_owned()
}

fn of_kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Servizio => "un servizio",
        EntryKind::Progetto => "un progetto",
        EntryKind::Opportunita => "un'opportunità",
    }
}
