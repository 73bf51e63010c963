//! Words in capital letters: acronyms to explain, and words that are shouted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::bare_acronym;
use super::reading::{Form, Passage, Reading};
use super::token::Token;
use crate::check::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::DraftKind;

static ACRONYM: Code = Code {
    name: "sigla-non-spiegata",
    level: Level::Advice,
    what: "La prima volta che compare, una sigla è spiegata: `SAP (Servizi Abitativi Pubblici)`.",
    why: "Chi non lavora in un ufficio non sa che cosa vuol dire, e non osa chiederlo.",
    example: "Sbagliato: «Fai domanda di alloggio SAP». Giusto: «Fai domanda per una casa popolare (SAP, servizi abitativi pubblici)».",
};

static SHOUTED: Code = Code {
    name: "tutto-maiuscolo",
    level: Level::Warning,
    what: "Nessuna parola è scritta tutta in maiuscolo, se non è una sigla.",
    why: "Le maiuscole si leggono più piano, e sembrano grida; alcuni lettori di schermo le leggono lettera per lettera.",
    example: "Sbagliato: «ATTENZIONE: domande ENTRO il 5». Giusto: «Attenzione: domande **entro** il 5».",
};

pub static RULE: Rule = Rule { codes: &[&ACRONYM, &SHOUTED], scope: Scope::File(run) };

/// Longer words in capitals are not acronyms.
const LONGEST_ACRONYM: usize = 7;
/// Shorter words in capitals are not shouted, alone.
const SHORTEST_SHOUT: usize = 4;
/// Words that offices shout.
const SHOUTS: &[&str] = &[
    "annullato",
    "aperta",
    "aperte",
    "aperti",
    "aperto",
    "attenzione",
    "avvisi",
    "avviso",
    "bando",
    "chiuso",
    "corso",
    "dopo",
    "entro",
    "evento",
    "fino",
    "gratis",
    "info",
    "mai",
    "nota",
    "novità",
    "nuova",
    "nuove",
    "nuovi",
    "nuovo",
    "ogni",
    "orari",
    "orario",
    "posti",
    "prima",
    "sede",
    "sempre",
    "senza",
    "solo",
    "subito",
    "tutte",
    "tutti",
    "urgente",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let Some(reading) = context.reading() else { return };
    let mut told = BTreeSet::new();
    for passage in &reading.passages {
        for run in runs(passage) {
            let known = &context.settings.lexicon.acronyms;
            let is_known = |token: &Token| known.contains(&acronym(passage, token));
            if is_shout(reading, passage, run, &is_known) {
                faults.push(shout(reading, passage, run));
                continue;
            }
            for token in run.iter().filter(|token| !is_known(token) && needs_words(context, reading, passage, token)) {
                if told.insert(acronym(passage, token)) {
                    faults.push(unexplained(reading, passage, token));
                }
            }
        }
    }
}

/// Words in capitals that follow one another.
fn runs(passage: &Passage) -> impl Iterator<Item = &[Token]> {
    passage
        .tokens
        .chunk_by(|one, next| is_capitals(passage, one) && is_capitals(passage, next))
        .filter(|run| is_capitals(passage, &run[0]))
}

fn acronym(passage: &Passage, token: &Token) -> String {
    bare_acronym(&passage.text[token.span.clone()])
}

fn is_capitals(passage: &Passage, token: &Token) -> bool {
    if !token.is_capital {
        return false;
    }
    let mut letters = passage.text[token.span.clone()].chars().filter(|c| *c != '.');
    length(passage, token) > 1 && letters.all(char::is_uppercase)
}

fn length(passage: &Passage, token: &Token) -> usize {
    passage.text[token.span.clone()].chars().filter(|c| *c != '.').count()
}

fn is_shout(reading: &Reading, passage: &Passage, run: &[Token], is_known: &dyn Fn(&Token) -> bool) -> bool {
    let unknown = || run.iter().filter(|token| !is_known(token) && !is_roman(&token.word) && !token.word.contains('.'));
    let is_word = |token: &Token| {
        let (length, word) = (length(passage, token), token.word.as_str());
        length > LONGEST_ACRONYM || SHOUTS.contains(&word) || length > SHORTEST_SHOUT && is_written_small(reading, word)
    };
    let is_phrase = run.len() > 1
        && run[1..].iter().all(|token| token.follows)
        && unknown().count() > 1
        && unknown().any(|token| length(passage, token) >= SHORTEST_SHOUT);
    is_phrase || unknown().any(is_word)
}

/// Whether the same word stands elsewhere in the file in small letters.
fn is_written_small(reading: &Reading, word: &str) -> bool {
    let mut tokens = reading.passages.iter().flat_map(|passage| &passage.tokens);
    tokens.any(|token| token.word == word && !token.is_capital)
}

fn shout(reading: &Reading, passage: &Passage, run: &[Token]) -> Diagnostic {
    let span = run[0].span.start..run[run.len() - 1].span.end;
    let words = &passage.text[span.clone()];
    let fault = reading.fault(&SHOUTED, passage, &span, format!("«{words}» è tutto in maiuscolo"));
    let bold = if passage.form.is_running() { "; se è importante usa il grassetto: `**…**`" } else { "" };
    let small = if run[0].opens { capitalized(words) } else { words.to_lowercase() };
    fault.hint(format!("scrivi «{small}»{bold}; se è una sigla, aggiungila a `content/parole.yaml`"))
}

/// As a sentence begins.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| format!("{first}{}", letters.as_str().to_lowercase())).unwrap_or_default()
}

/// Whether an acronym stands where it should be explained, and is not.
fn needs_words(context: &FileContext, reading: &Reading, passage: &Passage, token: &Token) -> bool {
    let is_entry = matches!(context.draft.kind, DraftKind::Entry(_) | DraftKind::Page | DraftKind::Notice);
    is_entry
        && passage.form != Form::Name
        && !is_roman(&token.word)
        && !is_province(passage, &token.span)
        && !is_initials(passage, &token.span)
        && !is_explained(reading, &acronym(passage, token))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "ivxlcdm".contains(c))
}

/// `Codogno (LO)`.
fn is_province(passage: &Passage, span: &Range<usize>) -> bool {
    span.len() == 2 && passage.text[..span.start].ends_with('(') && passage.text[span.end..].starts_with(')')
}

/// `P.R. 5`, `N. 3`: what stands before a number is not a name.
fn is_initials(passage: &Passage, span: &Range<usize>) -> bool {
    let rest = passage.text[span.end..].trim_start_matches(['.', ' ']);
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("n. ")
}

/// Whether the file says somewhere what an acronym means, or leads to a page that does.
fn is_explained(reading: &Reading, acronym: &str) -> bool {
    reading.passages.iter().any(|passage| {
        let mut same = passage.tokens.iter().filter(|token| is_same(&token.word, acronym));
        same.any(|token| passage.in_link(token.span.start) || explains(&passage.text, &token.span))
    })
}

fn is_same(word: &str, acronym: &str) -> bool {
    word.len() >= acronym.len() && bare_acronym(word) == acronym
}

/// `SAP (…)`, `… (SAP)`, `la sigla è SAP`, `SAP, cioè …`, `SAP: …`, `SAP, il …`.
fn explains(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].trim_end_matches(['*', '«', '"', '“', ' ']).to_lowercase();
    let after = text[span.end..].trim_start_matches(['*', '»', '"', '”', '.', '+', ' ']);
    let has_words = |brackets: &str| brackets.split(')').next().is_some_and(|inside| inside.contains(' '));
    let before_brackets = after.strip_prefix('(').is_some_and(has_words);
    let in_brackets = before.ends_with('(') && after.starts_with([')', ',', ':']);
    let is_named = NAMED.iter().any(|word| before.ends_with(word));
    let apposition = after.strip_prefix(", ").is_some_and(|rest| ARTICLES.iter().any(|word| rest.starts_with(word)));
    let told = after.strip_prefix([',', ')']).unwrap_or(after).trim_start();
    before_brackets || in_brackets || is_named || apposition || TOLD.iter().any(|word| told.starts_with(word))
}

/// What comes before an acronym that is explained, and after it.
const NAMED: [&str; 8] = ["si chiama", "si chiama anche", "chiamato", "chiamata", "detto", "detta", "sigla", "sigla è"];
const TOLD: [&str; 9] = [":", "è ", "sono ", "significa", "vuol dire", "vuole dire", "cioè", "ossia", "sta per"];
const ARTICLES: [&str; 10] = ["il ", "lo ", "la ", "l'", "l’", "i ", "gli ", "le ", "un ", "una "];

fn unexplained(reading: &Reading, passage: &Passage, token: &Token) -> Diagnostic {
    let acronym = acronym(passage, token);
    let written = &passage.text[token.span.clone()];
    let fault = reading.fault(&ACRONYM, passage, &token.span, format!("la sigla «{written}» non è spiegata"));
    fault.hint(format!(
        "la prima volta scrivi `{acronym} (che cosa vuol dire)`; se la conoscono tutti, aggiungila a `content/parole.yaml`"
    ))
}
