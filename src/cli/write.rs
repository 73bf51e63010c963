//! How commands write files for authors: each whole, beside its place first and then in it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::pipeline::Failure;

/// Writes a file, in the place of the one that may be there.
pub fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    replace_all(&[(path.to_owned(), text)])
}

/// Writes files; until the last one is on the disk, none of them changes. Those that say the same
/// already are not touched.
pub fn replace_all(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    let mut staged: Vec<Staged> = Vec::new();
    for (path, text) in files {
        staged.extend(Staged::replacement(path, text)?);
    }
    let mut written = Vec::new();
    for file in staged {
        let path = file.path.clone();
        if let Err(error) = file.settle() {
            return Err(Failure::Write { path, error, written });
        }
        written.push(path);
    }
    Ok(())
}

/// Writes a file that must not be there yet.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let staged = Staged::new(path, path, bytes)?;
    staged.settle_new().map_err(|error| failure(path, error))
}

fn failure(path: &Path, error: io::Error) -> Failure {
    Failure::Write { path: path.to_owned(), error, written: Vec::new() }
}

const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file on the disk that is not in its place yet: taken away if it never gets there.
struct Staged {
    /// As its author names it.
    path: PathBuf,
    /// Where it goes.
    target: PathBuf,
    aside: PathBuf,
}

impl Staged {
    fn new(path: &Path, target: &Path, bytes: &[u8]) -> Result<Staged, Failure> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let aside = target.with_file_name(format!(".{name}.nuovo"));
        let staged = Staged { path: path.to_owned(), target: target.to_owned(), aside };
        staged.write(bytes).map_err(|error| failure(path, error))?;
        Ok(staged)
    }

    /// With the permissions and the byte order mark of the file that it will replace; none if it is the same.
    fn replacement(path: &Path, text: &str) -> Result<Option<Staged>, Failure> {
        // A link stays a link: its target changes.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let Ok(before) = fs::read(&target) else { return Staged::new(path, &target, text.as_bytes()).map(Some) };
        let mark = if before.starts_with(MARK) && !text.as_bytes().starts_with(MARK) { MARK } else { b"" };
        let bytes = [mark, text.as_bytes()].concat();
        if before == bytes {
            return Ok(None);
        }
        let staged = Staged::new(path, &target, &bytes)?;
        fs::metadata(&target)
            .and_then(|metadata| fs::set_permissions(&staged.aside, metadata.permissions()))
            .map_err(|error| failure(path, error))?;
        Ok(Some(staged))
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = self.target.parent() {
            fs::create_dir_all(folder)?;
        }
        // Left by a run that was interrupted.
        let _ = fs::remove_file(&self.aside);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&self.aside)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn settle(self) -> io::Result<()> {
        fs::rename(&self.aside, &self.target)
    }

    fn settle_new(self) -> io::Result<()> {
        match renameat_with(CWD, &self.aside, CWD, &self.target, RenameFlags::NOREPLACE) {
            // A disk that cannot look and move in one step.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if self.target.symlink_metadata().is_ok() => {
                Err(io::ErrorKind::AlreadyExists.into())
            }
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.settle(),
            moved => Ok(moved?),
        }
    }
}

impl Drop for Staged {
    /// Where it cannot be removed, the board does not read it.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.aside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_never_written_over_by_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dentro/scheda.md");
        create(&path, b"prima").expect("a new file");
        let refused = create(&path, b"dopo").expect_err("it is there");
        assert!(refused.to_string().contains("c'è già"), "{refused}");
        assert_eq!(fs::read(&path).expect("the file"), b"prima");
        assert_eq!(fs::read_dir(folder.path().join("dentro")).expect("the folder").count(), 1, "something is left");
    }

    #[test]
    fn what_was_written_before_a_failure_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let [first, second] = ["a.md", "b.md"].map(|name| folder.path().join(name));
        fs::create_dir(&second).expect("a folder in the way");
        let failure = replace_all(&[(first.clone(), "uno"), (second, "due")]).expect_err("a folder is no file");
        assert!(failure.to_string().contains("a.md; ripeti"), "{failure}");
        assert_eq!(fs::read(first).expect("the file"), b"uno");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2, "something is left");
    }
}
