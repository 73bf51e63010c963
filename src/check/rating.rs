//! Answers on how clear a page is go to one place.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::{Node, Path};

static WHERE: Code = Code {
    name: "valutazione-incerta",
    level: Level::Error,
    what: "Le risposte su quanto è chiara una pagina vanno a un indirizzo web o a una casella: uno dei due.",
    why: "Senza, il cittadino risponderebbe a nessuno; con tutti e due, non si saprebbe dove.",
    example: "In `bacheca.yaml`: `valutazione:` e sotto `email: ufficio@comune.it`, senza `url`.",
};

pub static RULE: Rule = Rule { codes: &[&WHERE], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board().filter(|board| board.is_readable()) else { return };
    // What is badly written is reported elsewhere.
    let Some(rating @ Node::Record(_)) = board.fields.get("valutazione") else { return };
    if ["url", "email"].iter().filter(|key| rating.get(key).is_some()).count() != 1 {
        let path = Path::default().key("valutazione");
        let message = "`valutazione` vuole `url` oppure `email`, uno solo dei due";
        faults.push(board.diagnostic(&WHERE, &path, message).hint("tieni quello che qualcuno legge davvero"));
    }
}
