//! How hard an entry is to read, as a whole.

use super::reading::{Passage, Reading};
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::DraftKind;
use crate::model::node::Path;
use crate::model::readability::Readability;
use crate::model::sentence::{letters, words};

static HARD: Code = Code {
    name: "testo-difficile",
    level: Level::Warning,
    what: "L'indice Gulpease di una scheda è almeno 60, su 100.",
    why: "Sotto 60 il testo è difficile per chi ha la licenza media: in Italia, quasi metà degli adulti.",
    example: "Frasi corte e parole corte: dividi la frase più lunga e cambia le parole più lunghe, poi ricontrolla.",
};

pub static RULE: Rule = Rule { codes: &[&HARD], scope: Scope::File(run) };

const EASY: u8 = 60;

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let Some(reading) = context.reading().filter(|_| matches!(draft.kind, DraftKind::Entry(_) | DraftKind::Page))
    else {
        return;
    };
    let Some(index) = Readability::of_draft(draft).gulpease().filter(|index| *index < EASY) else { return };
    let place = Path::default().key("titolo");
    let message = format!("il testo è difficile: l'indice Gulpease è {index} su 100, e dovrebbe essere almeno {EASY}");
    faults.push(draft.diagnostic(&HARD, &place, message).hint(advice(reading)));
}

/// What to mend first.
fn advice(reading: &Reading) -> String {
    let sentence = longest_sentence(reading).map(|(sentence, count)| {
        let start: Vec<&str> = sentence.split_whitespace().take(6).collect();
        format!("la frase più lunga ({count} parole) comincia con «{}…»; ", start.join(" "))
    });
    let hardest: Vec<String> = hardest_words(reading).iter().map(|word| format!("«{word}»")).collect();
    format!("{}le parole più difficili: {}", sentence.unwrap_or_default(), hardest.join(", "))
}

fn running<'r>(reading: &'r Reading) -> impl Iterator<Item = &'r Passage> {
    reading.passages.iter().filter(|passage| passage.form.is_running())
}

fn longest_sentence<'r>(reading: &'r Reading) -> Option<(&'r str, usize)> {
    let sentences =
        running(reading).flat_map(|passage| passage.sentences.iter().map(|span| &passage.text[span.clone()]));
    sentences.map(|sentence| (sentence, words(sentence).count())).max_by_key(|(_, count)| *count)
}

/// The three longest words, each once.
fn hardest_words(reading: &Reading) -> Vec<String> {
    let mut longest: Vec<String> =
        running(reading).flat_map(|passage| &passage.tokens).map(|token| token.word.clone()).collect();
    longest.sort_by(|a, b| letters(b).cmp(&letters(a)).then_with(|| a.cmp(b)));
    longest.dedup();
    longest.truncate(3);
    longest
}
