//! How commands read the files that they are given.

use std::fs;
use std::io;
use std::path::Path;

use super::fault::Fault;
use crate::delimited::{self, Row};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 20 << 20;

pub fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if size > MAX_FILE {
        let message = format!("{}: il file pesa più di {} MB", path.display(), MAX_FILE >> 20);
        return Err(Fault::new(message, "togli immagini e fogli che non servono"));
    }
    fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "questo file non c'è".to_owned(),
        io::ErrorKind::PermissionDenied => "non ho il permesso di leggerlo".to_owned(),
        _ => format!("non riesco a leggerlo: {error}"),
    };
    Fault::unable(
        format!("{}: {why}", path.display()),
        "controlla il nome e la cartella; se è aperto in un altro programma, chiudilo",
    )
}

/// The rows of a CSV; who wrote it is told if its letters were guessed.
pub fn table(path: &Path) -> Result<Vec<Row>, Fault> {
    let table = delimited::read(bytes(path)?).map_err(|invalid| Fault::at(&path.display().to_string(), invalid))?;
    if table.is_windows {
        eprintln!(
            "nota: {} non è in UTF-8. L'ho letto con le lettere di Windows: controlla gli accenti.",
            path.display()
        );
    }
    Ok(table.rows)
}
