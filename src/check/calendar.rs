//! Days written in a file, and whether what it offers is over.

use jiff::civil::Date;

use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::EntryKind;
use crate::model::node::Node;
use crate::model::value::parse_moment;

/// The day that a key gives; a wrong one is reported elsewhere.
pub fn day(record: &Node, key: &str) -> Option<Date> {
    parse_moment(record.text(key)?).ok().map(|moment| moment.date)
}

/// As citizens read it: `3/5/2026`.
pub fn shown(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// The last useful day of a project or an opportunity, as far as its own fields tell.
pub fn last_day(draft: &Draft) -> Option<Date> {
    let fields = &draft.fields;
    match draft.kind {
        DraftKind::Entry(EntryKind::Progetto) => day(fields, "proroga_al").or(day(fields, "fine")),
        DraftKind::Entry(EntryKind::Opportunita) => {
            let events =
                || fields.items("eventi").iter().filter_map(|event| day(event, "fine").or(day(event, "inizio"))).max();
            let lasting = fields.says_yes("sempre_aperta") || fields.says_yes("fino_a_esaurimento");
            day(fields, "scadenza").or_else(|| if lasting { None } else { events() })
        }
        _ => None,
    }
}

/// Whether nobody needs the page any more: over, closed or withdrawn.
pub fn is_over(draft: &Draft, today: Date) -> bool {
    let fields = &draft.fields;
    fields.text("stato") == Some("concluso")
        || last_day(draft).is_some_and(|last_day| last_day < today)
        || ["chiusa_il", "pubblica_fino_al"].iter().any(|key| day(fields, key).is_some_and(|date| date < today))
}
