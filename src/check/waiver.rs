//! What authors waive can be waived, and exists.

use super::{Content, RULES, Rule};
use crate::diagnostic::{Code, Diagnostic, Level, did_you_mean};
use crate::model::node::Path;

static UNKNOWN: Code = Code {
    name: "eccezione-inutile",
    level: Level::Error,
    what: "Le `eccezioni` nominano avvisi che esistono; gli errori non si possono togliere.",
    why: "Un'eccezione scritta male non toglie niente, e nessuno se ne accorge.",
    example: "Sbagliato: `codice: senza-contatto`. Giusto: `codice: senza-contatti`.",
};

pub static RULE: Rule = Rule { codes: &[&UNKNOWN], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let warnings =
        || RULES.iter().flat_map(|rule| rule.codes).filter(|code| code.level != Level::Error).map(|code| code.name);
    for draft in content.readable() {
        for (index, waiver) in draft.fields.items("eccezioni").iter().enumerate() {
            let Some(code) = waiver.text("codice").filter(|code| !warnings().any(|known| known == *code)) else {
                continue;
            };
            let path = Path::default().key("eccezioni").item(index).key("codice");
            let hint = match did_you_mean(code, warnings()) {
                Some(meant) => format!("forse volevi scrivere `{meant}`?"),
                None => {
                    format!("gli avvisi che si possono togliere sono: {}", warnings().collect::<Vec<_>>().join(", "))
                }
            };
            faults.push(
                draft.diagnostic(&UNKNOWN, &path, format!("«{code}» non è un avviso che si possa togliere")).hint(hint),
            );
        }
    }
}
