//! How people take a calendar that keeps itself up to date.

use serde::Serialize;

use super::Drawer;
use crate::model::calendar::Calendar;

#[derive(Serialize)]
pub struct Subscription {
    /// What the programs of calendars open.
    pub webcal: String,
    /// The same file, for who copies its address.
    url: String,
}

impl Drawer<'_> {
    pub fn subscription(&self, calendar: &Calendar) -> Subscription {
        let url = self.context.renderer.urls.absolute(&calendar.path());
        let (_, place) = url.split_once("://").expect("a board's address has a scheme");
        Subscription { webcal: format!("webcal://{place}"), url: self.context.renderer.urls.local(&calendar.path()) }
    }
}
