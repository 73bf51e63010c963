//! What differs in a Comune is told where the entry is valid.

use std::collections::BTreeSet;

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::Draft;
use crate::model::node::{Node, Path};
use crate::model::schema::Target;

static OUTSIDE: Code = Code {
    name: "differenza-fuori-zona",
    level: Level::Error,
    what: "Le differenze di `per_comune` riguardano Comuni in cui la scheda vale.",
    why: "Chi abita lì leggerebbe che cosa cambia in una scheda che per il suo Comune non c'è.",
    example: "Sbagliato: `comuni: [alfa]` e in `per_comune` `comune: beta`. Giusto: `comuni: [alfa, beta]`.",
};

pub static RULE: Rule = Rule { codes: &[&OUTSIDE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let Some(covered) = covered(draft) else { return };
    for (index, variation) in draft.fields.items("per_comune").iter().enumerate() {
        // An unknown Comune is reported elsewhere.
        let outside = |comune: &&str| !covered.contains(comune) && context.names.has(Target::Comune, comune);
        let Some(comune) = variation.text("comune").filter(outside) else { continue };
        let path = Path::default().key("per_comune").item(index).key("comune");
        faults.push(
            draft
                .diagnostic(&OUTSIDE, &path, format!("la scheda non vale a «{comune}»"))
                .hint(format!("aggiungi `{comune}` a `comuni`, o togli la differenza")),
        );
    }
}

/// The Comuni of an entry that is not valid everywhere.
fn covered(draft: &Draft) -> Option<BTreeSet<&str>> {
    let Some(Node::List(_)) = draft.fields.get("comuni") else { return None };
    let covered: BTreeSet<&str> = draft.fields.texts("comuni").collect();
    (!covered.is_empty() && !covered.contains("tutti")).then_some(covered)
}
