//! Where programs find, from a page, other forms of what it says: feeds, frames, calendars, the search.

use super::Drawer;
use crate::model::route::Route;
use crate::render::view::HeadLink;

impl Drawer<'_> {
    pub fn head_links(&self, _route: &Route) -> Vec<HeadLink> {
        Vec::new()
    }
}
