//! Facts that the content does not give yet: the office's to-do list. Nothing is wrong with a file
//! that lacks them; they are asked for, never forced.

use std::collections::BTreeMap;

use super::words::count;
use super::{Files, Item, List, Section, organization, title_of};
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::schema::{Field, Presence, Shape};

pub static SECTION: Section = Section {
    key: "dati",
    title: "Dati da chiedere agli uffici",
    fine: "Non manca nessun dato.",
    list: List::Files(list),
};

/// A field worth asking for, and the file that lacks it.
#[derive(Debug, PartialEq, Eq)]
pub struct MissingFact {
    /// Whom to ask.
    pub office: String,
    pub file: String,
    /// What the file is about, as citizens read it.
    pub title: String,
    pub key: &'static str,
    pub label: &'static str,
}

/// Every advised field that is empty, in the order of files.
pub fn missing_facts(drafts: &Drafts) -> Vec<MissingFact> {
    let mut facts = Vec::new();
    for draft in drafts.iter().filter(|draft| draft.is_readable() && draft.lang.is_none()) {
        match draft.kind {
            DraftKind::Comuni => facts.extend(of_comuni(draft)),
            _ => facts.extend(of_file(drafts, draft)),
        }
    }
    facts
}

fn of_file(drafts: &Drafts, draft: &Draft) -> Vec<MissingFact> {
    let office = office(drafts, draft);
    advised(draft.schema.fields())
        .filter(|field| !draft.has(field.key) && !lent_by_office(drafts, draft, field))
        .map(|field| MissingFact {
            office: office.clone(),
            file: draft.source.path.clone(),
            title: title_of(draft).to_owned(),
            key: field.key,
            label: field.label,
        })
        .collect()
}

fn of_comuni(draft: &Draft) -> Vec<MissingFact> {
    let Some(Shape::List(Shape::Record(fields))) = draft.schema.field("comuni").map(|field| &field.shape) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for comune in draft.fields.items("comuni") {
        let missing = advised(fields.iter()).filter(|field| comune.get(field.key).is_none_or(|node| node.is_empty()));
        facts.extend(missing.map(|field| MissingFact {
            office: "I Comuni".to_owned(),
            file: draft.source.path.clone(),
            title: comune.text("nome").unwrap_or_default().to_owned(),
            key: field.key,
            label: field.label,
        }));
    }
    facts
}

/// The organisation that answers for an entry, or that the file is of.
fn office(drafts: &Drafts, draft: &Draft) -> String {
    let answers = draft.fields.text("ente").and_then(|slug| organization(drafts, slug));
    title_of(answers.unwrap_or(draft)).to_owned()
}

fn advised(fields: impl Iterator<Item = &'static Field>) -> impl Iterator<Item = &'static Field> {
    fields.filter(|field| field.presence == Presence::Advised)
}

/// Places, hours and contacts may stand in the file of the office.
fn lent_by_office(drafts: &Drafts, draft: &Draft, field: &Field) -> bool {
    let lender = draft.fields.text("ente").or_else(|| draft.fields.text("parte_di"));
    matches!(field.key, "sedi" | "orari" | "contatti")
        && lender.is_some_and(|slug| {
            drafts
                .of(DraftKind::Organization)
                .any(|organization| organization.slug == slug && organization.has(field.key))
        })
}

/// One item for each file, under the office to ask; who has more to answer comes first.
fn list(files: &Files) -> Vec<Item> {
    let mut offices: BTreeMap<String, (usize, Vec<Item>)> = BTreeMap::new();
    for facts in missing_facts(files.drafts).chunk_by(|a, b| (&a.file, &a.title) == (&b.file, &b.title)) {
        let (many, items) = offices.entry(facts[0].office.clone()).or_default();
        *many += facts.len();
        items.push(item(facts));
    }
    let mut offices: Vec<(usize, Vec<Item>)> = offices.into_values().collect();
    offices.sort_by_key(|(many, _)| std::cmp::Reverse(*many));
    offices.into_iter().flat_map(|(_, items)| items).collect()
}

fn item(facts: &[MissingFact]) -> Item {
    let labels: Vec<&str> = facts.iter().map(|fact| fact.label).collect();
    Item {
        group: Some(facts[0].office.clone()),
        mark: count(facts.len(), "dato", "dati"),
        title: facts[0].title.clone(),
        file: facts[0].file.clone(),
        fact: format!("Da chiedere: {}.", labels.join(", ")),
        todo: "Chiedi quando puoi: non inventare, quello che non sai lascialo fuori.".to_owned(),
        ..Item::default()
    }
}
