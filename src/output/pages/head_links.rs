//! Where programs find, from a page, other forms of what it says: feeds, frames, calendars, the search.

use super::Drawer;
use crate::model::calendar::Calendar;
use crate::model::route::Route;
use crate::output::feeds;
use crate::render::view::HeadLink;

impl Drawer<'_> {
    pub fn head_links(&self, route: &Route) -> Vec<HeadLink> {
        self.feeds(route).into_iter().chain(self.calendar_link(route)).collect()
    }

    fn feeds(&self, route: &Route) -> Vec<HeadLink> {
        let renderer = self.context.renderer;
        let own = self.language.prefix.as_deref();
        let Some((subject, prefix)) = feeds::following(self.context.site, route.subject(), own) else {
            return Vec::new();
        };
        let link = |format: &feeds::Format| HeadLink {
            rel: "alternate",
            media_type: format.media_type,
            href: renderer.urls.local(&feeds::path(&subject, prefix, format)),
            title: format.name.to_owned(),
            lang: renderer.foreign(self.language, prefix == own),
        };
        feeds::FORMATS.iter().map(link).collect()
    }

    fn calendar_link(&self, route: &Route) -> Option<HeadLink> {
        let renderer = self.context.renderer;
        let calendar = Calendar::of_page(self.context.site, route.subject())?;
        Some(HeadLink {
            rel: "alternate",
            media_type: "text/calendar",
            href: renderer.urls.local(&calendar.path()),
            title: renderer.calendar_name(&renderer.languages[0], &calendar),
            lang: renderer.foreign(self.language, false),
        })
    }
}
