//! The one place where a URL is formed.

use std::fmt;

use super::entry::EntryKind;
use super::schema::Vocabulary;
use crate::artifact::OutPath;

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Home,
    Kind(EntryKind),
    Entry(EntryKind, String),
    Terms(Vocabulary),
    Term(Vocabulary, String),
    Comuni,
    Comune(String),
    Organizations,
    Organization(String),
    Deadlines,
    News,
    Archive,
    Operators,
    UsefulNumbers,
    SiteMap,
    Map,
    /// The search, and the first page of the A–Z index; with a letter, that letter's page.
    Search(Option<char>),
    /// What the reader has set aside, on their own device.
    SavedList,
    /// The form of organisations that have something to add.
    Propose,
    /// How other sites show a part of the board.
    Reuse,
    /// What the board gives to who reuses it.
    OpenData,
    /// What to read without a network.
    Offline,
    /// A fixed page, by its slug.
    Fixed(String),
    NotFound,
    /// The components of the theme, for its authors.
    Components,
}

/// A page of the site: its subject, its language, its number in a list of many pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// None at the root: the board's first language.
    lang: Option<String>,
    subject: Subject,
    /// From 1.
    number: usize,
}

impl From<Subject> for Route {
    fn from(subject: Subject) -> Route {
        Route { lang: None, subject, number: 1 }
    }
}

impl Route {
    /// The same page in another language; `None` is the one at the root.
    pub fn in_lang(mut self, lang: Option<&str>) -> Route {
        self.lang = lang.map(str::to_owned);
        self
    }

    pub fn numbered(mut self, number: usize) -> Route {
        self.number = number;
        self
    }

    /// Which page of a list of many; 1 for all others.
    pub fn number(&self) -> usize {
        self.number
    }

    /// None for the board's first language.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// From the site's own root: `/servizi/casa/`, `/en/servizi/casa/`, `/servizi/pagina/2/`.
    pub fn path(&self) -> String {
        let mut path = String::from("/");
        let mut push = |step: &str| {
            path.push_str(step);
            path.push('/');
        };
        if let Some(lang) = &self.lang {
            push(lang);
        }
        match &self.subject {
            Subject::Home => {}
            Subject::Kind(kind) => push(kind.folder()),
            Subject::Entry(kind, slug) => {
                push(kind.folder());
                push(slug);
            }
            Subject::Terms(vocabulary) => push(terms_folder(*vocabulary)),
            Subject::Term(vocabulary, slug) => {
                push(terms_folder(*vocabulary));
                push(slug);
            }
            Subject::Comuni => push("comuni"),
            Subject::Comune(slug) => {
                push("comuni");
                push(slug);
            }
            Subject::Organizations => push("enti"),
            Subject::Organization(slug) => {
                push("enti");
                push(slug);
            }
            Subject::Deadlines => push("scadenze"),
            Subject::News => push("novita"),
            Subject::Archive => push("archivio"),
            Subject::Operators => push("operatori"),
            Subject::UsefulNumbers => push("numeri-utili"),
            Subject::SiteMap => push("mappa-del-sito"),
            Subject::Map => push("mappa"),
            Subject::Search(letter) => {
                push("cerca");
                letter.iter().for_each(|letter| push(&letter.to_string()));
            }
            Subject::SavedList => push("la-mia-lista"),
            Subject::Propose => push("proponi"),
            Subject::Reuse => push("usa-nel-tuo-sito"),
            Subject::OpenData => push(OPEN_DATA),
            Subject::Offline => push("senza-rete"),
            Subject::Fixed(slug) => push(slug),
            Subject::Components => push("_componenti"),
            Subject::NotFound => path.push_str("404.html"),
        }
        if self.number > 1 {
            path.push_str(&format!("pagina/{}/", self.number));
        }
        path
    }

    /// From the root of the language's part of the site, without a slash in front: `servizi/casa/`.
    pub fn path_in_language(&self) -> String {
        self.clone().in_lang(None).path()[1..].to_owned()
    }

    /// The file of the page.
    pub fn out_path(&self) -> OutPath {
        let path = self.path();
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path };
        OutPath::new(&file[1..])
    }

    /// A file beside the page.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.path())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

/// The page of open data. A fixed page of that name is how it begins.
pub const OPEN_DATA: &str = "dati-aperti";

/// The folder of a vocabulary's pages.
pub fn terms_folder(vocabulary: Vocabulary) -> &'static str {
    match vocabulary {
        Vocabulary::Needs => "bisogni",
        Vocabulary::Audiences => "per-chi",
        Vocabulary::Areas => "aree",
        Vocabulary::Types => "tipi",
    }
}

/// Vocabularies whose terms have a page.
pub const WITH_PAGES: [Vocabulary; 3] = [Vocabulary::Needs, Vocabulary::Audiences, Vocabulary::Areas];

/// First steps of paths that the program itself takes: no fixed page may be called so.
pub const RESERVED: &[&str] = &[
    "servizi",
    "progetti",
    "opportunita",
    "bisogni",
    "per-chi",
    "aree",
    "tipi",
    "comuni",
    "enti",
    "scadenze",
    "novita",
    "archivio",
    "operatori",
    "numeri-utili",
    "mappa-del-sito",
    "cerca",
    "senza-rete",
    "mappa",
    "proponi",
    "la-mia-lista",
    "usa-nel-tuo-sito",
    "embed",
    "feed",
    "calendario",
    "api",
    "hsds",
    "admin",
    "pagina",
    "assets",
    "404",
];

/// Folders that are the program's own, with all that is below them.
pub const RESERVED_FOLDERS: &[&str] = &["assets", "server", "embed", "feed", "calendario", "api", "hsds", "admin"];

/// What other sites may show in a frame.
pub const EMBED_FOLDER: &str = "embed";

/// What other sites and programs take: not for readers of the board.
pub const OPEN_FOLDERS: &[&str] = &[EMBED_FOLDER, "feed", "calendario", "api", "hsds"];

/// Turns site paths into what a browser or another site needs.
#[derive(Clone, Debug)]
pub struct Urls {
    /// Scheme, host and path, without a slash at the end.
    base_url: String,
    /// The path part of it: empty for a site at the root of its host.
    base_path: String,
}

impl Urls {
    pub fn new(base_url: &str) -> Urls {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let after_scheme = base_url.find("://").map_or(0, |scheme| scheme + 3);
        let base_path =
            base_url[after_scheme..].find('/').map_or("", |slash| &base_url[after_scheme + slash..]).to_owned();
        Urls { base_url, base_path }
    }

    /// From the root of the host: what links on the site itself use.
    pub fn local(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// With scheme and host: canonical addresses, data, sitemaps.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// With scheme and host, of what [`Urls::local`] gave.
    pub fn with_host(&self, local: &str) -> String {
        format!("{}{local}", self.base_url.strip_suffix(&self.base_path).unwrap_or(&self.base_url))
    }

    pub fn base_path(&self) -> &str {
        &self.base_path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_knows_its_language_its_number_and_its_file() {
        let list = Route::from(Subject::Kind(EntryKind::Servizio));
        assert_eq!(list.path(), "/servizi/");
        assert_eq!(list.clone().in_lang(Some("en")).numbered(2).path(), "/en/servizi/pagina/2/");
        assert_eq!(list.out_path().as_str(), "servizi/index.html");
        assert_eq!(Route::from(Subject::Home).out_path().as_str(), "index.html");
        assert_eq!(Route::from(Subject::NotFound).out_path().as_str(), "404.html");
    }

    #[test]
    fn a_site_below_a_path_keeps_it_in_its_links() {
        let urls = Urls::new("https://ambito.example/bacheca/");
        assert_eq!(urls.local("/servizi/"), "/bacheca/servizi/");
        assert_eq!(urls.absolute("/servizi/"), "https://ambito.example/bacheca/servizi/");
        assert_eq!(urls.with_host(&urls.local("/servizi/")), urls.absolute("/servizi/"));
        assert_eq!(Urls::new("https://ambito.example").local("/"), "/");
    }
}
