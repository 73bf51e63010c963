//! What an entry is today: computed from its dates and from what the author says of it.

use jiff::civil::Date;

use super::entry::{Details, Entry, Opportunity, Project, ProjectStatus, Service, ServiceStatus};

/// Days before a deadline in which it is called close.
pub const CLOSING_SOON_DAYS: i32 = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    Suspended,
    NotYetActive,
    Planned,
    Running,
    Coming,
    Open,
    ClosingSoon,
    Closed,
    Ended,
}

impl State {
    pub const ALL: [State; 10] = [
        State::Active,
        State::Suspended,
        State::NotYetActive,
        State::Planned,
        State::Running,
        State::Coming,
        State::Open,
        State::ClosingSoon,
        State::Closed,
        State::Ended,
    ];

    pub fn of(entry: &Entry, today: Date) -> State {
        match &entry.details {
            Details::Service(service) => of_service(entry, service, today),
            Details::Project(project) => of_project(project, today),
            Details::Opportunity(opportunity) => of_opportunity(opportunity, today),
        }
    }

    /// The key of its name in the theme's strings.
    pub fn key(self) -> &'static str {
        match self {
            State::Active => "attivo",
            State::Suspended => "sospeso",
            State::NotYetActive => "non_ancora_attivo",
            State::Planned => "programmato",
            State::Running => "in_corso",
            State::Coming => "in_arrivo",
            State::Open => "aperta",
            State::ClosingSoon => "in_scadenza",
            State::Closed => "chiusa",
            State::Ended => "concluso",
        }
    }

    /// Over: out of the lists, in the archive.
    pub fn is_archived(self) -> bool {
        matches!(self, State::Closed | State::Ended)
    }
}

fn of_service(entry: &Entry, service: &Service, today: Date) -> State {
    let suspended_now = entry
        .suspended
        .is_some_and(|(from, to)| from.is_none_or(|from| from <= today) && to.is_none_or(|to| today <= to));
    match service.status {
        ServiceStatus::Active if suspended_now => State::Suspended,
        ServiceStatus::Active => State::Active,
        ServiceStatus::Suspended => State::Suspended,
        ServiceStatus::NotYetActive => State::NotYetActive,
        ServiceStatus::Ended => State::Ended,
    }
}

fn of_project(project: &Project, today: Date) -> State {
    let last_day = project.extended_to.or(project.end);
    match project.status {
        Some(ProjectStatus::Planned) => State::Planned,
        Some(ProjectStatus::Ended) => State::Ended,
        Some(ProjectStatus::Running) => State::Running,
        None if last_day.is_some_and(|last_day| last_day < today) => State::Ended,
        None if project.start.is_some_and(|start| today < start) => State::Planned,
        None => State::Running,
    }
}

fn of_opportunity(opportunity: &Opportunity, today: Date) -> State {
    if opportunity.closed_on.is_some_and(|day| day <= today) {
        return State::Closed;
    }
    if opportunity.coming || opportunity.opens.is_some_and(|day| today < day) {
        return State::Coming;
    }
    match opportunity.last_day() {
        Some(last_day) if last_day < today => State::Closed,
        Some(last_day) if days_between(today, last_day) <= CLOSING_SOON_DAYS => State::ClosingSoon,
        _ => State::Open,
    }
}

impl Opportunity {
    /// The last useful day: the deadline, or the last event when there is nothing to ask for.
    pub fn last_day(&self) -> Option<Date> {
        if self.always_open || self.until_exhausted {
            return self.deadline.map(|deadline| deadline.date);
        }
        self.deadline.map(|deadline| deadline.date).or_else(|| self.events.iter().map(|event| event.last_day()).max())
    }

    /// When it is over (ISO): with the time, if the deadline has one.
    pub fn last_moment(&self) -> Option<String> {
        self.deadline.map(|deadline| deadline.iso()).or_else(|| self.last_day().map(|day| day.to_string()))
    }
}

/// Whole days from one date to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
