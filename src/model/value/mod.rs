//! What authors type in a field, read the Italian way. Each reader says what is wrong and what to
//! type instead; none of them knows files.
//!
//! Beside each reader stands its pattern: the same rule as a regular expression (ECMA-262), for editors
//! and forms that check while one types. It takes every text that the reader takes.

mod email;
mod euro;
mod geo;
mod identifier;
mod phone;
mod time;
mod web;
mod weekdays;

pub use email::Email;
pub use euro::Euro;
pub use geo::Coordinates;
pub use identifier::{Cap, CodiceCatastale, CodiceIstat, Lang, SLUG_PATTERN, slug, slugify};
pub use phone::Phone;
pub use time::{DATE_PATTERN, Deadline, MOMENT_PATTERN, MONTHS, TIME_PATTERN, parse_date, parse_moment, parse_time};
pub use web::{SITE_PATTERN, SitePath, Web, parse_site};
pub use weekdays::{WEEKDAYS, Weekdays};

/// Why a text is not a value of its type.
#[derive(Debug, PartialEq, Eq)]
pub struct Invalid {
    pub message: String,
    pub hint: String,
}

impl Invalid {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Invalid { message: message.into(), hint: hint.into() }
    }
}

pub type Parsed<T> = Result<T, Invalid>;

const YES: [&str; 7] = ["sì", "sí", "si", "si'", "si’", "true", "vero"];
const NO: [&str; 3] = ["no", "false", "falso"];

/// Characters that nobody types: they hide text or turn its direction round.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `sì` and `no`, with and without accent; `true` and `false` too.
pub fn parse_bool(text: &str) -> Parsed<bool> {
    let word = text.to_lowercase();
    match (YES.contains(&word.as_str()), NO.contains(&word.as_str())) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Invalid::new(format!("«{text}» non è né sì né no"), "scrivi `sì` oppure `no`")),
    }
}

pub fn bool_pattern() -> String {
    YES.iter().chain(&NO).map(|word| any_case(word)).collect::<Vec<_>>().join("|")
}

/// The pattern of a word in capitals or not.
fn any_case(word: &str) -> String {
    word.chars().map(|c| if c.is_alphabetic() { format!("[{c}{}]", c.to_uppercase()) } else { c.to_string() }).collect()
}

pub const INTEGER_PATTERN: &str = r"\+?[0-9]+";

/// A whole number, zero or more.
pub fn parse_integer(text: &str) -> Parsed<u32> {
    text.parse()
        .map_err(|_| Invalid::new(format!("«{text}» non è un numero intero"), "scrivi solo cifre, per esempio `12`"))
}
