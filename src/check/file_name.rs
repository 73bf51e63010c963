//! File names become addresses, so they are written like addresses.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::DraftKind;
use crate::model::value::slug;

static NAME: Code = Code {
    name: "nome-di-file",
    level: Level::Error,
    what: "Il nome di una scheda, di una pagina o di un ente è fatto di lettere minuscole senza accenti, cifre e trattini.",
    why: "Il nome del file è l'ultima parte dell'indirizzo della pagina.",
    example: "Sbagliato: `Casa Popolare.md`. Giusto: `casa-popolare.md`.",
};

pub static RULE: Rule = Rule { codes: &[&NAME], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let named_by_file =
        matches!(draft.kind, DraftKind::Entry(_) | DraftKind::Page | DraftKind::Organization | DraftKind::Notice);
    if let (true, Err(invalid)) = (named_by_file, slug(&draft.slug)) {
        let hint = invalid.hint.replace("scrivi", "rinomina il file in");
        faults.push(Diagnostic::new(&NAME, draft.head(), format!("il nome del file {}", invalid.message)).hint(hint));
    }
}
