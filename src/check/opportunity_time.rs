//! An opportunity says until when.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::conditions::{CLASHES, UNTIL_DATES, UNTIL_FLAGS};
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

pub static RULE: Rule = Rule { codes: &[&WHEN, &CLASH], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let opportunities =
        content.drafts.entries().filter(|(kind, draft)| *kind == EntryKind::Opportunita && draft.is_readable());
    for (_, draft) in opportunities {
        let fields = &draft.fields;
        if !UNTIL_FLAGS.iter().any(|key| fields.says_yes(key)) && !UNTIL_DATES.iter().any(|key| draft.has(key)) {
            faults.push(Diagnostic::new(&WHEN, draft.head(), "questa opportunità non dice fino a quando vale").hint(
                "aggiungi `scadenza: …`, oppure `sempre_aperta: sì`, `fino_a_esaurimento: sì` o `in_arrivo: sì`",
            ));
        }
        for (flag, other) in CLASHES {
            let clash = if UNTIL_FLAGS.contains(other) { fields.says_yes(other) } else { draft.has(other) };
            if fields.says_yes(flag) && clash {
                let message = format!("`{flag}: sì` e `{other}` non stanno insieme");
                let diagnostic = draft.diagnostic(&CLASH, &Path::default().key(*flag), message);
                faults.push(diagnostic.hint(format!("togli `{flag}` oppure `{other}`")));
            }
        }
    }
}
