//! Required fields are there, and not empty.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::{self, Node, Path};
use crate::model::schema::{Field, Shape};

static MISSING: Code = Code {
    name: "campo-mancante",
    level: Level::Error,
    what: "I campi obbligatori ci sono tutti.",
    why: "Senza, la scheda non si trova negli elenchi o non dice l'essenziale.",
    example: "Aggiungi `ente: ufficio-di-piano`.",
};

static EMPTY: Code = Code {
    name: "campo-vuoto",
    level: Level::Error,
    what: "I campi obbligatori non sono vuoti.",
    why: "Un titolo vuoto produce una pagina senza nome.",
    example: "Sbagliato: `titolo:`. Giusto: `titolo: Sportello stranieri`.",
};

pub static RULE: Rule = Rule { codes: &[&MISSING, &EMPTY], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() {
        return;
    }
    let required = draft.schema.fields().filter(|field| field.is_required());
    faults.extend(required.filter_map(|field| top_level(draft, field)));
    draft.walk(|path, shape, node| {
        if let (Shape::Record(fields), Node::Record(_), false) = (shape, node, node.is_empty()) {
            faults.extend(
                fields.iter().filter(|field| field.is_required()).filter_map(|field| inside(draft, path, node, field)),
            );
        }
    });
    faults.extend(empty_sections(draft));
    if matches!(draft.kind, DraftKind::Page | DraftKind::Notice) && draft.section(node::BODY).is_none() {
        faults
            .push(Diagnostic::new(&EMPTY, draft.head(), "manca il testo").hint("scrivilo dopo la seconda riga `---`"));
    }
}

fn top_level(draft: &Draft, field: &Field) -> Option<Diagnostic> {
    match draft.fields.get(field.key) {
        None => Some(missing(field, draft.head())),
        Some(node) if node.is_empty() => Some(empty(field, draft.value_place(&Path::default().key(field.key)))),
        Some(_) => None,
    }
}

fn inside(draft: &Draft, record: &Path, node: &Node, field: &Field) -> Option<Diagnostic> {
    match node.get(field.key) {
        None => Some(missing(field, draft.value_place(record))),
        Some(value) if value.is_empty() => Some(empty(field, draft.value_place(&record.key(field.key)))),
        Some(_) => None,
    }
}

fn missing(field: &Field, place: Place) -> Diagnostic {
    Diagnostic::new(&MISSING, place, format!("manca il campo `{}`", field.key)).hint(hint("aggiungi", field))
}

fn empty(field: &Field, place: Place) -> Diagnostic {
    Diagnostic::new(&EMPTY, place, format!("il campo `{}` è vuoto", field.key)).hint(hint("scrivi", field))
}

fn hint(verb: &str, field: &Field) -> String {
    format!("{verb} `{}: …` ({}). {}", field.key, field.shape.describe(), field.help)
}

/// A heading of the model with nothing under it would be published as an empty section.
fn empty_sections(draft: &Draft) -> impl Iterator<Item = Diagnostic> {
    draft.sections.iter().filter(|section| section.prose.is_empty()).filter_map(|section| {
        let place = Place::new(&draft.source, section.body.as_ref()?.heading.clone());
        let message = format!("sotto «{}» non c'è testo", section.label);
        Some(Diagnostic::new(&EMPTY, place, message).hint("scrivi il testo, o togli il titolo"))
    })
}
