//! The state of a board as its office needs it: what is about to change, what is old, what is missing,
//! where nothing is offered. One value, drawn for a terminal ([`text`]), for the browser ([`html`]) and
//! for programs ([`table`]).

mod contacts;
mod coverage;
mod expiring;
mod faults;
mod group;
pub mod html;
mod missing;
mod past;
mod reading;
mod stale;
pub mod table;
mod territory;
pub mod text;
mod translations;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::{Level, Report};
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::entry::{Entry, EntryKind};
use crate::model::route::{Route, Subject};
use crate::model::site::Site;

pub use coverage::Matrix;
pub use missing::{MissingFact, missing_facts};
pub use words::count;

/// One thing to do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Item {
    /// Under which heading of its section.
    pub group: Option<String>,
    /// What is read first: `tra 3 giorni`, `mai`, `38`.
    pub mark: String,
    pub tone: Tone,
    pub title: String,
    pub file: String,
    pub line: Option<usize>,
    /// Its page on the site, from the root.
    pub page: Option<String>,
    pub fact: String,
    pub todo: String,
}

/// How much haste there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Alarm,
    Soon,
    #[default]
    Calm,
}

/// A part of the picture: how it is called, and how its items are found.
#[derive(Debug)]
pub struct Section {
    /// What is typed to see it alone.
    pub key: &'static str,
    pub title: &'static str,
    /// Said when there is nothing to do.
    pub fine: &'static str,
    list: List,
}

#[derive(Debug)]
enum List {
    /// From the files as they are written.
    Files(fn(&Files) -> Vec<Item>),
    /// From what they mean together.
    Board(fn(&Board) -> Vec<Item>),
}

/// Every section, most urgent first.
pub static SECTIONS: &[&Section] = &[
    &faults::SECTION,
    &expiring::SECTION,
    &past::SECTION,
    &stale::SECTION,
    &contacts::SECTION,
    &territory::SECTION,
    &coverage::SECTION,
    &reading::SECTION,
    &translations::SECTION,
    &missing::SECTION,
];

/// The files of a board, and what is wrong with them.
#[derive(Clone, Copy)]
pub struct Files<'d> {
    pub drafts: &'d Drafts,
    pub report: &'d Report,
    pub today: Date,
}

/// A site beside the files that it was made of.
struct Board<'d> {
    files: Files<'d>,
    site: &'d Site,
    originals: BTreeMap<(EntryKind, &'d str), &'d Draft>,
}

impl<'d> Board<'d> {
    fn new(files: Files<'d>, site: &'d Site) -> Board<'d> {
        let originals = files.drafts.entries().map(|(kind, draft)| ((kind, draft.slug.as_str()), draft)).collect();
        Board { files, site, originals }
    }

    /// Published entries that are not over, each with its file.
    fn current(&self) -> impl Iterator<Item = (&'d Entry, &'d Draft)> {
        self.published().filter(|(entry, _)| !self.site.state(entry).is_archived())
    }

    fn published(&self) -> impl Iterator<Item = (&'d Entry, &'d Draft)> {
        let file = |entry: &'d Entry| Some((entry, *self.originals.get(&(entry.kind, entry.slug.as_str()))?));
        self.site.entries.iter().map(Arc::as_ref).filter_map(file)
    }

    fn item(&self, (entry, draft): (&Entry, &Draft)) -> Item {
        Item {
            title: entry.texts.title.clone(),
            file: draft.source.path.clone(),
            page: Some(Route::from(Subject::Entry(entry.kind, entry.slug.clone())).path()),
            ..Item::default()
        }
    }
}

/// The numbers that come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub services: usize,
    pub projects: usize,
    pub opportunities: usize,
    /// Of those, how many are over.
    pub archived: usize,
    /// Held back by their authors.
    pub drafts: usize,
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
}

impl Counts {
    fn new(files: &Files, site: Option<&Site>) -> Counts {
        let entries = site.map_or(&[][..], |site| site.entries.as_slice());
        let of_kind = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
        let level = |level| files.report.count(level);
        Counts {
            services: of_kind(EntryKind::Servizio),
            projects: of_kind(EntryKind::Progetto),
            opportunities: of_kind(EntryKind::Opportunita),
            archived: entries.iter().filter(|entry| site.is_some_and(|site| site.state(entry).is_archived())).count(),
            drafts: files.drafts.entries().filter(|(_, draft)| draft.is_unfinished()).count(),
            errors: level(Level::Error),
            warnings: level(Level::Warning),
            advice: level(Level::Advice),
        }
    }
}

/// A section with what it found; nothing can be found of a board that could not be understood.
#[derive(Debug)]
pub struct Listed {
    pub section: &'static Section,
    pub items: Option<Vec<Item>>,
}

impl Listed {
    fn is_fine(&self) -> bool {
        self.items.as_ref().is_some_and(Vec::is_empty) && self.section.key != coverage::SECTION.key
    }
}

#[derive(Debug)]
pub struct Status {
    pub board: String,
    pub today: Date,
    pub counts: Counts,
    pub sections: Vec<Listed>,
    pub coverage: Option<Matrix>,
}

impl Status {
    /// `site` may lack what is wrong, and is none when nothing is right.
    pub fn new(files: Files, site: Option<&Site>) -> Status {
        let board = site.map(|site| Board::new(files, site));
        let list = |section: &&'static Section| Listed {
            section,
            items: match section.list {
                List::Files(list) => Some(list(&files)),
                List::Board(list) => board.as_ref().map(list),
            },
        };
        Status {
            board: files.drafts.board().and_then(|board| board.fields.text("titolo")).unwrap_or("Bacheca").to_owned(),
            today: files.today,
            counts: Counts::new(&files, site),
            sections: SECTIONS.iter().map(list).collect(),
            coverage: site.map(Matrix::of),
        }
    }

    /// Only the sections with these keys; all of them if none is named.
    pub fn only(mut self, keys: &[String]) -> Status {
        if !keys.is_empty() {
            self.sections.retain(|listed| keys.iter().any(|key| key == listed.section.key));
            self.coverage = self.coverage.filter(|_| keys.iter().any(|key| key == coverage::SECTION.key));
        }
        self
    }
}

/// How a file calls what it is about.
fn title_of(draft: &Draft) -> &str {
    ["titolo", "nome"].iter().find_map(|key| draft.fields.text(key)).unwrap_or(&draft.slug)
}

/// The file of an organisation.
fn organization<'d>(drafts: &'d Drafts, slug: &str) -> Option<&'d Draft> {
    drafts.of(DraftKind::Organization).find(|draft| draft.slug == slug)
}
