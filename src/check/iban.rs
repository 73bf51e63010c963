//! Bank accounts are not written on a board.

use std::ops::Range;

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};

static IBAN: Code = Code {
    name: "iban",
    level: Level::Error,
    what: "In un file non c'è un IBAN, neanche quello di un'associazione che raccoglie donazioni.",
    why: "L'IBAN di una persona è un dato personale. Quello di un ente, copiato qui, invecchia, e chi lo cambia di nascosto dirotta il denaro: chi dona deve leggerlo sul sito dell'ente.",
    example: "Sbagliato: `Puoi donare su IT60 X054 2811 1010 0000 0123 456`. Giusto: `Puoi [donare all'associazione](https://associazione.it/donazioni)`.",
};

pub static RULE: Rule = Rule { codes: &[&IBAN], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let source = &context.draft.source;
    faults.extend(ibans(&source.text).into_iter().map(|span| {
        Diagnostic::new(&IBAN, Place::new(source, span), "questo è un IBAN")
            .hint("toglilo e collega la pagina dell'ente che lo riporta")
    }));
}

/// Countries whose accounts may turn up here, with the length of their codes.
const LENGTHS: &[(&str, usize)] = &[
    ("AL", 28),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("DE", 22),
    ("ES", 24),
    ("FR", 27),
    ("GB", 22),
    ("HR", 21),
    ("IE", 22),
    ("IT", 27),
    ("LT", 20),
    ("LU", 20),
    ("MT", 31),
    ("NL", 18),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SI", 19),
    ("SM", 27),
];

fn ibans(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut previous = None;
    for (start, c) in text.char_indices() {
        let begins = c.is_ascii_alphabetic() && !previous.is_some_and(char::is_alphanumeric);
        previous = Some(c);
        if begins && found.last().is_none_or(|span| span.end <= start) {
            found.extend(iban_length(&text[start..]).map(|length| start..start + length));
        }
    }
    found
}

/// The bytes of the account that a text starts with, with the spaces in it, if its check digits are right.
fn iban_length(text: &str) -> Option<usize> {
    if !text.as_bytes().get(2..4)?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let country = text.get(..2)?.to_ascii_uppercase();
    let wanted = LENGTHS.iter().find(|(code, _)| *code == country)?.1;
    let (mut code, mut end) = (String::new(), 0);
    for (at, c) in text.char_indices() {
        match c {
            _ if code.len() == wanted => break,
            ' ' => {}
            c if c.is_ascii_alphanumeric() => {
                code.push(c.to_ascii_uppercase());
                end = at + 1;
            }
            _ => return None,
        }
    }
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    (code.len() == wanted && ends && is_checked(&code)).then_some(end)
}

/// ISO 7064: moved round and read as a number, the rest of the division by 97 is 1.
fn is_checked(code: &str) -> bool {
    let turned = code[4..].chars().chain(code[..4].chars());
    let rest = turned.fold(0, |rest, c| {
        let value = c.to_digit(36).expect("letters and digits");
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::ibans;

    #[test]
    fn only_accounts_with_the_right_check_digits_are_found() {
        let text = "Su IT60X0542811101000000123456 o su IT60 X054 2811 1010 0000 0123 456. DE89370400440532013000";
        let found: Vec<&str> = ibans(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(
            found,
            ["IT60X0542811101000000123456", "IT60 X054 2811 1010 0000 0123 456", "DE89370400440532013000"]
        );
        for text in ["IT61X0542811101000000123456", "IT è bello", "IT60X05428111010000001234567", "perché", "it"] {
            assert!(ibans(text).is_empty(), "{text}");
        }
    }
}
