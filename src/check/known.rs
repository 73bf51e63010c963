//! The names that content may refer to, gathered once before the rules run.

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::entry::{EntryKind, section_id};
use crate::model::node::Node;
use crate::model::route::{Route, Subject, WITH_PAGES};
use crate::model::schema::{Target, Vocabulary};

/// Slugs by what they name.
#[derive(Debug, Default)]
pub struct Names<'d> {
    slugs: BTreeMap<Target, BTreeSet<&'d str>>,
    /// Targets whose file is missing or unreadable: nothing can be said of references to them.
    unknown: BTreeSet<Target>,
    /// `servizi/casa`, and whether it is held back by its author.
    entries: BTreeMap<String, bool>,
}

impl<'d> Names<'d> {
    pub fn of(drafts: &'d Drafts, edition: Edition) -> Names<'d> {
        let mut names = Names::default();
        names.add_list(Target::Comune, drafts.of(DraftKind::Comuni).next(), drafts.comuni());
        for vocabulary in Vocabulary::ALL {
            let file = drafts.of(DraftKind::Vocabulary(vocabulary)).next();
            names.add_list(Target::Term(vocabulary), file, drafts.terms(vocabulary));
        }
        names.slugs.insert(Target::Organization, BTreeSet::new());
        for draft in drafts.everything().filter(|draft| draft.lang.is_none()) {
            names.add(draft, draft.is_unfinished() && !edition.with_drafts);
        }
        names
    }

    fn add(&mut self, draft: &'d Draft, held_back: bool) {
        match draft.kind {
            DraftKind::Organization => {
                self.slugs.entry(Target::Organization).or_default().insert(&draft.slug);
            }
            DraftKind::Entry(kind) => {
                self.entries.insert(format!("{}/{}", kind.folder(), draft.slug), held_back);
            }
            _ => {}
        }
    }

    fn add_list(&mut self, target: Target, file: Option<&'d Draft>, items: &'d [Node]) {
        if !file.is_some_and(Draft::is_readable) {
            self.unknown.insert(target);
        }
        self.slugs.insert(target, items.iter().filter_map(|item| item.text("slug")).collect());
    }

    pub fn has(&self, target: Target, slug: &str) -> bool {
        self.unknown.contains(&target) || self.slugs.get(&target).is_some_and(|slugs| slugs.contains(slug))
    }

    pub fn of_target(&self, target: Target) -> impl Iterator<Item = &'d str> + Clone {
        self.slugs.get(&target).into_iter().flatten().copied()
    }

    /// Whether an entry, named `servizi/casa`, exists and is not held back.
    pub fn entry(&self, name: &str) -> EntryKnown {
        match self.entries.get(name) {
            None => EntryKnown::Missing,
            Some(true) => EntryKnown::HeldBack,
            Some(false) => EntryKnown::Present,
        }
    }

    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// All of it as one text, to tell whether anything has changed.
    pub fn digest(&self) -> String {
        format!("{:?}", self)
    }
}

/// The names, the organisations, and the pages of the site with their anchors.
pub struct Known<'d> {
    pub names: &'d Names<'d>,
    organizations: BTreeMap<&'d str, &'d Draft>,
    /// Those beside the first, whose pages stand below their code.
    languages: Vec<&'d str>,
    /// Path of each page, with the file whose ids are on it (none: any is accepted).
    pages: BTreeMap<String, Option<&'d Draft>>,
}

impl<'d> Known<'d> {
    pub fn of(drafts: &'d Drafts, names: &'d Names<'d>) -> Known<'d> {
        let organizations = drafts.everything().filter(|draft| draft.kind == DraftKind::Organization);
        let mut known = Known {
            names,
            organizations: organizations.map(|draft| (draft.slug.as_str(), &**draft)).collect(),
            languages: drafts.board().map(|board| board.fields.texts("lingue").skip(1).collect()).unwrap_or_default(),
            pages: BTreeMap::new(),
        };
        known.add_pages(drafts);
        known
    }

    fn add_pages(&mut self, drafts: &'d Drafts) {
        let fixed = [
            Subject::Home,
            Subject::Comuni,
            Subject::Organizations,
            Subject::Deadlines,
            Subject::News,
            Subject::Archive,
            Subject::Operators,
            Subject::UsefulNumbers,
            Subject::SiteMap,
            Subject::Search(None),
            Subject::Map,
            Subject::SavedList,
            Subject::OpenData,
        ];
        for subject in fixed.into_iter().chain(EntryKind::ALL.map(Subject::Kind)).chain(WITH_PAGES.map(Subject::Terms))
        {
            self.add_page(subject);
        }
        for vocabulary in WITH_PAGES {
            for slug in drafts.terms(vocabulary).iter().filter_map(|term| term.text("slug")) {
                self.add_page(Subject::Term(vocabulary, slug.to_owned()));
            }
        }
        for slug in drafts.comuni().iter().filter_map(|comune| comune.text("slug")) {
            self.add_page(Subject::Comune(slug.to_owned()));
        }
        for draft in drafts.everything() {
            let subject = match draft.kind {
                DraftKind::Organization => {
                    self.add_page(Subject::Organization(draft.slug.clone()));
                    continue;
                }
                DraftKind::Page => Subject::Fixed(draft.slug.clone()),
                DraftKind::Entry(kind) => Subject::Entry(kind, draft.slug.clone()),
                _ => continue,
            };
            let route = Route::from(subject).in_lang(draft.lang.as_deref());
            self.pages.insert(route.path(), Some(draft));
        }
    }

    /// A page that the program makes in every language.
    fn add_page(&mut self, subject: Subject) {
        for lang in std::iter::once(None).chain(self.languages.clone().into_iter().map(Some)) {
            self.pages.insert(Route::from(subject.clone()).in_lang(lang).path(), None);
        }
    }

    pub fn languages(&self) -> &[&'d str] {
        &self.languages
    }

    pub fn organization(&self, slug: &str) -> Option<&'d Draft> {
        self.organizations.get(slug).copied()
    }

    /// The file of a page, if its ids can be told; none when there is no such page.
    pub fn page(&self, path: &str) -> Option<Option<&'d Draft>> {
        self.pages.get(path).copied()
    }

    pub fn page_paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKnown {
    Present,
    HeldBack,
    Missing,
}

/// The ids on a page: of its sections, of the headings in them, and of the blocks that fields make.
pub fn anchors(draft: &Draft) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = crate::model::entry::RESERVED_IDS[..2].iter().map(|id| (*id).to_owned()).collect();
    for section in &draft.sections {
        ids.insert(section_id(section.key));
        ids.extend(section.prose.headings.iter().map(|heading| heading.id.clone()));
    }
    if matches!(draft.kind, DraftKind::Entry(_)) {
        const BLOCKS: &[(&str, &str)] =
            &[("allegati", "allegati"), ("eventi", "eventi"), ("per_comune", "nel-tuo-comune")];
        ids.extend(["contatti", "accesso", "sedi-e-orari", "argomenti", "progetto", "correlati"].map(str::to_owned));
        ids.extend(BLOCKS.iter().filter(|(field, _)| draft.has(field)).map(|(_, id)| (*id).to_owned()));
    }
    ids
}
