//! How commands write values in the files of authors.

use crate::model::value::parse_bool;

/// A text that is read as it is: between quotes, unless it is made of words.
pub fn text(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || " '’-–.()/".contains(c);
    let plain = text.starts_with(char::is_alphabetic) && text.chars().all(is_word) && !text.ends_with(' ');
    if plain && parse_bool(text).is_err() && text != "null" {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain_and_all_else_is_quoted() {
        for plain in ["Sant'Angelo", "Ufficio di Piano – Nord", "casa", "NO2"] {
            assert_eq!(text(plain), plain);
        }
        for (typed, written) in [
            ("Corso: base", "\"Corso: base\""),
            ("C#", "\"C#\""),
            ("098031", "\"098031\""),
            ("no", "\"no\""),
            ("null", "\"null\""),
            ("- uno", "\"- uno\""),
            ("", "\"\""),
        ] {
            assert_eq!(text(typed), written);
        }
    }
}
