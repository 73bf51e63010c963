//! Where people find, at the end of a page, ways to stay up to date with what it says.

use super::Drawer;
use crate::model::calendar::Calendar;
use crate::model::route::{Route, Subject};
use crate::output::feeds;
use crate::render::view::Link;

impl Drawer<'_> {
    /// None on most pages; then nothing is said of following it.
    pub fn follow_links(&self, route: &Route) -> Vec<Link> {
        self.feed(route).into_iter().chain(self.board_calendar(route)).collect()
    }

    /// Pages of dates say more of their calendars.
    fn board_calendar(&self, route: &Route) -> Option<Link> {
        (route.subject() == &Subject::Home).then(|| Link {
            label: self.word("calendar_subscribe"),
            url: self.subscription(&Calendar::Board).webcal,
            count: None,
            lang: self.context.renderer.foreign(self.language, false),
        })
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
