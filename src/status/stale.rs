//! Facts that nobody has looked over for too long.

use jiff::ToSpan;
use jiff::civil::Date;

use super::words::{count, distance, on};
use super::{Board, Item, List, Section, Tone};
use crate::model::draft::Draft;
use crate::model::value::parse_integer;

/// After how many months an entry is looked over, when it does not say.
const USUAL_MONTHS: u32 = 12;

pub static SECTION: Section = Section {
    key: "verifiche",
    title: "Da ricontrollare",
    fine: "Tutte le schede sono state controllate da poco.",
    list: List::Board(list),
};

/// Oldest first; then those of which nobody knows, by their last change.
fn list(board: &Board) -> Vec<Item> {
    let todo = format!(
        "Chiama chi ne risponde, correggi quello che è cambiato, poi scrivi `verificato_il: {}`.",
        board.files.today
    );
    let mut found: Vec<((bool, Option<Date>), Item)> = Vec::new();
    for (entry, draft) in board.current() {
        let item = Item { todo: todo.clone(), ..board.item((entry, draft)) };
        let item = match entry.verified {
            Some(verified) => overdue(item, verified, every(draft), board.files.today),
            None => Some(never(item, entry.last_modified())),
        };
        let age = (entry.verified.is_none(), entry.verified.or(entry.last_modified()));
        found.extend(item.map(|item| (age, item)));
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.file).cmp(&(b, &other.file)));
    found.into_iter().map(|(_, item)| item).collect()
}

fn every(draft: &Draft) -> u32 {
    draft.fields.text("verifica_ogni_mesi").and_then(|text| parse_integer(text).ok()).unwrap_or(USUAL_MONTHS)
}

fn overdue(item: Item, verified: Date, months: u32, today: Date) -> Option<Item> {
    let due = verified.saturating_add(i64::from(months.min(1200)).months());
    (due < today).then(|| Item {
        group: Some("Il controllo è scaduto".to_owned()),
        mark: distance(today, verified),
        tone: Tone::Soon,
        fact: format!("Controllata {}; va rifatto ogni {}.", on(verified), count(months as usize, "mese", "mesi")),
        ..item
    })
}

fn never(item: Item, changed: Option<Date>) -> Item {
    let fact = changed.map(|changed| format!("Scritta {}.", on(changed))).unwrap_or_default();
    let group = Some("Mai controllate, o non c'è scritto".to_owned());
    Item { group, mark: "mai".to_owned(), tone: Tone::Soon, fact, ..item }
}
