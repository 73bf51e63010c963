//! The files of another board: those of its `/api/v1/` that say what it offers.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::fields::one_line;

pub type Object = Map<String, Value>;

const INDEX: &str = "index.json";
const COMUNI: &str = "comuni.json";
const ORGANIZATIONS: &str = "enti.json";
const ENTRIES: &str = "esportazione.ndjson";

/// All of them.
pub const FILES: [&str; 4] = [INDEX, COMUNI, ORGANIZATIONS, ENTRIES];

/// The version of the data that is understood.
const VERSION: &str = "1";

/// The most that is read of one file, in bytes: several times what 10,000 entries take.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The most bytes of a board's title.
const LONGEST_NAME: usize = 300;

#[derive(Debug)]
pub struct Export {
    /// The title of the board.
    pub title: String,
    pub territory: String,
    pub comuni: Vec<ForeignComune>,
    pub organizations: Vec<Object>,
    pub entries: Vec<Object>,
}

#[derive(Debug, Deserialize)]
pub struct ForeignComune {
    pub slug: String,
    pub nome: String,
    pub istat: String,
}

/// Why a board cannot be read, and what to do.
#[derive(Debug)]
pub struct Unreadable {
    pub message: String,
    pub hint: &'static str,
}

#[derive(Deserialize)]
struct Index {
    versione: String,
    titolo: String,
    territorio: String,
    /// How many entries there are.
    schede: usize,
}

#[derive(Deserialize)]
struct Comuni {
    comuni: Vec<ForeignComune>,
}

#[derive(Deserialize)]
struct Organizations {
    enti: Vec<Object>,
}

impl Export {
    /// Reads the folder `path`, called `shown` in messages.
    pub fn read(path: &Path, shown: &str) -> Result<Export, Unreadable> {
        let text = |file: &str| read(&path.join(file), &format!("{shown}/{file}"));
        let index: Index = json(&text(INDEX)?, &format!("{shown}/{INDEX}"))?;
        if index.versione != VERSION {
            return Err(Unreadable {
                message: format!(
                    "i dati di «{shown}» sono della versione {}, qui si legge la {VERSION}",
                    index.versione
                ),
                hint: "prendi i file da `/api/v1/` di quella bacheca, o aggiorna il programma",
            });
        }
        let comuni: Comuni = json(&text(COMUNI)?, &format!("{shown}/{COMUNI}"))?;
        let organizations: Organizations = json(&text(ORGANIZATIONS)?, &format!("{shown}/{ORGANIZATIONS}"))?;
        let entries = lines(&text(ENTRIES)?, &format!("{shown}/{ENTRIES}"))?;
        if entries.len() != index.schede {
            return Err(Unreadable {
                message: format!(
                    "in {shown}/{ENTRIES} ci sono {} schede, l'indice ne conta {}",
                    entries.len(),
                    index.schede
                ),
                hint: "prendi di nuovo tutti i file insieme: qualcuno è a metà, o di un altro giorno",
            });
        }
        Ok(Export {
            title: name(&index.titolo, shown)?,
            territory: name(&index.territorio, shown)?,
            comuni: comuni.comuni,
            organizations: organizations.enti,
            entries,
        })
    }
}

fn name(text: &str, shown: &str) -> Result<String, Unreadable> {
    name_of_board(text).ok_or_else(|| Unreadable {
        message: format!("la bacheca di «{shown}» non ha un titolo o un territorio che si possa mostrare"),
        hint: "avvisa chi cura quella bacheca",
    })
}

/// How a board calls itself, if it can stand on every page of what comes from it.
pub fn name_of_board(text: &str) -> Option<String> {
    let name = one_line(text);
    (!name.is_empty() && name.len() <= LONGEST_NAME).then_some(name)
}

fn read(path: &Path, shown: &str) -> Result<String, Unreadable> {
    let hint = "prendi di nuovo i file da `/api/v1/` di quella bacheca";
    let size = fs::metadata(path).map(|data| data.len());
    if size.is_ok_and(|size| size > LARGEST) {
        return Err(Unreadable { message: format!("il file {shown} è troppo grande"), hint });
    }
    fs::read_to_string(path).map_err(|error| {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => format!("manca il file {shown}"),
            std::io::ErrorKind::InvalidData => format!("il file {shown} non è un testo in UTF-8"),
            _ => format!("non riesco a leggere {shown}: {error}"),
        };
        Unreadable { message, hint }
    })
}

fn json<'t, T: Deserialize<'t>>(text: &'t str, shown: &str) -> Result<T, Unreadable> {
    serde_json::from_str(text).map_err(|error| broken(shown, error.line(), &error))
}

/// An object on each line.
fn lines(text: &str, shown: &str) -> Result<Vec<Object>, Unreadable> {
    let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let parse =
        |(index, line): &(usize, &str)| serde_json::from_str(line).map_err(|error| broken(shown, index + 1, &error));
    lines.par_iter().map(parse).collect()
}

fn broken(shown: &str, line: usize, error: &serde_json::Error) -> Unreadable {
    let message = match error.is_eof() {
        true => format!("il file {shown} è interrotto alla riga {line}"),
        false => format!("il file {shown}, alla riga {line}, non è quello che una bacheca pubblica"),
    };
    Unreadable { message, hint: "prendi di nuovo i file da `/api/v1/` di quella bacheca" }
}
