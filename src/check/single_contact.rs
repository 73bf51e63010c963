//! There is a second way to reach an office.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::Locus;
use crate::model::node::{Node, Path};

static ONLY_ONE: Code = Code {
    name: "un-solo-recapito",
    level: Level::Advice,
    what: "I contatti danno un telefono e anche un indirizzo a cui scrivere.",
    why: "Chi è sordo non telefona, chi non ha un computer non scrive, e un ufficio può non rispondere.",
    example: "Oltre a `telefono: 0371 409332` aggiungi `email: ufficio@comune.it`, se c'è.",
};

pub static RULE: Rule = Rule { codes: &[&ONLY_ONE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let contacts = draft.fields.items("contatti");
    let gives = |key: &str| contacts.iter().any(|contact| contact.get(key).is_some_and(|node| !node.is_empty()));
    let readable = !contacts.iter().any(|contact| matches!(contact, Node::Wrong));
    let (phone, letter) = (gives("telefono"), gives("email") || gives("pec"));
    if !readable || phone == letter || gives("sito") || contacts.iter().any(is_public_number) {
        return;
    }
    let (only, other) = if phone { ("telefonare", "`email:`") } else { ("scrivere", "`telefono:`") };
    faults.push(
        Diagnostic::new(
            &ONLY_ONE,
            draft.place(&Path::default().key("contatti"), Locus::Key(0)),
            format!("qui si può soltanto {only}"),
        )
        .hint(format!("se l'ufficio ha un altro recapito, aggiungi {other}")),
    );
}

/// `1522`, `800 290 290`: a number known by itself, behind which there is no office to write to.
fn is_public_number(contact: &Node) -> bool {
    contact.text("telefono").is_some_and(|phone| phone.starts_with(['1', '8']))
}
