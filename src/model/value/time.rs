//! Dates and times of day, written `2026-12-15` or `15/12/2026`, `9:00` or `9.00`.

use jiff::civil::{Date, DateTime, Time};

use super::{Invalid, Parsed};

macro_rules! date_pattern {
    () => {
        r"([0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])|(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])/[0-9]{4})"
    };
}

macro_rules! time_pattern {
    () => {
        r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]"
    };
}

/// The months as authors and the office write them, whatever the languages of the site.
pub const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// Every date, and the 31st of months that have none.
pub const DATE_PATTERN: &str = date_pattern!();
pub const TIME_PATTERN: &str = time_pattern!();
pub const MOMENT_PATTERN: &str = concat!(date_pattern!(), r"([ T]\s*(ore )*", time_pattern!(), ")?");

/// The moment by which something must be done: a day, sometimes with an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    pub date: Date,
    pub time: Option<Time>,
}

pub fn parse_date(text: &str) -> Parsed<Date> {
    read_date(text).ok_or_else(|| {
        // Written as a date is written, with a day that no calendar has.
        let parts: Vec<usize> = text.split(['-', '/']).map(str::len).collect();
        let numeric = text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == '/');
        let in_order =
            matches!((parts.as_slice(), text.contains('/')), ([4, 1..=2, 1..=2], false) | ([1..=2, 1..=2, 4], true));
        if numeric && in_order {
            return Invalid::new(
                format!("il giorno «{text}» non esiste"),
                "controlla giorno e mese; si scrive `2026-12-15` oppure `15/12/2026`",
            );
        }
        Invalid::new(
            format!("«{text}» non è una data"),
            "scrivi anno-mese-giorno, per esempio `2026-12-15`, oppure `15/12/2026`; con l'ora: `2026-12-15 12:00`",
        )
    })
}

fn read_date(text: &str) -> Option<Date> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if separator == '/' { (last, first) } else { (first, last) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?.try_into().ok()?, digits(day)?.try_into().ok()?).ok()
}

pub fn parse_time(text: &str) -> Parsed<Time> {
    read_time(text).ok_or_else(|| {
        Invalid::new(format!("«{text}» non è un'ora"), "scrivi ore e minuti, per esempio `9:00` oppure `14:30`")
    })
}

fn read_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.'])?;
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Time::new(digits(hour)?.try_into().ok()?, digits(minute)?.try_into().ok()?, 0, 0).ok()
}

/// A day, or a day and an hour after a space: `2026-12-15 12:00`.
pub fn parse_moment(text: &str) -> Parsed<Deadline> {
    let Some((date, time)) = text.split_once([' ', 'T']) else {
        return Ok(Deadline { date: parse_date(text)?, time: None });
    };
    let time = time.trim().trim_start_matches("ore ");
    Ok(Deadline { date: parse_date(date)?, time: Some(parse_time(time)?) })
}

impl Deadline {
    /// `2026-12-15` or `2026-12-15T12:00`, for `datetime` attributes and data.
    pub fn iso(&self) -> String {
        match self.time {
            Some(time) => format!("{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => self.date.to_string(),
        }
    }

    /// The first instant, for comparisons: midnight when there is no hour.
    pub fn start(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn dates_are_read_in_both_orders_and_impossible_ones_refused() {
        assert_eq!(parse_date("2026-12-05"), Ok(date(2026, 12, 5)));
        assert_eq!(parse_date("5/12/2026"), Ok(date(2026, 12, 5)));
        for wrong in ["2026-02-30", "31/02/2026", "05-12-2026", "12/2026", "domani", "+026-1-1", "2026-1-1-1"] {
            assert!(parse_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_deadline_may_have_an_hour() {
        let noon = Deadline { date: date(2026, 12, 15), time: Some(time(12, 0, 0, 0)) };
        assert_eq!(parse_moment("2026-12-15 12:00"), Ok(noon));
        assert_eq!(noon.iso(), "2026-12-15T12:00");
        assert!(parse_moment("2026-12-15 25:00").is_err());
    }
}
