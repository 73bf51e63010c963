//! Words that lead to other words: those of the vocabularies, and those of `sinonimi.yaml`.

use std::collections::BTreeMap;

use super::analyzer::Analyzer;
use super::document::term_facet;
use crate::model::schema::Vocabulary;
use crate::model::site::{Site, Term};

/// What a synonym leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Words as written; pages that have them all.
    Words(String),
    /// Every page under a filter.
    Facet { facet: &'static str, slug: String, label: String },
}

/// The words that follow the first one, and where they lead together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    pub rest: Vec<String>,
    pub targets: Vec<Target>,
}

/// The filter by Comune.
pub const COMUNI: &str = "comuni";

/// By first term.
#[derive(Debug, Default)]
pub struct Synonyms(BTreeMap<String, Vec<Synonym>>);

impl Synonyms {
    pub fn of(site: &Site, analyzer: &Analyzer, language: &str) -> Synonyms {
        let mut synonyms = Synonyms::default();
        if site.default_lang().as_str() == language {
            for group in &site.synonyms {
                for (from, to) in group.pairs() {
                    synonyms.add(analyzer, from, Target::Words(to.to_owned()));
                }
            }
            for comune in &site.comuni {
                let target = Target::Facet { facet: COMUNI, slug: comune.slug.clone(), label: comune.name.clone() };
                synonyms.add(analyzer, &comune.name, target);
            }
        }
        for vocabulary in Vocabulary::ALL {
            for term in site.terms(vocabulary) {
                synonyms.add_term(analyzer, vocabulary, term, language);
            }
        }
        synonyms
    }

    /// Synonyms and other names of a term lead to all that is under it.
    fn add_term(&mut self, analyzer: &Analyzer, vocabulary: Vocabulary, term: &Term, language: &str) {
        let target = Target::Facet {
            facet: term_facet(vocabulary),
            slug: term.slug.clone(),
            label: term.name_in(language).to_owned(),
        };
        let names = term.translations.values().map(|(name, _)| name).chain([&term.name]);
        for words in term.synonyms.iter().chain(names) {
            self.add(analyzer, words, target.clone());
        }
    }

    /// Leads from words as written to a target; nothing, if they hold only stop words.
    pub fn add(&mut self, analyzer: &Analyzer, from: &str, target: Target) {
        let mut terms = analyzer.terms(from).into_iter();
        let Some(first) = terms.next() else { return };
        let rest: Vec<String> = terms.collect();
        let known = self.0.entry(first).or_default();
        match known.iter_mut().find(|synonym| synonym.rest == rest) {
            Some(synonym) if synonym.targets.contains(&target) => {}
            Some(synonym) => synonym.targets.push(target),
            None => known.push(Synonym { rest, targets: vec![target] }),
        }
    }

    /// Takes out the targets to which nothing answers.
    pub fn keep(&mut self, answers: impl Fn(&Target) -> bool) {
        for synonyms in self.0.values_mut() {
            for synonym in synonyms.iter_mut() {
                synonym.targets.retain(&answers);
            }
            synonyms.retain(|synonym| !synonym.targets.is_empty());
        }
        self.0.retain(|_, synonyms| !synonyms.is_empty());
    }

    /// Synonyms that begin with a term.
    pub fn starting(&self, term: &str) -> &[Synonym] {
        self.0.get(term).map_or(&[], Vec::as_slice)
    }

    pub fn first_terms(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
