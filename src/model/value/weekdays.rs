//! Days of the week, as weekly opening hours name them.

use super::{Invalid, Parsed, any_case};

/// Italian names, Monday first.
pub const WEEKDAYS: [&str; 7] = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];

/// A set of days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Every set of days, and ranges that run backwards.
    pub fn pattern() -> String {
        let days: Vec<String> = WEEKDAYS.iter().map(|name| one_day(name)).collect();
        let day = format!(r"\s*({})\s*", days.join("|"));
        let days = format!("{day}([-–]{day})?");
        format!("{}|{days}(([,;]| e ){days})*", any_case("tutti i giorni"))
    }

    /// `mercoledì`, `lunedì, mercoledì`, `lunedì-venerdì`, `tutti i giorni`; names may be cut to
    /// three letters.
    pub fn parse(text: &str) -> Parsed<Weekdays> {
        let invalid = || {
            Invalid::new(
                format!("«{text}» non è un giorno della settimana"),
                "scrivi `lunedì`, un elenco come `lunedì, giovedì` o un intervallo come `lunedì-venerdì`",
            )
        };
        if text.eq_ignore_ascii_case("tutti i giorni") {
            return Ok(Weekdays(0b111_1111));
        }
        let mut days = Weekdays::default();
        for part in text.split([',', ';']).flat_map(|part| part.split(" e ")) {
            let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
            let (first, last) = (day(first).ok_or_else(invalid)?, day(last).ok_or_else(invalid)?);
            if first > last {
                return Err(invalid());
            }
            days = (first..=last).fold(days, Weekdays::with);
        }
        Ok(days)
    }

    /// This set and the day of that index, Monday being 0.
    pub fn with(self, day: usize) -> Weekdays {
        Weekdays(self.0 | 1 << day)
    }

    pub fn union(self, other: Weekdays) -> Weekdays {
        Weekdays(self.0 | other.0)
    }

    /// Runs of consecutive days, first and last index of each.
    pub fn runs(self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for day in (0..7).filter(|day| self.0 & 1 << day != 0) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => runs.push((day, day)),
            }
        }
        runs
    }
}

/// A name, whole or cut to three letters.
fn one_day(name: &str) -> String {
    let (start, rest) = name.split_at(3);
    format!("{}({})?", any_case(start), any_case(rest).replace("[ìÌ]", "[ìÌiI]"))
}

fn day(text: &str) -> Option<usize> {
    let text = text.trim().to_lowercase().replace("ì", "i");
    let named = |name: &&str| -> bool {
        let name = name.replace("ì", "i");
        name == text || (text.len() == 3 && name.starts_with(&text))
    };
    WEEKDAYS.iter().position(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_alone_in_lists_and_in_ranges() {
        assert_eq!(Weekdays::parse("mercoledì").unwrap().runs(), [(2, 2)]);
        assert_eq!(Weekdays::parse("lun-ven, domenica").unwrap().runs(), [(0, 4), (6, 6)]);
        assert_eq!(Weekdays::parse("lunedi e giovedì").unwrap().runs(), [(0, 0), (3, 3)]);
        assert!(Weekdays::parse("venerdì-lunedì").is_err());
        assert!(Weekdays::parse("Natale").is_err());
    }
}
