//! The content model as JSON Schema, for editors and forms that check while one types. Drawn from the
//! same table as all else ([`crate::model::fields`]); of draft 2020-12, with keywords that readers of
//! draft-07 take the same way, and those of the YAML extension of VS Code for messages in Italian.
//!
//! A schema refuses nothing that the program takes but an empty value, which is better left out. It
//! may take what the program refuses: a day that no month has, a reference to an unpublished entry.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::fields::SCHEMAS;
use crate::model::names::Names;
use crate::model::schema::{Field, Schema, Shape, Target};
use crate::model::value::{SLUG_PATTERN, slugify};

/// What says a field to a person: no verdict depends on it.
const FOR_EDITORS: [&str; 5] = ["$schema", "description", "markdownDescription", "enumDescriptions", "examples"];

type Object = Map<String, Value>;

/// The name of a kind of file in commands and addresses: `opportunita`.
pub fn kind(schema: &Schema) -> String {
    slugify(schema.name)
}

/// Every schema with the name of its file.
pub fn files(names: &Names) -> impl Iterator<Item = (String, String)> {
    SCHEMAS.iter().map(|schema| (format!("{}.schema.json", kind(schema)), text(schema, names)))
}

/// A schema as the text of a file.
pub fn text(schema: &'static Schema, names: &Names) -> String {
    format!("{:#}\n", draw(schema, |_| true, names))
}

fn draw(schema: &'static Schema, asked: impl Fn(&Field) -> bool, names: &Names) -> Value {
    let mut drawing = Drawing { names, references: BTreeMap::new() };
    let record = drawing.record(&schema.fields().filter(|field| asked(field)).collect::<Vec<_>>());
    let mut top = object(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema.title,
        "description": plain(schema.place),
    }));
    top.extend(record);
    if !drawing.references.is_empty() {
        let references = drawing.references.into_iter().map(|(target, value)| (key(target).to_owned(), value));
        top.insert("$defs".into(), Value::Object(references.collect()));
    }
    Value::Object(top)
}

/// What a form checks: the fields that it asks, without the words that are for editors.
pub fn of_form(schema: &'static Schema, asked: impl Fn(&Field) -> bool, names: &Names) -> Value {
    let mut drawn = draw(schema, asked, names);
    strip(&mut drawn);
    drawn
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, _| !FOR_EDITORS.contains(&key.as_str()));
            object.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

struct Drawing<'n> {
    names: &'n Names,
    /// What the fields met so far refer to.
    references: BTreeMap<Target, Value>,
}

impl Drawing<'_> {
    fn record(&mut self, fields: &[&'static Field]) -> Object {
        let properties: Object = fields.iter().map(|field| (field.key.into(), self.field(field))).collect();
        let mut record = object(json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "errorMessage": "Un campo con questo nome qui non esiste.",
        }));
        // One by one, so that each has a message of its own.
        let required: Vec<Value> =
            fields.iter().filter(|field| field.is_required()).map(|field| missing(field)).collect();
        if !required.is_empty() {
            record.insert("allOf".into(), required.into());
        }
        record
    }

    fn field(&mut self, field: &'static Field) -> Value {
        let mut described = object(json!({
            "title": field.label,
            "description": plain(field.help),
            "markdownDescription": format!("{}\n\nSi scrive: {}.", field.help, field.describe()),
        }));
        described.extend(self.shape(&field.shape, field.is_required()));
        if let Some(max) = field.max {
            described.insert("maxLength".into(), max.into());
            described.insert("errorMessage".into(), format!("Al massimo {max} caratteri.").into());
        }
        Value::Object(described)
    }

    fn shape(&mut self, shape: &'static Shape, required: bool) -> Object {
        match shape {
            Shape::Record(fields) => self.record(&fields.iter().collect::<Vec<_>>()),
            Shape::List(item) => self.list(item, shape.may_be_single(), required),
            Shape::Coverage => self.coverage(),
            Shape::Ref(target) => object(json!({ "allOf": [self.reference(*target)] })),
            Shape::Choice(words) => {
                object(json!({ "enum": words, "errorMessage": format!("Scegli fra: {}.", shape.describe()) }))
            }
            _ => scalar(shape, required),
        }
    }

    fn list(&mut self, item: &'static Shape, may_be_single: bool, required: bool) -> Object {
        let item = match item {
            Shape::Ref(target) => self.reference(*target),
            item => Value::Object(self.shape(item, true)),
        };
        let mut list = object(json!({
            "type": "array",
            "items": item,
            "errorMessage": "Qui va un elenco: ogni voce comincia con un trattino.",
        }));
        if required {
            list.insert("minItems".into(), 1.into());
        }
        if may_be_single { object(json!({ "anyOf": [item, list] })) } else { list }
    }

    /// `tutti`, alone, or Comuni.
    fn coverage(&mut self) -> Object {
        let comune = self.reference(Target::Comune);
        let all = json!({ "enum": ["tutti"], "enumDescriptions": ["Tutti i Comuni della bacheca"] });
        object(json!({
            "anyOf": [
                all,
                { "type": "array", "items": comune },
                comune,
                { "type": "array", "items": all, "maxItems": 1 },
            ]
        }))
    }

    fn reference(&mut self, target: Target) -> Value {
        if !self.references.contains_key(&target) {
            self.references.insert(target, definition(target, self.names));
        }
        json!({ "$ref": format!("#/$defs/{}", key(target)) })
    }
}

impl Field {
    fn describe(&self) -> String {
        let limit = self.max.map(|max| format!(", al massimo {max} caratteri")).unwrap_or_default();
        format!("{}{limit}", self.shape.describe())
    }
}

/// The names of the board, or the form that a name has where no board is known.
fn definition(target: Target, names: &Names) -> Value {
    let message = format!("Qui va: {}.", plain(&Shape::Ref(target).describe()));
    let names = names.get(target);
    if names.is_empty() {
        let pattern = match target {
            Target::Entry => format!("(servizi|progetti|opportunita)/{SLUG_PATTERN}"),
            _ => SLUG_PATTERN.to_owned(),
        };
        return json!({ "type": "string", "pattern": whole(&pattern), "errorMessage": message });
    }
    json!({
        "enum": names.iter().map(|name| &name.slug).collect::<Vec<_>>(),
        "enumDescriptions": names.iter().map(|name| &name.title).collect::<Vec<_>>(),
        "errorMessage": message,
    })
}

fn scalar(shape: &Shape, required: bool) -> Object {
    let mut scalar = object(json!({ "type": types(shape) }));
    if matches!(shape, Shape::Integer | Shape::Euro) {
        scalar.insert("minimum".into(), 0.into());
    }
    if let Some(pattern) = shape.pattern() {
        scalar.insert("pattern".into(), whole(&pattern).into());
    } else if required {
        scalar.insert("pattern".into(), r"\S".into());
    }
    if matches!(shape, Shape::Bool) {
        scalar.insert("examples".into(), json!(["sì", "no"]));
    }
    let message = shape.advice().unwrap_or_else(|| format!("qui va: {}", plain(&shape.describe())));
    scalar.insert("errorMessage".into(), sentence(&message).into());
    scalar
}

/// What a value may look like to who types it by its looks: `112` is a number, `9.30` too.
fn types(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Markdown | Shape::File | Shape::Time | Shape::Euro => json!(["string", "number"]),
        Shape::Bool => json!(["string", "boolean"]),
        Shape::Integer | Shape::Phone | Shape::CodiceIstat | Shape::Cap | Shape::Slug => json!(["string", "integer"]),
        _ => json!("string"),
    }
}

fn missing(field: &Field) -> Value {
    let message = format!("Manca il campo `{}` ({}). {}", field.key, plain(&field.describe()), plain(field.help));
    json!({ "required": [field.key], "errorMessage": message })
}

fn key(target: Target) -> &'static str {
    match target {
        Target::Term(vocabulary) => vocabulary.name(),
        Target::Comune => "comune",
        Target::Organization => "ente",
        Target::Entry => "scheda",
    }
}

/// The pattern of a text that is all of this, but for the blanks around it.
fn whole(pattern: &str) -> String {
    format!(r"^\s*({pattern})\s*$")
}

fn plain(markdown: &str) -> String {
    markdown.replace('`', "")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => Object::new(),
    }
}
