//! The search: a page that works as an A–Z index, and as a search where scripts run.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::index::SMALL;
use crate::model::catalog::sort_key;
use crate::model::id::TermId;
use crate::model::route::{Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::output::search::LanguageIndex;
use crate::render::json_ld;
use crate::render::script_path;
use crate::render::view::{ComuneChoice, Link, TermView};
use crate::theme::SEARCH_SCRIPT;

/// What the page's script reads.
#[derive(Serialize)]
struct Config<'c> {
    #[serde(flatten)]
    index: Place,
    /// The index of the board's first language, searched after that of the page.
    then: Option<Place>,
    numbers: String,
    words: BTreeMap<&'c str, &'c str>,
}

/// Where an index is.
#[derive(Serialize)]
struct Place {
    language: String,
    /// The root of the language's part of the site.
    root: String,
    folder: String,
    core: String,
    portable: Option<String>,
}

#[derive(Serialize)]
struct Search {
    config: String,
    script: String,
    core_url: String,
    comuni: Vec<ComuneChoice>,
    needs: Vec<TermView>,
    letters: Vec<Letter>,
}

/// A letter of the A–Z index: its links are here, or on a page of their own.
#[derive(Clone, Serialize)]
struct Letter {
    letter: String,
    links: Vec<Link>,
    url: Option<String>,
}

impl Drawer<'_> {
    /// The page of the search; for large boards also one page for each letter.
    pub fn search_pages(&self) -> io::Result<()> {
        let routes = || std::iter::once(None).chain(('a'..='z').chain(['0']).map(Some));
        let route = |letter| self.context.renderer.route(self.language, Subject::Search(letter));
        if !routes().any(|letter| self.wants(&route(letter))) {
            return Ok(());
        }
        let letters = self.letters();
        let links: usize = letters.iter().map(|letter| letter.links.len()).sum();
        if links <= SMALL {
            return self.search_page(None, letters);
        }
        let without_links = |letter: &Letter| Letter {
            url: Some(self.context.renderer.href(self.language, Subject::Search(slug_of(&letter.letter)))),
            links: Vec::new(),
            ..letter.clone()
        };
        let index: Vec<Letter> = letters.iter().map(without_links).collect();
        for letter in letters {
            let slug = slug_of(&letter.letter);
            let own = |other: &Letter| if other.letter == letter.letter { letter.clone() } else { other.clone() };
            self.search_page(slug, index.iter().map(own).collect())?;
        }
        self.search_page(None, index)
    }

    fn search_page(&self, letter: Option<char>, letters: Vec<Letter>) -> io::Result<()> {
        let context = self.context;
        let (site, renderer) = (context.site, context.renderer);
        let route = renderer.route(self.language, Subject::Search(letter));
        if !self.wants(&route) {
            return Ok(());
        }
        let title = match letter {
            Some(letter) => format!("{}: {}", self.word("search"), letter.to_uppercase()),
            None => self.word("search"),
        };
        let page = Page::new(route.clone(), "search", title, self.word("search_intro"));
        let for_citizens = |(term, _): &(TermId, usize)| !site.term(*term).for_professionals;
        let needs = context.catalog.used_terms(site, Vocabulary::Needs).filter(for_citizens);
        let index = self.index_place();
        let search = Search {
            config: self.search_config(),
            script: self.search_script(),
            core_url: format!("{}{}", index.folder, index.core),
            comuni: renderer.comune_choices(self.language),
            needs: needs.map(|(term, count)| renderer.term_view(self.language, term, count)).collect(),
            letters,
        };
        self.put(&route, "pages/search.html", &self.view(page), "search", &search)
    }

    /// The script of the search.
    pub fn search_script(&self) -> String {
        self.context.renderer.urls.local(&script_path(&SEARCH_SCRIPT))
    }

    /// What the script of the search reads, as JSON that can stand in a page.
    pub fn search_config(&self) -> String {
        let then = self.language.prefix.as_ref().map(|_| self.place(None, &self.context.search[0]));
        let words = self.language.strings.all().iter();
        let config = Config {
            index: self.index_place(),
            then,
            numbers: self.context.renderer.href(self.language, Subject::UsefulNumbers),
            words: words.filter_map(|(key, word)| Some((key.strip_prefix("js_")?, word.as_str()))).collect(),
        };
        json_ld::for_script(&serde_json::to_value(config).expect("words are JSON"))
    }

    fn index_place(&self) -> Place {
        let lang = self.language.lang.as_str();
        let index = self.context.search.iter().find(|index| index.lang == lang).expect("every language has its index");
        self.place(self.language.prefix.as_deref(), index)
    }

    fn place(&self, prefix: Option<&str>, index: &LanguageIndex) -> Place {
        let urls = &self.context.renderer.urls;
        let folder = urls.local(&index.folder());
        Place {
            language: index.lang.clone(),
            root: urls.local(&crate::model::route::Route::from(Subject::Home).in_lang(prefix).path()),
            core: index.export.core.clone(),
            portable: index.export.portable.as_ref().map(|name| format!("{folder}{name}")),
            folder,
        }
    }

    /// Everything that has a page, by its first letter.
    fn letters(&self) -> Vec<Letter> {
        let (site, renderer) = (self.context.site, self.context.renderer);
        let entries = site.entries.iter().map(|entry| entry.id);
        let mut links = self.entry_links(entries);
        links.extend(site.organization_ids().map(|id| renderer.organization_link(self.language, id)));
        links.extend(site.comune_ids().map(|id| renderer.comune_link(self.language, id)));
        for vocabulary in WITH_PAGES {
            let terms = self.context.catalog.used_terms(site, vocabulary);
            links.extend(terms.map(|(term, _)| renderer.term_link(self.language, term)));
        }
        // Signs and digits come first; a sign before a word does not count.
        links.sort_by_cached_key(|link| {
            let letter = letter_of(&link.label);
            (letter != OTHER, letter, sort_key(&link.label))
        });
        let mut letters: Vec<Letter> = Vec::new();
        for link in links {
            let letter = letter_of(&link.label);
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.links.push(link),
                None => letters.push(Letter { letter, links: vec![link], url: None }),
            }
        }
        letters
    }
}

/// What does not begin with a letter.
const OTHER: &str = "0–9";

fn letter_of(label: &str) -> String {
    let first = sort_key(label).0.chars().find(|c| c.is_alphanumeric());
    // One letter, of those that become two.
    let capital = first.filter(|c| c.is_alphabetic()).and_then(|c| c.to_uppercase().next());
    capital.map_or_else(|| OTHER.to_owned(), |c| c.to_string())
}

/// The letter in addresses; `0` for what is not one.
fn slug_of(letter: &str) -> Option<char> {
    let first = letter.chars().next()?;
    Some(if first.is_alphabetic() { first.to_lowercase().next()? } else { '0' })
}
