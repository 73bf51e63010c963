//! Lists are lists, and lie flat.

use std::collections::BTreeMap;

use super::reading::{Form, Passage};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static TYPED: Code = Code {
    name: "elenco-a-mano",
    level: Level::Warning,
    what: "Gli elenchi si scrivono con i segni di Markdown, non con pallini, trattini o lettere copiati.",
    why: "Sulla pagina le voci finirebbero una in fila all'altra; un lettore di schermo non dice che è un elenco né quante voci ha.",
    example: "Sbagliato: `• carta d'identità`. Giusto: `- carta d'identità`.",
};

static NESTED: Code = Code {
    name: "elenco-annidato",
    level: Level::Advice,
    what: "Un elenco non ne contiene un altro.",
    why: "Chi legge perde il filo, e chi ascolta non sa più a quale voce è.",
    example: "Fai due elenchi, ognuno con il suo titolo o la sua frase.",
};

pub static RULE: Rule = Rule { codes: &[&TYPED, &NESTED], scope: Scope::File(run) };

/// Signs that stand for the bullet of a list and for nothing else.
pub const BULLETS: [char; 20] =
    ['•', '·', '◦', '▪', '▫', '●', '○', '■', '□', '‣', '⁃', '∙', '➢', '➤', '►', '▶', '✓', '✔', '❖', '✗'];

/// How the author marked the items of a list that Markdown does not see.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Bullet,
    /// Alone it may open a quotation or an aside.
    Dash,
    Letter,
    Number,
}

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    let mut times: BTreeMap<Mark, usize> = BTreeMap::new();
    let marked: Vec<(&Passage, usize, Mark)> = reading.passages.iter().flat_map(marks).collect();
    for (_, _, mark) in &marked {
        *times.entry(*mark).or_default() += 1;
    }
    let mut last: Option<&Passage> = None;
    for (passage, at, _) in marked.into_iter().filter(|(_, _, mark)| *mark == Mark::Bullet || times[mark] > 1) {
        // One message is enough for the items of one paragraph.
        if !last.replace(passage).is_some_and(|last| std::ptr::eq(last, passage)) {
            let end = passage.text[at..].find(char::is_whitespace).map_or(passage.text.len(), |end| at + end);
            let fault = reading.fault(&TYPED, passage, &(at..end.max(at + 1)), "questo elenco è scritto a mano");
            faults.push(fault.hint(advice(passage.form)));
        }
    }
    let mut is_inside = false;
    for passage in &reading.passages {
        let is_nested = matches!(passage.form, Form::Item { depth } if depth > 1);
        if is_nested && !is_inside {
            let span = 0..passage.text.len();
            let fault = reading.fault(&NESTED, passage, &span, "questo elenco sta dentro un altro elenco");
            faults.push(fault.hint("fanne due elenchi, ognuno con il suo titolo o la sua frase"));
        }
        is_inside = is_nested;
    }
}

fn advice(form: Form) -> &'static str {
    match form {
        Form::Name | Form::Field => "scrivi una frase: in questo campo gli elenchi non si vedono",
        Form::Item { .. } => "togli questo segno: la voce ha già il suo",
        _ => "ogni voce su una riga, che comincia con `- ` (o con `1. ` se conta l'ordine), dopo una riga vuota",
    }
}

fn marks(passage: &Passage) -> Vec<(&Passage, usize, Mark)> {
    let mut found: Vec<(&Passage, usize, Mark)> = Vec::new();
    if matches!(passage.form, Form::Heading | Form::Name) {
        return found;
    }
    for start in &passage.lines {
        let line = &passage.text[*start..];
        let at = start + line.len() - line.trim_start().len();
        found.extend(mark(&passage.text[at..], passage.form).map(|mark| (passage, at, mark)));
    }
    let inside = passage.text.match_indices(['•', '●', '▪']).filter(|(at, _)| passage.text[..*at].ends_with(' '));
    found.extend(inside.map(|(at, _)| (passage, at, Mark::Bullet)));
    found
}

fn mark(line: &str, form: Form) -> Option<Mark> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let in_item = matches!(form, Form::Item { .. });
    match first {
        _ if BULLETS.contains(&first) => Some(Mark::Bullet),
        '–' | '—' if rest.starts_with(' ') => Some(Mark::Dash),
        '-' | '*' if rest.starts_with(char::is_alphabetic) || rest.starts_with(' ') => Some(Mark::Dash),
        'a'..='h' if rest.starts_with(") ") && !in_item => Some(Mark::Letter),
        '1'..='9' if rest.starts_with(") ") && !in_item => Some(Mark::Number),
        _ => None,
    }
}
