//! What all pages have in common: title, breadcrumb, languages, data for machines.

use jiff::civil::Date;
use serde_json::Value;

use super::Drawer;
use crate::model::route::{Route, Subject};
use crate::render::json_ld;
use crate::render::qr::QrView;
use crate::render::view::{Alternate, Crumb, PageView};

/// The kinds of page that people print.
const ON_PAPER: &[&str] = &["entry", "list", "term", "comune", "ente", "deadlines", "numbers"];

/// A page being described; built up, then turned into what templates read.
pub struct Page {
    route: Route,
    pub(super) kind: &'static str,
    pub(super) title: String,
    description: String,
    nav_key: Option<&'static str>,
    /// Between the home and this page: label and subject.
    trail: Vec<(String, Subject)>,
    noindex: bool,
    pub(super) sensitive: bool,
    notes: Vec<String>,
    pub(super) updated: Option<Date>,
    comune: Option<crate::model::id::ComuneId>,
    data: Vec<Value>,
    /// Prefixes of the languages in which the page exists.
    languages: Option<Vec<Option<String>>>,
    /// The page of another board that this one is a copy of.
    original: Option<String>,
}

impl Page {
    pub fn new(route: Route, kind: &'static str, title: impl Into<String>, description: impl Into<String>) -> Page {
        Page {
            route,
            kind,
            title: title.into(),
            description: description.into(),
            nav_key: None,
            trail: Vec::new(),
            noindex: false,
            sensitive: false,
            notes: Vec::new(),
            updated: None,
            comune: None,
            data: Vec::new(),
            languages: None,
            original: None,
        }
    }

    pub fn nav(mut self, key: &'static str) -> Page {
        self.nav_key = Some(key);
        self
    }

    pub fn under(mut self, label: impl Into<String>, subject: Subject) -> Page {
        self.trail.push((label.into(), subject));
        self
    }

    pub fn noindex(mut self, noindex: bool) -> Page {
        self.noindex = noindex;
        self
    }

    pub fn sensitive(mut self, sensitive: bool) -> Page {
        self.sensitive = sensitive;
        self
    }

    /// Tells how far the page can be trusted as a translation.
    pub fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Page {
        self.notes.extend(notes);
        self
    }

    pub fn updated(mut self, date: Option<Date>) -> Page {
        self.updated = date;
        self
    }

    /// Shows the notices of a Comune too.
    pub fn in_comune(mut self, comune: crate::model::id::ComuneId) -> Page {
        self.comune = Some(comune);
        self
    }

    /// Adds schema.org data.
    pub fn data(mut self, data: Value) -> Page {
        self.data.push(data);
        self
    }

    /// Says of which page of another board this one is a copy.
    pub fn copy_of(mut self, original: Option<String>) -> Page {
        self.original = original;
        self
    }

    /// The languages in which the page exists, when not all of the board's.
    pub fn languages(mut self, prefixes: Vec<Option<String>>) -> Page {
        self.languages = Some(prefixes);
        self
    }
}

impl Drawer<'_> {
    pub fn view(&self, page: Page) -> PageView {
        let renderer = self.context.renderer;
        let path = page.route.path();
        let address = renderer.urls.absolute(&path);
        let is_copy = page.original.is_some();
        let canonical = page.original.clone().unwrap_or_else(|| address.clone());
        let crumbs = self.crumbs(&page);
        let head_title = self.head_title(&page);
        let rating = self.rating(&page, &address);
        let mut data = page.data;
        if !crumbs.is_empty() {
            data.push(json_ld::breadcrumb(&self.trail(&page.trail, &page.title, &address)));
        }
        // Hosts show the page that is not there at any address: it has none of its own.
        let has_address = page.route.subject() != &Subject::NotFound;
        let alternates = if has_address { self.alternates(&page.route, page.languages.as_deref()) } else { Vec::new() };
        let is_printed = ON_PAPER.contains(&page.kind) && !page.sensitive;
        let qr = is_printed.then(|| QrView::of(&canonical)).flatten();
        PageView {
            head_title,
            title: page.title,
            description: page.description,
            url: renderer.urls.local(&path),
            canonical: if has_address { canonical } else { String::new() },
            is_copy,
            kind: page.kind,
            nav_key: page.nav_key,
            crumbs,
            alternates,
            x_default: renderer.urls.absolute(&page.route.clone().in_lang(None).path()),
            noindex: page.noindex || self.context.site.is_preview,
            head_links: self.head_links(&page.route),
            follow_links: self.follow_links(&page.route),
            json_ld: data.into_iter().map(json_ld::script).collect(),
            notices: renderer.notices(self.language, page.comune),
            updated: page.updated.map(|date| renderer.date(self.language, date)),
            // What is said of the page itself says enough of its language.
            notes: if page.notes.is_empty() {
                self.language.strings.find("to_review").filter(|note| !note.is_empty()).into_iter().collect()
            } else {
                page.notes
            },
            sensitive: page.sensitive,
            qr,
            rating,
        }
    }

    /// The title of the window, unlike that of any other page: what, which page of it, where it belongs.
    /// On a delicate page it gives nothing away, nor does the browser's history.
    fn head_title(&self, page: &Page) -> String {
        let board = self.context.site.board.title.clone();
        if page.route.subject() == &Subject::Home || page.sensitive {
            return board;
        }
        let number = (page.route.number() > 1)
            .then(|| self.language.strings.fill("page_n", &[("n", &page.route.number().to_string())]));
        let parent = page.trail.last().map(|(label, _)| label.clone());
        let parts = std::iter::once(page.title.clone()).chain(number).chain(parent).chain([board]);
        parts.collect::<Vec<_>>().join(" – ")
    }

    fn crumbs(&self, page: &Page) -> Vec<Crumb> {
        if page.route.subject() == &Subject::Home {
            return Vec::new();
        }
        let href = |subject: &Subject| Some(self.context.renderer.href(self.language, subject.clone()));
        let home = Crumb { label: self.word("home"), url: href(&Subject::Home) };
        let middle = page.trail.iter().map(|(label, subject)| Crumb { label: label.clone(), url: href(subject) });
        std::iter::once(home).chain(middle).chain([Crumb { label: page.title.clone(), url: None }]).collect()
    }

    fn trail(&self, middle: &[(String, Subject)], title: &str, address: &str) -> Vec<(String, String)> {
        let absolute = |subject: &Subject| {
            let route = self.context.renderer.route(self.language, subject.clone());
            self.context.renderer.urls.absolute(&route.path())
        };
        let home = (self.word("home"), absolute(&Subject::Home));
        let middle = middle.iter().map(|(label, subject)| (label.clone(), absolute(subject)));
        std::iter::once(home).chain(middle).chain([(title.to_owned(), address.to_owned())]).collect()
    }

    fn alternates(&self, route: &Route, prefixes: Option<&[Option<String>]>) -> Vec<Alternate> {
        let renderer = self.context.renderer;
        let exists = |prefix: &Option<String>| prefixes.is_none_or(|prefixes| prefixes.contains(prefix));
        renderer
            .languages
            .iter()
            .filter(|language| language.prefix != self.language.prefix && exists(&language.prefix))
            .map(|language| {
                let path = route.clone().in_lang(language.prefix.as_deref()).path();
                Alternate {
                    lang: language.lang.as_str().to_owned(),
                    label: language.strings.get("language_name"),
                    url: renderer.urls.local(&path),
                    absolute: renderer.urls.absolute(&path),
                }
            })
            .collect()
    }
}
