//! Headings go down one level at a time.

use std::ops::Range;

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, Section};

static JUMP: Code = Code {
    name: "salto-di-titolo",
    level: Level::Warning,
    what: "I titoli scendono di un livello alla volta: sotto `##` viene `###`, non `####`.",
    why: "Chi usa un lettore di schermo si muove fra i titoli: un livello saltato gli fa credere di avere perso un pezzo.",
    example: "Sbagliato: `## Come fare` e sotto `#### Online`. Giusto: `## Come fare` e sotto `### Online`.",
};
static TOP: Code = Code {
    name: "titolo-di-primo-livello",
    level: Level::Warning,
    what: "Nel testo non ci sono titoli con un solo cancelletto: il titolo della pagina è già `titolo`.",
    why: "Una pagina con due titoli principali confonde chi la ascolta e i motori di ricerca.",
    example: "Sbagliato: `# Orari`. Giusto: `## Orari`.",
};

pub static RULE: Rule = Rule { codes: &[&JUMP, &TOP], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    for (place, level, above) in steps(context.draft) {
        let right = "#".repeat(usize::from(above) + 1);
        if level == 1 {
            faults.push(
                Diagnostic::new(&TOP, place, "un titolo con un solo cancelletto è il titolo della pagina")
                    .hint("scrivi `##`"),
            );
        } else if level > above + 1 {
            let wrong = "#".repeat(usize::from(level));
            faults.push(
                Diagnostic::new(&JUMP, place, format!("da `{}` si salta a `{wrong}`", "#".repeat(above.into())))
                    .hint(format!("scrivi `{right}`")),
            );
        }
    }
}

/// Each heading of the texts with its level and that of the one before it. A section's own heading is
/// of the second level, and so counts a text that opens without one: it stands under such a heading.
fn steps(draft: &Draft) -> Vec<(Place, u8, u8)> {
    let mut steps = Vec::new();
    for section in &draft.sections {
        let free = section.key == crate::model::node::BODY;
        let mut above = if free { 1 } else { 2 };
        for heading in &section.prose.headings {
            steps.push((place(draft, section, &heading.span, &heading.text), heading.level, above));
            above = heading.level.max(2);
        }
    }
    steps
}

fn place(draft: &Draft, section: &Section, span: &Range<usize>, words: &str) -> Place {
    let mut place = draft.prose_place(section, span, words);
    place.span.end = place.span.end.min(place.source.line_end(place.span.start));
    place
}
