//! Entries and organisations of other boards (`altre_bacheche`), from the files that those publish for programs
//! (`docs/dati-aperti.md`). What comes out are drafts like those of a file, of which nothing is wrong: what this board
//! cannot take is left out and told, because nobody here can mend it.

mod export;
mod fields;
mod finding;
mod taking;
mod text;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use super::memory::{Memory, Stamp};
use crate::diagnostic::Diagnostic;
use crate::model::draft::{Draft, DraftKind, Drafts, Locus};
use crate::model::identity::uuid_by;
use crate::model::node::{self, Node};
use export::{Export, FILES};
use finding::Findings;
use taking::{Own, Taking};

pub use finding::{LEFT_OUT, UNKNOWN_NAME, UNREADABLE};

/// The key of the board's file that names them.
const KEY: &str = "altre_bacheche";

/// What was taken from one board, with what it was made from.
#[derive(Clone, Debug)]
pub struct Gathered {
    basis: String,
    stamps: Vec<Stamp>,
    drafts: Vec<Arc<Draft>>,
    findings: Findings,
}

/// Takes what other boards offer; what `memory` knows and has not changed is not read again.
pub fn gather(root: &Path, own: &Drafts, memory: &mut Memory) -> (Vec<Arc<Draft>>, Vec<Diagnostic>) {
    let Some(board) = own.board().filter(|board| !board.fields.items(KEY).is_empty()) else {
        return (Vec::new(), Vec::new());
    };
    let here = Own::of(own);
    let told = format!("{here:?}");
    let (mut drafts, mut faults) = (Vec::new(), Vec::new());
    let mut names: Vec<&str> = Vec::new();
    let mut known = std::mem::take(&mut memory.gathered);
    for (index, item) in board.fields.items(KEY).iter().enumerate() {
        let (Some(name), Some(folder)) = (item.text("nome"), item.text("dati")) else { continue };
        let like = names.iter().find(|other| is_prefix(other, name) || is_prefix(name, other));
        let gathered = match like {
            None => gather_one(root, (&here, &told), item, folder, known.remove(name)),
            Some(other) => Gathered::failed(
                format!("i nomi «{other}» e «{name}» si confondono negli indirizzi"),
                "dai a ogni bacheca un `nome` suo, che non cominci con quello di un'altra",
            ),
        };
        names.push(name);
        let place = board.place(&node::Path::default().key(KEY).item(index).key("dati"), Locus::Value);
        faults.extend(gathered.findings.diagnostics(name, &place));
        drafts.extend(gathered.drafts.iter().cloned());
        memory.gathered.insert(name.to_owned(), gathered);
    }
    (once(drafts, own), faults)
}

/// Whether names that begin with one board's could be another's: `lodi` and `lodi-sud`.
fn is_prefix(name: &str, other: &str) -> bool {
    other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// An entry that comes by more than one way, because boards show each other's, is taken once; one that left from here, never.
fn once(mut drafts: Vec<Arc<Draft>>, own: &Drafts) -> Vec<Arc<Draft>> {
    let text = |key: &str| own.board().and_then(|board| board.fields.text(key)).unwrap_or_default();
    let (board_id, base_url) = (text("id"), text("base_url"));
    let own_ids = own.entries().map(|(kind, draft)| (uuid_by(board_id, kind.name(), &draft.slug), String::new()));
    let mut taken: BTreeMap<Uuid, String> = own_ids.collect();
    drafts.retain(|draft| match (draft.kind, &draft.home) {
        (DraftKind::Entry(_), Some(home)) => {
            let below = home.page.as_str().strip_prefix(base_url.trim_end_matches('/'));
            let is_own = below.is_some_and(|path| path.starts_with('/'));
            !is_own && taken.entry(home.id).or_insert_with(|| draft.slug.clone()) == &draft.slug
        }
        _ => true,
    });
    drafts
}

impl Gathered {
    fn failed(message: String, hint: &str) -> Gathered {
        let mut findings = Findings::default();
        findings.add(&UNREADABLE, message, hint);
        Gathered { basis: String::new(), stamps: Vec::new(), drafts: Vec::new(), findings }
    }
}

/// `here` is what this board names, and the same as text, to tell whether it has changed.
fn gather_one(root: &Path, here: (&Own, &str), item: &Node, folder: &str, known: Option<Gathered>) -> Gathered {
    let folder_path = root.join(folder);
    let stamps: Option<Vec<Stamp>> =
        FILES.iter().map(|file| Stamp::of(&folder_path.join(file)).ok().flatten()).collect();
    let (own, told) = here;
    let basis = format!("{item:?} {told}");
    if let (Some(known), Some(stamps)) = (known, &stamps)
        && known.basis == basis
        && known.stamps == *stamps
    {
        return known;
    }
    match Export::read(&folder_path, folder) {
        Ok(export) => {
            let (drafts, findings) = Taking::new(item, folder, &export, own).take();
            Gathered { basis, stamps: stamps.unwrap_or_default(), drafts, findings }
        }
        Err(unreadable) => Gathered::failed(unreadable.message, unreadable.hint),
    }
}
