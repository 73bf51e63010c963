//! Where a new board goes: a folder of its own, filled at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::fault::Fault;
use crate::cli::write;
use crate::pipeline::Failure;

/// Files are written here, inside the folder, until all of them are there.
const ASIDE: &str = ".bacheca-init";

/// A folder without files, or none yet.
pub struct Place {
    folder: PathBuf,
    is_new: bool,
}

/// A board not yet in its place: taken away if it never gets there.
pub struct Staging {
    place: Place,
    aside: PathBuf,
    settled: bool,
}

impl Place {
    /// A folder that only git knows of counts as empty.
    pub fn find(folder: &Path) -> Result<Place, Vec<Fault>> {
        let shown = folder.display();
        match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Place { folder: folder.to_owned(), is_new: true })
            }
            Err(_) => Err(vec![Fault::new(
                format!("in «{shown}» non posso creare una bacheca: non è una cartella che si può aprire"),
                "scegli un altro nome",
            )]),
            Ok(mut files) => {
                let is_ours = |name: &std::ffi::OsStr| name == ".git" || name == ASIDE;
                match files.find_map(|file| file.ok().map(|file| file.file_name()).filter(|name| !is_ours(name))) {
                    None => Ok(Place { folder: folder.to_owned(), is_new: false }),
                    Some(name) => Err(vec![Fault::new(
                        format!("la cartella «{shown}» non è vuota: contiene {}", name.to_string_lossy()),
                        "scrivi il nome di una cartella nuova, per esempio `bacheca init nuova-bacheca`",
                    )]),
                }
            }
        }
    }

    pub fn stage(self, files: Vec<(String, String)>) -> Result<Staging, Failure> {
        let aside = self.folder.join(ASIDE);
        let staging = Staging { place: self, aside, settled: false };
        // Left by a run that was interrupted.
        let _ = fs::remove_dir_all(&staging.aside);
        for (name, text) in files {
            write::create(&staging.aside.join(name), text.as_bytes())?;
        }
        Ok(staging)
    }
}

impl Staging {
    pub fn path(&self) -> &Path {
        &self.aside
    }

    /// Moves all to its place; a step that fails takes back those before it.
    pub fn settle(mut self) -> Result<(), Failure> {
        let mut moved = Vec::new();
        if let Err(error) = self.move_all(&mut moved) {
            for path in moved {
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
            let path = self.place.folder.clone();
            return Err(Failure::Write { path, error, written: Vec::new() });
        }
        self.settled = true;
        Ok(())
    }

    fn move_all(&self, moved: &mut Vec<PathBuf>) -> io::Result<()> {
        for file in fs::read_dir(&self.aside)? {
            let file = file?;
            let target = self.place.folder.join(file.file_name());
            fs::rename(file.path(), &target)?;
            moved.push(target);
        }
        fs::remove_dir(&self.aside)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.settled {
            let _ = fs::remove_dir_all(&self.aside);
            if self.place.is_new {
                let _ = fs::remove_dir(&self.place.folder);
            }
        }
    }
}
