//! How other sites take a part of the board: codes to paste, made for each Comune, and a form that makes others. In
//! Italian only and once, as the form of proposals: it speaks to those who keep the sites of the Comuni.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::id::{ComuneId, EntryId, TermId};
use crate::model::listing::{Listing, Slice};
use crate::model::prose::escape;
use crate::model::route::{EMBED_FOLDER, Route, Subject};
use crate::model::schema::Vocabulary;
use crate::output::headers::origin;
use crate::output::widget::{FOLDER, integrity, release_name};
use crate::render::script_path;
use crate::theme::{BOARD_SCRIPT, REUSE_SCRIPT};

/// How many entries a list has unless it is told otherwise: `asked.mjs` has the same.
const MOST: usize = 5;

#[derive(Serialize)]
struct Reuse {
    /// The page's own script, and the one that draws the preview.
    script: String,
    widget: String,
    /// Scheme, host and path of the board, with its last slash; and without the path.
    home: String,
    origin: String,
    embed: String,
    release: String,
    integrity: String,
    pinned: String,
    framed: String,
    /// For the privacy notice of the other site.
    notice: String,
    /// What is shown before somebody chooses.
    board: Ready,
    comuni: Vec<Ready>,
    needs: Vec<Choice>,
    languages: Vec<Choice>,
}

/// The codes of a part of the board.
#[derive(Serialize)]
struct Ready {
    slug: String,
    name: String,
    /// The last line of its list.
    all: String,
    page: String,
    feed: String,
    frame: String,
    list: String,
    code: String,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

impl Drawer<'_> {
    pub fn reuse(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::Reuse);
        if self.language.prefix.is_some() || !self.wants(&route) {
            return Ok(());
        }
        let page = Page::new(route.clone(), "reuse", self.word("reuse"), self.word("reuse_intro"));
        let page = page.languages(vec![None]);
        self.put(&route, "pages/reuse.html", &self.view(page), "reuse", &self.codes())
    }

    fn codes(&self) -> Reuse {
        let urls = &self.context.renderer.urls;
        let home = urls.absolute("/");
        let board = self.ready(Slice::Board);
        let release = urls.absolute(&format!("{FOLDER}{}", release_name(&BOARD_SCRIPT)));
        let integrity = integrity(&BOARD_SCRIPT);
        let checked = format!(" src=\"{release}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"");
        Reuse {
            script: urls.local(&script_path(&REUSE_SCRIPT)),
            widget: urls.local(&format!("{FOLDER}{}", BOARD_SCRIPT.name)),
            origin: origin(&home).unwrap_or_default(),
            home,
            embed: urls.absolute(&format!("/{EMBED_FOLDER}/")),
            pinned: element("", &board.list, &checked),
            framed: frame(&board.frame, &board.name, &self.newest()),
            release,
            integrity,
            notice: self.notice(),
            board,
            comuni: self.context.site.comune_ids().map(|id| self.ready(Slice::Comune(id))).collect(),
            needs: self.needs(),
            languages: self.languages(),
        }
    }

    /// The address of the script that always has the newest.
    fn newest(&self) -> String {
        format!(" src=\"{}\"", self.context.renderer.urls.absolute(&format!("{FOLDER}{}", BOARD_SCRIPT.name)))
    }

    fn ready(&self, slice: Slice) -> Ready {
        let (slug, name, all) = match slice {
            Slice::Comune(id) => self.of_comune(id),
            _ => (String::new(), self.context.site.board.title.clone(), self.word("see_all")),
        };
        let urls = &self.context.renderer.urls;
        let listing = self.context.listings.iter().find(|listing| listing.slice == slice);
        let folder = listing.map(|listing| listing.folder(self.context.site)).unwrap_or_default();
        let page = urls.absolute(&format!("/{folder}"));
        let list = self.list_to_paste(listing, (&page, &all));
        Ready {
            code: element(&slug, &list, &self.newest()),
            feed: urls.absolute(&format!("/feed/{folder}rss.xml")),
            frame: urls.absolute(&format!("/{EMBED_FOLDER}/{folder}")),
            slug,
            name,
            all,
            page,
            list,
        }
    }

    fn of_comune(&self, id: ComuneId) -> (String, String, String) {
        let comune = self.context.site.comune(id);
        let all = self.language.strings.fill("all_for_comune", &[("x", &comune.name)]);
        (comune.slug.clone(), comune.name.clone(), all)
    }

    /// Links that need no script: the first entries, with what is closed last, as `drawn.mjs` does; then the page with all.
    fn list_to_paste(&self, listing: Option<&Listing>, all: (&str, &str)) -> String {
        let entries = listing.map_or(&[][..], |listing| &listing.entries);
        let is_off =
            |id: &&EntryId| self.context.renderer.status(self.language, self.context.site.entry(**id)).tone == "off";
        let in_order = entries.iter().filter(|id| !is_off(id)).chain(entries.iter().filter(is_off));
        let entries = in_order.take(MOST).map(|id| self.entry_link(*id));
        let links = entries.chain([(all.0.to_owned(), all.1.to_owned())]);
        let lines: String =
            links.map(|(url, text)| format!("<li><a href=\"{}\">{}</a></li>\n", escape(&url), escape(&text))).collect();
        format!("<ul>\n{lines}</ul>")
    }

    fn entry_link(&self, id: EntryId) -> (String, String) {
        let (renderer, entry) = (self.context.renderer, self.context.site.entry(id));
        let url = renderer.urls.absolute(&renderer.entry_route(self.language, entry).path());
        (url, entry.texts_in(self.language.lang.as_str()).title.clone())
    }

    /// Those that the site of a Comune may name: a delicate one would stay in the addresses that are asked for.
    fn needs(&self) -> Vec<Choice> {
        let site = self.context.site;
        let term = |(id, _): (TermId, usize)| site.term(id);
        let terms = self.context.catalog.used_terms(site, Vocabulary::Needs).map(term);
        let lang = self.language.lang.as_str();
        terms
            .filter(|term| !term.sensitive && !term.for_professionals)
            .map(|term| Choice { value: term.slug.clone(), label: term.name_in(lang).to_owned() })
            .collect()
    }

    fn languages(&self) -> Vec<Choice> {
        let choice = |language: &crate::render::Language| Choice {
            value: language.lang.as_str().to_owned(),
            label: language.strings.get("language_name"),
        };
        self.context.renderer.languages.iter().map(choice).collect()
    }

    /// What the privacy notice of a site says of the board, where the browsers of its readers reach it.
    fn notice(&self) -> String {
        let (site, urls) = (self.context.site, &self.context.renderer.urls);
        let keeper = site.board.manager.map(|id| format!(", gestita da {}", site.organization(id).name));
        let privacy = site.pages.iter().find(|page| page.lang.is_none() && page.slug == "privacy");
        let privacy = privacy.map(|page| {
            let route = Route::from(Subject::Fixed(page.slug.clone()));
            format!(" L'informativa della bacheca è in {}.", urls.absolute(&route.path()))
        });
        format!(
            "Alcune pagine mostrano un elenco della bacheca «{}» ({}){}. Per mostrarlo, il browser di chi visita si collega al server della bacheca, \
             che riceve i dati tecnici di ogni richiesta: indirizzo IP, data e ora, tipo di browser, indirizzo di questo sito. \
             Servono solo a consegnare l'elenco. La bacheca non usa cookie, non salva niente sul dispositivo e non riconosce chi visita.{}",
            site.board.title,
            urls.absolute("/"),
            keeper.unwrap_or_default(),
            privacy.unwrap_or_default()
        )
    }
}

/// The element, the plain list that stands in it, and the script that draws it.
fn element(comune: &str, list: &str, script: &str) -> String {
    let attributes = if comune.is_empty() { String::new() } else { format!(" comune=\"{comune}\"") };
    format!("<bacheca-elenco{attributes}>\n{list}\n</bacheca-elenco>\n<script{script} async></script>")
}

/// A page of the board in a frame; the script gives it its height.
fn frame(address: &str, title: &str, script: &str) -> String {
    format!(
        "<iframe src=\"{address}?massimo={MOST}&amp;livello-titolo=3\" title=\"{}\" data-bacheca width=\"100%\" height=\"600\" loading=\"lazy\" \
         referrerpolicy=\"strict-origin-when-cross-origin\" \
         sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\"></iframe>\n<script{script} async></script>",
        escape(title)
    )
}
