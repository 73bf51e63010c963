//! Where something that this board shows was published first: on the board of another district.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::value::Web;

/// The page of another board from which something was taken. Search engines are sent there, data keep its identifier.
#[derive(Debug)]
pub struct Home {
    /// The title of that board.
    pub board: String,
    /// The page there, in this board's first language.
    pub page: Web,
    /// The same page by language.
    pub translations: BTreeMap<String, Web>,
    /// Its identifier there.
    pub id: Uuid,
    /// The territory of that board, for what is valid in all of it.
    pub territory: Option<String>,
    /// Whether documents can be had there: they are not among the data.
    pub has_attachments: bool,
}

impl Home {
    /// The page in a language; `None` is the first.
    pub fn page_in(&self, lang: Option<&str>) -> &Web {
        lang.and_then(|lang| self.translations.get(lang)).unwrap_or(&self.page)
    }
}
