//! Where programs find, from a page, other forms of what it says: feeds, frames, calendars, the search.

use super::Drawer;
use crate::model::calendar::Calendar;
use crate::model::route::{Route, Subject};
use crate::output::{embed, feeds, open_search};
use crate::render::view::HeadLink;

impl Drawer<'_> {
    pub fn head_links(&self, route: &Route) -> Vec<HeadLink> {
        let others =
            self.calendar_link(route).into_iter().chain(self.oembed_link(route)).chain(self.search_engine(route));
        self.feeds(route).into_iter().chain(others).collect()
    }

    /// Browsers look for it where one comes in and where one searches; every page need not carry it.
    fn search_engine(&self, route: &Route) -> Option<HeadLink> {
        let path = open_search::path(self.language.prefix.as_deref());
        matches!(route.subject(), Subject::Home | Subject::Search(None)).then(|| HeadLink {
            rel: "search",
            media_type: open_search::MEDIA_TYPE,
            href: self.context.renderer.urls.local(&path),
            title: Some(self.context.site.board.title.clone()),
        })
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
            title: Some(self.told_in(format.name, prefix == own)),
        };
        feeds::FORMATS.iter().map(link).collect()
    }

    /// A site that is given the page's address draws its card. That of a delicate page stays a plain link: nobody asked
    /// for a panel about it. The address is whole, for WordPress takes it as it is.
    fn oembed_link(&self, route: &Route) -> Option<HeadLink> {
        let path = embed::oembed_path(self.context.site, self.language, route)?;
        Some(HeadLink {
            rel: "alternate",
            media_type: "application/json+oembed",
            href: self.context.renderer.urls.absolute(&path),
            title: None,
        })
    }

    fn calendar_link(&self, route: &Route) -> Option<HeadLink> {
        let renderer = self.context.renderer;
        let calendar = Calendar::of_page(self.context.site, route.subject())?;
        let name = renderer.calendar_name(&renderer.languages[0], &calendar);
        Some(HeadLink {
            rel: "alternate",
            media_type: "text/calendar",
            href: renderer.urls.local(&calendar.path()),
            title: Some(self.told_in(&name, self.language.prefix.is_none())),
        })
    }

    /// The title of something that may be in the first language of the board only. A `hreflang` would not do: search
    /// engines would take it for a translation of the page.
    fn told_in(&self, title: &str, is_own: bool) -> String {
        match self.context.renderer.languages.first().filter(|_| !is_own) {
            Some(first) => format!("{title} ({})", first.strings.get("language_name")),
            None => title.to_owned(),
        }
    }
}
