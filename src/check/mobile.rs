//! Mobile numbers belong to persons.

use super::passage::{self, Found};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static MOBILE: Code = Code {
    name: "numero-di-cellulare",
    level: Level::Warning,
    what: "Nei contatti e nei testi non ci sono numeri di cellulare.",
    why: "Un cellulare è quasi sempre di una persona: cambia con lei, e il numero resta in giro per anni.",
    example: "Sbagliato: `telefono: 333 1234567`. Giusto: `telefono: 0371 409332`, il numero dell'ufficio.",
};

pub static RULE: Rule = Rule { codes: &[&MOBILE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    for (place, number) in passage::search(context.draft, mobiles) {
        faults.push(
            Diagnostic::new(&MOBILE, place, format!("il numero {number} è di un cellulare")).hint(
                "scrivi il numero fisso dell'ufficio; se è un cellulare di servizio, aggiungi l'eccezione con il motivo al file dell'ente",
            ),
        );
    }
}

/// What stands before a long number that is not a telephone's.
const OTHER_NUMBERS: &[&str] = &[
    "prot",
    "protocollo",
    "pratica",
    "delibera",
    "determina",
    "determinazione",
    "decreto",
    "repertorio",
    "codice",
    "matricola",
    "iva",
    "conto",
    "fattura",
    "repertorio",
    "cig",
    "cup",
    "rea",
    "albo",
    "runts",
];
/// Words between those and the number.
const LINKING: &[&str] = &["", "n", "nr", "num", "numero", "di", "al", "è", "e"];

fn mobiles(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for (start, _) in text.match_indices(['+', '0', '3']) {
        if start < from || !stands_alone(&text[..start]) || is_other_number(&text[..start]) {
            continue;
        }
        if let Some((length, number)) = mobile(&text[start..]) {
            from = start + length;
            found.push((start..from, number));
        }
    }
    found
}

/// Not inside a longer number, a word or an address.
fn stands_alone(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        Some(c) if c.is_alphanumeric() || "+_/=&#?@€$".contains(c) => false,
        Some('.' | ',' | '-') => !back.next().is_some_and(|c| c.is_ascii_digit()),
        Some(_) => !before.trim_end().ends_with('€'),
    }
}

fn is_other_number(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = line
        .rsplit(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .find(|word| !LINKING.contains(&word.as_str()));
    word.is_some_and(|word| OTHER_NUMBERS.contains(&word.as_str()))
}

/// The number that a text starts with, if it is a mobile of the Italian plan: `3`, then nine digits
/// (eight in old ones, whose prefix must stand apart to be believed).
fn mobile(text: &str) -> Option<(usize, String)> {
    let country = ["+39", "0039"].into_iter().find(|code| text.starts_with(code)).unwrap_or_default();
    let mut length = country.len();
    if !country.is_empty() && text[length..].starts_with([' ', '.', '-']) {
        length += 1;
    }
    let (digits, groups, end) = digits(&text[length..]);
    let plan = digits.starts_with('3') && digits[1..].starts_with(|c: char| ('2'..='9').contains(&c));
    let whole = digits.len() == 10 || (digits.len() == 9 && groups == [3, 6]);
    let apart = groups.first().is_some_and(|first| *first >= 3);
    let after = &text[length + end..];
    (plan && whole && apart && !goes_on(after)).then(|| (length + end, format!("{} {}", &digits[..3], &digits[3..])))
}

/// Up to ten digits with single signs between them: the digits, how they are grouped, their bytes.
fn digits(text: &str) -> (String, Vec<usize>, usize) {
    let (mut digits, mut groups, mut end) = (String::new(), vec![0], 0);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let joins = " .-/\u{a0}".contains(c) && characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            _ if digits.len() == 10 => break,
            '0'..='9' => {
                digits.push(c);
                *groups.last_mut().expect("never empty") += 1;
                end = at + 1;
            }
            _ if joins && !digits.is_empty() => groups.push(0),
            _ => break,
        }
    }
    (digits, groups, end)
}

/// A longer number, or an amount.
fn goes_on(after: &str) -> bool {
    let mut characters = after.chars();
    let first = characters.next();
    let more = first.is_some_and(|c| ",./-".contains(c)) && characters.next().is_some_and(|c| c.is_ascii_digit());
    let amount = after.trim_start().starts_with('€') || after.trim_start().starts_with("euro");
    first.is_some_and(char::is_alphanumeric) || more || amount
}

#[cfg(test)]
mod tests {
    use super::mobiles;

    #[test]
    fn mobiles_are_found_however_they_are_written() {
        for text in [
            "333 1234567",
            "chiama il 333.123.45.67!",
            "tel.3331234567",
            "(+39 333 1234567)",
            "+393331234567",
            "0039 333/1234567",
            "333-1234567",
            "328 123456",
            "cell. 347 12 34 567",
            "348\u{a0}1234567",
        ] {
            assert_eq!(mobiles(text).len(), 1, "{text}");
        }
        let two = "333 1234567 o 340 7654321";
        let found: Vec<&str> = mobiles(two).iter().map(|(span, _)| &two[span.clone()]).collect();
        assert_eq!(found, ["333 1234567", "340 7654321"]);
    }

    #[test]
    fn other_numbers_are_not_accused() {
        for text in [
            "0371 409332",
            "+39 0371 409332",
            "800 290 290",
            "1522",
            "116117",
            "P. IVA 03312345678",
            "03312345678",
            "Prot. n. 3331234567",
            "protocollo 3331234567/2026",
            "Il protocollo è 3331234567",
            "€ 3.331.234.567",
            "3331234567,00 euro",
            "328.123.456 euro",
            "328.123.456",
            "dal 30/12/2026 al 31/12/2027",
            "IT60X0542811101000003331234567",
            "https://x.example/3331234567",
            "codice 3331234567",
            "33312345678",
            "300 1234567",
            "2026-11-22 33 1234",
        ] {
            assert!(mobiles(text).is_empty(), "{text}");
        }
    }
}
