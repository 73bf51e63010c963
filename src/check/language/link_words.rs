//! The words of a link tell where it leads.

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static CODE: Code = Code {
    name: "collegamento-generico",
    level: Level::Warning,
    what: "Le parole di un collegamento dicono dove porta, e un indirizzo web è sempre un collegamento.",
    why: "Chi usa un lettore di schermo salta da un collegamento all'altro: «clicca qui» non gli dice niente.",
    example: "Sbagliato: `[clicca qui](/servizi/casa/)`. Giusto: `[come chiedere una casa](/servizi/casa/)`.",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

/// What a link says when it does not say where it leads.
const GENERIC: &[&str] = &[
    "a questa pagina",
    "a questo link",
    "accedi",
    "altro",
    "approfondisci",
    "apri",
    "clicca",
    "clicca qua",
    "clicca qui",
    "collegamento",
    "continua",
    "continua a leggere",
    "da qui",
    "dettagli",
    "di più",
    "download",
    "ecco",
    "info",
    "leggi",
    "leggi di più",
    "leggi qui",
    "leggi tutto",
    "link",
    "maggiori informazioni",
    "pagina",
    "per saperne di più",
    "più informazioni",
    "premi qui",
    "qua",
    "questa pagina",
    "questo link",
    "questo sito",
    "qui",
    "scarica",
    "scarica qui",
    "scopri",
    "scopri di più",
    "sito",
    "sito web",
    "sul sito",
    "tocca qui",
    "vai",
    "vai al link",
    "vai al sito",
    "vedi",
    "vedi qui",
    "visita il sito",
    "visualizza",
    "visualizza sezione",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        for link in &passage.links {
            faults.extend(check_words(reading, passage, link));
        }
        if passage.form.is_running() && passage.text.contains("://") {
            faults.extend(unlinked(reading, passage));
        }
    }
}

fn check_words(reading: &Reading, passage: &Passage, link: &std::ops::Range<usize>) -> Option<Diagnostic> {
    let words = &passage.text[link.clone()];
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (message, hint) = if GENERIC.binary_search(&bare.as_str()).is_ok() {
        (
            format!("«{words}» non dice dove porta il collegamento"),
            "metti fra le parentesi quadre il nome di ciò che si apre",
        )
    } else if words.contains("://") {
        ("il collegamento mostra un indirizzo al posto di parole".to_owned(), "scrivi `[nome della pagina](indirizzo)`")
    } else {
        return None;
    };
    Some(reading.fault(&CODE, passage, link, message).hint(hint))
}

/// Addresses that cannot be pressed.
fn unlinked<'p>(reading: &'p Reading, passage: &'p Passage) -> impl Iterator<Item = Diagnostic> {
    let addresses = passage.chunks().filter(|span| passage.text[span.clone()].starts_with("http"));
    addresses.filter(|span| passage.text[span.clone()].contains("://") && !passage.in_link(span.start)).map(|span| {
        let address = &passage.text[span.clone()];
        let fault = reading.fault(&CODE, passage, &span, "questo indirizzo non si può premere");
        fault.hint(format!("scrivi `[nome della pagina]({address})`"))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn generic_words_are_in_order_so_that_they_can_be_looked_up() {
        assert!(super::GENERIC.is_sorted());
    }
}
