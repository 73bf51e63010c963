//! Words that label people, with the respectful ones.

use super::matches::matches;
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static CODE: Code = Code {
    name: "persone-non-etichette",
    level: Level::Warning,
    what: "I testi nominano prima la persona, poi la sua condizione.",
    why: "Chi si sente chiamare con un'etichetta non si fida, e non chiede aiuto.",
    example: "Sbagliato: «aiuto ai disabili». Giusto: «aiuto alle persone con disabilità».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        for (span, better) in matches(passage, &context.settings.lexicon.people) {
            let words = &passage.text[span.clone()];
            let fault = reading.fault(&CODE, passage, &span, format!("«{words}» è un'etichetta, e può offendere"));
            faults.push(fault.hint(format!("scrivi: {better}")));
        }
    }
}
