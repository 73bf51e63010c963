//! What a file says to its readers, searched as it is written, so that what is found can be underlined.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Place;
use crate::model::draft::Draft;
use crate::model::node::{Node, Path, Step};
use crate::model::schema::Shape;

/// Keys that only the office reads: they quote where facts come from, or name files and addresses.
const UNPUBLISHED: &[&str] = &["fonte", "eccezioni", "vecchi_indirizzi"];

/// Something found in a text: its bytes, and what it is whatever the way of writing it.
pub type Found = (Range<usize>, String);

/// Searches every published text of a file: fields and body. The same thing is found once in a line,
/// since a link says it in its words and in its address.
pub fn search(draft: &Draft, find: impl Fn(&str) -> Vec<Found>) -> Vec<(Place, String)> {
    let mut found = in_fields(draft, &find);
    found.extend(in_body(draft, &find));
    let mut seen = BTreeSet::new();
    found.retain(|(place, what)| seen.insert((place.position().0, what.clone())));
    found
}

fn in_fields(draft: &Draft, find: &impl Fn(&str) -> Vec<Found>) -> Vec<(Place, String)> {
    let mut places = Vec::new();
    draft.walk(|path, shape, node| {
        let Node::Scalar(text) = node else { return };
        if is_published(path) && is_words(shape) && !find(text).is_empty() {
            places.extend(found_at(draft, path, text, find));
        }
    });
    places
}

fn is_published(path: &Path) -> bool {
    !path.0.iter().any(|step| matches!(step, Step::Key(key) if UNPUBLISHED.contains(&key.as_ref())))
}

fn is_words(shape: &Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Markdown | Shape::Phone | Shape::Email | Shape::Web)
}

/// The value is searched again as it stands in the file; where quotes or breaks hide what was found,
/// the whole of it is underlined.
fn found_at(draft: &Draft, path: &Path, text: &str, find: &impl Fn(&str) -> Vec<Found>) -> Vec<(Place, String)> {
    let whole = draft.value_place(path);
    let written = find(&draft.source.text[whole.span.clone()]);
    if written.is_empty() {
        return find(text).into_iter().map(|(_, what)| (whole.clone(), what)).collect();
    }
    let start = whole.span.start;
    let place = |span: Range<usize>| Place::new(&draft.source, start + span.start..start + span.end);
    written.into_iter().map(|(span, what)| (place(span), what)).collect()
}

fn in_body(draft: &Draft, find: &impl Fn(&str) -> Vec<Found>) -> Vec<(Place, String)> {
    let (start, body) = body(draft);
    find(body)
        .into_iter()
        .map(|(span, what)| (Place::new(&draft.source, start + span.start..start + span.end), what))
        .collect()
}

/// The body of a file as written, and where it starts; empty if all is in the fields.
pub fn body(draft: &Draft) -> (usize, &str) {
    let starts = draft.sections.iter().filter_map(|section| section.body.as_ref()).map(|body| body.heading.start);
    let start = starts.min().unwrap_or(draft.source.text.len());
    (start, &draft.source.text[start..])
}
