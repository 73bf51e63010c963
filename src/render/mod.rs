//! How a page is drawn: the theme's templates, and the small values ([`view`]) that they are given.
//! Templates see no model, no clock and no file.

mod css;
pub mod icon;
pub mod json_ld;
pub mod qr;
pub mod strings;
pub mod style_sheet;
mod templates;
pub mod view;

pub use templates::{Prepared, TemplateFault, Templates};

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::entry::{Coverage, Entry, EntryKind};
use crate::model::id::ComuneId;
use crate::model::prose::{ImageTarget, LinkTarget, Prose};
use crate::model::route::{OPEN_DATA, Route, Subject, Urls};
use crate::model::site::{Notice, Site};
use crate::model::value::Lang;
use crate::theme::{Example, Script, Theme};
use icon::Icon;
use strings::Strings;
use style_sheet::StyleSheets;
use view::{DateView, Link, NavLink, NoticeView, PageView, SiteView};

/// A language of the site: its place in routes, its words, what all its pages share.
pub struct Language {
    pub lang: Lang,
    /// None for the language at the root.
    pub prefix: Option<String>,
    pub strings: Strings,
    /// The card of each entry, by its id, once it is drawn: lists show the same ones again and again.
    cards: Vec<OnceLock<Prepared>>,
    nav: Vec<NavLink>,
    /// The header of pages under each item of the menu.
    headers: BTreeMap<HeaderKey, Prepared>,
    /// The `site`, `t` and `footer` of templates, converted once.
    shared: tera::Context,
}

/// All that tells one page's header from another's: the item of the menu it is under, and whether it
/// is that item's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct HeaderKey {
    is_home: bool,
    nav_key: Option<&'static str>,
    is_item: bool,
}

/// What the header's template reads of a page.
#[derive(Serialize)]
struct HeaderPage<'p> {
    kind: &'static str,
    nav_key: Option<&'static str>,
    url: &'p str,
}

/// Everything needed to draw the pages of a site.
pub struct Renderer {
    pub site: Arc<Site>,
    pub urls: Urls,
    pub languages: Vec<Language>,
    pub style_sheets: StyleSheets,
    /// When the content last changed.
    pub last_modified: Date,
    templates: Templates,
}

/// The service worker stands at the root: it sees only what is below it.
pub const WORKER_PATH: &str = "/sw.js";

/// The icon of the board, among the files of the theme.
pub const ICON: &str = "icon.svg";

/// The web app manifest of a language.
pub fn manifest_path(prefix: Option<&str>) -> String {
    prefix.map_or_else(|| "/manifest.webmanifest".to_owned(), |lang| format!("/{lang}/manifest.webmanifest"))
}

/// Path of a file of the theme, named by its content so that it can be cached for ever:
/// `icon.svg` becomes `/assets/icon.0123456789.svg`.
pub fn asset_path(name: &str, bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/assets/{stem}.{digest}.{extension}")
}

/// A language of the board speaks for itself everywhere.
fn refuse_missing_words(theme: &Theme, lang: &Lang) -> Result<(), TemplateFault> {
    let missing = Strings::missing(theme, lang);
    let (lang, file) = (lang.as_str(), format!("themes/base/strings/{}.yaml", lang.as_str()));
    match missing.as_slice() {
        [] => Ok(()),
        _ if !theme.strings.contains_key(lang) => Err(TemplateFault(format!(
            "la lingua «{lang}» non ha le parole del sito\n  aiuto: scrivile in {file}, o togli la lingua da `lingue` in bacheca.yaml"
        ))),
        keys => Err(TemplateFault(format!(
            "alla lingua «{lang}» mancano delle parole: {}\n  aiuto: aggiungile in {file}",
            keys.join(", ")
        ))),
    }
}

/// Path of a script.
pub fn script_path(script: &Script) -> String {
    asset_path(script.name, script.text.as_bytes())
}

impl Renderer {
    pub fn new(site: &Arc<Site>, theme: &Theme, icons: &[Icon]) -> Result<Renderer, TemplateFault> {
        let templates = Templates::new(theme)?;
        let urls = Urls::new(&site.board.base_url);
        let style_sheets = StyleSheets::new(theme)?;
        let assets: BTreeMap<&str, String> =
            theme.assets.iter().map(|(name, bytes)| (name.as_str(), urls.local(&asset_path(name, bytes)))).collect();
        let touch_icon = icons.iter().find(|icon| icon.pixels == icon::TOUCH).map(|icon| urls.local(&icon.path));
        let mut renderer = Renderer {
            site: Arc::clone(site),
            urls,
            languages: Vec::new(),
            style_sheets,
            last_modified: site.last_modified(),
            templates,
        };
        for lang in &site.board.languages {
            refuse_missing_words(theme, lang)?;
            let prefix = (!site.is_default(lang)).then(|| lang.as_str().to_owned());
            let strings = Strings::of(theme, lang, site.default_lang());
            let mut language = Language {
                lang: lang.clone(),
                prefix,
                strings,
                cards: site.entries.iter().map(|_| OnceLock::new()).collect(),
                nav: Vec::new(),
                headers: BTreeMap::new(),
                shared: tera::Context::new(),
            };
            let site_view = SiteView::new(&renderer, &language, touch_icon.as_deref());
            language.shared.insert("assets", &assets);
            language.shared.insert("lang", lang.as_str());
            language.shared.insert("dir", lang.dir());
            language.shared.insert("site", &site_view);
            language.shared.insert("t", language.strings.all());
            renderer.draw_frame(&mut language, &site_view).map_err(|error| TemplateFault(error.to_string()))?;
            renderer.languages.push(language);
        }
        Ok(renderer)
    }

    /// Draws what surrounds every page: the same footer, a few headers.
    fn draw_frame(&self, language: &mut Language, site_view: &SiteView) -> io::Result<()> {
        let footer = self.templates.fragment("layout/footer.html", &language.shared)?;
        let mut kinds = vec![("home", None, ""), ("", None, "")];
        for item in &site_view.nav {
            kinds.extend([("", Some(item.key), item.url.as_str()), ("", Some(item.key), "")]);
        }
        for (kind, nav_key, url) in kinds {
            let mut context = language.shared.clone();
            context.insert("page", &HeaderPage { kind, nav_key, url });
            let key = HeaderKey { is_home: kind == "home", nav_key, is_item: !url.is_empty() };
            language.headers.insert(key, self.templates.fragment("layout/header.html", &context)?);
        }
        language.shared.insert("footer", &footer);
        language.nav = site_view.nav.clone();
        Ok(())
    }

    fn header<'l>(&self, language: &'l Language, page: &PageView) -> &'l Prepared {
        let is_item = language.nav.iter().any(|item| Some(item.key) == page.nav_key && item.url == page.url);
        &language.headers[&HeaderKey { is_home: page.kind == "home", nav_key: page.nav_key, is_item }]
    }

    /// Draws a page: `page` is what every template reads, `name` and `value` what this one reads.
    pub fn draw(
        &self,
        language: &Language,
        template: &str,
        page: &PageView,
        name: &'static str,
        value: &impl Serialize,
    ) -> io::Result<Vec<u8>> {
        let mut context = language.shared.clone();
        context.insert("header", self.header(language, page));
        context.insert("page", page);
        let sheets = self.style_sheets.of_page(template);
        context.insert("page_css", &sheets.iter().map(|path| self.urls.local(path)).collect::<Vec<_>>());
        context.insert(name, value);
        self.templates.render(template, &context)
    }

    /// Draws a page that stands in the frame of another site: it has neither header nor footer.
    pub fn draw_bare(
        &self,
        language: &Language,
        template: &str,
        name: &'static str,
        value: &impl Serialize,
    ) -> io::Result<Vec<u8>> {
        let mut context = language.shared.clone();
        context.insert(name, value);
        self.templates.render(template, &context)
    }

    /// Draws a part of such pages.
    pub fn draw_part(
        &self,
        language: &Language,
        template: &str,
        name: &'static str,
        value: &impl Serialize,
    ) -> io::Result<Prepared> {
        let mut context = language.shared.clone();
        context.insert(name, value);
        self.templates.fragment(template, &context)
    }

    /// Draws a component of the theme in one of its states.
    pub fn example(&self, language: &Language, folder: &str, example: &Example) -> io::Result<Prepared> {
        let mut context = language.shared.clone();
        context.insert("args", &example.args);
        context.insert("body", &example.body);
        let name = example.component.clone().unwrap_or_else(|| folder.replace('-', "_"));
        let args: String = example.args.keys().map(|key| format!(" {key}={{args.{key}}}")).collect();
        let call = match example.body {
            Some(_) => format!("{{% <{name}{args}> %}}{{{{ body | safe }}}}{{% </{name}> %}}"),
            None => format!("{{{{ <{name}{args} /> }}}}"),
        };
        self.templates.once(&call, &context)
    }

    /// The local address of a page in a language.
    pub fn href(&self, language: &Language, subject: Subject) -> String {
        self.urls.local(&self.route(language, subject).path())
    }

    pub fn route(&self, language: &Language, subject: Subject) -> Route {
        Route::from(subject).in_lang(language.prefix.as_deref())
    }

    pub fn link(&self, language: &Language, label: impl Into<String>, subject: Subject) -> Link {
        Link { label: label.into(), url: self.href(language, subject), count: None, lang: None }
    }

    /// The route of an entry's page: in the language if it is translated, else in the first one.
    pub fn entry_route(&self, language: &Language, entry: &Entry) -> Route {
        let translated = language.prefix.as_deref().filter(|lang| entry.translations.contains_key(*lang));
        Route::from(Subject::Entry(entry.kind, entry.slug.clone())).in_lang(translated)
    }

    /// The address by which search engines know an entry's page: that on its own board.
    pub fn canonical(&self, language: &Language, entry: &Entry) -> String {
        match &entry.home {
            Some(home) => home.page_in(language.prefix.as_deref()).as_str().to_owned(),
            None => self.urls.absolute(&self.entry_route(language, entry).path()),
        }
    }

    /// The HTML of a text in a language, of a page whose files stand at `base`.
    pub fn prose(&self, language: &Language, prose: &Prose, entry: Option<&Entry>, base: &Route) -> String {
        let link = |target: &str| self.target(language, target, base);
        let image = |target: &str| {
            let file = entry?.file(target)?;
            let (width, height) = file.pixels?;
            Some(ImageTarget { url: self.urls.local(&base.file(&file.name)), width, height })
        };
        prose.html(&link, &image)
    }

    /// The HTML of a text for other sites: whole addresses, no images. `page` is where the text stands, `base` where
    /// its files do.
    pub fn prose_elsewhere(&self, language: &Language, prose: &Prose, page: &Route, base: &Route) -> String {
        let link = |target: &str| {
            let LinkTarget { url, lang } = self.target(language, target, base)?;
            let url = match url.chars().next() {
                Some('/') => self.urls.with_host(&url),
                Some('#') => format!("{}{url}", self.urls.absolute(&page.path())),
                _ => url,
            };
            Some(LinkTarget { url, lang })
        };
        prose.html_in_words(&link)
    }

    /// Where a link of a text leads: a page of the site, in the language of the text if it is there, a
    /// file beside the page, or elsewhere.
    fn target(&self, language: &Language, target: &str, base: &Route) -> Option<LinkTarget> {
        if let Some(path) = target.strip_prefix('/') {
            if self.is_unpublished(path) {
                return None;
            }
            let is_translated = self.is_translated(language, path);
            let prefix =
                language.prefix.as_deref().filter(|_| is_translated).map(|lang| format!("/{lang}")).unwrap_or_default();
            let url = self.urls.local(&format!("{prefix}{target}"));
            return Some(LinkTarget {
                url,
                lang: self.foreign(language, is_translated || self.is_prefixed(language, path)),
            });
        }
        let url = if target.starts_with('#') || target.contains(':') {
            target.to_owned()
        } else {
            self.urls.local(&base.file(target))
        };
        Some(LinkTarget { url, lang: None })
    }

    /// Whether a page, written as the authors of the first language write it, is there in a language too:
    /// lists are, entries and fixed pages when somebody translated them.
    fn is_translated(&self, language: &Language, path: &str) -> bool {
        let Some(lang) = &language.prefix else { return true };
        if self.is_prefixed(language, path) {
            return false;
        }
        let page = path.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        if let Some((kind, slug)) =
            page.split_once('/').and_then(|(folder, slug)| Some((EntryKind::from_folder(folder)?, slug)))
        {
            let entry =
                self.site.entries.binary_search_by(|entry| (entry.kind, entry.slug.as_str()).cmp(&(kind, slug)));
            return entry.is_ok_and(|index| self.site.entries[index].translations.contains_key(lang));
        }
        let versions = || self.site.pages.iter().filter(|fixed| fixed.slug == page);
        page == OPEN_DATA || versions().next().is_none() || versions().any(|fixed| fixed.lang.as_ref() == Some(lang))
    }

    /// Whether an author has written the language into the path: `/en/servizi/casa/`.
    fn is_prefixed(&self, language: &Language, path: &str) -> bool {
        language.prefix.as_deref().is_some_and(|lang| path.split('/').next() == Some(lang))
    }

    fn is_unpublished(&self, path: &str) -> bool {
        let page = path.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        page.split_once('/')
            .and_then(|(folder, slug)| Some((EntryKind::from_folder(folder)?, slug.to_owned())))
            .is_some_and(|entry| self.site.unpublished.contains(&entry))
    }

    /// Notices for all Comuni, or for the one given.
    pub fn notices(&self, language: &Language, comune: Option<ComuneId>) -> Vec<NoticeView> {
        let shown = |notice: &&Notice| match (&notice.coverage, comune) {
            (Coverage::District, _) => true,
            (coverage, Some(comune)) => coverage.includes(comune),
            (_, None) => false,
        };
        let home = Route::from(Subject::Home);
        let view = |notice: &Notice| NoticeView {
            level: notice.level.clone(),
            title: notice.title.clone(),
            // Notices are written in the first language only.
            html: self.prose(&self.languages[0], &notice.prose, None, &home),
            lang: self.foreign(language, false),
        };
        self.site.notices.iter().filter(shown).map(view).collect()
    }

    pub fn date(&self, language: &Language, date: Date) -> DateView {
        DateView::new(&language.strings, date)
    }
}
