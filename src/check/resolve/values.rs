//! Fields → typed values. The rules have found every text readable, so what cannot be read here was
//! not written.

use jiff::civil::{Date, Time};

use crate::model::id::ComuneId;
use crate::model::node::Node;
use crate::model::place::{Closure, Contact, Opening, Place, Reach};
use crate::model::value::{
    self, Coordinates, Deadline, Email, Euro, Phone, SitePath, Web, Weekdays, parse_date, parse_integer, parse_moment,
    parse_time,
};

/// A record of fields, read by key.
#[derive(Clone, Copy)]
pub struct Values<'d>(pub &'d Node);

impl<'d> Values<'d> {
    pub fn str(self, key: &str) -> Option<&'d str> {
        self.0.text(key)
    }

    pub fn text(self, key: &str) -> Option<String> {
        self.str(key).map(str::to_owned)
    }

    /// A required text.
    pub fn required(self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    pub fn texts(self, key: &str) -> Vec<String> {
        self.0.texts(key).map(str::to_owned).collect()
    }

    pub fn records(self, key: &str) -> impl Iterator<Item = Values<'d>> {
        self.0.items(key).iter().map(Values)
    }

    pub fn record(self, key: &str) -> Option<Values<'d>> {
        self.0.get(key).filter(|node| !node.is_empty()).map(Values)
    }

    fn read<T>(self, key: &str, parse: impl Fn(&str) -> value::Parsed<T>) -> Option<T> {
        self.str(key).and_then(|text| parse(text).ok())
    }

    pub fn yes(self, key: &str) -> bool {
        self.bool(key) == Some(true)
    }

    pub fn bool(self, key: &str) -> Option<bool> {
        self.read(key, value::parse_bool)
    }

    pub fn integer(self, key: &str) -> Option<u32> {
        self.read(key, parse_integer)
    }

    pub fn date(self, key: &str) -> Option<Date> {
        self.read(key, parse_date)
    }

    pub fn moment(self, key: &str) -> Option<Deadline> {
        self.read(key, parse_moment)
    }

    pub fn time(self, key: &str) -> Option<Time> {
        self.read(key, parse_time)
    }

    pub fn euro(self, key: &str) -> Option<Euro> {
        self.read(key, Euro::parse)
    }

    pub fn phone(self, key: &str) -> Option<Phone> {
        self.read(key, Phone::parse)
    }

    pub fn email(self, key: &str) -> Option<Email> {
        self.read(key, Email::parse)
    }

    pub fn web(self, key: &str) -> Option<Web> {
        self.read(key, Web::parse)
    }

    pub fn coordinates(self, key: &str) -> Option<Coordinates> {
        self.read(key, Coordinates::parse)
    }

    pub fn old_addresses(self) -> Vec<SitePath> {
        self.0.texts("vecchi_indirizzi").filter_map(|path| SitePath::parse(path).ok()).collect()
    }

    pub fn contacts(self) -> Vec<Contact> {
        self.records("contatti").map(Values::contact).collect()
    }

    pub fn contact(self) -> Contact {
        Contact {
            name: self.text("nome"),
            phone: self.phone("telefono"),
            email: self.email("email"),
            pec: self.email("pec"),
            website: self.web("sito"),
            note: self.text("nota"),
        }
    }

    pub fn hours(self) -> Vec<Opening> {
        self.records("orari").filter_map(Values::opening).collect()
    }

    fn opening(self) -> Option<Opening> {
        let days = self
            .0
            .texts("giorni")
            .filter_map(|days| Weekdays::parse(days).ok())
            .fold(Weekdays::default(), Weekdays::union);
        Some(Opening { days, from: self.time("dalle")?, to: self.time("alle")?, note: self.text("nota") })
    }

    fn closure(self) -> Option<Closure> {
        Some(Closure { from: self.date("dal")?, to: self.date("al"), reason: self.text("motivo") })
    }

    fn place(self, comune: impl Fn(&str) -> Option<ComuneId>) -> Place {
        Place {
            name: self.text("nome"),
            address: self.required("indirizzo"),
            comune: self.str("comune").and_then(comune),
            cap: self.text("cap"),
            coordinates: self.coordinates("coordinate"),
            step_free: self.bool("senza_gradini"),
            directions: self.text("indicazioni"),
        }
    }

    pub fn reach(self, comune: impl Fn(&str) -> Option<ComuneId>) -> Reach {
        Reach {
            contacts: self.contacts(),
            places: self.records("sedi").map(|place| place.place(&comune)).collect(),
            hours: self.hours(),
            closures: self.records("chiusure").filter_map(Values::closure).collect(),
        }
    }
}
