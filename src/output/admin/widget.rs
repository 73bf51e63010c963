//! A field of the model as a part of the editor's form. Each writes what the loader reads.

use serde_json::{Map, Value, json};

use crate::model::names::Names;
use crate::model::node::BODY;
use crate::model::schema::{Field, Presence, Schema, Shape, Target};

/// Longer texts get more than a line.
const ONE_LINE: usize = 120;

pub struct Widgets<'n> {
    /// What references may name.
    pub names: &'n Names,
}

impl Widgets<'_> {
    pub fn fields(&self, schema: &'static Schema) -> Vec<Value> {
        schema.fields().map(|field| self.field(field, true)).collect()
    }

    /// With the body in the place of the free description, which is its first part.
    pub fn with_body(&self, schema: &'static Schema) -> Vec<Value> {
        let (mut before, mut after): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
        let mut has_passed = false;
        for field in schema.fields() {
            match (field.key == BODY, has_passed) {
                (true, _) => has_passed = true,
                (false, true) => after.push(self.field(field, true)),
                (false, false) => before.push(self.field(field, true)),
            }
        }
        before.push(body(schema));
        before.append(&mut after);
        before
    }

    /// In a group that may be missing nothing can be required: the form would ask for it even then.
    fn field(&self, field: &'static Field, may_require: bool) -> Value {
        let required = may_require && field.is_required();
        let mut described = json!({
            "name": field.key,
            "label": field.label,
            "hint": hint(field),
            "required": required,
        });
        let own = described.as_object_mut().expect("made so above");
        own.append(&mut self.widget(&field.shape, required));
        if let Some(max) = field.max {
            let widget = if max > ONE_LINE { "text" } else { "string" };
            own.insert("widget".into(), widget.into());
            own.insert(
                "pattern".into(),
                json!([format!(r"^[\s\S]{{0,{max}}}$"), format!("al massimo {max} caratteri")]),
            );
        }
        described
    }

    fn widget(&self, shape: &'static Shape, required: bool) -> Map<String, Value> {
        let widget = match shape {
            Shape::Markdown => prose(),
            // The program's own switch shows `no` as if it were `sì`.
            Shape::Bool => json!({ "widget": "select", "options": [option("Sì", "sì"), option("No", "no")] }),
            Shape::Integer => json!({ "widget": "number", "value_type": "int", "min": 0 }),
            Shape::Date => json!({
                "widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": false
            }),
            Shape::Choice(words) => {
                let options: Vec<Value> = words.iter().map(|word| option(word, word)).collect();
                json!({ "widget": "select", "options": options })
            }
            Shape::Ref(target) => json!({ "widget": "select", "options": self.options(*target) }),
            Shape::Coverage => {
                let mut options = vec![option("Tutti i Comuni", "tutti")];
                options.extend(self.options(Target::Comune));
                json!({ "widget": "select", "multiple": true, "options": options })
            }
            Shape::File => json!({ "widget": "file", "choose_url": false }),
            Shape::Record(fields) => json!({
                "widget": "object", "collapsed": true,
                "fields": fields.iter().map(|field| self.field(field, required)).collect::<Vec<_>>(),
            }),
            Shape::List(item) => self.list(item, required),
            _ => text(shape),
        };
        match widget {
            Value::Object(widget) => widget,
            _ => Map::new(),
        }
    }

    fn list(&self, item: &'static Shape, required: bool) -> Value {
        match item {
            Shape::Ref(_) | Shape::Choice(_) => {
                let mut list = self.widget(item, true);
                list.insert("multiple".into(), true.into());
                if required {
                    list.insert("min".into(), 1.into());
                }
                Value::Object(list)
            }
            Shape::Record(fields) => json!({
                "widget": "list", "collapsed": true, "allow_add": true,
                "fields": fields.iter().map(|field| self.field(field, true)).collect::<Vec<_>>(),
            }),
            _ => {
                let mut lines = json!({ "widget": "righe" });
                if let Some(pattern) = pattern(item) {
                    lines["riga"] = pattern;
                }
                lines
            }
        }
    }

    fn options(&self, target: Target) -> Vec<Value> {
        self.names.get(target).iter().map(|name| option(&name.title, &name.slug)).collect()
    }
}

fn option(label: &str, value: &str) -> Value {
    json!({ "label": label, "value": value })
}

fn hint(field: &Field) -> String {
    let is_lines = matches!(field.shape, Shape::List(Shape::Text | Shape::SitePath | Shape::Weekdays | Shape::Lang));
    let help = field.help.replace('`', "") + if is_lines { " Una voce per riga." } else { "" };
    if field.presence == Presence::Advised { format!("Consigliato. {help}") } else { help }
}

/// A line of text that its shape describes.
fn text(shape: &Shape) -> Value {
    match pattern(shape) {
        Some(pattern) => json!({ "widget": "string", "pattern": pattern }),
        None => json!({ "widget": "string" }),
    }
}

/// What a text must be like, and what to say when it is not.
fn pattern(shape: &Shape) -> Option<Value> {
    let message = shape.advice().unwrap_or_else(|| shape.describe()).replace('`', "");
    Some(json!([format!(r"^\s*({})\s*$", shape.pattern()?), message]))
}

/// Formatted text: what the board shows, and nothing that it refuses.
fn prose() -> Value {
    json!({
        "widget": "markdown",
        "buttons": ["bold", "italic", "link", "heading-two", "heading-three", "bulleted-list", "numbered-list"],
        "editor_components": [],
        "modes": ["rich_text", "raw"],
    })
}

fn body(schema: &Schema) -> Value {
    let has_sections = schema.fields().any(|field| matches!(field.shape, Shape::Markdown));
    let hint = match has_sections {
        true => {
            "Il testo libero. Se contiene titoli come «Come fare», lasciali qui: non riscriverli nei campi più sotto."
        }
        false => "Quello che si legge nella pagina.",
    };
    let mut body = json!({ "name": "body", "label": "Testo", "hint": hint, "required": !has_sections });
    if let (Some(own), Value::Object(mut prose)) = (body.as_object_mut(), prose()) {
        own.append(&mut prose);
    }
    body
}
