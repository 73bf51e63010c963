//! The web editor works only with its program and with what its forge asks for; and it rewrites numbers.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::forge::ForgeKind;
use crate::model::node::{Node, Path};

static NO_PROGRAM: Code = Code {
    name: "redazione-web-senza-programma",
    level: Level::Error,
    what: "Il programma della redazione web è nella cartella della bacheca.",
    why: "Chi apre `/admin/` vedrebbe una pagina vuota. `bacheca` lo copia e non lo scarica.",
    example: "`npm pack decap-cms@3.16.3`, poi copia `package/dist/decap-cms.js` in `programmi/`: docs/redazione-web.md.",
};
static INCOMPLETE: Code = Code {
    name: "redazione-web-incompleta",
    level: Level::Error,
    what: "La redazione web sa tutto quello che serve per entrare nel deposito.",
    why: "Senza, nessuno riesce a entrare, oppure la password passa da un servizio di altri.",
    example: "Con `tipo: gitlab` serve `applicazione`; con `tipo: github` serve `accesso`.",
};
static REWRITTEN: Code = Code {
    name: "numero-senza-virgolette",
    level: Level::Error,
    what: "Se c'è la redazione web, un valore che sembra un numero ma non lo è sta fra virgolette.",
    why: "L'editor lo leggerebbe come un numero e lo riscriverebbe diverso: `1.250` diventerebbe `1.25`.",
    example: "Sbagliato: `importo: 1.250`. Giusto: `importo: \"1.250\"`.",
};

pub static RULE: Rule = Rule { codes: &[&NO_PROGRAM, &INCOMPLETE, &REWRITTEN], scope: Scope::Board(run) };

/// The version that is tried here.
const INSTALL: &str = "npm pack decap-cms@3.16.3";

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board().filter(|board| board.is_readable()) else { return };
    let Some(editor @ Node::Record(_)) = board.fields.get("redazione_web").filter(|node| !node.is_empty()) else {
        return;
    };
    let path = Path::default().key("redazione_web");
    if let (Some(program), None) = (editor.text("programma"), &content.drafts.web_editor) {
        let message = format!("il programma della redazione web non c'è: «{program}»");
        let hint =
            format!("scaricalo con `{INSTALL}` e mettilo lì, nella cartella della bacheca: docs/redazione-web.md");
        faults.push(board.diagnostic(&NO_PROGRAM, &path.key("programma"), message).hint(hint));
    }
    if let Some(repository @ Node::Record(_)) = editor.get("deposito") {
        faults.extend(incomplete(repository, board, &path.key("deposito")));
    }
    faults.extend(content.readable().filter(|draft| is_edited(draft)).flat_map(rewritten));
}

fn incomplete(repository: &Node, board: &Draft, path: &Path) -> Vec<Diagnostic> {
    let fault = |path: &Path, message: &str, hint: &str| board.diagnostic(&INCOMPLETE, path, message).hint(hint);
    let mut faults = Vec::new();
    let is_owned = |name: &str| name.split('/').count() > 1 && name.split('/').all(|part| !part.is_empty());
    if repository.text("nome").is_some_and(|name| !is_owned(name)) {
        let hint = "scrivi chi lo possiede e come si chiama: `ufficio/bacheca`";
        faults.push(fault(&path.key("nome"), "al deposito manca il proprietario", hint));
    }
    let mut need = |key: &str, hint: &str| {
        if repository.text(key).is_none() {
            faults.push(fault(path, &format!("per questo deposito serve anche `{key}`"), hint));
        }
    };
    match repository.text("tipo").and_then(ForgeKind::named) {
        Some(ForgeKind::GitHub) => {
            need("accesso", "scrivi l'indirizzo del server OAuth dell'ufficio: docs/redazione-web.md")
        }
        Some(ForgeKind::GitLab) => {
            need("applicazione", "registra l'editor in GitLab e scrivi qui il suo codice: docs/redazione-web.md")
        }
        Some(ForgeKind::Forgejo) => {
            need("indirizzo", "scrivi l'indirizzo di Forgejo: `https://git.comune.it`");
            need("applicazione", "registra l'editor in Forgejo e scrivi qui il suo codice: docs/redazione-web.md");
        }
        None => {}
    }
    faults
}

/// Whether the editor opens such files.
fn is_edited(draft: &Draft) -> bool {
    let is_text = draft.source.path.ends_with(".md");
    match draft.kind {
        DraftKind::Entry(_) => is_text && draft.lang.is_none(),
        DraftKind::Organization | DraftKind::Page | DraftKind::Notice => true,
        _ => false,
    }
}

fn rewritten(draft: &Draft) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    draft.walk(|path, _, node| {
        let Node::Scalar(text) = node else { return };
        let Some(other) = as_number(text.trim()) else { return };
        let place = draft.value_place(path);
        if !draft.source.text[place.span.clone()].starts_with(['"', '\'', '|', '>']) {
            let message = format!("la redazione web cambierebbe «{}» in «{other}»", text.trim());
            faults.push(Diagnostic::new(&REWRITTEN, place, message).hint(format!("scrivi `\"{}\"`", text.trim())));
        }
    });
    faults
}

/// The number that a program reads in a text, as it writes it, when it is another text.
fn as_number(text: &str) -> Option<String> {
    let is_numeric = text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'));
    let number = if is_numeric { text.parse::<f64>().ok()?.to_string() } else { return None };
    (number != text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_would_be_written_otherwise_change() {
        let changed = ["1.250", "9.30", "00184", "+390371409", "1e3", "5."];
        assert_eq!(changed.map(|text| as_number(text).is_some()), [true; 6]);
        let kept = ["20", "1.25", "26900", "0371 409332", "1.250,50", "2026-05-15", "09:30", "-", "12-15"];
        assert_eq!(kept.map(|text| as_number(text).is_some()), [false; 9]);
    }
}
