//! What is new, day by day: from the dates that authors write, so that the same content says the same. Who keeps a
//! copy of the data asks here what to take again.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;

use super::json::{Json, Object};
use super::source::Source;
use crate::model::entry::{Details, Entry};

/// The most changes that are told.
const MOST: usize = 500;

struct Change<'e> {
    day: Date,
    what: &'static str,
    entry: &'e Entry,
}

/// The changes of the last year, latest first. `dal` is the first day of which all of them are told.
pub fn changes(source: Source) -> Json {
    let today = source.site().today;
    let year_ago = today.saturating_sub(1.year());
    let mut changes: Vec<Change> = source.site().entries.iter().flat_map(|entry| of_entry(source, entry)).collect();
    changes.retain(|change| (year_ago..=today).contains(&change.day));
    changes.sort_by_key(|change| (Reverse(change.day), change.entry.id, change.what));
    let told_from = changes.get(MOST).map_or(year_ago, |first_untold| first_untold.day.saturating_add(1.day()));
    changes.truncate(MOST);
    Object::new()
        .with("dal", told_from.to_string())
        .with("al", today.to_string())
        .with_list("modifiche", Json::lines(changes.iter().map(|change| one(source, change))))
        .json()
}

fn of_entry<'e>(source: Source, entry: &'e Entry) -> Vec<Change<'e>> {
    let mut changes = Vec::new();
    let mut add = |day: Option<Date>, what| changes.extend(day.map(|day| Change { day, what, entry }));
    add(entry.published, "pubblicata");
    add(entry.updated.filter(|day| entry.published != Some(*day)), "aggiornata");
    if source.site().state(entry).is_archived() {
        add(last_day(entry), "archiviata");
    }
    changes
}

/// The last day on which something that is over could be asked for or was under way.
fn last_day(entry: &Entry) -> Option<Date> {
    match &entry.details {
        Details::Service(_) => None,
        Details::Project(project) => project.extended_to.or(project.end),
        Details::Opportunity(opportunity) => opportunity.closed_on.or(opportunity.last_day()),
    }
}

fn one(source: Source, change: &Change) -> Json {
    let name = super::source::name(change.entry);
    Object::new()
        .with("data", change.day.to_string())
        .with("modifica", change.what)
        .with("id", source.id(change.entry))
        .with("titolo", &change.entry.texts.title)
        .with("url", source.entry_page(change.entry))
        .with("dati", source.file(&format!("schede/{name}.json")))
        .json()
}
