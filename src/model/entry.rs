//! One thing that the board offers: a service, a project, an opportunity.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::fields;
use super::home::Home;
use super::id::{ComuneId, EntryId, OrganizationId, TermId};
use super::place::{Contact, Opening, Reach};
use super::prose::Prose;
use super::schema::Schema;
use super::value::{Deadline, Euro, SitePath, Web};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Servizio,
    Progetto,
    Opportunita,
}

impl EntryKind {
    pub const ALL: [EntryKind; 3] = [EntryKind::Servizio, EntryKind::Progetto, EntryKind::Opportunita];

    /// Its folder in the content and in the site.
    pub fn folder(self) -> &'static str {
        match self {
            EntryKind::Servizio => "servizi",
            EntryKind::Progetto => "progetti",
            EntryKind::Opportunita => "opportunita",
        }
    }

    pub fn from_folder(folder: &str) -> Option<EntryKind> {
        EntryKind::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// Its name in data and templates.
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Servizio => "servizio",
            EntryKind::Progetto => "progetto",
            EntryKind::Opportunita => "opportunita",
        }
    }

    pub fn schema(self) -> &'static Schema {
        match self {
            EntryKind::Servizio => &fields::SERVIZIO,
            EntryKind::Progetto => &fields::PROGETTO,
            EntryKind::Opportunita => &fields::OPPORTUNITA,
        }
    }
}

/// Ids that an entry's page gives to its own blocks; headings of texts take others.
pub const RESERVED_IDS: &[&str] = &[
    "contenuto",
    "descrizione",
    "a-chi-si-rivolge",
    "chi-segnala",
    "requisiti",
    "come-fare",
    "come-partecipare",
    "cosa-serve",
    "cosa-si-ottiene",
    "tempi",
    "casi-particolari",
    "condizioni",
    "obiettivo",
    "obiettivi-specifici",
    "azioni",
    "segnalazione",
    "esito",
    "date",
    "eventi",
    "progetto",
    "accesso",
    "sedi-e-orari",
    "contatti",
    "nel-tuo-comune",
    "allegati",
    "argomenti",
    "correlati",
    "condividi",
];

/// The id of a section's heading.
pub fn section_id(key: &str) -> String {
    key.replace('_', "-")
}

/// A formatted text under its heading.
#[derive(Debug)]
pub struct EntrySection {
    pub key: &'static str,
    /// The Italian heading.
    pub label: &'static str,
    pub prose: Arc<Prose>,
}

/// Where an entry is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    District,
    Only(Vec<ComuneId>),
}

impl Coverage {
    pub fn includes(&self, comune: ComuneId) -> bool {
        match self {
            Coverage::District => true,
            Coverage::Only(comuni) => comuni.contains(&comune),
        }
    }
}

/// What differs in one Comune.
#[derive(Debug)]
pub struct LocalVariation {
    pub comune: ComuneId,
    pub note: Option<String>,
    pub cost: Option<String>,
    pub contacts: Vec<Contact>,
    pub hours: Vec<Opening>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Free,
    Appointment,
    Application,
    Referral,
    Online,
}

impl Access {
    /// Its key among the words of the theme.
    pub fn key(self) -> &'static str {
        match self {
            Access::Free => "libero",
            Access::Appointment => "su_appuntamento",
            Access::Application => "con_domanda",
            Access::Referral => "su_segnalazione",
            Access::Online => "online",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    Free,
    Paid,
    ByIncome,
}

impl Cost {
    /// Its key among the words of the theme.
    pub fn key(self) -> &'static str {
        match self {
            Cost::Free => "gratuito",
            Cost::Paid => "a_pagamento",
            Cost::ByIncome => "secondo_isee",
        }
    }
}

/// Ages in completed years.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ages {
    pub from: Option<u32>,
    pub to: Option<u32>,
}

/// A file published beside an entry's page.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub source: PathBuf,
    pub size: u64,
    pub pixels: Option<(u32, u32)>,
}

#[derive(Debug)]
pub struct Attachment {
    pub file: File,
    pub title: String,
    pub description: Option<String>,
    pub accessible: Option<bool>,
}

#[derive(Debug)]
pub struct Image {
    pub file: File,
    pub alt: String,
    pub author: Option<String>,
    pub license: Option<String>,
    pub caption: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceStatus {
    Active,
    Suspended,
    NotYetActive,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectStatus {
    Planned,
    Running,
    Ended,
}

#[derive(Debug)]
pub struct Funder {
    pub organization: OrganizationId,
    pub contribution: Option<Euro>,
    pub note: Option<String>,
}

#[derive(Debug)]
pub struct Project {
    pub status: Option<ProjectStatus>,
    pub lead: Option<OrganizationId>,
    pub partners: Vec<OrganizationId>,
    pub funders: Vec<Funder>,
    pub total_cost: Option<Euro>,
    pub contribution: Option<Euro>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub duration: Option<String>,
    pub extended_to: Option<Date>,
    pub cup: Option<String>,
    pub programme: Option<String>,
    pub logos: Vec<Image>,
}

#[derive(Debug)]
pub struct Event {
    pub title: Option<String>,
    pub start: Deadline,
    pub end: Option<Deadline>,
    pub venue: Option<String>,
    pub address: Option<String>,
    pub comune: Option<ComuneId>,
    pub cancelled: bool,
    pub note: Option<String>,
}

impl Event {
    /// The last day of the event.
    pub fn last_day(&self) -> Date {
        self.end.map_or(self.start.date, |end| end.date)
    }
}

#[derive(Debug)]
pub struct Opportunity {
    pub category: TermId,
    pub opens: Option<Date>,
    pub deadline: Option<Deadline>,
    pub always_open: bool,
    pub until_exhausted: bool,
    pub coming: bool,
    pub closed_on: Option<Date>,
    pub events: Vec<Event>,
    pub places: Option<u32>,
    pub amount: Option<Euro>,
}

#[derive(Debug)]
pub struct Service {
    pub status: ServiceStatus,
    /// Text and address of the button to ask online.
    pub digital: Option<(String, Web)>,
}

/// What only one kind has.
#[derive(Debug)]
pub enum Details {
    Service(Service),
    Project(Box<Project>),
    Opportunity(Box<Opportunity>),
}

/// The texts of an entry in one language.
#[derive(Debug, Default)]
pub struct Texts {
    pub title: String,
    pub summary: String,
    pub sections: Vec<EntrySection>,
    pub curated_by: Option<String>,
    pub status_reason: Option<String>,
    pub cost_details: Option<String>,
    pub amount_details: Option<String>,
    pub interpreter: Option<String>,
    /// For the search only.
    pub keywords: Vec<String>,
    /// A translation that nobody has looked over yet.
    pub to_review: bool,
}

impl Texts {
    pub fn section(&self, key: &str) -> Option<&EntrySection> {
        self.sections.iter().find(|section| section.key == key)
    }
}

#[derive(Debug)]
pub struct Entry {
    pub id: EntryId,
    pub kind: EntryKind,
    pub slug: String,
    /// The board that it was taken from, if it is not this one's.
    pub home: Option<Arc<Home>>,
    /// In the board's first language.
    pub texts: Texts,
    /// By language, with the date of the revision that was translated.
    pub translations: BTreeMap<String, (Date, Texts)>,
    pub needs: Vec<TermId>,
    pub audiences: Vec<TermId>,
    pub areas: Vec<TermId>,
    pub coverage: Coverage,
    pub local: Vec<LocalVariation>,
    pub organization: OrganizationId,
    pub reach: Reach,
    pub suspended: Option<(Option<Date>, Option<Date>)>,
    pub languages_spoken: Vec<String>,
    pub ages: Ages,
    pub needs_spid: Option<bool>,
    pub needs_isee: Option<bool>,
    pub access: Vec<Access>,
    pub cost: Option<Cost>,
    pub attachments: Vec<Attachment>,
    pub image: Option<Image>,
    /// Files that the text shows or links, besides attachments.
    pub files: Vec<File>,
    pub related: Vec<EntryId>,
    pub featured: bool,
    pub sensitive: bool,
    pub for_professionals: bool,
    pub published: Option<Date>,
    pub updated: Option<Date>,
    pub verified: Option<Date>,
    pub old_addresses: Vec<SitePath>,
    pub details: Details,
}

impl Entry {
    /// The texts in a language: the translation if there is one, else the original.
    pub fn texts_in(&self, lang: &str) -> &Texts {
        self.translations.get(lang).map_or(&self.texts, |(_, texts)| texts)
    }

    /// The territory of another board in all of which it is valid: its name says more than a list of its Comuni.
    pub fn home_territory(&self) -> Option<&str> {
        self.home.as_ref()?.territory.as_deref()
    }

    /// Last change of the page, as the author states it: never a file's date.
    pub fn last_modified(&self) -> Option<Date> {
        self.updated.or(self.published)
    }

    pub fn by_referral(&self) -> bool {
        self.access.contains(&Access::Referral)
    }

    pub fn opportunity(&self) -> Option<&Opportunity> {
        match &self.details {
            Details::Opportunity(opportunity) => Some(opportunity),
            _ => None,
        }
    }

    pub fn project(&self) -> Option<&Project> {
        match &self.details {
            Details::Project(project) => Some(project),
            _ => None,
        }
    }

    /// Every file that the page needs.
    pub fn all_files(&self) -> impl Iterator<Item = &File> {
        let logos = self.project().into_iter().flat_map(|project| project.logos.iter().map(|logo| &logo.file));
        self.attachments
            .iter()
            .map(|attachment| &attachment.file)
            .chain(self.image.iter().map(|image| &image.file))
            .chain(logos)
            .chain(self.files.iter())
    }

    pub fn file(&self, name: &str) -> Option<&File> {
        self.all_files().find(|file| file.name == name)
    }
}
