//! The pages that people read, in every language of the board.

mod components;
mod comune;
mod deadlines;
mod entry;
mod fixed;
mod follow_links;
mod head_links;
mod home;
mod letter;
mod list;
mod map;
mod organization;
mod page;
mod propose;
mod rating;
mod reuse;
mod search;
mod site_map;
mod subscription;
mod terms;
mod timeline;

use std::io;

use rayon::prelude::*;

use super::{Context, Output};
use crate::artifact::{Artifact, Sink};
use crate::model::route::Route;
use crate::render::Language;
use crate::render::view::PageView;

pub struct Pages;

/// Draws the pages of one language.
struct Drawer<'c> {
    context: &'c Context<'c>,
    language: &'c Language,
    sink: &'c dyn Sink,
}

impl Drawer<'_> {
    fn put(
        &self,
        route: &Route,
        template: &str,
        page: &PageView,
        name: &'static str,
        value: &impl serde::Serialize,
    ) -> io::Result<()> {
        if !self.wants(route) {
            return Ok(());
        }
        let html = self.context.renderer.draw(self.language, template, page, name, value)?;
        self.sink.put(Artifact::new(route.out_path(), html))
    }

    /// Whether somebody will read the page.
    fn wants(&self, route: &Route) -> bool {
        self.sink.wants(&route.out_path())
    }

    fn word(&self, key: &str) -> String {
        self.language.strings.get(key)
    }
}

impl Output for Pages {
    fn name(&self) -> &'static str {
        "pages"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        context.renderer.languages.iter().try_for_each(|language| {
            let drawer = Drawer { context, language, sink };
            drawer.home()?;
            drawer.fixed_pages()?;
            drawer.terms_pages()?;
            drawer.comuni()?;
            drawer.organizations()?;
            drawer.deadlines()?;
            drawer.lists()?;
            drawer.search_pages()?;
            drawer.map()?;
            drawer.propose()?;
            drawer.reuse()?;
            drawer.site_map()?;
            drawer.components()?;
            let translated = |entry: &&std::sync::Arc<crate::model::entry::Entry>| {
                language.prefix.as_deref().is_none_or(|lang| entry.translations.contains_key(lang))
            };
            let entries: Vec<_> = context.site.entries.iter().filter(translated).collect();
            entries.par_iter().try_for_each(|entry| drawer.entry(entry))
        })
    }
}
