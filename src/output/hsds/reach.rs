//! Contacts, phones, places and hours, of services and of organisations.

use jiff::civil::{Date, Time};

use super::directory::{Directory, Parts, distinct};
use super::objects::{Accessibility, Address, Contact, Location, Owner, Phone, Schedule, Url};
use crate::model::id::OrganizationId;
use crate::model::place::{self, Opening, Place};
use crate::model::value::Weekdays;

/// A contact, and the Comune for which it answers when not for all.
pub type Answerer<'s> = (&'s place::Contact, Option<&'s str>);

pub fn contacts<'s>(parts: &Parts, owner: Owner, answerers: &[Answerer<'s>]) -> Vec<Contact<'s>> {
    let contacts = answerers.iter().filter(|answerer| is_named(answerer)).map(|(contact, comune)| Contact {
        id: contact_id(parts, contact, *comune),
        owner,
        name: contact.name.as_deref(),
        department: *comune,
        email: email(contact),
    });
    distinct(contacts, |contact| contact.id)
}

pub fn phones<'s>(parts: &Parts, owner: Owner, answerers: &[Answerer<'s>]) -> Vec<Phone<'s>> {
    let phones = answerers.iter().filter_map(|answerer| {
        let (contact, comune) = answerer;
        let number = contact.phone.as_ref()?.international();
        let contact_id = is_named(answerer).then(|| contact_id(parts, contact, *comune));
        let key = format!("{number}/{}", contact_id.unwrap_or_default());
        let id = parts.part("telefono", &key);
        Some(Phone { id, owner, contact_id, number, r#type: "voice", description: contact.note.as_deref() })
    });
    distinct(phones, |phone| phone.id)
}

pub fn websites<'s>(
    parts: &Parts,
    owner: Owner,
    contacts: impl IntoIterator<Item = &'s place::Contact>,
) -> Vec<Url<'s>> {
    let websites = contacts.into_iter().filter_map(|contact| {
        let website = contact.website.as_ref()?;
        let id = parts.part("indirizzo-web", website.as_str());
        Some(Url { id, label: contact.name.as_deref(), url: website.as_str().to_owned(), owner })
    });
    distinct(websites, |website| website.id)
}

/// Certified mail only where there is no other: few can answer to it.
pub fn email(contact: &place::Contact) -> Option<&str> {
    contact.email.as_ref().or(contact.pec.as_ref()).map(|email| email.as_str())
}

/// Whether there is more to say of a contact than its number.
fn is_named((contact, comune): &Answerer) -> bool {
    contact.name.is_some() || comune.is_some() || email(contact).is_some()
}

fn contact_id(parts: &Parts, contact: &place::Contact, comune: Option<&str>) -> uuid::Uuid {
    let known = [contact.name.as_deref(), comune, email(contact)];
    let number = contact.phone.as_ref().map(|phone| phone.international()).unwrap_or_default();
    parts.part("contatto", &format!("{}/{number}", known.map(Option::unwrap_or_default).join("/")))
}

impl<'c> Directory<'c> {
    /// Places of an entry or of the organisation that keeps them.
    pub fn locations<'s>(&self, parts: &Parts, organization: OrganizationId, places: &'s [Place]) -> Vec<Location<'s>>
    where
        'c: 's,
    {
        let locations = places.iter().map(|place| self.location(parts, organization, place));
        distinct(locations, |location| location.id)
    }

    fn location<'s>(&self, parts: &Parts, organization: OrganizationId, place: &'s Place) -> Location<'s>
    where
        'c: 's,
    {
        let comune = place.comune.map(|id| self.site.comune(id));
        let key = [Some(place.address.as_str()), comune.map(|comune| comune.slug.as_str()), place.name.as_deref()];
        let key = key.map(Option::unwrap_or_default).join("/");
        let id = parts.part("sede", &key);
        // The specification wants the whole address: one without its Comune is left out.
        let address = comune.map(|comune| Address {
            id: parts.part("indirizzo", &key),
            location_id: id,
            address_1: &place.address,
            city: &comune.name,
            state_province: &comune.province,
            postal_code: place.cap.as_deref().unwrap_or(comune.cap.as_str()),
            country: "IT",
            address_type: "physical",
        });
        let step_free = place.step_free.map(|free| Accessibility {
            id: parts.part("accessibilita", &key),
            location_id: id,
            description: format!(
                "{}: {}",
                self.strings.get("step_free"),
                self.strings.get(if free { "yes" } else { "no" })
            ),
        });
        Location {
            id,
            location_type: "physical",
            organization_id: self.organization_id(organization),
            name: place.name.as_deref(),
            description: place.directions.as_deref(),
            latitude: place.coordinates.map(|point| point.lat),
            longitude: place.coordinates.map(|point| point.lon),
            addresses: address.into_iter().collect(),
            accessibility: step_free.into_iter().collect(),
        }
    }
}

/// Weekly hours. Times are those of clocks in Italy: an offset from UTC would be wrong for half of the year.
pub fn weekly(parts: &Parts, hours: &[Opening], comune: Option<&str>) -> Vec<Schedule> {
    hours
        .iter()
        .map(|opening| {
            let (days, from, to) = (by_day(opening.days), clock(opening.from), clock(opening.to));
            let notes: Vec<&str> = comune.into_iter().chain(opening.note.as_deref()).collect();
            let notes = (!notes.is_empty()).then(|| notes.join(": "));
            Schedule {
                id: parts.part("orario", &format!("{days}/{from}/{to}/{}", notes.as_deref().unwrap_or_default())),
                service_id: parts.id,
                freq: Some("WEEKLY"),
                byday: Some(days),
                opens_at: Some(from),
                closes_at: Some(to),
                notes,
                ..Schedule::default()
            }
        })
        .collect()
}

/// `MO,TU`, as iCalendar names days.
fn by_day(days: Weekdays) -> String {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let days: Vec<&str> = days.runs().into_iter().flat_map(|(first, last)| &DAYS[first..=last]).copied().collect();
    days.join(",")
}

/// `09:00`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A day as a moment: content gives no hour.
pub fn midnight(date: Date) -> String {
    format!("{date}T00:00:00.000Z")
}
