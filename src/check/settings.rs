//! What the board's own files say to rules that look at one file at a time.

use super::language::Lexicon;
use crate::model::draft::Drafts;

/// When any of it changes, every file is checked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language in which originals are written.
    pub language: String,
    /// Words that texts should explain or avoid.
    pub lexicon: Lexicon,
}

impl Settings {
    pub fn of(drafts: &Drafts) -> Settings {
        let first = drafts.board().and_then(|board| board.fields.texts("lingue").next());
        Settings { language: first.unwrap_or("it").to_owned(), lexicon: Lexicon::of(drafts) }
    }
}
