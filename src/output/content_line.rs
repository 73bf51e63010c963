//! Lines of name and value, as calendars (RFC 5545 §3.1) and address cards (RFC 6350 §3.2) are made of.

use std::fmt::Display;

/// The most that a line may have, its end apart (§3.1); in UTF-8, of which no character is cut.
const OCTETS: usize = 75;

#[derive(Debug, Default)]
pub struct ContentLines(String);

impl ContentLines {
    /// A value already in the form of its type. Control characters have no place in any (§3.1).
    pub fn put(&mut self, name: &str, value: impl Display) {
        let mut octets = 0;
        for c in format!("{name}:{value}").chars().filter(|c| !c.is_control()) {
            if octets + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            octets += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.put(name, escaped(text));
    }

    /// Lines made before.
    pub fn append(&mut self, lines: &str) {
        self.0.push_str(lines);
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// A text within a value (RFC 5545 §3.3.11, RFC 6350 §3.4).
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str, text: &str) -> String {
        let mut lines = ContentLines::default();
        lines.text(name, text);
        lines.into_text()
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_read_back_whole() {
        for text in ["perché ".repeat(40), "👩‍👧 è festa ".repeat(20), "a".repeat(300), "—".repeat(24), String::new()]
        {
            let folded = lines("SUMMARY", &text);
            assert!(folded.ends_with("\r\n"));
            let physical: Vec<&str> = folded.split_terminator("\r\n").collect();
            assert!(physical.iter().all(|line| line.len() <= OCTETS), "{folded}");
            assert!(physical[1..].iter().all(|line| line.starts_with(' ')), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
    }

    #[test]
    fn a_line_as_long_as_may_be_is_not_folded() {
        assert_eq!(lines("NOTE", &"a".repeat(70)), format!("NOTE:{}\r\n", "a".repeat(70)));
        assert_eq!(lines("NOTE", &"a".repeat(71)), format!("NOTE:{}\r\n a\r\n", "a".repeat(70)));
    }

    #[test]
    fn no_text_ends_its_value_or_its_line() {
        assert_eq!(lines("NOTE", "a;b,c\\d"), "NOTE:a\\;b\\,c\\\\d\r\n");
        assert_eq!(lines("NOTE", "uno\r\nEND:VCALENDAR\rdue\u{0}\u{2028}tre"), "NOTE:uno\\nEND:VCALENDARdue\\ntre\r\n");
    }
}
