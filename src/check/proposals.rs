//! Proposals of organisations reach somebody.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::forge::{ForgeKind, repository};
use crate::model::node::{Node, Path};
use crate::model::value::Web;

static NOBODY: Code = Code {
    name: "proposte-senza-destinazione",
    level: Level::Error,
    what: "Le proposte degli enti vanno a una casella dell'ufficio, a un deposito git, o a tutti e due.",
    why: "Senza, un ente compilerebbe il modulo per nessuno.",
    example: "In `bacheca.yaml`: `proposte:` e sotto `email: redazione@comune.it`.",
};
static REPOSITORY: Code = Code {
    name: "deposito-non-riconosciuto",
    level: Level::Error,
    what: "Del deposito delle proposte si sa dov'è e di che genere è: GitHub, GitLab o Forgejo.",
    why: "Ogni genere ha il suo indirizzo per aprire un file nuovo.",
    example: "`deposito: https://git.comune.it/ufficio/bacheca` e sotto `tipo: gitlab`.",
};

pub static RULE: Rule = Rule { codes: &[&NOBODY, &REPOSITORY], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board().filter(|board| board.is_readable()) else { return };
    // What is badly written is reported elsewhere.
    let Some(proposals @ Node::Record(_)) = board.fields.get("proposte") else { return };
    let path = Path::default().key("proposte");
    if proposals.get("email").is_none() && proposals.get("deposito").is_none() {
        let message = "`proposte` vuole `email`, `deposito` o tutti e due";
        faults.push(board.diagnostic(&NOBODY, &path, message).hint("scrivi la casella che l'ufficio legge davvero"));
    }
    let Some(web) = proposals.text("deposito").and_then(|address| Web::parse(address).ok()) else { return };
    if let Some(hint) = fault(&web, proposals.get("tipo").is_some()) {
        let message = format!("`{}` non è un deposito che il programma riconosce", web.as_str());
        faults.push(board.diagnostic(&REPOSITORY, &path.key("deposito"), message).hint(hint));
    }
}

/// What to write, to who wrote an address from which no proposal could start.
fn fault(web: &Web, says_kind: bool) -> Option<&'static str> {
    if repository(web).is_none() {
        return Some("scrivi l'indirizzo intero: `https://github.com/nome/deposito`");
    }
    let known = says_kind || ForgeKind::of_host(web.host()).is_some();
    (!known).then_some("aggiungi `tipo: github`, `tipo: gitlab` oppure `tipo: forgejo`")
}
