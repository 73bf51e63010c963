//! No two things are published at one address.

use std::collections::BTreeMap;

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::{Node, Path};
use crate::model::route::{RESERVED, RESERVED_FOLDERS};
use crate::model::schema::Shape;

static TWICE: Code = Code {
    name: "indirizzo-doppio",
    level: Level::Error,
    what: "Ogni pagina, e ogni vecchio indirizzo, ha un indirizzo tutto suo.",
    why: "Di due pagine con lo stesso indirizzo se ne vedrebbe una sola.",
    example: "`servizi/casa.md` e `servizi/casa/index.md` hanno lo stesso indirizzo: tienine uno.",
};

pub static RULE: Rule = Rule { codes: &[&TWICE], scope: Scope::Board(run) };

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
    let languages = content.known.languages();
    for draft in content.drafts.of(DraftKind::Page) {
        let slug = draft.slug.as_str();
        if RESERVED.contains(&slug) || languages.contains(&slug) {
            let message = format!("l'indirizzo /{slug}/ è di una pagina che il programma fa da sé");
            faults.push(Diagnostic::new(&TWICE, draft.head(), message).hint("rinomina il file"));
        }
    }
}

/// Old addresses must not hide a page, a file of the program, nor each other.
fn old_addresses(content: &Content, faults: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &Draft> = BTreeMap::new();
    let may_have_moved = |draft: &&Draft| draft.kind == DraftKind::Comuni || draft.has("vecchi_indirizzi");
    for draft in content.readable().filter(may_have_moved) {
        let mut seen: Vec<(Path, &str)> = Vec::new();
        draft.walk(|path, shape, node| {
            if let (Shape::SitePath, Node::Scalar(text)) = (shape, node) {
                seen.push((path.clone(), text.trim()));
            }
        });
        for (path, address) in seen {
            let page = page_of(address);
            let place: Place = draft.value_place(&path);
            if is_taken(content, &page) {
                let message = format!("«{address}» è l'indirizzo di una pagina o di un file che c'è");
                faults.push(Diagnostic::new(&TWICE, place, message).hint("toglilo dai vecchi indirizzi"));
            } else if let Some(other) = first.insert(page, draft) {
                let message = format!("«{address}» è già fra i vecchi indirizzi di {}", other.source.path);
                faults.push(Diagnostic::new(&TWICE, place, message).hint("scrivilo una volta sola"));
            }
        }
    }
}

/// The page that a host would serve at an address: `/a`, `/a/` and `/a/index.html` are one.
fn page_of(address: &str) -> String {
    let address = address.strip_suffix("/index.html").unwrap_or(address);
    format!("{}/", address.trim_end_matches('/'))
}

fn is_taken(content: &Content, page: &str) -> bool {
    let mut steps = page.trim_matches('/').split('/');
    let (first, is_alone) = (steps.next().unwrap_or_default(), steps.next().is_none());
    let is_file_of_ours = first.starts_with(['_', '.'])
        || first.starts_with("sitemap")
        || ["robots.txt", "404.html", ""].contains(&first);
    content.known.page(page).is_some()
        || (is_alone && (RESERVED.contains(&first) || content.known.languages().contains(&first)))
        || is_file_of_ours
        || RESERVED_FOLDERS.contains(&first)
}
