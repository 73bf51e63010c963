//! The preview of a board while it is written: built into memory by the same pipeline as the published
//! site, each page drawn when somebody opens it.
//!
//! [`Desk`] holds what is shown now; [`Builder`] makes it anew when files change; [`http`] answers
//! browsers; [`watch`] tells when files change.

#![allow(clippy::disallowed_methods, reason = "it reads attachments and looks at the clock")]

pub mod editor;
mod http;
mod office;
mod page;
mod preview;
pub mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, RwLock};
use std::time::Duration;

use tokio::sync::watch as channel;

use crate::check::Edition;
use crate::diagnostic::Report;
use crate::model::draft::Drafts;
use crate::pipeline::{self, Drawing, Failure, Options, Resolved, Workspace};
use crate::theme::Theme;
use editor::Editor;
use preview::Preview;

pub use http::serve;

/// What an open page must know to tell whether it is still the newest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Grows with every change of what is shown, or of what is wrong.
    pub site: u64,
    /// The same for the search, which follows.
    pub search: u64,
}

/// What was read last, and what is wrong with it.
struct Content {
    /// None before anything was read.
    edition: Option<Edition>,
    drafts: Drafts,
    report: Report,
    /// Why what was read last is not shown, when it is not for its content.
    failure: Option<String>,
}

/// What is shown now: the last board without errors, and what is wrong with the newest.
pub struct Desk {
    root: PathBuf,
    editor: Editor,
    preview: RwLock<Option<Arc<Preview>>>,
    content: RwLock<Arc<Content>>,
    version: channel::Sender<Version>,
    search: Search,
}

/// The site whose search has to be made; only the newest counts.
#[derive(Default)]
struct Search {
    wanted: Mutex<Option<Arc<Preview>>>,
    arrived: Condvar,
}

/// How a rebuild went.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Same,
    Shown,
    /// The content has errors, or the theme has: what was shown before stays.
    Refused,
}

/// A number that no earlier run has reached: pages that it left open are old.
fn now() -> u64 {
    std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_millis() as u64)
}

/// The search is large: the page that somebody waits for is drawn, and loaded, before it.
const PAGE_FIRST: Duration = Duration::from_millis(150);

const NO_PANIC: &str = "no thread panics while it holds what is shown";

impl Desk {
    pub fn new(root: &Path, editor: Editor) -> Arc<Desk> {
        let empty = Content { edition: None, drafts: Drafts::default(), report: Report::default(), failure: None };
        let desk = Arc::new(Desk {
            root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            editor,
            preview: RwLock::default(),
            content: RwLock::new(Arc::new(empty)),
            version: channel::Sender::new(Version { site: now(), search: 0 }),
            search: Search::default(),
        });
        let follower = Arc::clone(&desk);
        std::thread::spawn(move || follower.follow());
        desk
    }

    pub fn version(&self) -> Version {
        *self.version.borrow()
    }

    /// What is wrong with what was read last.
    pub fn with_report<T>(&self, look: impl FnOnce(&Report, Option<&str>) -> T) -> T {
        let content = self.content();
        look(&content.report, content.failure.as_deref())
    }

    /// How many entries are shown.
    pub fn entries(&self) -> usize {
        self.preview().map_or(0, |preview| preview.site().entries.len())
    }

    fn preview(&self) -> Option<Arc<Preview>> {
        self.preview.read().expect(NO_PANIC).clone()
    }

    fn content(&self) -> Arc<Content> {
        Arc::clone(&self.content.read().expect(NO_PANIC))
    }

    fn show(&self, preview: Arc<Preview>) {
        // The old site is large: nobody waits until it is taken apart.
        let old = self.preview.write().expect(NO_PANIC).replace(preview);
        self.version.send_modify(|version| version.site += 1);
        drop(old);
    }

    /// Makes the search of each site that is shown, one at a time, skipping those already replaced.
    fn follow(&self) {
        loop {
            self.search.wait();
            std::thread::sleep(PAGE_FIRST);
            let Some(preview) = self.search.take() else { continue };
            let complete = preview.complete();
            let mut shown = self.preview.write().expect(NO_PANIC);
            if shown.as_ref().is_some_and(|current| Arc::ptr_eq(current, &preview)) {
                *shown = Some(Arc::new(complete));
                drop(shown);
                self.version.send_modify(|version| version.search += 1);
            }
        }
    }
}

impl Search {
    fn ask(&self, preview: Arc<Preview>) {
        *self.wanted.lock().expect(NO_PANIC) = Some(preview);
        self.arrived.notify_one();
    }

    fn wait(&self) {
        let mut wanted = self.wanted.lock().expect(NO_PANIC);
        while wanted.is_none() {
            wanted = self.arrived.wait(wanted).expect(NO_PANIC);
        }
    }

    fn take(&self) -> Option<Arc<Preview>> {
        self.wanted.lock().expect(NO_PANIC).take()
    }
}

/// Reads the board again and again, and puts what it finds on the desk.
pub struct Builder<'a> {
    workspace: Workspace<'a>,
    root: &'a Path,
    desk: Arc<Desk>,
    /// Where the preview is reached.
    base_url: String,
    last: Option<(Edition, Drafts, Arc<Theme>)>,
}

impl<'a> Builder<'a> {
    pub fn new(root: &'a Path, desk: Arc<Desk>, base_url: String) -> Builder<'a> {
        Builder { workspace: Workspace::new(root), root, desk, base_url, last: None }
    }

    /// Looks at the board; shows it if it has no error.
    pub fn rebuild(&mut self, edition: Edition) -> Outcome {
        let options = Options { edition, base_url: Some(&self.base_url) };
        match self.workspace.resolve(&options, Report::has_errors) {
            Ok(resolved) => self.take(edition, resolved).unwrap_or_else(|failure| self.refuse(&failure)),
            Err(failure) => self.refuse(&failure),
        }
    }

    fn take(&mut self, edition: Edition, resolved: Resolved) -> Result<Outcome, Failure> {
        let Resolved { drafts, site, report } = resolved;
        let theme = self.theme()?;
        let is_same =
            self.last.as_ref().is_some_and(|(day, known, look)| {
                *day == edition && known.is_same(&drafts) && Arc::ptr_eq(look, &theme)
            }) && self.desk.content().report.is_same(&report);
        if is_same {
            return Ok(Outcome::Same);
        }
        let preview = site.map(|site| self.draw(site, &theme)).transpose()?;
        self.last = Some((edition, drafts.clone(), theme));
        *self.desk.content.write().expect(NO_PANIC) =
            Arc::new(Content { edition: Some(edition), drafts, report, failure: None });
        match preview {
            Some(preview) => {
                let preview = Arc::new(preview);
                self.desk.show(Arc::clone(&preview));
                if !preview.has_own_search() {
                    self.desk.search.ask(preview);
                }
                Ok(Outcome::Shown)
            }
            None => {
                self.desk.version.send_modify(|version| version.site += 1);
                Ok(Outcome::Refused)
            }
        }
    }

    /// The theme, the same one as before if none of its files has changed.
    fn theme(&self) -> Result<Arc<Theme>, Failure> {
        let theme = pipeline::theme(self.root)?;
        let known = self.last.as_ref().map(|(_, _, known)| known).filter(|known| ***known == theme);
        Ok(known.map_or_else(|| Arc::new(theme), Arc::clone))
    }

    /// A new site with the search of the one before, until its own is ready.
    fn draw(&self, mut site: crate::model::site::Site, theme: &Arc<Theme>) -> Result<Preview, Failure> {
        // A worker would show what it kept instead of what was just written.
        site.board.has_worker = false;
        let site = Arc::new(site);
        let drawing = Arc::new(Drawing::new(&site, theme)?);
        let known = self.desk.preview().and_then(|preview| preview.search_for(&site));
        Ok(match known {
            Some(search) => Preview::with_borrowed_search(drawing, Arc::clone(theme), search),
            None => Preview::new(drawing, Arc::clone(theme)),
        })
    }

    fn refuse(&mut self, failure: &Failure) -> Outcome {
        let mut content = self.desk.content.write().expect(NO_PANIC);
        let failure = failure.to_string();
        if content.failure.as_ref() == Some(&failure) {
            return Outcome::Same;
        }
        let (drafts, report) = (content.drafts.clone(), Report::default());
        *content = Arc::new(Content { edition: content.edition, drafts, report, failure: Some(failure) });
        drop(content);
        self.last = None;
        self.desk.version.send_modify(|version| version.site += 1);
        Outcome::Refused
    }
}
