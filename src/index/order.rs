//! Orders of documents other than by score: `search-index/FORMAT.md`, Orders.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::document::Document;
use super::{DocId, SearchIndex};
use crate::model::catalog::sort_key;

impl SearchIndex {
    /// Each order by its name in addresses; a document that an order says nothing of is not in it.
    pub(super) fn orders(&self) -> BTreeMap<&'static str, Vec<DocId>> {
        let document = |doc: &DocId| &self.documents[*doc as usize];
        let mut by_name: Vec<DocId> = (0..self.documents.len() as DocId).collect();
        by_name.sort_by_cached_key(|doc| sort_key(&document(doc).title));
        // What closes, or changed, on the same day stays in the order of its names.
        let deadline = |doc: &DocId| deadline_of(document(doc));
        let mut by_deadline: Vec<DocId> = by_name.iter().copied().filter(|doc| deadline(doc).is_some()).collect();
        by_deadline.sort_by_key(deadline);
        let modified = |doc: &DocId| document(doc).modified;
        let mut by_change: Vec<DocId> = by_name.iter().copied().filter(|doc| modified(doc).is_some()).collect();
        by_change.sort_by_key(|doc| Reverse(modified(doc)));
        BTreeMap::from([("nome", by_name), ("scadenza", by_deadline), ("aggiornamento", by_change)])
    }
}

/// The last useful day, if it is still to come.
fn deadline_of(document: &Document) -> Option<jiff::civil::Date> {
    document.until.filter(|_| !document.is_over)
}
