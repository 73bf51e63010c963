//! Telephone numbers that can be read, and pressed.

use std::ops::Range;

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static CODE: Code = Code {
    name: "forma-telefono",
    level: Level::Warning,
    what: "Nei testi un numero di telefono si scrive con uno spazio dopo il prefisso: `0371 409332`.",
    why: "Con barre e punti la pagina non lo riconosce, e chi lo tocca non può chiamare; senza spazi si legge male.",
    example: "Sbagliato: «0371/409332», «+39 0371409332». Giusto: «0371 409332».",
};

pub static RULE: Rule = Rule { codes: &[&CODE], scope: Scope::File(run) };

/// After these words a number is not a telephone.
const CODES: [&str; 12] =
    ["cap", "cf", "cig", "codice", "conto", "cup", "fiscale", "iban", "iva", "p.iva", "pratica", "protocollo"];
/// The prefixes that are not of four figures, so that a number can be divided.
const TWO: [&str; 2] = ["02", "06"];
const THREE: [&str; 26] = [
    "010", "011", "015", "019", "030", "031", "035", "039", "040", "041", "045", "049", "050", "051", "055", "059",
    "070", "071", "075", "079", "080", "081", "085", "090", "091", "095",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    for passage in reading.passages.iter().filter(|passage| passage.has_figures) {
        let chunks: Vec<Range<usize>> = passage.chunks().collect();
        for (at, span) in chunks.iter().enumerate() {
            let before = at.checked_sub(1).map_or("", |at| &passage.text[chunks[at].clone()]);
            if !CODES.contains(&before.to_lowercase().as_str()) {
                faults.extend(number(reading, passage, &chunks[at..], span));
            }
        }
    }
}

fn number(reading: &Reading, passage: &Passage, chunks: &[Range<usize>], span: &Range<usize>) -> Option<Diagnostic> {
    let written = &passage.text[span.clone()];
    let (span, better) = match written.strip_prefix("+39").or_else(|| written.strip_prefix("0039")) {
        Some(rest) => {
            let end = end_of_number(passage, chunks);
            let better = grouped(&format!("{rest}{}", &passage.text[span.end..end]))?;
            (span.start..end, better)
        }
        None => (span.clone(), joined(written)?),
    };
    let written = &passage.text[span.clone()];
    let fault = reading.fault(&CODE, passage, &span, format!("il numero «{written}» si legge male"));
    Some(fault.hint(format!("scrivi «{better}»")))
}

/// Where a number ends that spaces divide.
fn end_of_number(passage: &Passage, chunks: &[Range<usize>]) -> usize {
    let mut end = chunks[0].end;
    for next in &chunks[1..] {
        let is_next = passage.text[end..next.start].trim().is_empty() && is_digits(&passage.text[next.clone()]);
        if !is_next {
            break;
        }
        end = next.end;
    }
    end
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number without a space after its prefix, as it should be; none for what is not a number.
fn joined(written: &str) -> Option<String> {
    if let Some((prefix, rest)) = written.split_once(['/', '-', '.']).filter(|(prefix, _)| prefix.starts_with('0')) {
        let is_number = is_digits(prefix) && (2..=4).contains(&prefix.len()) && (5..=8).contains(&rest.len());
        return (is_number && rest.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte)))
            .then(|| format!("{prefix} {}", rest.replace(['.', '-'], "")));
    }
    let is_landline = written.starts_with('0') && (9..=10).contains(&written.len());
    let is_toll_free = written.starts_with("800") && written.len() == 9;
    (is_digits(written) && (is_landline || is_toll_free)).then(|| grouped(written))?
}

/// Digits with a space after the prefix. Mobile numbers are told elsewhere.
fn grouped(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if digits.starts_with("800") && digits.len() == 9 {
        return Some(format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..]));
    }
    if !digits.starts_with('0') || digits.len() < 8 {
        return None;
    }
    let prefix = match () {
        _ if TWO.iter().any(|prefix| digits.starts_with(prefix)) => 2,
        _ if THREE.iter().any(|prefix| digits.starts_with(prefix)) => 3,
        _ => 4,
    };
    Some(format!("{} {}", &digits[..prefix], &digits[prefix..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_divided_after_their_prefix_and_codes_are_left_alone() {
        for (written, better) in [
            ("0371409332", Some("0371 409332")),
            ("0371/409332", Some("0371 409332")),
            ("0371-409.332", Some("0371 409332")),
            ("0272021234", Some("02 72021234")),
            ("0105551234", Some("010 5551234")),
            ("800290290", Some("800 290 290")),
            ("112/2016", None),
            ("116117", None),
            ("3331234567", None),
            ("26900", None),
        ] {
            assert_eq!(joined(written).as_deref(), better, "{written}");
        }
    }
}
