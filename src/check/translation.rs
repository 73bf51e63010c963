//! A translation has an original, and a language that the board speaks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::Path;
use crate::model::value::parse_date;

static ORPHAN: Code = Code {
    name: "traduzione-senza-originale",
    level: Level::Error,
    what: "Ogni traduzione ha accanto la scheda che traduce.",
    why: "Dalla scheda originale vengono date, contatti e voci.",
    example: "`casa.en.md` traduce `casa.md`: devono stare nella stessa cartella.",
};
static LANGUAGE: Code = Code {
    name: "lingua-non-prevista",
    level: Level::Error,
    what: "La lingua di una traduzione è fra le `lingue` di `bacheca.yaml`.",
    why: "Altrimenti la traduzione non si pubblica.",
    example: "Aggiungi la lingua: `lingue: [it, en]`.",
};
static STALE: Code = Code {
    name: "traduzione-vecchia",
    level: Level::Warning,
    what: "La traduzione segue l'ultima versione della scheda originale.",
    why: "Chi legge in un'altra lingua avrebbe informazioni superate.",
    example: "Ritraduci quello che è cambiato, poi aggiorna `traduce`.",
};

pub static RULE: Rule = Rule { codes: &[&ORPHAN, &LANGUAGE, &STALE], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let languages: Vec<&str> =
        content.drafts.board().map(|board| board.fields.texts("lingue").collect()).unwrap_or_default();
    let originals: BTreeMap<(DraftKind, &str), &Draft> = content
        .drafts
        .iter()
        .filter(|draft| draft.lang.is_none())
        .map(|draft| ((draft.kind, draft.slug.as_str()), draft))
        .collect();
    for draft in content.drafts.iter() {
        let Some(lang) = draft.lang.as_deref() else { continue };
        let first = languages.first().copied().unwrap_or("it");
        if lang == first {
            let message = format!("«{lang}» è la lingua principale della bacheca: questo file non è una traduzione");
            faults.push(
                Diagnostic::new(&LANGUAGE, draft.head(), message).hint(format!("togli `.{lang}` dal nome del file")),
            );
        } else if !languages.iter().skip(1).any(|known| *known == lang) {
            faults.push(
                Diagnostic::new(&LANGUAGE, draft.head(), format!("la lingua «{lang}» non è fra quelle della bacheca"))
                    .hint(format!("aggiungi `{lang}` alle `lingue` in bacheca.yaml, o rinomina il file")),
            );
        }
        match originals.get(&(draft.kind, draft.slug.as_str())) {
            None => faults.push(
                Diagnostic::new(&ORPHAN, draft.head(), format!("manca la scheda originale «{}»", draft.slug))
                    .hint("controlla il nome del file: prima del codice della lingua va il nome dell'originale"),
            ),
            Some(original) if matches!(draft.kind, DraftKind::Entry(_)) => faults.extend(stale(draft, original)),
            Some(_) => {}
        }
    }
}

fn stale(draft: &Draft, original: &Draft) -> Option<Diagnostic> {
    let date = |draft: &Draft, key: &str| -> Option<Date> { parse_date(draft.fields.text(key)?).ok() };
    let revision = date(original, "aggiornato_il").or(date(original, "pubblicato_il"))?;
    let translated = date(draft, "traduce")?;
    (translated < revision).then(|| {
        draft
            .diagnostic(
                &STALE,
                &Path::default().key("traduce"),
                format!("l'originale è cambiato il {revision}, dopo questa traduzione"),
            )
            .hint("ritraduci quello che è cambiato, poi aggiorna `traduce`")
    })
}
