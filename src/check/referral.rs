//! A service by referral says who may refer.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::conditions::REFERRAL;
use crate::model::node::Path;

static WHO: Code = Code {
    name: "chi-segnala-mancante",
    level: Level::Error,
    what: "Una scheda con `accesso: su-segnalazione` dice chi può segnalare.",
    why: "Il cittadino non può presentarsi da solo: deve sapere a chi chiedere.",
    example: "Aggiungi al testo il titolo `## Chi può segnalare` e sotto spiega chi e come.",
};

pub static RULE: Rule = Rule { codes: &[&WHO], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_entry() {
        return;
    }
    let (way, who) = REFERRAL;
    let referral = draft.fields.texts("accesso").position(|access| access == way);
    if let (Some(index), false) = (referral, draft.has(who)) {
        faults.push(
            draft
                .diagnostic(
                    &WHO,
                    &Path::default().key("accesso").item(index),
                    "si accede su segnalazione, ma manca chi può farla",
                )
                .hint("aggiungi al testo `## Chi può segnalare`, e sotto chi può farlo e come"),
        );
    }
}
