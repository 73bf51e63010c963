//! What was found well is not asked again for some days. Kept in the user's cache folder, not in the board.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::Answer;
use crate::cli::write;
use crate::pipeline::Failure;

/// For how long an answer holds.
pub const DAYS: i64 = 7;

pub struct Cache {
    /// None where the user has no folder for such files.
    path: Option<PathBuf>,
    today: Date,
    seen: BTreeMap<String, Seen>,
}

#[derive(Serialize, Deserialize)]
struct Seen {
    /// An ISO date.
    on: String,
    moved: Option<String>,
}

impl Seen {
    fn holds(&self, today: Date) -> bool {
        self.on.parse().is_ok_and(|on: Date| on <= today && today < on.saturating_add(DAYS.days()))
    }
}

impl Cache {
    /// A cache that cannot be read is as good as none.
    pub fn open(today: Date) -> Cache {
        let folder = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
        Cache::at(folder.map(|folder| folder.join("bacheca/collegamenti.json")), today)
    }

    fn at(path: Option<PathBuf>, today: Date) -> Cache {
        let text = path.as_deref().and_then(|path| fs::read(path).ok()).unwrap_or_default();
        let mut seen: BTreeMap<String, Seen> = serde_json::from_slice(&text).unwrap_or_default();
        seen.retain(|_, seen| seen.holds(today));
        Cache { path, today, seen }
    }

    pub fn answer(&self, address: &str) -> Option<Answer> {
        let seen = self.seen.get(address)?;
        Some(seen.moved.clone().map_or(Answer::Reached, Answer::Moved))
    }

    /// What is broken is asked again the next time.
    pub fn remember(&mut self, address: &str, answer: &Answer) {
        let moved = match answer {
            Answer::Reached => None,
            Answer::Moved(to) => Some(to.clone()),
            Answer::Broken(_) | Answer::Untold => return,
        };
        self.seen.insert(address.to_owned(), Seen { on: self.today.to_string(), moved });
    }

    pub fn save(&self) -> Result<(), Failure> {
        let Some(path) = &self.path else { return Ok(()) };
        let text = serde_json::to_string_pretty(&self.seen).expect("strings always serialise");
        write::replace(path, &text)
    }
}

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_answer_holds_for_a_week_and_a_broken_address_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = Some(folder.path().join("a/collegamenti.json"));
        let mut cache = Cache::at(path.clone(), date(2026, 5, 1));
        cache.remember("https://a/", &Answer::Reached);
        cache.remember("https://b/", &Answer::Moved("https://c/".into()));
        cache.remember("https://d/", &Answer::Broken("404".into()));
        cache.save().unwrap();
        let later = Cache::at(path.clone(), date(2026, 5, 7));
        assert_eq!(later.answer("https://a/"), Some(Answer::Reached));
        assert_eq!(later.answer("https://b/"), Some(Answer::Moved("https://c/".into())));
        assert_eq!(later.answer("https://d/"), None);
        assert_eq!(Cache::at(path, date(2026, 5, 8)).answer("https://a/"), None);
    }

    #[test]
    fn a_spoiled_cache_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("collegamenti.json");
        fs::write(&path, b"{\"https://a/\": {\"on\": ").unwrap();
        assert_eq!(Cache::at(Some(path), date(2026, 5, 1)).answer("https://a/"), None);
    }
}
