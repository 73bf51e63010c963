//! No two things are published at one address.

use std::collections::BTreeMap;

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::{Node, Path};
use crate::model::route::RESERVED;
use crate::model::schema::Shape;

static TWICE: Code = Code {
    name: "indirizzo-doppio",
    level: Level::Error,
    what: "Ogni pagina, e ogni vecchio indirizzo, ha un indirizzo tutto suo.",
    why: "Di due pagine con lo stesso indirizzo se ne vedrebbe una sola.",
    example: "`servizi/casa.md` e `servizi/casa/index.md` hanno lo stesso indirizzo: tienine uno.",
};

pub static RULE: Rule = Rule { codes: &[&TWICE], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    pages(content, faults);
    reserved_names(content, faults);
    old_addresses(content, faults);
}

fn pages(content: &Content, faults: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(DraftKind, &str, Option<&str>), &Draft> = BTreeMap::new();
    for draft in content.drafts.iter() {
        let key = (draft.kind, draft.slug.as_str(), draft.lang.as_deref());
        match first.get(&key) {
            Some(other) => faults.push(
                Diagnostic::new(
                    &TWICE,
                    draft.head(),
                    format!("questo file ha lo stesso indirizzo di {}", other.source.path),
                )
                .hint("rinomina uno dei due, o uniscili"),
            ),
            None => {
                first.insert(key, draft);
            }
        }
    }
}

fn reserved_names(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.drafts.of(DraftKind::Page) {
        if RESERVED.contains(&draft.slug.as_str()) {
            faults.push(
                Diagnostic::new(
                    &TWICE,
                    draft.head(),
                    format!("l'indirizzo /{}/ è di una pagina che il programma fa da sé", draft.slug),
                )
                .hint("rinomina il file"),
            );
        }
    }
}

/// Old addresses must not hide a page nor each other.
fn old_addresses(content: &Content, faults: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &Draft> = BTreeMap::new();
    for draft in content.readable() {
        let mut seen: Vec<(Path, &str)> = Vec::new();
        draft.walk(|path, shape, node| {
            if let (Shape::SitePath, Node::Scalar(text)) = (shape, node) {
                seen.push((path.clone(), text.trim()));
            }
        });
        for (path, address) in seen {
            let page = format!("{}/", address.trim_end_matches('/'));
            let place: Place = draft.value_place(&path);
            if content.known.page(&page).is_some() {
                faults.push(
                    Diagnostic::new(&TWICE, place, format!("«{address}» è l'indirizzo di una pagina che c'è"))
                        .hint("toglilo dai vecchi indirizzi"),
                );
            } else if let Some(other) = first.insert(page, draft) {
                faults.push(
                    Diagnostic::new(
                        &TWICE,
                        place,
                        format!("«{address}» è già fra i vecchi indirizzi di {}", other.source.path),
                    )
                    .hint("tienilo in una scheda sola"),
                );
            }
        }
    }
}
