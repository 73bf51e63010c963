//! Where people find, at the end of a page, ways to stay up to date with what it says.

use super::Drawer;
use crate::model::route::Route;
use crate::output::feeds;
use crate::render::view::Link;

impl Drawer<'_> {
    /// None on most pages; then nothing is said of following it.
    pub fn follow_links(&self, route: &Route) -> Vec<Link> {
        self.feed(route).into_iter().collect()
    }

    fn feed(&self, route: &Route) -> Option<Link> {
        let renderer = self.context.renderer;
        let own = self.language.prefix.as_deref();
        let (subject, prefix) = feeds::following(self.context.site, route.subject(), own)?;
        Some(Link {
            label: self.word("feed_link"),
            url: renderer.urls.local(&feeds::path(&subject, prefix, &feeds::FORMATS[0])),
            count: None,
            lang: renderer.foreign(self.language, prefix == own),
        })
    }
}
