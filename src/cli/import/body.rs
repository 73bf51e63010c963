//! The body of an entry: the text under the heading of a field is replaced, added or taken away.

use std::ops::Range;

use crate::model::draft::{Draft, Section};
use crate::model::node::BODY;

/// A section of the body: its heading, its own text, and the end of what hangs below it under
/// headings that the author invented.
pub struct Part {
    pub key: &'static str,
    pub heading: Range<usize>,
    pub own: Range<usize>,
    pub end: usize,
}

/// The sections that stand in the body of a file, as bytes of the file.
pub fn parts(draft: &Draft) -> Vec<Part> {
    let places: Vec<(&Section, Range<usize>, usize)> = draft
        .sections
        .iter()
        .filter_map(|section| section.body.as_ref().map(|body| (section, body.heading.clone(), body.text)))
        .collect();
    places
        .iter()
        .enumerate()
        .map(|(index, (section, heading, text))| {
            let end = places.get(index + 1).map_or(draft.source.text.len(), |(_, next, _)| next.start);
            let mut headings = section.prose.headings.iter().filter(|heading| heading.level <= 2);
            let own_end = headings.next().map_or(end, |heading| text + heading.span.start);
            Part { key: section.key, heading: heading.clone(), own: *text..own_end, end }
        })
        .collect()
}

/// A change of the body: these bytes become this text.
pub struct Edit {
    range: Range<usize>,
    text: String,
    /// A section that is new stands a blank line apart from its neighbours.
    apart: bool,
}

/// A section as it shall be; without a text it goes.
pub struct Wanted<'w> {
    pub key: &'static str,
    pub label: &'static str,
    pub text: Option<&'w str>,
}

/// The change that gives a section its text; an erased one loses its heading too. `order` is that of
/// the model, `body` where the body starts.
pub fn edit(text: &str, body: usize, parts: &[Part], order: &[&str], wanted: &Wanted) -> Option<Edit> {
    let Some(part) = parts.iter().find(|part| part.key == wanted.key) else {
        let at = place_of(wanted.key, parts, order).unwrap_or(body);
        return Some(Edit { range: at..at, text: block(wanted)?, apart: true });
    };
    let Some(new) = wanted.text else {
        return Some(Edit { range: part.heading.start..part.own.end, text: String::new(), apart: false });
    };
    let own = &text[part.own.clone()];
    let start = part.own.start + own.len() - own.trim_start().len();
    Some(match own.trim().len() {
        0 => Edit { range: part.own.end..part.own.end, text: format!("{new}\n"), apart: true },
        length => Edit { range: start..start + length, text: new.to_owned(), apart: false },
    })
}

fn block(wanted: &Wanted) -> Option<String> {
    let text = wanted.text?;
    Some(if wanted.key == BODY { format!("{text}\n") } else { format!("## {}\n\n{text}\n", wanted.label) })
}

/// The end of the last section that comes before this one in the model.
fn place_of(key: &str, parts: &[Part], order: &[&str]) -> Option<usize> {
    let position = |key: &str| order.iter().position(|known| *known == key);
    parts.iter().filter(|part| position(part.key) < position(key)).map(|part| part.end).max()
}

/// The body with all changes made; those at one place keep their order.
pub fn apply(text: &str, body: usize, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut result = String::new();
    let mut at = body;
    for edit in edits {
        result.push_str(&text[at..edit.range.start]);
        at = edit.range.end;
        if edit.apart {
            set_apart(&mut result, line_end);
        }
        result.push_str(&edit.text.replace('\n', line_end));
        if edit.apart && !text[at..].trim().is_empty() {
            result.push_str(line_end);
        }
    }
    result.push_str(&text[at..]);
    result
}

/// Ends the text with a blank line, unless it is the first.
fn set_apart(text: &mut String, line_end: &str) {
    if text.trim().is_empty() {
        return;
    }
    let ends = text.len() - text.trim_end().len();
    let line_ends = text[text.len() - ends..].matches('\n').count();
    for _ in line_ends..2 {
        text.push_str(line_end);
    }
}
