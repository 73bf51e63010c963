//! What ends, closes or starts again within the next weeks.

use jiff::ToSpan;
use jiff::civil::Date;

use super::words::{at, distance, haste, on, period, until};
use super::{Board, Item, List, Section, title_of};
use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::{Entry, Opportunity, Project, ProjectStatus};
use crate::model::place::Closure;
use crate::model::route::{Route, Subject};
use crate::model::value::parse_date;

/// How far ahead the office looks.
const DAYS: i32 = 30;

pub static SECTION: Section = Section {
    key: "scadenze",
    title: "Scade o cambia entro 30 giorni",
    fine: "Nei prossimi 30 giorni non scade e non cambia niente.",
    list: List::Board(list),
};

/// What happens on a day, and what the office does about it.
struct Change {
    date: Date,
    fact: String,
    todo: &'static str,
}

fn list(board: &Board) -> Vec<Item> {
    let today = board.files.today;
    let mut found: Vec<(Date, Item)> = Vec::new();
    let mut add = |item: &Item, changes: Vec<Change>| {
        for change in changes.into_iter().filter(|change| is_near(today, change.date)) {
            let (mark, tone) = (distance(today, change.date), haste(today, change.date));
            let item = Item { mark, tone, fact: change.fact, todo: change.todo.to_owned(), ..item.clone() };
            found.push((change.date, item));
        }
    };
    for (entry, draft) in board.current() {
        add(&board.item((entry, draft)), of_entry(entry, draft, today));
    }
    for organization in board.site.organizations.iter().filter(|organization| organization.home.is_none()) {
        let draft = super::organization(board.files.drafts, &organization.slug);
        let item = Item {
            title: organization.name.clone(),
            file: draft.map(|draft| draft.source.path.clone()).unwrap_or_default(),
            page: Some(Route::from(Subject::Organization(organization.slug.clone())).path()),
            ..Item::default()
        };
        add(&item, closures(&organization.reach.closures, today));
    }
    for draft in board.files.drafts.of(DraftKind::Notice) {
        let item = Item { title: title_of(draft).to_owned(), file: draft.source.path.clone(), ..Item::default() };
        add(&item, notice(draft).into_iter().collect());
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.file).cmp(&(b, &other.file)));
    found.into_iter().map(|(_, item)| item).collect()
}

fn is_near(today: Date, date: Date) -> bool {
    today <= date && date <= today.saturating_add(DAYS.days())
}

fn of_entry(entry: &Entry, draft: &Draft, today: Date) -> Vec<Change> {
    let mut changes = closures(&entry.reach.closures, today);
    changes.extend(entry.opportunity().and_then(end_of_opportunity));
    changes.extend(entry.project().and_then(end_of_project));
    if let Some((from, to)) = entry.suspended {
        changes.extend(from.map(|date| Change {
            date,
            fact: format!("La sospensione comincia {}.", on(date)),
            todo: "Controlla che chi risponde lo sappia.",
        }));
        changes.extend(to.map(|date| Change {
            date,
            fact: format!("La sospensione finisce {}.", on(date)),
            todo: "Controlla che riparta davvero, o sposta `sospeso_al`.",
        }));
    }
    changes.extend(date_of(draft, "pubblica_fino_al").map(|date| Change {
        date,
        fact: format!("La pagina si vede solo fino {}.", until(date)),
        todo: "Se serve ancora, sposta `pubblica_fino_al`.",
    }));
    changes
}

fn end_of_opportunity(opportunity: &Opportunity) -> Option<Change> {
    if let Some(deadline) = opportunity.deadline {
        return Some(Change {
            date: deadline.date,
            fact: format!("Le domande chiudono {}.", at(deadline)),
            todo: "Chiedi se c'è una proroga; poi scrivi com'è andata.",
        });
    }
    opportunity.last_day().map(|date| Change {
        date,
        fact: format!("L'ultima data è {}.", on(date)),
        todo: "Chiedi se ci sono altre date da aggiungere.",
    })
}

fn end_of_project(project: &Project) -> Option<Change> {
    let date = project.extended_to.or(project.end).filter(|_| project.status != Some(ProjectStatus::Ended))?;
    Some(Change {
        date,
        fact: format!("Il progetto finisce {}.", on(date)),
        todo: "Chiedi se è prorogato e scrivi `proroga_al`; se no, prepara il testo finale.",
    })
}

/// A closure counts from its first day; one that has begun, on the day before opening again.
fn closures(closures: &[Closure], today: Date) -> Vec<Change> {
    let change = |closure: &Closure| Change {
        date: if closure.from >= today { closure.from } else { closure.to.unwrap_or(closure.from) },
        fact: format!("Chiusura {}.", period(closure.from, closure.to)),
        todo: "Controlla che chi risponde lo sappia, e metti un avviso se serve.",
    };
    closures.iter().map(change).collect()
}

fn notice(draft: &Draft) -> Option<Change> {
    let date = date_of(draft, "al")?;
    Some(Change {
        date,
        fact: format!("L'avviso si vede fino {}, poi si toglie da solo.", until(date)),
        todo: "Se serve ancora, sposta `al`.",
    })
}

pub fn date_of(draft: &Draft, key: &str) -> Option<Date> {
    draft.fields.text(key).and_then(|text| parse_date(text).ok())
}
