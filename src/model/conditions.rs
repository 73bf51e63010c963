//! What fields ask of one another: read by the checks, and by the form in which organisations write.

use serde::Serialize;

/// Pairs of keys that stand in the same record: start, end.
pub const PERIODS: &[(&str, &str)] = &[
    ("inizio", "fine"),
    ("fine", "proroga_al"),
    ("sospeso_dal", "sospeso_al"),
    ("pubblica_dal", "pubblica_fino_al"),
    ("pubblicato_il", "aggiornato_il"),
    ("domande_dal", "scadenza"),
    ("dal", "al"),
    ("dalle", "alle"),
    ("da", "a"),
];

/// One of these says until when an opportunity is valid: a `sì` …
pub const UNTIL_FLAGS: &[&str] = &["sempre_aperta", "fino_a_esaurimento", "in_arrivo"];
/// … or a date.
pub const UNTIL_DATES: &[&str] = &["scadenza", "chiusa_il", "eventi"];

/// A `sì` of an opportunity, and what does not stand with it.
pub const CLASHES: &[(&str, &str)] =
    &[("sempre_aperta", "scadenza"), ("in_arrivo", "sempre_aperta"), ("in_arrivo", "chiusa_il")];

/// One of these makes a contact.
pub const WAYS_TO_REACH: &[&str] = &["telefono", "email", "pec", "sito"];

/// Who comes by referral must read who may refer: the way in, and the field that says it.
pub const REFERRAL: (&str, &str) = ("su-segnalazione", "chi_segnala");

/// All of them, for who checks while one types.
#[derive(Serialize)]
pub struct Conditions {
    periods: &'static [(&'static str, &'static str)],
    until: Vec<&'static str>,
    clashes: &'static [(&'static str, &'static str)],
    ways: &'static [&'static str],
    referral: (&'static str, &'static str),
}

impl Conditions {
    pub fn all() -> Conditions {
        Conditions {
            periods: PERIODS,
            until: UNTIL_FLAGS.iter().chain(UNTIL_DATES).copied().collect(),
            clashes: CLASHES,
            ways: WAYS_TO_REACH,
            referral: REFERRAL,
        }
    }
}
