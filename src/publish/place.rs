//! Where a site may be published, and where it may not.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::MARKER;

/// Why a folder cannot be replaced by a site.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not made by this program.
    NotOurs(PathBuf),
    NotAFolder(PathBuf),
    /// It holds the board, or is held by its content.
    HoldsContent(PathBuf),
    /// Another publication is under way.
    Busy(PathBuf),
    NoName(PathBuf),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotOurs(path) => write!(
                f,
                "la cartella {} non è stata fatta da bacheca: non la sostituisco.\n  aiuto: scegli un'altra cartella con --output, o svuota questa",
                path.display()
            ),
            Refusal::NotAFolder(path) => write!(
                f,
                "{} non è una vera cartella: non la sostituisco.\n  aiuto: scegli un'altra cartella con --output",
                path.display()
            ),
            Refusal::HoldsContent(path) => write!(
                f,
                "la cartella {} contiene la bacheca, o ne fa parte: pubblicando la cancellerei.\n  aiuto: scegli un'altra cartella con --output",
                path.display()
            ),
            Refusal::Busy(path) => write!(
                f,
                "un'altra pubblicazione in {} è in corso.\n  aiuto: aspetta che finisca e riprova",
                path.display()
            ),
            Refusal::NoName(path) => write!(
                f,
                "«{}» non è il nome di una cartella.\n  aiuto: scrivi per esempio --output public",
                path.display()
            ),
        }
    }
}

/// The folders of a publication: all beside each other, so that one can take another's place.
#[derive(Debug)]
pub struct Places {
    pub parent: PathBuf,
    pub output: PathBuf,
    pub staging: PathBuf,
    pub previous: PathBuf,
}

impl Places {
    pub fn of(root: &Path, output: &Path) -> Result<Places, Refusal> {
        let name = output.file_name().ok_or_else(|| Refusal::NoName(output.to_owned()))?.to_string_lossy().into_owned();
        let parent = match output.parent() {
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) => parent.to_owned(),
            None => return Err(Refusal::NoName(output.to_owned())),
        };
        let places = Places {
            output: parent.join(&name),
            staging: parent.join(format!(".{name}.nuova")),
            previous: parent.join(format!(".{name}.precedente")),
            parent,
        };
        if touches_content(root, &places.output) {
            return Err(Refusal::HoldsContent(places.output));
        }
        for folder in [&places.output, &places.staging, &places.previous] {
            check_ours(folder)?;
        }
        Ok(places)
    }
}

/// Whether replacing `output` would take the board's own files away.
fn touches_content(root: &Path, output: &Path) -> bool {
    let (Ok(root), Some(output)) = (root.canonicalize(), resolve(output)) else { return false };
    root.starts_with(&output) || ["content", "themes"].iter().any(|folder| output.starts_with(root.join(folder)))
}

/// The real path of something that may not exist yet: of its nearest folder that does.
fn resolve(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Some(real);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(resolve(parent)?.join(path.file_name()?))
}

fn check_ours(folder: &Path) -> Result<(), Refusal> {
    let Ok(metadata) = fs::symlink_metadata(folder) else { return Ok(()) };
    if !metadata.is_dir() {
        return Err(Refusal::NotAFolder(folder.to_owned()));
    }
    let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if is_empty || folder.join(MARKER).is_file() { Ok(()) } else { Err(Refusal::NotOurs(folder.to_owned())) }
}
