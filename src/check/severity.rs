//! The board may give its warnings another weight.

use std::collections::BTreeMap;

use super::{Content, Rule, Scope, waiver};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::Drafts;
use crate::model::node::Path;

static UNKNOWN: Code = Code {
    name: "controllo-non-regolabile",
    level: Level::Error,
    what: "In `bacheca.yaml`, `controlli` nomina avvisi e consigli che esistono; gli errori non si cambiano.",
    why: "Un livello scritto per un controllo che non c'è non cambia niente, e nessuno se ne accorge.",
    example: "Sbagliato: `codice: senza-contatto`. Giusto: `codice: senza-contatti`.",
};

pub static RULE: Rule = Rule { codes: &[&UNKNOWN], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let Some(board) = content.drafts.board() else { return };
    for (index, control) in board.fields.items("controlli").iter().enumerate() {
        let path = Path::default().key("controlli").item(index).key("codice");
        faults.extend(control.text("codice").and_then(|code| waiver::unknown(code, board, &path, &UNKNOWN)));
    }
}

/// The weight that the board gives to codes; none means that it does not want to hear of them.
pub struct Severities<'d>(BTreeMap<&'d str, Option<Level>>);

impl<'d> Severities<'d> {
    pub fn of(drafts: &'d Drafts) -> Severities<'d> {
        let controls = drafts.board().map_or(&[][..], |board| board.fields.items("controlli"));
        Severities(
            controls
                .iter()
                .filter_map(|control| Some((control.text("codice")?, level(control.text("livello")?))))
                .collect(),
        )
    }

    /// Gives a fault its weight; false if nobody wants to hear of it.
    pub fn weigh(&self, fault: &mut Diagnostic) -> bool {
        if fault.code.level == Level::Error {
            return true;
        }
        match self.0.get(fault.code.name) {
            None => true,
            Some(level) => {
                fault.level = level.unwrap_or(fault.level);
                level.is_some()
            }
        }
    }
}

fn level(word: &str) -> Option<Level> {
    [Level::Error, Level::Warning, Level::Advice].into_iter().find(|level| level.label() == word)
}
