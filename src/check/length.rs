//! Texts fit where they are shown.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::Draft;
use crate::model::node::{Node, Path};

static TOO_LONG: Code = Code {
    name: "testo-troppo-lungo",
    level: Level::Error,
    what: "I testi con un limite lo rispettano: 180 caratteri per la descrizione breve, 100 per il titolo.",
    why: "Negli elenchi e nei motori di ricerca il resto verrebbe tagliato.",
    example: "Tieni l'essenziale; il resto va nel testo della scheda.",
};

pub static RULE: Rule = Rule { codes: &[&TOO_LONG], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() {
        return;
    }
    check_record(draft, &Path::default(), &draft.fields, faults);
    draft.walk(|path, _, node| {
        if matches!(node, Node::Record(_)) {
            check_record(draft, path, node, faults);
        }
    });
}

fn check_record(draft: &Draft, path: &Path, record: &Node, faults: &mut Vec<Diagnostic>) {
    let Node::Record(fields) = record else { return };
    for (field, node) in fields {
        let (Some(max), Node::Scalar(text)) = (field.max, node) else { continue };
        let length = text.trim().chars().count();
        if length > max {
            let message = format!("`{}` ha {length} caratteri: il massimo è {max}", field.key);
            let hint = format!("togli almeno {} caratteri", length - max);
            faults.push(draft.diagnostic(&TOO_LONG, &path.key(field.key), message).hint(hint));
        }
    }
}
