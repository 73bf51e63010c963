//! What has been done was not done tomorrow.

use super::calendar::{day, shown};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::Path;

static FUTURE: Code = Code {
    name: "data-nel-futuro",
    level: Level::Warning,
    what: "`pubblicato_il`, `aggiornato_il`, `verificato_il` e `traduce` non sono nel futuro, a meno che la scheda esca quel giorno.",
    why: "Chi legge vedrebbe «aggiornato» in un giorno che deve ancora venire, e non si fiderebbe del resto.",
    example: "Sbagliato: `verificato_il: 2062-05-04`. Giusto: `verificato_il: 2026-05-04`.",
};

pub static RULE: Rule = Rule { codes: &[&FUTURE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let published = day(&draft.fields, "pubblica_dal").unwrap_or(context.edition.today);
    let latest = published.max(context.edition.today);
    for key in ["pubblicato_il", "aggiornato_il", "verificato_il", "traduce"] {
        let Some(date) = day(&draft.fields, key).filter(|date| *date > latest) else { continue };
        let message = format!("`{key}` è il {}, che deve ancora venire", shown(date));
        faults.push(
            draft
                .diagnostic(&FUTURE, &Path::default().key(key), message)
                .hint("controlla il giorno e l'anno; se la scheda esce più avanti, aggiungi `pubblica_dal`"),
        );
    }
}
