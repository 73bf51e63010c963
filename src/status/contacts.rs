//! Entries that leave a reader without anyone to call.

use super::{Board, Item, List, Section, Tone};
use crate::model::entry::Entry;

pub static SECTION: Section = Section {
    key: "contatti",
    title: "Schede senza contatti",
    fine: "Ogni scheda dice chi chiamare.",
    list: List::Board(list),
};

fn list(board: &Board) -> Vec<Item> {
    let silent = board.current().filter(|(entry, _)| !is_reachable(board, entry));
    let item = |found: (&Entry, _)| Item {
        mark: "nessuno".to_owned(),
        tone: Tone::Alarm,
        fact: format!("Nemmeno «{}» ha contatti.", board.site.organization(found.0.organization).name),
        todo: "Aggiungi `contatti:` alla scheda o al file del suo ente.".to_owned(),
        ..board.item(found)
    };
    silent.map(item).collect()
}

fn is_reachable(board: &Board, entry: &Entry) -> bool {
    let (reach, _) = board.site.reach_of(entry.organization);
    !entry.reach.contacts.is_empty() || !reach.contacts.is_empty()
}
