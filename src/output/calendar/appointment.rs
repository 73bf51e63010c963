//! What an entry asks people to remember: its deadline, its events. Each is written once, as an event of a
//! calendar (RFC 5545 §3.6.1), for all the calendars that have it.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use super::super::Context;
use super::super::content_line::{ContentLines, escaped};
use super::time::{instant, put_day, put_moment};
use crate::model::entry::{Entry, Event, Opportunity};
use crate::model::identity::uuid;
use crate::model::route::{Route, Subject};
use crate::model::state::days_between;
use crate::model::value::Deadline;

/// Days are counted from here, where only their order matters.
const EPOCH: Date = jiff::civil::date(2000, 1, 1);

/// An appointment as calendars have it.
pub struct Written {
    pub start: DateTime,
    pub last_day: Date,
    pub text: String,
}

struct Appointment<'e> {
    id: Uuid,
    start: Deadline,
    end: Option<Deadline>,
    title: String,
    place: Option<String>,
    note: Option<&'e str>,
    is_cancelled: bool,
    /// Whether somebody who has it in a calendar is busy meanwhile.
    takes_time: bool,
}

pub fn written(context: &Context, entry: &Entry) -> Vec<Written> {
    let Some(opportunity) = entry.opportunity() else { return Vec::new() };
    let deadline = opportunity.deadline.map(|moment| deadline(context, entry, opportunity, moment));
    let names = names(&opportunity.events);
    let events = opportunity.events.iter().zip(names).map(|(happening, name)| event(context, entry, happening, &name));
    deadline.into_iter().chain(events).map(|appointment| appointment.written(context, entry)).collect()
}

fn deadline<'e>(context: &Context, entry: &Entry, opportunity: &Opportunity, moment: Deadline) -> Appointment<'e> {
    let (site, strings) = (context.site, &context.renderer.languages[0].strings);
    let is_cancelled = opportunity.closed_on.is_some_and(|day| day <= site.today && day < moment.date);
    Appointment {
        id: uuid(&site.board, "scadenza", &entry.slug),
        start: moment,
        end: None,
        title: match is_cancelled {
            true => format!("{}: {}", strings.get("status_chiusa"), entry.texts.title),
            false => strings.fill("calendar_deadline", &[("x", &entry.texts.title)]),
        },
        place: None,
        note: None,
        is_cancelled,
        takes_time: false,
    }
}

/// Of what happens on a delicate matter nobody is told where, or what.
fn event<'e>(context: &Context, entry: &Entry, event: &'e Event, name: &str) -> Appointment<'e> {
    let site = context.site;
    let title = match event.title.as_ref().filter(|_| !entry.sensitive) {
        Some(title) => format!("{title} – {}", entry.texts.title),
        None => entry.texts.title.clone(),
    };
    // Many programs do not show that something is cancelled: the words do.
    let off = context.renderer.languages[0].strings.get("event_cancelled");
    let comune = event.comune.map(|id| site.comune(id).name.as_str());
    let place: Vec<&str> = event.venue.as_deref().into_iter().chain(event.address.as_deref()).chain(comune).collect();
    Appointment {
        id: uuid(&site.board, "evento", &format!("{}/{name}", entry.slug)),
        start: event.start,
        end: event.end,
        title: if event.cancelled { format!("{off}: {title}") } else { title },
        place: (!place.is_empty() && !entry.sensitive).then(|| place.join(", ")),
        note: event.note.as_deref().filter(|_| !entry.sensitive),
        is_cancelled: event.cancelled,
        takes_time: true,
    }
}

/// What tells the events of an entry apart, whatever their order: the title, so that an event that is put off
/// stays the same; with its start where titles are the same, with a number where even that is.
fn names(events: &[Event]) -> Vec<String> {
    let title = |event: &Event| event.title.clone().unwrap_or_default();
    let dated = |event: &Event| format!("{}/{}", title(event), event.start.iso());
    let is_alone =
        |name: &str, of: &dyn Fn(&Event) -> String| events.iter().filter(|event| of(event) == name).count() == 1;
    let name = |(index, event): (usize, &Event)| {
        if is_alone(&title(event), &title) {
            return title(event);
        }
        let before = events[..index].iter().filter(|other| dated(other) == dated(event)).count();
        if before == 0 { dated(event) } else { format!("{}/{}", dated(event), before + 1) }
    };
    events.iter().enumerate().map(name).collect()
}

impl Appointment<'_> {
    fn written(self, context: &Context, entry: &Entry) -> Written {
        let last_day = self.end.map_or(self.start.date, |end| end.date);
        let mut lines = ContentLines::default();
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", self.id);
        put_revision(&mut lines, entry);
        self.put_time(&mut lines);
        self.put_words(&mut lines, context, entry);
        lines.put("STATUS", if self.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
        lines.put("TRANSP", if self.takes_time { "OPAQUE" } else { "TRANSPARENT" });
        // What rings three days before is seen by whoever is near.
        if !self.is_cancelled && !entry.sensitive && last_day >= context.site.today {
            self.put_alarm(&mut lines);
        }
        lines.put("END", "VEVENT");
        Written { start: self.start.start(), last_day, text: lines.into_text() }
    }

    /// Days when either end is a day; the end of a period of days is the day after it (§3.6.1).
    fn put_time(&self, lines: &mut ContentLines) {
        let end = self.end.unwrap_or(self.start);
        match (self.start.time, end.time) {
            (Some(_), Some(_)) => {
                put_moment(lines, "DTSTART", self.start.start());
                if end.start() > self.start.start() {
                    put_moment(lines, "DTEND", end.start());
                }
            }
            _ => {
                put_day(lines, "DTSTART", self.start.date);
                if end.date > self.start.date {
                    put_day(lines, "DTEND", end.date.saturating_add(1.day()));
                }
            }
        }
    }

    fn put_words(&self, lines: &mut ContentLines, context: &Context, entry: &Entry) {
        lines.text("SUMMARY", &self.title);
        let route = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
        let url = context.renderer.urls.absolute(&route.path());
        if !entry.sensitive {
            let parts: Vec<&str> =
                [entry.texts.summary.as_str()].into_iter().chain(self.note).chain([url.as_str()]).collect();
            lines.text("DESCRIPTION", &parts.join("\n\n"));
        }
        if let Some(place) = &self.place {
            lines.text("LOCATION", place);
        }
        lines.put("URL", &url);
        if let Some(opportunity) = entry.opportunity().filter(|_| !entry.sensitive) {
            lines.put("CATEGORIES", escaped(&context.site.term(opportunity.category).name));
        }
    }

    fn put_alarm(&self, lines: &mut ContentLines) {
        lines.put("BEGIN", "VALARM");
        lines.put("ACTION", "DISPLAY");
        lines.put("TRIGGER", "-P3D");
        lines.text("DESCRIPTION", &self.title);
        lines.put("END", "VALARM");
    }
}

/// When it was last changed (§3.8.7), by the dates that the author states.
fn put_revision(lines: &mut ContentLines, entry: &Entry) {
    let modified = entry.last_modified();
    lines.put("DTSTAMP", instant(modified.unwrap_or(EPOCH)));
    if let Some(modified) = modified {
        lines.put("LAST-MODIFIED", instant(modified));
        lines.put("SEQUENCE", days_between(EPOCH, modified).max(0));
    }
}
