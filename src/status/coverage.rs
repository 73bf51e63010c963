//! Need by need and Comune by Comune: where is nothing offered?

use serde::Serialize;

use super::words::count;
use super::{Board, Item, List, Section, Tone};
use crate::model::catalog::Catalog;
use crate::model::draft::DraftKind;
use crate::model::entry::Coverage;
use crate::model::id::TermId;
use crate::model::route::{Route, Subject};
use crate::model::schema::Vocabulary;
use crate::model::site::Site;

pub static SECTION: Section = Section {
    key: "copertura",
    title: "Dove non si offre niente?",
    fine: "In ogni Comune c'è almeno una scheda per ogni bisogno.",
    list: List::Board(list),
};

/// How many entries answer each need in each Comune.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    pub comuni: Vec<String>,
    pub needs: Vec<Row>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub need: String,
    /// From the root of the site.
    pub page: String,
    /// Entries valid in every Comune.
    pub everywhere: usize,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub struct Cell {
    /// Entries that someone of the Comune can use.
    pub valid: usize,
    /// Of those, the ones only for some Comuni, or with a place or a contact in this one.
    pub local: usize,
}

impl Row {
    fn empty<'m>(&'m self, comuni: &'m [String]) -> impl Iterator<Item = &'m str> {
        self.cells.iter().zip(comuni).filter(|(cell, _)| cell.valid == 0).map(|(_, name)| name.as_str())
    }

    /// Comuni without anything of their own.
    pub fn without_local(&self) -> usize {
        self.cells.iter().filter(|cell| cell.local == 0).count()
    }

    pub fn without_any(&self) -> usize {
        self.cells.iter().filter(|cell| cell.valid == 0).count()
    }
}

impl Matrix {
    pub fn of(site: &Site) -> Matrix {
        let catalog = Catalog::of(site);
        let row = |term| row(site, &catalog, term);
        Matrix {
            comuni: site.comuni.iter().map(|comune| comune.name.clone()).collect(),
            needs: site.term_ids(Vocabulary::Needs).map(row).collect(),
        }
    }
}

fn row(site: &Site, catalog: &Catalog, need: TermId) -> Row {
    let term = site.term(need);
    let entries = catalog.term(need);
    let everywhere = entries.iter().filter(|id| site.entry(**id).coverage == Coverage::District).count();
    let cell = |comune| Cell {
        valid: entries.iter().filter(|id| site.entry(**id).coverage.includes(comune)).count(),
        local: catalog.local(comune).iter().filter(|id| entries.contains(id)).count(),
    };
    Row {
        need: term.name.clone(),
        page: Route::from(Subject::Term(Vocabulary::Needs, term.slug.clone())).path(),
        everywhere,
        cells: site.comune_ids().map(cell).collect(),
    }
}

/// The needs for which some Comune has nothing at all.
fn list(board: &Board) -> Vec<Item> {
    let matrix = Matrix::of(board.site);
    let file = board.files.drafts.of(DraftKind::Vocabulary(Vocabulary::Needs)).next();
    let file = file.map(|draft| draft.source.path.clone()).unwrap_or_default();
    let item = |row: &Row| Item {
        mark: count(row.without_any(), "Comune", "Comuni"),
        tone: Tone::Soon,
        title: row.need.clone(),
        file: file.clone(),
        page: Some(row.page.clone()),
        fact: where_nothing(row, &matrix.comuni),
        todo: "Chiedi chi offre qualcosa lì, e scrivi la scheda.".to_owned(),
        ..Item::default()
    };
    matrix.needs.iter().filter(|row| row.without_any() > 0).map(item).collect()
}

fn where_nothing(row: &Row, comuni: &[String]) -> String {
    if row.without_any() == comuni.len() {
        return "Non c'è niente, in nessun Comune.".to_owned();
    }
    format!("Non c'è niente per chi vive a: {}.", row.empty(comuni).collect::<Vec<_>>().join(", "))
}
