//! Services and opportunities, each with all that belongs to it.

use super::directory::{Directory, Parts, distinct};
use super::objects::{
    CostOption, Language, Owner, RequiredDocument, Schedule, Service, ServiceArea, ServiceAtLocation, Url,
};
use super::reach::{Answerer, clock, contacts, email, midnight, phones, websites, weekly};
use crate::model::entry::{Cost, Coverage, Details, Entry, EntryKind, Event, LocalVariation, Opportunity};
use crate::model::place::{Place, Reach};
use crate::model::route::{Route, Subject};
use crate::model::state::State;

impl Directory<'_> {
    /// Entries that are services; projects are programmes of their organisations.
    pub fn services(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| entry.kind != EntryKind::Progetto)
    }

    /// The most that there can be of services at a place.
    pub fn most_places(&self) -> usize {
        self.services().map(|entry| self.site.reach_of_entry(entry).0.places.len()).sum()
    }

    /// A service, and how it is reached.
    pub fn service<'s>(&'s self, entry: &'s Entry, reach: &'s Reach) -> Service<'s> {
        let texts = &entry.texts;
        let parts = self.parts_of_entry(entry);
        let owner = Owner::Service(parts.id);
        let answerers = self.answerers(entry, reach);
        Service {
            id: parts.id,
            organization_id: self.organization_id(entry.organization),
            name: &texts.title,
            description: paragraphs([Some(texts.summary.clone()), text(entry, "descrizione")]).unwrap_or_default(),
            url: self.absolute(Subject::Entry(entry.kind, entry.slug.clone())),
            additional_urls: self.additional_urls(entry, &parts, reach),
            email: reach.contacts.iter().find_map(email),
            status: status(self.site.state(entry)),
            interpretation_services: texts.interpreter.as_deref(),
            application_process: self.application_process(entry),
            fees_description: self.fees(entry),
            eligibility_description: self.eligibility(entry),
            minimum_age: entry.ages.from,
            maximum_age: entry.ages.to,
            assured_date: entry.verified.map(|date| date.to_string()),
            alert: self.alert(entry, reach),
            last_modified: entry.last_modified().map(midnight),
            phones: phones(&parts, owner, &answerers),
            schedules: self.schedules(entry, &parts, reach),
            service_areas: self.service_areas(entry, &parts),
            service_at_locations: self.service_at_locations(entry, &reach.places),
            languages: languages(entry, &parts),
            organization: self.organization_summary(entry.organization),
            cost_options: self.cost_options(entry, &parts),
            required_documents: self.required_documents(entry, &parts),
            contacts: contacts(&parts, owner, &answerers),
            attributes: self.attributes(entry, "service"),
        }
    }

    /// Who answers for all, then who answers in a Comune.
    fn answerers<'s>(&'s self, entry: &'s Entry, reach: &'s Reach) -> Vec<Answerer<'s>> {
        let for_all = reach.contacts.iter().map(|contact| (contact, None));
        let in_comune = |local: &'s LocalVariation| {
            let comune = self.site.comune(local.comune).name.as_str();
            local.contacts.iter().map(move |contact| (contact, Some(comune)))
        };
        for_all.chain(entry.local.iter().flat_map(in_comune)).collect()
    }

    fn additional_urls<'s>(&self, entry: &'s Entry, parts: &Parts, reach: &'s Reach) -> Vec<Url<'s>> {
        let owner = Owner::Service(parts.id);
        let url =
            |label: &'s str, url: String| Url { id: parts.part("indirizzo-web", &url), label: Some(label), url, owner };
        let digital = match &entry.details {
            Details::Service(service) => service.digital.as_ref(),
            _ => None,
        };
        let online = digital.map(|(label, web)| url(label, web.as_str().to_owned()));
        let route = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
        let forms = entry.attachments.iter().map(|form| url(&form.title, self.file(&route.file(&form.file.name))));
        let local = entry.local.iter().flat_map(|local| &local.contacts);
        let websites = websites(parts, owner, reach.contacts.iter().chain(local));
        distinct(online.into_iter().chain(forms).chain(websites), |url| url.id)
    }

    /// How one asks: who may ask for somebody else comes first, as on the page.
    fn application_process(&self, entry: &Entry) -> Option<String> {
        let ways: Vec<String> =
            entry.access.iter().map(|access| self.strings.get(&format!("access_{}", access.key()))).collect();
        let ways = (!ways.is_empty()).then(|| ways.join("; "));
        paragraphs([ways, text(entry, "chi_segnala"), text(entry, "come_fare"), text(entry, "come_partecipare")])
    }

    fn eligibility(&self, entry: &Entry) -> Option<String> {
        let audiences: Vec<&str> = entry.audiences.iter().map(|term| self.site.term(*term).name.as_str()).collect();
        let audiences = (!audiences.is_empty()).then(|| audiences.join(", "));
        paragraphs([audiences, text(entry, "a_chi_si_rivolge"), text(entry, "requisiti")])
    }

    fn fees(&self, entry: &Entry) -> Option<String> {
        paragraphs([entry.cost.map(|cost| self.cost(cost)), entry.texts.cost_details.clone()])
    }

    fn cost(&self, cost: Cost) -> String {
        self.strings.get(&format!("cost_{}", cost.key()))
    }

    /// Why it is not as usual, and the closures ahead.
    fn alert(&self, entry: &Entry, reach: &Reach) -> Option<String> {
        let closures = reach.closures.iter().map(|closure| Some(self.strings.closure(closure)));
        paragraphs([entry.texts.status_reason.clone()].into_iter().chain(closures))
    }

    fn schedules(&self, entry: &Entry, parts: &Parts, reach: &Reach) -> Vec<Schedule> {
        let mut schedules = weekly(parts, &reach.hours, None);
        for local in &entry.local {
            schedules.extend(weekly(parts, &local.hours, Some(&self.site.comune(local.comune).name)));
        }
        if let Some(opportunity) = entry.opportunity() {
            schedules.extend(self.period(parts, opportunity));
            let events = opportunity.events.iter().filter(|event| !event.cancelled);
            schedules.extend(events.map(|event| single(entry, parts, event)));
        }
        distinct(schedules, |schedule| schedule.id)
    }

    /// From when and until when one may ask.
    fn period(&self, parts: &Parts, opportunity: &Opportunity) -> Option<Schedule> {
        let (from, to) = (opportunity.opens, opportunity.deadline);
        (from.is_some() || to.is_some()).then(|| Schedule {
            id: parts.part("orario", "domande"),
            service_id: parts.id,
            valid_from: from.map(|date| date.to_string()),
            valid_to: to.map(|deadline| deadline.date.to_string()),
            description: to
                .map(|deadline| format!("{}: {}", self.strings.get("deadline"), self.strings.moment(deadline))),
            ..Schedule::default()
        })
    }

    fn service_areas<'s>(&'s self, entry: &Entry, parts: &Parts) -> Vec<ServiceArea<'s>> {
        let Coverage::Only(comuni) = &entry.coverage else {
            return vec![ServiceArea {
                id: parts.part("territorio", ""),
                service_id: parts.id,
                name: &self.site.board.territory,
                description: None,
                uri: self.absolute(Subject::Comuni),
            }];
        };
        let area = |id: &crate::model::id::ComuneId| {
            let comune = self.site.comune(*id);
            ServiceArea {
                id: parts.part("territorio", comune.istat.as_str()),
                service_id: parts.id,
                name: &comune.name,
                description: Some(self.strings.fill("istat_code", &[("n", comune.istat.as_str())])),
                uri: self.absolute(Subject::Comune(comune.slug.clone())),
            }
        };
        distinct(comuni.iter().map(area), |area| area.id)
    }

    pub fn service_at_locations<'s>(&'s self, entry: &Entry, places: &'s [Place]) -> Vec<ServiceAtLocation<'s>> {
        let is_lent = entry.reach.places.is_empty();
        let keeper = if is_lent { self.parts_of_organization(entry.organization) } else { self.parts_of_entry(entry) };
        let parts = self.parts_of_entry(entry);
        let locations = self.locations(&keeper, entry.organization, places).into_iter();
        let at = |location: super::objects::Location<'s>| ServiceAtLocation {
            id: parts.part("servizio-in-sede", &location.id.to_string()),
            service_id: parts.id,
            location_id: location.id,
            location,
        };
        locations.map(at).collect()
    }

    /// What it costs: only of what is free the amount is known.
    fn cost_options<'s>(&self, entry: &'s Entry, parts: &Parts) -> Vec<CostOption<'s>> {
        let for_all = entry.cost.map(|cost| CostOption {
            id: parts.part("costo", cost.key()),
            service_id: parts.id,
            option: self.cost(cost),
            currency: (cost == Cost::Free).then_some("EUR"),
            amount: (cost == Cost::Free).then_some(0),
            amount_description: entry.texts.cost_details.as_deref(),
        });
        let in_comune = entry.local.iter().filter(|local| local.cost.is_some()).map(|local| {
            let comune = self.site.comune(local.comune);
            CostOption {
                id: parts.part("costo", comune.istat.as_str()),
                service_id: parts.id,
                option: comune.name.clone(),
                currency: None,
                amount: None,
                amount_description: local.cost.as_deref(),
            }
        });
        distinct(for_all.into_iter().chain(in_comune), |option| option.id)
    }

    fn required_documents(&self, entry: &Entry, parts: &Parts) -> Vec<RequiredDocument> {
        let isee = entry.needs_isee.filter(|needed| *needed).map(|_| ("isee", self.strings.get("fact_isee")));
        let others = text(entry, "cosa_serve").map(|text| ("cosa-serve", text));
        let documents = isee.into_iter().chain(others);
        documents
            .map(|(key, document)| RequiredDocument {
                id: parts.part("documento", key),
                service_id: parts.id,
                document,
            })
            .collect()
    }
}

fn status(state: State) -> &'static str {
    match state {
        State::Active | State::Running | State::Open | State::ClosingSoon => "active",
        State::Suspended => "temporarily closed",
        // A call that is closed often comes again.
        State::NotYetActive | State::Planned | State::Coming | State::Closed => "inactive",
        State::Ended => "defunct",
    }
}

/// A day on which something takes place; of a delicate one nothing says where.
fn single(entry: &Entry, parts: &Parts, event: &Event) -> Schedule {
    let last = event.last_day().to_string();
    let end = event.end.and_then(|end| end.time);
    let notes: Vec<String> = event.title.clone().into_iter().chain(event.note.clone()).collect();
    Schedule {
        id: parts.part("orario", &format!("{}/{}", event.start.iso(), event.title.as_deref().unwrap_or_default())),
        service_id: parts.id,
        dtstart: Some(event.start.date.to_string()),
        until: Some(last),
        opens_at: event.start.time.map(clock),
        closes_at: end.map(clock),
        notes: (!notes.is_empty() && !entry.sensitive).then(|| notes.join(". ")),
        ..Schedule::default()
    }
}

fn languages<'s>(entry: &'s Entry, parts: &Parts) -> Vec<Language<'s>> {
    let languages = entry.languages_spoken.iter();
    let languages = languages.map(|name| Language { id: parts.part("lingua", name), service_id: parts.id, name });
    distinct(languages, |language| language.id)
}

/// The plain text of a part of an entry, a block on each line.
fn text(entry: &Entry, key: &str) -> Option<String> {
    let text = entry.texts.section(key)?.prose.text();
    Some(text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n"))
}

fn paragraphs(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
