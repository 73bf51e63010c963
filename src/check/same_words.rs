//! The same words lead to the same place.

use std::collections::BTreeMap;

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static SAME: Code = Code {
    name: "collegamenti-uguali",
    level: Level::Warning,
    what: "In una pagina, collegamenti con le stesse parole portano allo stesso posto.",
    why: "Chi ascolta l'elenco dei collegamenti sente due volte la stessa cosa e non può scegliere.",
    example: "Sbagliato: `[il modulo](a.pdf)` e `[il modulo](b.pdf)`. Giusto: `[il modulo per i genitori](a.pdf)` e `[il modulo per i nonni](b.pdf)`.",
};

pub static RULE: Rule = Rule { codes: &[&SAME], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let mut leads: BTreeMap<String, &str> = BTreeMap::new();
    for section in &draft.sections {
        for link in &section.prose.links {
            let words = link.text.trim().to_lowercase();
            let target = link.target.target.as_str();
            if words.is_empty() || target.is_empty() {
                continue;
            }
            let first = *leads.entry(words).or_insert(target);
            if !is_same(first, target) {
                let place = draft.reference_place(section, &link.target);
                let message = format!("«{}» porta qui, ma prima portava a {first}", link.text.trim());
                faults.push(Diagnostic::new(&SAME, place, message).hint("di' nelle parole che cosa cambia"));
            }
        }
    }
}

fn is_same(first: &str, second: &str) -> bool {
    let plain = |target: &str| target.trim_end_matches('/').to_lowercase().replace("http://", "https://");
    plain(first) == plain(second)
}
