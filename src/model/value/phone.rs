//! Telephone numbers of the Italian numbering plan.

use super::{Invalid, Parsed};

/// A number as shown and as dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    text: String,
    digits: String,
}

impl Phone {
    /// What [`Phone::parse`] asks, in its order: how many digits, which first, one slash, one pair of brackets.
    pub const PATTERN: &str = concat!(
        r"(\+(?=(\D*[0-9]){8,15}\D*$)|(?=(\D*[0-9]){3,11}\D*$)(?=\D*[01348]))",
        r"(?!.*/.*/)(?!\s*\S[^/]{4,}\S\s*/)(?!.*/(\D*[0-9]){0,4}\D*$)",
        r"(?=[^()]*(\([^()]*\)[^()]*)?$)[0-9 .\-/()]*"
    );

    /// Digits with spaces, dots, hyphens, slashes or brackets between them, `+` in front at most.
    pub fn parse(text: &str) -> Parsed<Phone> {
        let invalid = || {
            Invalid::new(
                format!("«{text}» non è un numero di telefono"),
                "scrivi un solo numero con il prefisso, per esempio `0371 409332`; un secondo numero va in un altro contatto, un interno nella `nota`",
            )
        };
        let (plus, rest) = match text.strip_prefix('+') {
            Some(rest) => ("+", rest),
            None => ("", text),
        };
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let length = if plus.is_empty() { 3..=11 } else { 8..=15 };
        // The numbering plan: 0 landlines, 1 short numbers, 3 mobiles, 4 donations, 8 toll-free.
        let starts_well = !plus.is_empty() || digits.starts_with(['0', '1', '3', '4', '8']);
        if !is_one_number(rest) || !starts_well || !length.contains(&digits.len()) {
            return Err(invalid());
        }
        Ok(Phone { text: text.trim().to_owned(), digits: format!("{plus}{digits}") })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number with its country where it has one: short and toll-free numbers answer from Italy
    /// only and are dialled as they are.
    pub fn international(&self) -> String {
        let local = self.digits.starts_with('0') || self.digits.starts_with('3');
        if local && self.digits.len() > 5 { format!("+39{}", self.digits) } else { self.digits.clone() }
    }

    /// `tel:` address.
    pub fn href(&self) -> String {
        format!("tel:{}", self.international())
    }
}

/// Only digits and what groups them; a slash after the prefix, never before a second ending.
fn is_one_number(text: &str) -> bool {
    let allowed = text.chars().all(|c| c.is_ascii_digit() || " .-/()".contains(c));
    let slash = match text.split_once('/') {
        Some((prefix, rest)) => {
            prefix.trim().len() <= 5 && !rest.contains('/') && rest.bytes().filter(u8::is_ascii_digit).count() >= 5
        }
        None => true,
    };
    let brackets = match (text.matches('(').count(), text.matches(')').count()) {
        (0, 0) => true,
        (1, 1) => text.find('(') < text.find(')'),
        _ => false,
    };
    allowed && slash && brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landlines_get_the_country_code_and_short_numbers_do_not() {
        for (typed, href) in [
            ("0371 409332", "tel:+390371409332"),
            ("+39 0371 409332", "tel:+390371409332"),
            ("(0371) 409332", "tel:+390371409332"),
            ("0371/409332", "tel:+390371409332"),
            ("1522", "tel:1522"),
            ("800 290 290", "tel:800290290"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap().href(), href);
        }
        for wrong in [
            "0371 409382/386 int. 2",
            "12",
            "non c'è",
            "0371 409 382 / 0371 409 386",
            "0371 409382/3",
            "0371 4093/94",
            "(((0371 409332",
            "9999-12-31",
            "",
        ] {
            assert!(Phone::parse(wrong).is_err(), "{wrong}");
        }
    }
}
