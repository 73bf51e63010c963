//! Tantivy, wrapped: builds the inverted index in memory, walks it, and answers plain queries with it.

use ::tantivy::collector::TopDocs;
use ::tantivy::directory::RamDirectory;
use ::tantivy::postings::Postings as _;
use ::tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use ::tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use ::tantivy::tokenizer::{TokenizerManager, WhitespaceTokenizer};
use ::tantivy::{DocAddress, DocSet, Index, SegmentReader, TERMINATED, TantivyDocument, Term};

/// The number of a document: its place in the order of the index.
pub type DocId = u32;

pub const FIELDS: usize = 3;

/// Title, about (summary, terms, keywords, organisation), body: what a word in each is worth.
/// Every field costs a byte per document to whoever searches.
pub const BOOSTS: [f32; FIELDS] = [2.0, 1.5, 1.0];

/// Memory that Tantivy may take while it indexes, in bytes.
const ARENA: usize = 200_000_000;

/// The terms of a document's fields, separated by spaces.
pub type FieldTerms = [String; FIELDS];

/// A term with the documents that have it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPostings {
    pub term: String,
    pub postings: Vec<Posting>,
}

/// How often a term is in each field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub doc: DocId,
    pub frequencies: [u32; FIELDS],
}

pub struct Inverted {
    index: Index,
    fields: [Field; FIELDS],
    /// In the order of their bytes.
    pub terms: Vec<TermPostings>,
    /// The length class of each document, by field.
    pub norms: [Vec<u8>; FIELDS],
    /// The tokens of all documents, by field.
    pub tokens: [u64; FIELDS],
    pub documents: usize,
}

/// An index in memory has no disk to fail it.
const IN_MEMORY: &str = "an index in memory can be written and read";

impl Inverted {
    pub fn build(documents: Vec<FieldTerms>) -> Inverted {
        let (schema, fields) = schema();
        let count = documents.len();
        let index = write(schema, fields, documents);
        let mut inverted = Inverted {
            index,
            fields,
            terms: Vec::new(),
            norms: [const { Vec::new() }; FIELDS],
            tokens: [0; FIELDS],
            documents: count,
        };
        if count > 0 {
            inverted.walk();
        }
        inverted
    }

    fn walk(&mut self) {
        let searcher = self.index.reader().expect(IN_MEMORY).searcher();
        let segment = searcher.segment_reader(0);
        for (number, field) in self.fields.into_iter().enumerate() {
            let norms = segment.get_fieldnorms_reader(field).expect(IN_MEMORY);
            self.norms[number] = (0..self.documents as DocId).map(|doc| norms.fieldnorm_id(doc)).collect();
            self.tokens[number] = segment.inverted_index(field).expect(IN_MEMORY).total_num_tokens();
        }
        let mut found: Vec<TermPostings> = Vec::new();
        for (number, field) in self.fields.into_iter().enumerate() {
            found.extend(field_terms(segment, field, number));
        }
        found.sort_by(|a, b| a.term.cmp(&b.term));
        self.terms = found.chunk_by(|a, b| a.term == b.term).map(merge).collect();
    }

    pub fn find(&self, term: &str) -> Option<&TermPostings> {
        let at = self.terms.binary_search_by(|known| known.term.as_str().cmp(term)).ok()?;
        Some(&self.terms[at])
    }

    /// Whether some document has all the terms.
    pub fn has_all(&self, terms: &[String]) -> bool {
        let lists: Option<Vec<&TermPostings>> = terms.iter().map(|term| self.find(term)).collect();
        let Some([first, others @ ..]) = lists.as_deref() else { return false };
        let has = |list: &TermPostings, doc| list.postings.binary_search_by_key(&doc, |posting| posting.doc).is_ok();
        first.postings.iter().any(|posting| others.iter().all(|list| has(list, posting.doc)))
    }

    /// The plain query, answered by Tantivy itself: what every other answer is measured against.
    pub fn plain(&self, terms: &[String], limit: usize) -> Vec<(DocId, f32)> {
        if self.documents == 0 || terms.is_empty() {
            return Vec::new();
        }
        let clauses = terms.iter().flat_map(|term| {
            self.fields.into_iter().zip(BOOSTS).map(move |(field, boost)| {
                let query = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)) as Box<dyn Query>)
            })
        });
        let query = BooleanQuery::new(clauses.collect());
        let searcher = self.index.reader().expect(IN_MEMORY).searcher();
        let best = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score()).expect(IN_MEMORY);
        best.into_iter().map(|(score, DocAddress { doc_id, .. })| (doc_id, score)).collect()
    }
}

fn schema() -> (Schema, [Field; FIELDS]) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    let fields = ["title", "about", "body"].map(|name| schema.add_text_field(name, options.clone()));
    (schema.build(), fields)
}

/// One segment: documents keep the order in which they are given.
fn write(schema: Schema, fields: [Field; FIELDS], documents: Vec<FieldTerms>) -> Index {
    let tokenizers = TokenizerManager::new();
    tokenizers.register("whitespace", WhitespaceTokenizer::default());
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), ARENA)
        .expect(IN_MEMORY);
    for texts in documents {
        let mut document = TantivyDocument::default();
        for (field, text) in fields.into_iter().zip(texts) {
            document.add_text(field, text);
        }
        writer.add_document(document).expect(IN_MEMORY);
    }
    writer.finalize().expect(IN_MEMORY)
}

/// The terms of a field, in order; `number` is its place among the fields.
fn field_terms(segment: &SegmentReader, field: Field, number: usize) -> Vec<TermPostings> {
    let inverted = segment.inverted_index(field).expect(IN_MEMORY);
    let mut stream = inverted.terms().stream().expect(IN_MEMORY);
    let mut terms = Vec::new();
    while stream.advance() {
        let mut list =
            inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs).expect(IN_MEMORY);
        let mut postings = Vec::with_capacity(stream.value().doc_freq as usize);
        while list.doc() != TERMINATED {
            let mut frequencies = [0; FIELDS];
            frequencies[number] = list.term_freq();
            postings.push(Posting { doc: list.doc(), frequencies });
            list.advance();
        }
        terms.push(TermPostings { term: String::from_utf8_lossy(stream.key()).into_owned(), postings });
    }
    terms
}

/// The lists of one term in several fields → one list.
fn merge(lists: &[TermPostings]) -> TermPostings {
    let mut postings: Vec<Posting> = lists.iter().flat_map(|list| list.postings.iter().copied()).collect();
    postings.sort_by_key(|posting| posting.doc);
    postings.dedup_by(|next, kept| {
        let is_same = next.doc == kept.doc;
        if is_same {
            for (kept, next) in kept.frequencies.iter_mut().zip(next.frequencies) {
                *kept += next;
            }
        }
        is_same
    });
    TermPostings { term: lists[0].term.clone(), postings }
}
