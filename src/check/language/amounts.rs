//! Amounts and percentages as Italians write them.

use std::ops::Range;

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::value::Euro;

static AMOUNT: Code = Code {
    name: "forma-importo",
    level: Level::Warning,
    what: "Gli importi si scrivono `1.250,50 euro`: il punto per le migliaia, la virgola per i centesimi, la parola «euro» dopo.",
    why: "«1,000.00» qui sembra un euro; «€ 500» e «EUR 500» i lettori di schermo li leggono male.",
    example: "Sbagliato: «€ 1,000.00», «EUR 500». Giusto: «1.000 euro», «500 euro».",
};

static PERCENTAGE: Code = Code {
    name: "forma-percentuale",
    level: Level::Advice,
    what: "Nelle frasi le percentuali si scrivono in parole: `50 per cento`.",
    why: "Non tutti conoscono il segno «%». Nelle tabelle va bene.",
    example: "Sbagliato: «uno sconto del 50%». Giusto: «uno sconto del 50 per cento», o ancora meglio «paghi la metà».",
};

pub static RULE: Rule = Rule { codes: &[&AMOUNT, &PERCENTAGE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        if !passage.has_figures {
            continue;
        }
        for (at, sign) in passage.text.match_indices('€') {
            faults.extend(at_sign(reading, passage, &(at..at + sign.len())));
        }
        for token in passage.tokens.iter().filter(|token| matches!(token.word.as_str(), "eur" | "euro")) {
            match &passage.text[token.span.clone()] {
                "EUR" => faults.extend(at_sign(reading, passage, &token.span)),
                "euro" => faults.extend(at_word(reading, passage, &token.span, false)),
                "Euro" => faults.extend(at_word(reading, passage, &token.span, true)),
                _ => {}
            }
        }
        if passage.form.is_running() {
            faults.extend(percentages(reading, passage));
        }
    }
}

/// `€ 500`, `EUR 500`, and `500 €` in a sentence.
fn at_sign(reading: &Reading, passage: &Passage, sign: &Range<usize>) -> Option<Diagnostic> {
    let (before, after) = (number_before(&passage.text, sign.start), number_after(&passage.text, sign.end));
    let is_code = passage.text[sign.clone()].is_ascii();
    let (number, span) = match (before, after) {
        (Some(number), _) if passage.form.is_running() || is_code => (number.clone(), number.start..sign.end),
        (None, Some(number)) => (number.clone(), sign.start..number.end),
        _ => return None,
    };
    amount(reading, passage, &number, &span)
}

/// `1,000.00 euro`, `10000 euro`, `500 Euro`.
fn at_word(reading: &Reading, passage: &Passage, word: &Range<usize>, is_capital: bool) -> Option<Diagnostic> {
    let number = number_before(&passage.text, word.start)?;
    let before = passage.text[..number.start].trim_end();
    if before.ends_with('€') || before.ends_with("EUR") {
        // Told already, at the sign.
        return None;
    }
    let written = &passage.text[number.clone()];
    let is_long = written.len() > 4 && written.bytes().all(|byte| byte.is_ascii_digit());
    let is_foreign = Euro::parse(written).is_err();
    (is_capital || is_long || is_foreign).then(|| amount(reading, passage, &number, &(number.start..word.end)))?
}

fn amount(reading: &Reading, passage: &Passage, number: &Range<usize>, span: &Range<usize>) -> Option<Diagnostic> {
    let shown = italian(&passage.text[number.clone()])?;
    let written = &passage.text[span.clone()];
    let fault = reading.fault(&AMOUNT, passage, span, format!("«{written}» non è la forma italiana di un importo"));
    Some(fault.hint(format!("scrivi «{shown}»")))
}

/// An amount as it should be written; none if it is not clear how much it is.
fn italian(number: &str) -> Option<String> {
    let read = Euro::parse(number).ok().or_else(|| Euro::parse(&swapped(number)).ok())?;
    Some(read.to_string())
}

/// `1,000.00` → `1.000,00`.
fn swapped(number: &str) -> String {
    number
        .chars()
        .map(|c| {
            if c == ',' {
                '.'
            } else if c == '.' {
                ','
            } else {
                c
            }
        })
        .collect()
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || c == '.' || c == ','
}

fn number_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let start = before.trim_end_matches(is_part).len();
    let stands_alone = !before[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/');
    let begins = before[start..].starts_with(|c: char| c.is_ascii_digit());
    let ends = before.ends_with(|c: char| c.is_ascii_digit());
    (begins && ends && stands_alone).then_some(start..before.len())
}

fn number_after(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
    let start = text.len() - rest.len();
    let length = rest.len() - rest.trim_start_matches(is_part).len();
    let number = rest[..length].trim_end_matches(['.', ',']);
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| start..start + number.len())
}

fn percentages<'p>(reading: &'p Reading, passage: &'p Passage) -> impl Iterator<Item = Diagnostic> {
    passage.text.match_indices('%').filter_map(|(at, sign)| {
        let number = number_before(&passage.text, at)?;
        let span = number.start..at + sign.len();
        let fault =
            reading.fault(&PERCENTAGE, passage, &span, format!("«{}» in una frase", &passage.text[span.clone()]));
        Some(fault.hint(format!("scrivi «{} per cento»", &passage.text[number])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_other_countries_are_read_for_what_they_mean() {
        for (written, shown) in [
            ("1,000.00", Some("1.000 euro")),
            ("1,500", Some("1.500 euro")),
            ("500", Some("500 euro")),
            ("12500.50", Some("12.500,50 euro")),
            ("1.000", Some("1.000 euro")),
            ("1.5", None),
        ] {
            assert_eq!(italian(written).as_deref(), shown, "{written}");
        }
    }
}
