//! Tables in text, as spreadsheets save and open them. The only file that knows the library.

use csv::{Reader, ReaderBuilder, Terminator, WriterBuilder};

use crate::model::value::{Invalid, Parsed};

#[derive(Debug)]
pub struct Table {
    /// Without those that are wholly blank.
    pub rows: Vec<Row>,
    /// Whether its letters had to be taken for those of Windows.
    pub is_windows: bool,
}

#[derive(Debug)]
pub struct Row {
    /// From 1, as the spreadsheet numbers it: blank rows count, line breaks inside cells do not.
    pub number: usize,
    pub cells: Vec<String>,
}

/// Cells apart by `;`, `,` or tabs, in any of the letters that an Italian spreadsheet writes.
pub fn read(bytes: Vec<u8>) -> Parsed<Table> {
    let (text, is_windows) = decode(bytes)?;
    // As in cells of a spreadsheet, whatever system wrote the file.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(Table { rows: rows(&text)?, is_windows })
}

const SAVE_AS_UTF8: &str = "nel foglio di calcolo scegli «Salva con nome» e poi «CSV UTF-8», oppure salvalo come .xlsx";

/// UTF-8 with or without a byte order mark; else the letters of Windows, which is how an Italian Excel
/// saves a CSV.
fn decode(bytes: Vec<u8>) -> Parsed<(String, bool)> {
    if bytes.starts_with(b"PK") {
        return Err(Invalid::new(
            "è un foglio di calcolo, anche se il nome finisce per .csv",
            "cambia il nome in .xlsx o .ods",
        ));
    }
    if bytes.contains(&0) {
        return Err(Invalid::new("il file non è un CSV, o è scritto in UTF-16", SAVE_AS_UTF8));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), false)),
        Err(error) => {
            let text: Option<String> = error.as_bytes().iter().map(|byte| windows_1252(*byte)).collect();
            let unknown = || Invalid::new("non riconosco con che lettere è scritto il file", SAVE_AS_UTF8);
            Ok((text.ok_or_else(unknown)?, true))
        }
    }
}

/// Letters from 0x80 to 0x9F; the rest is as in Latin-1. Five bytes mean nothing.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> Option<char> {
    let letter = match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    (letter != '\0').then_some(letter)
}

/// A last row that no file has. If it is not read as a row, quotes before it were never closed: the
/// library takes all that follows them for one cell.
const END: &str = "\n\0";

fn rows(text: &str) -> Parsed<Vec<Row>> {
    // Excel writes the sign that it used in a first line of its own, and does not show it.
    let (sign, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) => (sign.bytes().next(), rest),
        None => (None, text),
    };
    let mut rows = Vec::new();
    let mut number = 0;
    let ended = format!("{text}{END}");
    for record in reader(&ended, sign.unwrap_or_else(|| separator(text))).into_records() {
        let record = record.expect("a text in memory can be read");
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let blank = ended[start..].bytes().take_while(|byte| *byte == b'\n').count();
        number += blank + 1;
        rows.push(Row { number, cells: record.iter().map(str::to_owned).collect() });
    }
    match rows.pop() {
        Some(last) if last.cells != ["\0"] => Err(Invalid::new(
            format!("nella riga {} ci sono virgolette che si aprono e non si chiudono", last.number),
            "chiudile, o togliile",
        )),
        _ => Ok(rows),
    }
}

fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The sign that makes most cells of the first row.
fn separator(text: &str) -> u8 {
    let cells = |sign: &u8| reader(text, *sign).records().next().and_then(Result::ok).map_or(0, |row| row.len());
    // Of equals the last one wins: an Italian spreadsheet writes semicolons.
    [b',', b'\t', b';'].into_iter().max_by_key(cells).unwrap_or(b';')
}

/// A table as Italian spreadsheets open it: with a byte order mark, so that accents are read, and
/// semicolons. What would be taken for a formula stays text.
pub fn write<C: AsRef<str>>(rows: impl IntoIterator<Item = Vec<C>>) -> String {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell.as_ref()))).expect("a table in memory can be written");
    }
    let bytes = writer.into_inner().expect("a table in memory can be written");
    format!("\u{feff}{}", String::from_utf8(bytes).expect("texts stay texts"))
}

fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("{}{cell}", if is_formula { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn the_separator_is_the_sign_of_the_first_line() {
        for text in ["a;b,c\n1;2", "a\tb,c\n1\t2", "a,b\n1,2", "\"x,y\";b\n1;2", "sep=,\na,b;c;d\n1,2"] {
            let rows = cells(text);
            assert_eq!((rows.len(), rows[0].len()), (2, 2), "{text:?}");
        }
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        let rows = cells("a;b\n\"uno;\ndue \"\"tre\"\"\";x\n");
        assert_eq!(rows[1], ["uno;\ndue \"tre\"", "x"]);
        for open in ["a;b\n\"uno;due", "a;b\n\"uno;due\n\n", "a;b\n1;\"\"\"\n3;4\n"] {
            assert!(self::rows(open).unwrap_err().message.contains("riga 2"), "{open:?}");
        }
        assert_eq!(cells("a;b\n5\" di tubo;\"\"\n")[1], ["5\" di tubo", ""]);
    }

    #[test]
    fn rows_have_the_numbers_of_the_spreadsheet() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "\n\na;b\n\"uno\ndue\";x\n\n\n;\nfine;y\n\n".replace('\n', end);
            let table = read(text.into_bytes()).unwrap();
            let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [3, 4, 7, 8], "{end:?}");
            assert_eq!(table.rows[1].cells, ["uno\ndue", "x"]);
        }
    }

    #[test]
    fn letters_of_windows_are_read_and_other_bytes_refused() {
        assert_eq!(decode(b"citt\xe0 \x80 5".to_vec()).unwrap(), ("città € 5".to_owned(), true));
        assert_eq!(decode("\u{feff}città".into()).unwrap(), ("città".to_owned(), false));
        assert!(decode(b"citt\xe0 \x81".to_vec()).is_err());
        assert!(decode(b"\xff\xfea\0b\0".to_vec()).is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = write([vec!["a;b", "c\n\"d\""], vec!["", "=1+1"]]);
        let rows = read(written.into_bytes()).unwrap().rows;
        assert_eq!(rows[0].cells, ["a;b", "c\n\"d\""]);
        assert_eq!(rows[1].cells, ["", "'=1+1"]);
    }
}
