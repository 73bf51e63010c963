//! The map of the site for people: every page, under what it belongs to.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::entry::EntryKind;
use crate::model::id::EntryId;
use crate::model::route::{OPEN_DATA, Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::render::view::{self, Link, plural_key};

/// Above this many, a list's first page is a better map than the map.
const MAX_ENTRIES: usize = 300;

#[derive(Serialize)]
struct Section {
    title: String,
    url: Option<String>,
    links: Vec<Link>,
}

impl Drawer<'_> {
    pub fn site_map(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::SiteMap);
        if !self.wants(&route) {
            return Ok(());
        }
        let page = Page::new(route.clone(), "sitemap", self.word("site_map"), self.word("site_map_intro"));
        self.put(&route, "pages/sitemap.html", &self.view(page), "sections", &self.sections())
    }

    fn sections(&self) -> Vec<Section> {
        let (site, renderer, catalog) = (self.context.site, self.context.renderer, self.context.catalog);
        let section = |key: &str, subject: Subject, links: Vec<Link>| Section {
            title: self.word(key),
            url: Some(renderer.href(self.language, subject)),
            links,
        };
        let mut sections = vec![self.general()];
        for kind in EntryKind::ALL {
            sections.push(section(plural_key(kind), Subject::Kind(kind), self.map_links(catalog.kind(kind))));
        }
        for (vocabulary, key) in WITH_PAGES.into_iter().zip(["needs", "audiences", "areas"]) {
            let terms =
                catalog.used_terms(site, vocabulary).map(|(term, _)| renderer.term_link(self.language, term)).collect();
            sections.push(section(key, Subject::Terms(vocabulary), terms));
        }
        let comuni = site.comune_ids().map(|id| renderer.comune_link(self.language, id)).collect();
        sections.push(section("comuni", Subject::Comuni, comuni));
        let organizations =
            site.organization_ids().take(MAX_ENTRIES).map(|id| renderer.organization_link(self.language, id)).collect();
        sections.push(section("organizations", Subject::Organizations, organizations));
        sections
    }

    fn general(&self) -> Section {
        let lists = [
            ("home", Subject::Home),
            ("search", Subject::Search(None)),
            ("map", Subject::Map),
            ("saved", Subject::SavedList),
            ("needs", Subject::Terms(Vocabulary::Needs)),
            ("deadlines", Subject::Deadlines),
            ("news", Subject::News),
            ("archive", Subject::Archive),
            ("operators", Subject::Operators),
            ("useful_numbers", Subject::UsefulNumbers),
            ("open_data", Subject::OpenData),
        ];
        let lists = lists.map(|(key, subject)| self.context.renderer.link(self.language, self.word(key), subject));
        let fixed =
            self.context.site.pages.iter().filter(|page| page.lang == self.language.prefix && page.slug != OPEN_DATA);
        let fixed =
            fixed.map(|page| self.context.renderer.link(self.language, &page.title, Subject::Fixed(page.slug.clone())));
        let in_first_language = view::in_first_language(self.context.renderer, self.language);
        Section {
            title: self.word("site_map_general"),
            url: None,
            links: lists.into_iter().chain(fixed).chain(in_first_language).collect(),
        }
    }

    fn map_links(&self, ids: &[EntryId]) -> Vec<Link> {
        if ids.len() > MAX_ENTRIES { Vec::new() } else { self.entry_links(ids.iter().copied()) }
    }

    /// Entries by their titles.
    pub fn entry_links(&self, ids: impl Iterator<Item = EntryId>) -> Vec<Link> {
        let renderer = self.context.renderer;
        let link = |id: EntryId| {
            let entry = self.context.site.entry(id);
            let label = entry.texts_in(self.language.lang.as_str()).title.clone();
            Link {
                label,
                url: renderer.urls.local(&renderer.entry_route(self.language, entry).path()),
                count: None,
                lang: renderer.foreign(self.language, entry.translations.contains_key(self.language.lang.as_str())),
            }
        };
        ids.map(link).collect()
    }
}
