//! What people type → what is looked for: half-typed words, synonyms, slips of the finger.
//! `search-index/FORMAT.md` states the rules that the browser's client follows too.

use std::cmp::Reverse;

use super::SearchIndex;
use super::analyzer::{Analyzer, Token, fold};
use super::distance::{distance, prefix_distance};
use super::inverted::TermPostings;
use super::synonym::{COMUNI, Synonym, Target};

/// A query is cut here, in characters and in different terms.
const MAX_CHARACTERS: usize = 400;
const MAX_TERMS: usize = 16;
/// A half-typed word stands for at most so many terms, of at most so many shards.
const PREFIX_TERMS: usize = 50;
const PREFIX_SHARDS: usize = 4;
/// A misspelt word stands for at most so many words.
const TYPO_WORDS: usize = 3;

// What an alternative is worth, against the word itself.
const PREFIX: f32 = 0.55;
const GUESSED_PREFIX: f32 = 0.5;
const SYNONYM: f32 = 0.6;
const EVERYWHERE: f32 = 0.2;
const ONE_SLIP: f32 = 0.8;
const TWO_SLIPS: f32 = 0.6;

/// A query as read.
#[derive(Debug)]
pub struct Query {
    /// Stop words left out, repetitions kept.
    words: Vec<Word>,
    /// The only word, if it is a stop word and may be half typed.
    open_stop_word: Option<String>,
    /// Whether something is written besides spaces and signs, and in how many letters.
    pub letters: usize,
    /// Whether it was longer than is read.
    pub is_cut: bool,
}

#[derive(Clone, Debug)]
struct Word {
    /// As typed.
    typed: String,
    folded: String,
    term: String,
    /// Whether the writer may still be in the middle of it.
    is_open: bool,
}

/// Why something is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Exact,
    Prefix,
    Synonym,
    Typo,
}

/// What an alternative finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Documents that have all these terms.
    Terms(Vec<String>),
    /// Documents under a value of a filter.
    Facet { facet: &'static str, slug: String },
    /// Documents valid in every Comune.
    Everywhere,
}

/// One way to satisfy a word of the query.
#[derive(Clone, Debug)]
pub struct Alternative {
    pub found: Match,
    pub weight: f32,
    pub reason: Reason,
    /// What to call it: the synonym, or the word meant.
    pub label: Option<String>,
}

/// A different term of the query, and all that stands for it.
#[derive(Clone, Debug)]
pub struct Group {
    /// As typed.
    pub word: String,
    pub alternatives: Vec<Alternative>,
}

impl Query {
    pub fn parse(analyzer: &Analyzer, text: &str) -> Query {
        let end = text.char_indices().nth(MAX_CHARACTERS).map_or(text.len(), |(at, _)| at);
        let is_cut = end < text.len();
        let text = &text[..end];
        let tokens = analyzer.tokens(text);
        let letters = tokens.iter().map(|token| token.word.chars().count()).sum();
        let last = tokens.last().filter(|token| token.span.end == text.len()).cloned();
        let mut words: Vec<Word> = Vec::new();
        let mut different: Vec<String> = Vec::new();
        let mut is_cut = is_cut;
        for Token { term, word, span } in tokens {
            let Some(term) = term else { continue };
            if !different.contains(&term) {
                if different.len() == MAX_TERMS {
                    is_cut = true;
                    break;
                }
                different.push(term.clone());
            }
            let is_open = last.as_ref().is_some_and(|last| last.span == span);
            words.push(Word { typed: text[span].to_owned(), folded: word, term, is_open });
        }
        let is_only_word = |last: &Token| last.term.is_none() && letters == last.word.chars().count();
        let open_stop_word = last.filter(is_only_word).map(|last| last.word);
        Query { words, open_stop_word, letters, is_cut }
    }

    /// Its different terms, in order.
    pub fn different_terms(&self) -> Vec<String> {
        self.different().into_iter().map(|word| word.term.clone()).collect()
    }

    /// A word for each term: the first, or the open one.
    fn different(&self) -> Vec<&Word> {
        let mut different: Vec<&Word> = Vec::new();
        for word in &self.words {
            match different.iter_mut().find(|known| known.term == word.term) {
                Some(known) if word.is_open => *known = word,
                Some(_) => {}
                None => different.push(word),
            }
        }
        different
    }
}

impl SearchIndex {
    pub fn expand(&self, query: &Query) -> Vec<Group> {
        let words = query.different();
        let mut groups: Vec<Group> =
            words.iter().map(|word| Group { word: word.typed.clone(), alternatives: self.own(word) }).collect();
        self.add_synonyms(query, &words, &mut groups);
        for (word, group) in words.iter().zip(&mut groups) {
            if group.alternatives.is_empty() {
                group.alternatives = self.repair(word);
            }
        }
        if groups.is_empty() {
            groups.extend(self.open_stop_word(query));
        }
        groups
    }

    /// The term itself, and those that it may become.
    fn own(&self, word: &Word) -> Vec<Alternative> {
        let exact = self.inverted.find(&word.term).map(|_| Alternative {
            found: Match::Terms(vec![word.term.clone()]),
            weight: 1.0,
            reason: Reason::Exact,
            label: None,
        });
        let mut alternatives: Vec<Alternative> = exact.into_iter().collect();
        if word.is_open && word.folded.chars().count() >= 2 {
            alternatives.extend(self.prefix(&word.folded, &word.term, PREFIX));
        }
        alternatives
    }

    fn open_stop_word(&self, query: &Query) -> Option<Group> {
        let open = query.open_stop_word.as_ref().filter(|open| open.chars().count() >= 2)?;
        Some(Group { word: open.clone(), alternatives: self.prefix(open, "", PREFIX) })
    }

    fn prefix(&self, prefix: &str, but: &str, weight: f32) -> Vec<Alternative> {
        let mut terms: Vec<&TermPostings> =
            self.terms_starting(prefix).iter().filter(|known| known.term != but).collect();
        // Stable: those in as many documents stay in order.
        terms.sort_by_key(|known| Reverse(known.postings.len()));
        let alternative = |known: &TermPostings| Alternative {
            found: Match::Terms(vec![known.term.clone()]),
            weight,
            reason: Reason::Prefix,
            label: None,
        };
        terms.into_iter().take(PREFIX_TERMS).map(alternative).collect()
    }

    /// Terms with a prefix, those in the first shards that can hold them.
    fn terms_starting(&self, prefix: &str) -> &[TermPostings] {
        let first_shard = self.shards.partition_point(|shard| shard.first.as_str() <= prefix) - 1;
        let end = self.shards.get(first_shard + PREFIX_SHARDS).map(|shard| shard.first.as_str());
        let terms = &self.inverted.terms;
        let from = terms.partition_point(|known| known.term.as_str() < prefix);
        let to = terms[from..]
            .partition_point(|known| known.term.starts_with(prefix) && end.is_none_or(|end| known.term.as_str() < end));
        &terms[from..from + to]
    }

    fn add_synonyms(&self, query: &Query, words: &[&Word], groups: &mut [Group]) {
        let terms: Vec<&str> = query.words.iter().map(|word| word.term.as_str()).collect();
        for start in 0..terms.len() {
            for synonym in self.synonyms.starting(terms[start]) {
                let span = &terms[start..];
                let is_whole = span[1..].iter().zip(&synonym.rest).filter(|(term, rest)| *term == rest).count()
                    == synonym.rest.len();
                if !is_whole {
                    continue;
                }
                let span = &span[..=synonym.rest.len()];
                let is_alone = words.iter().all(|word| span.contains(&word.term.as_str()));
                let alternatives = self.targets(synonym, is_alone, words);
                for (word, group) in words.iter().zip(groups.iter_mut()) {
                    if span.contains(&word.term.as_str()) {
                        group.add(&alternatives);
                    }
                }
            }
        }
    }

    fn targets(&self, synonym: &Synonym, is_alone: bool, words: &[&Word]) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        let mut add = |found, weight, label: &str| {
            let label = Some(label.to_owned());
            alternatives.push(Alternative { found, weight, reason: Reason::Synonym, label });
        };
        for target in &synonym.targets {
            match target {
                Target::Words(label) => {
                    let mut terms: Vec<String> = Vec::new();
                    for term in self.analyzer.terms(label) {
                        if !terms.contains(&term) {
                            terms.push(term);
                        }
                    }
                    if !terms.iter().all(|term| words.iter().any(|word| word.term == *term)) {
                        add(Match::Terms(terms), SYNONYM, label);
                    }
                }
                // Alone, the name of a Comune asks for its page, not for all that is valid there.
                Target::Facet { facet: COMUNI, .. } if is_alone => {}
                Target::Facet { facet: COMUNI, slug, label } => {
                    add(Match::Facet { facet: COMUNI, slug: slug.clone() }, SYNONYM, label);
                    add(Match::Everywhere, EVERYWHERE, label);
                }
                Target::Facet { facet, slug, label } => add(Match::Facet { facet, slug: slug.clone() }, SYNONYM, label),
            }
        }
        alternatives
    }

    /// What a word may mean of which there is nothing.
    fn repair(&self, word: &Word) -> Vec<Alternative> {
        let length = word.folded.chars().count();
        if length < 4 {
            return Vec::new();
        }
        let mut alternatives = self.prefix(&word.folded, &word.term, GUESSED_PREFIX);
        let is_word = word.folded.chars().all(char::is_alphabetic);
        if alternatives.is_empty() && is_word {
            alternatives = self.typos(&word.term, if length >= 8 { 2 } else { 1 });
        }
        if alternatives.is_empty() && is_word && length >= 5 && word.is_open {
            alternatives = self.open_typos(&word.folded);
        }
        alternatives
    }

    fn typos(&self, term: &str, limit: usize) -> Vec<Alternative> {
        let typed: Vec<char> = term.chars().collect();
        let near = |form: &str| {
            let meant: Vec<char> = self.term_of(form).chars().collect();
            if squeezed(&typed) == squeezed(&meant) {
                return Some(0);
            }
            // Two slips and another start make another word.
            distance(&typed, &meant, limit).filter(|distance| *distance < 2 || typed[0] == meant[0])
        };
        let near: Vec<(usize, &(String, u32))> =
            self.words.iter().filter_map(|word| Some((near(&word.0)?, word))).collect();
        let Some(nearest) = near.iter().map(|(distance, _)| *distance).min() else { return Vec::new() };
        let nearest_words = near.into_iter().filter(|(distance, _)| *distance == nearest).map(|(_, word)| word);
        self.meant(typed[0], nearest_words.collect(), if nearest < 2 { ONE_SLIP } else { TWO_SLIPS })
    }

    fn open_typos(&self, folded: &str) -> Vec<Alternative> {
        let typed: Vec<char> = folded.chars().collect();
        let near = |form: &str| prefix_distance(&typed, &self.term_of(form).chars().collect::<Vec<_>>()) == 1;
        self.meant(typed[0], self.words.iter().filter(|word| near(&word.0)).collect(), TWO_SLIPS)
    }

    fn meant(&self, first_letter: char, mut words: Vec<&(String, u32)>, weight: f32) -> Vec<Alternative> {
        // Stable: the others stay in order.
        words.sort_by_key(|(form, documents)| (!fold(form).starts_with(first_letter), Reverse(*documents)));
        let alternative = |(form, _): &(String, u32)| Alternative {
            found: Match::Terms(vec![self.term_of(form)]),
            weight,
            reason: Reason::Typo,
            label: Some(form.clone()),
        };
        words.into_iter().take(TYPO_WORDS).map(alternative).collect()
    }

    fn term_of(&self, form: &str) -> String {
        self.analyzer.terms(form).pop().unwrap_or_default()
    }
}

/// A word with its doubled letters written once: in Italian, what people are least sure of.
fn squeezed(word: &[char]) -> Vec<char> {
    let mut letters = word.to_vec();
    letters.dedup();
    letters
}

impl Group {
    fn add(&mut self, alternatives: &[Alternative]) {
        for alternative in alternatives {
            if self
                .alternatives
                .iter()
                .all(|known| known.found != alternative.found || known.reason != alternative.reason)
            {
                self.alternatives.push(alternative.clone());
            }
        }
    }
}
