//! Comuni of which the board says too little, and entries that do not say where they are valid.

use super::{Board, Item, List, Section};
use crate::model::catalog::Catalog;
use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::Entry;
use crate::model::id::ComuneId;
use crate::model::route::{Route, Subject};

pub static SECTION: Section = Section {
    key: "comuni",
    title: "Comuni e territorio",
    fine: "Ogni Comune ha un numero da chiamare e una scheda sua; ogni scheda dice dove vale.",
    list: List::Board(list),
};

fn list(board: &Board) -> Vec<Item> {
    let catalog = Catalog::of(board.site);
    let comuni = || board.site.comune_ids();
    let without_phone = comuni().filter(|id| !has_phone(board, *id)).map(|id| no_phone(board, id));
    let without_entry = comuni().filter(|id| catalog.local(*id).is_empty()).map(|id| no_entry(board, id));
    let nowhere = board.current().filter(|(entry, draft)| is_nowhere(board, entry, draft));
    without_phone.chain(without_entry).chain(nowhere.map(|found| no_comune(board, found))).collect()
}

fn has_phone(board: &Board, id: ComuneId) -> bool {
    board.site.comune(id).social_service.as_ref().is_some_and(|service| service.contact.phone.is_some())
}

fn of_comune(board: &Board, id: ComuneId) -> Item {
    let comune = board.site.comune(id);
    let file = board.files.drafts.of(DraftKind::Comuni).next().map(|draft| draft.source.path.clone());
    Item {
        title: comune.name.clone(),
        file: file.unwrap_or_default(),
        page: Some(Route::from(Subject::Comune(comune.slug.clone())).path()),
        ..Item::default()
    }
}

fn no_phone(board: &Board, id: ComuneId) -> Item {
    Item {
        group: Some("Comuni senza il telefono del servizio sociale".to_owned()),
        fact: "La pagina del Comune non dice chi chiamare.".to_owned(),
        todo: "Chiedi il numero al Comune e scrivilo in `servizio_sociale`.".to_owned(),
        ..of_comune(board, id)
    }
}

fn no_entry(board: &Board, id: ComuneId) -> Item {
    Item {
        group: Some("Comuni senza nessuna scheda locale".to_owned()),
        fact: "Ci sono solo le schede che valgono per tutti.".to_owned(),
        todo: "Chiedi al Comune che cosa offre di suo.".to_owned(),
        ..of_comune(board, id)
    }
}

/// Valid everywhere because nothing was written, and without a place of its own or of its office.
fn is_nowhere(board: &Board, entry: &Entry, draft: &Draft) -> bool {
    let office = &board.site.organization(entry.organization).reach;
    let is_placed = entry.reach.places.iter().chain(&office.places).any(|place| place.comune.is_some());
    !draft.has("comuni") && entry.local.is_empty() && !is_placed
}

fn no_comune(board: &Board, found: (&Entry, &Draft)) -> Item {
    Item {
        group: Some("Schede che non dicono dove".to_owned()),
        todo: "Valgono dappertutto solo perché non c'è scritto altro: scrivi `comuni: tutti`, o l'elenco dei Comuni."
            .to_owned(),
        ..board.item(found)
    }
}
