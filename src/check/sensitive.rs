//! Entries on violence and trafficking never tell where people are sheltered.

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::Path;
use crate::model::value::parse_bool;

static ADDRESS: Code = Code {
    name: "indirizzo-riservato",
    level: Level::Error,
    what: "Una scheda con `tema_delicato: sì` non ha sedi.",
    why: "L'indirizzo di un rifugio mette in pericolo chi ci abita.",
    example: "Togli `sedi:` e lascia solo il numero da chiamare.",
};

pub static RULE: Rule = Rule { codes: &[&ADDRESS], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for (_, draft) in content.drafts.entries() {
        let sensitive = draft.fields.text("tema_delicato").is_some_and(|text| parse_bool(text) == Ok(true));
        if sensitive && draft.has("sedi") {
            faults.push(
                draft
                    .diagnostic(
                        &ADDRESS,
                        &Path::default().key("sedi"),
                        "una scheda su un tema delicato non può dare un indirizzo",
                    )
                    .hint("togli `sedi`: basta il numero da chiamare"),
            );
        }
    }
}
