//! Where programs find, from a page, other forms of what it says: feeds, frames, calendars, the search.

use super::Drawer;
use crate::model::calendar::Calendar;
use crate::model::route::Route;
use crate::render::view::HeadLink;

impl Drawer<'_> {
    pub fn head_links(&self, route: &Route) -> Vec<HeadLink> {
        self.calendar_link(route).into_iter().collect()
    }

    fn calendar_link(&self, route: &Route) -> Option<HeadLink> {
        let renderer = self.context.renderer;
        let calendar = Calendar::of_page(self.context.site, route.subject())?;
        Some(HeadLink {
            rel: "alternate",
            media_type: "text/calendar",
            href: renderer.urls.local(&calendar.path()),
            title: renderer.calendar_name(self.language, &calendar),
        })
    }
}
