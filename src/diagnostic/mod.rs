//! What is wrong with the content, as plain data. One file draws it for each reader: a person
//! ([`text`]), a program ([`json`]), a pull request ([`github`]).

pub mod github;
pub mod json;
pub mod text;

use std::io;
use std::ops::Range;
use std::sync::Arc;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is published.
    Error,
    /// Published, unless `--strict`.
    Warning,
    /// Shown on request only.
    Advice,
}

impl Level {
    /// The word that authors read.
    pub fn label(self) -> &'static str {
        match self {
            Level::Error => "errore",
            Level::Warning => "avviso",
            Level::Advice => "consiglio",
        }
    }
}

/// A kind of fault, with its manual. The name is what authors write in `eccezioni` and look up in
/// `docs/controlli.md`.
#[derive(Debug)]
pub struct Code {
    pub name: &'static str,
    pub level: Level,
    /// What is checked, in one Italian sentence.
    pub what: &'static str,
    /// Why it matters to who reads the board.
    pub why: &'static str,
    /// Wrong, then right.
    pub example: &'static str,
}

/// A content file as it was read: path relative to the board, and text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// Line and column, from 1, columns in characters, of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.floor(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// The end of the line on which `offset` lies, without its line break.
    pub fn line_end(&self, offset: usize) -> usize {
        let offset = self.floor(offset);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |newline| offset + newline);
        if self.text[..end].ends_with('\r') && end > offset { end - 1 } else { end }
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }
}

/// Where a fault is: a file, and the bytes of its text to underline (empty: the file as a whole).
#[derive(Clone, Debug)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Range<usize>,
}

impl Place {
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Place { source: Arc::clone(source), span }
    }

    /// A fault of a file as a whole, or of one whose text cannot be shown.
    pub fn file(path: impl Into<String>) -> Self {
        Place { source: Arc::new(Source { path: path.into(), text: String::new() }), span: 0..0 }
    }

    pub fn position(&self) -> (usize, usize) {
        self.source.position(self.span.start)
    }
}

/// One fault: what, where, and what to type instead.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: &'static Code,
    /// That of the code, unless the board gives it another.
    pub level: Level,
    pub place: Place,
    pub message: String,
    pub hint: Option<String>,
}

impl Diagnostic {
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Diagnostic { code, level: code.level, place, message: message.into(), hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// All faults of a run, in the order of files and lines.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Orders by file, position and code, and drops what is said twice.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(|a, b| Self::key(a).cmp(&Self::key(b)));
        self.diagnostics.dedup_by(|a, b| Self::key(a) == Self::key(b));
    }

    fn key(diagnostic: &Diagnostic) -> (&str, usize, &str, &str) {
        let place = &diagnostic.place;
        (&place.source.path, place.span.start, diagnostic.code.name, &diagnostic.message)
    }

    /// Whether the same is said of the same places.
    pub fn is_same(&self, other: &Report) -> bool {
        self.diagnostics.iter().map(Self::key).eq(other.diagnostics.iter().map(Self::key))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// Drops what weighs less than `level`.
    pub fn at_least(mut self, level: Level) -> Self {
        self.diagnostics.retain(|diagnostic| diagnostic.level <= level);
        self
    }
}

/// Why the system refuses to write, as people say it.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "il disco è pieno".to_owned(),
        io::ErrorKind::FileTooLarge => "il sistema non permette file così grandi".to_owned(),
        io::ErrorKind::PermissionDenied => "non ho il permesso".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "il disco è di sola lettura".to_owned(),
        io::ErrorKind::AlreadyExists => "c'è già un file con questo nome".to_owned(),
        io::ErrorKind::NotADirectory => "una parte del percorso è un file, non una cartella".to_owned(),
        _ => error.to_string(),
    }
}

/// The known word closest to what was typed, if close enough to be meant.
///
/// Distance counts insertions, deletions, substitutions and swaps of neighbours (optimal string
/// alignment), at most a third of the word.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let limit = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (distance(&typed, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_is_suggested_and_far_ones_are_not() {
        let known = ["scadenza", "sedi", "requisiti"];
        assert_eq!(did_you_mean("scadneza", known), Some("scadenza"));
        assert_eq!(did_you_mean("requisito", known), Some("requisiti"));
        assert_eq!(did_you_mean("telefono", known), None);
    }

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let source = Source { path: "a.md".into(), text: "è già\nperché no".into() };
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(source.text.find("no").unwrap()), (2, 8));
    }
}
