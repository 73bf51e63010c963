//! Links in texts lead somewhere, and only by schemes that are safe.

use super::known::{EntryKnown, anchors};
use super::{Content, Rule, Scope};
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

static NO_TEXT: Code = Code {
    name: "collegamento-senza-testo",
    level: Level::Error,
    what: "Ogni collegamento ha un testo che dice dove porta.",
    why: "Chi usa un lettore di schermo sentirebbe soltanto «collegamento»; gli altri non lo vedrebbero.",
    example: "Sbagliato: `[](/numeri-utili/)`. Giusto: `[numeri utili](/numeri-utili/)`.",
};

pub static RULE: Rule = Rule { codes: &[&BROKEN, &ANCHOR, &SCHEME, &NO_TEXT], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable() {
        for section in &draft.sections {
            for link in &section.prose.links {
                let place = draft.reference_place(section, &link.target);
                if link.text.trim().is_empty() {
                    let diagnostic = Diagnostic::new(&NO_TEXT, place.clone(), "il collegamento non ha un testo");
                    faults.push(diagnostic.hint(format!(
                        "scrivi fra le parentesi quadre dove porta: `[dove porta]({})`",
                        link.target.target
                    )));
                }
                faults.extend(check(content, draft, place, &link.target.target));
            }
        }
    }
}

/// A bare name without scheme or path: a file of the entry's folder.
pub fn is_file(target: &str) -> bool {
    let name = target.split(['#', '?']).next().unwrap_or(target);
    let elsewhere = name.is_empty() || name.starts_with("www.") || name.contains([':', '@', '/']);
    !elsewhere || name.starts_with("../") || name.starts_with("./")
}

fn check(content: &Content, draft: &Draft, place: Place, target: &str) -> Option<Diagnostic> {
    if let Some(anchor) = target.strip_prefix('#') {
        return anchor_fault(&anchors(draft), anchor, place, "in questa pagina");
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
    let Some(page) = content.known.page(path) else {
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
    if content.known.names.entry(path.trim_matches('/')) == EntryKnown::HeldBack {
        return Some(
            Diagnostic::new(&BROKEN, place, format!("la pagina «{path}» è ancora una bozza"))
                .hint("togli `bozza: sì` da quella scheda, o togli il collegamento"),
        );
    }
    match (page, anchor) {
        (Some(page), Some(anchor)) => {
            let mut place = place;
            if place.span.len() == target.len() {
                place.span.start += path.len();
            }
            anchor_fault(&anchors(page), anchor, place, "in quella pagina")
        }
        _ => None,
    }
}

fn anchor_fault(
    ids: &std::collections::BTreeSet<String>,
    anchor: &str,
    place: Place,
    page: &str,
) -> Option<Diagnostic> {
    if ids.contains(anchor) {
        return None;
    }
    let hint = match did_you_mean(anchor, ids.iter().map(String::as_str)) {
        Some(meant) => format!("forse volevi scrivere `#{meant}`?"),
        None => "l'ancora è il titolo in minuscolo, con trattini al posto degli spazi".to_owned(),
    };
    Some(Diagnostic::new(&ANCHOR, place, format!("{page} non c'è un punto «#{anchor}»")).hint(hint))
}

fn scheme(place: Place, target: &str) -> Option<Diagnostic> {
    let lower = target.to_lowercase();
    let read = if let Some(mailbox) = lower.strip_prefix("mailto:") {
        Email::parse(mailbox.split('?').next().unwrap_or_default()).map(drop)
    } else if let Some(number) = lower.strip_prefix("tel:") {
        Phone::parse(number).map(drop)
    } else {
        Web::parse(target).map(drop)
    };
    let invalid = read.err()?;
    let known = ["mailto:", "tel:", "http://", "https://"].iter().any(|scheme| lower.starts_with(scheme));
    let (message, hint) = match target {
        "" => ("il collegamento è vuoto".to_owned(), "scrivi fra le parentesi tonde dove porta".to_owned()),
        _ if known => (invalid.message, invalid.hint),
        _ if lower.starts_with("www.") => {
            (format!("a «{target}» manca l'inizio"), format!("scrivi `https://{target}`"))
        }
        _ if target.contains('@') && !target.contains(':') => {
            (format!("a «{target}» manca l'inizio"), format!("scrivi `mailto:{target}`"))
        }
        _ if target.contains('/') && !target.contains(':') && !target.starts_with('/') => (
            format!("a «{target}» manca l'inizio"),
            format!(
                "se è una pagina della bacheca scrivi `/{}/`, se è un altro sito `https://…`",
                target.trim_matches('/')
            ),
        ),
        _ => (
            format!("il collegamento «{target}» non è ammesso"),
            "scrivi un indirizzo intero (`https://…`), un percorso del sito (`/servizi/…/`), `mailto:` o `tel:`"
                .to_owned(),
        ),
    };
    Some(Diagnostic::new(&SCHEME, place, message).hint(hint))
}
