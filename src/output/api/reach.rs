//! Contacts, places and hours, with the keys of the content model.

use jiff::civil::Time;

use super::json::{Json, Object};
use super::source::Source;
use crate::model::place::{Closure, Contact, Opening, Place, Reach};
use crate::model::value::{Coordinates, WEEKDAYS};

impl Source<'_> {
    /// Adds what is known of how something is reached.
    pub fn with_reach(self, object: Object, reach: &Reach) -> Object {
        object
            .with_json("contatti", contacts(&reach.contacts))
            .with_json("sedi", Json::list(reach.places.iter().map(|place| self.place(place))))
            .with_json("orari", hours(&reach.hours))
            .with_json("chiusure", Json::list(reach.closures.iter().map(closure)))
    }

    fn place(self, place: &Place) -> Json {
        Object::new()
            .with("nome", &place.name)
            .with("indirizzo", &place.address)
            .with("comune", place.comune.map(|id| self.comune(id)))
            .with("cap", &place.cap)
            .with_json("coordinate", coordinates(place.coordinates))
            .with("senza_gradini", place.step_free)
            .with("indicazioni", &place.directions)
            .json()
    }
}

pub fn contacts(contacts: &[Contact]) -> Json {
    Json::list(contacts.iter().map(|contact| with_contact(Object::new(), contact).json()))
}

pub fn with_contact(object: Object, contact: &Contact) -> Object {
    object
        .with("nome", &contact.name)
        .with("telefono", contact.phone.as_ref().map(|phone| phone.text()))
        .with("email", contact.email.as_ref().map(|email| email.as_str()))
        .with("pec", contact.pec.as_ref().map(|email| email.as_str()))
        .with("sito", contact.website.as_ref().map(|web| web.as_str()))
        .with("nota", &contact.note)
}

pub fn hours(hours: &[Opening]) -> Json {
    let opening = |opening: &Opening| {
        let days: Vec<&str> =
            opening.days.runs().into_iter().flat_map(|(first, last)| &WEEKDAYS[first..=last]).copied().collect();
        Object::new()
            .with("giorni", days)
            .with("dalle", time(opening.from))
            .with("alle", time(opening.to))
            .with("nota", &opening.note)
            .json()
    };
    Json::list(hours.iter().map(opening))
}

fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn closure(closure: &Closure) -> Json {
    Object::new()
        .with("dal", closure.from.to_string())
        .with("al", closure.to.map(|day| day.to_string()))
        .with("motivo", &closure.reason)
        .json()
}

pub fn coordinates(coordinates: Option<Coordinates>) -> Json {
    match coordinates {
        Some(Coordinates { lat, lon }) => Object::new().with("lat", lat).with("lon", lon).json(),
        None => Json::of(&()),
    }
}
