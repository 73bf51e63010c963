//! What readers of other languages do not have yet, or have in an older version.

use super::words::{language, on};
use super::{Board, Item, List, Section, Tone};
use crate::model::entry::Entry;

pub static SECTION: Section = Section {
    key: "traduzioni",
    title: "Traduzioni vecchie o che mancano",
    fine: "Ogni scheda è tradotta in tutte le lingue della bacheca.",
    list: List::Board(list),
};

fn list(board: &Board) -> Vec<Item> {
    board.site.board.languages.iter().skip(1).flat_map(|lang| in_language(board, lang.as_str())).collect()
}

/// Older than the original first, then those to look over, then what is missing: what is on the home
/// page before the rest.
fn in_language(board: &Board, lang: &str) -> Vec<Item> {
    let mut found: Vec<(u8, Item)> = Vec::new();
    let mut translated = 0;
    for (entry, draft) in board.current().filter(|(entry, _)| !entry.for_professionals) {
        translated += usize::from(entry.translations.contains_key(lang));
        if let Some((rank, mark, tone, fact, todo)) = fault(entry, lang) {
            let item = board.item((entry, draft));
            let file = if rank < MISSING { translation_of(&item.file, lang) } else { item.file.clone() };
            found.push((rank, Item { mark: mark.to_owned(), tone, fact, todo: todo.to_owned(), file, ..item }));
        }
    }
    let all = board.current().filter(|(entry, _)| !entry.for_professionals).count();
    let group = format!("{}: tradotte {translated} schede su {all}", language(lang));
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, item)| Item { group: Some(group.clone()), ..item }).collect()
}

const MISSING: u8 = 2;

fn fault(entry: &Entry, lang: &str) -> Option<(u8, &'static str, Tone, String, &'static str)> {
    let Some((revision, texts)) = entry.translations.get(lang) else {
        let rank = if entry.featured { MISSING } else { MISSING + 1 };
        return Some((rank, "manca", Tone::Calm, String::new(), "Falla tradurre e rileggere."));
    };
    if let Some(changed) = entry.last_modified().filter(|changed| revision < changed) {
        let fact = format!("L'originale è cambiato {}; è tradotto com'era {}.", on(changed), on(*revision));
        return Some((0, "vecchia", Tone::Soon, fact, "Ritraduci quello che è cambiato, poi aggiorna `traduce`."));
    }
    let todo = "Falla rileggere a chi la parla, poi togli `da_rivedere`.";
    texts.to_review.then(|| (1, "da rivedere", Tone::Calm, String::new(), todo))
}

/// `casa.md` → `casa.en.md`.
fn translation_of(file: &str, lang: &str) -> String {
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{lang}.{extension}"),
        None => file.to_owned(),
    }
}
