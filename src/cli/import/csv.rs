//! Comma separated tables, as spreadsheets save them: `;`, `,` or tabs, quotes, line breaks in cells.

use super::table::{Cell, Row};

/// Why a text is not a table, and what to do.
pub type Refusal = (String, &'static str);

/// What was read, and whether its letters had to be guessed.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub is_windows: bool,
}

const SAVE_AS_UTF8: &str = "nel foglio di calcolo scegli «Salva con nome» e poi «CSV UTF-8», oppure salvalo come .xlsx";

/// UTF-8 with or without a byte order mark; else the letters of Windows, which is how an Italian Excel
/// saves a CSV.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, Refusal> {
    if bytes.starts_with(b"PK") {
        return Err((
            "è un foglio di calcolo, anche se il nome finisce per .csv".into(),
            "cambia il nome in .xlsx o .ods",
        ));
    }
    if bytes.contains(&0) {
        return Err(("il file non è un CSV, o è scritto in UTF-16".into(), SAVE_AS_UTF8));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            Ok(Decoded { text, is_windows: false })
        }
        Err(error) => {
            let text: Option<String> = error.as_bytes().iter().map(|byte| windows_1252(*byte)).collect();
            let text = text.ok_or(("non riconosco con che lettere è scritto il file".into(), SAVE_AS_UTF8))?;
            Ok(Decoded { text, is_windows: true })
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

/// Every row, empty ones too: their numbers are those that the spreadsheet shows.
pub fn rows(text: &str) -> Result<Vec<Row>, Refusal> {
    // Excel writes the sign that it used in a first line of its own, and does not show it.
    let (sign, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) => (sign.chars().next(), rest),
        None => (None, text),
    };
    let mut reader =
        Reader { separator: sign.unwrap_or_else(|| separator(text)), rows: vec![Vec::new()], cell: String::new() };
    reader.read(text)?;
    let rows = reader.rows.into_iter().enumerate();
    Ok(rows.map(|(index, cells)| Row { number: index + 1, cells }).collect())
}

/// The sign that the first line has most of, outside of quotes.
fn separator(text: &str) -> char {
    let mut quoted = false;
    let line = text.trim_start().chars().take_while(|c| {
        quoted ^= *c == '"';
        quoted || *c != '\n'
    });
    let line: Vec<char> = line.collect();
    let count = |sign: char| {
        let mut quoted = false;
        line.iter()
            .filter(|c| {
                quoted ^= **c == '"';
                !quoted && **c == sign
            })
            .count()
    };
    // Of equals the last one wins: an Italian spreadsheet writes semicolons.
    [',', '\t', ';'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(';')
}

struct Reader {
    separator: char,
    rows: Vec<Vec<Cell>>,
    cell: String,
}

impl Reader {
    fn read(&mut self, text: &str) -> Result<(), Refusal> {
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '"' if self.cell.is_empty() => self.quoted(&mut rest)?,
                '\r' if rest.peek() == Some(&'\n') => {}
                '\n' | '\r' => {
                    self.end_cell();
                    self.rows.push(Vec::new());
                }
                c if c == self.separator => self.end_cell(),
                c => self.cell.push(c),
            }
        }
        self.end_cell();
        Ok(())
    }

    /// Up to the closing quote; two quotes are one.
    fn quoted(&mut self, rest: &mut std::iter::Peekable<std::str::Chars>) -> Result<(), Refusal> {
        let row = self.rows.len();
        while let Some(c) = rest.next() {
            match c {
                '"' if rest.peek() == Some(&'"') => self.cell.extend(rest.next()),
                '"' => return Ok(()),
                c => self.cell.push(c),
            }
        }
        Err((format!("nella riga {row} ci sono virgolette che si aprono e non si chiudono"), "chiudile, o togliile"))
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.cell);
        let row = self.rows.last_mut().expect("there is always a row");
        row.push(if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
    }

    #[test]
    fn the_separator_is_the_sign_of_the_first_line() {
        for text in ["a;b,c\n1;2", "a\tb,c\n1\t2", "a,b\n1,2", "\"x,y\";b\n1;2", "sep=,\na,b;c;d\n1,2"] {
            let rows = texts(text);
            assert_eq!((rows.len(), rows[0].len()), (2, 2), "{text:?}");
        }
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        let rows = texts("a;b\r\n\"uno;\r\ndue \"\"tre\"\"\";x\r\n\r\nfine;y");
        assert_eq!(rows[1], ["uno;\r\ndue \"tre\"", "x"]);
        assert_eq!(rows[3], ["fine", "y"], "an empty row is counted");
        assert!(self::rows("a;b\n\"uno;due").unwrap_err().0.contains("riga 2"));
    }

    #[test]
    fn letters_of_windows_are_read_and_other_bytes_refused() {
        let decoded = decode(b"citt\xe0 \x80 5".to_vec()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.is_windows), ("città € 5", true));
        assert_eq!(decode("\u{feff}città".into()).unwrap().text, "città");
        assert!(decode(b"citt\xe0 \x81".to_vec()).is_err());
        assert!(decode(b"\xff\xfea\0b\0".to_vec()).is_err());
    }
}
