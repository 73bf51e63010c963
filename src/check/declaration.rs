//! A public board links its accessibility declaration (law 4/2004; AgID guidelines).

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static DECLARATION: Code = Code {
    name: "dichiarazione-mancante",
    level: Level::Warning,
    what: "Una bacheca vera collega la sua dichiarazione di accessibilità.",
    why: "La legge 4/2004 la chiede, e si compila soltanto su form.agid.gov.it.",
    example: "In `bacheca.yaml`: `accessibilita:` e sotto `dichiarazione_url: https://form.agid.gov.it/…`.",
};

pub static RULE: Rule = Rule { codes: &[&DECLARATION], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board().filter(|board| board.is_readable()) else { return };
    let demonstration = board.fields.says_yes("dimostrativo");
    let declared = board.fields.get("accessibilita").is_some_and(|node| node.text("dichiarazione_url").is_some());
    if !demonstration && !declared {
        faults.push(
            Diagnostic::new(&DECLARATION, board.head(), "manca l'indirizzo della dichiarazione di accessibilità")
                .hint("compilala su form.agid.gov.it, poi scrivi `dichiarazione_url` sotto `accessibilita`"),
        );
    }
}
