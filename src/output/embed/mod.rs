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
use crate::model::listing::{Listing, Slice};
use crate::model::route::{EMBED_FOLDER, Route};
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

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let listings: Vec<&Listing> = context.listings.iter().filter(|listing| is_embedded(listing)).collect();
        context.renderer.languages.iter().try_for_each(|language| {
            let drawer = Drawer::new(context, language, sink);
            listings.par_iter().try_for_each(|listing| drawer.list(listing))?;
            context.site.entries.par_iter().try_for_each(|entry| drawer.entry(entry))
        })
    }
}

/// Offices have their feeds; who embeds wants a place, a kind or a need.
fn is_embedded(listing: &Listing) -> bool {
    !matches!(listing.slice, Slice::Organization(_))
}

/// A folder of this output, from the root of the site: `/embed/en/comuni/nome/`.
pub fn folder(language: &Language, rest: &str) -> String {
    let prefix = language.prefix.as_deref().map(|lang| format!("{lang}/")).unwrap_or_default();
    format!("/{EMBED_FOLDER}/{prefix}{rest}")
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
        let path = OutPath::new(&format!("{folder}{file}")[1..]);
        if self.sink.wants(&path) { self.sink.put(Artifact::new(path, body()?)) } else { Ok(()) }
    }
}
