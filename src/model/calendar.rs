//! The calendars that people take from the board, and where their files stand.

use super::entry::Entry;
use super::route::{Route, Subject};
use super::site::{Comune, Site};

/// What a calendar holds the dates of.
#[derive(Clone, Copy, Debug)]
pub enum Calendar<'s> {
    Board,
    /// What is valid in a Comune.
    Comune(&'s Comune),
    Entry(&'s Entry),
}

impl<'s> Calendar<'s> {
    /// That of the dates that a page shows.
    pub fn of_page(site: &'s Site, subject: &Subject) -> Option<Calendar<'s>> {
        match subject {
            Subject::Home | Subject::Deadlines => Some(Calendar::Board),
            Subject::Comune(slug) => site.comuni.iter().find(|comune| comune.slug == *slug).map(Calendar::Comune),
            Subject::Entry(kind, slug) => site.entry_at(*kind, slug).and_then(Calendar::of_entry),
            _ => None,
        }
    }

    /// That of an entry alone, if it has dates. Nobody keeps a file on a delicate matter.
    pub fn of_entry(entry: &'s Entry) -> Option<Calendar<'s>> {
        (has_dates(entry) && !entry.sensitive).then_some(Calendar::Entry(entry))
    }

    /// The page that shows the same dates.
    pub fn subject(&self) -> Subject {
        match self {
            Calendar::Board => Subject::Deadlines,
            Calendar::Comune(comune) => Subject::Comune(comune.slug.clone()),
            Calendar::Entry(entry) => Subject::Entry(entry.kind, entry.slug.clone()),
        }
    }

    /// `/calendario/bacheca.ics`, `/calendario/comuni/nome.ics`, `/calendario/opportunita/nome.ics`.
    pub fn path(&self) -> String {
        match self {
            Calendar::Board => "/calendario/bacheca.ics".to_owned(),
            _ => {
                let page = Route::from(self.subject()).path_in_language();
                format!("/calendario/{}.ics", page.trim_end_matches('/'))
            }
        }
    }
}

/// Whether something closes, or takes place, on a day.
pub fn has_dates(entry: &Entry) -> bool {
    entry.opportunity().is_some_and(|opportunity| opportunity.deadline.is_some() || !opportunity.events.is_empty())
}
