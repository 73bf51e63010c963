//! The fixed words of the site in one language, and what is written with them: dates, counts, hours.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::model::place::{Closure, Opening};
use crate::model::value::{Deadline, Lang, Weekdays};
use crate::theme::Theme;

#[derive(Clone, Debug)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// The words that a language lacks, of those that Italian has: in it every theme is written.
    pub fn missing<'t>(theme: &'t Theme, lang: &Lang) -> Vec<&'t str> {
        let has = |key: &str| theme.strings.get(lang.as_str()).is_some_and(|words| words.contains_key(key));
        let all = theme.strings.get("it").into_iter().flat_map(BTreeMap::keys);
        all.map(String::as_str).filter(|key| !has(key)).collect()
    }

    /// The words of a language over those of the first language of the board, over Italian.
    pub fn of(theme: &Theme, lang: &Lang, default: &Lang) -> Strings {
        let mut words = BTreeMap::new();
        for lang in ["it", default.as_str(), lang.as_str()] {
            words.extend(theme.strings.get(lang).cloned().unwrap_or_default());
        }
        Strings(words)
    }

    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// A fixed word; a key that a board's own theme lacks shows itself, so that it is seen.
    pub fn get(&self, key: &str) -> String {
        debug_assert!(self.0.contains_key(key), "no word for {key}");
        self.0.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// A word if the theme has it.
    pub fn find(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    /// A sentence with its blanks, `{x}`, filled in.
    pub fn fill(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        blanks.iter().fold(self.get(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// `count_services_one` or `count_services_many`.
    pub fn count(&self, what: &str, count: usize) -> String {
        let key = if count == 1 { format!("count_{what}_one") } else { format!("count_{what}_many") };
        self.fill(&key, &[("n", &count.to_string())])
    }

    /// `21 novembre 2026`.
    pub fn date(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.get(&format!("months_{}", date.month())), date.year())
    }

    /// `novembre 2026`.
    pub fn month(&self, date: Date) -> String {
        format!("{} {}", self.get(&format!("months_{}", date.month())), date.year())
    }

    /// `21 novembre 2026, 12:00`.
    pub fn moment(&self, moment: Deadline) -> String {
        match moment.time {
            Some(at) => format!("{}, {}", self.date(moment.date), time(at)),
            None => self.date(moment.date),
        }
    }

    /// `lunedì–venerdì, domenica`.
    pub fn weekdays(&self, days: Weekdays) -> String {
        let name = |day: usize| self.get(&format!("days_{}", day + 1));
        let run = |(first, last): (usize, usize)| match last - first {
            0 => name(first),
            1 => format!("{}, {}", name(first), name(last)),
            _ => format!("{}–{}", name(first), name(last)),
        };
        days.runs().into_iter().map(run).collect::<Vec<_>>().join(", ")
    }

    pub fn hours(&self, opening: &Opening) -> String {
        format!("{}–{}", time(opening.from), time(opening.to))
    }

    pub fn closure(&self, closure: &Closure) -> String {
        let first = self.date(closure.from);
        let period = match closure.to.filter(|last| *last != closure.from) {
            Some(last) => self.fill("closed_from_to", &[("a", &first), ("b", &self.date(last))]),
            None => self.fill("closed_on", &[("a", &first)]),
        };
        match &closure.reason {
            Some(reason) => format!("{period} ({reason})"),
            None => period,
        }
    }

    /// `scade oggi`, `tra 5 giorni`; nothing for what is past.
    pub fn days_left(&self, days: i32) -> Option<String> {
        match days {
            ..0 => None,
            0 => Some(self.get("deadline_left_today")),
            1 => Some(self.get("deadline_left_tomorrow")),
            days => Some(self.fill("deadline_left_days", &[("n", &days.to_string())])),
        }
    }
}

/// `9:00`.
pub fn time(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}
