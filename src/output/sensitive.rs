//! The pages of delicate entries and terms: whoever opens the device must not find them there, so nobody
//! may store them.

use std::collections::BTreeSet;

use super::Context;
use crate::model::route::{Route, Subject, WITH_PAGES};

/// Their paths from the site's own root, in every language.
pub fn pages(context: &Context) -> BTreeSet<String> {
    let site = context.site;
    let entries = site.entries.iter().filter(|entry| entry.sensitive);
    let mut subjects: Vec<Subject> = entries.map(|entry| Subject::Entry(entry.kind, entry.slug.clone())).collect();
    for vocabulary in WITH_PAGES {
        let terms = site.terms(vocabulary).iter().filter(|term| term.sensitive);
        subjects.extend(terms.map(|term| Subject::Term(vocabulary, term.slug.clone())));
    }
    let languages = &context.renderer.languages;
    let paths = |subject: Subject| {
        languages.iter().map(move |language| Route::from(subject.clone()).in_lang(language.prefix.as_deref()).path())
    };
    subjects.into_iter().flat_map(paths).collect()
}
