//! The part of a text that answers a query, with the words found marked.

use super::analyzer::{Analyzer, Token};

/// A piece of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment<'t> {
    pub text: &'t str,
    pub is_marked: bool,
}

/// The stretch of about `length` bytes with the most different terms among `terms` (sorted), the first
/// of those. Empty if none is there.
pub fn excerpt<'t>(analyzer: &Analyzer, text: &'t str, terms: &[&str], length: usize) -> Vec<Segment<'t>> {
    let tokens = analyzer.tokens(text);
    let found: Vec<&Token> = tokens.iter().filter(|token| is_found(token, terms)).collect();
    let Some(first) = best_start(&found, length) else { return Vec::new() };
    // Some words before, for the sense.
    let lead = tokens.iter().map(|token| token.span.start).find(|start| start + length / 4 >= first);
    let start = lead.unwrap_or(first);
    let end = tokens.iter().map(|token| token.span.end).take_while(|end| *end <= start + length).last();
    let end = end.unwrap_or(text.len()).max(start);
    segments(text, start, end, &found)
}

fn is_found(token: &Token, terms: &[&str]) -> bool {
    token.term.as_deref().is_some_and(|term| terms.binary_search(&term).is_ok())
}

fn best_start(found: &[&Token], length: usize) -> Option<usize> {
    let different = |at: usize| {
        let within = found[at..].iter().take_while(|token| token.span.end <= found[at].span.start + length * 3 / 4);
        let mut terms: Vec<&str> = within.filter_map(|token| token.term.as_deref()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.len()
    };
    let best = (0..found.len()).rev().max_by_key(|at| different(*at))?;
    Some(found[best].span.start)
}

fn segments<'t>(text: &'t str, start: usize, end: usize, found: &[&Token]) -> Vec<Segment<'t>> {
    let mut segments = Vec::new();
    let mut from = start;
    for token in found.iter().filter(|token| start <= token.span.start && token.span.end <= end) {
        segments.push(Segment { text: &text[from..token.span.start], is_marked: false });
        segments.push(Segment { text: &text[token.span.clone()], is_marked: true });
        from = token.span.end;
    }
    segments.push(Segment { text: &text[from..end], is_marked: false });
    segments.retain(|segment| !segment.text.is_empty());
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_found_are_marked_as_written() {
        let text = "Chi cura un familiare può chiedere aiuto. Per l’assistente familiare c’è un registro.";
        let found = excerpt(&Analyzer::of("it"), text, &["assistent", "familiar"], 60);
        let marked: Vec<&str> = found.iter().filter(|part| part.is_marked).map(|part| part.text).collect();
        assert_eq!(marked, ["assistente", "familiare"]);
    }

    #[test]
    fn nothing_found_is_no_excerpt() {
        assert_eq!(excerpt(&Analyzer::of("it"), "Chi cura un familiare", &["scuol"], 60), []);
    }
}
