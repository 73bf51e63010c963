//! One page for each organisation or office: how to reach it, what it answers for.

use std::io;

use rayon::prelude::*;
use serde::Serialize;

use super::Drawer;
use super::list::Pager;
use super::page::Page;
use crate::model::id::{EntryId, OrganizationId};
use crate::model::route::Subject;
use crate::output::vcard;
use crate::render::view::{ClosureView, ContactView, Group, HoursRow, Link, PlaceView};
use crate::render::{Prepared, json_ld};

#[derive(Serialize)]
struct OrganizationView {
    name: String,
    acronym: Option<String>,
    type_label: String,
    description: Option<String>,
    parent: Option<Link>,
    offices: Vec<Link>,
    contacts: Vec<ContactView>,
    contacts_from: Option<Link>,
    places: Vec<PlaceView>,
    hours: Vec<HoursRow>,
    closures: Vec<ClosureView>,
    website: Option<Link>,
    /// Its address card.
    card: Option<String>,
    home: Option<Link>,
    groups: Vec<Group>,
    partner_in: Vec<Prepared>,
    pager: Option<Pager>,
}

impl Drawer<'_> {
    pub fn organizations(&self) -> io::Result<()> {
        let ids: Vec<OrganizationId> = self.context.site.organization_ids().collect();
        ids.par_iter().try_for_each(|id| self.organization(*id))
    }

    fn organization(&self, id: OrganizationId) -> io::Result<()> {
        let (site, catalog) = (self.context.site, self.context.catalog);
        let organization = site.organization(id);
        let entries: &[EntryId] = catalog.by_organization.get(&id).map_or(&[], Vec::as_slice);
        let slices: Vec<&[EntryId]> =
            if entries.is_empty() { vec![&[]] } else { entries.chunks(site.board.per_page).collect() };
        let first = self.context.renderer.route(self.language, Subject::Organization(organization.slug.clone()));
        slices.iter().enumerate().try_for_each(|(index, slice)| {
            let route = first.clone().numbered(index + 1);
            if !self.wants(&route) {
                return Ok(());
            }
            let pager = self.pager(&first, index + 1, slices.len());
            let description = organization.description.clone().unwrap_or_else(|| organization.name.clone());
            let page = Page::new(route.clone(), "ente", &organization.name, description)
                .under(self.word("organizations"), Subject::Organizations)
                .updated(organization.updated)
                .copy_of(self.original(id))
                .data(json_ld::organization_page(self.context.renderer, id));
            self.put(
                &route,
                "pages/ente.html",
                &self.view(page),
                "ente",
                &self.organization_view(id, slice, pager, index == 0),
            )
        })
    }

    /// Its page on the board that it was taken from. That is in one language.
    fn original(&self, id: OrganizationId) -> Option<String> {
        let home = self.context.site.organization(id).home.as_ref().filter(|_| self.language.prefix.is_none())?;
        Some(home.page.as_str().to_owned())
    }

    fn organization_view(
        &self,
        id: OrganizationId,
        slice: &[EntryId],
        pager: Option<Pager>,
        is_first: bool,
    ) -> OrganizationView {
        let (site, renderer, catalog) = (self.context.site, self.context.renderer, self.context.catalog);
        let organization = site.organization(id);
        let (reach, lender) = site.reach_of(id);
        let reach = renderer.reach(self.language, &reach);
        let offices = site.organization_ids().filter(|other| site.organization(*other).parent == Some(id));
        let partner_in: &[EntryId] = catalog.partner_in.get(&id).map_or(&[], Vec::as_slice);
        OrganizationView {
            name: organization.name.clone(),
            acronym: organization.acronym.clone(),
            type_label: self.word(&format!("ente_{}", organization.category.replace('-', "_"))),
            description: organization.description.clone(),
            parent: organization.parent.map(|parent| renderer.organization_link(self.language, parent)),
            offices: offices.map(|office| renderer.organization_link(self.language, office)).collect(),
            contacts_from: (lender != id && !reach.contacts.is_empty())
                .then(|| renderer.organization_link(self.language, lender)),
            contacts: reach.contacts,
            places: reach.places,
            hours: reach.hours,
            closures: reach.closures,
            website: organization.website.as_ref().map(Link::from),
            card: vcard::path(self.context, id).map(|path| renderer.urls.local(&path)),
            home: organization.home.as_ref().map(|home| Link {
                label: home.board.clone(),
                url: home.page.as_str().to_owned(),
                count: None,
                lang: None,
            }),
            groups: self.groups_by_kind(slice),
            partner_in: if is_first {
                renderer.cards(self.language, partner_in.iter().take(site.board.per_page))
            } else {
                Vec::new()
            },
            pager,
        }
    }
}
