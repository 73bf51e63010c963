//! What the checks say, file by file.

use std::collections::BTreeMap;

use super::{Files, Item, List, Section, Tone};
use crate::diagnostic::{Diagnostic, Level};

pub static SECTION: Section = Section {
    key: "controlli",
    title: "Controlli: errori, avvisi e consigli",
    fine: "I controlli non trovano niente da correggere.",
    list: List::Files(list),
};

/// Files with errors first, then those with warnings.
fn list(files: &Files) -> Vec<Item> {
    let mut worst: BTreeMap<&str, Level> = BTreeMap::new();
    for fault in files.report.iter() {
        let level = worst.entry(&fault.place.source.path).or_insert(fault.level);
        *level = (*level).min(fault.level);
    }
    let mut faults: Vec<&Diagnostic> = files.report.iter().collect();
    faults.sort_by_key(|fault| (worst[fault.place.source.path.as_str()], &fault.place.source.path, fault.level));
    faults.into_iter().map(item).collect()
}

fn item(fault: &Diagnostic) -> Item {
    let file = fault.place.source.path.clone();
    let line = fault.place.position().0;
    Item {
        group: Some(file.clone()),
        mark: fault.level.label().to_owned(),
        tone: match fault.level {
            Level::Error => Tone::Alarm,
            Level::Warning => Tone::Soon,
            Level::Advice => Tone::Calm,
        },
        title: fault.message.clone(),
        file,
        line: Some(line),
        page: None,
        fact: format!("Riga {line}; controllo «{}».", fault.code.name),
        todo: fault.hint.clone().unwrap_or_default(),
    }
}
