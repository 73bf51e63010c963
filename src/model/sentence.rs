//! Italian text → sentences and words, as a reader counts them.
//!
//! A word is what stands between two spaces and has a letter: numbers, web addresses, mailboxes and
//! codes are not words. A sentence ends at `.`, `!` or `?` before a space, but not at the point of an
//! abbreviation, and in any case at the end of a line.

use std::ops::Range;

/// Abbreviations after which the sentence goes on, whatever letter follows.
const ABBREVIATIONS: &[&str] = &[
    "all", "arch", "art", "artt", "avv", "c.a", "c.so", "cat", "cell", "cfr", "cod", "d.g.r", "d.l", "d.lgs", "d.m",
    "d.p.c.m", "d.p.r", "dlgs", "dott", "dott.ssa", "dr", "es", "fig", "fraz", "geom", "gg", "ing", "int", "lett",
    "loc", "max", "min", "mons", "n", "nn", "nr", "on", "p.le", "p.zza", "pag", "pagg", "par", "pp", "prof",
    "prof.ssa", "prot", "rag", "rif", "s.m.i", "sec", "segg", "sig", "sig.ra", "sigg", "ss", "tab", "tel", "v.le",
    "vol",
];

/// The sentences of a text, without the spaces around them. A line end ends a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        split_line(text, start..end, &mut found);
        start = end;
    }
    found
}

fn split_line(text: &str, line: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = line.start;
    for (offset, mark) in text[line.clone()].match_indices(['.', '!', '?']) {
        let end = line.start + offset + mark.len();
        if end <= start {
            // One of the marks that close the sentence before.
            continue;
        }
        let closed = end + closing_marks(&text[end..line.end]);
        let rest = &text[closed..line.end];
        if rest.starts_with(char::is_whitespace) && (mark != "." || ends_here(&text[start..end - 1], rest)) {
            push(text, start..closed, found);
            start = closed;
        }
    }
    push(text, start..line.end, found);
}

/// The bytes of quotes and brackets that belong to the sentence before them.
fn closing_marks(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(['»', '”', '"', '’', '\'', ')', ']', '.', '!', '?']).len()
}

/// Whether the point between two texts ends a sentence.
fn ends_here(before: &str, rest: &str) -> bool {
    let Some(next) = rest.trim_start().chars().next() else { return true };
    let last = before.rsplit(|c: char| c.is_whitespace() || "'’(«\"“".contains(c)).next().unwrap_or_default();
    let is_list_number =
        before.trim().len() == last.len() && last.len() <= 2 && last.bytes().all(|b| b.is_ascii_digit());
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let is_abbreviation = || ABBREVIATIONS.binary_search(&last.to_lowercase().as_str()).is_ok();
    !next.is_lowercase() && !is_list_number && !is_initial && !is_abbreviation()
}

fn push(text: &str, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    let written = &text[span.clone()];
    let start = span.start + written.len() - written.trim_start().len();
    if !written.trim().is_empty() {
        found.push(start..start + written.trim().len());
    }
}

/// The words of a text, without the marks around them.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let at = start;
        start += piece.len();
        let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let from = at + piece.len() - bare.len();
        let bare = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        is_word(bare).then(|| from..from + bare.len())
    })
}

/// Whether what stands between two spaces is a word, and not a number, an address or a code.
fn is_word(bare: &str) -> bool {
    let has_letter = bare.chars().any(char::is_alphabetic);
    has_letter && !bare.bytes().any(|byte| byte.is_ascii_digit()) && !is_address(bare)
}

/// Whether what stands between two spaces is a web address or a mailbox.
pub fn is_address(bare: &str) -> bool {
    let has_domain = || {
        let (name, end) = bare.rsplit_once('.').unwrap_or_default();
        name.len() > 3 && (2..=4).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    bare.contains('@') || bare.contains("://") || bare.starts_with("www.") || has_domain()
}

/// The letters of a word.
pub fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn abbreviations_are_in_order_so_that_they_can_be_looked_up() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn a_sentence_ends_at_its_point_and_at_the_end_of_its_line() {
        assert_eq!(
            split("Vieni. Ti aiutiamo! Perché?\nSenza punto\n\n- voce"),
            ["Vieni.", "Ti aiutiamo!", "Perché?", "Senza punto", "- voce"]
        );
        assert_eq!(
            split("Ha detto «Vieni.» Poi è andato. (Non sempre.) Bene"),
            ["Ha detto «Vieni.»", "Poi è andato.", "(Non sempre.)", "Bene"]
        );
    }

    #[test]
    fn a_point_inside_or_after_something_short_does_not_end_a_sentence() {
        for whole in [
            "Vedi l'art. 5 e gli artt. 6 e 7 del D.Lgs. 33 del 2013",
            "Chiama il tel. 0371 409332, al n. 5 o al N. 6",
            "Pane, latte, ecc. si ritirano il lunedì",
            "Costa 1.000 euro dal 12.5.2026 alle 9.30",
            "Scrivi a nome.cognome@comune.it o vai su www.inps.it",
            "Il dott. Rossi e la sig.ra Bianchi, G. Verdi e P.zza Mercato",
            "1. Vai allo sportello",
            "Il progetto S.I.L.V.E.R. aiuta tutti",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(split("Vai su www.inps.it. Chiama il 112. Pane, ecc. Latte").len(), 4);
    }

    #[test]
    fn no_heap_of_marks_makes_it_fail() {
        assert_eq!(split("Chiede «È chiaro?». Poi basta..."), ["Chiede «È chiaro?».", "Poi basta..."]);
        const PIECES: [&str; 14] = [".", "!", "?", " ", "»", "«", "’", "(", ")", "\n", "à", "n", "B5", "\u{a0}"];
        for round in 0..4000_usize {
            let digits = (0..6).map(|place| PIECES[(round * 7919 / 14_usize.pow(place) + round) % 14]);
            let text: String = digits.collect();
            for span in sentences(&text) {
                assert!(text.get(span).is_some_and(|sentence| !sentence.trim().is_empty()), "{text:?}");
            }
            assert!(words(&text).all(|span| text.get(span).is_some()), "{text:?}");
        }
    }

    #[test]
    fn numbers_addresses_and_codes_are_not_words() {
        let text = "Il 5 maggio l'ufficio (apre) su www.inps.it, a@b.it, https://x.it/y — IT60X054 e/o «casa-lavoro».";
        let found: Vec<&str> = words(text).map(|span| &text[span]).collect();
        assert_eq!(found, ["Il", "maggio", "l'ufficio", "apre", "su", "e/o", "casa-lavoro"]);
        assert_eq!(letters("l'ufficio"), 8);
    }
}
