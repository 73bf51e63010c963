//! What `new` wrote for the author to replace is not published.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};

static PLACEHOLDER: Code = Code {
    name: "testo-da-scrivere",
    level: Level::Error,
    what: "Una scheda pubblicata non contiene i testi di esempio delle schede nuove.",
    why: "Il cittadino leggerebbe «Scrivi qui».",
    example: "Sostituisci «Scrivi qui…» con il testo vero, o togli il titolo e la frase.",
};

pub static RULE: Rule = Rule { codes: &[&PLACEHOLDER], scope: Scope::File(run) };

/// How the example texts of a new entry begin.
pub const EXAMPLES: [&str; 3] = ["Scrivi qui", "Una o due frasi semplici. Che cosa offre e a chi.", "000 000000"];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !is_from_new(draft) || draft.is_unfinished() {
        return;
    }
    let text = &draft.source.text;
    let found = EXAMPLES.iter().flat_map(|example| text.match_indices(example));
    for (start, example) in found.filter(|(start, example)| is_left(draft, *start, example)) {
        let place = Place::new(&draft.source, start..start + example.len());
        faults.push(
            Diagnostic::new(&PLACEHOLDER, place, "questo testo di esempio è ancora da sostituire")
                .hint("scrivi il testo vero; se la scheda non è pronta, rimetti `bozza: sì`"),
        );
    }
}

/// Whether an example is still what `new` wrote. An organisation may say «Scrivi qui se trovi un errore».
fn is_left(draft: &Draft, start: usize, example: &str) -> bool {
    let rest = &draft.source.text[start + example.len()..];
    let is_value = rest.lines().next().unwrap_or_default().trim().is_empty();
    !is_comment(draft, start) && (is_value || draft.kind != DraftKind::Organization)
}

/// Whether a point of the file stands in a line of the fields that is left to its author.
fn is_comment(draft: &Draft, offset: usize) -> bool {
    let line = draft.source.text[..offset].rsplit('\n').next().unwrap_or_default();
    draft.yaml.contains(&offset) && line.trim_start().starts_with('#')
}

/// Files that `new` writes.
fn is_from_new(draft: &Draft) -> bool {
    matches!(draft.kind, DraftKind::Entry(_) | DraftKind::Page | DraftKind::Notice | DraftKind::Organization)
}
