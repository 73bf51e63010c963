//! A cell → what its field says.

use unicode_normalization::UnicodeNormalization;

use super::column::{HOURS, Target};
use super::names::{Meaning, Names};
use super::table::Cell;
use crate::model::node::Node;
use crate::model::schema::{Field, Shape, Target as Reference};
use crate::model::value::{Euro, Weekdays, parse_bool, parse_date, parse_moment, parse_time, slugify};

/// What a filled cell says of its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `-`: the field goes.
    Erased,
    Text(String),
    List(Vec<String>),
    Hours(Vec<Hours>),
}

/// One line of the weekly hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    pub days: String,
    pub from: String,
    pub to: String,
    pub note: Option<String>,
}

/// What is wrong with a cell, and what to write.
pub type Wrong = (String, String);

/// What a cell says; nothing if it is empty.
pub fn read(target: &Target, cell: &Cell, names: &Names) -> Result<Option<Value>, Wrong> {
    let Some(field) = target.field().filter(|_| !cell.is_empty()) else { return Ok(None) };
    if *cell == Cell::Broken {
        let hint = "correggi la formula, o scrivi il valore al suo posto";
        return Err(("la formula di questa cella dà un errore".to_owned(), hint.to_owned()));
    }
    // Letters as files have them: some systems write `ì` as two characters.
    let text: String = cell.text().replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    let text = text.trim();
    if matches!(text, "-" | "–" | "—") {
        return Ok(Some(Value::Erased));
    }
    let value = match &field.shape {
        Shape::List(Shape::Record(_)) if field.key == HOURS => Value::Hours(hours(text)?),
        Shape::List(item) => Value::List(list(item, text, names)?),
        Shape::Coverage if matches!(slugify(text).as_str(), "tutti" | "tutti-i-comuni") => {
            Value::List(vec!["tutti".to_owned()])
        }
        Shape::Coverage => Value::List(list(&Shape::Ref(Reference::Comune), text, names)?),
        shape => Value::Text(scalar(shape, cell, text, names)?),
    };
    Ok(Some(value))
}

fn scalar(shape: &Shape, cell: &Cell, text: &str, names: &Names) -> Result<String, Wrong> {
    match (shape, cell) {
        (Shape::Phone, _) => phone(cell, text),
        (Shape::Cap, Cell::Number(_)) if text.len() < 5 => Err(lost_zeros(text, "un CAP", &format!("{text:0>5}"))),
        (Shape::Euro, Cell::Number(number)) => Ok(euro(*number)),
        (Shape::Ref(target), _) => reference(*target, text, names),
        (Shape::Choice(words), _) if words.contains(&slugify(text).as_str()) => Ok(slugify(text)),
        (Shape::Markdown, _) => Ok(text.to_owned()),
        _ => Ok(canonical(shape, text)),
    }
}

/// The name that files use; an unknown one is left to the checks, which know what to suggest.
fn reference(target: Reference, text: &str, names: &Names) -> Result<String, Wrong> {
    match names.meaning(target, text) {
        Meaning::One(slug) => Ok(slug.to_owned()),
        Meaning::Nothing => Ok(text.to_owned()),
        Meaning::Many(slugs) => {
            let choices: Vec<String> = slugs.iter().map(|slug| format!("`{slug}`")).collect();
            Err((format!("«{text}» può voler dire più cose"), format!("scrivi {}", choices.join(" oppure "))))
        }
    }
}

/// One number at least lost its zero if a spreadsheet took it for a quantity.
fn phone(cell: &Cell, text: &str) -> Result<String, Wrong> {
    let bare = text.bytes().all(|byte| byte.is_ascii_digit());
    // Short numbers (112, 1522) and toll-free ones begin with no zero.
    let may_lack_zero = text.len() > 5 && !text.starts_with(['0', '8']);
    let was_number = matches!(cell, Cell::Number(_)) || text.len() < 10;
    if bare && may_lack_zero && was_number {
        return Err(lost_zeros(text, "un telefono", &format!("0{text}")));
    }
    Ok(canonical(&Shape::Phone, text))
}

fn lost_zeros(text: &str, what: &str, meant: &str) -> Wrong {
    let hint =
        format!("forse è `{meant}`: dai alla colonna il formato «testo» e riscrivi il numero, con gli zeri davanti");
    (format!("«{text}» non sembra {what}: il foglio di calcolo può aver tolto lo zero davanti"), hint)
}

fn euro(number: f64) -> String {
    let cents = (number * 100.0).round();
    if number >= 0.0 && (number * 100.0 - cents).abs() < 1e-4 && cents < 1e15 {
        let (whole, cents) = (cents as u64 / 100, cents as u64 % 100);
        return if cents == 0 { whole.to_string() } else { format!("{whole},{cents:02}") };
    }
    Cell::Number(number).text()
}

/// Items apart by `;` or on lines of their own; names of things also by a comma.
fn list(item: &Shape, text: &str, names: &Names) -> Result<Vec<String>, Wrong> {
    let mut items = Vec::new();
    for piece in pieces(text) {
        let parts: Vec<&str> = match item {
            _ if is_known(item, piece, names) => vec![piece],
            Shape::Ref(_) | Shape::Choice(_) => {
                piece.split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
            }
            _ => vec![piece],
        };
        for part in parts {
            items.push(scalar(item, &Cell::Text(part.to_owned()), part, names)?);
        }
    }
    Ok(items)
}

fn is_known(item: &Shape, piece: &str, names: &Names) -> bool {
    matches!(item, Shape::Ref(target) if names.meaning(*target, piece) != Meaning::Nothing)
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n']).map(str::trim).filter(|piece| !piece.is_empty())
}

/// `lunedì-venerdì 9:00-12:30; giovedì 14:00-17:00 (su appuntamento)`.
fn hours(text: &str) -> Result<Vec<Hours>, Wrong> {
    let mut hours = Vec::new();
    for line in pieces(text) {
        hours.extend(hours_of_line(line).ok_or_else(|| {
            (
                format!("in «{line}» non capisco giorni e ore"),
                "scrivi per esempio `lunedì-venerdì 9:00-12:30; giovedì 14:00-17:00 (su appuntamento)`".to_owned(),
            )
        })?);
    }
    Ok(hours)
}

fn hours_of_line(line: &str) -> Option<Vec<Hours>> {
    let (line, note) = match line.split_once('(') {
        Some((before, note)) => (before.trim(), Some(note.trim().trim_end_matches(')').trim().to_owned())),
        None => (line, None),
    };
    let (days, times) = line.split_at(line.find(|c: char| c.is_ascii_digit())?);
    let days = days.trim().trim_end_matches("ore").trim().trim_end_matches("dalle").trim_matches([' ', ':', ',']);
    if days.is_empty() {
        return None;
    }
    let times = times.replace(['–', '—'], "-").replace("alle ore", "-").replace("alle", "-").replace("dalle", "");
    let spans = times.replace(" e ", ",");
    spans
        .split([',', '/'])
        .map(|span| {
            let (from, to) = span.split_once('-')?;
            Some(Hours { days: days.to_owned(), from: hour(from), to: hour(to), note: note.clone() })
        })
        .collect()
}

/// `9` is nine o'clock; `9.30` is written `9:30`.
fn hour(text: &str) -> String {
    let text = text.trim();
    let bare = !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = if bare { format!("{text}:00") } else { text.to_owned() };
    parse_time(&text).map_or(text, |time| format!("{}:{:02}", time.hour(), time.minute()))
}

/// One way to write what can be written in many: two texts that say the same become equal.
pub fn canonical(shape: &Shape, text: &str) -> String {
    let text = text.trim();
    let read = match shape {
        Shape::Bool => parse_bool(text).ok().map(|yes| if yes { "sì" } else { "no" }.to_owned()),
        Shape::Date => parse_date(text).ok().map(|date| date.to_string()),
        Shape::Moment => parse_moment(text).ok().map(|moment| moment.iso().replace('T', " ")),
        Shape::Markdown => Some(text.replace("\r\n", "\n")),
        _ => None,
    };
    read.unwrap_or_else(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a file says already what a cell says.
pub fn says(field: &Field, node: Option<&Node>, value: &Value) -> bool {
    match (value, node) {
        (Value::Erased, node) => node.is_none_or(Node::is_empty),
        (Value::Text(text), Some(Node::Scalar(written))) => same(&field.shape, written, text),
        (Value::List(texts), Some(Node::List(items))) => {
            let shape = if let Shape::List(item) = &field.shape { item } else { &Shape::Text };
            items.len() == texts.len()
                && items
                    .iter()
                    .zip(texts)
                    .all(|(item, text)| matches!(item, Node::Scalar(written) if same(shape, written, text)))
        }
        (Value::Hours(hours), Some(Node::List(items))) => {
            items.len() == hours.len() && items.iter().zip(hours).all(|(item, hours)| says_hours(item, hours))
        }
        _ => false,
    }
}

fn same(shape: &Shape, written: &str, text: &str) -> bool {
    let amount = |text: &str| Euro::parse(text).ok().filter(|_| matches!(shape, Shape::Euro));
    match (amount(written), amount(text)) {
        (Some(written), Some(text)) => written == text,
        _ => canonical(shape, written) == canonical(shape, text),
    }
}

fn says_hours(node: &Node, hours: &Hours) -> bool {
    let days: Vec<&str> = node.texts("giorni").collect();
    let same_days = match (Weekdays::parse(&days.join(",")), Weekdays::parse(&hours.days)) {
        (Ok(written), Ok(meant)) => written == meant,
        _ => days == [hours.days.as_str()],
    };
    let same_hour = |key: &str, text: &str| {
        let written = node.text(key).unwrap_or_default();
        written == text || parse_time(written).is_ok_and(|written| parse_time(text) == Ok(written))
    };
    same_days
        && same_hour("dalle", &hours.from)
        && same_hour("alle", &hours.to)
        && node.text("nota") == hours.note.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(days: &str, from: &str, to: &str, note: Option<&str>) -> Hours {
        Hours { days: days.into(), from: from.into(), to: to.into(), note: note.map(str::to_owned) }
    }

    #[test]
    fn weekly_hours_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("lunedì-venerdì 9:00-12:30", vec![one("lunedì-venerdì", "9:00", "12:30", None)]),
            ("lunedì, giovedì: dalle 9 alle 12.30", vec![one("lunedì, giovedì", "9:00", "12:30", None)]),
            (
                "giovedì 14:00 – 17:00 (su appuntamento)",
                vec![one("giovedì", "14:00", "17:00", Some("su appuntamento"))],
            ),
            (
                "sabato ore 9-11 e 14-16",
                vec![one("sabato", "9:00", "11:00", None), one("sabato", "14:00", "16:00", None)],
            ),
        ] {
            assert_eq!(hours(typed).unwrap(), expected, "{typed}");
        }
        assert_eq!(hours("lunedì 9-11; martedì 9-11\nsabato 10-12").unwrap().len(), 3);
        for wrong in ["su appuntamento", "9:00-12:00", "lunedì mattina", "lunedì 9"] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn telephones_that_a_spreadsheet_made_numbers_are_refused() {
        for (cell, sound) in [
            (Cell::Number(371_409_332.0), false),
            (Cell::Number(3_711_234_567.0), false),
            (Cell::Text("371409332".into()), false),
            (Cell::Text("0371409332".into()), true),
            (Cell::Text("371 409332".into()), true),
            (Cell::Text("3331234567".into()), true),
            (Cell::Number(1522.0), true),
            (Cell::Number(800_290_290.0), true),
        ] {
            assert_eq!(phone(&cell, &cell.text()).is_ok(), sound, "{cell:?}");
        }
    }

    #[test]
    fn amounts_in_cells_become_italian() {
        assert_eq!([1250.0, 1250.5, 0.1 + 0.2].map(euro), ["1250", "1250,50", "0,30"]);
        assert!(Euro::parse(&euro(33.333_333)).is_err(), "a third of a cent is nobody's amount");
        assert!(Euro::parse(&euro(-5.0)).is_err());
    }
}
