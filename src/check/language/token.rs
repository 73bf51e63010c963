//! Sentences → words as they are compared, each with its place.

use std::ops::Range;

use crate::model::sentence::is_address;

/// A run of letters and digits: what words are compared by.
pub struct Token {
    pub span: Range<usize>,
    /// In small letters.
    pub word: String,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
    /// The first of its sentence.
    pub opens: bool,
    /// Nothing but a space, an apostrophe or a hyphen between it and the one before.
    pub follows: bool,
}

/// Adds the words of a sentence.
pub fn tokenize(text: &str, sentence: &Range<usize>, tokens: &mut Vec<Token>) {
    let mut opens = true;
    let mut end = sentence.start;
    let mut start = sentence.start;
    for chunk in text[sentence.clone()].split_inclusive(char::is_whitespace) {
        let at = start;
        start += chunk.len();
        if is_skipped(chunk) {
            opens = false;
            end = at;
            continue;
        }
        for span in letters_and_digits(chunk) {
            let span = at + span.start..at + span.end;
            let between = &text[end..span.start];
            let follows = !opens && between.chars().all(|c| c.is_whitespace() || "'’-*".contains(c));
            end = span.end;
            let written = &text[span.clone()];
            let is_capital = written.starts_with(char::is_uppercase);
            tokens.push(Token { word: written.to_lowercase(), is_capital, opens, follows, span });
            opens = false;
        }
    }
}

/// Addresses are not words. Most chunks have none of their signs.
fn is_skipped(chunk: &str) -> bool {
    let bare = chunk.trim_end().trim_end_matches(['.', ',', ';', ':', ')']);
    bare.bytes().any(|byte| matches!(byte, b'@' | b'.' | b':')) && is_address(bare.trim_start_matches(['(', '«']))
}

/// Runs of letters and digits; an acronym with points is one of them.
fn letters_and_digits(chunk: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(2);
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.contains('.') && bare.split('.').all(|piece| piece.chars().count() == 1) {
        let start = chunk.len() - chunk.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        found.push(start..start + bare.len());
        return found;
    }
    let mut start = None;
    for (at, c) in chunk.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..chunk.len()));
    found
}
