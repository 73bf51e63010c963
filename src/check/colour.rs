//! A colour is never the only sign.

use super::passage::{self, Found};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};

static COLOUR: Code = Code {
    name: "solo-colore",
    level: Level::Advice,
    what: "Un testo non indica le cose soltanto con il colore.",
    why: "Chi non distingue i colori, chi ascolta e chi stampa in bianco e nero non può seguirlo.",
    example: "Sbagliato: `compila i campi in rosso`. Giusto: `compila i campi con l'asterisco, in rosso`.",
};

pub static RULE: Rule = Rule { codes: &[&COLOUR], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    for (place, words) in passage::search(context.draft, by_colour) {
        faults.push(
            Diagnostic::new(&COLOUR, place, format!("«{words}» si capisce solo vedendo il colore"))
                .hint("di' anche dove sta o che cosa c'è scritto"),
        );
    }
}

const COLOURS: &[&str] = &[
    "rosso",
    "rossa",
    "rossi",
    "rosse",
    "verde",
    "verdi",
    "giallo",
    "gialla",
    "gialli",
    "gialle",
    "blu",
    "azzurro",
    "azzurra",
    "arancione",
];
/// What all of them begin with: most texts have none, and are not looked at further.
const STEMS: &[&str] = &["ross", "verd", "giall", "blu", "azzurr", "arancion"];
/// Things on a screen or on a form.
const THINGS: &[&str] =
    &["pulsante", "bottone", "tasto", "casella", "caselle", "campo", "campi", "riga", "righe", "riquadro"];
const MARKED: &[&str] = &[
    "evidenziato",
    "evidenziata",
    "evidenziati",
    "evidenziate",
    "segnato",
    "segnata",
    "segnati",
    "segnate",
    "scritto",
    "scritti",
    "scritte",
    "indicati",
    "indicate",
];

/// `il pulsante verde`, `i campi in rosso`, `segnate in giallo`.
fn by_colour(text: &str) -> Vec<Found> {
    if !STEMS.iter().any(|stem| text.contains(stem)) {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if !bare.is_empty() {
            words.push((start..start + bare.len(), bare.to_lowercase()));
        }
        start += word.len();
    }
    let is = |index: usize, list: &[&str]| words.get(index).is_some_and(|(_, word)| list.contains(&word.as_str()));
    let mut found = Vec::new();
    for index in 0..words.len() {
        let beside = is(index, THINGS) && is(index + 1, COLOURS);
        let apart = (is(index, THINGS) || is(index, MARKED)) && is(index + 1, &["in", "di"]) && is(index + 2, COLOURS);
        if beside || apart {
            let span = words[index].0.start..words[index + if beside { 1 } else { 2 }].0.end;
            found.push((span.clone(), text[span].to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::by_colour;

    #[test]
    fn things_known_by_their_colour_are_found_and_names_are_not() {
        for text in ["premi il pulsante verde", "compila i campi in rosso", "le date segnate in giallo"] {
            assert_eq!(by_colour(text).len(), 1, "{text}");
        }
        for text in ["chiama il numero verde", "codice rosso", "il centro verde", "il verde pubblico", "Croce Rossa"] {
            assert!(by_colour(text).is_empty(), "{text}");
        }
    }
}
