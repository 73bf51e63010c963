//! The schema leads the parse: each value is read as the shape of its field.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fault::{DUPLICATE_KEY, Fault, UNKNOWN_FIELD, elsewhere};
use super::locate::locate;
use crate::diagnostic::did_you_mean;
use crate::model::draft::Locus;
use crate::model::node::{Node, Path, Step};
use crate::model::schema::{Field, Schema, Shape};

/// What the parse knows while it walks: where it is, what to skip, what it met.
pub struct Parse {
    schema: &'static Schema,
    /// Values of a wrong type, already reported.
    pub skip: BTreeSet<Path>,
    /// Lists written as a single value: `bisogni: casa`.
    pub single: BTreeSet<Path>,
    pub path: RefCell<Vec<Step>>,
    pub shape: RefCell<Option<&'static Shape>>,
    pub notes: RefCell<Vec<Note>>,
}

/// A key that does not belong, met on the way.
pub struct Note {
    record: Path,
    fields: Option<&'static [Field]>,
    key: String,
    /// How many times the key was met before; 0 for an unknown one.
    repeated: usize,
}

impl Parse {
    pub fn new(schema: &'static Schema) -> Parse {
        Parse {
            schema,
            skip: BTreeSet::new(),
            single: BTreeSet::new(),
            path: RefCell::default(),
            shape: RefCell::default(),
            notes: RefCell::default(),
        }
    }

    pub fn restart(&self) {
        self.path.take();
        self.notes.take();
    }

    fn here(&self) -> Path {
        Path(self.path.borrow().clone())
    }

    fn is_skipped(&self) -> bool {
        !self.skip.is_empty() && self.skip.contains(&self.here())
    }

    fn is_single(&self) -> bool {
        !self.single.is_empty() && self.single.contains(&self.here())
    }

    fn field(&self, record: Option<&'static [Field]>, key: &str) -> Option<&'static Field> {
        match record {
            Some(fields) => fields.iter().find(|field| field.key == key),
            None => self.schema.field(key),
        }
    }
}

impl Note {
    pub fn fault(self, yaml: &str, schema: &'static Schema) -> Fault {
        let key = &self.key;
        let span = locate(yaml, &self.record.key(key.clone()), Locus::Key(self.repeated));
        if self.repeated > 0 {
            return Fault::new(
                &DUPLICATE_KEY,
                span,
                format!("il campo `{key}` è scritto due volte"),
                "tieni una sola delle due righe",
            );
        }
        let known: Vec<&str> = match self.fields {
            Some(fields) => fields.iter().map(|field| field.key).collect(),
            None => schema.fields().map(|field| field.key).collect(),
        };
        let inside = self.record.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Item(_) => None,
        });
        let place = match &inside {
            Some(record) => format!("dentro `{record}`"),
            None => format!("qui ({})", schema.name),
        };
        let hint = match did_you_mean(key, known.iter().copied()) {
            Some(meant) => format!("forse volevi scrivere `{meant}`?"),
            None if inside.is_some() => format!("qui si può scrivere: {}", known.join(", ")),
            None => elsewhere(key).unwrap_or_else(|| "toglilo, o cerca il nome giusto in docs/campi.md".to_owned()),
        };
        Fault::new(&UNKNOWN_FIELD, span, format!("il campo `{key}` non esiste {place}"), hint)
    }
}

/// Reads the value of a shape; no shape: the top of the file.
pub struct Seed<'p> {
    pub parse: &'p Parse,
    pub shape: Option<&'static Shape>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.parse.shape.replace(self.shape);
        if self.parse.is_skipped() {
            IgnoredAny::deserialize(deserializer)?;
            return Ok(Node::Wrong);
        }
        match self.shape {
            None => deserializer.deserialize_map(RecordVisitor { parse: self.parse, fields: None }),
            Some(Shape::Record(fields)) => {
                deserializer.deserialize_map(RecordVisitor { parse: self.parse, fields: Some(fields) })
            }
            Some(Shape::List(_) | Shape::Coverage) if self.parse.is_single() => {
                Ok(Node::List(vec![self.deserialize_scalar(deserializer)?]))
            }
            Some(Shape::List(item)) => {
                list(self.parse, item, self.shape.is_some_and(Shape::may_be_single), deserializer)
            }
            Some(Shape::Coverage) => list(self.parse, &Shape::Text, true, deserializer),
            Some(_) => self.deserialize_scalar(deserializer),
        }
    }
}

impl Seed<'_> {
    fn deserialize_scalar<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_str(ScalarVisitor).map(Node::Scalar)
    }
}

/// A list, or the one item of a list of one. Numbers and such come back for a second reading, since only
/// a text is handed over as it was written.
fn list<'de, D: Deserializer<'de>>(
    parse: &Parse,
    item: &'static Shape,
    may_be_single: bool,
    deserializer: D,
) -> Result<Node, D::Error> {
    let visitor = ListVisitor { parse, item, may_be_single };
    if may_be_single { deserializer.deserialize_any(visitor) } else { deserializer.deserialize_seq(visitor) }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

struct ListVisitor<'p> {
    parse: &'p Parse,
    item: &'static Shape,
    may_be_single: bool,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Node, E> {
        if self.may_be_single {
            return Ok(Node::List(vec![Node::Scalar(text.to_owned())]));
        }
        Err(E::invalid_type(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        loop {
            self.parse.path.borrow_mut().push(Step::Item(list.len()));
            let item = items.next_element_seed(Seed { parse: self.parse, shape: Some(self.item) })?;
            self.parse.path.borrow_mut().pop();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Node::List(list)),
            }
        }
    }
}

struct RecordVisitor<'p> {
    parse: &'p Parse,
    fields: Option<&'static [Field]>,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group of fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut record: Vec<(&'static Field, Node)> = Vec::new();
        let mut met: Vec<String> = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            let repeated = met.iter().filter(|known| **known == key).count();
            let field = self.parse.field(self.fields, &key).filter(|_| repeated == 0);
            match field {
                Some(field) => {
                    self.parse.path.borrow_mut().push(Step::Key(field.key.into()));
                    let value = entries.next_value_seed(Seed { parse: self.parse, shape: Some(&field.shape) })?;
                    self.parse.path.borrow_mut().pop();
                    record.push((field, value));
                }
                None => {
                    entries.next_value::<IgnoredAny>()?;
                    let note = Note { record: self.parse.here(), fields: self.fields, key: key.clone(), repeated };
                    self.parse.notes.borrow_mut().push(note);
                }
            }
            met.push(key);
        }
        Ok(Node::Record(record))
    }
}
