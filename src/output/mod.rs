//! A site → artifacts. One file per output; [`OUTPUTS`] is the only list of them.
//!
//! An output hands its artifacts over one by one: it touches no disk, reads no other output and does
//! not care about order. What needs the complete list implements [`Output::finish`].

pub mod admin;
mod api;
mod assets;
mod attachments;
mod calendar;
mod content_line;
pub mod embed;
mod exports;
mod feeds;
pub mod headers;
mod hsds;
mod icons;
mod manifest;
pub mod map;
mod open_search;
mod pages;
pub mod portable;
mod rdf;
mod redirects;
mod robots;
pub mod search;
mod security_txt;
mod sensitive;
mod sitemap;
pub mod vcard;
pub mod widget;
mod worker;
mod xml;

use std::io;

use rayon::prelude::*;

use crate::artifact::{Manifest, Sink};
use crate::model::catalog::Catalog;
use crate::model::listing::Listings;
use crate::model::site::Site;
use crate::render::Renderer;
use crate::render::icon::Icon;
use crate::theme::Theme;
use map::Map;
use search::LanguageIndex;

/// What outputs are made from.
pub struct Context<'s> {
    pub site: &'s Site,
    pub catalog: &'s Catalog,
    /// The parts of the board that other sites take.
    pub listings: &'s Listings,
    pub renderer: &'s Renderer,
    pub theme: &'s Theme,
    /// One for each language, in the order of the board.
    pub search: &'s [LanguageIndex],
    pub map: &'s Map,
    pub icons: &'s [Icon],
}

pub trait Output: Sync {
    fn name(&self) -> &'static str;

    /// The top folder in which all its files stand, if there is one: who wants none of them does not ask it.
    fn folder(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()>;

    /// Called after every output has rendered, with all that was made.
    fn finish(&self, _context: &Context, _manifest: &Manifest, _sink: &dyn Sink) -> io::Result<()> {
        Ok(())
    }
}

/// Draws every output that makes something of what a sink wants.
pub fn draw(context: &Context, sink: &dyn Sink) -> io::Result<()> {
    let is_wanted = |output: &&&dyn Output| output.folder().is_none_or(|folder| sink.wants_folder(folder));
    OUTPUTS.par_iter().filter(is_wanted).try_for_each(|output| output.render(context, sink))
}

/// Every output.
pub static OUTPUTS: &[&dyn Output] = &[
    &pages::Pages,
    &attachments::Attachments,
    &assets::Assets,
    &icons::Icons,
    &manifest::Manifest,
    &search::Search,
    &open_search::OpenSearch,
    &worker::Worker,
    &embed::Embed,
    &widget::Widget,
    &redirects::Redirects,
    &sitemap::Sitemap,
    &feeds::Feeds,
    &calendar::Calendars,
    &vcard::Cards,
    &hsds::Hsds,
    &rdf::Rdf,
    &admin::Admin,
    &robots::Robots,
    &api::Api,
    &security_txt::SecurityTxt,
    &headers::Headers,
];
