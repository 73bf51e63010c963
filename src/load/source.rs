//! Bytes on disk → text, refused early when it could not be read safely.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diagnostic::{Code, Diagnostic, Level, Place, Source};

/// Largest text file, in bytes. The longest entry of a real board is a hundred times smaller.
pub const MAX_FILE: u64 = 1 << 20;

pub static TOO_LARGE: Code = Code {
    name: "file-troppo-grande",
    level: Level::Error,
    what: "Un file di testo non supera 1 MB.",
    why: "Un file enorme è quasi sempre un documento o un'immagine finiti per sbaglio fra i testi.",
    example: "Metti il documento accanto alla scheda e citalo fra gli `allegati`.",
};

pub static NOT_UTF8: Code = Code {
    name: "codifica-non-valida",
    level: Level::Error,
    what: "I file di testo sono scritti in UTF-8.",
    why: "Con un'altra codifica le lettere accentate diventano segni illeggibili.",
    example: "Nell'editor scegli «Salva con codifica» e poi UTF-8.",
};

pub static UNREADABLE: Code = Code {
    name: "file-illeggibile",
    level: Level::Error,
    what: "Ogni file del contenuto si può leggere.",
    why: "Un file che non si apre mancherebbe dal sito senza che nessuno se ne accorga.",
    example: "Controlla i permessi del file, o toglilo dalla cartella.",
};

/// Reads a content file; `shown` is its path as authors know it.
pub fn read(path: &Path, shown: &str) -> Result<Arc<Source>, Box<Diagnostic>> {
    read_large(path, shown, MAX_FILE)
}

/// As [`read`], for what may be larger.
pub fn read_large(path: &Path, shown: &str, max: u64) -> Result<Arc<Source>, Box<Diagnostic>> {
    let unreadable = |error: io::Error| Box::new(unreadable(shown, &error));
    refuse_large(fs::metadata(path).map_err(unreadable)?.len(), max, shown)?;
    let bytes = fs::read(path).map_err(unreadable)?;
    decode(bytes, shown)
}

/// A text that is not on disk, as if it were.
pub fn given(text: &str, shown: &str) -> Result<Arc<Source>, Box<Diagnostic>> {
    refuse_large(text.len() as u64, MAX_FILE, shown)?;
    decode(text.as_bytes().to_vec(), shown)
}

fn refuse_large(size: u64, max: u64, shown: &str) -> Result<(), Box<Diagnostic>> {
    if size <= max {
        return Ok(());
    }
    let message = format!("il file pesa {} KB: il massimo per un testo è {} KB", size >> 10, max >> 10);
    Err(Box::new(
        Diagnostic::new(&TOO_LARGE, Place::file(shown), message)
            .hint("se è un documento, mettilo fra gli `allegati` della scheda"),
    ))
}

/// A file or folder that the system does not let us read, and why.
pub fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "questo file o cartella manca".to_owned(),
        io::ErrorKind::PermissionDenied => "non ho il permesso di leggere questo file o cartella".to_owned(),
        io::ErrorKind::IsADirectory => "questa è una cartella, ma qui va un file".to_owned(),
        _ => format!("non riesco a leggere questo file o cartella: {error}"),
    };
    Diagnostic::new(&UNREADABLE, Place::file(shown), message).hint("controlla che ci sia e che si possa aprire")
}

fn decode(bytes: Vec<u8>, shown: &str) -> Result<Arc<Source>, Box<Diagnostic>> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            // Some systems write `ì` as two characters: what looks equal must be equal.
            let text = if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() };
            Ok(Arc::new(Source { path: shown.to_owned(), text }))
        }
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Source { path: shown.to_owned(), text });
            let place = Place::new(&source, start..start + '\u{fffd}'.len_utf8());
            Err(Box::new(
                Diagnostic::new(&NOT_UTF8, place, "il file non è scritto in UTF-8")
                    .hint("riaprilo nell'editor e salvalo con codifica UTF-8"),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped_and_latin_1_refused_at_its_place() {
        assert_eq!(decode("\u{feff}a".into(), "x").unwrap().text, "a");
        let fault = decode(b"titolo: citt\xe0\n".to_vec(), "x").unwrap_err();
        assert_eq!(fault.place.position(), (1, 13));
    }
}
