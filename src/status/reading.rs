//! The entries that are hardest to read.

use super::{Board, Item, List, Section, Tone};
use crate::model::entry::Entry;
use crate::model::readability::Readability;
use crate::model::sentence::{sentences, words};

/// How many are named: what is hard for this board, whatever its level.
const HARDEST: usize = 10;
/// Below it a text is hard for who has a diploma, or only the compulsory school.
const HARD_WITH_DIPLOMA: u8 = 40;
const HARD: u8 = 60;

pub static SECTION: Section = Section {
    key: "lettura",
    title: "Le più difficili da leggere",
    fine: "Le schede sono ancora troppo corte per dirlo.",
    list: List::Board(list),
};

fn list(board: &Board) -> Vec<Item> {
    let mut ranked: Vec<(u8, Item)> = Vec::new();
    for (entry, draft) in board.current() {
        if let Some(index) = Readability::of_draft(draft).gulpease() {
            ranked.push((index, Item { fact: fact(index, &texts(entry)), ..board.item((entry, draft)) }));
        }
    }
    ranked.sort_by(|(a, one), (b, other)| (a, &one.file).cmp(&(b, &other.file)));
    ranked.truncate(HARDEST);
    let marked = |(index, item): (u8, Item)| Item {
        mark: format!("{index} su 100"),
        tone: if index < HARD_WITH_DIPLOMA {
            Tone::Alarm
        } else if index < HARD {
            Tone::Soon
        } else {
            Tone::Calm
        },
        todo: "Spezza le frasi lunghe e usa parole di tutti i giorni.".to_owned(),
        ..item
    };
    ranked.into_iter().map(marked).collect()
}

fn texts(entry: &Entry) -> Vec<String> {
    let sections = entry.texts.sections.iter().map(|section| section.prose.running_text());
    std::iter::once(entry.texts.summary.clone()).chain(sections).collect()
}

fn fact(index: u8, texts: &[String]) -> String {
    let whom = if index < HARD_WITH_DIPLOMA {
        "Difficile anche con il diploma."
    } else if index < HARD {
        "Difficile per chi ha la terza media."
    } else {
        "Si legge con la terza media."
    };
    let all = texts.iter().flat_map(|text| sentences(text).into_iter().map(|span| &text[span]));
    match all.max_by_key(|sentence| words(sentence).count()) {
        Some(longest) => {
            let many = words(longest).count();
            format!("{whom} La frase più lunga ha {many} parole: «{}»", shortened(longest))
        }
        None => whom.to_owned(),
    }
}

/// Enough of a sentence to find it again.
fn shortened(sentence: &str) -> String {
    const WORDS: usize = 9;
    let words: Vec<&str> = sentence.split_whitespace().collect();
    match words.len() {
        ..=WORDS => words.join(" "),
        _ => format!("{}…", words[..WORDS].join(" ")),
    }
}
