//! Facts that the content does not give yet: the office's to-do list. Nothing is wrong with a file
//! that lacks them; they are asked for, never forced.

use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::schema::{Field, Presence};

/// A field worth asking for, and the file that lacks it.
#[derive(Debug, PartialEq, Eq)]
pub struct MissingFact {
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
    let title = ["titolo", "nome"].iter().find_map(|key| draft.fields.text(key)).unwrap_or(&draft.slug);
    advised(draft.schema.fields())
        .filter(|field| !draft.has(field.key) && !lent_by_office(drafts, draft, field))
        .map(|field| MissingFact {
            file: draft.source.path.clone(),
            title: title.to_owned(),
            key: field.key,
            label: field.label,
        })
        .collect()
}

fn of_comuni(draft: &Draft) -> Vec<MissingFact> {
    let Some(crate::model::schema::Shape::List(crate::model::schema::Shape::Record(fields))) =
        draft.schema.field("comuni").map(|field| &field.shape)
    else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for comune in draft.fields.items("comuni") {
        let missing = advised(fields.iter()).filter(|field| comune.get(field.key).is_none_or(|node| node.is_empty()));
        facts.extend(missing.map(|field| MissingFact {
            file: draft.source.path.clone(),
            title: comune.text("nome").unwrap_or_default().to_owned(),
            key: field.key,
            label: field.label,
        }));
    }
    facts
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
