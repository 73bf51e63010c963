//! The pages of delicate entries and terms: whoever opens the device must not find them there, so nobody
//! may store them.

use std::collections::BTreeSet;

use super::{Context, embed};
use crate::model::listing::BY_TERM;
use crate::model::route::{Route, Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::model::site::Site;

/// Their paths from the site's own root, in every language.
pub fn pages(context: &Context) -> BTreeSet<String> {
    let languages = &context.renderer.languages;
    let paths = |subject: Subject| {
        languages.iter().map(move |language| Route::from(subject.clone()).in_lang(language.prefix.as_deref()).path())
    };
    subjects(context.site, &WITH_PAGES).into_iter().flat_map(paths).collect()
}

/// The same, in the frames of other sites.
pub fn frames(context: &Context) -> BTreeSet<String> {
    let languages = &context.renderer.languages;
    let paths = |subject: Subject| {
        languages.iter().map(move |language| embed::folder(language, &Route::from(subject.clone()).path_in_language()))
    };
    subjects(context.site, &BY_TERM).into_iter().flat_map(paths).collect()
}

fn subjects(site: &Site, vocabularies: &[Vocabulary]) -> Vec<Subject> {
    let entries = site.entries.iter().filter(|entry| entry.sensitive);
    let mut subjects: Vec<Subject> = entries.map(|entry| Subject::Entry(entry.kind, entry.slug.clone())).collect();
    for vocabulary in vocabularies {
        let terms = site.terms(*vocabulary).iter().filter(|term| term.sensitive);
        subjects.extend(terms.map(|term| Subject::Term(*vocabulary, term.slug.clone())));
    }
    subjects
}
