//! A row → the text of its file: new, or what was there with the fields of the columns replaced.

use std::collections::BTreeMap;

use super::body::{self, Edit, Part, Wanted};
use super::column::Target;
use super::fields;
use super::value::{Value, canonical, says};
use crate::model::draft::Draft;
use crate::model::entry::EntryKind;
use crate::model::node::{Node, Path};
use crate::model::schema::{Field, Shape};

/// What one cell says of one field.
#[derive(Debug)]
pub struct Change {
    /// The column, from 0.
    pub column: usize,
    pub target: Target,
    pub value: Value,
}

/// The text of a new entry; none if a value cannot be written.
pub fn compose(kind: EntryKind, changes: &[&Change]) -> Option<String> {
    Parts { kind, text: "", head: "", yaml: "", middle: "", body: 0, sections: Vec::new(), is_markdown: true }
        .with(changes, |_| false)
        .map(|(yaml, body)| format!("---\n{yaml}---\n{body}"))
}

/// The text of an entry with some fields replaced; none if one of them is written in a way that only
/// its author can change.
pub fn update(kind: EntryKind, draft: &Draft, changes: &[&Change]) -> Option<String> {
    let text = draft.source.text.as_str();
    let is_markdown = draft.source.path.ends_with(".md");
    let body = if is_markdown {
        draft.yaml.end + text[draft.yaml.end..].find('\n').map_or(text.len() - draft.yaml.end, |end| end + 1)
    } else {
        text.len()
    };
    let parts = Parts {
        kind,
        text,
        head: &text[..draft.yaml.start],
        yaml: &text[draft.yaml.clone()],
        middle: &text[draft.yaml.end..body],
        body,
        sections: body::parts(draft),
        is_markdown,
    };
    let (yaml, body) = parts.with(changes, |key| draft.fields.get(key).is_some())?;
    Some([parts.head, &yaml, parts.middle, &body].concat())
}

/// A file in its parts.
struct Parts<'t> {
    kind: EntryKind,
    text: &'t str,
    head: &'t str,
    yaml: &'t str,
    /// The line that closes the fields.
    middle: &'t str,
    /// Where the body starts.
    body: usize,
    sections: Vec<Part>,
    is_markdown: bool,
}

impl Parts<'_> {
    /// YAML and body with the changes made.
    fn with(&self, changes: &[&Change], is_in_yaml: impl Fn(&str) -> bool) -> Option<(String, String)> {
        let known: Vec<&Field> = self.kind.schema().fields().collect();
        let order: Vec<&str> = known.iter().map(|field| field.key).collect();
        let mut changes = changes.to_vec();
        changes.sort_by_key(|change| order.iter().position(|key| change.target.key() == Some(key)));
        let mut yaml = self.yaml.to_owned();
        let mut edits: Vec<Edit> = Vec::new();
        for change in changes {
            let value = change.target.field().and_then(|field| fields::rendered(field, &change.value));
            match change.target {
                Target::Field(field) if self.is_section(field) && !is_in_yaml(field.key) => {
                    let text = if let Value::Text(text) = &change.value { Some(text.as_str()) } else { None };
                    let wanted = Wanted { key: field.key, label: field.label, text };
                    edits.extend(body::edit(self.text, self.body, &self.sections, &order, &wanted));
                }
                Target::Field(field) => yaml = fields::set(&yaml, 0, &known, field.key, value.as_deref()),
                Target::Inside(group, field) => {
                    yaml = fields::set_inside(&yaml, &known, group, field.key, value.as_deref())?;
                }
                Target::Kind | Target::File => {}
            }
        }
        Some((yaml, body::apply(self.text, self.body, edits)))
    }

    fn is_section(&self, field: &Field) -> bool {
        self.is_markdown && matches!(field.shape, Shape::Markdown)
    }
}

/// Whether a file says already what a cell says.
pub fn is_said(draft: &Draft, change: &Change) -> bool {
    match change.target {
        Target::Kind | Target::File => true,
        Target::Field(field) if matches!(field.shape, Shape::Markdown) && draft.fields.get(field.key).is_none() => {
            let own = own_text(draft, field.key).unwrap_or_default();
            match &change.value {
                Value::Text(text) => canonical(&field.shape, &own) == canonical(&field.shape, text),
                _ => draft.section(field.key).is_none(),
            }
        }
        Target::Field(field) => says(field, draft.fields.get(field.key), &change.value),
        Target::Inside(group, field) => says(field, inside(draft, group, field), &change.value),
    }
}

/// Whether a file has something in the field of a column.
pub fn has(draft: &Draft, target: &Target) -> bool {
    match target {
        Target::Kind | Target::File => false,
        Target::Field(field) => draft.has(field.key),
        Target::Inside(group, field) => inside(draft, group, field).is_some_and(|node| !node.is_empty()),
    }
}

/// A field of a group, or of its first item.
fn inside<'d>(draft: &'d Draft, group: &Field, field: &Field) -> Option<&'d Node> {
    let record = match draft.fields.get(group.key) {
        Some(Node::List(items)) => items.first(),
        record => record,
    };
    record?.get(field.key)
}

/// The text of a section of the body, without what stands under headings that the author invented.
fn own_text(draft: &Draft, key: &str) -> Option<String> {
    let part = body::parts(draft).into_iter().find(|part| part.key == key)?;
    Some(draft.source.text[part.own].trim().to_owned())
}

/// Whether a file says what another one said, but for what was changed.
pub fn keeps_the_rest(before: &Draft, after: &Draft, changes: &[&Change]) -> bool {
    leaves(before, changes) == leaves(after, changes) && texts(before, changes) == texts(after, changes)
}

/// Every value that no change touches, by the way to it.
fn leaves(draft: &Draft, changes: &[&Change]) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    draft.walk(|path, _, node| {
        if let Node::Scalar(text) = node
            && !changes.iter().any(|change| touches(&change.target, path))
        {
            leaves.insert(path.to_string(), text.clone());
        }
    });
    leaves
}

fn touches(target: &Target, path: &Path) -> bool {
    let path = path.to_string();
    match target {
        Target::Field(field) => path == field.key || path.starts_with(&format!("{}[", field.key)),
        Target::Inside(group, field) => {
            [format!("{}.{}", group.key, field.key), format!("{}[1].{}", group.key, field.key)].contains(&path)
        }
        Target::Kind | Target::File => false,
    }
}

/// Every text of the body that no change touches.
fn texts(draft: &Draft, changes: &[&Change]) -> Vec<(&'static str, String)> {
    let is_changed = |key: &str| changes.iter().any(|change| change.target.key() == Some(key));
    let text = &draft.source.text;
    body::parts(draft)
        .into_iter()
        .flat_map(|part| {
            let own = (!is_changed(part.key)).then(|| (part.key, text[part.own.clone()].trim().to_owned()));
            let below = text[part.own.end..part.end].trim();
            let below = (!below.is_empty()).then(|| ("", below.to_owned()));
            own.into_iter().chain(below)
        })
        .collect()
}
