//! A board seen as a directory of human services: what its objects are called for ever, and the words they share.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::objects::{Attribute, Taxonomy, TaxonomyTerm};
use crate::model::entry::Entry;
use crate::model::id::{OrganizationId, TermId};
use crate::model::identity::{entry_uuid, uuid};
use crate::model::route::{Route, Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::model::site::Site;
use crate::output::Context;
use crate::render::strings::Strings;

/// The board in its first language: the specification has no place for others.
pub struct Directory<'c> {
    pub site: &'c Site,
    pub strings: &'c Strings,
    context: &'c Context<'c>,
    terms: BTreeMap<TermId, TaxonomyTerm<'c>>,
}

impl<'c> Directory<'c> {
    pub fn of(context: &'c Context<'c>) -> Directory<'c> {
        let strings = &context.renderer.languages[0].strings;
        let mut directory = Directory { site: context.site, strings, context, terms: BTreeMap::new() };
        let all = Vocabulary::ALL.into_iter().flat_map(|vocabulary| context.site.term_ids(vocabulary));
        directory.terms = all.map(|term| (term, directory.term(term))).collect();
        directory
    }

    /// Entries that a directory for citizens lists; what is over stays, and says so.
    pub fn entries(&self) -> impl Iterator<Item = &'c Entry> + use<'c> {
        self.site.entries.iter().map(|entry| &**entry).filter(|entry| !entry.for_professionals)
    }

    pub fn absolute(&self, subject: Subject) -> String {
        self.file(&Route::from(subject).path())
    }

    /// The address of a file of the site.
    pub fn file(&self, path: &str) -> String {
        self.context.renderer.urls.absolute(path)
    }

    pub fn organization_id(&self, id: OrganizationId) -> Uuid {
        uuid(&self.site.board, "ente", &self.site.organization(id).slug)
    }

    /// The parts of an entry.
    pub fn parts_of_entry(&self, entry: &Entry) -> Parts<'c> {
        let name = format!("{}/{}", entry.kind.folder(), entry.slug);
        Parts { id: entry_uuid(&self.site.board, entry), site: self.site, name }
    }

    /// The parts of an organisation.
    pub fn parts_of_organization(&self, id: OrganizationId) -> Parts<'c> {
        let name = format!("enti/{}", self.site.organization(id).slug);
        Parts { id: self.organization_id(id), site: self.site, name }
    }

    pub fn taxonomies(&self) -> Vec<Taxonomy> {
        Vocabulary::ALL
            .into_iter()
            .map(|vocabulary| Taxonomy {
                id: self.taxonomy_id(vocabulary),
                name: self.taxonomy_name(vocabulary),
                description: self.strings.fill("taxonomy_of", &[("x", &self.site.board.title)]),
            })
            .collect()
    }

    pub fn taxonomy_terms(&self) -> Vec<&TaxonomyTerm<'c>> {
        self.terms.values().collect()
    }

    /// Under what an entry is found.
    pub fn attributes<'d>(&'d self, entry: &Entry, entity: &'static str) -> Vec<Attribute<'d>> {
        let category = entry.opportunity().map(|opportunity| opportunity.category);
        let terms = entry.needs.iter().chain(&entry.audiences).chain(&entry.areas).chain(&category);
        let parts = self.parts_of_entry(entry);
        terms
            .map(|term| {
                let taxonomy_term = &self.terms[term];
                Attribute {
                    id: parts.part("attribute", &taxonomy_term.code),
                    link_id: parts.id,
                    taxonomy_term_id: taxonomy_term.id,
                    link_type: link_type(term.vocabulary),
                    link_entity: entity,
                    taxonomy_term,
                }
            })
            .collect()
    }

    fn taxonomy_id(&self, vocabulary: Vocabulary) -> Uuid {
        uuid(&self.site.board, "vocabolario", vocabulary.name())
    }

    fn taxonomy_name(&self, vocabulary: Vocabulary) -> String {
        self.strings.get(match vocabulary {
            Vocabulary::Needs => "needs",
            Vocabulary::Audiences => "audiences",
            Vocabulary::Areas => "areas",
            Vocabulary::Types => "types",
        })
    }

    fn term(&self, id: TermId) -> TaxonomyTerm<'c> {
        let term = self.site.term(id);
        let code = format!("{}/{}", id.vocabulary.name(), term.slug);
        let has_page = WITH_PAGES.contains(&id.vocabulary);
        TaxonomyTerm {
            id: uuid(&self.site.board, "voce", &code),
            name: &term.name,
            // Required: where nobody explains the term, its name is all that is known.
            description: term.description.as_deref().unwrap_or(&term.name),
            taxonomy: self.taxonomy_name(id.vocabulary),
            language: self.site.default_lang().as_str(),
            taxonomy_id: self.taxonomy_id(id.vocabulary),
            term_uri: has_page.then(|| self.absolute(Subject::Term(id.vocabulary, term.slug.clone()))),
            code,
        }
    }
}

fn link_type(vocabulary: Vocabulary) -> &'static str {
    match vocabulary {
        Vocabulary::Needs => "need",
        Vocabulary::Audiences => "intended_audience",
        Vocabulary::Areas => "policy_area",
        Vocabulary::Types => "service_type",
    }
}

/// Something of the board, by which its parts are identified.
pub struct Parts<'s> {
    pub id: Uuid,
    site: &'s Site,
    name: String,
}

impl Parts<'_> {
    /// The identifier of a part, from what it says: it does not change when others come before it.
    pub fn part(&self, kind: &str, content: &str) -> Uuid {
        uuid(&self.site.board, kind, &format!("{}/{content}", self.name))
    }
}

/// The same thing said twice is one thing.
pub fn distinct<T>(items: impl IntoIterator<Item = T>, id: impl Fn(&T) -> Uuid) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| id(other) == id(&item)) {
            kept.push(item);
        }
    }
    kept
}
