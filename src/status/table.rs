//! The state of a board for programs: JSON, and rows for a spreadsheet.

use serde::Serialize;

use super::{Counts, Item, Matrix, MissingFact, Status};
use crate::delimited;

#[derive(Serialize)]
struct JsonStatus<'s> {
    board: &'s str,
    date: String,
    counts: Counts,
    sections: Vec<JsonSection<'s>>,
    coverage: Option<&'s Matrix>,
}

#[derive(Serialize)]
struct JsonSection<'s> {
    key: &'s str,
    title: &'s str,
    /// None when the content has errors that hide it.
    items: Option<&'s [Item]>,
}

pub fn json(status: &Status) -> String {
    let sections = status.sections.iter().map(|listed| JsonSection {
        key: listed.section.key,
        title: listed.section.title,
        items: listed.items.as_deref(),
    });
    let json = JsonStatus {
        board: &status.board,
        date: status.today.to_string(),
        counts: status.counts,
        sections: sections.collect(),
        coverage: status.coverage.as_ref(),
    };
    let json = serde_json::to_string_pretty(&json).expect("strings and numbers always serialise");
    format!("{json}\n")
}

/// The items of the sections, one in a row.
pub fn csv(status: &Status) -> String {
    let head = ["Sezione", "Gruppo", "Quanto", "Titolo", "Che cosa succede", "Che cosa fare", "File"];
    let items = status.sections.iter().flat_map(|listed| {
        let items = listed.items.as_deref().unwrap_or_default();
        items.iter().map(|item| {
            let group = item.group.as_deref().unwrap_or_default();
            vec![listed.section.title, group, &item.mark, &item.title, &item.fact, &item.todo, &item.file]
        })
    });
    delimited::write(std::iter::once(head.to_vec()).chain(items))
}

/// Needs in rows, Comuni in columns.
pub fn coverage_csv(matrix: &Matrix) -> String {
    let head = std::iter::once("Bisogno".to_owned()).chain(matrix.comuni.iter().cloned()).collect();
    let needs = matrix.needs.iter().map(|row| {
        std::iter::once(row.need.clone()).chain(row.cells.iter().map(|cell| cell.valid.to_string())).collect()
    });
    delimited::write(std::iter::once(head).chain(needs))
}

/// What is to be asked, one fact in a row.
pub fn missing_csv(facts: &[MissingFact]) -> String {
    let head = vec!["Scheda", "Da chiedere", "Campo", "A chi", "File"];
    let facts = facts.iter().map(|fact| vec![&*fact.title, fact.label, fact.key, &fact.office, &fact.file]);
    delimited::write(std::iter::once(head).chain(facts))
}
