//! One page for each Comune: whom to call, what is only there, what is there for everybody.

use std::io;
use std::sync::LazyLock;

use rayon::prelude::*;
use serde::Serialize;

use super::Drawer;
use super::list::Pager;
use super::map::SmallMap;
use super::page::Page;
use super::subscription::Subscription;
use crate::model::calendar::Calendar;
use crate::model::entry::EntryKind;
use crate::model::id::{ComuneId, EntryId};
use crate::model::route::Subject;
use crate::model::schema::Vocabulary;
use crate::model::site::SocialService;
use crate::render::view::{self, ContactView, Group, HoursRow, Link};
use crate::render::{Prepared, json_ld};

/// District-wide entries shown on each Comune's page: a taste, not the whole district 61 times.
const DISTRICT_CARDS: usize = 20;

#[derive(Serialize)]
struct ComuneView {
    slug: String,
    name: String,
    social: Option<SocialView>,
    fallback_contacts: Vec<ContactView>,
    fallback_from: Link,
    local_title: String,
    local: Vec<Prepared>,
    pager: Option<Pager>,
    district: Vec<Group>,
    district_more: Option<Link>,
    website: Option<Link>,
    facts: Vec<Fact>,
    map: Option<SmallMap>,
    calendar: Subscription,
}

#[derive(Serialize)]
struct SocialView {
    contacts: Vec<ContactView>,
    hours: Vec<HoursRow>,
    address: Option<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
}

impl Drawer<'_> {
    pub fn comuni(&self) -> io::Result<()> {
        let district = LazyLock::new(|| self.district());
        let ids: Vec<ComuneId> = self.context.site.comune_ids().collect();
        ids.par_iter().try_for_each(|id| self.comune(*id, &|| district.as_slice()))
    }

    fn comune<'d>(&self, id: ComuneId, district: &dyn Fn() -> &'d [Group]) -> io::Result<()> {
        let local = self.context.catalog.local(id);
        let slices: Vec<&[EntryId]> =
            if local.is_empty() { vec![&[]] } else { local.chunks(self.context.site.board.per_page).collect() };
        let comune = self.context.site.comune(id);
        let first = self.context.renderer.route(self.language, Subject::Comune(comune.slug.clone()));
        slices.iter().enumerate().try_for_each(|(index, slice)| {
            let route = first.clone().numbered(index + 1);
            if !self.wants(&route) {
                return Ok(());
            }
            let pager = self.pager(&first, index + 1, slices.len());
            let view = self.comune_view(id, slice, pager, if index == 0 { district() } else { &[] });
            let description = self.language.strings.fill("comune_intro", &[("x", &comune.name)]);
            let page = Page::new(
                route.clone(),
                "comune",
                self.language.strings.fill("comune_title", &[("x", &comune.name)]),
                description,
            )
            .nav("comuni")
            .under(self.word("comuni"), Subject::Comuni)
            .in_comune(id)
            .data(json_ld::comune(self.context.renderer, comune));
            self.put(&route, "pages/comune.html", &self.view(page), "comune", &view)
        })
    }

    fn comune_view(&self, id: ComuneId, local: &[EntryId], pager: Option<Pager>, district: &[Group]) -> ComuneView {
        let (site, renderer) = (self.context.site, self.context.renderer);
        let comune = site.comune(id);
        ComuneView {
            slug: comune.slug.clone(),
            name: comune.name.clone(),
            social: comune.social_service.as_ref().map(|service| self.social(service)),
            fallback_contacts: site.board.contacts.iter().map(ContactView::from).collect(),
            fallback_from: match site.board.manager {
                Some(manager) => renderer.organization_link(self.language, manager),
                None => renderer.link(self.language, &site.board.title, Subject::Home),
            },
            local_title: self.local_title(id, local),
            local: renderer.cards(self.language, local),
            pager,
            district: district.to_vec(),
            district_more: (!district.is_empty())
                .then(|| renderer.link(self.language, self.word("district_more"), Subject::Kind(EntryKind::Servizio))),
            website: comune.website.as_ref().map(Link::from),
            map: self.comune_map(id),
            calendar: self.subscription(&Calendar::Comune(comune)),
            facts: vec![
                Fact { label: self.word("fact_province"), text: comune.province.clone() },
                Fact { label: self.word("fact_cap"), text: comune.cap.as_str().to_owned() },
            ],
        }
    }

    fn social(&self, service: &SocialService) -> SocialView {
        SocialView {
            contacts: vec![ContactView { note: None, ..ContactView::from(&service.contact) }],
            hours: service.hours.iter().map(|opening| view::hours(self.language, opening)).collect(),
            address: service.address.clone(),
            note: service.contact.note.clone(),
        }
    }

    /// What is valid in all of another board's territory is not only for this Comune.
    fn local_title(&self, id: ComuneId, local: &[EntryId]) -> String {
        let name = &self.context.site.comune(id).name;
        match local.iter().any(|entry| self.context.site.entry(*entry).home_territory().is_some()) {
            true => name.clone(),
            false => self.language.strings.fill("comune_local", &[("x", name)]),
        }
    }

    /// The first entries valid everywhere, a few for each need, each entry once.
    fn district(&self) -> Vec<Group> {
        let (site, renderer, catalog) = (self.context.site, self.context.renderer, self.context.catalog);
        let needs: Vec<_> = catalog
            .used_terms(site, Vocabulary::Needs)
            .filter(|(term, _)| !site.term(*term).for_professionals)
            .collect();
        let each = DISTRICT_CARDS.div_ceil(needs.len().max(1));
        let mut shown: Vec<EntryId> = Vec::new();
        let mut groups = Vec::new();
        for (term, _) in needs {
            let district_wide = |id: &&EntryId| site.entry(**id).coverage == crate::model::entry::Coverage::District;
            let room = each.min(DISTRICT_CARDS - shown.len());
            let chosen: Vec<EntryId> = catalog
                .term(term)
                .iter()
                .filter(district_wide)
                .filter(|id| !shown.contains(id))
                .take(room)
                .copied()
                .collect();
            if !chosen.is_empty() {
                let link = renderer.term_link(self.language, term);
                groups.push(Group {
                    url: Some(link.url),
                    ..Group::titled(link.label, renderer.cards(self.language, &chosen))
                });
                shown.extend(chosen);
            }
        }
        groups
    }
}
