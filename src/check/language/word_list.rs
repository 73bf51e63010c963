//! The board's own list of words can be used.

use super::verb;
use crate::check::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::{Node, Path};

static EMPTY: Code = Code {
    name: "voce-di-parole-vuota",
    level: Level::Error,
    what: "In `content/parole.yaml` ogni voce ha almeno una parola, in `parole` o in `verbi`.",
    why: "Una voce senza parole non trova niente.",
    example: "Sbagliato: `- meglio: moduli`. Giusto: `- parole: [modulistica]` e sotto `meglio: moduli`.",
};

static NOT_A_VERB: Code = Code {
    name: "verbo-non-riconosciuto",
    level: Level::Error,
    what: "In `content/parole.yaml` i `verbi` sono all'infinito: finiscono in -are, -ere o -ire.",
    why: "Da un'altra forma il programma non sa ricavare le altre, e non le troverebbe.",
    example: "Sbagliato: `verbi: [eroga]`. Giusto: `verbi: [erogare]`.",
};

pub static RULE: Rule = Rule { codes: &[&EMPTY, &NOT_A_VERB], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable().filter(|draft| draft.kind == DraftKind::Words) {
        for key in ["burocratese", "persone"] {
            for (index, entry) in draft.fields.items(key).iter().enumerate() {
                check(draft, entry, &Path::default().key(key).item(index), faults);
            }
        }
    }
}

fn check(draft: &Draft, entry: &Node, path: &Path, faults: &mut Vec<Diagnostic>) {
    if entry.texts("parole").chain(entry.texts("verbi")).next().is_none() {
        let fault = draft.diagnostic(&EMPTY, path, "questa voce non ha parole");
        faults.push(fault.hint("aggiungi `parole: [...]` o `verbi: [...]`"));
    }
    for (index, verb) in entry.texts("verbi").enumerate() {
        let infinitive = verb.split(' ').next().unwrap_or_default();
        if verb::forms(infinitive).is_empty() {
            let path = path.clone().key("verbi").item(index);
            let fault =
                draft.diagnostic(&NOT_A_VERB, &path, format!("«{infinitive}» non è un infinito in -are, -ere o -ire"));
            faults.push(fault.hint("scrivi l'infinito; un altro verbo va in `parole`, con le forme che si usano"));
        }
    }
}
