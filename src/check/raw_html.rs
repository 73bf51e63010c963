//! Texts are Markdown; HTML in them is refused.

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level};

static RAW: Code = Code {
    name: "html-vietato",
    level: Level::Error,
    what: "I testi non contengono HTML.",
    why: "L'HTML può eseguire codice, rompere la pagina e renderla illeggibile a chi usa un lettore di schermo.",
    example: "Sbagliato: `<b>gratis</b>`. Giusto: `**gratis**`.",
};

pub static RULE: Rule = Rule { codes: &[&RAW], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.drafts.iter() {
        for section in &draft.sections {
            for span in &section.prose.raw_html {
                faults.push(
                    Diagnostic::new(&RAW, draft.prose_place(section, span, "<"), "qui c'è dell'HTML, che non si pubblica")
                        .hint("usa i segni di Markdown: `**grassetto**`, `## Titolo`, `- voce di elenco`; per scrivere il segno `<` usa `\\<`"),
                );
            }
        }
    }
}
