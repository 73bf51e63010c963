//! E-mail addresses.

use super::{Invalid, Parsed};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    pub const PATTERN: &str = r"[A-Za-z0-9\-_+]+(\.[A-Za-z0-9\-_+]+)*@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}";

    /// The shape that every office mailbox has: no quotes, no comments, a domain with an ending of
    /// at least two letters. Lower-cased, as mailboxes are shown.
    pub fn parse(text: &str) -> Parsed<Email> {
        let invalid = || {
            Invalid::new(
                format!("«{text}» non è un indirizzo e-mail completo"),
                "scrivilo per intero, per esempio `ufficio@comune.it`",
            )
        };
        let (local, domain) = text.split_once('@').ok_or_else(invalid)?;
        let allowed = |part: &str, extra: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
        };
        let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
        let ending = domain.rsplit('.').next().unwrap_or_default();
        let valid = allowed(local, ".-_+")
            && dotted(local)
            && allowed(domain, ".-")
            && dotted(domain)
            && domain.contains('.')
            && ending.len() >= 2
            && ending.chars().all(|c| c.is_ascii_alphabetic());
        if valid { Ok(Email(text.to_lowercase())) } else { Err(invalid()) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn href(&self) -> String {
        format!("mailto:{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncated_and_malformed_addresses_are_refused() {
        assert_eq!(Email::parse("SIZ@UFFICIO.LODI.IT").unwrap().as_str(), "siz@ufficio.lodi.it");
        for wrong in [
            "ufficio@lodi.i",
            "ufficio",
            "a@b",
            "@lodi.it",
            "a b@lodi.it",
            "a@lodi..it",
            "a@b@lodi.it",
            "a?subject=x@lodi.it",
        ] {
            assert!(Email::parse(wrong).is_err(), "{wrong}");
        }
    }
}
