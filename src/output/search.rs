//! The files of the search index, one index a language: `search-index/FORMAT.md`.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::index::SearchIndex;
use crate::index::export::Export;
use crate::model::site::Site;
use crate::render::strings::Strings;
use crate::theme::Theme;

/// The published index of a language.
pub struct LanguageIndex {
    pub lang: String,
    pub export: Export,
}

impl LanguageIndex {
    /// The indexes of a site, in the order of its languages.
    pub fn all(site: &Site, theme: &Theme) -> Vec<LanguageIndex> {
        let build = |lang: &crate::model::value::Lang| {
            let strings = Strings::of(theme, lang, site.default_lang());
            let word = |key: &str| strings.get(key);
            let index = SearchIndex::build(site, lang.as_str(), &word);
            LanguageIndex { lang: lang.as_str().to_owned(), export: index.export(&word) }
        };
        site.board.languages.iter().map(build).collect()
    }

    /// The folder of its files.
    pub fn folder(&self) -> String {
        format!("/assets/cerca/{}/", self.lang)
    }
}

pub struct Search;

impl Output for Search {
    fn name(&self) -> &'static str {
        "ricerca"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        for index in context.search {
            let folder = index.folder();
            for file in &index.export.files {
                let path = OutPath::new(&format!("{}{}", &folder[1..], file.path));
                if sink.wants(&path) {
                    sink.put(Artifact::new(path, file.bytes.as_slice()))?;
                }
            }
        }
        Ok(())
    }
}
