//! Pages for the frames of other sites.

use serde::Serialize;

use super::item;
use super::list::List;
use crate::model::entry::Entry;
use crate::model::route::Subject;
use crate::output::Context;
use crate::render::view::CardView;
use crate::render::{Language, Prepared};

#[derive(Serialize)]
pub struct ListPage<'l> {
    title: &'l str,
    head_title: String,
    /// The page of the board that shows the same, or the nearest to it.
    canonical: &'l str,
    url: &'l str,
    /// The words of the link to it.
    all: &'l str,
    items: Vec<Prepared>,
}

impl<'l> ListPage<'l> {
    pub fn new(list: &'l List, items: Vec<Prepared>) -> ListPage<'l> {
        ListPage {
            title: &list.titolo,
            head_title: list.frame_title(),
            canonical: &list.url,
            url: &list.local_url,
            all: &list.tutti,
            items,
        }
    }
}

#[derive(Serialize)]
pub struct CardPage {
    card: CardView,
    /// Nothing of a delicate entry, as on its own page.
    head_title: String,
    sensitive: bool,
    canonical: String,
    /// The home page of the board.
    board: String,
}

impl CardPage {
    pub fn new(context: &Context, language: &Language, entry: &Entry) -> CardPage {
        let renderer = context.renderer;
        CardPage {
            card: item::card(context, language, entry),
            head_title: title(context, language, entry),
            sensitive: entry.sensitive,
            canonical: renderer.canonical(language, entry),
            board: renderer.href(language, Subject::Home),
        }
    }
}

/// The title of the frame of an entry.
pub fn title(context: &Context, language: &Language, entry: &Entry) -> String {
    let board = &context.site.board.title;
    if entry.sensitive {
        return board.clone();
    }
    format!("{} – {board}", entry.texts_in(language.lang.as_str()).title)
}
