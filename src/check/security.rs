//! Who finds a weakness of the site knows whom to tell.

use super::calendar::{day, shown};
use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::{Node, Path};

static INCOMPLETE: Code = Code {
    name: "sicurezza-incompleta",
    level: Level::Error,
    what: "Un problema di sicurezza si segnala a una casella, o in una pagina che comincia con `https://`.",
    why: "Senza, chi trova il problema non sa a chi dirlo; senza `https`, altri leggerebbero quello che scrive.",
    example: "In `bacheca.yaml`: `sicurezza:` e sotto `email: sicurezza@comune.it` e `scade_il: 2027-03-31`.",
};
static EXPIRED: Code = Code {
    name: "sicurezza-scaduta",
    level: Level::Warning,
    what: "I recapiti per i problemi di sicurezza hanno una scadenza che non è passata.",
    why: "Dopo quel giorno chi trova un problema non si fida più di quei recapiti.",
    example: "Controlla che qualcuno legga ancora la casella, poi sposta `scade_il` avanti di un anno.",
};

pub static RULE: Rule = Rule { codes: &[&INCOMPLETE, &EXPIRED], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board().filter(|board| board.is_readable()) else { return };
    // What is badly written is reported elsewhere.
    let Some(security @ Node::Record(_)) = board.fields.get("sicurezza") else { return };
    let path = Path::default().key("sicurezza");
    if security.get("email").is_none() && security.get("url").is_none() {
        let message = "`sicurezza` vuole `email`, `url` o tutti e due";
        faults
            .push(board.diagnostic(&INCOMPLETE, &path, message).hint("scrivi la casella che l'ufficio legge davvero"));
    }
    if security.text("url").is_some_and(|url| url.starts_with("http://")) {
        let message = "la pagina in cui si segnala un problema di sicurezza comincia con `http://`";
        let hint = "scrivi l'indirizzo che comincia con `https://`";
        faults.push(board.diagnostic(&INCOMPLETE, &path.key("url"), message).hint(hint));
    }
    if let Some(last_day) = day(security, "scade_il").filter(|last_day| *last_day < content.edition.today) {
        let message = format!("i recapiti per i problemi di sicurezza sono scaduti il {}", shown(last_day));
        let hint = "controlla che valgano ancora, poi sposta la data avanti di un anno";
        faults.push(board.diagnostic(&EXPIRED, &path.key("scade_il"), message).hint(hint));
    }
}
