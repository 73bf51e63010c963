//! Values of another board's data, in the shape that the schema gives them: the keys are the same, only some values are
//! written otherwise. A value that this board could not have written is dropped.

use std::collections::BTreeSet;

use serde_json::Value;

use super::export::Object;
use super::taking::Names;
use super::text;
use crate::model::node::Node;
use crate::model::schema::{Field, Shape, Target, Vocabulary};
use crate::model::value::is_invisible;

/// What is not taken: only the board that shows an entry decides what is on its first page, which old addresses lead
/// there, and when; words for the search are not published.
const NOT_TAKEN: [&str; 8] = [
    "bozza",
    "pubblica_dal",
    "pubblica_fino_al",
    "eccezioni",
    "vecchi_indirizzi",
    "in_evidenza",
    "parole_chiave",
    "fonte",
];

/// The most items of a list, and the most bytes of a line, where the schema says nothing.
const MOST: usize = 200;
const LONGEST: usize = 2_000;

/// Reads the values of one entry or organisation.
pub struct Reader<'n> {
    names: &'n Names,
    /// Terms that mean nothing here. Comuni are told once for the whole board; other entries are no loss.
    pub unknown: BTreeSet<(Vocabulary, String)>,
}

impl<'n> Reader<'n> {
    pub fn new(names: &'n Names) -> Reader<'n> {
        Reader { names, unknown: BTreeSet::new() }
    }

    /// The fields that an object has; the first required one that it has not, if there is any.
    pub fn record(
        &mut self,
        fields: impl Iterator<Item = &'static Field>,
        object: &Object,
    ) -> Result<Vec<(&'static Field, Node)>, &'static Field> {
        let mut record = Vec::new();
        for field in fields.filter(|field| !NOT_TAKEN.contains(&field.key)) {
            match object.get(field.key).and_then(|value| self.node(&field.shape, value)) {
                Some(node) if !is_too_long(field, &node) => record.push((field, node)),
                _ if field.is_required() => return Err(field),
                _ => {}
            }
        }
        Ok(record)
    }

    fn node(&mut self, shape: &'static Shape, value: &Value) -> Option<Node> {
        match shape {
            Shape::Markdown => text::markdown(value).map(Node::Scalar),
            Shape::File => None,
            Shape::Ref(target) => self.name(*target, value.as_str()?).map(Node::Scalar),
            Shape::Coverage => self.coverage(value.as_array()?),
            Shape::List(item) => self.list(item, value.as_array()?),
            Shape::Record(fields) => {
                let record = self.record(fields.iter(), value.as_object()?).ok()?;
                (!record.is_empty()).then_some(Node::Record(record))
            }
            shape => scalar(shape, value).map(Node::Scalar),
        }
    }

    fn list(&mut self, item: &'static Shape, values: &[Value]) -> Option<Node> {
        let items: Vec<Node> = values.iter().take(MOST).filter_map(|value| self.node(item, value)).collect();
        (!items.is_empty()).then_some(Node::List(items))
    }

    fn name(&mut self, target: Target, theirs: &str) -> Option<String> {
        let ours = self.names.ours(target, theirs);
        if let (Target::Term(vocabulary), None) = (target, &ours) {
            self.unknown.insert((vocabulary, theirs.to_owned()));
        }
        ours
    }

    /// All Comuni there are not all Comuni here.
    fn coverage(&mut self, values: &[Value]) -> Option<Node> {
        let theirs: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        let ours: BTreeSet<String> = match theirs.as_slice() {
            ["tutti"] => self.names.all_comuni().map(str::to_owned).collect(),
            some => some.iter().filter_map(|comune| self.name(Target::Comune, comune)).collect(),
        };
        if ours.is_empty() {
            return None;
        }
        let listed = match ours.len() == self.names.comuni_here {
            true => vec![Node::Scalar("tutti".to_owned())],
            false => ours.into_iter().map(Node::Scalar).collect(),
        };
        Some(Node::List(listed))
    }
}

/// Whether a text is longer than an author may write it.
fn is_too_long(field: &Field, node: &Node) -> bool {
    let Node::Scalar(text) = node else { return false };
    match field.max {
        Some(max) => text.chars().count() > max,
        None => !matches!(field.shape, Shape::Markdown) && text.len() > LONGEST,
    }
}

/// A value as an author would write it, if the shape allows it.
fn scalar(shape: &Shape, value: &Value) -> Option<String> {
    let text = match (shape, value) {
        (Shape::Bool, Value::Bool(true)) => "sì".to_owned(),
        (Shape::Bool, Value::Bool(false)) => "no".to_owned(),
        (Shape::Euro, Value::Number(amount)) => format!("{:.2}", amount.as_f64()?).replace('.', ","),
        (Shape::Coordinates, Value::Object(point)) => {
            format!("{}, {}", point.get("lat")?.as_f64()?, point.get("lon")?.as_f64()?)
        }
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::String(text)) => one_line(text),
        _ => return None,
    };
    (!text.is_empty() && shape.check(&text).is_ok()).then_some(text)
}

/// A text without line ends and without what is not seen.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_written_as_authors_write_them() {
        assert_eq!(scalar(&Shape::Euro, &json!(38880.5)).as_deref(), Some("38880,50"));
        assert_eq!(scalar(&Shape::Bool, &json!(true)).as_deref(), Some("sì"));
        assert_eq!(scalar(&Shape::Coordinates, &json!({"lat": 45.3, "lon": 9.5})).as_deref(), Some("45.3, 9.5"));
        assert_eq!(scalar(&Shape::Moment, &json!("2026-12-15T12:00")).as_deref(), Some("2026-12-15T12:00"));
        assert_eq!(scalar(&Shape::Text, &json!("Via\n\u{202e}Roma 1")).as_deref(), Some("Via Roma 1"));
    }

    #[test]
    fn what_nobody_could_write_here_is_dropped() {
        for (shape, value) in [
            (Shape::Web, json!("javascript:alert(1)")),
            (Shape::Date, json!("2026-02-30")),
            (Shape::Phone, json!({"numero": "1"})),
            (Shape::Euro, json!(-5)),
            (Shape::Text, json!(" ")),
        ] {
            assert_eq!(scalar(&shape, &value), None, "{value}");
        }
    }
}
