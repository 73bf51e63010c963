//! What ends does not end before it starts.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::conditions::PERIODS;
use crate::model::node::{Node, Path};
use crate::model::value::{parse_integer, parse_moment, parse_time};

static ORDER: Code = Code {
    name: "fine-prima-dell-inizio",
    level: Level::Error,
    what: "La fine di un periodo, di un orario o di una fascia d'età non viene prima dell'inizio.",
    why: "Una delle due date è sbagliata, e da lì viene lo stato mostrato ai cittadini.",
    example: "Sbagliato: `inizio: 2026-05-01`, `fine: 2025-05-01`.",
};

pub static RULE: Rule = Rule { codes: &[&ORDER], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() {
        return;
    }
    let mut records: Vec<(Path, &Node)> = vec![(Path::default(), &draft.fields)];
    draft.walk(|path, _, node| {
        if matches!(node, Node::Record(_)) {
            records.push((path.clone(), node));
        }
    });
    for (path, record) in records {
        for (start_key, end_key) in PERIODS {
            let (Some(start), Some(end)) = (record.text(start_key), record.text(end_key)) else { continue };
            if is_after(start, end) {
                let message = format!("`{end_key}` ({end}) viene prima di `{start_key}` ({start})");
                faults.push(
                    draft
                        .diagnostic(&ORDER, &path.key(*end_key), message)
                        .hint("controlla quale delle due è sbagliata"),
                );
            }
        }
    }
}

/// Compares as moments, times or numbers, whichever both are; an hour is compared only with an hour.
fn is_after(start: &str, end: &str) -> bool {
    if let (Ok(start), Ok(end)) = (parse_moment(start), parse_moment(end)) {
        return match (start.time, end.time) {
            (Some(_), Some(_)) => start.start() > end.start(),
            _ => start.date > end.date,
        };
    }
    if let (Ok(start), Ok(end)) = (parse_time(start), parse_time(end)) {
        return start >= end;
    }
    matches!((parse_integer(start), parse_integer(end)), (Ok(start), Ok(end)) if start > end)
}

#[cfg(test)]
mod tests {
    use super::is_after;

    #[test]
    fn moments_times_and_ages_are_compared_by_their_own_order() {
        assert!(is_after("2026-05-02", "1/5/2026"));
        assert!(!is_after("2026-05-01 09:00", "2026-05-01"));
        assert!(is_after("2026-05-01 10:00", "2026-05-01 09:00"));
        assert!(is_after("13:00", "9:00") && is_after("9:00", "9:00"));
        assert!(is_after("18", "6") && !is_after("6", "18"));
        assert!(!is_after("boh", "2026-05-01"));
    }
}
