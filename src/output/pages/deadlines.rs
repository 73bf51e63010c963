//! What closes when: opportunities and events by month, as a calendar and as a list, then those that are
//! always open.

use std::collections::BTreeMap;
use std::io;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::Drawer;
use super::list::Pager;
use super::page::Page;
use super::subscription::Subscription;
use crate::model::calendar::Calendar;
use crate::model::entry::{Entry, EntryKind};
use crate::model::id::EntryId;
use crate::model::route::Subject;
use crate::model::state::State;
use crate::model::value::Deadline;
use crate::render::view::{CardView, Group};

#[derive(Serialize)]
struct Deadlines {
    months: Vec<Month>,
    open_groups: Vec<Group>,
    empty_text: Option<String>,
    pager: Option<Pager>,
    calendar: Subscription,
}

#[derive(Serialize)]
struct Month {
    label: String,
    /// From Monday; none for days that are of another month.
    weeks: Vec<Vec<Option<Day>>>,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Day {
    number: i8,
    today: bool,
    /// Where the list has it, and what a reader who does not see the calendar is told; only if something
    /// happens.
    url: Option<String>,
    label: Option<String>,
}

#[derive(Serialize)]
struct Item {
    #[serde(flatten)]
    card: CardView,
    /// For the first of a day.
    anchor: Option<String>,
}

/// What happens on a day: the first of it, and how many.
struct Busy {
    first: EntryId,
    page: usize,
    count: usize,
}

impl Drawer<'_> {
    pub fn deadlines(&self) -> io::Result<()> {
        let site = self.context.site;
        let (mut dated, mut open): (Vec<(Deadline, EntryId)>, Vec<EntryId>) = (Vec::new(), Vec::new());
        for id in self.context.catalog.kind(EntryKind::Opportunita) {
            match next_moment(site.entry(*id), site.today) {
                Some(moment) => dated.push((moment, *id)),
                None => open.push(*id),
            }
        }
        dated.sort_by_key(|(moment, id)| (moment.start(), *id));
        let busy = busy_days(&dated, site.board.per_page);
        let slices: Vec<&[(Deadline, EntryId)]> =
            if dated.is_empty() { vec![&[]] } else { dated.chunks(site.board.per_page).collect() };
        let first = self.context.renderer.route(self.language, Subject::Deadlines);
        slices.iter().enumerate().try_for_each(|(index, slice)| {
            let route = first.clone().numbered(index + 1);
            if !self.wants(&route) {
                return Ok(());
            }
            let view = Deadlines {
                months: self.months(slice, &busy, index + 1),
                open_groups: if index == 0 { self.open_groups(&open) } else { Vec::new() },
                empty_text: dated.is_empty().then(|| self.word("empty_deadlines")),
                pager: self.pager(&first, index + 1, slices.len()),
                calendar: self.subscription(&Calendar::Board),
            };
            let page = Page::new(route.clone(), "deadlines", self.word("deadlines"), self.word("deadlines_intro"))
                .nav("deadlines");
            self.put(&route, "pages/deadlines.html", &self.view(page), "deadlines", &view)
        })
    }

    fn months(&self, slice: &[(Deadline, EntryId)], busy: &BTreeMap<Date, Busy>, page: usize) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for (moment, id) in slice {
            let renderer = self.context.renderer;
            let card = CardView {
                deadline: Some(renderer.deadline(self.language, *moment)),
                ..renderer.card(self.language, self.context.site.entry(*id))
            };
            let first = busy.get(&moment.date).is_some_and(|day| day.first == *id);
            let item = Item { card, anchor: first.then(|| anchor(moment.date)) };
            let label = self.language.strings.month(moment.date);
            match months.last_mut().filter(|month| month.label == label) {
                Some(month) => month.items.push(item),
                None => months.push(Month { label, weeks: self.weeks(moment.date, busy, page), items: vec![item] }),
            }
        }
        months
    }

    /// The weeks of the month of a day.
    fn weeks(&self, within: Date, busy: &BTreeMap<Date, Busy>, page: usize) -> Vec<Vec<Option<Day>>> {
        let blanks = within.first_of_month().weekday().to_monday_zero_offset() as usize;
        let days = within.first_of_month().series(1.day()).take(within.days_in_month() as usize);
        let mut cells: Vec<Option<Day>> = std::iter::repeat_with(|| None).take(blanks).collect();
        cells.extend(days.map(|date| Some(self.day(date, busy.get(&date), page))));
        cells.resize_with(cells.len().next_multiple_of(WEEK), || None);
        let mut weeks = Vec::new();
        while !cells.is_empty() {
            weeks.push(cells.drain(..WEEK).collect());
        }
        weeks
    }

    fn day(&self, date: Date, busy: Option<&Busy>, page: usize) -> Day {
        let strings = &self.language.strings;
        let month = || strings.get(&format!("months_{}", date.month()));
        Day {
            number: date.day(),
            today: date == self.context.site.today,
            url: busy.map(|busy| self.day_url(date, busy.page, page)),
            label: busy.map(|busy| format!("{} {}: {}", date.day(), month(), strings.count("deadlines", busy.count))),
        }
    }

    /// A month may go on over the page: then its days lead there.
    fn day_url(&self, date: Date, page: usize, current: usize) -> String {
        let renderer = self.context.renderer;
        let route = renderer.route(self.language, Subject::Deadlines).numbered(page);
        let page = if page == current { String::new() } else { renderer.urls.local(&route.path()) };
        format!("{page}#{}", anchor(date))
    }

    /// What has no date ahead: open now, or announced without a date.
    fn open_groups(&self, undated: &[EntryId]) -> Vec<Group> {
        let site = self.context.site;
        let (coming, open): (Vec<EntryId>, Vec<EntryId>) =
            undated.iter().partition(|id| site.state(site.entry(**id)) == State::Coming);
        [("always_open_title", open), ("coming_title", coming)]
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(key, ids)| {
                let shown = ids.iter().take(site.board.per_page);
                Group::titled(self.word(key), self.context.renderer.cards(self.language, shown))
            })
            .collect()
    }
}

const WEEK: usize = 7;

fn anchor(date: Date) -> String {
    format!("g-{date}")
}

/// The days on which something happens, with the page that lists them.
fn busy_days(dated: &[(Deadline, EntryId)], per_page: usize) -> BTreeMap<Date, Busy> {
    let mut busy: BTreeMap<Date, Busy> = BTreeMap::new();
    for (index, (moment, id)) in dated.iter().enumerate() {
        let new = Busy { first: *id, page: index / per_page + 1, count: 0 };
        busy.entry(moment.date).or_insert(new).count += 1;
    }
    busy
}

/// The deadline, or the next event that takes place; none for what has no date ahead.
fn next_moment(entry: &Entry, today: Date) -> Option<Deadline> {
    let opportunity = entry.opportunity()?;
    let events = opportunity
        .events
        .iter()
        .filter(|event| !event.cancelled && event.last_day() >= today)
        .map(|event| event.start);
    opportunity.deadline.filter(|deadline| deadline.date >= today).or_else(|| events.min())
}
