//! Texts are Markdown; HTML in them is refused.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static RAW: Code = Code {
    name: "html-vietato",
    level: Level::Error,
    what: "I testi non contengono HTML.",
    why: "L'HTML può eseguire codice, rompere la pagina e renderla illeggibile a chi usa un lettore di schermo.",
    example: "Sbagliato: `<b>gratis</b>`. Giusto: `**gratis**`.",
};

const HINT: &str =
    "usa i segni di Markdown: `**grassetto**`, `## Titolo`, `- voce di elenco`; per scrivere il segno `<` usa `\\<`";

pub static RULE: Rule = Rule { codes: &[&RAW], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    for section in &draft.sections {
        let mut last_line = None;
        for span in &section.prose.raw_html {
            let place = draft.prose_place(section, span, "<");
            // One message for a line is enough, however many tags it holds.
            if last_line.replace(place.position().0) == Some(place.position().0) {
                continue;
            }
            faults.push(Diagnostic::new(&RAW, place, "qui c'è dell'HTML, che non si pubblica").hint(HINT));
        }
    }
}
