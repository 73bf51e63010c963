//! Dates in words, months and days in small letters.

use std::ops::Range;

use super::reading::{Passage, Reading};
use super::token::Token;
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::value::MONTHS;

static CODE: Code = Code {
    name: "forma-data",
    level: Level::Warning,
    what: "Nei testi le date si scrivono `12 maggio 2026`: il mese in lettere minuscole, l'anno intero.",
    why: "«5/6» per qualcuno è il 5 giugno, per altri il 6 maggio; i lettori di schermo leggono i numeri uno per uno.",
    example: "Sbagliato: «entro il 12/05/26», «il 12 Maggio». Giusto: «entro il 12 maggio 2026».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

const DAYS: [&str; 7] = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];
/// Before a day of the week, these do not make a name of it.
const BEFORE_DAY: [&str; 11] = ["il", "la", "dal", "al", "ogni", "di", "e", "nel", "del", "alla", "dalla"];
/// After these, a day and a month are the name of a place or of a feast.
const PLACES: [&str; 11] =
    ["via", "viale", "piazza", "piazzale", "largo", "corso", "scuola", "centro", "parco", "festa", "teatro"];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in &reading.passages {
        if passage.has_figures {
            faults.extend(passage.chunks().filter_map(|span| in_figures(reading, passage, &span)));
        }
        faults.extend((1..passage.tokens.len()).filter_map(|at| capital(reading, passage, at)));
    }
}

fn in_figures(reading: &Reading, passage: &Passage, span: &Range<usize>) -> Option<Diagnostic> {
    let written = &passage.text[span.clone()];
    let (day, month, year) = read(written)?;
    let fault = reading.fault(&CODE, passage, span, format!("la data «{written}» è tutta in cifre"));
    Some(fault.hint(format!("scrivi «{day} {} {year}»", MONTHS[month - 1])))
}

/// Day, month and year of a date in figures.
fn read(written: &str) -> Option<(usize, usize, usize)> {
    let separator = written.chars().find(|c| !c.is_ascii_digit()).filter(|c| "/-.".contains(*c))?;
    let parts: Vec<&str> = written.split(separator).collect();
    let number = |text: &str| text.parse::<usize>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let &[first, second, third] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (third, first) } else { (first, third) };
    // With points or hyphens two figures may be a version or a range.
    let year = match year.len() {
        4 => number(year).filter(|year| (1900..2100).contains(year))?,
        2 if separator == '/' => 2000 + number(year)?,
        _ => return None,
    };
    let (day, month) = (number(day)?, number(second)?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month, year))
}

fn capital(reading: &Reading, passage: &Passage, at: usize) -> Option<Diagnostic> {
    let token = &passage.tokens[at];
    if !token.is_capital || !token.follows || !is_capitalized(passage, token) {
        return None;
    }
    let word = token.word.as_str();
    let is_month = MONTHS.contains(&word) && is_after_day(passage, at);
    let is_day = DAYS.contains(&word) && BEFORE_DAY.contains(&passage.tokens[at - 1].word.as_str());
    let names_next = passage.tokens.get(at + 1).is_some_and(|next| next.follows && is_capitalized(passage, next));
    if !is_month && !(is_day && (!names_next || is_weekdays(passage, at + 1))) {
        return None;
    }
    let written = &passage.text[token.span.clone()];
    let fault = reading.fault(&CODE, passage, &token.span, format!("«{written}» vuole la lettera minuscola"));
    Some(fault.hint(format!("scrivi «{word}»")))
}

fn is_weekdays(passage: &Passage, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|token| DAYS.contains(&token.word.as_str()))
}

/// Whether a number stands before, and before that nothing that makes a name of both.
fn is_after_day(passage: &Passage, at: usize) -> bool {
    let is_day = passage.tokens[at - 1].word.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let before = &passage.tokens[at.saturating_sub(4)..at - 1];
    is_day && !before.iter().any(|token| PLACES.contains(&token.word.as_str()))
}

/// A capital letter, then small ones.
fn is_capitalized(passage: &Passage, token: &Token) -> bool {
    let mut letters = passage.text[token.span.clone()].chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_laws_versions_and_years() {
        for (written, date) in [
            ("12/05/2026", (12, 5, 2026)),
            ("12/5/26", (12, 5, 2026)),
            ("2026-05-12", (12, 5, 2026)),
            ("12.05.2026", (12, 5, 2026)),
            ("1-6-2026", (1, 6, 2026)),
        ] {
            assert_eq!(read(written), Some(date), "{written}");
        }
        for other in
            ["328/2000", "2025/2026", "24/7", "1.2.3", "12.500.000", "0371-409-332", "32/1/2026", "1/13/2026", "3-5-7"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
