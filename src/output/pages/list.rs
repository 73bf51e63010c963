//! Lists of entries, in pages of a fixed size: by kind, by term, news, archive, for professionals.

use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::index::COMUNI;
use crate::index::document::term_facet;
use crate::model::entry::EntryKind;
use crate::model::id::{EntryId, TermId};
use crate::model::route::{Route, Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::render::view::{CardView, Group, Link, plural_key};
use crate::render::{Prepared, json_ld};

/// News are the latest changes, not the whole board again.
const NEWS: usize = 100;

#[derive(Serialize)]
pub struct List {
    pub intro: Option<String>,
    pub groups: Vec<Group>,
    pub total_text: String,
    pub pager: Option<Pager>,
    pub facets: Vec<Facet>,
    /// The same list in the search, where filters can be combined.
    pub narrow_url: Option<String>,
    pub empty_text: Option<String>,
}

#[derive(Clone, Serialize)]
pub struct Facet {
    pub label: String,
    pub links: Vec<FacetLink>,
}

/// A page of its own; where scripts run, what narrows the list to `filter` in the search.
#[derive(Clone, Serialize)]
pub struct FacetLink {
    #[serde(flatten)]
    link: Link,
    filter: Option<String>,
}

#[derive(Serialize)]
pub struct Pager {
    pages: Vec<PagerPage>,
    prev: Option<String>,
    next: Option<String>,
    label: String,
}

#[derive(Serialize)]
struct PagerPage {
    n: usize,
    url: String,
    current: bool,
    /// Stands for the pages left out.
    gap: bool,
}

/// How the cards of a list page are put under headings.
#[derive(Clone, Copy, PartialEq)]
enum Grouping {
    None,
    Kind,
    Month,
}

/// A list before it is cut into pages.
struct Plan<'e> {
    subject: Subject,
    kind: &'static str,
    title: String,
    description: String,
    intro: Option<String>,
    entries: &'e [EntryId],
    total_text: String,
    grouping: Grouping,
    /// Doors beside the list of this kind, made when first shown.
    facets_of: Option<EntryKind>,
    facets: OnceLock<Vec<Facet>>,
    /// What the search is told to show the same list.
    filter: Option<String>,
    nav: Option<&'static str>,
    parent: Option<(String, Subject)>,
    noindex: bool,
    sensitive: bool,
}

impl<'e> Plan<'e> {
    fn new(drawer: &Drawer, subject: Subject, kind: &'static str, title: String, entries: &'e [EntryId]) -> Plan<'e> {
        let board = &drawer.context.site.board;
        Plan {
            subject,
            kind,
            description: format!("{title} – {}", board.territory),
            title,
            intro: None,
            entries,
            total_text: drawer.language.strings.count("entries", entries.len()),
            grouping: Grouping::None,
            facets_of: None,
            facets: OnceLock::new(),
            filter: None,
            nav: None,
            parent: None,
            noindex: false,
            sensitive: false,
        }
    }
}

impl Drawer<'_> {
    pub fn lists(&self) -> io::Result<()> {
        let catalog = self.context.catalog;
        let mut plans: Vec<Plan> = EntryKind::ALL.map(|kind| self.kind_plan(kind)).into();
        for vocabulary in WITH_PAGES {
            plans.extend(self.context.site.term_ids(vocabulary).map(|term| self.term_plan(term)));
        }
        let news = &catalog.news[..catalog.news.len().min(NEWS)];
        plans.push(Plan {
            grouping: Grouping::Month,
            ..Plan::new(self, Subject::News, "news", self.word("news"), news)
        });
        let archive = Plan::new(self, Subject::Archive, "archive", self.word("archive"), &catalog.archived);
        plans.push(Plan {
            grouping: Grouping::Kind,
            noindex: true,
            intro: self.language.strings.find("archive_intro"),
            ..archive
        });
        let operators =
            Plan::new(self, Subject::Operators, "operators", self.word("operators"), &catalog.for_professionals);
        plans.push(Plan {
            grouping: Grouping::Kind,
            intro: self.language.strings.find("operators_intro"),
            ..operators
        });
        plans.par_iter().try_for_each(|plan| self.pages_of(plan))
    }

    fn kind_plan(&self, kind: EntryKind) -> Plan<'_> {
        let key = plural_key(kind);
        let entries = self.context.catalog.kind(kind);
        Plan {
            total_text: self.language.strings.count(key, entries.len()),
            facets_of: Some(kind),
            filter: Some(format!("tipo={}", kind.name())),
            nav: Some(key),
            intro: self.language.strings.find(&format!("{key}_intro")),
            ..Plan::new(self, Subject::Kind(kind), "list", self.word(key), entries)
        }
    }

    fn term_plan(&self, id: TermId) -> Plan<'_> {
        let term = self.context.site.term(id);
        let lang = self.language.lang.as_str();
        let name = term.name_in(lang).to_owned();
        let (parent, intro) = match id.vocabulary {
            Vocabulary::Needs => ("needs", "need_intro"),
            Vocabulary::Audiences => ("audiences", "audience_intro"),
            Vocabulary::Areas | Vocabulary::Types => ("areas", "area_intro"),
        };
        let intro = match term.description_in(lang) {
            Some(description) => description.to_owned(),
            None => self.language.strings.fill(intro, &[("x", &name)]),
        };
        Plan {
            description: intro.clone(),
            intro: Some(intro),
            grouping: Grouping::Kind,
            parent: Some((self.word(parent), Subject::Terms(id.vocabulary))),
            sensitive: term.sensitive,
            filter: (!term.sensitive).then(|| format!("{}={}", term_facet(id.vocabulary), term.slug)),
            ..Plan::new(
                self,
                Subject::Term(id.vocabulary, term.slug.clone()),
                "term",
                name,
                self.context.catalog.term(id),
            )
        }
    }

    /// Doors to the entries of a kind by other ways: need, audience, area, Comune.
    fn facets(&self, kind: EntryKind) -> Vec<Facet> {
        let (site, renderer) = (self.context.site, self.context.renderer);
        let comune = |id| FacetLink {
            link: renderer.comune_link(self.language, id),
            filter: Some(format!("{COMUNI}={}", site.comune(id).slug)),
        };
        let facets = [
            ("needs", self.term_facet(kind, Vocabulary::Needs)),
            ("audiences", self.term_facet(kind, Vocabulary::Audiences)),
            ("areas", self.term_facet(kind, Vocabulary::Areas)),
            ("comuni", site.comune_ids().map(comune).collect()),
        ];
        let used = facets.into_iter().filter(|(_, links)| !links.is_empty());
        used.map(|(label, links)| Facet { label: self.word(label), links }).collect()
    }

    /// Terms that entries of a kind are under, with how many. Delicate ones are not for addresses that are kept.
    fn term_facet(&self, kind: EntryKind, vocabulary: Vocabulary) -> Vec<FacetLink> {
        let (site, renderer) = (self.context.site, self.context.renderer);
        let count = |id| self.context.catalog.term(id).iter().filter(|entry| site.entry(**entry).kind == kind).count();
        let link = |id| {
            let term = site.term(id);
            FacetLink {
                link: Link { count: Some(count(id)), ..renderer.term_link(self.language, id) },
                filter: (!term.sensitive).then(|| format!("{}={}", term_facet(vocabulary), term.slug)),
            }
        };
        let for_citizens = site.term_ids(vocabulary).filter(|id| !site.term(*id).for_professionals);
        for_citizens.map(link).filter(|facet| facet.link.count > Some(0)).collect()
    }

    fn pages_of(&self, plan: &Plan) -> io::Result<()> {
        let per_page = self.context.site.board.per_page;
        let slices: Vec<&[EntryId]> =
            if plan.entries.is_empty() { vec![&[]] } else { plan.entries.chunks(per_page).collect() };
        let first = self.context.renderer.route(self.language, plan.subject.clone());
        slices.par_iter().enumerate().try_for_each(|(index, slice)| {
            let route = first.clone().numbered(index + 1);
            if !self.wants(&route) {
                return Ok(());
            }
            let list = List {
                intro: plan.intro.clone().filter(|_| index == 0),
                groups: self.groups(slice, plan.grouping),
                total_text: plan.total_text.clone(),
                pager: self.pager(&first, index + 1, slices.len()),
                facets: plan
                    .facets
                    .get_or_init(|| plan.facets_of.map_or_else(Vec::new, |kind| self.facets(kind)))
                    .clone(),
                narrow_url: plan.filter.as_ref().map(|filter| {
                    let search = self.context.renderer.href(self.language, Subject::Search(None));
                    format!("{search}#{filter}")
                }),
                empty_text: plan.entries.is_empty().then(|| self.word("empty_list")),
            };
            let page = self.list_page(plan, route.clone(), slice);
            self.put(&route, "pages/list.html", &self.view(page), "list", &list)
        })
    }

    fn list_page(&self, plan: &Plan, route: Route, slice: &[EntryId]) -> Page {
        let mut page = Page::new(route, plan.kind, &plan.title, &plan.description)
            .noindex(plan.noindex)
            .sensitive(plan.sensitive)
            .data(json_ld::item_list(self.context.renderer, self.language, slice));
        if let Some((label, subject)) = &plan.parent {
            page = page.under(label, subject.clone());
        }
        match plan.nav {
            Some(key) => page.nav(key),
            None => page,
        }
    }

    /// Cards under the name of their kind.
    pub fn groups_by_kind(&self, slice: &[EntryId]) -> Vec<Group> {
        self.groups(slice, Grouping::Kind)
    }

    fn groups(&self, slice: &[EntryId], grouping: Grouping) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for id in slice {
            let entry = self.context.site.entry(*id);
            let card = || self.context.renderer.cards(self.language, [id]).remove(0);
            let (title, card) = match grouping {
                Grouping::None => (None, card()),
                Grouping::Kind => (Some(self.context.renderer.kind_plural(self.language, entry.kind)), card()),
                Grouping::Month => {
                    let modified = entry.last_modified();
                    let date = modified.map(|date| self.context.renderer.date(self.language, date));
                    (
                        modified.map(|date| self.language.strings.month(date)),
                        Prepared::new(&CardView { date, ..self.context.renderer.card(self.language, entry) }),
                    )
                }
            };
            match groups.last_mut().filter(|group| group.title == title) {
                Some(group) => group.cards.push(card),
                None => groups.push(Group { title, ..Group::plain(vec![card]) }),
            }
        }
        groups
    }

    /// The numbers of a list's pages: the first, the last, and those around this one.
    pub fn pager(&self, first: &Route, current: usize, count: usize) -> Option<Pager> {
        if count <= 1 {
            return None;
        }
        let url = |n: usize| self.context.renderer.urls.local(&first.clone().numbered(n).path());
        let shown = |n: &usize| *n == 1 || *n == count || n.abs_diff(current) <= 1;
        let mut pages: Vec<PagerPage> = Vec::new();
        for n in (1..=count).filter(shown) {
            if pages.last().is_some_and(|last| last.n + 1 < n) {
                pages.push(PagerPage { n: n - 1, url: String::new(), current: false, gap: true });
            }
            pages.push(PagerPage { n, url: url(n), current: n == current, gap: false });
        }
        Some(Pager {
            pages,
            prev: (current > 1).then(|| url(current - 1)),
            next: (current < count).then(|| url(current + 1)),
            label: self.language.strings.fill("page_n", &[("n", &current.to_string())]),
        })
    }
}
