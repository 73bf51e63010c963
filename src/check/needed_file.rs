//! A board has its Comuni, its vocabularies and the pages that the law asks for.

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};
use crate::model::schema::Vocabulary;

static MISSING: Code = Code {
    name: "manca-un-file",
    level: Level::Error,
    what: "Ci sono i Comuni, i quattro vocabolari e le pagine accessibilita, privacy e note-legali.",
    why: "Senza Comuni e vocabolari gli elenchi sono vuoti; le tre pagine le chiede la legge.",
    example: "Crea `content/pagine/privacy.md`.",
};

pub static RULE: Rule = Rule { codes: &[&MISSING], scope: Scope::Board(run) };

/// Pages that every board must have, by slug.
pub const NEEDED_PAGES: [&str; 3] = ["accessibilita", "privacy", "note-legali"];

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let mut need = |kind: DraftKind, slug: Option<&str>, path: String| {
        let published = |draft: &&Draft| content.edition.with_drafts || !draft.is_unfinished();
        let named = |draft: &Draft| slug.is_none_or(|slug| draft.slug == slug && draft.lang.is_none());
        let present = content.drafts.of(kind).filter(published).any(named);
        if !present {
            faults.push(
                Diagnostic::new(&MISSING, Place::file(path), "questo file manca, o è ancora una bozza")
                    .hint("crealo, o togli `bozza: sì`; i campi sono in docs/campi.md"),
            );
        }
    };
    need(DraftKind::Comuni, None, "content/comuni.yaml".to_owned());
    for vocabulary in Vocabulary::ALL {
        need(DraftKind::Vocabulary(vocabulary), None, format!("content/vocabolari/{}.yaml", vocabulary.name()));
    }
    for slug in NEEDED_PAGES {
        need(DraftKind::Page, Some(slug), format!("content/pagine/{slug}.md"));
    }
}
