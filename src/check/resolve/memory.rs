//! Entries resolved before: while the names on the board stay the same, one whose files have not changed
//! is what it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Names;
use crate::model::draft::Draft;
use crate::model::entry::{Entry, EntryKind};

#[derive(Debug, Default)]
pub struct Memory {
    names: Names,
    entries: BTreeMap<(EntryKind, String), Resolved>,
}

/// An entry, and all that it was made from.
#[derive(Debug)]
pub struct Resolved {
    pub draft: Arc<Draft>,
    pub translations: Vec<Arc<Draft>>,
    pub sensitive: bool,
    pub entry: Arc<Entry>,
}

impl Resolved {
    fn is_from(&self, draft: &Arc<Draft>, translations: &[Arc<Draft>], sensitive: bool) -> bool {
        let same = |(own, other): (&Arc<Draft>, &Arc<Draft>)| Arc::ptr_eq(own, other);
        Arc::ptr_eq(&self.draft, draft)
            && self.sensitive == sensitive
            && self.translations.len() == translations.len()
            && self.translations.iter().zip(translations).all(same)
    }
}

impl Memory {
    /// Forgets everything when a name has come, gone or changed its place.
    pub(super) fn on(&mut self, names: &Names) {
        if self.names != *names {
            self.entries.clear();
        }
    }

    pub(super) fn recall(
        &self,
        kind: EntryKind,
        draft: &Arc<Draft>,
        translations: &[Arc<Draft>],
        sensitive: bool,
    ) -> Option<Arc<Entry>> {
        let known = self.entries.get(&(kind, draft.slug.clone()))?;
        known.is_from(draft, translations, sensitive).then(|| Arc::clone(&known.entry))
    }

    pub(super) fn keep(&mut self, names: Names, resolved: Vec<Resolved>) {
        self.names = names;
        self.entries = resolved.into_iter().map(|one| ((one.entry.kind, one.entry.slug.clone()), one)).collect();
    }
}
