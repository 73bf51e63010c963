//! When files of a board change. What the system tells is a hint: the board is read again to know what
//! changed, so that no event can be missed in a way that matters.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::{BOARD_FILE, OTHER_BOARDS};

/// Folders of the board that make a difference; the rest, such as the published site, does not.
const FOLDERS: [&str; 4] = ["content", "themes", "search-index", OTHER_BOARDS];

/// Editors save in several steps: wait until they are done.
const QUIET: Duration = Duration::from_millis(8);
/// Somebody who saves without pause sees the state between two saves.
const PATIENCE: Duration = Duration::from_millis(300);
/// How often folders are looked at where the system does not tell.
const POLL: Duration = Duration::from_millis(700);

/// Watches a board.
pub struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// The folders watched, by name: each as it was, since another may take its place.
    folders: BTreeMap<&'static str, (u64, u64)>,
}

/// Why the board is looked at now and then instead of being watched.
#[derive(Debug, PartialEq, Eq)]
pub enum Fallback {
    /// The system does not watch as many files.
    Limit,
    Other(String),
}

impl Watch {
    /// Watches by the events of the system; by looking again and again where `poll` asks for it, or
    /// where the system refuses.
    pub fn new(root: &Path, poll: bool) -> Result<(Watch, Option<Fallback>), notify::Error> {
        if poll {
            return Ok((Watch::polling(root)?, None));
        }
        match Watch::by_events(root) {
            Ok(watch) => Ok((watch, None)),
            Err(error) => Ok((Watch::polling(root)?, Some(Fallback::of(&error)))),
        }
    }

    fn by_events(root: &Path) -> Result<Watch, notify::Error> {
        let (sender, events) = mpsc::channel();
        Watch::with(root, Box::new(RecommendedWatcher::new(sender, Config::default())?), events)
    }

    fn polling(root: &Path) -> Result<Watch, notify::Error> {
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_poll_interval(POLL);
        Watch::with(root, Box::new(PollWatcher::new(sender, config)?), events)
    }

    fn with(
        root: &Path,
        mut watcher: Box<dyn Watcher + Send>,
        events: Receiver<notify::Result<Event>>,
    ) -> Result<Watch, notify::Error> {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        let mut watch = Watch { root, watcher, events, folders: BTreeMap::new() };
        watch.renew()?;
        Ok(watch)
    }

    /// Waits for changes, at most as long as told; returns the files that changed, none when nothing did.
    pub fn changes(&mut self, at_most: Duration) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        let deadline = Instant::now() + at_most;
        while changed.is_empty() {
            match self.events.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(event) => self.note(event, &mut changed),
                Err(_) => return changed,
            }
        }
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.note(event, &mut changed),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        // A folder may have been replaced: what cannot be watched now is found when it changes again.
        let _ = self.renew();
        changed.sort();
        changed.dedup();
        changed
    }

    fn note(&self, event: notify::Result<Event>, changed: &mut Vec<PathBuf>) {
        match event {
            // Reading a file is an event too: to listen to it would be to rebuild for ever.
            Ok(event) if is_change(event.kind) => {
                changed.extend(event.paths.into_iter().filter(|path| self.is_ours(path)));
            }
            Ok(_) => {}
            // Events may have been lost: look at everything.
            Err(_) => changed.push(self.root.clone()),
        }
    }

    /// Whether a file can make a difference to the site.
    fn is_ours(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        let mut steps = inside.components().map(|step| step.as_os_str().to_string_lossy());
        let Some(first) = steps.next() else { return true };
        let is_known = FOLDERS.contains(&first.as_ref()) || first == BOARD_FILE;
        is_known && !steps.any(|step| is_noise(&step))
    }

    /// Watches the folders that are there now.
    fn renew(&mut self) -> Result<(), notify::Error> {
        for name in FOLDERS {
            let folder = self.root.join(name);
            let identity = std::fs::metadata(&folder).ok().map(|data| (data.dev(), data.ino()));
            if self.folders.get(name) == identity.as_ref() {
                continue;
            }
            if self.folders.remove(name).is_some() {
                // It may be gone, and then so is the watch.
                let _ = self.watcher.unwatch(&folder);
            }
            if let Some(identity) = identity {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
                self.folders.insert(name, identity);
            }
        }
        Ok(())
    }
}

impl Fallback {
    fn of(error: &notify::Error) -> Fallback {
        match &error.kind {
            notify::ErrorKind::MaxFilesWatch => Fallback::Limit,
            notify::ErrorKind::Io(error) if error.raw_os_error() == Some(rustix::io::Errno::NOSPC.raw_os_error()) => {
                Fallback::Limit
            }
            _ => Fallback::Other(error.to_string()),
        }
    }
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// What editors write beside a file while they save it.
fn is_noise(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with('#')
        || name.ends_with(['~', '#'])
        || name.ends_with(".swp")
        || name == "4913"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_room_for_more_watches_is_recognised() {
        let limit = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        assert_eq!(Fallback::of(&limit), Fallback::Limit);
        let full = std::io::Error::from_raw_os_error(rustix::io::Errno::NOSPC.raw_os_error());
        assert_eq!(Fallback::of(&notify::Error::io(full)), Fallback::Limit);
        assert!(matches!(Fallback::of(&notify::Error::path_not_found()), Fallback::Other(_)));
    }

    #[test]
    fn only_what_can_change_the_site_counts() {
        let ours = |path: &str| {
            let (_, events) = mpsc::channel();
            let watcher = Box::new(notify::NullWatcher);
            let watch = Watch { root: "/b".into(), watcher, events, folders: BTreeMap::new() };
            watch.is_ours(Path::new(path))
        };
        assert!(ours("/b/content/servizi/x.md") && ours("/b/bacheca.yaml") && ours("/b/content"));
        assert!(!ours("/b/public/index.html") && !ours("/b/content/servizi/.x.md.swp") && !ours("/b/content/4913"));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))), "reading is not a change");
    }
}
