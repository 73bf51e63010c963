//! What authors waive can be waived, and exists.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, RULES, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, did_you_mean};
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::node::Path;

static UNKNOWN: Code = Code {
    name: "eccezione-inutile",
    level: Level::Error,
    what: "Le `eccezioni` nominano avvisi che esistono; gli errori non si possono togliere.",
    why: "Un'eccezione scritta male non toglie niente, e nessuno se ne accorge.",
    example: "Sbagliato: `codice: senza-contatto`. Giusto: `codice: senza-contatti`.",
};

pub static RULE: Rule = Rule { codes: &[&UNKNOWN], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable() {
        for (index, waiver) in draft.fields.items("eccezioni").iter().enumerate() {
            let path = Path::default().key("eccezioni").item(index).key("codice");
            faults.extend(waiver.text("codice").and_then(|code| unknown(code, draft, &path, &UNKNOWN)));
        }
    }
}

/// What is wrong with naming a code that authors cannot touch.
pub fn unknown(code: &str, draft: &Draft, path: &Path, fault: &'static Code) -> Option<Diagnostic> {
    let warnings =
        || RULES.iter().flat_map(|rule| rule.codes).filter(|code| code.level != Level::Error).map(|code| code.name);
    if warnings().any(|known| known == code) {
        return None;
    }
    let is_error = RULES.iter().flat_map(|rule| rule.codes).any(|known| known.name == code);
    let hint = match did_you_mean(code, warnings()) {
        _ if is_error => "è un errore: va corretto dove il controllo lo segnala".to_owned(),
        Some(meant) => format!("forse volevi scrivere `{meant}`?"),
        None => "i codici degli avvisi e dei consigli sono in docs/controlli.md".to_owned(),
    };
    Some(draft.diagnostic(fault, path, format!("«{code}» non è un avviso che si possa togliere")).hint(hint))
}

/// The codes waived in each file: by the file itself, by the original that it translates, by the
/// organisation that answers for it.
pub struct Waivers<'d>(BTreeMap<&'d str, BTreeSet<&'d str>>);

impl<'d> Waivers<'d> {
    pub fn of(drafts: &'d Drafts) -> Waivers<'d> {
        let own = |draft: &'d Draft| draft.fields.items("eccezioni").iter().filter_map(|waiver| waiver.text("codice"));
        let organizations: BTreeMap<&str, &Draft> = drafts
            .of(DraftKind::Organization)
            .filter(|draft| draft.has("eccezioni"))
            .map(|draft| (draft.slug.as_str(), draft))
            .collect();
        let mut originals: BTreeMap<(DraftKind, &str), BTreeSet<&str>> = BTreeMap::new();
        for draft in drafts.iter().filter(|draft| draft.lang.is_none()) {
            let office = draft.fields.text("ente").and_then(|slug| organizations.get(slug).copied());
            let codes: BTreeSet<&str> = own(draft).chain(office.into_iter().flat_map(own)).collect();
            if !codes.is_empty() {
                originals.insert((draft.kind, &draft.slug), codes);
            }
        }
        let of_file = |draft: &'d Draft| {
            let codes = originals.get(&(draft.kind, draft.slug.as_str()))?;
            Some((draft.source.path.as_str(), codes.clone()))
        };
        Waivers(drafts.iter().filter_map(of_file).collect())
    }

    /// Errors are never waived.
    pub fn cover(&self, fault: &Diagnostic) -> bool {
        fault.code.level != Level::Error
            && self.0.get(fault.place.source.path.as_str()).is_some_and(|codes| codes.contains(fault.code.name))
    }
}
