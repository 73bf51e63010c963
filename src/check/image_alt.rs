//! Every image in a text says what it shows.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static NO_ALT: Code = Code {
    name: "testo-alternativo-mancante",
    level: Level::Error,
    what: "Ogni immagine nel testo ha un testo alternativo.",
    why: "Chi non vede ascolta il testo alternativo; senza, sente solo il nome del file.",
    example: "Sbagliato: `![](ingresso.jpg)`. Giusto: `![L'ingresso su via Roma, con la rampa](ingresso.jpg)`.",
};

pub static RULE: Rule = Rule { codes: &[&NO_ALT], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    for section in &draft.sections {
        for image in section.prose.images.iter().filter(|image| image.alt.trim().is_empty()) {
            let file = &image.file;
            faults.push(
                Diagnostic::new(
                    &NO_ALT,
                    draft.reference_place(section, file),
                    format!("l'immagine «{}» non ha un testo alternativo", file.target),
                )
                .hint(format!(
                    "scrivi fra le parentesi quadre che cosa si vede: `![che cosa si vede]({})`",
                    file.target
                )),
            );
        }
    }
}
