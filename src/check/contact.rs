//! A contact is a way to reach someone.

use super::{Content, FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::conditions::WAYS_TO_REACH;
use crate::model::draft::Draft;
use crate::model::fields::CONTATTO;
use crate::model::node::Node;
use crate::model::schema::Shape;

static EMPTY: Code = Code {
    name: "contatto-vuoto",
    level: Level::Error,
    what: "Ogni contatto ha almeno un telefono, un'e-mail, una PEC o un sito.",
    why: "Un nome senza recapito non serve a nessuno.",
    example: "Sbagliato: `- nome: Segreteria`. Giusto: `- nome: Segreteria` e sotto `telefono: 0371 409332`.",
};
static NOBODY: Code = Code {
    name: "senza-contatti",
    level: Level::Warning,
    what: "Ogni scheda dice chi chiamare: con contatti suoi, dell'ente o dell'ente di cui fa parte.",
    why: "Una scheda senza recapiti lascia il cittadino da solo.",
    example: "Aggiungi `contatti:` alla scheda o al file del suo ente.",
};

pub static EMPTY_CONTACT: Rule = Rule { codes: &[&EMPTY], scope: Scope::File(empty_contacts) };
pub static NO_CONTACTS: Rule = Rule { codes: &[&NOBODY], scope: Scope::Board(without_contacts) };

fn empty_contacts(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    draft.walk(|path, shape, node| {
        let Shape::Record(fields) = shape else { return };
        let reachable =
            WAYS_TO_REACH.iter().any(|key| node.text(key).is_some() || matches!(node.get(key), Some(Node::Wrong)));
        if std::ptr::eq(*fields, CONTATTO) && matches!(node, Node::Record(_)) && !reachable {
            faults.push(
                draft
                    .diagnostic(&EMPTY, path, "questo contatto non ha recapiti")
                    .hint("aggiungi `telefono:` o `email:`"),
            );
        }
    });
}

fn without_contacts(content: &Content, faults: &mut Vec<Diagnostic>) {
    for (_, draft) in content.drafts.entries().filter(|(_, draft)| draft.is_readable()) {
        // An entry without its organisation has a fault of its own.
        let Some(organization) = draft.fields.text("ente") else { continue };
        if !draft.has("contatti") && !lends_contacts(content, organization) {
            faults.push(
                Diagnostic::new(&NOBODY, draft.head(), "questa scheda non dice chi chiamare")
                    .hint("aggiungi `contatti:` qui o nel file del suo ente"),
            );
        }
    }
}

/// Whether an organisation, or one it is part of, has contacts. An unknown one is reported elsewhere.
fn lends_contacts(content: &Content, slug: &str) -> bool {
    let above = |draft: &&Draft| draft.fields.text("parte_di").and_then(|slug| content.known.organization(slug));
    let chain = std::iter::successors(content.known.organization(slug), above);
    // Organisations in a circle are reported elsewhere; a real chain is shorter than this.
    let mut chain = chain.take(16).peekable();
    chain.peek().is_none() || chain.any(|draft| draft.has("contatti") || !draft.is_readable())
}
