//! Each Comune tells the number of its social service.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::DraftKind;
use crate::model::node::Path;

static NO_NUMBER: Code = Code {
    name: "servizio-sociale-mancante",
    level: Level::Advice,
    what: "Ogni Comune ha il telefono del suo servizio sociale.",
    why: "È la prima porta per quasi ogni bisogno: dalla pagina del suo Comune, il cittadino deve poter chiamare.",
    example: "Sotto il Comune aggiungi `servizio_sociale:` e, più in dentro, `telefono: 0371 000000`.",
};

pub static RULE: Rule = Rule { codes: &[&NO_NUMBER], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if draft.kind != DraftKind::Comuni {
        return;
    }
    for (index, comune) in draft.fields.items("comuni").iter().enumerate() {
        let (Some(name), None) = (comune.text("nome"), comune.get("servizio_sociale")) else { continue };
        let path = Path::default().key("comuni").item(index).key("nome");
        faults.push(
            draft
                .diagnostic(&NO_NUMBER, &path, format!("di {name} non c'è il telefono del servizio sociale"))
                .hint("quando lo conosci, aggiungi `servizio_sociale:` con il suo `telefono:`"),
        );
    }
}
