//! Sentences and paragraphs that can be read in one breath.

use std::ops::Range;

use super::reading::{Form, Passage};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::sentence::words;

static LONG: Code = Code {
    name: "frase-lunga",
    level: Level::Advice,
    what: "Una frase ha al massimo 25 parole.",
    why: "In una frase lunga chi legge piano dimentica l'inizio prima di arrivare alla fine.",
    example: "Dividi la frase dove trovi «e», «che», «inoltre»: un'idea, una frase.",
};

static TOO_LONG: Code = Code {
    name: "frase-troppo-lunga",
    level: Level::Warning,
    what: "Una frase non ha più di 40 parole.",
    why: "Una frase così quasi nessuno la capisce alla prima lettura.",
    example: "Dividila in due o tre frasi, o fanne un elenco.",
};

static PARAGRAPH: Code = Code {
    name: "paragrafo-lungo",
    level: Level::Advice,
    what: "Un paragrafo ha al massimo 75 parole, cinque righe circa.",
    why: "Davanti a un blocco di testo molte persone saltano alla fine.",
    example: "Lascia una riga vuota dove cambia l'argomento, o fai un elenco.",
};

pub static RULE: Rule = Rule { codes: &[&LONG, &TOO_LONG, &PARAGRAPH], scope: Scope::File(run) };

const LONGEST: usize = 25;
const UNREADABLE: usize = 40;
const LONGEST_PARAGRAPH: usize = 75;

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in reading.passages.iter().filter(|passage| passage.form != Form::Name) {
        let counts: Vec<usize> = passage.sentences.iter().map(|span| count(passage, span)).collect();
        for (span, words) in passage.sentences.iter().zip(&counts).filter(|(_, words)| **words > LONGEST) {
            let code = if *words > UNREADABLE { &TOO_LONG } else { &LONG };
            let fault = reading.fault(code, passage, span, format!("questa frase ha {words} parole"));
            faults.push(fault.hint("dividila: un'idea, una frase"));
        }
        let words: usize = counts.iter().sum();
        if let (true, Some(mark)) = (words > LONGEST_PARAGRAPH, half_way(passage, &counts)) {
            let fault = reading.fault(&PARAGRAPH, passage, mark, format!("questo paragrafo ha {words} parole"));
            faults.push(fault.hint("lascia una riga vuota dove cambia l'argomento, o fai un elenco"));
        }
    }
}

fn count(passage: &Passage, span: &Range<usize>) -> usize {
    words(&passage.text[span.clone()]).count()
}

/// A sentence where a new paragraph may begin; a long one has been told already.
fn half_way<'p>(passage: &'p Passage, counts: &[usize]) -> Option<&'p Range<usize>> {
    let half = counts.len() / 2;
    (half..counts.len()).find(|at| *at > 0 && counts[*at] <= LONGEST).map(|at| &passage.sentences[at])
}
