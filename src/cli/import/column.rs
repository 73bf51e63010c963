//! Headings ↔ fields: which columns a table of a kind may have.

use crate::diagnostic::did_you_mean;
use crate::model::entry::EntryKind;
use crate::model::schema::{Field, Shape};
use crate::model::value::slugify;

/// The name of the entry's file, hence of its page.
pub const FILE: &str = "File";
pub const KIND: &str = "Tipo di scheda";

/// What the cells of a column say.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    Kind,
    File,
    Field(&'static Field),
    /// A field of the first contact, of the first place, of a group.
    Inside(&'static Field, &'static Field),
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub heading: &'static str,
    pub target: Target,
}

/// Fields inside a group of fields, under a heading that is clear on its own.
const INSIDE: &[(&str, &str, &str)] = &[
    ("Nome del contatto", "contatti", "nome"),
    ("Telefono", "contatti", "telefono"),
    ("E-mail", "contatti", "email"),
    ("PEC", "contatti", "pec"),
    ("Sito", "contatti", "sito"),
    ("Nota del contatto", "contatti", "nota"),
    ("Nome della sede", "sedi", "nome"),
    ("Indirizzo", "sedi", "indirizzo"),
    ("Comune", "sedi", "comune"),
    ("CAP", "sedi", "cap"),
    ("Coordinate", "sedi", "coordinate"),
    ("Senza gradini", "sedi", "senza_gradini"),
    ("Indicazioni", "sedi", "indicazioni"),
    ("Età minima", "eta", "da"),
    ("Età massima", "eta", "a"),
    ("Testo del pulsante", "canale_digitale", "etichetta"),
    ("Indirizzo del pulsante", "canale_digitale", "url"),
];

/// The key of the weekly hours, whose records have a way to be written in one cell.
pub const HOURS: &str = "orari";

impl Target {
    /// The key of the file that the column writes.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Target::Field(field) | Target::Inside(field, _) => Some(field.key),
            Target::Kind | Target::File => None,
        }
    }

    /// The field that a value goes into.
    pub fn field(&self) -> Option<&'static Field> {
        match self {
            Target::Field(field) | Target::Inside(_, field) => Some(field),
            Target::Kind | Target::File => None,
        }
    }

    /// The ways to write its heading.
    fn names(&self, heading: &'static str) -> Vec<String> {
        let keys = match self {
            Target::Kind => vec!["tipo di scheda".to_owned()],
            Target::File => vec!["slug".to_owned()],
            Target::Field(field) => vec![field.key.to_owned()],
            Target::Inside(group, field) if is_alone(field.key) => {
                vec![format!("{} {}", group.key, field.key), field.key.to_owned()]
            }
            Target::Inside(group, field) => vec![format!("{} {}", group.key, field.key)],
        };
        std::iter::once(heading.to_owned()).chain(keys).map(|name| slugify(&name)).collect()
    }
}

/// Whether only one group has a field of that name.
fn is_alone(key: &str) -> bool {
    INSIDE.iter().filter(|(.., inner)| *inner == key).count() == 1
}

/// The columns that a table of a kind may have, in the order of the fields; `Tipo di scheda` apart.
pub fn columns(kind: EntryKind) -> Vec<Column> {
    let fields = kind.schema().fields().flat_map(field_columns);
    std::iter::once(Column { heading: FILE, target: Target::File }).chain(fields).collect()
}

fn field_columns(field: &'static Field) -> Vec<Column> {
    if !is_group(field) || field.key == HOURS {
        return vec![Column { heading: field.label, target: Target::Field(field) }];
    }
    let inner = |key: &str| record(field).iter().find(|inner| inner.key == key);
    INSIDE
        .iter()
        .filter(|(_, group, _)| *group == field.key)
        .filter_map(|(heading, _, key)| Some(Column { heading, target: Target::Inside(field, inner(key)?) }))
        .collect()
}

/// Whether its value is made of other fields.
fn is_group(field: &Field) -> bool {
    matches!(field.shape, Shape::Record(_) | Shape::List(Shape::Record(_)))
}

pub fn record(field: &Field) -> &'static [Field] {
    match field.shape {
        Shape::Record(fields) => fields,
        Shape::List(Shape::Record(fields)) => fields,
        _ => &[],
    }
}

/// The column that a heading opens in tables of a kind.
pub fn find(kind: EntryKind, heading: &str) -> Option<Column> {
    let typed = slugify(heading);
    let kind_column = Column { heading: KIND, target: Target::Kind };
    columns(kind).into_iter().chain([kind_column]).find(|column| column.target.names(column.heading).contains(&typed))
}

/// Why no column has that heading, and what to write.
pub fn unknown(kinds: &[EntryKind], heading: &str) -> (String, String) {
    let typed = slugify(heading);
    let mut fields = kinds.iter().flat_map(|kind| kind.schema().fields());
    if let Some(group) = fields.find(|field| typed == slugify(field.label) || typed == slugify(field.key)) {
        return ("questo campo non sta in una cella".to_owned(), instead(group));
    }
    let known: Vec<&str> =
        kinds.iter().flat_map(|kind| columns(*kind)).map(|column| column.heading).chain([KIND]).collect();
    let hint = match did_you_mean(heading.trim(), known) {
        Some(meant) => format!("forse volevi scrivere «{meant}»?"),
        None => "le intestazioni giuste sono nel modello: `bacheca import --modello modello.xlsx`".to_owned(),
    };
    ("questa intestazione non è il nome di un campo".to_owned(), hint)
}

/// What to do with a field that is too rich for a cell.
fn instead(group: &Field) -> String {
    let headings: Vec<String> =
        INSIDE.iter().filter(|(_, key, _)| *key == group.key).map(|(heading, ..)| format!("«{heading}»")).collect();
    match headings.as_slice() {
        [] => "togli la colonna e scrivi questo campo a mano, nella scheda".to_owned(),
        headings => format!("usa le colonne {}", headings.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_heading_opens_its_own_column() {
        for kind in EntryKind::ALL {
            let columns = columns(kind);
            let mut names = BTreeSet::new();
            for column in &columns {
                for name in BTreeSet::from_iter(column.target.names(column.heading)) {
                    assert!(names.insert(name.clone()), "two columns are called «{name}» in {}", kind.name());
                }
                assert_eq!(find(kind, column.heading).map(|found| found.heading), Some(column.heading));
            }
        }
    }

    #[test]
    fn every_group_of_the_list_is_a_field() {
        for (heading, ..) in INSIDE {
            assert!(EntryKind::ALL.iter().any(|kind| find(*kind, heading).is_some()), "{heading}");
        }
    }
}
