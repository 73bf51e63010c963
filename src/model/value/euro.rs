//! Amounts in euro, written the Italian way: `926.442,60`.

use std::fmt;

use super::{Invalid, Parsed};

/// An amount, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Euro(pub u64);

impl Euro {
    pub const PATTERN: &str = r"€*\s*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]{2})?\s*(euro)*€*";

    /// Dots separate thousands, a comma the cents; the word or sign of the currency may follow or
    /// precede. `38.88` is refused: it may mean 38,88 or be a thousand cut short.
    pub fn parse(text: &str) -> Parsed<Euro> {
        let bare = text.trim_start_matches('€').trim_end_matches('€').trim_end_matches("euro").trim();
        Self::read(bare).ok_or_else(|| {
            Invalid::new(
                format!("«{text}» non è un importo in euro"),
                "usa il punto per le migliaia e la virgola per i centesimi, per esempio `1.250,50` oppure `1250`",
            )
        })
    }

    fn read(text: &str) -> Option<Euro> {
        let (whole, cents) = match text.split_once(',') {
            Some((whole, cents)) if cents.len() == 2 => (whole, cents),
            Some(_) => return None,
            None => (text, "00"),
        };
        let groups: Vec<&str> = whole.split('.').collect();
        let thousands = groups[1..].iter().all(|group| group.len() == 3) && (groups.len() == 1 || groups[0].len() <= 3);
        let numeric =
            groups.iter().chain([&cents]).all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if !thousands || !numeric {
            return None;
        }
        let whole: u64 = groups.concat().parse().ok()?;
        whole.checked_mul(100)?.checked_add(cents.parse().ok()?).map(Euro)
    }

    /// `926442.60`, for data.
    pub fn decimal(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// `926.442,60 euro`; cents are left out when there are none.
impl fmt::Display for Euro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = (self.0 / 100).to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        match self.0 % 100 {
            0 => f.write_str(" euro"),
            cents => write!(f, ",{cents:02} euro"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_shown_the_italian_way() {
        for (typed, shown) in [
            ("926.442,60", "926.442,60 euro"),
            ("€ 630.000", "630.000 euro"),
            ("38.880 €", "38.880 euro"),
            ("1250", "1.250 euro"),
            ("150 euro", "150 euro"),
        ] {
            assert_eq!(Euro::parse(typed).unwrap().to_string(), shown);
        }
        for wrong in ["38.88", "926442.60", "1,5", "12.34.567", "", "mille", "-5", "35.000 €er", "99999999999999999999"]
        {
            assert!(Euro::parse(wrong).is_err(), "{wrong}");
        }
    }
}
