//! An organisation is not, through others, a part of itself.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::Path;

static CYCLE: Code = Code {
    name: "ente-in-cerchio",
    level: Level::Error,
    what: "Nessun ente è parte di sé stesso, nemmeno passando da altri.",
    why: "Il programma cercherebbe i suoi contatti girando in tondo.",
    example: "`a` è parte di `b` e `b` è parte di `a`: uno dei due `parte_di` è di troppo.",
};

pub static RULE: Rule = Rule { codes: &[&CYCLE], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let organizations: Vec<&Draft> = content.drafts.of(DraftKind::Organization).collect();
    let parent = |slug: &str| content.known.organization(slug).and_then(|draft| draft.fields.text("parte_di"));
    for draft in &organizations {
        let above = std::iter::successors(parent(&draft.slug), |slug| parent(slug));
        if above.take(organizations.len()).any(|slug| slug == draft.slug) {
            faults.push(
                draft
                    .diagnostic(
                        &CYCLE,
                        &Path::default().key("parte_di"),
                        format!("«{}» risulta parte di sé stesso", draft.slug),
                    )
                    .hint("togli `parte_di` da uno degli enti del cerchio"),
            );
        }
    }
}
