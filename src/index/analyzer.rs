//! Text → terms: the only definition of how words are compared, for the index and for queries.
//! `search-index/FORMAT.md` states the rules; `search-index/client/analyze.mjs` follows them in the
//! browser, and `search-index/vectors/` pins both.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stop_words;

/// How the words of one language are compared.
#[derive(Clone, Debug, Serialize)]
pub struct Analyzer {
    /// Whether the Italian light stemmer is used.
    pub stem: bool,
    #[serde(serialize_with = "joined")]
    pub stop: Vec<&'static str>,
    #[serde(serialize_with = "joined")]
    pub elisions: Vec<&'static str>,
    #[serde(skip)]
    stop_set: HashSet<&'static str>,
}

fn joined<S: serde::Serializer>(words: &[&str], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&words.join(" "))
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// None for a stop word.
    pub term: Option<String>,
    /// As folded, before stemming.
    pub word: String,
    /// Where it stands in the text.
    pub span: Range<usize>,
}

impl Analyzer {
    /// Italian is stemmed; other languages are only folded, English without its commonest words.
    pub fn of(language: &str) -> Analyzer {
        let (stop, elisions) = match language {
            "it" => (stop_words::ITALIAN, stop_words::ITALIAN_ELISIONS),
            "en" => (stop_words::ENGLISH, ""),
            _ => ("", ""),
        };
        let stop: Vec<&str> = stop.split_whitespace().collect();
        let stop_set = stop.iter().copied().collect();
        Analyzer { stem: language == "it", stop, elisions: elisions.split_whitespace().collect(), stop_set }
    }

    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.pieces(text, &mut |piece, span| {
            let word = fold(&piece);
            if !word.is_empty() {
                tokens.push(Token { term: self.term(&word), word, span });
            }
        });
        tokens
    }

    /// The terms of a text, in order, stop words left out.
    pub fn terms(&self, text: &str) -> Vec<String> {
        self.tokens(text).into_iter().filter_map(|token| token.term).collect()
    }

    /// The term of a folded word; none for a stop word.
    fn term(&self, word: &str) -> Option<String> {
        if self.stop_set.contains(word) {
            return None;
        }
        let stem = if self.stem { stem(word) } else { word };
        Some(stem.to_owned())
    }

    /// Calls `visit` with each word of a text, elisions dropped and acronyms joined, before folding.
    fn pieces(&self, text: &str, visit: &mut dyn FnMut(Piece, Range<usize>)) {
        for chunk in chunks(text) {
            let mut parts = text[chunk.clone()].split(is_apostrophe).peekable();
            let mut start = chunk.start;
            while let Some(part) = parts.next() {
                let end = start + part.len();
                let is_elided = parts.peek().is_some() && self.elisions.contains(&fold(part).as_str());
                if !is_elided {
                    split_at_dots(part, start, visit);
                }
                let apostrophe = text[end..].chars().next().map_or(0, char::len_utf8);
                start = end + apostrophe;
            }
        }
    }
}

type Piece<'t> = std::borrow::Cow<'t, str>;

fn split_at_dots(part: &str, start: usize, visit: &mut dyn FnMut(Piece, Range<usize>)) {
    if part.contains('.') && (is_acronym(part) || is_grouped_number(part)) {
        visit(part.replace('.', "").into(), start..start + part.len());
        return;
    }
    let mut from = start;
    for piece in part.split('.') {
        visit(piece.into(), from..from + piece.len());
        from += piece.len() + 1;
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}' | '\u{2032}')
}

fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && (is_ignorable(c) || is_combining_mark(c)))
}

/// Runs of word characters, in which single apostrophes or dots may stand between two of them.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if is_word(c) {
                break (at, at + c.len_utf8());
            }
        };
        let mut end = start.1;
        while let Some(&(at, c)) = chars.peek() {
            if is_word(c) {
                end = at + c.len_utf8();
            } else if !((is_apostrophe(c) || c == '.') && text[at + c.len_utf8()..].chars().next().is_some_and(is_word))
            {
                break;
            }
            chars.next();
        }
        Some(start.0..end)
    })
}

/// Single letters with dots between them: `S.E.L.F`.
fn is_acronym(part: &str) -> bool {
    part.split('.').all(|piece| {
        let mut chars = piece.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() && !is_combining_mark(c)) && chars.all(is_combining_mark)
    })
}

/// `1.000`, `12.500.000`.
fn is_grouped_number(part: &str) -> bool {
    let mut groups = part.split('.');
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && is_digits(first))
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// A word without case, accents and what cannot be seen.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' => {}
            c if is_ignorable(c) => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ħ' => folded.push('h'),
            c => folded.push(c),
        }
    }
    folded
}

/// The Italian light stemmer: singular and plural, masculine and feminine become one.
///
/// Source: J. Savoy, *Light Stemming Approaches for the French, Portuguese, German and Hungarian
/// Languages* (2006), as in Lucene's `ItalianLightStemmer`, here from four letters on.
pub fn stem(word: &str) -> &str {
    let bytes = word.as_bytes();
    if bytes.len() < 4 || !bytes.iter().all(u8::is_ascii_lowercase) {
        return word;
    }
    let before = bytes[bytes.len() - 2];
    let dropped = match (bytes[bytes.len() - 1], before) {
        (b'e', b'i' | b'h') | (b'i', b'h' | b'i') | (b'a' | b'o', b'i') => 2,
        (b'e' | b'i' | b'a' | b'o', _) => 1,
        _ => 0,
    };
    &word[..word.len() - dropped]
}

/// Analyses the texts of a whole board: each different word is folded and stemmed once, and counted.
pub struct CorpusAnalyzer<'a> {
    analyzer: &'a Analyzer,
    /// By the word as written.
    words: HashMap<String, Word>,
}

struct Word {
    /// None for a stop word, or for nothing.
    term: Option<String>,
    times: u32,
}

impl<'a> CorpusAnalyzer<'a> {
    pub fn new(analyzer: &'a Analyzer) -> CorpusAnalyzer<'a> {
        CorpusAnalyzer { analyzer, words: HashMap::new() }
    }

    /// Adds the terms of a text to `terms`, each followed by a space.
    pub fn add(&mut self, text: &str, terms: &mut String) {
        let (analyzer, words) = (self.analyzer, &mut self.words);
        analyzer.pieces(text, &mut |piece, _| {
            let word = match words.get_mut(piece.as_ref()) {
                Some(word) => word,
                None => {
                    let folded = fold(&piece);
                    let term = if folded.is_empty() { None } else { analyzer.term(&folded) };
                    words.entry(piece.into_owned()).or_insert(Word { term, times: 0 })
                }
            };
            word.times += 1;
            if let Some(term) = &word.term {
                terms.push_str(term);
                terms.push(' ');
            }
        });
    }

    /// Each different word as written, with its term, in order.
    pub fn vocabulary(&self) -> Vec<(&str, Option<&str>)> {
        let mut words: Vec<_> = self.words.iter().map(|(word, known)| (word.as_str(), known.term.as_deref())).collect();
        words.sort_unstable();
        words
    }

    /// For each term, the lower-case word by which it is most often written, without what cannot be seen.
    pub fn commonest_forms(&self) -> HashMap<&str, String> {
        let mut forms: HashMap<(&str, String), u32> = HashMap::new();
        for (word, known) in self.vocabulary() {
            if let Some(term) = known {
                let form = word.nfc().filter(|c| !is_ignorable(*c)).collect::<String>().to_lowercase();
                *forms.entry((term, form)).or_default() += self.words[word].times;
            }
        }
        let mut forms: Vec<((&str, String), u32)> = forms.into_iter().collect();
        forms.sort_unstable_by(|((_, a), times_a), ((_, b), times_b)| times_a.cmp(times_b).then_with(|| b.cmp(a)));
        forms.into_iter().map(|((term, form), _)| (term, form)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> String {
        Analyzer::of("it").terms(text).join(" ")
    }

    #[test]
    fn articles_before_an_apostrophe_are_dropped_whichever_apostrophe_it_is() {
        assert_eq!(terms("l'affitto dell’anziano d'aiuto un'auto quest'anno C'è"), "affitt anzian aiut aut ann");
        assert_eq!(terms("L'AFFITTO"), "affitt");
    }

    #[test]
    fn singular_and_plural_masculine_and_feminine_are_one() {
        for family in [
            "anziano anziani anziana anziane",
            "familiare familiari",
            "psichiatrico psichiatrici psichiatriche",
            "beneficio benefici",
            "famiglia famiglie",
            "servizio servizi",
            "ufficio uffici",
        ] {
            let stems: HashSet<String> = Analyzer::of("it").terms(family).into_iter().collect();
            assert_eq!(stems.len(), 1, "{family}: {stems:?}");
        }
    }

    #[test]
    fn accents_case_and_invisible_characters_do_not_count() {
        assert_eq!(terms("disabilità DISABILITA' disabilita\u{300} disa\u{ad}bilità"), "disabilit ".repeat(4).trim());
        assert_eq!(terms("Straße cœur Łódź ﬁne"), "strass coeur lodz fin");
    }

    #[test]
    fn acronyms_and_grouped_numbers_are_joined() {
        assert_eq!(
            terms("S.E.L.F. A.D.I. l'A.D.I. L. 328/2000 D.G.R. 2167 1.000 euro"),
            "self adi adi 328 2000 dgr 2167 1000 eur"
        );
        assert_eq!(terms("info@comune.example"), "inf comun exampl");
    }

    #[test]
    fn words_that_change_the_meaning_are_kept() {
        assert_eq!(terms("violenza contro le donne"), "violenz contr donn");
        assert_eq!(terms("come dove quando il lo la"), "");
    }

    #[test]
    fn spans_point_to_the_words_as_written() {
        let text = "Perché l’anziàno: S.E.L.F.";
        let words: Vec<&str> = Analyzer::of("it").tokens(text).iter().map(|token| &text[token.span.clone()]).collect();
        assert_eq!(words, ["Perché", "anziàno", "S.E.L.F"]);
    }
}
