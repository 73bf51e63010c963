//! Groups of alternatives → documents in order. Scores are Tantivy's BM25.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use ::tantivy::query::Bm25Weight;

use super::SearchIndex;
use super::document::Kind;
use super::expand::{Group, Match, Query};
use super::inverted::{BOOSTS, DocId, FIELDS, Posting};
use super::synonym::COMUNI;
use crate::model::catalog::sort_key;
use crate::model::entry::Coverage;

/// Which documents are wanted.
#[derive(Debug, Default)]
pub struct Filters {
    /// By the names of [`Kind`]; empty for all.
    pub kinds: Vec<String>,
    /// By facet: documents under one of the values of each.
    pub facets: BTreeMap<String, Vec<String>>,
    /// The Comune of whoever asks: what is not valid there comes after.
    pub comune: Option<String>,
}

impl Filters {
    /// Whether anything is asked of a document besides words.
    fn are_chosen(&self) -> bool {
        !self.kinds.is_empty() || !self.facets.is_empty()
    }
}

/// A document found.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    pub doc: DocId,
    pub score: f32,
    /// Whether every known word of the query is in it, in its own way: of four words, one may lack.
    pub is_complete: bool,
    /// Whether every known word of the query is in its title.
    pub is_in_title: bool,
    /// Whether it is not valid in the Comune of whoever asks.
    pub is_elsewhere: bool,
}

/// The answer to a query.
#[derive(Debug)]
pub struct Answer {
    pub groups: Vec<Group>,
    /// In order.
    pub results: Vec<Scored>,
}

impl Answer {
    /// How many of the first results have every known word.
    pub fn complete(&self) -> usize {
        self.results.iter().filter(|result| result.is_complete).count()
    }

    /// The terms that were looked for, to be marked in what was found.
    pub fn terms(&self) -> Vec<&str> {
        let mut terms: Vec<&str> = self
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .flat_map(|alternative| match &alternative.found {
                Match::Terms(terms) => terms.as_slice(),
                _ => &[],
            })
            .map(String::as_str)
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// Why a document has its score.
#[derive(Debug)]
pub struct Explanation {
    /// For each group that the document satisfies: its index, the best alternative's, what it gives.
    pub parts: Vec<Part>,
    /// Groups satisfied, of how many.
    pub matched: usize,
    pub groups: usize,
}

#[derive(Debug)]
pub struct Part {
    pub group: usize,
    pub alternative: usize,
    /// Weight included.
    pub score: f32,
    /// What each term gives in each field, weight left out.
    pub fields: Vec<(String, usize, u32, f32)>,
}

/// What the words of a query weigh: one scorer per term, for all its fields.
struct TermScorer<'i> {
    index: &'i SearchIndex,
    weights: [Option<Bm25Weight>; FIELDS],
}

impl TermScorer<'_> {
    fn field(&self, posting: &Posting, field: usize) -> Option<f32> {
        let weight = self.weights[field].as_ref().filter(|_| posting.frequencies[field] > 0)?;
        let norm = self.index.inverted.norms[field][posting.doc as usize];
        Some(weight.score(norm, posting.frequencies[field]))
    }

    fn score(&self, posting: &Posting) -> f32 {
        (0..FIELDS).filter_map(|field| self.field(posting, field)).sum()
    }
}

/// Documents whose title has every word of the query are worth so much more; those whose title has
/// nothing else, so much.
const IN_TITLE: f32 = 1.3;
const WHOLE_TITLE: f32 = 2.0;

/// What a document gets from one group, or from all of them.
#[derive(Clone, Copy, Default)]
struct Hit {
    score: f32,
    /// Groups in which it has a score, and those whose words are in its title.
    groups: usize,
    in_title: usize,
    /// Found by something else than being valid everywhere.
    is_own: bool,
}

impl SearchIndex {
    pub fn search(&self, query: &Query, filters: &Filters) -> Answer {
        let groups = self.expand(query);
        let known: Vec<&Group> = groups.iter().filter(|group| !group.alternatives.is_empty()).collect();
        let mut totals: BTreeMap<DocId, Hit> = BTreeMap::new();
        for (doc, hit) in known.iter().flat_map(|group| self.group_hits(group)) {
            let total = totals.entry(doc).or_default();
            total.score += hit.score;
            total.groups += 1;
            total.in_title += usize::from(hit.in_title > 0);
            total.is_own |= hit.is_own;
        }
        let mut results: Vec<Scored> = totals
            .into_iter()
            .filter(|(doc, hit)| hit.is_own && self.is_wanted(*doc, filters))
            .map(|(doc, hit)| self.scored(doc, hit, known.len(), filters))
            .collect();
        results.sort_by(|a, b| self.compare(a, b));
        if query.letters == 0 && filters.are_chosen() {
            results = self.list(filters);
        }
        Answer { groups, results }
    }

    /// Without words: all that passes the filters, by title.
    fn list(&self, filters: &Filters) -> Vec<Scored> {
        let documents = (0..self.documents.len() as DocId).filter(|doc| self.is_wanted(*doc, filters));
        let none = Hit::default();
        let mut results: Vec<Scored> = documents.map(|doc| self.scored(doc, none, 0, filters)).collect();
        results.sort_by_cached_key(|found| sort_key(&self.documents[found.doc as usize].title));
        results.sort_by_key(|found| self.rank(found));
        results
    }

    fn scored(&self, doc: DocId, hit: Hit, groups: usize, filters: &Filters) -> Scored {
        let document = &self.documents[doc as usize];
        let is_in_title = groups > 0 && hit.in_title == groups;
        let title = match is_in_title {
            true if self.title_length(doc) <= groups => WHOLE_TITLE,
            true => IN_TITLE,
            false => 1.0,
        };
        Scored {
            doc,
            score: hit.score * document.kind.prior() * title,
            is_complete: hit.groups >= groups - groups / 4,
            is_in_title,
            is_elsewhere: filters.comune.as_ref().is_some_and(|comune| !self.is_valid_in(doc, comune)),
        }
    }

    /// In terms; exact up to 39.
    fn title_length(&self, doc: DocId) -> usize {
        usize::from(self.inverted.norms[0][doc as usize])
    }

    fn compare(&self, a: &Scored, b: &Scored) -> Ordering {
        self.rank(a).cmp(&self.rank(b)).then(b.score.total_cmp(&a.score)).then(a.doc.cmp(&b.doc))
    }

    /// What comes before the score: complete, not over, not for professionals, valid here.
    fn rank(&self, scored: &Scored) -> (bool, bool, bool, bool) {
        let document = &self.documents[scored.doc as usize];
        let put_off = |reason: bool| reason && !scored.is_in_title;
        (!scored.is_complete, put_off(document.is_over), put_off(document.for_professionals), scored.is_elsewhere)
    }

    /// The best that each document gets from the alternatives of a group.
    fn group_hits(&self, group: &Group) -> BTreeMap<DocId, Hit> {
        let mut best: BTreeMap<DocId, Hit> = BTreeMap::new();
        for alternative in &group.alternatives {
            for (doc, score, is_in_title) in self.scores(&alternative.found) {
                let known = best.entry(doc).or_default();
                known.score = known.score.max(score * alternative.weight);
                known.in_title += usize::from(is_in_title);
                known.is_own |= alternative.found != Match::Everywhere;
            }
        }
        best
    }

    /// Documents, their scores, and whether all that is looked for is in their titles.
    fn scores(&self, found: &Match) -> Vec<(DocId, f32, bool)> {
        match found {
            Match::Terms(terms) => self.all_terms(terms),
            Match::Facet { facet, slug } => self.under(facet, slug).iter().map(|doc| (*doc, 1.0, false)).collect(),
            Match::Everywhere => {
                let everywhere = |doc: &DocId| self.documents[*doc as usize].coverage == Coverage::District;
                (0..self.documents.len() as DocId).filter(everywhere).map(|doc| (doc, 1.0, false)).collect()
            }
        }
    }

    /// Documents that have all the terms, with the mean of their scores: many words are not worth more
    /// than the one that they stand for.
    fn all_terms(&self, terms: &[String]) -> Vec<(DocId, f32, bool)> {
        let mut sums: BTreeMap<DocId, (f32, usize, usize)> = BTreeMap::new();
        for term in terms {
            let scorer = self.scorer(term);
            for posting in self.postings(term) {
                let sum = sums.entry(posting.doc).or_default();
                sum.0 += scorer.score(posting);
                sum.1 += 1;
                sum.2 += usize::from(posting.frequencies[0] > 0);
            }
        }
        let whole = sums.into_iter().filter(|(_, (_, found, _))| *found == terms.len());
        whole.map(|(doc, (sum, _, in_title))| (doc, sum / terms.len() as f32, in_title == terms.len())).collect()
    }

    fn postings(&self, term: &str) -> &[Posting] {
        self.inverted.find(term).map_or(&[], |known| &known.postings)
    }

    fn scorer(&self, term: &str) -> TermScorer<'_> {
        let postings = self.postings(term);
        let documents = self.inverted.documents as u64;
        let weights = std::array::from_fn(|field| {
            let frequency = postings.iter().filter(|posting| posting.frequencies[field] > 0).count() as u64;
            let average = self.inverted.tokens[field] as f32 / documents as f32;
            (frequency > 0).then(|| {
                Bm25Weight::for_one_term_without_explain(frequency, documents, average).boost_by(BOOSTS[field])
            })
        });
        TermScorer { index: self, weights }
    }

    fn under(&self, facet: &str, slug: &str) -> &[DocId] {
        let value = self.facets.get(facet).and_then(|values| values.get(slug));
        value.map_or(&[], |value| &value.documents)
    }

    fn is_valid_in(&self, doc: DocId, comune: &str) -> bool {
        self.documents[doc as usize].coverage == Coverage::District
            || self.under(COMUNI, comune).binary_search(&doc).is_ok()
    }

    fn is_wanted(&self, doc: DocId, filters: &Filters) -> bool {
        let kind: Kind = self.documents[doc as usize].kind;
        let is_under = |(facet, values): (&String, &Vec<String>)| {
            values.iter().any(|slug| match facet.as_str() {
                COMUNI => self.is_valid_in(doc, slug),
                facet => self.under(facet, slug).binary_search(&doc).is_ok(),
            })
        };
        (filters.kinds.is_empty() || filters.kinds.iter().any(|name| name == kind.name()))
            && filters.facets.iter().all(is_under)
    }

    /// Why a document has its score.
    pub fn explain(&self, groups: &[Group], doc: DocId) -> Explanation {
        let known = || groups.iter().enumerate().filter(|(_, group)| !group.alternatives.is_empty());
        let parts: Vec<Part> = known().filter_map(|(at, group)| self.part(at, group, doc)).collect();
        Explanation { matched: parts.len(), parts, groups: known().count() }
    }

    fn part(&self, at: usize, group: &Group, doc: DocId) -> Option<Part> {
        let score_of =
            |found: &Match| self.scores(found).into_iter().find(|(found, ..)| *found == doc).map(|(_, score, _)| score);
        let (alternative, score) = group
            .alternatives
            .iter()
            .enumerate()
            .filter_map(|(number, alternative)| Some((number, score_of(&alternative.found)? * alternative.weight)))
            .max_by(|(first, a), (second, b)| a.total_cmp(b).then(second.cmp(first)))?;
        let fields = match &group.alternatives[alternative].found {
            Match::Terms(terms) => terms.iter().flat_map(|term| self.field_scores(term, doc)).collect(),
            _ => Vec::new(),
        };
        Some(Part { group: at, alternative, score, fields })
    }

    fn field_scores(&self, term: &str, doc: DocId) -> Vec<(String, usize, u32, f32)> {
        let scorer = self.scorer(term);
        let Some(posting) = self.postings(term).iter().find(|posting| posting.doc == doc) else { return Vec::new() };
        (0..FIELDS)
            .filter_map(|field| {
                Some((term.to_owned(), field, posting.frequencies[field], scorer.field(posting, field)?))
            })
            .collect()
    }
}
