//! What is over and still stands in the files as if it were not.

use jiff::civil::Date;

use super::expiring::date_of;
use super::words::{distance, from, on, period, until};
use super::{Board, Item, List, Section, title_of};
use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::{Details, Entry, Opportunity, Project, ProjectStatus, Service, ServiceStatus};
use crate::model::place::Closure;
use crate::model::state::State;

pub static SECTION: Section = Section {
    key: "passate",
    title: "È passato: da sistemare",
    fine: "Non c'è niente di passato da sistemare.",
    list: List::Board(list),
};

/// Since when, what is said in the file, what to write instead.
type Remain = (Date, String, &'static str);

fn list(board: &Board) -> Vec<Item> {
    let today = board.files.today;
    let mut found: Vec<(Date, Item)> = Vec::new();
    let mut add = |item: &Item, remains: Vec<Remain>| {
        for (date, fact, todo) in remains.into_iter().filter(|(date, ..)| *date < today) {
            let item = Item { mark: distance(today, date), fact, todo: todo.to_owned(), ..item.clone() };
            found.push((date, item));
        }
    };
    for (entry, draft) in board.published() {
        add(&board.item((entry, draft)), of_entry(entry, board.site.state(entry)));
    }
    for (key, todo) in [
        ("pubblica_fino_al", "Cancella il file, o sposta `pubblica_fino_al`."),
        ("al", "Cancella il file dell'avviso."),
    ] {
        for draft in board.files.drafts.iter().filter(|draft| shows_until(draft) == Some(key)) {
            let item = Item { title: title_of(draft).to_owned(), file: draft.source.path.clone(), ..Item::default() };
            let gone = date_of(draft, key)
                .map(|date| (date, format!("Si è visto fino {}: ora non si vede più.", until(date)), todo));
            add(&item, gone.into_iter().collect());
        }
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.file).cmp(&(b, &other.file)));
    found.into_iter().map(|(_, item)| item).collect()
}

/// The field with the last day on which a file is shown.
fn shows_until(draft: &Draft) -> Option<&'static str> {
    match (draft.kind, &draft.lang) {
        (DraftKind::Entry(_), None) => Some("pubblica_fino_al"),
        (DraftKind::Notice, _) => Some("al"),
        _ => None,
    }
}

fn of_entry(entry: &Entry, state: State) -> Vec<Remain> {
    let mut remains: Vec<Remain> = entry.reach.closures.iter().map(of_closure).collect();
    remains.extend(of_suspension(entry, state));
    match &entry.details {
        Details::Opportunity(opportunity) => remains.extend(of_opportunity(entry, opportunity, state)),
        Details::Project(project) => remains.extend(of_project(project)),
        Details::Service(_) => {}
    }
    remains
}

fn of_closure(closure: &Closure) -> Remain {
    let fact = format!("La chiusura {} è passata.", period(closure.from, closure.to));
    (closure.to.unwrap_or(closure.from), fact, "Toglila da `chiusure`.")
}

fn of_suspension(entry: &Entry, state: State) -> Option<Remain> {
    let (_, Some(to)) = entry.suspended? else { return None };
    let is_said = matches!(&entry.details, Details::Service(Service { status: ServiceStatus::Suspended, .. }));
    let todo = if is_said && state == State::Suspended {
        "Se è ripartito, togli `stato: sospeso`, `sospeso_dal` e `sospeso_al`."
    } else {
        "Togli `sospeso_dal` e `sospeso_al`."
    };
    Some((to, format!("La sospensione è finita {}.", on(to)), todo))
}

fn of_opportunity(entry: &Entry, opportunity: &Opportunity, state: State) -> Option<Remain> {
    let last_event = opportunity.events.iter().map(|event| event.last_day()).max();
    match state {
        State::Coming => opportunity.opens.map(|opens| {
            let fact = format!("Le domande sono aperte {}, ma c'è scritto `in_arrivo: sì`.", from(opens));
            (opens, fact, "Togli `in_arrivo`.")
        }),
        State::Closed if entry.texts.section("esito").is_none() => {
            let closed = opportunity.closed_on.or(opportunity.deadline.map(|deadline| deadline.date))?;
            let fact = format!("È chiusa {} e non dice com'è andata.", from(closed));
            Some((closed, fact, "Scrivi «Esito», senza nomi di persone."))
        }
        State::Open | State::ClosingSoon => last_event.map(|last| {
            let fact = format!("L'ultima data era {}, ma la scheda è ancora aperta.", on(last));
            (last, fact, "Aggiungi le date nuove, o scrivi `chiusa_il`.")
        }),
        _ => None,
    }
}

fn of_project(project: &Project) -> Option<Remain> {
    match project.status? {
        ProjectStatus::Running => project.extended_to.or(project.end).map(|end| {
            let fact = format!("Doveva finire {}, ma c'è scritto `stato: in-corso`.", on(end));
            (end, fact, "Scrivi `stato: concluso`, o `proroga_al` con la nuova data.")
        }),
        ProjectStatus::Planned => project.start.map(|start| {
            let fact = format!("Doveva cominciare {}, ma c'è scritto `stato: programmato`.", on(start));
            (start, fact, "Togli `stato`, o sposta `inizio`.")
        }),
        ProjectStatus::Ended => None,
    }
}
