//! Links in texts lead somewhere, and only by schemes that are safe.

use super::known::{EntryKnown, anchors};
use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level, Place, did_you_mean};
use crate::model::draft::Draft;
use crate::model::value::{Email, Phone, Web};

static BROKEN: Code = Code {
    name: "collegamento-interrotto",
    level: Level::Error,
    what: "I collegamenti a pagine della bacheca portano a pagine che esistono.",
    why: "Chi lo tocca troverebbe «pagina non trovata».",
    example: "Sbagliato: `[casa](/servizi/csa/)`. Giusto: `[casa](/servizi/casa/)`.",
};
static ANCHOR: Code = Code {
    name: "ancora-mancante",
    level: Level::Error,
    what: "I collegamenti a un punto di una pagina portano a un punto che esiste.",
    why: "Chi lo tocca resterebbe in cima alla pagina, senza capire perché.",
    example: "Sbagliato: `[come fare](#comefare)`. Giusto: `[come fare](#come-fare)`.",
};
static SCHEME: Code = Code {
    name: "indirizzo-vietato",
    level: Level::Error,
    what: "I collegamenti cominciano con `/`, `#`, `https://`, `http://`, `mailto:` o `tel:`.",
    why: "Altri tipi di collegamento possono eseguire codice o non funzionare.",
    example: "Sbagliato: `[clicca](javascript:…)`. Giusto: `[apri il modulo](https://…)`.",
};

pub static RULE: Rule = Rule { codes: &[&BROKEN, &ANCHOR, &SCHEME], run };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable() {
        for section in &draft.sections {
            for link in &section.prose.links {
                let place = draft.prose_place(section, &link.span, &link.target);
                faults.extend(check(content, draft, place, &link.target));
            }
        }
    }
}

/// A target without scheme, path or anchor: a file of the entry's folder.
pub fn is_file(target: &str) -> bool {
    !target.is_empty() && !target.starts_with(['/', '#', '?']) && !target.contains(':')
}

fn check(content: &Content, draft: &Draft, place: Place, target: &str) -> Option<Diagnostic> {
    if let Some(anchor) = target.strip_prefix('#') {
        return anchor_fault(&anchors(draft), anchor, place);
    }
    if target.starts_with('/') && !target.starts_with("//") {
        return internal(content, place, target);
    }
    if is_file(target) {
        return None;
    }
    scheme(place, target)
}

fn internal(content: &Content, place: Place, target: &str) -> Option<Diagnostic> {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let Some(ids) = content.known.page(path) else {
        let slashed = format!("{path}/");
        let hint = if content.known.page(&slashed).is_some() {
            format!("scrivi `{slashed}`, con la barra alla fine")
        } else {
            match did_you_mean(path, content.known.page_paths()) {
                Some(meant) => format!("forse volevi scrivere `{meant}`?"),
                None => "apri la pagina sul sito e copia la parte dell'indirizzo che comincia con `/`".to_owned(),
            }
        };
        return Some(Diagnostic::new(&BROKEN, place, format!("la pagina «{path}» non esiste")).hint(hint));
    };
    if content.known.entry(path.trim_matches('/')) == EntryKnown::HeldBack {
        return Some(
            Diagnostic::new(&BROKEN, place, format!("la pagina «{path}» è ancora una bozza"))
                .hint("togli `bozza: sì` da quella scheda, o togli il collegamento"),
        );
    }
    match (ids, anchor) {
        (Some(ids), Some(anchor)) => anchor_fault(ids, anchor, place),
        _ => None,
    }
}

fn anchor_fault(ids: &std::collections::BTreeSet<String>, anchor: &str, place: Place) -> Option<Diagnostic> {
    if ids.contains(anchor) {
        return None;
    }
    let hint = match did_you_mean(anchor, ids.iter().map(String::as_str)) {
        Some(meant) => format!("forse volevi scrivere `#{meant}`?"),
        None => "l'ancora è il titolo in minuscolo, con trattini al posto degli spazi".to_owned(),
    };
    Some(Diagnostic::new(&ANCHOR, place, format!("in quella pagina non c'è un punto «#{anchor}»")).hint(hint))
}

fn scheme(place: Place, target: &str) -> Option<Diagnostic> {
    let lower = target.to_lowercase();
    let valid = if let Some(mailbox) = lower.strip_prefix("mailto:") {
        Email::parse(mailbox.split('?').next().unwrap_or_default()).is_ok()
    } else if let Some(number) = lower.strip_prefix("tel:") {
        Phone::parse(number).is_ok()
    } else {
        Web::parse(target).is_ok()
    };
    if valid {
        return None;
    }
    let message = if target.is_empty() {
        "il collegamento è vuoto".to_owned()
    } else {
        format!("il collegamento «{target}» non è ammesso")
    };
    Some(
        Diagnostic::new(&SCHEME, place, message)
            .hint("scrivi un indirizzo intero (`https://…`), un percorso del sito (`/servizi/…/`), `mailto:` o `tel:`"),
    )
}
