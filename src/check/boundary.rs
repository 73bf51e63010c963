//! A boundary belongs to a Comune of the board.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static UNKNOWN: Code = Code {
    name: "confine-senza-comune",
    level: Level::Error,
    what: "Ogni confine di `content/confini.geojson` è di un Comune della bacheca.",
    why: "La mappa mostrerebbe un territorio più grande di quello dell'Ambito.",
    example: "Togli dal file i Comuni di altri Ambiti, o correggi il codice ISTAT.",
};

pub static RULE: Rule = Rule { codes: &[&UNKNOWN], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let codes: Vec<&str> = content.drafts.comuni().iter().filter_map(|comune| comune.text("istat")).collect();
    for boundary in content.drafts.boundaries.iter().filter(|boundary| !codes.contains(&boundary.istat.as_str())) {
        let message = format!("nessun Comune della bacheca ha il codice ISTAT {}", boundary.istat);
        faults.push(
            Diagnostic::new(&UNKNOWN, boundary.place.clone(), message)
                .hint("toglilo dal file, o correggi `istat` in content/comuni.yaml"),
        );
    }
}
