//! The words that texts should explain or avoid: those that the program brings
//! (`parole/italiano.yaml`) and those of the board (`content/parole.yaml`).

use std::collections::{BTreeSet, HashMap};

use super::token::Token;
use super::verb;
use crate::index::analyzer::stem;
use crate::model::draft::{DraftKind, Drafts};
use crate::model::node::Node;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// Words of offices, with the plain ones.
    pub plain: Phrases,
    /// Words that label people, with the respectful ones.
    pub people: Phrases,
    /// Acronyms that need no explanation.
    pub acronyms: BTreeSet<String>,
}

/// Phrases by the forms of their first word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(HashMap<String, Vec<Phrase>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// The words after the first, as they are compared.
    rest: Vec<String>,
    better: String,
}

impl Lexicon {
    pub fn of(drafts: &Drafts) -> Lexicon {
        let own = drafts.words();
        let removed: BTreeSet<String> = own.texts("togli").map(str::to_lowercase).collect();
        let sources: &[&Node] = if own.says_yes("solo_queste") { &[own] } else { &[own, &drafts.default_words] };
        let mut lexicon = Lexicon::default();
        for source in sources {
            lexicon.plain.extend(source.items("burocratese"), &removed);
            lexicon.people.extend(source.items("persone"), &removed);
            lexicon.acronyms.extend(source.texts("sigle").map(bare_acronym));
        }
        let offices = drafts.of(DraftKind::Organization).filter_map(|draft| draft.fields.text("sigla"));
        lexicon.acronyms.extend(offices.map(bare_acronym));
        lexicon.acronyms.retain(|acronym| !removed.contains(&acronym.to_lowercase()));
        lexicon
    }
}

/// An acronym without points, in capital letters.
pub fn bare_acronym(written: &str) -> String {
    written.replace('.', "").to_uppercase()
}

/// What was found at a word: how many words long, and what to write instead.
pub struct Found<'l> {
    pub length: usize,
    pub better: &'l str,
}

impl Phrases {
    fn extend(&mut self, entries: &[Node], removed: &BTreeSet<String>) {
        for entry in entries {
            let better = entry.text("meglio").unwrap_or_default();
            let is_kept = |words: &&str| !removed.contains(&words.to_lowercase());
            for words in entry.texts("parole").filter(is_kept) {
                self.add(words, better, variants);
            }
            for words in entry.texts("verbi").filter(is_kept) {
                self.add(words, better, verb::forms);
            }
        }
    }

    fn add(&mut self, words: &str, better: &str, forms: impl Fn(&str) -> Vec<String>) {
        let words = words.to_lowercase();
        let mut parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return };
        let rest: Vec<String> = parts.map(|part| compared(part).to_owned()).collect();
        for form in forms(first) {
            let phrases = self.0.entry(form).or_default();
            // The board's own words come first, and stay.
            if !phrases.iter().any(|phrase| phrase.rest == rest) {
                phrases.push(Phrase { rest: rest.clone(), better: better.to_owned() });
                phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            }
        }
    }

    /// The longest phrase with which some words begin.
    pub fn at(&self, tokens: &[Token]) -> Option<Found<'_>> {
        let phrases = self.0.get(&tokens.first()?.word)?;
        let phrase = phrases.iter().find(|phrase| {
            let rest = tokens.get(1..=phrase.rest.len());
            rest.is_some_and(|rest| {
                rest.iter().zip(&phrase.rest).all(|(token, wanted)| token.follows && compared(&token.word) == wanted)
            })
        })?;
        Some(Found { length: phrase.rest.len() + 1, better: &phrase.better })
    }
}

/// The forms of a noun or an adjective. A preposition stays as it is: «in sede di» is not «nella sede di».
fn variants(word: &str) -> Vec<String> {
    let stem = stem(word);
    if stem == word {
        return vec![word.to_owned()];
    }
    ["o", "a", "i", "e", "io", "ia", "ie", "hi", "he"].iter().map(|ending| format!("{stem}{ending}")).collect()
}

static PREPOSITIONS: [(&str, &[&str]); 5] = [
    ("di", &["di", "d", "del", "dello", "dell", "della", "dei", "degli", "delle"]),
    ("a", &["a", "ad", "al", "allo", "all", "alla", "ai", "agli", "alle"]),
    ("da", &["da", "dal", "dallo", "dall", "dalla", "dai", "dagli", "dalle"]),
    ("in", &["in", "nel", "nello", "nell", "nella", "nei", "negli", "nelle"]),
    ("su", &["su", "sul", "sullo", "sull", "sulla", "sui", "sugli", "sulle"]),
];

/// A word without its ending, a preposition without its article.
fn compared(word: &str) -> &str {
    match PREPOSITIONS.iter().find(|(_, forms)| forms.contains(&word)) {
        Some((simple, _)) => simple,
        None => stem(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, forms: fn(&str) -> Vec<String>, text: &str) -> Option<usize> {
        let mut phrases = Phrases::default();
        phrases.add(words, "x", forms);
        let tokens: Vec<Token> = text
            .split([' ', '\''])
            .map(|word| Token { span: 0..0, word: word.to_lowercase(), is_capital: false, opens: false, follows: true })
            .collect();
        (0..tokens.len()).find_map(|start| phrases.at(&tokens[start..])).map(|found| found.length)
    }

    #[test]
    fn a_pair_covers_plurals_verb_forms_and_prepositions_with_their_articles() {
        assert_eq!(found("modulistica", variants, "le modulistiche"), Some(1));
        assert_eq!(found("ai sensi di", variants, "ai sensi dell'articolo"), Some(3));
        assert_eq!(found("in merito a", variants, "in merito alle domande"), Some(3));
        assert_eq!(found("erogare", verb::forms, "i contributi erogati"), Some(1));
        assert_eq!(found("procedere a", verb::forms, "si procederà alla firma"), Some(2));
        assert_eq!(found("in sede di", variants, "nella sede di Lodi"), None);
        assert_eq!(found("istanza", variants, "la stanza distante"), None);
    }
}
