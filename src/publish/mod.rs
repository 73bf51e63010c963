//! Artifacts → the published site. A release is written aside and exchanged with the output folder in
//! one call: a reader, or a crash, sees the old site or the new one, whole.
//!
//! ```text
//! public               the site, marked as ours
//! .public.nuova        the release being written; files that did not change are hard links
//! .public.precedente   the site before, kept until the next publication
//! ```
//!
//! A linked file is shared with the live site: files are always created anew, never written through.

#![allow(clippy::disallowed_methods, reason = "this stage writes the files")]

mod place;

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::fs::{CWD, FlockOperation, RenameFlags};

use crate::artifact::{Artifact, Body, OutPath, Sink};
use crate::diagnostic::reason;
use place::Places;
pub use place::Refusal;

/// The file that tells a site made by this program from any other folder. It lists the release's
/// fingerprinted files, which stay one release longer for pages that are still open.
const MARKER: &str = ".bacheca";
const MARKER_TITLE: &str = "Cartella generata da bacheca: a ogni pubblicazione viene sostituita per intero.";
/// Files whose name changes with their content.
const FINGERPRINTED: &str = "assets/";

/// Why a site was not published. The old one is whole.
#[derive(Debug)]
pub enum PublishError {
    Refused(Refusal),
    Io(PathBuf, io::Error),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Refused(refusal) => refusal.fmt(f),
            PublishError::Io(path, error) => write!(f, "{}: {}", path.display(), reason(error)),
        }
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |error| PublishError::Io(path.to_owned(), error)
}

/// What a publication did.
#[derive(Debug, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    /// Whether the file system could exchange two folders in one call.
    pub atomic: bool,
}

/// A release being written.
pub struct Release {
    places: Places,
    /// Holds the lock for as long as the release lives.
    _lock: File,
    paths: Mutex<BTreeSet<OutPath>>,
    folders: Mutex<HashSet<PathBuf>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
    is_published: bool,
}

impl Release {
    /// Starts a release of the board at `root`, to be published at `output`.
    pub fn begin(root: &Path, output: &Path) -> Result<Release, PublishError> {
        let places = Places::of(root, output).map_err(PublishError::Refused)?;
        let staging = &places.staging;
        fs::create_dir_all(&places.parent).map_err(at(&places.parent))?;
        if !staging.exists() {
            fs::create_dir(staging).map_err(at(staging))?;
        }
        let lock = File::open(staging).map_err(at(staging))?;
        if rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(PublishError::Refused(Refusal::Busy(places.output)));
        }
        empty(staging).map_err(at(staging))?;
        let release = Release {
            places,
            _lock: lock,
            paths: Mutex::default(),
            folders: Mutex::default(),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            is_published: false,
        };
        release.mark(&[]).map_err(at(&release.places.staging))?;
        Ok(release)
    }

    /// Every path put so far, in order.
    pub fn paths(&self) -> Vec<OutPath> {
        self.paths.lock().expect("no thread panics while it holds the paths").iter().cloned().collect()
    }

    /// Makes the release the site.
    pub fn publish(mut self) -> Result<Published, PublishError> {
        let staging = self.places.staging.clone();
        self.carry_over().map_err(at(&staging))?;
        let paths = self.paths();
        let fingerprinted: Vec<&str> =
            paths.iter().map(OutPath::as_str).filter(|path| path.starts_with(FINGERPRINTED)).collect();
        self.mark(&fingerprinted).map_err(at(&staging))?;
        // A crash of the machine must not leave names without their bytes.
        let folder = File::open(&staging).map_err(at(&staging))?;
        rustix::fs::syncfs(&folder).map_err(|error| PublishError::Io(staging.clone(), error.into()))?;
        let atomic = self.switch()?;
        self.is_published = true;
        Ok(Published {
            written: self.written.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            atomic,
        })
    }

    /// Keeps the fingerprinted files of the site before, for pages that are still open.
    fn carry_over(&self) -> io::Result<()> {
        let Ok(marker) = fs::read_to_string(self.places.output.join(MARKER)) else { return Ok(()) };
        for name in marker.lines().skip(1).filter(|name| name.starts_with(FINGERPRINTED) && !name.contains("..")) {
            let (old, new) = (self.places.output.join(name), self.places.staging.join(name));
            if old.is_file() && !new.exists() {
                self.make_folder(&new)?;
                link_or_copy(&old, &new)?;
            }
        }
        Ok(())
    }

    fn mark(&self, fingerprinted: &[&str]) -> io::Result<()> {
        let lines: Vec<&str> = std::iter::once(MARKER_TITLE).chain(fingerprinted.iter().copied()).collect();
        fs::write(self.places.staging.join(MARKER), format!("{}\n", lines.join("\n")))
    }

    /// Puts the release in the site's place. Returns whether it took one call.
    fn switch(&self) -> Result<bool, PublishError> {
        let Places { output, staging, previous, .. } = &self.places;
        if !output.exists() {
            fs::rename(staging, output).map_err(at(output))?;
            return Ok(true);
        }
        let atomic = match rustix::fs::renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE) {
            Ok(()) => true,
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
                remove(previous).map_err(at(previous))?;
                fs::rename(output, previous).map_err(at(output))?;
                fs::rename(staging, output).map_err(at(output))?;
                return Ok(false);
            }
            Err(error) => return Err(PublishError::Io(output.clone(), error.into())),
        };
        // The site before now stands where the release was.
        remove(previous).map_err(at(previous))?;
        fs::rename(staging, previous).map_err(at(previous))?;
        Ok(atomic)
    }

    fn make_folder(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().expect("a file of a release has a folder");
        let mut folders = self.folders.lock().expect("no thread panics while it holds the folders");
        if folders.insert(folder.to_owned()) {
            fs::create_dir_all(folder)?;
        }
        Ok(())
    }

    fn write(&self, artifact: &Artifact) -> io::Result<()> {
        let (old, new) =
            (self.places.output.join(artifact.path.as_str()), self.places.staging.join(artifact.path.as_str()));
        self.make_folder(&new)?;
        if is_same(&old, &artifact.body)? && fs::hard_link(&old, &new).is_ok() {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
        match &artifact.body {
            Body::Bytes(bytes) => file.write_all(bytes)?,
            Body::File(source) => io::copy(&mut File::open(source)?, &mut file).map(drop)?,
        }
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Sink for Release {
    fn put(&self, artifact: Artifact) -> io::Result<()> {
        let is_new =
            self.paths.lock().expect("no thread panics while it holds the paths").insert(artifact.path.clone());
        if !is_new {
            return Err(io::Error::other(format!("{}: due parti del sito scrivono lo stesso file", artifact.path)));
        }
        self.write(&artifact)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {}", artifact.path, reason(&error))))
    }
}

impl Drop for Release {
    fn drop(&mut self) {
        if !self.is_published {
            // A folder left behind is emptied by the next release; there is nobody to tell here.
            let _ = remove(&self.places.staging);
        }
    }
}

fn link_or_copy(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|_| fs::copy(old, new).map(drop))
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    Ok(())
}

/// Whether the live site has these very bytes at that path, in a real file.
fn is_same(live: &Path, body: &Body) -> io::Result<bool> {
    let Ok(metadata) = fs::symlink_metadata(live) else { return Ok(false) };
    if !metadata.is_file() {
        return Ok(false);
    }
    match body {
        Body::Bytes(bytes) => Ok(metadata.len() == bytes.len() as u64 && fs::read(live)? == *bytes),
        Body::File(source) => Ok(metadata.len() == fs::metadata(source)?.len() && same_content(live, source)?),
    }
}

fn same_content(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (io::BufReader::new(File::open(a)?), io::BufReader::new(File::open(b)?));
    let (mut left, mut right) = ([0; 8 << 10], [0; 8 << 10]);
    loop {
        let count = a.read(&mut left)?;
        if count == 0 {
            return Ok(b.read(&mut right)? == 0);
        }
        if b.read_exact(&mut right[..count]).is_err() || left[..count] != right[..count] {
            return Ok(false);
        }
    }
}
