//! Days and numbers as the office says them.

use jiff::civil::Date;

use super::Tone;
use crate::model::state::days_between;
use crate::model::value::{Deadline, MONTHS};

/// Days within which something is urgent, and within which it is near.
const ALARM_DAYS: i32 = 7;
const SOON_DAYS: i32 = 14;

/// `20 maggio 2026`.
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

/// `il 20 maggio 2026 alle 12:00`.
pub fn at(deadline: Deadline) -> String {
    match deadline.time {
        Some(time) => format!("{} alle {}:{:02}", on(deadline.date), time.hour(), time.minute()),
        None => on(deadline.date),
    }
}

/// `il 20 maggio 2026`, `l'8 maggio 2026`: the days that begin with a vowel are the eighth and the
/// eleventh.
pub fn on(date: Date) -> String {
    joined(date, "il ", "l'")
}

/// `dal 20 maggio 2026`, `dall'8 maggio 2026`.
pub fn from(date: Date) -> String {
    joined(date, "dal ", "dall'")
}

/// `al 20 maggio 2026`, `all'8 maggio 2026`.
pub fn until(date: Date) -> String {
    joined(date, "al ", "all'")
}

fn joined(date: Date, before_consonant: &str, before_vowel: &str) -> String {
    let word = if matches!(date.day(), 8 | 11) { before_vowel } else { before_consonant };
    format!("{word}{}", day(date))
}

/// `dal 1 giugno 2026 al 2 giugno 2026`, `il 1 giugno 2026`.
pub fn period(first: Date, last: Option<Date>) -> String {
    match last.filter(|last| *last != first) {
        Some(last) => format!("{} {}", from(first), until(last)),
        None => on(first),
    }
}

/// `oggi`, `tra 5 giorni`, `3 mesi fa`.
pub fn distance(today: Date, date: Date) -> String {
    match days_between(today, date) {
        0 => "oggi".to_owned(),
        1 => "domani".to_owned(),
        -1 => "ieri".to_owned(),
        days @ 2.. => format!("tra {days} giorni"),
        days @ -59..=-2 => format!("{} giorni fa", -days),
        days @ -729..=-60 => format!("{} mesi fa", -days / 30),
        days => format!("{} anni fa", -days / 365),
    }
}

pub fn haste(today: Date, date: Date) -> Tone {
    let days = days_between(today, date);
    if days <= ALARM_DAYS {
        Tone::Alarm
    } else if days <= SOON_DAYS {
        Tone::Soon
    } else {
        Tone::Calm
    }
}

/// `1 scheda`, `12 schede`.
pub fn count(many: usize, one: &str, more: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { more })
}

/// The Italian name of a language; its code when it is one that the program does not know.
pub fn language(code: &str) -> String {
    let name = match code {
        "ar" => "Arabo",
        "en" => "Inglese",
        "es" => "Spagnolo",
        "fr" => "Francese",
        "it" => "Italiano",
        "ro" => "Rumeno",
        "sq" => "Albanese",
        "uk" => "Ucraino",
        code => return format!("Lingua «{code}»"),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_takes_the_article_of_its_number() {
        let days = [date(2026, 5, 8), date(2026, 5, 11), date(2026, 5, 18)];
        assert_eq!(days.map(on), ["l'8 maggio 2026", "l'11 maggio 2026", "il 18 maggio 2026"]);
        assert_eq!(period(days[0], Some(days[1])), "dall'8 maggio 2026 all'11 maggio 2026");
    }

    #[test]
    fn a_distance_is_told_in_the_unit_that_a_person_would_choose() {
        let today = date(2026, 5, 15);
        let told = |year, month, day| distance(today, date(year, month, day));
        assert_eq!([told(2026, 5, 15), told(2026, 5, 16), told(2026, 5, 14)], ["oggi", "domani", "ieri"]);
        assert_eq!([told(2026, 6, 14), told(2026, 4, 15)], ["tra 30 giorni", "30 giorni fa"]);
        assert_eq!([told(2026, 3, 1), told(2024, 6, 1), told(2023, 5, 1)], ["2 mesi fa", "23 mesi fa", "3 anni fa"]);
    }
}
