//! Texts fit where they are shown.

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::Path;

static TOO_LONG: Code = Code {
    name: "testo-troppo-lungo",
    level: Level::Error,
    what: "I testi con un limite lo rispettano: 180 caratteri per la descrizione breve, 100 per il titolo.",
    why: "Negli elenchi e nei motori di ricerca il resto verrebbe tagliato.",
    example: "Tieni l'essenziale; il resto va nel testo della scheda.",
};

pub static RULE: Rule = Rule { codes: &[&TOO_LONG], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable() {
        for field in draft.schema.fields() {
            let (Some(max), Some(text)) = (field.max, draft.fields.text(field.key)) else { continue };
            let length = text.chars().count();
            if length > max {
                let message = format!("`{}` ha {length} caratteri: il massimo è {max}", field.key);
                let hint = format!("accorciala di {} caratteri", length - max);
                faults.push(draft.diagnostic(&TOO_LONG, &Path::default().key(field.key), message).hint(hint));
            }
        }
    }
}
