//! What authors type in a field, read the Italian way. Each reader says what is wrong and what to
//! type instead; none of them knows files.

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
pub use identifier::{Cap, CodiceCatastale, CodiceIstat, Lang, slug, slugify};
pub use phone::Phone;
pub use time::{Deadline, parse_date, parse_moment, parse_time};
pub use web::{SitePath, Web, parse_site};
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

/// `sì` and `no`, with and without accent; `true` and `false` too.
pub fn parse_bool(text: &str) -> Parsed<bool> {
    match text.to_lowercase().as_str() {
        "sì" | "sí" | "si" | "si'" | "si’" | "true" | "vero" => Ok(true),
        "no" | "false" | "falso" => Ok(false),
        _ => Err(Invalid::new(format!("«{text}» non è né sì né no"), "scrivi `sì` oppure `no`")),
    }
}

/// A whole number, zero or more.
pub fn parse_integer(text: &str) -> Parsed<u32> {
    text.parse()
        .map_err(|_| Invalid::new(format!("«{text}» non è un numero intero"), "scrivi solo cifre, per esempio `12`"))
}
