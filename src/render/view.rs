//! What templates are given: plain texts and addresses, in the language of the page.

use jiff::civil::Date;
use serde::Serialize;

use super::qr::QrView;
use super::strings::{Strings, time};
use super::{Language, Prepared, Renderer, WORKER_PATH, manifest_path, script_path};
use crate::model::calendar::Calendar;
use crate::model::catalog::sort_key;
use crate::model::entry::{Coverage, Entry, EntryKind};
use crate::model::id::{ComuneId, EntryId, OrganizationId, TermId};
use crate::model::place::{Closure, Contact, Opening, Place, Reach};
use crate::model::route::{OPEN_DATA, Route, Subject, WITH_PAGES};
use crate::model::site::{NamedLink, Page, UsefulNumber};
use crate::model::state::{State, days_between};
use crate::model::value::{Deadline, Email, Phone, Web};
use crate::theme::{EMBED_SCRIPT, FIRST_SCRIPT, SITE_SCRIPT};

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub label: String,
    pub url: String,
    pub count: Option<usize>,
    /// The language of its text and of the page it leads to, when it is not the reader's.
    pub lang: Option<String>,
}

/// Another site, named by its host.
impl From<&Web> for Link {
    fn from(web: &Web) -> Link {
        Link { label: web.host().to_owned(), url: web.as_str().to_owned(), count: None, lang: None }
    }
}

impl From<&NamedLink> for Link {
    fn from(link: &NamedLink) -> Link {
        Link { label: link.text.clone(), url: link.url.as_str().to_owned(), count: None, lang: None }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

impl DateView {
    pub fn new(strings: &Strings, date: Date) -> DateView {
        DateView { iso: date.to_string(), text: strings.date(date) }
    }

    pub fn moment(strings: &Strings, moment: Deadline) -> DateView {
        DateView { iso: moment.iso(), text: strings.moment(moment) }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Touch {
    pub text: String,
    pub href: String,
}

impl From<&Phone> for Touch {
    fn from(phone: &Phone) -> Touch {
        Touch { text: phone.text().to_owned(), href: phone.href() }
    }
}

impl From<&Email> for Touch {
    fn from(email: &Email) -> Touch {
        Touch { text: email.as_str().to_owned(), href: email.href() }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    pub name: Option<String>,
    pub phones: Vec<Touch>,
    pub emails: Vec<Touch>,
    pub website: Option<Link>,
    pub note: Option<String>,
}

impl From<&Contact> for ContactView {
    fn from(contact: &Contact) -> ContactView {
        ContactView {
            name: contact.name.clone(),
            phones: contact.phone.iter().map(Touch::from).collect(),
            emails: contact.email.iter().chain(&contact.pec).map(Touch::from).collect(),
            website: contact.website.as_ref().map(Link::from),
            note: contact.note.clone(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    pub name: Option<String>,
    pub address: String,
    /// `26900 Lodi`.
    pub locality: Option<String>,
    pub comune: Option<Link>,
    pub step_free: Option<String>,
    pub directions: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct HoursRow {
    pub days: String,
    pub times: String,
    pub note: Option<String>,
    /// For scripts: `1 2 5`, Monday being 1; `9:00`.
    pub weekdays: String,
    pub from: String,
    pub to: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ClosureView {
    pub text: String,
    pub from: String,
    /// The last day.
    pub to: String,
}

/// A Comune to choose: where its page is, whom to call.
#[derive(Clone, Debug, Serialize)]
pub struct ComuneChoice {
    pub slug: String,
    pub name: String,
    pub url: String,
    /// Its social service.
    pub office: Option<String>,
    pub phone: Option<Touch>,
    pub lat: f64,
    pub lon: f64,
}

/// Contacts, places and hours, ready to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct ReachView {
    pub contacts: Vec<ContactView>,
    pub places: Vec<PlaceView>,
    pub hours: Vec<HoursRow>,
    pub closures: Vec<ClosureView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    pub key: &'static str,
    pub label: String,
    /// `ok`, `soon`, `wait` or `off`: which icon and colour go with the word.
    pub tone: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct DeadlineView {
    pub iso: String,
    pub text: String,
    pub left: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    pub title: String,
    pub url: String,
    pub summary: String,
    pub kind: &'static str,
    pub kind_label: String,
    pub type_label: Option<String>,
    pub status: Option<StatusView>,
    pub deadline: Option<DeadlineView>,
    pub place_label: Option<String>,
    /// Slugs of the Comuni where it is valid, separated by spaces; none if it is everywhere.
    pub comuni: Option<String>,
    /// The last useful day, and the time if there is one (ISO).
    pub until: Option<String>,
    pub referral: bool,
    /// The language of the page it leads to, when it is not the reader's.
    pub lang: Option<String>,
    pub date: Option<DateView>,
}

/// A group of cards under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub title: Option<String>,
    pub id: Option<String>,
    pub url: Option<String>,
    pub more_label: Option<String>,
    pub cards: Vec<Prepared>,
}

impl Group {
    pub fn plain(cards: Vec<Prepared>) -> Group {
        Group { title: None, id: None, url: None, more_label: None, cards }
    }

    pub fn titled(title: impl Into<String>, cards: Vec<Prepared>) -> Group {
        Group { title: Some(title.into()), ..Group::plain(cards) }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    pub label: String,
    pub url: String,
    pub count: Option<usize>,
    pub description: Option<String>,
    pub icon: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NumberView {
    pub name: String,
    pub text: String,
    pub href: String,
    pub description: Option<String>,
    pub when: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// Its language, when it is not the page's.
    pub lang: Option<String>,
    pub level: String,
    pub title: String,
    pub html: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub lang: String,
    pub label: String,
    pub url: String,
    pub absolute: String,
}

/// What every template reads of its page.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    pub title: String,
    pub head_title: String,
    pub description: String,
    pub url: String,
    /// Empty on a page without an address of its own.
    pub canonical: String,
    /// Whether it is the copy of a page of another board: then search engines are sent there.
    pub is_copy: bool,
    pub kind: &'static str,
    pub nav_key: Option<&'static str>,
    pub crumbs: Vec<Crumb>,
    pub alternates: Vec<Alternate>,
    /// The version for readers of no listed language: the first language's.
    pub x_default: String,
    pub noindex: bool,
    /// Other forms of what the page says, for programs.
    pub head_links: Vec<HeadLink>,
    /// Ways to stay up to date with what the page says, for people.
    pub follow_links: Vec<Link>,
    /// What the page is about, then the way to it.
    pub json_ld: Vec<String>,
    pub notices: Vec<NoticeView>,
    pub updated: Option<DateView>,
    /// How far the page can be trusted as a translation.
    pub notes: Vec<String>,
    pub sensitive: bool,
    /// Its address, for paper; none on delicate pages.
    pub qr: Option<QrView>,
    pub rating: Option<RatingView>,
}

/// A `<link>` in the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct HeadLink {
    pub rel: &'static str,
    pub media_type: &'static str,
    pub href: String,
    /// For who chooses among several.
    pub title: Option<String>,
}

/// Where the answers on how clear a page is go: to a form, or by letter.
#[derive(Clone, Debug, Serialize)]
pub struct RatingView {
    pub url: Option<String>,
    pub letter: Option<String>,
    pub version: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    pub label: String,
    pub url: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NavLink {
    pub label: String,
    pub url: String,
    pub key: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct TextLink {
    text: String,
    url: String,
}

/// What all pages of a language share.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    title: String,
    description: String,
    /// The language of both, when it is not the reader's.
    lang: Option<String>,
    territory: String,
    home_url: String,
    css: String,
    print_css: String,
    /// What the style sheet will ask for in this language.
    fonts: Vec<String>,
    touch_icon: Option<String>,
    demo: bool,
    date: DateView,
    license_url: String,
    exit_url: String,
    pub nav: Vec<NavLink>,
    footer_pages: Vec<Link>,
    legal_links: Vec<Link>,
    declaration_url: Option<String>,
    /// A letter to whoever keeps the board.
    report_url: Option<String>,
    contacts: Vec<ContactView>,
    useful_numbers: Vec<NumberView>,
    newsletter: Option<TextLink>,
    social: Vec<Link>,
    manager: Option<Link>,
    search_url: Option<String>,
    /// What some pages wait for.
    first_script: String,
    /// What runs on every page, and the service worker that it starts.
    script: String,
    worker_url: Option<String>,
    /// What pages in the frames of other sites have.
    embed_css: String,
    embed_script: String,
    manifest_url: String,
    numbers_url: String,
    comuni_url: String,
    saved_url: String,
    sitemap_url: String,
}

impl SiteView {
    pub fn new(renderer: &Renderer, language: &Language, touch_icon: Option<&str>) -> SiteView {
        let board = &renderer.site.board;
        let fonts = renderer.style_sheets.fonts(&language.lang);
        let word = |key: &str| language.strings.get(key);
        let nav = |key: &'static str, subject: Subject| NavLink {
            label: word(&format!("nav_{key}")),
            url: renderer.href(language, subject),
            key,
        };
        SiteView {
            title: board.title.clone(),
            description: board.description.clone(),
            lang: renderer.foreign(language, false),
            territory: board.territory.clone(),
            home_url: renderer.href(language, Subject::Home),
            css: renderer.urls.local(&renderer.style_sheets.shared.path),
            print_css: renderer.urls.local(&renderer.style_sheets.print.path),
            fonts: fonts.into_iter().map(|path| renderer.urls.local(path)).collect(),
            touch_icon: touch_icon.map(str::to_owned),
            demo: board.is_demonstration,
            date: renderer.date(language, renderer.last_modified),
            license_url: board.license_url.clone(),
            exit_url: board.exit_url.clone(),
            nav: vec![
                nav("services", Subject::Kind(EntryKind::Servizio)),
                nav("opportunities", Subject::Kind(EntryKind::Opportunita)),
                nav("projects", Subject::Kind(EntryKind::Progetto)),
                nav("deadlines", Subject::Deadlines),
                nav("comuni", Subject::Comuni),
            ],
            footer_pages: footer_pages(renderer, language),
            legal_links: board.legal_links.iter().map(Link::from).collect(),
            declaration_url: board.declaration.as_ref().map(|url| url.as_str().to_owned()),
            report_url: board.contacts.iter().find_map(|contact| contact.email.as_ref()).map(Email::href),
            contacts: board.contacts.iter().map(ContactView::from).collect(),
            useful_numbers: renderer.numbers(),
            newsletter: board
                .newsletter
                .as_ref()
                .map(|link| TextLink { text: link.text.clone(), url: link.url.as_str().to_owned() }),
            social: board.social.iter().map(Link::from).collect(),
            manager: board.manager.map(|id| renderer.organization_link(language, id)),
            search_url: Some(renderer.href(language, Subject::Search(None))),
            first_script: renderer.urls.local(&script_path(&FIRST_SCRIPT)),
            script: renderer.urls.local(&script_path(&SITE_SCRIPT)),
            worker_url: board.has_worker.then(|| renderer.urls.local(WORKER_PATH)),
            embed_css: renderer.urls.local(&renderer.style_sheets.embed.path),
            embed_script: renderer.urls.local(&script_path(&EMBED_SCRIPT)),
            manifest_url: renderer.urls.local(&manifest_path(language.prefix.as_deref())),
            numbers_url: renderer.href(language, Subject::UsefulNumbers),
            comuni_url: renderer.href(language, Subject::Comuni),
            saved_url: renderer.href(language, Subject::SavedList),
            sitemap_url: renderer.href(language, Subject::SiteMap),
        }
    }
}

/// Fixed pages, then the lists that the main menu leaves out.
fn footer_pages(renderer: &Renderer, language: &Language) -> Vec<Link> {
    let fixed =
        renderer.site.pages.iter().filter(|page| page.lang.is_none() && page.slug != OPEN_DATA).map(|original| {
            let translated = |page: &&Page| page.slug == original.slug && page.lang == language.prefix;
            let page = renderer.site.pages.iter().find(translated).unwrap_or(original);
            let route = Route::from(Subject::Fixed(page.slug.clone())).in_lang(page.lang.as_deref());
            let lang = renderer.foreign(language, page.lang == language.prefix);
            Link { label: page.title.clone(), url: renderer.urls.local(&route.path()), count: None, lang }
        });
    let lists = [
        ("news", Subject::News),
        ("organizations", Subject::Organizations),
        ("operators", Subject::Operators),
        ("archive", Subject::Archive),
        ("useful_numbers", Subject::UsefulNumbers),
        ("saved", Subject::SavedList),
        ("map", Subject::Map),
        ("open_data", Subject::OpenData),
        ("site_map", Subject::SiteMap),
    ];
    let lists = lists.map(|(key, subject)| renderer.link(language, language.strings.get(key), subject));
    fixed.chain(lists).chain(in_first_language(renderer, language)).collect()
}

/// What speaks to organisations and to those who keep other sites, in the board's first language only.
pub fn in_first_language(renderer: &Renderer, language: &Language) -> Vec<Link> {
    let proposals = renderer.site.board.proposals.is_some().then_some(("propose", Subject::Propose));
    // The first language asks before it stands among the others.
    let words = &renderer.languages.first().unwrap_or(language).strings;
    let link = |(key, subject): (&str, Subject)| Link {
        label: words.get(key),
        url: renderer.urls.local(&Route::from(subject).path()),
        count: None,
        lang: renderer.foreign(language, false),
    };
    proposals.into_iter().chain([("reuse", Subject::Reuse)]).map(link).collect()
}

impl Renderer {
    pub fn numbers(&self) -> Vec<NumberView> {
        let view = |number: &UsefulNumber| NumberView {
            name: number.name.clone(),
            text: number.number.text().to_owned(),
            href: number.number.href(),
            description: number.description.clone(),
            when: number.when.clone(),
        };
        self.site.board.useful_numbers.iter().map(view).collect()
    }

    /// The board's first language, for what is not in the reader's.
    pub fn foreign(&self, language: &Language, is_translated: bool) -> Option<String> {
        (language.prefix.is_some() && !is_translated).then(|| self.site.default_lang().as_str().to_owned())
    }

    pub fn calendar_name(&self, language: &Language, calendar: &Calendar) -> String {
        let of = |name: &str| language.strings.fill("calendar_title", &[("x", name)]);
        match calendar {
            Calendar::Board => of(&self.site.board.title),
            Calendar::Comune(comune) => of(&comune.name),
            Calendar::Entry(entry) => entry.texts_in(language.lang.as_str()).title.clone(),
        }
    }

    pub fn organization_link(&self, language: &Language, id: OrganizationId) -> Link {
        let organization = self.site.organization(id);
        self.link(language, &organization.name, Subject::Organization(organization.slug.clone()))
    }

    pub fn comune_link(&self, language: &Language, id: ComuneId) -> Link {
        let comune = self.site.comune(id);
        self.link(language, &comune.name, Subject::Comune(comune.slug.clone()))
    }

    /// A term's page; a vocabulary without pages gives an empty address.
    pub fn term_link(&self, language: &Language, id: TermId) -> Link {
        let term = self.site.term(id);
        let label = term.name_in(language.lang.as_str());
        if WITH_PAGES.contains(&id.vocabulary) {
            self.link(language, label, Subject::Term(id.vocabulary, term.slug.clone()))
        } else {
            Link { label: label.to_owned(), url: String::new(), count: None, lang: None }
        }
    }

    pub fn term_view(&self, language: &Language, id: TermId, count: usize) -> TermView {
        let term = self.site.term(id);
        let link = self.term_link(language, id);
        TermView {
            label: link.label,
            url: link.url,
            count: Some(count),
            description: term.description_in(language.lang.as_str()).map(str::to_owned),
            icon: Some(term.icon.clone()),
        }
    }

    pub fn reach(&self, language: &Language, reach: &Reach) -> ReachView {
        ReachView {
            contacts: reach.contacts.iter().map(ContactView::from).collect(),
            places: reach.places.iter().map(|place| self.place(language, place)).collect(),
            hours: reach.hours.iter().map(|opening| hours(language, opening)).collect(),
            closures: reach.closures.iter().map(|closure| self.closure(language, closure)).collect(),
        }
    }

    fn closure(&self, language: &Language, closure: &Closure) -> ClosureView {
        ClosureView {
            text: language.strings.closure(closure),
            from: closure.from.to_string(),
            to: closure.to.unwrap_or(closure.from).to_string(),
        }
    }

    /// The Comuni to choose from, in alphabetical order.
    pub fn comune_choices(&self, language: &Language) -> Vec<ComuneChoice> {
        let choice = |id| {
            let comune = self.site.comune(id);
            let contact = comune.social_service.as_ref().map(|service| &service.contact);
            ComuneChoice {
                slug: comune.slug.clone(),
                name: comune.name.clone(),
                url: self.comune_link(language, id).url,
                office: contact.and_then(|contact| contact.name.clone()),
                phone: contact.and_then(|contact| contact.phone.as_ref()).map(Touch::from),
                lat: comune.coordinates.lat,
                lon: comune.coordinates.lon,
            }
        };
        let mut choices: Vec<ComuneChoice> = self.site.comune_ids().map(choice).collect();
        choices.sort_by_cached_key(|choice| sort_key(&choice.name));
        choices
    }

    fn place(&self, language: &Language, place: &Place) -> PlaceView {
        let comune = place.comune.map(|id| self.site.comune(id));
        let cap = place.cap.as_deref().or_else(|| comune.map(|comune| comune.cap.as_str()));
        let locality: Vec<&str> = cap.into_iter().chain(comune.map(|comune| comune.name.as_str())).collect();
        PlaceView {
            name: place.name.clone(),
            address: place.address.clone(),
            locality: (!locality.is_empty()).then(|| locality.join(" ")),
            comune: place.comune.map(|id| self.comune_link(language, id)),
            step_free: place.step_free.map(|free| language.strings.get(if free { "yes" } else { "no" })),
            directions: place.directions.clone(),
        }
    }

    pub fn status(&self, language: &Language, entry: &Entry) -> StatusView {
        let state = self.site.state(entry);
        let tone = match state {
            State::Active | State::Running | State::Open => "ok",
            State::ClosingSoon => "soon",
            State::Coming | State::Planned | State::NotYetActive => "wait",
            State::Suspended | State::Closed | State::Ended => "off",
        };
        StatusView { key: state.key(), label: language.strings.get(&format!("status_{}", state.key())), tone }
    }

    pub fn deadline(&self, language: &Language, moment: Deadline) -> DeadlineView {
        DeadlineView {
            iso: moment.iso(),
            text: language.strings.moment(moment),
            left: language.strings.days_left(days_between(self.site.today, moment.date)),
        }
    }

    pub fn card(&self, language: &Language, entry: &Entry) -> CardView {
        let texts = entry.texts_in(language.lang.as_str());
        let is_translated = language.prefix.is_none() || entry.translations.contains_key(language.lang.as_str());
        let opportunity = entry.opportunity();
        CardView {
            title: texts.title.clone(),
            url: self.urls.local(&self.entry_route(language, entry).path()),
            summary: texts.summary.clone(),
            kind: entry.kind.name(),
            kind_label: self.kind_label(language, entry.kind),
            type_label: opportunity
                .map(|opportunity| self.site.term(opportunity.category).name_in(language.lang.as_str()).to_owned()),
            status: Some(self.status(language, entry)),
            deadline: opportunity
                .and_then(|opportunity| opportunity.deadline)
                .map(|moment| self.deadline(language, moment)),
            place_label: Some(self.place_label(language, entry)),
            comuni: match &entry.coverage {
                Coverage::District => None,
                Coverage::Only(comuni) => Some(self.slugs(comuni)),
            },
            until: entry.opportunity().and_then(|opportunity| opportunity.last_moment()),
            referral: entry.by_referral(),
            lang: self.foreign(language, is_translated),
            date: None,
        }
    }

    pub fn cards<'e>(&self, language: &Language, entries: impl IntoIterator<Item = &'e EntryId>) -> Vec<Prepared> {
        let card = |id: &EntryId| {
            let card = || Prepared::new(&self.card(language, self.site.entry(*id)));
            language.cards[id.0].get_or_init(card).clone()
        };
        entries.into_iter().map(card).collect()
    }

    pub fn kind_label(&self, language: &Language, kind: EntryKind) -> String {
        language.strings.get(match kind {
            EntryKind::Servizio => "service",
            EntryKind::Progetto => "project",
            EntryKind::Opportunita => "opportunity",
        })
    }

    pub fn kind_plural(&self, language: &Language, kind: EntryKind) -> String {
        language.strings.get(plural_key(kind))
    }

    fn slugs(&self, comuni: &[ComuneId]) -> String {
        let slugs: Vec<&str> = comuni.iter().map(|id| self.site.comune(*id).slug.as_str()).collect();
        slugs.join(" ")
    }

    fn place_label(&self, language: &Language, entry: &Entry) -> String {
        match (&entry.coverage, entry.home_territory()) {
            (Coverage::District, _) => language.strings.get("all_comuni"),
            (Coverage::Only(_), Some(territory)) => territory.to_owned(),
            (Coverage::Only(comuni), None) => {
                const SHOWN: usize = 3;
                let names: Vec<&str> =
                    comuni.iter().take(SHOWN).map(|id| self.site.comune(*id).name.as_str()).collect();
                let more = if comuni.len() > SHOWN { " …" } else { "" };
                format!("{}{more}", names.join(", "))
            }
        }
    }
}

/// The word for many of a kind: key of the theme's strings, also in `count_…`.
pub fn plural_key(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Servizio => "services",
        EntryKind::Progetto => "projects",
        EntryKind::Opportunita => "opportunities",
    }
}

pub fn hours(language: &Language, opening: &Opening) -> HoursRow {
    let days = language.strings.weekdays(opening.days);
    let mut letters = days.chars();
    let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let weekdays: Vec<String> = opening
        .days
        .runs()
        .into_iter()
        .flat_map(|(first, last)| first..=last)
        .map(|day| (day + 1).to_string())
        .collect();
    HoursRow {
        days: capital,
        times: language.strings.hours(opening),
        note: opening.note.clone(),
        weekdays: weekdays.join(" "),
        from: time(opening.from),
        to: time(opening.to),
    }
}
