//! Fields and headings as snippets of VS Code, for `.md` files: there no extension reads the schema of
//! the fields, but a snippet offers each with its words to choose from.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::json_schema::kind;
use crate::model::fields::{AVVISO, OPPORTUNITA, PAGINA, PROGETTO, SERVIZIO, TRADUZIONE};
use crate::model::names::Names;
use crate::model::schema::{Field, Schema, Shape};

/// Kinds of files that have a text below their fields.
static KINDS: [&Schema; 6] = [&SERVIZIO, &PROGETTO, &OPPORTUNITA, &TRADUZIONE, &PAGINA, &AVVISO];

/// What is typed, and what it becomes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Snippet {
    prefix: String,
    body: Vec<String>,
    description: String,
}

/// The text of a `.code-snippets` file. Fields that several kinds share are offered once.
pub fn text(names: &Names) -> String {
    let mut kinds: BTreeMap<Snippet, Vec<String>> = BTreeMap::new();
    for schema in KINDS {
        for field in schema.fields() {
            kinds.entry(snippet(field, names)).or_default().push(kind(schema));
        }
    }
    let snippets = kinds.into_iter().map(|(snippet, kinds)| {
        let value = json!({
            "scope": "markdown",
            "prefix": snippet.prefix,
            "description": format!("{} ({})", snippet.description, kinds.join(", ")),
            "body": snippet.body,
        });
        (format!("{}: {}", snippet.prefix, kinds.join(", ")), value)
    });
    format!("{:#}\n", Value::Object(snippets.collect()))
}

fn snippet(field: &Field, names: &Names) -> Snippet {
    let description = field.help.replace('`', "");
    if matches!(field.shape, Shape::Markdown) {
        let heading = format!("## {}", field.label);
        return Snippet { prefix: heading.clone(), body: vec![heading, String::new(), "$0".into()], description };
    }
    let mut stop = 0;
    let body = lines(field, &mut |field| value(&field.shape, names, &mut stop));
    Snippet { prefix: field.key.to_owned(), body, description }
}

/// A field as it is written; of a group, the fields that it must have, or all if it must have none.
pub fn lines(field: &Field, value: &mut dyn FnMut(&Field) -> String) -> Vec<String> {
    let (inner, marks) = match &field.shape {
        Shape::Record(inner) => (inner, ["  ", "  "]),
        Shape::List(Shape::Record(inner)) => (inner, ["  - ", "    "]),
        _ => return vec![format!("{}: {}", field.key, value(field))],
    };
    let all = !inner.iter().any(Field::is_required);
    let inside = inner.iter().filter(|field| all || field.is_required()).flat_map(|field| lines(field, value));
    let marked = inside.enumerate().map(|(index, line)| format!("{}{line}", marks[index.min(1)]));
    std::iter::once(format!("{}:", field.key)).chain(marked).collect()
}

/// A stop for each value.
fn value(shape: &Shape, names: &Names, stop: &mut usize) -> String {
    if let Shape::List(item) = shape {
        return format!("[{}]", value(item, names, stop));
    }
    *stop += 1;
    let choices = choices(shape, names);
    if !choices.is_empty() {
        return format!("${{{stop}|{}|}}", choices.join(","));
    }
    match shape {
        Shape::Date | Shape::Moment => {
            format!("${{{stop}:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}}")
        }
        Shape::Text | Shape::File => format!("\"${stop}\""),
        _ => format!("${stop}"),
    }
}

fn choices(shape: &Shape, names: &Names) -> Vec<String> {
    let slugs = |target| names.get(target).iter().map(|name| name.slug.clone());
    match shape {
        Shape::Bool => vec!["sì".into(), "no".into()],
        Shape::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Shape::Ref(target) => slugs(*target).collect(),
        Shape::Coverage => {
            std::iter::once("tutti".to_owned()).chain(slugs(crate::model::schema::Target::Comune)).collect()
        }
        _ => Vec::new(),
    }
}
