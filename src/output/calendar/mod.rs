//! iCalendar files (RFC 5545, RFC 7986): the dates of the whole board, of what is valid in each Comune, of one
//! entry. In the first language of the board.

mod appointment;
mod time;

use std::cmp::Reverse;
use std::io;

use jiff::ToSpan;
use rayon::prelude::*;

use super::content_line::ContentLines;
use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::calendar::{Calendar, has_dates};
use crate::model::catalog::is_valid_in;
use crate::model::entry::Entry;
use crate::model::id::ComuneId;
use crate::model::route::Route;
use appointment::Written;

/// How often a subscriber's program should look again.
const REFRESH: &str = "PT12H";
/// For how many days a subscriber still sees what is over.
const KEPT_DAYS: i32 = 60;
/// The most that a Comune's calendar holds, the nearest first: there are many Comuni.
const MOST: usize = 400;

pub struct Calendars;

/// An appointment of an entry.
struct Dated<'s> {
    entry: &'s Entry,
    written: Written,
}

impl Output for Calendars {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("calendario")
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let entries: Vec<&Entry> =
            context.site.entries.iter().map(AsRef::as_ref).filter(|entry| has_dates(entry)).collect();
        let own = entries.iter().filter_map(|entry| Calendar::of_entry(entry));
        let comuni = context.site.comuni.iter().map(Calendar::Comune);
        if !std::iter::once(Calendar::Board).chain(comuni).chain(own).any(|calendar| sink.wants(&file(&calendar))) {
            return Ok(());
        }
        let dated: Vec<Vec<Dated>> = entries.par_iter().map(|entry| dated(context, entry)).collect();
        dated.par_iter().try_for_each(|dated| put_own(context, sink, dated))?;
        let shared = shared(context, &dated);
        put(context, sink, &Calendar::Board, &shared)?;
        let comuni: Vec<ComuneId> = context.site.comune_ids().collect();
        comuni.par_iter().try_for_each(|id| {
            let valid: Vec<&Dated> =
                shared.iter().copied().filter(|dated| is_valid_in(dated.entry, *id)).take(MOST).collect();
            put(context, sink, &Calendar::Comune(context.site.comune(*id)), &valid)
        })
    }
}

fn file(calendar: &Calendar) -> OutPath {
    OutPath::new(&calendar.path()[1..])
}

fn dated<'s>(context: &Context, entry: &'s Entry) -> Vec<Dated<'s>> {
    appointment::written(context, entry).into_iter().map(|written| Dated { entry, written }).collect()
}

/// What citizens share: what is ahead, the nearest first, then what is just over.
fn shared<'d, 's>(context: &Context, dated: &'d [Vec<Dated<'s>>]) -> Vec<&'d Dated<'s>> {
    let today = context.site.today;
    let oldest = today.saturating_sub(KEPT_DAYS.days());
    let is_shared = |dated: &&Dated| !dated.entry.for_professionals && dated.written.last_day >= oldest;
    let (mut ahead, mut over): (Vec<&Dated>, Vec<&Dated>) =
        dated.iter().flatten().filter(is_shared).partition(|dated| dated.written.last_day >= today);
    ahead.sort_by_key(|dated| (dated.written.start, dated.entry.id));
    over.sort_by_key(|dated| (Reverse(dated.written.start), dated.entry.id));
    ahead.append(&mut over);
    ahead
}

fn put_own(context: &Context, sink: &dyn Sink, dated: &[Dated]) -> io::Result<()> {
    match dated.first().and_then(|first| Calendar::of_entry(first.entry)) {
        Some(calendar) => put(context, sink, &calendar, &dated.iter().collect::<Vec<_>>()),
        None => Ok(()),
    }
}

fn put(context: &Context, sink: &dyn Sink, calendar: &Calendar, dated: &[&Dated]) -> io::Result<()> {
    let path = file(calendar);
    if !sink.wants(&path) {
        return Ok(());
    }
    let mut lines = ContentLines::default();
    lines.put("BEGIN", "VCALENDAR");
    head(&mut lines, context, calendar);
    time::zone(&mut lines);
    dated.iter().for_each(|dated| lines.append(&dated.written.text));
    lines.put("END", "VCALENDAR");
    sink.put(Artifact::new(path, lines.into_text()))
}

/// What a calendar says of itself (RFC 5545 §3.6, RFC 7986 §5; `X-` for programs that know only those).
fn head(lines: &mut ContentLines, context: &Context, calendar: &Calendar) {
    let urls = &context.renderer.urls;
    let name = context.renderer.calendar_name(&context.renderer.languages[0], calendar);
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//bacheca//calendario//IT");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    lines.put("URL", urls.absolute(&Route::from(calendar.subject()).path()));
    lines.put("SOURCE;VALUE=URI", urls.absolute(&calendar.path()));
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.put("X-PUBLISHED-TTL", REFRESH);
}
