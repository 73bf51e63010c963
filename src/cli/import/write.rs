//! Files onto the disk, each whole: first all of them aside, then each to its place.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why not everything was written, and what was.
#[derive(Debug)]
pub struct Interrupted {
    file: String,
    error: io::Error,
    written: Vec<String>,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "non riesco a scrivere {}: ", self.file)?;
        match self.error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => f.write_str("il disco è pieno")?,
            io::ErrorKind::PermissionDenied => f.write_str("non ho il permesso")?,
            _ => write!(f, "{}", self.error)?,
        }
        match self.written.as_slice() {
            [] => write!(f, "\n  aiuto: la bacheca è rimasta com'era; controlla il disco e la cartella, poi ripeti"),
            written => write!(
                f,
                "\n  aiuto: questi file sono già cambiati: {}; ripeti il comando per gli altri",
                written.join(", ")
            ),
        }
    }
}

/// Writes texts to paths of the board. Until the last one is on the disk, nothing of the board changes.
pub fn write_all(root: &Path, files: &[(&str, &str)]) -> Result<(), Interrupted> {
    let mut aside: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (path, text) in files {
        // A link stays a link: its target changes.
        let target = root.join(path);
        let target = target.canonicalize().unwrap_or(target);
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let new = target.with_file_name(format!(".{name}.nuovo"));
        let result = write_aside(&target, &new, text);
        aside.push((new, target));
        if let Err(error) = result {
            clean(&aside);
            return Err(Interrupted { file: (*path).to_owned(), error, written: Vec::new() });
        }
    }
    for (index, (new, target)) in aside.iter().enumerate() {
        if let Err(error) = fs::rename(new, target) {
            clean(&aside[index..]);
            let written = files[..index].iter().map(|(path, _)| (*path).to_owned()).collect();
            return Err(Interrupted { file: files[index].0.to_owned(), error, written });
        }
    }
    Ok(())
}

/// With the permissions and the byte order mark of the file that it will replace.
fn write_aside(target: &Path, new: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(new)?;
    if let Ok(before) = fs::read(target) {
        if before.starts_with("\u{feff}".as_bytes()) {
            file.write_all("\u{feff}".as_bytes())?;
        }
        fs::set_permissions(new, fs::metadata(target)?.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// What was set aside is of no more use; where it cannot be removed, the board does not read it.
fn clean(aside: &[(PathBuf, PathBuf)]) {
    for (new, _) in aside {
        let _ = fs::remove_file(new);
    }
}
