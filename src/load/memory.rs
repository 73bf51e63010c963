//! What was read before, so that a file that has not changed is not read again.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::boards::Gathered;
use super::boundaries::{self, BOUNDARIES_FILE};
use crate::diagnostic::{Diagnostic, Source};
use crate::model::boundary::Boundary;
use crate::model::draft::{Draft, FolderFile};

/// The clocks of file systems tick slowly: a file may change twice within a tick.
const TICK: Duration = Duration::from_millis(50);

/// A file as the system describes it. Equal stamps, equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    file: (u64, u64),
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// None for a file that changed this very instant, and may do so again unseen.
    pub fn of(path: &Path) -> io::Result<Option<Stamp>> {
        let data = std::fs::metadata(path)?;
        let age = data.modified().ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
        let stamp = Stamp {
            file: (data.dev(), data.ino()),
            size: data.len(),
            modified: (data.mtime(), data.mtime_nsec()),
            changed: (data.ctime(), data.ctime_nsec()),
        };
        Ok(age.filter(|age| *age > TICK).map(|_| stamp))
    }
}

/// A file read, and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Read {
    pub stamp: Option<Stamp>,
    pub draft: Arc<Draft>,
    pub faults: Vec<Diagnostic>,
}

/// Files read, by their path in the board.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Read>,
    boundaries: Option<(Stamp, Arc<Vec<Boundary>>)>,
    /// What was taken from other boards, by their names here.
    pub(super) gathered: BTreeMap<String, Gathered>,
}

impl Memory {
    /// A file that is now as it was when it was read, with the same files beside it.
    pub fn recall(&self, shown: &str, stamp: &Option<Stamp>, folder: &[FolderFile]) -> Option<&Read> {
        let read = self.files.get(shown)?;
        (stamp.is_some() && read.stamp == *stamp && read.draft.folder == folder).then_some(read)
    }

    /// A file that was written again just as it was.
    pub fn recall_text(&self, source: &Source, folder: &[FolderFile]) -> Option<&Read> {
        let read = self.files.get(&source.path)?;
        (*read.draft.source == *source && read.draft.folder == folder).then_some(read)
    }

    /// Forgets what is no longer there.
    pub fn keep(&mut self, all: Vec<Read>) {
        self.files = all.into_iter().map(|read| (read.draft.source.path.clone(), read)).collect();
    }

    /// The boundaries of the board, read again only when their file has changed.
    pub fn boundaries(&mut self, root: &Path) -> Result<Arc<Vec<Boundary>>, Box<Diagnostic>> {
        let stamp = Stamp::of(&root.join(BOUNDARIES_FILE)).unwrap_or_default();
        match (&self.boundaries, &stamp) {
            (Some((known, boundaries)), Some(stamp)) if known == stamp => return Ok(Arc::clone(boundaries)),
            _ => self.boundaries = None,
        }
        let boundaries = Arc::new(boundaries::read(root)?);
        self.boundaries = stamp.map(|stamp| (stamp, Arc::clone(&boundaries)));
        Ok(boundaries)
    }
}
