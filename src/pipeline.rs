//! The order of the stages. Nothing else knows it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::artifact::{Manifest, OutPath, Recorder, Sink};
use crate::check::{self, Edition};
use crate::diagnostic::{Code, Level, Report};
use crate::index::SearchIndex;
use crate::load;
use crate::model::catalog::Catalog;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::listing::Listings;
use crate::model::route::Urls;
use crate::model::site::Site;
use crate::output::map::Map;
use crate::output::portable::Portable;
use crate::output::search::LanguageIndex;
use crate::output::{self, Context, OUTPUTS};
use crate::publish::{PublishError, Published, Release};
use crate::render::icon::{Icon, icons};
use crate::render::strings::Strings;
use crate::render::{ICON, Renderer};
use crate::theme::Theme;

/// Why the program could not do its work, whatever the content says. Exit code 2.
#[derive(Debug)]
pub enum Failure {
    /// No `bacheca.yaml` in the folder.
    NoBoard(String),
    Theme(String),
    Publish(PublishError),
    Output(io::Error),
    /// Other sites were to be asked.
    NoNetwork,
    /// The answer to the author.
    Print(io::Error),
    /// A file for the author, and those that were written before it.
    Write {
        path: PathBuf,
        error: io::Error,
        written: Vec<PathBuf>,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NoBoard(root) => {
                write!(
                    f,
                    "in «{root}» non c'è una bacheca: manca il file {}.\n  aiuto: spostati nella cartella della bacheca, o indicala con --root",
                    load::BOARD_FILE
                )
            }
            Failure::Theme(message) => write!(f, "il tema ha un errore.\n{message}"),
            Failure::Publish(error) => error.fmt(f),
            Failure::Write { path, error, written } => {
                let hint = match written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>() {
                    none if none.is_empty() => {
                        "tutto è rimasto com'era; controlla il disco e la cartella, poi ripeti".to_owned()
                    }
                    written => format!(
                        "questi file sono già cambiati: {}; ripeti il comando per gli altri",
                        written.join(", ")
                    ),
                };
                write!(f, "non riesco a scrivere {}: {}.\n  aiuto: {hint}", path.display(), why(error))
            }
            Failure::Output(error) => write!(
                f,
                "non riesco a scrivere il sito: {}.\n  aiuto: il sito di prima è rimasto com'era; controlla il disco e la cartella, poi ripeti",
                why(error)
            ),
            Failure::NoNetwork => f.write_str(
                "nessun altro sito risponde: forse manca la rete.\n  aiuto: controlla il collegamento e riprova; senza `--esterni` la rete non serve",
            ),
            Failure::Print(error) => write!(
                f,
                "non riesco a scrivere il risultato: {}.\n  aiuto: controlla dove lo mandi, poi ripeti il comando",
                why(error)
            ),
        }
    }
}

/// Why something was not written, in plain words where there are any.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "il disco è pieno".to_owned(),
        io::ErrorKind::PermissionDenied => "non ho il permesso".to_owned(),
        io::ErrorKind::AlreadyExists => "c'è già".to_owned(),
        io::ErrorKind::IsADirectory => "è una cartella".to_owned(),
        _ => error.to_string(),
    }
}

/// Every code that the program can report, in the order of the manual.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    load::CODES.iter().copied().chain(check::RULES.iter().flat_map(|rule| rule.codes.iter().copied()))
}

/// The folder of a board, with what was read and checked there: a second look takes only what changed.
pub struct Workspace<'a> {
    root: &'a Path,
    read: load::Memory,
    checked: check::Memory,
}

impl<'a> Workspace<'a> {
    pub fn new(root: &'a Path) -> Workspace<'a> {
        Workspace { root, read: load::Memory::default(), checked: check::Memory::default() }
    }

    /// Reads the board and runs every check on it.
    pub fn check(&mut self, edition: Edition) -> Result<(Drafts, Report), Failure> {
        self.check_with(&load::Unwritten::new(), edition)
    }

    /// As [`Workspace::check`], on the board as it would be with some entries written.
    pub fn check_with(&mut self, unwritten: &load::Unwritten, edition: Edition) -> Result<(Drafts, Report), Failure> {
        if !self.root.join(load::BOARD_FILE).is_file() {
            return Err(Failure::NoBoard(self.root.display().to_string()));
        }
        let loaded = load::load(self.root, unwritten, &mut self.read);
        let mut report = Report::default();
        report.extend(loaded.faults);
        // Without any content the rules would only repeat that it is missing.
        if loaded.drafts.files.len() > 1 {
            report.extend(check::check(&loaded.drafts, edition, &mut self.checked));
        }
        report.sort();
        Ok((loaded.drafts, report))
    }

    /// The board as it is read, checked and, unless its faults are refused, resolved.
    pub fn resolve(&mut self, options: &Options, is_refused: impl Fn(&Report) -> bool) -> Result<Resolved, Failure> {
        let (mut drafts, report) = self.check(options.edition)?;
        if is_refused(&report) {
            return Ok(Resolved { drafts, site: None, report });
        }
        if drafts.of(DraftKind::Synonyms).next().is_none() {
            drafts.files.push(load::default_synonyms());
        }
        let mut site = check::resolve(&drafts, options.edition, &mut self.checked);
        if let Some(base_url) = options.base_url {
            site.board.base_url = base_url.to_owned();
        }
        Ok(Resolved { drafts, site: Some(site), report })
    }
}

/// The site of what is right: files with errors are left out, and those that cannot do without them.
/// None when the board's own lists are wrong.
pub fn sound_site(drafts: &Drafts, report: &Report, edition: Edition) -> Option<Site> {
    let (mut drafts, mut faults) = (drafts.clone(), report.iter().cloned().collect::<Vec<_>>());
    let mut memory = check::Memory::default();
    loop {
        faults.retain(|fault| fault.level == Level::Error);
        if faults.is_empty() {
            return Some(check::resolve(&drafts, edition, &mut memory));
        }
        let is_wrong = |draft: &Draft| faults.iter().any(|fault| fault.place.source.path == draft.source.path);
        let before = drafts.files.len();
        drafts.files.retain(|draft| !draft.is_of_many() || !is_wrong(draft));
        if drafts.files.len() == before {
            return None;
        }
        faults = check::check(&drafts, edition, &mut memory);
    }
}

/// What to build, and for which day.
pub struct Options<'a> {
    pub edition: Edition,
    /// Instead of the address in `bacheca.yaml`.
    pub base_url: Option<&'a str>,
}

/// A board as written, and as meant.
pub struct Resolved {
    pub drafts: Drafts,
    /// None if its faults are refused.
    pub site: Option<Site>,
    pub report: Report,
}

/// The search of a site in one of its languages.
pub fn search_index(root: &Path, site: &Site, language: &str) -> Result<SearchIndex, Failure> {
    let theme = theme(root)?;
    let lang = site.board.languages.iter().find(|lang| lang.as_str() == language).unwrap_or(site.default_lang());
    let strings = Strings::of(&theme, lang, site.default_lang());
    Ok(SearchIndex::build(site, language, &|key| strings.get(key)))
}

/// The theme of the program, with the files that the board puts over it.
pub fn theme(root: &Path) -> Result<Theme, Failure> {
    load::theme(root).map_err(|fault| Failure::Theme(format!("{}: {}", fault.file, fault.message)))
}

/// All that the outputs of a site are made from.
pub struct Drawing {
    pub site: Arc<Site>,
    theme: Arc<Theme>,
    icons: Vec<Icon>,
    renderer: Renderer,
    catalog: Arc<Catalog>,
    listings: Listings,
    map: Map,
}

impl Drawing {
    pub fn new(site: &Arc<Site>, theme: &Arc<Theme>) -> Result<Drawing, Failure> {
        let icons = icons(theme.assets.get(ICON)).map_err(Failure::Theme)?;
        let (renderer, catalog) = rayon::join(|| Renderer::new(site, theme, &icons), || Catalog::of(site));
        let renderer = renderer.map_err(|fault| Failure::Theme(fault.0))?;
        let map = Map::of(site, &catalog);
        let catalog = Arc::new(catalog);
        let listings = Listings::of(site, &catalog);
        Ok(Drawing { site: Arc::clone(site), theme: Arc::clone(theme), icons, renderer, catalog, listings, map })
    }

    /// What outputs are given.
    pub fn context<'d>(&'d self, search: &'d [LanguageIndex]) -> Context<'d> {
        Context {
            site: &self.site,
            catalog: &self.catalog,
            listings: &self.listings,
            renderer: &self.renderer,
            theme: &self.theme,
            search,
            map: &self.map,
            icons: &self.icons,
        }
    }

    /// Draws every output into a sink; returns what was made.
    pub fn draw(&self, search: &[LanguageIndex], sink: &dyn Sink) -> Result<Manifest, Failure> {
        let context = self.context(search);
        let recorder = Recorder::new(sink);
        output::draw(&context, &recorder).map_err(Failure::Output)?;
        let manifest = recorder.into_manifest();
        OUTPUTS.iter().try_for_each(|output| output.finish(&context, &manifest, sink)).map_err(Failure::Output)?;
        Ok(manifest)
    }
}

/// Draws every output of a site into a sink; returns what was made.
pub fn draw(root: &Path, site: Site, sink: &dyn Sink) -> Result<Manifest, Failure> {
    let (site, theme) = (Arc::new(site), Arc::new(theme(root)?));
    let (drawing, search) = rayon::join(|| Drawing::new(&site, &theme), || LanguageIndex::all(&site, &theme));
    drawing?.draw(&search, sink)
}

/// How a site will be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// By a web server.
    Server,
    /// From a folder, without a server.
    Folder,
}

/// Draws a site and puts it in the place of the one at `output`.
pub fn publish(root: &Path, site: Site, output: &Path, medium: Medium) -> Result<(Published, Vec<OutPath>), Failure> {
    let release = Release::begin(root, output).map_err(Failure::Publish)?;
    match medium {
        Medium::Server => draw(root, site, &release)?,
        Medium::Folder => {
            let urls = Urls::new(&site.board.base_url);
            draw(root, site, &Portable::new(&release, urls.base_path()))?
        }
    };
    let paths = release.paths();
    let published = release.publish().map_err(Failure::Publish)?;
    Ok((published, paths))
}
