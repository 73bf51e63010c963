//! Codes that identify: text, never numbers.

use unicode_normalization::UnicodeNormalization;

use super::{Invalid, Parsed};

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $pattern:literal, $valid:expr, $what:literal, $hint:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            pub const PATTERN: &str = $pattern;

            pub fn parse(text: &str) -> Parsed<Self> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok($name(text.to_owned()))
                } else {
                    Err(Invalid::new(format!("«{text}» non è {}", $what), $hint))
                }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

code!(
    /// ISTAT code of a Comune: six digits, the first three those of the province.
    CodiceIstat,
    r"[0-9]{6}",
    |text| digits(text, 6),
    "un codice ISTAT di Comune",
    "scrivi sei cifre, con gli zeri davanti, per esempio `098031`"
);

code!(
    /// Codice catastale of a Comune: a letter and three digits.
    CodiceCatastale,
    r"[A-Z][0-9]{3}",
    |text| text.len() == 4 && text.starts_with(|c: char| c.is_ascii_uppercase()) && digits(&text[1..], 3),
    "un codice catastale",
    "scrivi una lettera maiuscola e tre cifre, per esempio `E648`"
);

code!(
    /// Postal code.
    Cap,
    r"[0-9]{5}",
    |text| digits(text, 5),
    "un CAP",
    "scrivi cinque cifre, per esempio `26900`"
);

code!(
    /// A language: two letters, with a script or region where they are needed (BCP 47).
    Lang,
    r"[a-z]{2}(-[A-Za-z0-9]{2,8})*",
    |text| {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or_default();
        primary.len() == 2
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    },
    "il codice di una lingua",
    "scrivi il codice di due lettere: `it`, `en`, `ro`, `ar` …"
);

impl Lang {
    /// Direction of writing, for the `dir` attribute.
    pub fn dir(&self) -> &'static str {
        match self.0.split('-').next() {
            Some("ar" | "fa" | "he" | "ur") => "rtl",
            _ => "ltr",
        }
    }
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub const SLUG_PATTERN: &str = r"[a-z0-9]+(-[a-z0-9]+)*";

/// The last part of an address: lower-case letters, digits and single hyphens.
pub fn slug(text: &str) -> Parsed<String> {
    if !text.is_empty() && slugify(text) == text {
        return Ok(text.to_owned());
    }
    let hint = match slugify(text) {
        proposal if proposal.is_empty() => "usa lettere minuscole senza accenti, cifre e trattini".to_owned(),
        proposal => format!("scrivi `{proposal}`"),
    };
    Err(Invalid::new(format!("«{text}» non può stare in un indirizzo web"), hint))
}

/// The slug nearest to a text: accents dropped, all else that is not a letter or digit a hyphen.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_proposed_from_titles() {
        assert_eq!(slugify("L'affitto è caro: perché?"), "l-affitto-e-caro-perche");
        assert_eq!(slug("casa-popolare"), Ok("casa-popolare".into()));
        assert_eq!(slug("Casa Popolare").unwrap_err().hint, "scrivi `casa-popolare`");
        assert!(slug("..").is_err() && slug("a--b").is_err() && slug("-a").is_err());
    }

    #[test]
    fn codes_keep_their_leading_zeros() {
        assert_eq!(CodiceIstat::parse("098031").unwrap().as_str(), "098031");
        assert!(CodiceIstat::parse("98031").is_err());
        assert!(CodiceCatastale::parse("e648").is_err());
        assert!(CodiceCatastale::parse("é64").is_err());
        assert!(Lang::parse("zh-Hans").is_ok() && Lang::parse("italiano").is_err());
    }
}
