//! A field as its author finds it: what it is for, what may be written, and a value that is valid.

use crate::check::EXAMPLES;
use crate::cli::{today, yaml};
use crate::model::names::{Name, Names};
use crate::model::schema::{Field, Shape};
use crate::snippets;

/// Columns after which a comment goes on in another line.
const WIDTH: usize = 100;

/// A field with its explanation above it.
pub fn explained(field: &Field, names: &Names) -> String {
    let value = lines(field, names).join("\n");
    format!("{}{value}\n", explanation(field, names))
}

/// The same, to be taken up by removing the `#`.
pub fn proposed(field: &Field, names: &Names) -> String {
    let lines: String = lines(field, names).iter().map(|line| format!("# {line}\n")).collect();
    format!("{}{lines}", explanation(field, names))
}

/// What a field is, in one line.
pub fn described(field: &Field) -> String {
    format!("##   {}: {}. {}\n", field.key, field.shape.describe(), field.help)
}

pub fn explanation(field: &Field, names: &Names) -> String {
    let choices = match choices(&field.shape, names) {
        choices if choices.is_empty() => String::new(),
        choices => comment(&format!("Scegli fra: {}", choices.join(", "))),
    };
    format!("{}{choices}", comment(&format!("{}: {}", field.label, field.help)))
}

/// A text as lines that begin with two `#`, so that those with one can be taken up.
fn comment(text: &str) -> String {
    let mut lines = vec![String::from("##")];
    for word in text.split(' ') {
        if lines.last().is_some_and(|line| line.chars().count() + word.chars().count() >= WIDTH) {
            lines.push(String::from("##"));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

fn lines(field: &Field, names: &Names) -> Vec<String> {
    snippets::lines(field, &mut |field| value(field.key, &field.shape, names))
}

fn value(key: &str, shape: &Shape, names: &Names) -> String {
    if let Shape::List(item) = shape {
        return format!("[{}]", value(key, item, names));
    }
    if let Some(choice) = choices(shape, names).first() {
        return yaml::text(choice);
    }
    match shape {
        Shape::Bool => "no".to_owned(),
        Shape::Integer => "1".to_owned(),
        Shape::Date | Shape::Moment => today().to_string(),
        Shape::Time if key == "alle" => "12:00".to_owned(),
        Shape::Time => "9:00".to_owned(),
        Shape::Weekdays => "lunedì-venerdì".to_owned(),
        Shape::Euro => "1.000".to_owned(),
        Shape::Phone => EXAMPLES[2].to_owned(),
        Shape::Email => "ufficio@comune.example.org".to_owned(),
        Shape::Web | Shape::Site => "https://www.comune.example.org".to_owned(),
        _ => EXAMPLES[0].to_owned(),
    }
}

fn choices(shape: &Shape, names: &Names) -> Vec<String> {
    let slugs = |names: &[Name]| names.iter().map(|name| name.slug.clone()).collect();
    match shape {
        Shape::List(item) => choices(item, names),
        Shape::Ref(target) => slugs(names.get(*target)),
        Shape::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        _ => Vec::new(),
    }
}
