//! Entries as a table for spreadsheets: names instead of short names, one cell for what may be many. The first row has
//! the keys of the data.
//!
//! Cells are apart by `;`, against RFC 4180, because an Italian spreadsheet opens such a file with a double click;
//! [`delimited`] keeps formulas text.

use super::entry::{access, cost, day, state_name};
use super::source::Source;
use crate::delimited;
use crate::model::entry::{Coverage, Entry};
use crate::model::id::TermId;
use crate::model::place::{Contact, Place};

/// Between the values of a cell.
const BETWEEN: &str = " | ";

pub const COLUMNS: [&str; 24] = [
    "id",
    "sezione",
    "titolo",
    "descrizione_breve",
    "url",
    "stato",
    "tipo",
    "bisogni",
    "per_chi",
    "aree",
    "comuni",
    "ente",
    "accesso",
    "costo",
    "costo_dettagli",
    "contatti",
    "sedi",
    "domande_dal",
    "scadenza",
    "inizio",
    "fine",
    "per_operatori",
    "pubblicato_il",
    "aggiornato_il",
];

/// The rows as one file.
pub fn file<'r>(rows: impl Iterator<Item = &'r Vec<String>>) -> Vec<u8> {
    let head: Vec<&str> = COLUMNS.to_vec();
    let rows = rows.map(|row| row.iter().map(String::as_str).collect());
    delimited::write(std::iter::once(head).chain(rows)).into_bytes()
}

impl Source<'_> {
    /// The cells of an entry, in the order of [`COLUMNS`].
    pub fn cells(self, entry: &Entry) -> Vec<String> {
        let site = self.site();
        let (reach, _) = site.reach_of_entry(entry);
        let (opportunity, project) = (entry.opportunity(), entry.project());
        let or_empty = |date: Option<String>| date.unwrap_or_default();
        let cells = [
            self.id(entry),
            entry.kind.folder().to_owned(),
            entry.texts.title.clone(),
            entry.texts.summary.clone(),
            self.entry_page(entry),
            state_name(site.state(entry)),
            opportunity.map(|opportunity| site.term(opportunity.category).name.clone()).unwrap_or_default(),
            self.term_names(&entry.needs),
            self.term_names(&entry.audiences),
            self.term_names(&entry.areas),
            self.comune_names(&entry.coverage),
            site.organization(entry.organization).name.clone(),
            joined(entry.access.iter().copied().map(access)),
            entry.cost.map(cost).unwrap_or_default(),
            entry.texts.cost_details.clone().unwrap_or_default(),
            joined(reach.contacts.iter().map(contact)),
            joined(reach.places.iter().map(|place| self.place_words(place))),
            or_empty(day(opportunity.and_then(|opportunity| opportunity.opens))),
            or_empty(opportunity.and_then(|opportunity| opportunity.deadline).map(|deadline| deadline.iso())),
            or_empty(day(project.and_then(|project| project.start))),
            or_empty(day(project.and_then(|project| project.extended_to.or(project.end)))),
            (if entry.for_professionals { "sì" } else { "" }).to_owned(),
            or_empty(day(entry.published)),
            or_empty(day(entry.last_modified())),
        ];
        cells.into()
    }

    fn term_names(self, ids: &[TermId]) -> String {
        joined(ids.iter().map(|id| self.site().term(*id).name.clone()))
    }

    fn comune_names(self, coverage: &Coverage) -> String {
        match coverage {
            Coverage::District => "tutti".to_owned(),
            Coverage::Only(comuni) => joined(comuni.iter().map(|id| self.site().comune(*id).name.clone())),
        }
    }

    fn place_words(self, place: &Place) -> String {
        let comune = place.comune.map(|id| self.site().comune(id).name.clone());
        let parts = [place.name.clone(), Some(place.address.clone()), comune];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A number after its word: alone, `+39 …` would be taken for a sum.
fn contact(contact: &Contact) -> String {
    let parts = [
        contact.name.clone(),
        contact.phone.as_ref().map(|phone| format!("tel. {}", phone.text())),
        contact.email.as_ref().map(|email| email.as_str().to_owned()),
        contact.website.as_ref().map(|web| web.as_str().to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(BETWEEN)
}
