//! The first page: search, needs, audiences, Comuni, what closes soon, what is new.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::entry::EntryKind;
use crate::model::id::{EntryId, TermId};
use crate::model::route::Subject;
use crate::model::schema::Vocabulary;
use crate::model::state::State;
use crate::render::view::{ComuneChoice, Link, TermView};
use crate::render::{Prepared, json_ld};

/// Cards of each block.
const CARDS: usize = 6;

#[derive(Serialize)]
struct Home {
    needs: Vec<TermView>,
    audiences: Vec<Link>,
    comuni: Vec<ComuneChoice>,
    closing: Vec<Prepared>,
    fresh: Vec<Prepared>,
    featured: Vec<Prepared>,
    counts: Counts,
    comuni_url: String,
    needs_url: String,
    audiences_url: String,
    deadlines_url: String,
    news_url: String,
    search_config: String,
    search_script: String,
}

#[derive(Serialize)]
struct Counts {
    services: usize,
    projects: usize,
    opportunities: usize,
}

impl Drawer<'_> {
    pub fn home(&self) -> io::Result<()> {
        let context = self.context;
        let (site, renderer, catalog) = (context.site, context.renderer, context.catalog);
        let route = renderer.route(self.language, Subject::Home);
        if !self.wants(&route) {
            return Ok(());
        }
        let href = |subject: Subject| renderer.href(self.language, subject);
        let for_citizens = |(term, _): &(TermId, usize)| !site.term(*term).for_professionals;
        let featured: Vec<EntryId> =
            catalog.news.iter().copied().filter(|id| site.entry(*id).featured).take(CARDS).collect();
        let fresh: Vec<EntryId> =
            catalog.news.iter().copied().filter(|id| !featured.contains(id)).take(CARDS).collect();
        let home = Home {
            needs: catalog
                .used_terms(site, Vocabulary::Needs)
                .filter(for_citizens)
                .map(|(term, count)| renderer.term_view(self.language, term, count))
                .collect(),
            audiences: catalog
                .used_terms(site, Vocabulary::Audiences)
                .filter(for_citizens)
                .map(|(term, count)| Link { count: Some(count), ..renderer.term_link(self.language, term) })
                .collect(),
            comuni: renderer.comune_choices(self.language),
            closing: renderer.cards(self.language, &self.closing_soon()),
            fresh: renderer.cards(self.language, &fresh),
            featured: renderer.cards(self.language, &featured),
            counts: Counts {
                services: catalog.kind(EntryKind::Servizio).len(),
                projects: catalog.kind(EntryKind::Progetto).len(),
                opportunities: catalog.kind(EntryKind::Opportunita).len(),
            },
            comuni_url: href(Subject::Comuni),
            needs_url: href(Subject::Terms(Vocabulary::Needs)),
            audiences_url: href(Subject::Terms(Vocabulary::Audiences)),
            deadlines_url: href(Subject::Deadlines),
            news_url: href(Subject::News),
            search_config: self.search_config(),
            search_script: self.search_script(),
        };
        let board = &site.board;
        let page = Page::new(renderer.route(self.language, Subject::Home), "home", &board.title, &board.description)
            .data(json_ld::website(context.renderer, self.language));
        self.put(&route, "pages/home.html", &self.view(page), "home", &home)
    }

    fn closing_soon(&self) -> Vec<EntryId> {
        let site = self.context.site;
        let mut closing: Vec<EntryId> = self
            .context
            .catalog
            .kind(EntryKind::Opportunita)
            .iter()
            .copied()
            .filter(|id| site.state(site.entry(*id)) == State::ClosingSoon)
            .collect();
        closing.sort_by_key(|id| site.entry(*id).opportunity().and_then(|opportunity| opportunity.last_day()));
        closing.truncate(CARDS);
        closing
    }
}
