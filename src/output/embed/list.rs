//! A list of entries as other sites show it: its heading, how many there are, where to see them all.

use serde::Serialize;
use serde_json::json;

use crate::model::id::EntryId;
use crate::model::listing::{Listing, Slice};
use crate::model::route::Route;
use crate::output::Context;
use crate::render::Language;
use crate::render::view::plural_key;

/// Who wants more opens the board.
const MOST: usize = 30;
/// Of the format, for those who read it.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub struct List<'c> {
    versione: u32,
    pub lingua: &'c str,
    pub verso: &'static str,
    pub bacheca: &'c str,
    pub titolo: String,
    /// The page of the board that shows the same, or the nearest to it.
    pub url: String,
    pub totale: usize,
    /// The words of the link to it.
    pub tutti: String,
    parole: serde_json::Value,
    /// The same page, for those who are on the board's own host.
    #[serde(skip)]
    pub local_url: String,
    #[serde(skip)]
    pub shown: &'c [EntryId],
}

impl<'c> List<'c> {
    pub fn new(context: &Context<'c>, language: &'c Language, listing: &'c Listing) -> List<'c> {
        let (site, renderer) = (context.site, context.renderer);
        let route: Route = renderer.route(language, listing.subject(site));
        let total = listing.entries.len();
        List {
            versione: VERSION,
            lingua: language.lang.as_str(),
            verso: language.lang.dir(),
            bacheca: &site.board.title,
            titolo: heading(context, language, listing.slice),
            url: renderer.urls.absolute(&route.path()),
            totale: total,
            tutti: match total {
                0 | 1 => language.strings.get("embed_board"),
                _ => language.strings.fill("embed_all", &[("x", &language.strings.count(what(listing.slice), total))]),
            },
            parole: words(language),
            local_url: renderer.urls.local(&route.path()),
            shown: &listing.entries[..total.min(MOST)],
        }
    }

    pub fn frame_title(&self) -> String {
        if self.titolo == self.bacheca { self.titolo.clone() } else { format!("{} – {}", self.titolo, self.bacheca) }
    }

    /// The whole list, with entries that are written already.
    pub fn json<'i>(&self, items: impl Iterator<Item = &'i str>) -> String {
        let head = serde_json::to_string(self).expect("texts always serialise");
        let open = head.strip_suffix('}').expect("an object");
        format!("{open},\"voci\":[{}]}}\n", items.collect::<Vec<_>>().join(",\n"))
    }
}

/// What a page that shows the list says for itself.
fn words(language: &Language) -> serde_json::Value {
    let word = |key: &str| language.strings.get(key);
    json!({
        "vuoto": word("embed_empty"),
        "entro": word("until"),
        "chiusa": word("status_chiusa"),
        "chiusa_il": word("closed_since"),
        "bacheca": word("embed_board"),
        "nuova": word("embed_new_tab"),
    })
}

fn heading(context: &Context, language: &Language, slice: Slice) -> String {
    let (site, strings) = (context.site, &language.strings);
    match slice {
        Slice::Board => site.board.title.clone(),
        Slice::Kind(kind) => context.renderer.kind_plural(language, kind),
        Slice::Comune(comune) => strings.fill("embed_in_comune", &[("x", &site.comune(comune).name)]),
        Slice::ComuneKind(comune, kind) => {
            let kind = context.renderer.kind_plural(language, kind);
            strings.fill("embed_kind_in_comune", &[("a", &kind), ("x", &site.comune(comune).name)])
        }
        Slice::Term(term) => site.term(term).name_in(language.lang.as_str()).to_owned(),
        Slice::Organization(organization) => site.organization(organization).name.clone(),
    }
}

/// What is counted.
fn what(slice: Slice) -> &'static str {
    match slice {
        Slice::Kind(kind) | Slice::ComuneKind(_, kind) => plural_key(kind),
        _ => "entries",
    }
}
