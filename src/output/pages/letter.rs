//! Letters that readers send from their own mail.

use crate::model::value::Email;

/// The address that opens a letter with its subject and its text, whose lines end as RFC 6068 wants.
pub fn letter(to: &Email, subject: &str, text: &str) -> String {
    format!("{}?subject={}&body={}", to.href(), encoded(subject), encoded(&text.replace('\n', "\r\n")))
}

/// Text as it stands in the query of an address, where a space is not `+` (RFC 6068).
pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
