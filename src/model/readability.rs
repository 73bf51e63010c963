//! How hard a text is to read: the Gulpease index, made for Italian.

use super::draft::Draft;
use super::sentence::{letters, sentences, words};

/// What the index is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readability {
    pub sentences: usize,
    pub words: usize,
    pub letters: usize,
}

/// Of fewer words the index says more about chance than about the text.
const FEWEST_WORDS: usize = 100;

impl Readability {
    /// Counts texts, in which a line end ends a paragraph or the item of a list.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Readability {
        let mut count = Readability::default();
        for text in texts {
            for span in sentences(text) {
                count.add(&text[span]);
            }
        }
        count
    }

    /// What a reader of a file's page reads: the short description and the texts, without headings.
    pub fn of_draft(draft: &Draft) -> Readability {
        let texts: Vec<String> = draft.sections.iter().map(|section| section.prose.running_text()).collect();
        Readability::of(draft.fields.text("descrizione_breve").into_iter().chain(texts.iter().map(String::as_str)))
    }

    fn add(&mut self, sentence: &str) {
        let before = self.words;
        for word in words(sentence) {
            self.words += 1;
            self.letters += letters(&sentence[word]);
        }
        self.sentences += usize::from(self.words > before);
    }

    /// From 0, very hard, to 100, very easy; none for a text too short to tell.
    pub fn gulpease(&self) -> Option<u8> {
        if self.words < FEWEST_WORDS {
            return None;
        }
        let (sentences, words, letters) = (self.sentences as f64, self.words as f64, self.letters as f64);
        let index = 89.0 + (300.0 * sentences - 10.0 * letters) / words;
        Some(index.clamp(0.0, 100.0).round() as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_words_and_letters_are_those_that_a_person_counts() {
        // 5 + 5 + 4 + 4 + 2 letters, then 6 + 8 + 2 + 3, then 8.
        let text = "Porta l'ISEE alla sede il 5. Chiama l'ufficio al tel. 0371 409332\nGratuito";
        assert_eq!(Readability::of([text]), Readability { sentences: 3, words: 10, letters: 47 });
        assert_eq!(Readability::of(["Uno.", "", "12 — 5.", "Due"]), Readability { sentences: 2, words: 2, letters: 6 });
    }

    #[test]
    fn the_index_is_that_of_the_formula_from_a_hundred_words_on() {
        let of = |sentences, words, letters| Readability { sentences, words, letters }.gulpease();
        assert_eq!(of(10, 99, 400), None);
        // 89 + (3000 - 5000) / 100
        assert_eq!(of(10, 100, 500), Some(69));
        // 89 + (900 - 6000) / 100
        assert_eq!(of(3, 100, 600), Some(38));
        assert_eq!((of(100, 100, 300), of(1, 100, 2000)), (Some(100), Some(0)));
    }
}
