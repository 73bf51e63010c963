//! How text becomes search: analysis, the index of a language, what is published of it, and the answer
//! to a query. `search-index/FORMAT.md` describes the last two for the browser's client.

pub mod analyzer;
mod distance;
pub mod document;
pub mod excerpt;
mod expand;
pub mod export;
mod inverted;
mod order;
mod rank;
mod shard;
mod stop_words;
mod synonym;

pub use expand::{Alternative, Group, Match, Query, Reason};
pub use inverted::{DocId, FIELDS};
pub use rank::{Answer, Explanation, Filters, Part, Scored};

use std::collections::BTreeMap;

use analyzer::{Analyzer, CorpusAnalyzer};
use document::{Document, term_facet};
use inverted::{FieldTerms, Inverted};
use shard::{Record, Shard};
pub use synonym::{COMUNI, Synonyms, Target};

use crate::model::entry::Coverage;
use crate::model::site::Site;
use crate::model::state::State;

/// Up to this many documents a board is small: the core has titles and addresses, shards are smaller,
/// every word can be meant by a typing error.
pub const SMALL: usize = 600;
/// About how large a shard is, in bytes.
const SMALL_SHARD: usize = 4_500;
const SHARD: usize = 12_000;

/// A filter: what it is called, and the documents under each of its values, in order.
pub type Facet = BTreeMap<String, FacetValue>;

#[derive(Debug, Default)]
pub struct FacetValue {
    pub label: String,
    pub documents: Vec<DocId>,
}

/// The index of what a board has in one language.
pub struct SearchIndex {
    pub language: String,
    pub analyzer: Analyzer,
    pub documents: Vec<Document>,
    pub facets: BTreeMap<&'static str, Facet>,
    inverted: Inverted,
    synonyms: Synonyms,
    shards: Vec<Shard>,
    /// Words that may be meant by a typing error, as written, with the number of their documents.
    words: Vec<(String, u32)>,
}

impl SearchIndex {
    /// `word` gives the words of the theme in the language.
    pub fn build(site: &Site, language: &str, word: &dyn Fn(&str) -> String) -> SearchIndex {
        let documents = document::documents(site, language, &word("search_comune_words"));
        let facets = facets(site, language, &documents, word);
        let synonyms = Synonyms::of(site, &Analyzer::of(language), language);
        SearchIndex::of(language, documents, facets, synonyms)
    }

    /// The index of documents, wherever they come from.
    pub fn of(
        language: &str,
        documents: Vec<Document>,
        facets: BTreeMap<&'static str, Facet>,
        mut synonyms: Synonyms,
    ) -> SearchIndex {
        let analyzer = Analyzer::of(language);
        let mut corpus = CorpusAnalyzer::new(&analyzer);
        let inverted = Inverted::build(documents.iter().map(|document| field_terms(document, &mut corpus)).collect());
        let words = words(&inverted, &corpus);
        synonyms.keep(|target| match target {
            Target::Words(words) => inverted.has_all(&analyzer.terms(words)),
            Target::Facet { facet, slug, .. } => facets.get(facet).is_some_and(|values| values.contains_key(slug)),
        });
        let target = if documents.len() <= SMALL { SMALL_SHARD } else { SHARD };
        let shards = shard::cut(&records(&inverted, &synonyms), target);
        SearchIndex { language: language.to_owned(), analyzer, documents, facets, inverted, synonyms, shards, words }
    }

    /// The plain query as Tantivy answers it.
    pub fn plain(&self, text: &str, limit: usize) -> Vec<(DocId, f32)> {
        self.inverted.plain(&Query::parse(&self.analyzer, text).different_terms(), limit)
    }
}

fn field_terms(document: &Document, corpus: &mut CorpusAnalyzer) -> FieldTerms {
    let mut terms = FieldTerms::default();
    corpus.add(&document.title, &mut terms[0]);
    corpus.add(&document.summary, &mut terms[1]);
    corpus.add(&document.about, &mut terms[1]);
    corpus.add(&document.text, &mut terms[2]);
    terms
}

/// Terms of the documents and first terms of synonyms, in order.
fn records<'i>(inverted: &'i Inverted, synonyms: &'i Synonyms) -> Vec<Record<'i>> {
    let mut terms: BTreeMap<&str, &[inverted::Posting]> = synonyms.first_terms().map(|term| (term, &[][..])).collect();
    terms.extend(inverted.terms.iter().map(|known| (known.term.as_str(), known.postings.as_slice())));
    let record = |(term, postings)| Record { term, postings, synonyms: synonyms.starting(term) };
    terms.into_iter().map(record).collect()
}

fn words(inverted: &Inverted, corpus: &CorpusAnalyzer) -> Vec<(String, u32)> {
    let least = if inverted.documents <= SMALL { 1 } else { 2 };
    let forms = corpus.commonest_forms();
    let mut words: Vec<(String, u32)> = inverted
        .terms
        .iter()
        .filter(|known| known.postings.len() >= least)
        .filter_map(|known| Some((forms.get(known.term.as_str())?.clone(), known.postings.len() as u32)))
        .filter(|(form, _)| form.chars().count() >= 4 && form.chars().all(char::is_alphabetic))
        .collect();
    words.sort_unstable();
    words
}

fn facets(
    site: &Site,
    language: &str,
    documents: &[Document],
    word: &dyn Fn(&str) -> String,
) -> BTreeMap<&'static str, Facet> {
    let mut facets: BTreeMap<&'static str, Facet> = BTreeMap::new();
    let mut add = |facet: &'static str, slug: &str, label: &dyn Fn() -> String, doc: usize| {
        let value = facets
            .entry(facet)
            .or_default()
            .entry(slug.to_owned())
            .or_insert_with(|| FacetValue { label: label(), documents: Vec::new() });
        value.documents.push(doc as DocId);
    };
    for (doc, document) in documents.iter().enumerate() {
        for id in &document.terms {
            let term = site.term(*id);
            add(term_facet(id.vocabulary), &term.slug, &|| term.name_in(language).to_owned(), doc);
        }
        if let Coverage::Only(comuni) = &document.coverage {
            for id in comuni {
                let comune = site.comune(*id);
                add(COMUNI, &comune.slug, &|| comune.name.clone(), doc);
            }
        }
        for key in &document.access {
            add("accesso", key, &|| word(&format!("access_{key}")), doc);
        }
        if let Some(key) = document.cost {
            add("costo", key, &|| word(&format!("cost_{key}")), doc);
        }
        if let Some(status) = document.status {
            add("stato", status, &|| word(&format!("status_{status}")), doc);
        }
        match document.until {
            _ if document.is_over => {}
            Some(day) => {
                let label = || format!("{} {}", word(&format!("months_{}", day.month())), day.year());
                add("scadenza", &format!("{:04}-{:02}", day.year(), day.month()), &label, doc);
            }
            None if document.status == Some(State::Open.key()) => {
                add("scadenza", "sempre", &|| word("always_open"), doc);
            }
            None => {}
        }
    }
    facets
}
