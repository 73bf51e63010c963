//! The page of a service, a project or an opportunity: everything known of it, where a citizen looks
//! for it.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::Drawer;
use super::letter::{encoded, letter};
use super::map::SmallMap;
use super::page::Page;
use super::timeline::Milestone;
use crate::model::calendar::Calendar;
use crate::model::entry::{
    Coverage, Details, Entry, EntryKind, EntrySection, Event, Image, Project, Texts, section_id,
};
use crate::model::id::EntryId;
use crate::model::node::BODY;
use crate::model::route::{Route, Subject};
use crate::render::view::{
    self, ClosureView, ContactView, DateView, DeadlineView, HoursRow, Link, PlaceView, ReachView, StatusView,
    plural_key,
};
use crate::render::{Prepared, json_ld};

/// The section that goes above all others when a service is reached by referral only.
const REFERRAL: &str = "chi_segnala";

/// The section that goes after the way in, as in the national model of a service.
const CONDITIONS: &str = "condizioni";

#[derive(Serialize)]
struct EntryView {
    /// Its name on the reader's own list: `servizi/casa`.
    key: String,
    kind: &'static str,
    kind_label: String,
    r#type: Option<String>,
    summary: String,
    status: StatusView,
    status_note: Option<String>,
    /// Of what is another board's.
    home: Option<HomeView>,
    /// Ways to tell that something is wrong, and to tell others; none on delicate pages.
    feedback: Option<String>,
    share: Vec<Link>,
    suspended: Option<String>,
    referral: bool,
    referral_html: Option<String>,
    deadline: Option<DeadlineView>,
    opens: Option<DateView>,
    always_open: bool,
    until_exhausted: bool,
    coming: bool,
    closed_on: Option<DateView>,
    /// As in [`view::CardView`].
    until: Option<String>,
    timeline: Vec<Milestone>,
    facts: Vec<Fact>,
    description_html: Option<String>,
    sections: Vec<SectionView>,
    /// How one gets in, as words.
    access: Vec<String>,
    /// What stands after the way in: the fine print.
    closing_sections: Vec<SectionView>,
    events: Vec<EventView>,
    /// Its calendar, while something is ahead.
    calendar: Option<String>,
    project: Option<ProjectView>,
    digital: Option<Link>,
    #[serde(flatten)]
    reach: ReachView,
    contacts_from: Option<Link>,
    per_comune: Vec<LocalView>,
    attachments: Vec<AttachmentView>,
    image: Option<ImageView>,
    organization: Link,
    curated_by: Option<String>,
    needs: Vec<Link>,
    audiences: Vec<Link>,
    areas: Vec<Link>,
    comuni_all: bool,
    comuni: Vec<Link>,
    /// The name of all of them together, if they have one.
    territory: Option<String>,
    related: Vec<Prepared>,
    map: Option<SmallMap>,
    updated: Option<DateView>,
    verified: Option<DateView>,
    index: Vec<Link>,
    for_professionals: bool,
}

/// The page of another board that this one is a copy of.
#[derive(Serialize)]
struct HomeView {
    board: String,
    url: String,
    has_attachments: bool,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct SectionView {
    id: String,
    label: String,
    html: String,
}

#[derive(Serialize)]
struct EventView {
    title: Option<String>,
    start: DateView,
    end_text: Option<String>,
    place: Option<String>,
    comune: Option<Link>,
    cancelled: bool,
    note: Option<String>,
}

#[derive(Serialize)]
struct ProjectView {
    rows: Vec<Row>,
    funding: Option<Funding>,
}

/// The publicity that whoever pays is owed.
#[derive(Serialize)]
struct Funding {
    funders: Vec<Link>,
    programme: Option<String>,
    cup: Option<String>,
    logos: Vec<ImageView>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    text: Option<String>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct LocalView {
    comune: Link,
    note: Option<String>,
    cost: Option<String>,
    contacts: Vec<ContactView>,
    hours: Vec<HoursRow>,
}

#[derive(Serialize)]
struct AttachmentView {
    label: String,
    url: String,
    r#type: String,
    size: String,
    description: Option<String>,
}

#[derive(Serialize)]
struct ImageView {
    url: String,
    alt: String,
    width: u32,
    height: u32,
    caption: Option<String>,
    credit: String,
}

impl Drawer<'_> {
    pub fn entry(&self, entry: &Entry) -> io::Result<()> {
        let subject = Subject::Entry(entry.kind, entry.slug.clone());
        let route = self.context.renderer.route(self.language, subject);
        if !self.wants(&route) {
            return Ok(());
        }
        let texts = entry.texts_in(self.language.lang.as_str());
        let translations = entry.translations.keys().cloned().map(Some);
        let page = Page::new(route.clone(), "entry", &texts.title, &texts.summary)
            .nav(plural_key(entry.kind))
            .under(self.context.renderer.kind_plural(self.language, entry.kind), Subject::Kind(entry.kind))
            .noindex(self.context.site.state(entry).is_archived())
            .sensitive(entry.sensitive)
            .updated(entry.last_modified())
            .notes(self.translation_notes(entry, texts))
            .copy_of(entry.home.is_some().then(|| self.context.renderer.canonical(self.language, entry)))
            .languages(std::iter::once(None).chain(translations).collect())
            .data(json_ld::entry(self.context.renderer, self.language, entry));
        self.put(&route, "pages/entry.html", &self.view(page), "entry", &self.entry_view(entry, texts))
    }

    /// Whether the original has changed since, whether somebody has looked the translation over.
    fn translation_notes(&self, entry: &Entry, texts: &Texts) -> Vec<String> {
        let Some((revision, _)) = self.language.prefix.as_ref().and_then(|lang| entry.translations.get(lang)) else {
            return Vec::new();
        };
        let date = |date| self.context.renderer.date(self.language, date).text;
        let changed = entry.last_modified().filter(|changed| changed > revision);
        let older = changed.map(|changed| {
            let blanks = [("a", date(*revision)), ("b", date(changed))];
            let blanks = blanks.each_ref().map(|(name, value)| (*name, value.as_str()));
            self.language.strings.fill("translation_older", &blanks)
        });
        older.into_iter().chain(texts.to_review.then(|| self.word("translation_to_review"))).collect()
    }

    /// A letter to whoever keeps the board, begun for the reader.
    fn feedback(&self, entry: &Entry, texts: &Texts) -> Option<String> {
        let board = &self.context.site.board;
        let to = board.contacts.iter().find_map(|contact| contact.email.as_ref()).filter(|_| !entry.sensitive)?;
        let version = entry.last_modified().map(|date| date.to_string()).unwrap_or_default();
        let subject = self.language.strings.fill("feedback_subject", &[("x", &texts.title)]);
        let body = self.language.strings.fill("feedback_body", &[("a", &self.address(entry)), ("b", &version)]);
        Some(letter(to, &subject, &body))
    }

    /// Ways to send the page to somebody.
    fn share(&self, entry: &Entry, texts: &Texts) -> Vec<Link> {
        if entry.sensitive {
            return Vec::new();
        }
        let text = encoded(&format!("{} {}", texts.title, self.address(entry)));
        let title = encoded(&texts.title);
        let ways = [
            ("WhatsApp".to_owned(), format!("https://wa.me/?text={text}")),
            ("SMS".to_owned(), format!("sms:?&body={text}")),
            (self.word("share_mail"), format!("mailto:?subject={title}&body={text}")),
        ];
        ways.map(|(label, url)| Link { label, url, count: None, lang: None }).into()
    }

    fn address(&self, entry: &Entry) -> String {
        let renderer = self.context.renderer;
        renderer.urls.absolute(&renderer.entry_route(self.language, entry).path())
    }

    fn entry_view(&self, entry: &Entry, texts: &Texts) -> EntryView {
        let (site, renderer, language) = (self.context.site, self.context.renderer, self.language);
        // Files stand beside the page in the first language, where translations find them too.
        let base = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
        let html = |section: &EntrySection| renderer.prose(language, &section.prose, Some(entry), &base);
        let (reach, lender) = site.reach_of_entry(entry);
        let lender = lender.map(|lender| renderer.organization_link(language, lender));
        let opportunity = entry.opportunity();
        let links = |terms: &[crate::model::id::TermId]| {
            terms.iter().map(|term| renderer.term_link(language, *term)).collect::<Vec<_>>()
        };
        let (closing_sections, sections) = texts
            .sections
            .iter()
            .filter(|section| section.key != BODY && !(section.key == REFERRAL && entry.by_referral()))
            .map(|section| SectionView {
                id: section_id(section.key),
                label: self.section_label(section),
                html: html(section),
            })
            .partition(|section: &SectionView| section.id == CONDITIONS);
        let timeline = self.timeline(entry);
        let project = entry.project().map(|project| self.project(project, &base, !timeline.is_empty()));
        let mut view = EntryView {
            key: base.path_in_language().trim_end_matches('/').to_owned(),
            kind: entry.kind.name(),
            kind_label: renderer.kind_label(language, entry.kind),
            r#type: opportunity.map(|opportunity| renderer.term_link(language, opportunity.category).label),
            summary: texts.summary.clone(),
            status: renderer.status(language, entry),
            home: entry.home.as_ref().map(|home| HomeView {
                board: home.board.clone(),
                url: home.page_in(language.prefix.as_deref()).as_str().to_owned(),
                has_attachments: home.has_attachments,
            }),
            // Who keeps this board cannot change what is another's.
            feedback: self.feedback(entry, texts).filter(|_| entry.home.is_none()),
            share: self.share(entry, texts),
            status_note: texts.status_reason.clone(),
            suspended: self.suspended(entry),
            referral: entry.by_referral(),
            referral_html: texts.section(REFERRAL).filter(|_| entry.by_referral()).map(html),
            deadline: opportunity
                .and_then(|opportunity| opportunity.deadline)
                .map(|moment| renderer.deadline(language, moment)),
            opens: opportunity.and_then(|opportunity| opportunity.opens).map(|date| renderer.date(language, date)),
            always_open: opportunity.is_some_and(|opportunity| opportunity.always_open),
            until_exhausted: opportunity.is_some_and(|opportunity| opportunity.until_exhausted),
            coming: opportunity.is_some_and(|opportunity| opportunity.coming),
            closed_on: opportunity
                .and_then(|opportunity| opportunity.closed_on)
                .map(|date| renderer.date(language, date)),
            until: opportunity.and_then(|opportunity| opportunity.last_moment()),
            timeline,
            facts: self.facts_of(entry, texts),
            description_html: texts.section(BODY).map(html),
            sections,
            access: self.access(entry),
            closing_sections,
            events: self.events(entry),
            calendar: self.calendar(entry),
            project,
            digital: match &entry.details {
                Details::Service(service) => service.digital.as_ref().map(|(label, url)| Link {
                    label: label.clone(),
                    url: url.as_str().to_owned(),
                    count: None,
                    lang: None,
                }),
                _ => None,
            },
            reach: renderer.reach(language, &reach),
            contacts_from: lender,
            per_comune: self.per_comune(entry),
            attachments: self.attachments(entry, &base),
            image: entry.image.as_ref().and_then(|image| self.image(image, &base)),
            organization: renderer.organization_link(language, entry.organization),
            curated_by: texts.curated_by.clone(),
            needs: links(&entry.needs),
            audiences: links(&entry.audiences),
            areas: links(&entry.areas),
            comuni_all: entry.coverage == Coverage::District,
            comuni: match &entry.coverage {
                Coverage::District => Vec::new(),
                Coverage::Only(comuni) => comuni.iter().map(|id| renderer.comune_link(language, *id)).collect(),
            },
            territory: entry.home_territory().map(str::to_owned),
            related: renderer.cards(language, &self.related(entry)),
            map: self.entry_map(entry),
            updated: entry.last_modified().map(|date| renderer.date(language, date)),
            verified: entry.verified.map(|date| renderer.date(language, date)),
            index: Vec::new(),
            for_professionals: entry.for_professionals && site.entries.len() > 1,
        };
        view.index = self.index_of(&view);
        view
    }

    fn suspended(&self, entry: &Entry) -> Option<String> {
        let (from, to) = entry.suspended?;
        if to.is_some_and(|to| to < self.context.site.today) {
            return None;
        }
        let date =
            |date: Option<jiff::civil::Date>| date.map(|date| self.language.strings.date(date)).unwrap_or_default();
        let key = match (from, to) {
            (Some(_), Some(_)) => "suspended_from_to",
            (Some(_), None) => "suspended_from",
            _ => "suspended_to",
        };
        Some(self.language.strings.fill(key, &[("a", &date(from)), ("b", &date(to))]))
    }

    fn facts_of(&self, entry: &Entry, texts: &Texts) -> Vec<Fact> {
        let word = |key: &str| self.word(key);
        let yes_no = |value: bool| word(if value { "yes" } else { "no" });
        let mut facts: Vec<(&str, String)> = Vec::new();
        let access = self.access(entry);
        if !access.is_empty() {
            facts.push(("fact_access", access.join("; ")));
        }
        match (entry.cost, &texts.cost_details) {
            (Some(cost), Some(details)) => {
                facts.push(("fact_cost", format!("{}. {details}", word(&format!("cost_{}", cost.key())))))
            }
            (Some(cost), None) => facts.push(("fact_cost", word(&format!("cost_{}", cost.key())))),
            (None, Some(details)) => facts.push(("fact_cost", details.clone())),
            (None, None) => {}
        }
        facts.extend(self.amounts(entry, texts));
        facts.extend(self.ages(entry).map(|ages| ("fact_age", ages)));
        facts.extend(entry.needs_isee.map(|needed| ("fact_isee", yes_no(needed))));
        facts.extend(entry.needs_spid.map(|needed| ("fact_spid", yes_no(needed))));
        if !entry.languages_spoken.is_empty() {
            facts.push(("fact_languages", entry.languages_spoken.join(", ")));
        }
        facts.extend(texts.interpreter.clone().map(|interpreter| ("fact_interpreter", interpreter)));
        facts.into_iter().map(|(key, text)| Fact { label: word(key), text, url: None }).collect()
    }

    fn access(&self, entry: &Entry) -> Vec<String> {
        entry.access.iter().map(|access| self.word(&format!("access_{}", access.key()))).collect()
    }

    fn amounts(&self, entry: &Entry, texts: &Texts) -> Vec<(&'static str, String)> {
        let Some(opportunity) = entry.opportunity() else { return Vec::new() };
        let parts: Vec<String> = opportunity
            .amount
            .map(|amount| amount.to_string())
            .into_iter()
            .chain(texts.amount_details.clone())
            .collect();
        let amount = (!parts.is_empty()).then(|| ("fact_amount", parts.join(", ")));
        let places = opportunity.places.map(|places| ("fact_places", places.to_string()));
        amount.into_iter().chain(places).collect()
    }

    fn ages(&self, entry: &Entry) -> Option<String> {
        let strings = &self.language.strings;
        match (entry.ages.from, entry.ages.to) {
            (None, None) => None,
            (Some(from), None) => Some(strings.fill("age_from", &[("n", &from.to_string())])),
            (None, Some(to)) => Some(strings.fill("age_to", &[("n", &to.to_string())])),
            (Some(from), Some(to)) => {
                Some(strings.fill("age_range", &[("a", &from.to_string()), ("b", &to.to_string())]))
            }
        }
    }

    /// The theme's word; authors write the field's name.
    fn section_label(&self, section: &EntrySection) -> String {
        self.language.strings.find(&format!("section_{}", section.key)).unwrap_or_else(|| section.label.to_owned())
    }

    fn events(&self, entry: &Entry) -> Vec<EventView> {
        let Some(opportunity) = entry.opportunity() else { return Vec::new() };
        let strings = &self.language.strings;
        let mut events: Vec<_> = opportunity.events.iter().collect();
        events.sort_by_key(|event| event.start.start());
        events
            .into_iter()
            .map(|event| EventView {
                title: event.title.clone(),
                start: DateView::moment(strings, event.start),
                end_text: event.end.map(|end| match (end.date == event.start.date, end.time) {
                    (true, Some(time)) => format!("{}:{:02}", time.hour(), time.minute()),
                    _ => strings.moment(end),
                }),
                place: match (&event.venue, &event.address) {
                    (Some(venue), Some(address)) => Some(format!("{venue}, {address}")),
                    (venue, address) => venue.clone().or_else(|| address.clone()),
                },
                comune: event.comune.map(|id| self.context.renderer.comune_link(self.language, id)),
                cancelled: event.cancelled,
                note: event.note.clone(),
            })
            .collect()
    }

    fn calendar(&self, entry: &Entry) -> Option<String> {
        let (site, opportunity) = (self.context.site, entry.opportunity()?);
        let is_asked = |day: Date| day >= site.today && !site.state(entry).is_archived();
        let is_held = |event: &Event| !event.cancelled && event.last_day() >= site.today;
        let is_ahead =
            opportunity.deadline.is_some_and(|moment| is_asked(moment.date)) || opportunity.events.iter().any(is_held);
        let calendar = Calendar::of_entry(entry).filter(|_| is_ahead)?;
        Some(self.context.renderer.urls.local(&calendar.path()))
    }

    /// Dates stand here only if there are too few of them for a timeline.
    fn project(&self, project: &Project, base: &Route, has_timeline: bool) -> ProjectView {
        let organization = |id| self.context.renderer.organization_link(self.language, id);
        let mut rows = Vec::new();
        let mut links = |key: &str, links: Vec<Link>| {
            if !links.is_empty() {
                rows.push(Row { label: self.word(key), text: None, links });
            }
        };
        links("lead", project.lead.into_iter().map(organization).collect());
        links("partners", project.partners.iter().copied().map(organization).collect());
        let date = |date: Option<jiff::civil::Date>| {
            date.filter(|_| !has_timeline).map(|date| self.language.strings.date(date))
        };
        let texts = [
            ("total_cost", project.total_cost.map(|amount| amount.to_string())),
            ("contribution", project.contribution.map(|amount| amount.to_string())),
            ("start", date(project.start)),
            ("end", date(project.end)),
            ("extension", date(project.extended_to)),
            ("duration", project.duration.clone()),
        ];
        for (key, text) in texts {
            rows.extend(text.map(|text| Row { label: self.word(key), text: Some(text), links: Vec::new() }));
        }
        let funding = Funding {
            funders: project.funders.iter().map(|funder| self.funder(funder)).collect(),
            programme: project.programme.clone(),
            cup: project.cup.clone(),
            logos: project.logos.iter().filter_map(|logo| self.image(logo, base)).collect(),
        };
        let is_owed = !funding.funders.is_empty()
            || !funding.logos.is_empty()
            || funding.programme.is_some()
            || funding.cup.is_some();
        ProjectView { rows, funding: is_owed.then_some(funding) }
    }

    /// A funder with what it gives: `Fondazione (630.000 euro, bando Welfare)`.
    fn funder(&self, funder: &crate::model::entry::Funder) -> Link {
        let link = self.context.renderer.organization_link(self.language, funder.organization);
        let details: Vec<String> =
            funder.contribution.map(|amount| amount.to_string()).into_iter().chain(funder.note.clone()).collect();
        if details.is_empty() {
            link
        } else {
            Link { label: format!("{} ({})", link.label, details.join(", ")), ..link }
        }
    }

    fn per_comune(&self, entry: &Entry) -> Vec<LocalView> {
        entry
            .local
            .iter()
            .map(|local| LocalView {
                comune: self.context.renderer.comune_link(self.language, local.comune),
                note: local.note.clone(),
                cost: local.cost.clone(),
                contacts: local.contacts.iter().map(ContactView::from).collect(),
                hours: local.hours.iter().map(|opening| view::hours(self.language, opening)).collect(),
            })
            .collect()
    }

    fn attachments(&self, entry: &Entry, base: &Route) -> Vec<AttachmentView> {
        let view = |attachment: &crate::model::entry::Attachment| AttachmentView {
            label: attachment.title.clone(),
            url: self.context.renderer.urls.local(&base.file(&attachment.file.name)),
            r#type: attachment
                .file
                .name
                .rsplit_once('.')
                .map_or(String::new(), |(_, extension)| extension.to_uppercase()),
            size: file_size(attachment.file.size),
            description: attachment.description.clone(),
        };
        entry.attachments.iter().map(view).collect()
    }

    fn image(&self, image: &Image, base: &Route) -> Option<ImageView> {
        let (width, height) = image.file.pixels?;
        let credit: Vec<&str> = image.author.as_deref().into_iter().chain(image.license.as_deref()).collect();
        Some(ImageView {
            url: self.context.renderer.urls.local(&base.file(&image.file.name)),
            alt: image.alt.clone(),
            width,
            height,
            caption: image.caption.clone(),
            credit: credit.join(", "),
        })
    }

    /// What the author chose; else entries that share the most needs and audiences, in a stable order.
    fn related(&self, entry: &Entry) -> Vec<EntryId> {
        const SHOWN: usize = 4;
        let site = self.context.site;
        let archived = |id: &EntryId| site.state(site.entry(*id)).is_archived();
        let mut related: Vec<EntryId> = entry.related.iter().copied().filter(|id| !archived(id)).take(SHOWN).collect();
        if related.is_empty() && !entry.sensitive {
            let first_need = entry.needs.first().map_or(&[][..], |need| self.context.catalog.term(*need));
            // A window of the list: on a large board the whole of it would make the build quadratic.
            const WINDOW: usize = 50;
            let start = first_need.iter().position(|id| *id == entry.id).unwrap_or(0);
            let near = first_need[start.min(first_need.len())..].iter().chain(first_need).take(WINDOW);
            let mut candidates: Vec<EntryId> =
                near.copied().filter(|id| *id != entry.id && !site.entry(*id).sensitive).collect();
            candidates.sort_unstable();
            candidates.dedup();
            candidates.sort_by_cached_key(|id| std::cmp::Reverse(shared_terms(entry, site.entry(*id))));
            related.extend(candidates.into_iter().take(SHOWN));
        }
        related
    }

    fn index_of(&self, view: &EntryView) -> Vec<Link> {
        let anchor = |label: String, id: &str| Link { label, url: format!("#{id}"), count: None, lang: None };
        let block = |key: &str, id: &str, shown: bool| shown.then(|| anchor(self.word(&format!("section_{key}")), id));
        let of = |sections: &[SectionView]| -> Vec<Link> {
            sections.iter().map(|section| anchor(section.label.clone(), &section.id)).collect()
        };
        let is_service = view.kind == EntryKind::Servizio.name();
        let has_place = has_place(&view.reach.places, &view.reach.hours, &view.reach.closures);
        let before = [
            (!view.timeline.is_empty()).then(|| anchor(self.word("timeline_title"), "date")),
            block("eventi", "eventi", !view.events.is_empty()),
            block(
                "progetto",
                "progetto",
                view.project.as_ref().is_some_and(|project| !project.rows.is_empty() || project.funding.is_some()),
            ),
            block("accesso", "accesso", is_service),
            block("sedi_e_orari", "sedi-e-orari", !is_service && has_place),
        ];
        let after = [block("contatti", "contatti", true), block("allegati", "allegati", !view.attachments.is_empty())];
        let blocks = |blocks: Vec<Option<Link>>| blocks.into_iter().flatten();
        of(&view.sections)
            .into_iter()
            .chain(blocks(before.into()))
            .chain(of(&view.closing_sections))
            .chain(blocks(after.into()))
            .collect()
    }
}

fn has_place(places: &[PlaceView], hours: &[HoursRow], closures: &[ClosureView]) -> bool {
    !places.is_empty() || !hours.is_empty() || !closures.is_empty()
}

fn shared_terms(entry: &Entry, other: &Entry) -> usize {
    let shared = |terms: &[crate::model::id::TermId], others: &[crate::model::id::TermId]| {
        terms.iter().filter(|term| others.contains(term)).count()
    };
    shared(&entry.needs, &other.needs) + shared(&entry.audiences, &other.audiences)
}

/// `1,2 MB`, `340 KB`: decimal units, as phones count them.
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
