//! The tax code of a person says who they are, when and where they were born.

use std::ops::Range;

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};

static TAX_CODE: Code = Code {
    name: "codice-fiscale",
    level: Level::Error,
    what: "In un file non c'è il codice fiscale di una persona, neanche nei commenti o nella fonte: i file si leggono anche fuori dal sito.",
    why: "Dice chi è, quando e dove è nata. Pubblicarlo insieme a un aiuto sociale è vietato (d.lgs. 33/2013, art. 26, comma 4).",
    example: "Sbagliato: `Esito per RSSMRA80A01H501U`. Giusto: `Esito per la domanda 0123`, con il numero che ha chi ha chiesto.",
};

pub static RULE: Rule = Rule { codes: &[&TAX_CODE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let source = &context.draft.source;
    faults.extend(tax_codes(&source.text).into_iter().map(|span| {
        Diagnostic::new(&TAX_CODE, Place::new(source, span), "questo è il codice fiscale di una persona")
            .hint("toglilo; per dire di chi si parla usa il numero della domanda, che conosce solo chi l'ha fatta")
    }));
}

/// Words of sixteen letters and digits with the right check letter; those of companies are eleven digits.
fn tax_codes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if bare.len() == 16 && is_tax_code(&bare.to_ascii_uppercase()) {
            found.push(start..start + bare.len());
        }
        start += word.len();
    }
    found
}

/// Letters that stand for digits when two people would have the same code.
const AS_DIGITS: &str = "LMNPQRSTUV";
const MONTHS: &str = "ABCDEHLMPRST";
/// Values of characters in odd places, `0`–`9` and then `A`–`Z`.
const ODD: [u32; 36] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
    22, 25, 24, 23,
];

fn is_tax_code(code: &str) -> bool {
    let has_shape = code.chars().zip("LLLLLLDDMDDLDDDL".chars()).all(|(c, kind)| match kind {
        'L' => c.is_ascii_uppercase(),
        'M' => MONTHS.contains(c),
        _ => c.is_ascii_digit() || AS_DIGITS.contains(c),
    });
    has_shape && check_letter(&code[..15]) == code.chars().last()
}

fn check_letter(code: &str) -> Option<char> {
    let sum: u32 = code
        .chars()
        .enumerate()
        .map(|(index, c)| {
            let value = c.to_digit(36).expect("letters and digits");
            // The first place is odd. In even places digits and letters both count from zero.
            match (index % 2, value) {
                (0, _) => ODD[value as usize],
                (_, digit @ 0..=9) => digit,
                (_, letter) => letter - 10,
            }
        })
        .sum();
    char::from_digit(sum % 26 + 10, 36).map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::tax_codes;

    #[test]
    fn only_codes_with_the_right_check_letter_are_found() {
        let text = "RSSMRA80A01H501U, vrdgpp13r10b293p.";
        assert_eq!(tax_codes(text).len(), 2);
        for text in
            ["RSSMRA80A01H501X", "03312345678", "RSSMRA80F01H501U", "XRSSMRA80A01H501U", "ABCDEFGHIJKLMNOP", "è"]
        {
            assert!(tax_codes(text).is_empty(), "{text}");
        }
    }
}
