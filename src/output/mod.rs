//! A site → artifacts. One file per output; [`OUTPUTS`] is the only list of them.
//!
//! An output hands its artifacts over one by one: it touches no disk, reads no other output and does
//! not care about order. What needs the complete list implements [`Output::finish`].

mod assets;
mod attachments;
mod headers;
mod pages;
mod redirects;
mod robots;
mod sitemap;

use std::io;

use crate::artifact::{OutPath, Sink};
use crate::model::catalog::Catalog;
use crate::model::site::Site;
use crate::render::Renderer;
use crate::theme::Theme;

/// What outputs are made from.
pub struct Context<'s> {
    pub site: &'s Site,
    pub catalog: &'s Catalog,
    pub renderer: &'s Renderer<'s>,
    pub theme: &'s Theme,
}

pub trait Output: Sync {
    fn name(&self) -> &'static str;

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()>;

    /// Called after every output has rendered, with all paths in order.
    fn finish(&self, _context: &Context, _paths: &[OutPath], _sink: &dyn Sink) -> io::Result<()> {
        Ok(())
    }
}

/// Every output.
pub static OUTPUTS: &[&dyn Output] = &[
    &pages::Pages,
    &attachments::Attachments,
    &assets::Assets,
    &redirects::Redirects,
    &sitemap::Sitemap,
    &robots::Robots,
    &headers::Headers,
];
