//! Whom to call, where to go, when it is open.

use jiff::civil::{Date, Time};

use super::id::ComuneId;
use super::value::{Coordinates, Email, Phone, Web, Weekdays};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<String>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub pec: Option<Email>,
    pub website: Option<Web>,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub name: Option<String>,
    pub address: String,
    pub comune: Option<ComuneId>,
    pub cap: Option<String>,
    pub coordinates: Option<Coordinates>,
    pub step_free: Option<bool>,
    pub directions: Option<String>,
}

/// Weekly opening: the same hours on some days.
#[derive(Clone, Debug)]
pub struct Opening {
    pub days: Weekdays,
    pub from: Time,
    pub to: Time,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Closure {
    pub from: Date,
    pub to: Option<Date>,
    pub reason: Option<String>,
}

/// Contacts, places and hours of something that people reach.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub contacts: Vec<Contact>,
    pub places: Vec<Place>,
    pub hours: Vec<Opening>,
    pub closures: Vec<Closure>,
}
