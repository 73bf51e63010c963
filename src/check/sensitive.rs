//! Entries on violence and trafficking never tell where people are sheltered.

use std::collections::BTreeSet;

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, Drafts, Locus};
use crate::model::node::Path;
use crate::model::schema::Vocabulary;

static ADDRESS: Code = Code {
    name: "indirizzo-riservato",
    level: Level::Error,
    what: "Una scheda su un tema delicato non ha sedi, e le sue date non hanno un indirizzo.",
    why: "L'indirizzo di un rifugio mette in pericolo chi ci abita.",
    example: "Togli `sedi:` e lascia solo il numero da chiamare; se il posto è pubblico, scrivi `tema_delicato: no`.",
};

pub static RULE: Rule = Rule { codes: &[&ADDRESS], scope: Scope::Board(run) };

/// The terms whose entries ask for discretion.
pub struct SensitiveTerms<'d>(BTreeSet<(&'static str, &'d str)>);

impl<'d> SensitiveTerms<'d> {
    pub fn of(drafts: &'d Drafts) -> SensitiveTerms<'d> {
        let keys = [(Vocabulary::Needs, "bisogni"), (Vocabulary::Audiences, "per_chi")];
        let terms = keys.into_iter().flat_map(|(vocabulary, key)| {
            let sensitive = drafts.terms(vocabulary).iter().filter(|term| term.says_yes("tema_delicato"));
            sensitive.filter_map(move |term| Some((key, term.text("slug")?)))
        });
        SensitiveTerms(terms.collect())
    }

    /// Whether an entry is sensitive: it says so, or one of its terms does and it does not deny it.
    pub fn cover(&self, draft: &Draft) -> bool {
        let by_terms = || self.0.iter().any(|(key, slug)| draft.fields.texts(key).any(|named| named == *slug));
        draft.fields.says("tema_delicato").unwrap_or_else(by_terms)
    }
}

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    let sensitive = SensitiveTerms::of(content.drafts);
    for (_, draft) in content.drafts.entries() {
        let places = draft.has("sedi").then(|| Path::default().key("sedi"));
        let events = draft.fields.items("eventi").iter().enumerate();
        let addresses = events
            .filter(|(_, event)| event.text("indirizzo").is_some())
            .map(|(index, _)| Path::default().key("eventi").item(index).key("indirizzo"));
        let found: Vec<Path> = places.into_iter().chain(addresses).collect();
        if found.is_empty() || !sensitive.cover(draft) {
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
