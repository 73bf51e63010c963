//! Facts are verified again every so often.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{day, is_over, shown};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::Path;

static OVERDUE: Code = Code {
    name: "verifica-scaduta",
    level: Level::Warning,
    what: "Una scheda con `verifica_ogni_mesi` è ricontrollata in tempo.",
    why: "Chi l'ha scritta sapeva che quei dati cambiano: dopo quel tempo potrebbero non valere più.",
    example: "Chiama l'ufficio, correggi quello che è cambiato, poi scrivi la data di oggi in `verificato_il`.",
};
static OLD: Code = Code {
    name: "da-verificare",
    level: Level::Advice,
    what: "Una scheda è ricontrollata almeno una volta l'anno.",
    why: "Telefoni, orari e importi cambiano senza che nessuno lo dica alla redazione.",
    example: "Chiama l'ufficio, correggi quello che è cambiato, poi scrivi la data di oggi in `verificato_il`.",
};

pub static RULE: Rule = Rule { codes: &[&OVERDUE, &OLD], scope: Scope::File(run) };

/// For an entry that does not say how often.
const MONTHS: i32 = 12;
const HINT: &str = "chiama l'ufficio, correggi quello che è cambiato, poi scrivi la data di oggi in `verificato_il`";

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let (draft, today) = (context.draft, context.edition.today);
    let is_original = matches!(draft.kind, DraftKind::Entry(_)) && draft.lang.is_none() && draft.is_readable();
    if !is_original || is_over(draft, today) {
        return;
    }
    let Some((key, seen)) = last_seen(draft) else { return };
    let asked = draft.fields.text("verifica_ogni_mesi").and_then(|text| text.parse::<i32>().ok());
    let months = asked.unwrap_or(MONTHS).clamp(1, 1200);
    if seen.saturating_add(months.months()) < today {
        let code = if asked.is_some() { &OVERDUE } else { &OLD };
        let message = format!("nessuno la ricontrolla dal {}: dovrebbe succedere ogni {months} mesi", shown(seen));
        faults.push(draft.diagnostic(code, &Path::default().key(key), message).hint(HINT));
    }
}

/// The last day on which someone looked at the facts, and the key that says it.
fn last_seen(draft: &Draft) -> Option<(&'static str, Date)> {
    ["verificato_il", "aggiornato_il", "pubblicato_il"]
        .into_iter()
        .filter_map(|key| Some((key, day(&draft.fields, key)?)))
        .reduce(|latest, other| if other.1 > latest.1 { other } else { latest })
}
