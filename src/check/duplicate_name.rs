//! Slugs and codes of a list are each written once.

use std::collections::BTreeSet;

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::Path;

static TWICE: Code = Code {
    name: "voce-doppia",
    level: Level::Error,
    what: "Negli elenchi ogni nome e ogni codice compare una volta.",
    why: "Una scheda che lo cita non saprebbe quale dei due intende.",
    example: "Due Comuni con lo stesso codice ISTAT: uno dei due è sbagliato.",
};

pub static RULE: Rule = Rule { codes: &[&TWICE], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable() {
        match draft.kind {
            DraftKind::Comuni => {
                for key in ["slug", "istat", "codice_catastale"] {
                    repeated(draft, "comuni", key, faults);
                }
            }
            DraftKind::Vocabulary(_) => repeated(draft, "termini", "slug", faults),
            DraftKind::Board => repeated_text(draft, "lingue", faults),
            DraftKind::Entry(_) | DraftKind::Notice => repeated_text(draft, "comuni", faults),
            _ => {}
        }
    }
}

fn repeated_text(draft: &Draft, list: &'static str, faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for (index, value) in draft.fields.texts(list).enumerate() {
        if !seen.insert(value) {
            let path = Path::default().key(list).item(index);
            faults.push(draft.diagnostic(&TWICE, &path, format!("«{value}» c'è già")).hint("scrivilo una volta sola"));
        }
    }
}

fn repeated(draft: &Draft, list: &'static str, key: &'static str, faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for (index, item) in draft.fields.items(list).iter().enumerate() {
        let Some(value) = item.text(key) else { continue };
        if !seen.insert(value) {
            let path = Path::default().key(list).item(index).key(key);
            faults.push(
                draft
                    .diagnostic(&TWICE, &path, format!("«{value}» c'è già"))
                    .hint("cambialo, o togli una delle due voci"),
            );
        }
    }
}
