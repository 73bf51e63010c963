//! Entries on violence and trafficking never tell where people are sheltered.

use super::{Content, Rule};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, Drafts, Locus};
use crate::model::node::{Node, Path};
use crate::model::schema::Vocabulary;

static ADDRESS: Code = Code {
    name: "indirizzo-riservato",
    level: Level::Error,
    what: "Una scheda su un tema delicato non ha sedi, e le sue date non hanno un indirizzo.",
    why: "L'indirizzo di un rifugio mette in pericolo chi ci abita.",
    example: "Togli `sedi:` e lascia solo il numero da chiamare; se il posto è pubblico, scrivi `tema_delicato: no`.",
};

pub static RULE: Rule = Rule { codes: &[&ADDRESS], run };

/// Whether an entry asks for discretion: it says so, or one of its terms does and it does not deny it.
pub fn is_sensitive(drafts: &Drafts, draft: &Draft) -> bool {
    let of_term = |(vocabulary, key): (Vocabulary, &str)| {
        draft.fields.texts(key).any(|slug| {
            let named = |term: &&Node| term.text("slug") == Some(slug);
            drafts.terms(vocabulary).iter().find(named).is_some_and(|term| term.says_yes("tema_delicato"))
        })
    };
    let by_terms = || [(Vocabulary::Needs, "bisogni"), (Vocabulary::Audiences, "per_chi")].into_iter().any(of_term);
    draft.fields.says("tema_delicato").unwrap_or_else(by_terms)
}

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for (_, draft) in content.drafts.entries() {
        let places = draft.has("sedi").then(|| Path::default().key("sedi"));
        let events = draft.fields.items("eventi").iter().enumerate();
        let addresses = events
            .filter(|(_, event)| event.text("indirizzo").is_some())
            .map(|(index, _)| Path::default().key("eventi").item(index).key("indirizzo"));
        let found: Vec<Path> = places.into_iter().chain(addresses).collect();
        if found.is_empty() || !is_sensitive(content.drafts, draft) {
            continue;
        }
        faults.extend(found.iter().map(|path| {
            Diagnostic::new(
                &ADDRESS,
                draft.place(path, Locus::Key(0)),
                "una scheda su un tema delicato non può dare un indirizzo",
            )
            .hint("toglilo: basta il numero da chiamare; se il posto è pubblico, scrivi `tema_delicato: no`")
        }));
    }
}
