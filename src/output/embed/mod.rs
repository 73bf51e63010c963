//! What other sites show of the board: lists to read by program (`elenco.json`), pages for their frames, and what lets
//! a site draw either from the address of the board's own page (oEmbed).

mod item;
mod list;
mod oembed;
mod page;

use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::entry::Entry;
use crate::model::id::EntryId;
use crate::model::listing::{BY_TERM, Listing, Slice};
use crate::model::route::{EMBED_FOLDER, Route, Subject};
use crate::model::site::{Site, Term};
use crate::render::{Language, Prepared};
use item::{Item, ItemView};
use list::List;
use oembed::Frame;
use page::{CardPage, ListPage};

/// The list of a slice, for programs of ours in the pages of other sites.
const LIST_FILE: &str = "elenco.json";
const PAGE_FILE: &str = "index.html";
const OEMBED_FILE: &str = "oembed.json";

pub struct Embed;

/// Makes what is embedded in one language.
struct Drawer<'c> {
    context: &'c Context<'c>,
    language: &'c Language,
    sink: &'c dyn Sink,
    /// Each entry as lists have it, by its id: made once, however many lists it is in.
    items: Vec<OnceLock<String>>,
    drawn: Vec<OnceLock<Prepared>>,
}

impl Output for Embed {
    fn name(&self) -> &'static str {
        "embed"
    }

    fn folder(&self) -> Option<&'static str> {
        Some(EMBED_FOLDER)
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        context.renderer.languages.iter().try_for_each(|language| {
            let drawer = Drawer::new(context, language, sink);
            drawer.lists()?;
            context.site.entries.par_iter().try_for_each(|entry| drawer.entry(entry))
        })
    }
}

/// The parts of the board that are embedded. Offices have their feeds; who embeds wants a place, a kind or a need.
fn is_embedded(slice: Slice) -> bool {
    !matches!(slice, Slice::Organization(_))
}

fn out_path(folder: &str, file: &str) -> OutPath {
    OutPath::new(&format!("{folder}{file}")[1..])
}

/// A folder of this output, from the root of the site: `/embed/en/comuni/nome/`.
pub fn folder(language: &Language, rest: &str) -> String {
    let prefix = language.prefix.as_deref().map(|lang| format!("{lang}/")).unwrap_or_default();
    format!("/{EMBED_FOLDER}/{prefix}{rest}")
}

/// Where a site that has the address of a page finds how to show it; nothing for delicate pages.
pub fn oembed_path(site: &Site, language: &Language, route: &Route) -> Option<String> {
    let is_open = match route.subject() {
        Subject::Home | Subject::Kind(_) | Subject::Comune(_) => route.number() == 1,
        Subject::Term(vocabulary, slug) => {
            let is_open = |term: &Term| term.slug == *slug && !term.sensitive;
            route.number() == 1 && BY_TERM.contains(vocabulary) && site.terms(*vocabulary).iter().any(is_open)
        }
        Subject::Entry(kind, slug) => site.entry_at(*kind, slug).is_some_and(|entry| !entry.sensitive),
        _ => false,
    };
    is_open.then(|| format!("{}{OEMBED_FILE}", folder(language, &route.path_in_language())))
}

impl<'c> Drawer<'c> {
    fn new(context: &'c Context<'c>, language: &'c Language, sink: &'c dyn Sink) -> Drawer<'c> {
        let entries = &context.site.entries;
        Drawer {
            context,
            language,
            sink,
            items: entries.iter().map(|_| OnceLock::new()).collect(),
            drawn: entries.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The board is not cut into its parts for whoever asks for something else.
    fn lists(&self) -> io::Result<()> {
        let site = self.context.site;
        let is_wanted = |slice: Slice| {
            let folder = folder(self.language, &slice.folder(site));
            [LIST_FILE, PAGE_FILE, OEMBED_FILE].into_iter().any(|file| self.sink.wants(&out_path(&folder, file)))
        };
        if !Slice::all(site).any(is_wanted) {
            return Ok(());
        }
        let listings = self.context.listings.par_iter();
        listings.filter(|listing| is_embedded(listing.slice)).try_for_each(|listing| self.list(listing))
    }

    fn list(&self, listing: &Listing) -> io::Result<()> {
        let folder = folder(self.language, &listing.folder(self.context.site));
        let list = List::new(self.context, self.language, listing);
        self.put(&folder, LIST_FILE, || Ok(list.json(list.shown.iter().map(|id| self.item(*id))).into_bytes()))?;
        self.put(&folder, PAGE_FILE, || {
            let items = list.shown.iter().map(|id| self.drawn(*id)).collect::<io::Result<Vec<_>>>()?;
            self.context.renderer.draw_bare(self.language, "embed/list.html", "list", &ListPage::new(&list, items))
        })?;
        self.put(&folder, OEMBED_FILE, || Ok(Frame::of_list(self.context, &folder, &list).oembed(self.context)))
    }

    /// The card of an entry alone, in the languages in which it has a page.
    fn entry(&self, entry: &Arc<Entry>) -> io::Result<()> {
        let route = self.context.renderer.entry_route(self.language, entry);
        if !self.is_own(&route) {
            return Ok(());
        }
        let folder = folder(self.language, &route.path_in_language());
        self.put(&folder, PAGE_FILE, || {
            let card = CardPage::new(self.context, self.language, entry);
            self.context.renderer.draw_bare(self.language, "embed/card.html", "card", &card)
        })?;
        self.put(&folder, OEMBED_FILE, || {
            Ok(Frame::of_entry(self.context, self.language, &folder, entry).oembed(self.context))
        })
    }

    /// Whether a page is in this language, and not the one for those who have it not in theirs.
    fn is_own(&self, route: &Route) -> bool {
        route.lang() == self.language.prefix.as_deref()
    }

    fn item(&self, id: EntryId) -> &str {
        self.items[id.0].get_or_init(|| Item::new(self.context, self.language, self.context.site.entry(id)).json())
    }

    fn drawn(&self, id: EntryId) -> io::Result<Prepared> {
        if let Some(drawn) = self.drawn[id.0].get() {
            return Ok(drawn.clone());
        }
        let item = ItemView::new(self.context, self.language, self.context.site.entry(id));
        let drawn = self.context.renderer.draw_part(self.language, "embed/item.html", "item", &item)?;
        Ok(self.drawn[id.0].get_or_init(|| drawn).clone())
    }

    /// Hands over a file that somebody wants.
    fn put(&self, folder: &str, file: &str, body: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<()> {
        let path = out_path(folder, file);
        if self.sink.wants(&path) { self.sink.put(Artifact::new(path, body()?)) } else { Ok(()) }
    }
}
