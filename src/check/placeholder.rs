//! What `new` wrote for the author to replace is not published.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};

static PLACEHOLDER: Code = Code {
    name: "testo-da-scrivere",
    level: Level::Error,
    what: "Una scheda pubblicata non contiene i testi di esempio delle schede nuove.",
    why: "Il cittadino leggerebbe «Scrivi qui».",
    example: "Sostituisci «Scrivi qui…» con il testo vero, o togli il titolo e la frase.",
};

pub static RULE: Rule = Rule { codes: &[&PLACEHOLDER], scope: Scope::File(run) };

/// How the example texts of a new entry begin.
pub const EXAMPLES: [&str; 2] = ["Scrivi qui", "Una o due frasi semplici. Che cosa offre e a chi."];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_entry() || draft.is_unfinished() {
        return;
    }
    let text = &draft.source.text;
    for (start, example) in EXAMPLES.iter().flat_map(|example| text.match_indices(example)) {
        let place = Place::new(&draft.source, start..start + example.len());
        faults.push(
            Diagnostic::new(&PLACEHOLDER, place, "questo testo di esempio è ancora da sostituire")
                .hint("scrivi il testo vero; se la scheda non è pronta, rimetti `bozza: sì`"),
        );
    }
}
