//! A heading that means to open a section does open it.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, did_you_mean};
use crate::model::draft::{Draft, DraftKind, Section};
use crate::model::prose::Heading;
use crate::model::schema::Shape;

static NEAR: Code = Code {
    name: "titolo-di-sezione",
    level: Level::Warning,
    what: "Il titolo di una sezione è scritto come nell'elenco dei campi, con due cancelletti.",
    why: "Scritto in un altro modo, il testo finisce in fondo alla sezione di prima, dove nessuno lo cerca.",
    example: "Sbagliato: `## Tempi`, `### Come fare`. Giusto: `## Tempi e scadenze`, `## Come fare`.",
};

pub static RULE: Rule = Rule { codes: &[&NEAR], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() || !matches!(draft.kind, DraftKind::Entry(_)) {
        return;
    }
    for section in &draft.sections {
        faults.extend(section.prose.headings.iter().filter_map(|heading| check(draft, section, heading)));
    }
}

fn check(draft: &Draft, section: &Section, heading: &Heading) -> Option<Diagnostic> {
    let labels =
        || draft.schema.fields().filter(|field| matches!(field.shape, Shape::Markdown)).map(|field| field.label);
    let typed = heading.text.trim().to_lowercase();
    let same = labels().find(|label| label.to_lowercase() == typed);
    let close = || {
        let longer = |label: &&str| label.to_lowercase().starts_with(&format!("{typed} "));
        labels().find(longer).or_else(|| did_you_mean(&typed, labels()))
    };
    // Deeper headings are the author's own, unless they are a label to the letter.
    let meant = same.or_else(|| (heading.level <= 2).then(close)?)?;
    let place = draft.prose_place(section, &heading.span, &heading.text);
    let message = format!("«{}» non apre la sezione «{meant}»", heading.text.trim());
    Some(Diagnostic::new(&NEAR, place, message).hint(format!("scrivi `## {meant}`, oppure scegli un titolo diverso")))
}
