//! What closes when: opportunities and events by month, then those that are always open.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::Drawer;
use super::list::Pager;
use super::page::Page;
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
}

#[derive(Serialize)]
struct Month {
    label: String,
    items: Vec<CardView>,
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
        let slices: Vec<&[(Deadline, EntryId)]> =
            if dated.is_empty() { vec![&[]] } else { dated.chunks(site.board.per_page).collect() };
        let first = self.context.renderer.route(self.language, Subject::Deadlines);
        slices.iter().enumerate().try_for_each(|(index, slice)| {
            let route = first.clone().numbered(index + 1);
            let view = Deadlines {
                months: self.months(slice),
                open_groups: if index == 0 { self.open_groups(&open) } else { Vec::new() },
                empty_text: dated.is_empty().then(|| self.word("empty_deadlines")),
                pager: self.pager(&first, index + 1, slices.len()),
            };
            let page = Page::new(route.clone(), "deadlines", self.word("deadlines"), self.word("deadlines_intro"))
                .nav("deadlines");
            self.put(&route, "pages/deadlines.html", &self.view(page), "deadlines", &view)
        })
    }

    fn months(&self, slice: &[(Deadline, EntryId)]) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for (moment, id) in slice {
            let renderer = self.context.renderer;
            let card = CardView {
                deadline: Some(renderer.deadline(self.language, *moment)),
                ..renderer.card(self.language, self.context.site.entry(*id))
            };
            let label = self.language.strings.month(moment.date);
            match months.last_mut().filter(|month| month.label == label) {
                Some(month) => month.items.push(card),
                None => months.push(Month { label, items: vec![card] }),
            }
        }
        months
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
