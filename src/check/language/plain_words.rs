//! Words of offices, with the plain ones.

use super::matches::matches;
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static CODE: Code = Code {
    name: "parola-burocratica",
    level: Level::Advice,
    what: "I testi usano parole di tutti i giorni, non quelle degli uffici.",
    why: "Molte persone non conoscono le parole degli uffici, e pensano che la pagina non sia per loro.",
    example: "Difficile: «L'erogazione avviene previa istanza». Chiaro: «Fai domanda e ricevi il contributo».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        for (span, better) in matches(passage, &context.settings.lexicon.plain) {
            let words = with_apostrophe(&passage.text, &span);
            let fault = reading.fault(&CODE, passage, &span, format!("«{words}» è un modo di dire degli uffici"));
            faults.push(fault.hint(format!("più semplice: {better}")));
        }
    }
}

/// `ai sensi dell` is not a word without its mark.
fn with_apostrophe<'t>(text: &'t str, span: &std::ops::Range<usize>) -> &'t str {
    let mark = text[span.end..].chars().next().filter(|c| matches!(c, '\'' | '’'));
    &text[span.start..span.end + mark.map_or(0, char::len_utf8)]
}
