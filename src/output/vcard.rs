//! Address cards (vCard 4.0, RFC 6350) of organisations and offices, to be saved among one's contacts. In the
//! first language of the board.

use std::io;

use rayon::prelude::*;

use super::content_line::{ContentLines, escaped};
use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::id::OrganizationId;
use crate::model::identity::uuid;
use crate::model::place::{Contact, Place, Reach};
use crate::model::route::{Route, Subject};
use crate::model::site::{Organization, Site};

pub struct Cards;

impl Output for Cards {
    fn name(&self) -> &'static str {
        "vcard"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("api")
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let ids: Vec<OrganizationId> = context.site.organization_ids().collect();
        ids.par_iter().try_for_each(|id| {
            match path(context, *id).filter(|path| sink.wants(&OutPath::new(&path[1..]))) {
                Some(path) => sink.put(Artifact::new(OutPath::new(&path[1..]), card(context, *id, &path))),
                None => Ok(()),
            }
        })
    }
}

/// Where the card of an organisation is: it can be reached, and having it tells nothing delicate of who has it.
pub fn path(context: &Context, id: OrganizationId) -> Option<String> {
    let site = context.site;
    let is_reached = |contact: &Contact| contact.phone.is_some() || contact.email.is_some() || contact.pec.is_some();
    let (reach, _) = site.reach_of(id);
    let entries = context.catalog.by_organization.get(&id).map_or(&[][..], Vec::as_slice);
    let is_delicate = !entries.is_empty() && entries.iter().all(|entry| site.entry(*entry).sensitive);
    (reach.contacts.iter().any(is_reached) && !is_delicate)
        .then(|| format!("/api/v1/enti/{}.vcf", site.organization(id).slug))
}

fn card(context: &Context, id: OrganizationId, path: &str) -> String {
    let site = context.site;
    let organization = site.organization(id);
    let (reach, _) = site.reach_of(id);
    let absolute = |path: &str| context.renderer.urls.absolute(path);
    let page = Route::from(Subject::Organization(organization.slug.clone()));
    let mut lines = ContentLines::default();
    lines.put("BEGIN", "VCARD");
    lines.put("VERSION", "4.0");
    lines.put("PRODID", "-//bacheca//contatti//IT");
    lines.put("KIND", "org");
    lines.put("UID", uuid(&site.board, "ente", &organization.slug).urn());
    if let Some(updated) = organization.updated {
        lines.put("REV", updated.strftime("%Y%m%dT000000Z"));
    }
    put_names(&mut lines, site, organization);
    reach.contacts.iter().enumerate().for_each(|(index, contact)| put_contact(&mut lines, contact, index + 1));
    reach.places.iter().for_each(|place| put_place(&mut lines, site, place));
    lines.put(
        "URL",
        organization.website.as_ref().map_or_else(|| absolute(&page.path()), |web| web.as_str().to_owned()),
    );
    lines.put("SOURCE", absolute(path));
    if let Some(note) = note(context, &reach) {
        lines.text("NOTE", &note);
    }
    lines.put("END", "VCARD");
    lines.into_text()
}

/// Its name, and the bodies that it is part of, the widest first (§6.6.4).
fn put_names(lines: &mut ContentLines, site: &Site, organization: &Organization) {
    lines.text("FN", &organization.name);
    let mut names = vec![escaped(&organization.name)];
    let mut above = organization.parent;
    while let Some(parent) = above {
        names.insert(0, escaped(&site.organization(parent).name));
        above = site.organization(parent).parent;
    }
    lines.put("ORG", names.join(";"));
    if let Some(acronym) = &organization.acronym {
        lines.text("NICKNAME", acronym);
    }
}

/// What belongs together has the same group (§3.3), with the label that address books show.
fn put_contact(lines: &mut ContentLines, contact: &Contact, number: usize) {
    let group = format!("c{number}");
    if let Some(phone) = &contact.phone {
        lines.put(&format!("{group}.TEL;VALUE=uri;TYPE=\"voice,work\""), phone.href());
    }
    if let Some(email) = &contact.email {
        lines.text(&format!("{group}.EMAIL;TYPE=work"), email.as_str());
    }
    if let Some(pec) = &contact.pec {
        lines.text(&format!("{group}p.EMAIL;TYPE=work"), pec.as_str());
        lines.text(&format!("{group}p.X-ABLABEL"), "PEC");
    }
    if let Some(website) = &contact.website {
        lines.put(&format!("{group}.URL"), website.as_str());
    }
    if let Some(name) = &contact.name {
        lines.text(&format!("{group}.X-ABLABEL"), name);
    }
}

/// Street, town, province, code and country, each in its place (§6.3.1).
fn put_place(lines: &mut ContentLines, site: &Site, place: &Place) {
    let comune = place.comune.map(|id| site.comune(id));
    let cap = place.cap.as_deref().or_else(|| comune.map(|comune| comune.cap.as_str()));
    let town = comune.map(|comune| comune.name.as_str());
    let province = comune.map(|comune| comune.province.as_str());
    let parts = [None, None, Some(place.address.as_str()), town, province, cap, Some("Italia")];
    let parts = parts.map(|part| escaped(part.unwrap_or_default()));
    lines.put("ADR;TYPE=work", parts.join(";"));
    if let Some(point) = place.coordinates {
        lines.put("GEO", format!("geo:{},{}", point.lat, point.lon));
    }
}

/// When it is open, and what is said of its contacts.
fn note(context: &Context, reach: &Reach) -> Option<String> {
    let strings = &context.renderer.languages[0].strings;
    let hours = reach.hours.iter().map(|opening| {
        let note = opening.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{} {}{note}", strings.weekdays(opening.days), strings.hours(opening))
    });
    let notes = reach.contacts.iter().filter_map(|contact| {
        let note = contact.note.as_ref()?;
        Some(contact.name.as_ref().map_or_else(|| note.clone(), |name| format!("{name}: {note}")))
    });
    let rows: Vec<String> = hours.chain(notes).collect();
    (!rows.is_empty()).then(|| rows.join("\n"))
}
