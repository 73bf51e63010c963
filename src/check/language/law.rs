//! Laws are explained, not only cited.

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::DraftKind;

static CODE: Code = Code {
    name: "norma-da-spiegare",
    level: Level::Advice,
    what: "Una legge citata con numero e anno è anche un collegamento al suo testo.",
    why: "Il numero di una legge non dice niente a chi legge: conta che cosa gli permette o gli chiede.",
    example: "Sbagliato: «ai sensi della L. 112/2016». Giusto: «la legge [«Dopo di noi»](https://www.normattiva.it/…) aiuta chi…».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

/// Words that announce the number of a law.
const LAWS: &[&str] = &[
    "legge",
    "leggi",
    "l",
    "lr",
    "l.r",
    "decreto",
    "d.l",
    "dl",
    "d.lgs",
    "dlgs",
    "dpr",
    "d.p.r",
    "dpcm",
    "d.p.c.m",
    "dgr",
    "d.g.r",
    "dm",
    "d.m",
    "delibera",
    "deliberazione",
    "regolamento",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading().filter(|_| matches!(context.draft.kind, DraftKind::Entry(_))) else { return };
    for passage in reading.passages.iter().filter(|passage| passage.form.is_running()) {
        if passage.text.contains('/') {
            faults.extend(citation(reading, passage));
        }
    }
}

/// The first law of a passage that is no link.
fn citation(reading: &Reading, passage: &Passage) -> Option<Diagnostic> {
    let chunks: Vec<std::ops::Range<usize>> = passage.chunks().collect();
    let number = (1..chunks.len()).find(|at| is_number(&passage.text[chunks[*at].clone()]))?;
    let before = &chunks[number.saturating_sub(3)..number];
    let law = before.iter().find(|span| LAWS.contains(&passage.text[(*span).clone()].to_lowercase().as_str()))?;
    let span = law.start..chunks[number].end;
    if passage.in_link(span.start) || passage.in_link(chunks[number].start) {
        return None;
    }
    let fault = reading.fault(
        &CODE,
        passage,
        &span,
        format!("«{}» da sola non dice niente a chi legge", &passage.text[span.clone()]),
    );
    Some(fault.hint("di' che cosa prevede, e fanne un collegamento al suo testo su normattiva.it"))
}

/// `328/2000`.
fn is_number(chunk: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    chunk.split_once('/').is_some_and(|(number, year)| is_digits(number) && is_digits(year) && year.len() == 4)
}
