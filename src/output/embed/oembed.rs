//! oEmbed 1.0: how a site that is given the address of a page of the board shows it. The HTML is the one that WordPress
//! gives of its own pages, so that a WordPress takes it with no plug-in.

use serde_json::json;

use super::list::List;
use super::page;
use crate::model::entry::Entry;
use crate::model::prose::escape;
use crate::output::Context;
use crate::render::Language;

/// As wide as WordPress asks of its own; as high as a card, or a few of them. The page tells its true height.
const WIDTH: u32 = 600;
const CARD_HEIGHT: u32 = 240;
const LIST_HEIGHT: u32 = 600;
/// A host shows at most 1000 pixels of it.
const LIST_ITEMS: u32 = 5;
/// Seconds for which a host may keep the answer.
const CACHE_AGE: u32 = 86_400;

/// A frame of ours in the page of another site.
pub struct Frame {
    /// The page of the board.
    page: String,
    /// The page in the frame.
    source: String,
    name: String,
    title: String,
    height: u32,
}

impl Frame {
    pub fn of_list(context: &Context, folder: &str, list: &List) -> Frame {
        Frame {
            page: list.url.clone(),
            source: format!("{}?massimo={LIST_ITEMS}", context.renderer.urls.absolute(folder)),
            name: list.titolo.clone(),
            title: list.frame_title(),
            height: LIST_HEIGHT,
        }
    }

    pub fn of_entry(context: &Context, language: &Language, folder: &str, entry: &Entry) -> Frame {
        let renderer = context.renderer;
        Frame {
            page: renderer.urls.absolute(&renderer.entry_route(language, entry).path()),
            source: renderer.urls.absolute(folder),
            name: entry.texts_in(language.lang.as_str()).title.clone(),
            title: page::title(context, language, entry),
            height: CARD_HEIGHT,
        }
    }

    pub fn oembed(&self, context: &Context) -> Vec<u8> {
        let board = &context.site.board;
        let data = json!({
            "version": "1.0",
            "type": "rich",
            "provider_name": board.title,
            "provider_url": context.renderer.urls.absolute("/"),
            "title": self.name,
            "cache_age": CACHE_AGE,
            "width": WIDTH,
            "height": self.height,
            "html": self.html(),
        });
        format!("{data}\n").into_bytes()
    }

    fn html(&self) -> String {
        let Frame { page, source, name, title, height } = self;
        let [page, source, name, title] = [page, source, name, title].map(|text| escape(text));
        format!(
            "<blockquote class=\"wp-embedded-content\"><a href=\"{page}\">{name}</a></blockquote>\
             <iframe class=\"wp-embedded-content\" sandbox=\"allow-scripts\" security=\"restricted\" src=\"{source}\" \
             title=\"{title}\" width=\"{WIDTH}\" height=\"{height}\" frameborder=\"0\" marginwidth=\"0\" marginheight=\"0\"></iframe>"
        )
    }
}
