//! An opportunity says until when.

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::entry::EntryKind;
use crate::model::node::Path;

static WHEN: Code = Code {
    name: "tempo-mancante",
    level: Level::Error,
    what: "Un'opportunità dice fino a quando vale: scadenza, date, sempre aperta, a esaurimento, in arrivo o chiusa.",
    why: "Senza, resterebbe «aperta» per sempre anche quando è finita.",
    example: "Aggiungi `scadenza: 2026-12-15`, oppure `sempre_aperta: sì`.",
};
static CLASH: Code = Code {
    name: "tempi-in-contrasto",
    level: Level::Error,
    what: "Un'opportunità sempre aperta non ha anche una scadenza, e una in arrivo non è già aperta.",
    why: "Il cittadino non capirebbe se può ancora chiedere.",
    example: "Tieni `scadenza` oppure `sempre_aperta`, non tutte e due.",
};

pub static RULE: Rule = Rule { codes: &[&WHEN, &CLASH], run };

const TIMES: &[&str] =
    &["scadenza", "sempre_aperta", "fino_a_esaurimento", "in_arrivo", "chiusa_il", "eventi", "domande_dal"];

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for (kind, draft) in content.drafts.entries() {
        if kind != EntryKind::Opportunita || !draft.is_readable() {
            continue;
        }
        if !TIMES.iter().any(|key| draft.has(key)) {
            faults.push(Diagnostic::new(&WHEN, draft.head(), "manca fino a quando vale questa opportunità").hint(
                "aggiungi `scadenza: …`, oppure `sempre_aperta: sì`, `fino_a_esaurimento: sì` o `in_arrivo: sì`",
            ));
        }
        let yes =
            |key: &str| draft.fields.text(key).is_some_and(|text| crate::model::value::parse_bool(text) == Ok(true));
        for (flag, other) in [("sempre_aperta", "scadenza"), ("in_arrivo", "sempre_aperta"), ("in_arrivo", "chiusa_il")]
        {
            let has_other = if other == "sempre_aperta" { yes(other) } else { draft.has(other) };
            if yes(flag) && has_other {
                faults.push(
                    draft
                        .diagnostic(
                            &CLASH,
                            &Path::default().key(flag),
                            format!("`{flag}: sì` e `{other}` non stanno insieme"),
                        )
                        .hint(format!("togli `{flag}` oppure `{other}`")),
                );
            }
        }
    }
}
