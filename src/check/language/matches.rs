//! Where phrases of a list stand in a passage.

use std::ops::Range;

use super::lexicon::Phrases;
use super::reading::Passage;
use super::token::Token;

/// Each phrase found, with what to write instead. Proper names keep their words.
pub fn matches<'l>(passage: &Passage, phrases: &'l Phrases) -> Vec<(Range<usize>, &'l str)> {
    let tokens = &passage.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let length = match phrases.at(&tokens[at..]) {
            Some(phrase) if !is_name(passage, &tokens[at..], phrase.length) => {
                found.push((tokens[at].span.start..tokens[at + phrase.length - 1].span.end, phrase.better));
                phrase.length
            }
            _ => 1,
        };
        at += length;
    }
    found
}

/// Whether words have a capital letter that their place in the sentence does not explain.
fn is_name(passage: &Passage, tokens: &[Token], length: usize) -> bool {
    let is_capital = |token: &Token| token.is_capital;
    let inside = tokens[..length].iter().any(|token| is_capital(token) && !token.opens && !is_shouted(passage, token));
    let next = tokens.get(length).is_some_and(|next| next.follows && is_capital(next) && !is_shouted(passage, next));
    inside || (tokens[0].opens && length == 1 && next && is_capital(&tokens[0]))
}

fn is_shouted(passage: &Passage, token: &Token) -> bool {
    let written = &passage.text[token.span.clone()];
    written.chars().count() > 3 && !written.contains(char::is_lowercase)
}
