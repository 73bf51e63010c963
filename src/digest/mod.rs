//! What the office tells the district: what is new, what changed, what closes soon. One value, written as
//! Markdown ([`markdown`]), as an e-mail ([`html`]) and for a messaging group ([`text`]).
//!
//! Only what any citizen may find: never an entry on violence, never one that is over.

pub mod html;
pub mod markdown;
pub mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::catalog::sort_key;
use crate::model::entry::{Coverage, Entry, Opportunity};
use crate::model::id::ComuneId;
use crate::model::place::Contact;
use crate::model::route::{Route, Subject, Urls};
use crate::model::site::Site;
use crate::model::state::days_between;
use crate::model::value::{Deadline, Lang};
use crate::render::strings::Strings;

/// What to tell, and to whom.
pub struct Request<'r> {
    pub since: Date,
    /// How far ahead deadlines and meetings are told.
    pub days: i32,
    /// Only what is valid in this Comune.
    pub comune: Option<ComuneId>,
    pub lang: &'r Lang,
}

#[derive(Debug, Serialize)]
pub struct Digest {
    pub lang: String,
    pub dir: &'static str,
    pub title: String,
    /// The Comune, or the whole territory.
    pub place: String,
    pub period: String,
    pub groups: Vec<Group>,
    /// Where to find all the rest.
    pub url: String,
    pub help: Option<Help>,
}

/// Whom to call.
#[derive(Debug, Serialize)]
pub struct Help {
    pub title: String,
    pub name: String,
    pub phone: Option<String>,
    pub phone_url: Option<String>,
    pub email: Option<String>,
}

impl Help {
    /// Who answers, and how.
    fn ways(&self) -> impl Iterator<Item = &str> {
        [Some(&self.name), self.phone.as_ref(), self.email.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|way| !way.is_empty())
    }
}

#[derive(Debug, Serialize)]
pub struct Group {
    pub title: String,
    pub items: Vec<Item>,
}

#[derive(Debug, Serialize)]
pub struct Item {
    pub title: String,
    pub summary: String,
    pub url: String,
    /// `Entro il 20 maggio 2026 (tra 5 giorni)`.
    pub when: Option<String>,
    /// Told only of what is not for all.
    pub place: Option<String>,
    /// The language of the texts, when there is no translation.
    pub lang: Option<String>,
}

/// Why an entry is told; in this order, and for the first reason alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Closing,
    Opening,
    Meeting,
    New,
    Changed,
    /// Whatever the reason, it is for those who work in the services.
    ForProfessionals,
}

impl Reason {
    /// The key of its title among the words of the theme.
    fn key(self) -> &'static str {
        match self {
            Reason::Closing => "home_closing",
            Reason::Opening => "status_in_arrivo",
            Reason::Meeting => "section_eventi",
            Reason::New => "home_new",
            Reason::Changed => "digest_changed",
            Reason::ForProfessionals => "operators",
        }
    }
}

impl Digest {
    /// None when there is nothing to tell.
    pub fn new(site: &Site, strings: &Strings, request: &Request) -> Option<Digest> {
        let teller = Teller { site, strings, request, urls: Urls::new(&site.board.base_url) };
        let groups = teller.groups();
        (!groups.is_empty()).then(|| teller.digest(groups))
    }
}

struct Teller<'t> {
    site: &'t Site,
    strings: &'t Strings,
    request: &'t Request<'t>,
    urls: Urls,
}

impl Teller<'_> {
    fn digest(&self, groups: Vec<Group>) -> Digest {
        let comune = self.request.comune.map(|id| self.site.comune(id));
        let subject = comune.map_or(Subject::Home, |comune| Subject::Comune(comune.slug.clone()));
        let (from, to) = (self.strings.date(self.request.since), self.strings.date(self.site.today));
        Digest {
            lang: self.request.lang.as_str().to_owned(),
            dir: self.request.lang.dir(),
            title: self.site.board.title.clone(),
            place: comune.map_or_else(|| self.site.board.territory.clone(), |comune| comune.name.clone()),
            period: self.strings.fill("digest_period", &[("a", &from), ("b", &to)]),
            groups,
            url: self.urls.absolute(&Route::from(subject).in_lang(self.prefix()).path()),
            help: self.site.board.contacts.first().map(|contact| self.help(contact)),
        }
    }

    /// None for the language at the root of the site.
    fn prefix(&self) -> Option<&str> {
        Some(self.request.lang).filter(|lang| !self.site.is_default(lang)).map(|lang| lang.as_str())
    }

    fn help(&self, contact: &Contact) -> Help {
        Help {
            title: self.strings.get("help_title"),
            name: contact.name.clone().unwrap_or_default(),
            phone: contact.phone.as_ref().map(|phone| phone.text().to_owned()),
            phone_url: contact.phone.as_ref().map(|phone| phone.href()),
            email: contact.email.as_ref().map(|email| email.as_str().to_owned()),
        }
    }

    fn groups(&self) -> Vec<Group> {
        let mut found: BTreeMap<Reason, Vec<(&Entry, Told)>> = BTreeMap::new();
        for entry in self.site.entries.iter().map(Arc::as_ref).filter(|entry| self.is_for_reader(entry)) {
            if let Some((reason, told)) = self.reason(entry) {
                let reason = if entry.for_professionals { Reason::ForProfessionals } else { reason };
                found.entry(reason).or_default().push((entry, told));
            }
        }
        found.into_iter().map(|(reason, entries)| self.group(reason, entries)).collect()
    }

    fn group(&self, reason: Reason, mut entries: Vec<(&Entry, Told)>) -> Group {
        entries.sort_by_cached_key(|(entry, told)| (told.order, sort_key(&entry.texts.title)));
        Group {
            title: self.strings.get(reason.key()),
            items: entries.into_iter().map(|(entry, told)| self.item(entry, told)).collect(),
        }
    }

    fn is_for_reader(&self, entry: &Entry) -> bool {
        let is_valid = self.request.comune.is_none_or(|comune| entry.coverage.includes(comune));
        !entry.sensitive && is_valid && !self.site.state(entry).is_archived()
    }

    fn reason(&self, entry: &Entry) -> Option<(Reason, Told)> {
        let dated = entry.opportunity().and_then(|opportunity| self.dated(opportunity));
        let is_recent =
            |date: Option<Date>| date.is_some_and(|date| self.request.since <= date && date <= self.site.today);
        let newest_first = |date: Option<Date>| Told {
            order: date.map_or(0, |date| i64::from(days_between(date, self.site.today))),
            when: entry.opportunity().and_then(|opportunity| self.later(opportunity)),
        };
        dated
            .or_else(|| is_recent(entry.published).then(|| (Reason::New, newest_first(entry.published))))
            .or_else(|| is_recent(entry.updated).then(|| (Reason::Changed, newest_first(entry.updated))))
    }

    /// What is further ahead than asked, of an entry that is told all the same.
    fn later(&self, opportunity: &Opportunity) -> Option<String> {
        let opens = opportunity.opens.filter(|opens| self.site.today < *opens).map(|opens| self.opens(opens));
        opens.or_else(|| opportunity.deadline.map(|deadline| self.until(deadline)))
    }

    fn opens(&self, date: Date) -> String {
        format!("{} {}", self.strings.get("opens"), self.strings.date(date))
    }

    fn dated(&self, opportunity: &Opportunity) -> Option<(Reason, Told)> {
        let told = |date: Date, when| Told { order: i64::from(days_between(self.site.today, date)), when: Some(when) };
        if let Some(opens) = opportunity.opens.filter(|opens| self.is_ahead(*opens) && self.site.today < *opens) {
            return Some((Reason::Opening, told(opens, self.opens(opens))));
        }
        if let Some(deadline) = opportunity.deadline.filter(|deadline| self.is_ahead(deadline.date)) {
            return Some((Reason::Closing, told(deadline.date, self.until(deadline))));
        }
        let mut meetings: Vec<Deadline> = opportunity
            .events
            .iter()
            .filter(|event| !event.cancelled && self.is_ahead(event.start.date))
            .map(|event| event.start)
            .collect();
        meetings.sort();
        let first = meetings.first()?.date;
        Some((Reason::Meeting, told(first, self.meetings(&meetings))))
    }

    fn is_ahead(&self, date: Date) -> bool {
        self.site.today <= date && date <= self.site.today.saturating_add(self.request.days.days())
    }

    /// The first of them; their page has the rest.
    fn meetings(&self, meetings: &[Deadline]) -> String {
        const FIRST: usize = 3;
        let told: Vec<String> = meetings.iter().take(FIRST).map(|moment| self.strings.moment(*moment)).collect();
        format!("{}{}", told.join("; "), if meetings.len() > FIRST { "…" } else { "" })
    }

    fn until(&self, deadline: Deadline) -> String {
        let until = format!("{} {}", self.strings.get("until"), self.strings.moment(deadline));
        match self.strings.days_left(days_between(self.site.today, deadline.date)) {
            Some(left) if self.is_ahead(deadline.date) => format!("{until} ({left})"),
            _ => until,
        }
    }

    fn item(&self, entry: &Entry, told: Told) -> Item {
        let lang = self.request.lang.as_str();
        let translated = self.prefix().filter(|lang| entry.translations.contains_key(*lang));
        let route = Route::from(Subject::Entry(entry.kind, entry.slug.clone())).in_lang(translated);
        let texts = entry.texts_in(lang);
        let default = self.site.default_lang().as_str();
        Item {
            title: texts.title.clone(),
            summary: texts.summary.clone(),
            url: self.urls.absolute(&route.path()),
            when: told.when,
            place: self.place(entry),
            lang: Some(default).filter(|default| translated.is_none() && *default != lang).map(str::to_owned),
        }
    }

    fn place(&self, entry: &Entry) -> Option<String> {
        let Coverage::Only(comuni) = &entry.coverage else { return None };
        let names: Vec<&str> = comuni.iter().map(|id| self.site.comune(*id).name.as_str()).collect();
        Some(self.strings.fill("comune_local", &[("x", &names.join(", "))]))
    }
}

/// How an entry is told, and where in its group.
struct Told {
    order: i64,
    when: Option<String>,
}
