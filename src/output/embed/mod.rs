//! What other sites show of the board: lists to read by program (`elenco.json`).

mod item;
mod list;

use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::id::EntryId;
use crate::model::listing::{Listing, Slice};
use crate::model::route::EMBED_FOLDER;
use crate::render::Language;
use item::Item;
use list::List;

/// The list of a slice, for programs of ours in the pages of other sites.
const LIST_FILE: &str = "elenco.json";

pub struct Embed;

/// Makes what is embedded in one language.
struct Drawer<'c> {
    context: &'c Context<'c>,
    language: &'c Language,
    sink: &'c dyn Sink,
    /// Each entry as lists have it, by its id: written once, however many lists it is in.
    items: Vec<OnceLock<String>>,
}

impl Output for Embed {
    fn name(&self) -> &'static str {
        "embed"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let listings: Vec<&Listing> = context.listings.iter().filter(|listing| is_embedded(listing)).collect();
        context.renderer.languages.iter().try_for_each(|language| {
            let items = context.site.entries.iter().map(|_| OnceLock::new()).collect();
            let drawer = Drawer { context, language, sink, items };
            listings.par_iter().try_for_each(|listing| drawer.list(listing))
        })
    }
}

/// Offices have their feeds; who embeds wants a place, a kind or a need.
fn is_embedded(listing: &Listing) -> bool {
    !matches!(listing.slice, Slice::Organization(_))
}

/// A folder of this output, from the root of the site: `/embed/en/comuni/nome/`.
fn folder(language: &Language, rest: &str) -> String {
    let prefix = language.prefix.as_deref().map(|lang| format!("{lang}/")).unwrap_or_default();
    format!("/{EMBED_FOLDER}/{prefix}{rest}")
}

impl Drawer<'_> {
    fn list(&self, listing: &Listing) -> io::Result<()> {
        let folder = folder(self.language, &listing.folder(self.context.site));
        self.put(&format!("{folder}{LIST_FILE}"), || {
            let list = List::new(self.context, self.language, listing);
            list.json(list.shown.iter().map(|id| self.item(*id)))
        })
    }

    fn item(&self, id: EntryId) -> &str {
        self.items[id.0].get_or_init(|| Item::new(self.context, self.language, self.context.site.entry(id)).json())
    }

    /// Hands over a file that somebody wants.
    fn put(&self, path: &str, body: impl FnOnce() -> String) -> io::Result<()> {
        let path = OutPath::new(&path[1..]);
        if self.sink.wants(&path) { self.sink.put(Artifact::new(path, body())) } else { Ok(()) }
    }
}
