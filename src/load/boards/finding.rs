//! What could not be taken from another board. It is told at the line that names the board: its files are not ours to
//! mend, and a thousand entries with one fault are one thing to know.

use std::collections::BTreeMap;

use super::fields::one_line;
use crate::diagnostic::{Code, Diagnostic, Level, Place};

pub static UNREADABLE: Code = Code {
    name: "altra-bacheca-illeggibile",
    level: Level::Error,
    what: "I file di un'altra bacheca ci sono e si leggono.",
    why: "Senza quei file le sue schede sparirebbero dal sito: meglio lasciare quello di prima.",
    example: "In `dati` scrivi la cartella in cui hai messo `index.json`, `comuni.json`, `enti.json` ed `esportazione.ndjson`, presi da `/api/v1/` di quella bacheca.",
};

pub static LEFT_OUT: Code = Code {
    name: "scheda-altrui-esclusa",
    level: Level::Warning,
    what: "Le schede di un'altra bacheca si possono pubblicare qui.",
    why: "Una scheda a cui manca l'essenziale non si pubblica: chi la cerca non la trova.",
    example: "Avvisa chi cura quella bacheca, oppure aggiungi qui la voce o il Comune che manca.",
};

pub static UNKNOWN_NAME: Code = Code {
    name: "nome-altrui-sconosciuto",
    level: Level::Warning,
    what: "Le voci e i Comuni di un'altra bacheca hanno il loro posto in questa.",
    why: "Le schede restano, ma chi cerca per quella voce o per quel Comune non le trova.",
    example: "Aggiungi la voce al vocabolario, oppure scrivi in `corrispondenze` a quale delle tue corrisponde.",
};

/// The most entries that a message names.
const NAMED: usize = 3;

#[derive(Clone, Debug, Default)]
pub struct Findings(BTreeMap<Finding, Vec<String>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    code: &'static str,
    message: String,
    hint: String,
}

impl Findings {
    /// Something about the board as a whole.
    pub fn add(&mut self, code: &'static Code, message: impl Into<String>, hint: impl Into<String>) {
        self.0.entry(Finding { code: code.name, message: one_line(&message.into()), hint: hint.into() }).or_default();
    }

    /// The same thing about an entry, or an organisation.
    pub fn add_of(&mut self, code: &'static Code, message: &str, hint: &str, name: &str) {
        let finding = Finding { code: code.name, message: one_line(message), hint: hint.to_owned() };
        self.0.entry(finding).or_default().push(one_line(name));
    }

    pub fn extend(&mut self, other: Findings) {
        for (finding, names) in other.0 {
            self.0.entry(finding).or_default().extend(names);
        }
    }

    pub fn diagnostics(&self, board: &str, place: &Place) -> Vec<Diagnostic> {
        self.0.iter().map(|(finding, names)| finding.diagnostic(board, names, place)).collect()
    }
}

impl Finding {
    fn diagnostic(&self, board: &str, names: &[String], place: &Place) -> Diagnostic {
        let code = [&UNREADABLE, &LEFT_OUT, &UNKNOWN_NAME].into_iter().find(|code| code.name == self.code);
        let code = code.expect("a finding has one of these codes");
        let others = match names.len().saturating_sub(NAMED) {
            0 => String::new(),
            1 => " e un'altra".to_owned(),
            count => format!(" e altre {count}"),
        };
        let message = match names {
            [] => self.message.clone(),
            names => {
                let named = names[..names.len().min(NAMED)].join(", ");
                format!("dalla bacheca «{board}», {named}{others}: {}", self.message)
            }
        };
        Diagnostic::new(code, place.clone(), message).hint(self.hint.clone())
    }
}
