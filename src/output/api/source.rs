//! What all files of the data have in common: how they name and address the parts of the board.

use crate::model::entry::{Coverage, Entry};
use crate::model::id::{ComuneId, OrganizationId, TermId};
use crate::model::identity::{entry_uuid, uuid};
use crate::model::route::{Route, Subject};
use crate::model::site::{Board, Site};
use crate::output::Context;
use crate::render::{Language, Renderer};

use super::FOLDER;

/// The board, as the data see it.
#[derive(Clone, Copy)]
pub struct Source<'c> {
    pub context: &'c Context<'c>,
}

impl<'c> Source<'c> {
    pub fn site(self) -> &'c Site {
        self.context.site
    }

    pub fn board(self) -> &'c Board {
        &self.context.site.board
    }

    pub fn renderer(self) -> &'c Renderer {
        self.context.renderer
    }

    /// The board's first language.
    pub fn language(self) -> &'c Language {
        &self.context.renderer.languages[0]
    }

    /// The whole address of a file of the data.
    pub fn file(self, path: &str) -> String {
        self.renderer().urls.absolute(&format!("/{FOLDER}/{path}"))
    }

    /// The whole address of a page in the first language.
    pub fn page(self, subject: Subject) -> String {
        self.renderer().urls.absolute(&Route::from(subject).path())
    }

    pub fn entry_page(self, entry: &Entry) -> String {
        self.page(Subject::Entry(entry.kind, entry.slug.clone()))
    }

    pub fn id(self, entry: &Entry) -> String {
        entry_uuid(self.board(), entry).to_string()
    }

    pub fn id_of(self, kind: &str, slug: &str) -> String {
        uuid(self.board(), kind, slug).to_string()
    }

    pub fn term(self, id: TermId) -> &'c str {
        &self.site().term(id).slug
    }

    pub fn terms(self, ids: &[TermId]) -> Vec<&'c str> {
        ids.iter().map(|id| self.term(*id)).collect()
    }

    pub fn comune(self, id: ComuneId) -> &'c str {
        &self.site().comune(id).slug
    }

    pub fn organization(self, id: OrganizationId) -> &'c str {
        &self.site().organization(id).slug
    }

    /// As authors write it: Comuni, or the one word for all of them.
    pub fn coverage(self, coverage: &Coverage) -> Vec<&'c str> {
        match coverage {
            Coverage::District => vec!["tutti"],
            Coverage::Only(comuni) => comuni.iter().map(|id| self.comune(*id)).collect(),
        }
    }
}

/// Its place among the files of whole entries, which is its place on the site too: `servizi/casa`.
pub fn name(entry: &Entry) -> String {
    format!("{}/{}", entry.kind.folder(), entry.slug)
}
