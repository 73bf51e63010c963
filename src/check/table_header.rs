//! The columns of a table have names.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static NO_HEADER: Code = Code {
    name: "tabella-senza-intestazioni",
    level: Level::Warning,
    what: "Ogni colonna di una tabella ha un nome nella prima riga.",
    why: "Chi ascolta una tabella sente il nome della colonna prima di ogni cella: senza, sente numeri e basta.",
    example: "Sbagliato: `|  |  |` nella prima riga. Giusto: `| Giorno | Ora |`.",
};

pub static RULE: Rule = Rule { codes: &[&NO_HEADER], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    for section in &draft.sections {
        for table in &section.prose.tables {
            let empty = table.header.iter().filter(|cell| cell.trim().is_empty()).count();
            if empty == 0 {
                continue;
            }
            let mut place = draft.prose_place(section, &table.span, "|");
            place.span.end = place.span.end.min(place.source.line_end(place.span.start));
            let message = match empty {
                _ if empty == table.header.len() => "le colonne di questa tabella non hanno un nome".to_owned(),
                1 => "una colonna di questa tabella non ha un nome".to_owned(),
                _ => format!("{empty} colonne di questa tabella non hanno un nome"),
            };
            faults.push(
                Diagnostic::new(&NO_HEADER, place, message)
                    .hint("scrivi nella prima riga che cosa c'è in ogni colonna"),
            );
        }
    }
}
