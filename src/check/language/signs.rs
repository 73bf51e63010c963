//! Emoji and `&`: signs that are read aloud in the place of words.

use super::lists::BULLETS;
use super::reading::{Form, Passage};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static EMOJI: Code = Code {
    name: "emoji-nel-testo",
    level: Level::Warning,
    what: "I titoli non hanno emoji, e nessuna riga comincia con un'emoji.",
    why: "I lettori di schermo dicono il nome di ogni emoji: «puntina da disegno, telefono rosso, Chiama».",
    example: "Sbagliato: «📌 Orari». Giusto: «Orari».",
};

static AMPERSAND: Code = Code {
    name: "e-commerciale",
    level: Level::Advice,
    what: "Nei testi si scrive «e», non «&».",
    why: "Il segno «&» si legge male, e non tutti lo conoscono.",
    example: "Sbagliato: «famiglie & minori». Giusto: «famiglie e minori».",
};

pub static RULE: Rule = Rule { codes: &[&EMOJI, &AMPERSAND], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        if let Some((at, emoji)) = emoji(passage) {
            let message = format!("qui c'è un'emoji: «{emoji}»");
            let fault = reading.fault(&EMOJI, passage, &(at..at + emoji.len_utf8()), message);
            let is_title = matches!(passage.form, Form::Heading | Form::Name);
            let hint =
                if is_title { "toglila: il titolo basta" } else { "toglila: per un elenco comincia la riga con `- `" };
            faults.push(fault.hint(hint));
        }
        for (at, sign) in passage.text.match_indices(" & ").filter(|(at, _)| !is_in_name(&passage.text, *at)) {
            let fault = reading.fault(&AMPERSAND, passage, &(at + 1..at + sign.len() - 1), "il segno «&»");
            faults.push(fault.hint("scrivi «e»"));
        }
    }
}

/// The first emoji of a title, or with which a line begins.
fn emoji(passage: &Passage) -> Option<(usize, char)> {
    if passage.text.is_ascii() {
        return None;
    }
    if matches!(passage.form, Form::Heading | Form::Name) {
        return passage.text.char_indices().find(|(_, c)| is_emoji(*c));
    }
    passage.lines.iter().find_map(|start| {
        let line = &passage.text[*start..];
        let at = start + line.len() - line.trim_start().len();
        passage.text[at..].chars().next().filter(|c| is_emoji(*c)).map(|c| (at, c))
    })
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23fa}')
        && !BULLETS.contains(&c)
}

/// Between two capital letters the sign belongs to a name: `Rossi & Bianchi`.
fn is_in_name(text: &str, at: usize) -> bool {
    let before = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = &text[at + " & ".len()..];
    before.starts_with(char::is_uppercase) && after.starts_with(char::is_uppercase)
}
