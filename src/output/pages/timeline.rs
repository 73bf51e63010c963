//! The dates of an entry in their order, and which of them are behind.

use jiff::civil::Date;
use serde::Serialize;

use super::Drawer;
use crate::model::entry::{Details, Entry};
use crate::render::view::DateView;

/// A date alone tells no story.
const LEAST: usize = 2;

#[derive(Serialize)]
pub struct Milestone {
    label: String,
    date: DateView,
    is_past: bool,
}

impl Drawer<'_> {
    pub fn timeline(&self, entry: &Entry) -> Vec<Milestone> {
        let strings = &self.language.strings;
        let day = |key: &'static str, date: Option<Date>| date.map(|date| (key, date, DateView::new(strings, date)));
        let milestones = match &entry.details {
            Details::Service(_) => Vec::new(),
            Details::Opportunity(opportunity) => {
                let deadline =
                    opportunity.deadline.map(|moment| ("deadline", moment.date, DateView::moment(strings, moment)));
                let closed = day("timeline_closed", opportunity.closed_on);
                vec![day("timeline_opens", opportunity.opens), deadline, closed]
            }
            Details::Project(project) => {
                vec![day("start", project.start), day("end", project.end), day("extension", project.extended_to)]
            }
        };
        let mut known: Vec<_> = milestones.into_iter().flatten().collect();
        known.sort_by_key(|(_, date, _)| *date);
        if known.len() < LEAST {
            return Vec::new();
        }
        let today = self.context.site.today;
        let milestone =
            |(key, day, date): (&str, Date, DateView)| Milestone { label: self.word(key), date, is_past: day < today };
        known.into_iter().map(milestone).collect()
    }
}
