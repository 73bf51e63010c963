//! How commands write values in the files of authors.

use crate::model::schema::Shape;
use crate::model::value::parse_bool;

/// A value of a field.
pub fn value(shape: &Shape, text: &str) -> String {
    match shape {
        // Not texts: the number is meant as a number.
        Shape::Bool | Shape::Integer | Shape::Euro => text.to_owned(),
        // Of the others that look like numbers, editors would take some for what they are not.
        Shape::Cap | Shape::Coordinates => quoted(text),
        _ => self::text(text),
    }
}

/// A text that is read as it is: in quotes where it could be taken for something else.
pub fn text(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

pub fn list(items: &[String]) -> String {
    let item = |item: &String| if item.contains([',', '[', ']', '{', '}']) { quoted(item) } else { text(item) };
    format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", "))
}

fn is_plain(text: &str) -> bool {
    // The number `0371409332` and the word `no` have other meanings.
    let is_word = text.parse::<f64>().is_err() && parse_bool(text).is_err() && text != "null";
    is_word
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(is_special)
}

/// What YAML takes for the end of a line, or would not read at all.
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

fn escape(c: char) -> String {
    match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if is_special(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_yaml_would_misread_are_put_in_quotes() {
        for plain in [
            "Sant'Angelo",
            "Ufficio di Piano – Nord",
            "casa",
            "NO2",
            "L'orto dei \"nonni\"",
            "C#",
            "5 per mille",
            "9:00",
        ] {
            assert_eq!(text(plain), plain);
        }
        for (typed, written) in [
            ("Corso: le basi", "\"Corso: le basi\""),
            ("Corso #1", "\"Corso #1\""),
            ("098031", "\"098031\""),
            ("no", "\"no\""),
            ("null", "\"null\""),
            ("- uno", "\"- uno\""),
            ("\"detto\" così", "\"\\\"detto\\\" così\""),
            ("a\u{2028}b", "\"a\\u2028b\""),
            ("", "\"\""),
        ] {
            assert_eq!(text(typed), written);
        }
    }

    #[test]
    fn values_are_written_as_their_fields_are_read() {
        assert_eq!(value(&Shape::Bool, "no"), "no");
        assert_eq!(value(&Shape::Euro, "1250"), "1250");
        assert_eq!(value(&Shape::Coordinates, "45.3, 9.5"), "\"45.3, 9.5\"");
        assert_eq!(list(&["uno, due".to_owned(), "tre".to_owned()]), "[\"uno, due\", tre]");
    }
}
