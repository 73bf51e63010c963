//! Contacts are offices: people leave.

use std::ops::Range;

use super::given_name::{is_capitalised, is_person};
use super::passage::{self, Found};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::fields::CONTATTO;
use crate::model::node::Node;
use crate::model::schema::Shape;

static PERSON: Code = Code {
    name: "nome-di-persona",
    level: Level::Warning,
    what: "Contatti e testi nominano l'ufficio, non la persona che ci lavora.",
    why: "Le persone cambiano ufficio, e chi chiama chiede di qualcuno che non c'è più. E il loro nome resta in rete.",
    example: "Sbagliato: `nome: Dott.ssa Maria Rossi`. Giusto: `nome: Servizio sociale professionale`.",
};

pub static RULE: Rule = Rule { codes: &[&PERSON], scope: Scope::File(run) };

const HINT: &str = "scrivi il nome dell'ufficio o dello sportello";

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    for (place, name) in passage::search(draft, with_title) {
        faults.push(Diagnostic::new(&PERSON, place, format!("«{name}» è una persona")).hint(HINT));
    }
    draft.walk(|path, shape, node| {
        let Shape::Record(fields) = shape else { return };
        let Some(name) = node.text("nome").filter(|_| std::ptr::eq(*fields, CONTATTO)) else { return };
        if matches!(node, Node::Record(_)) && is_person(&name.split_whitespace().collect::<Vec<_>>()) {
            let message = format!("«{name}» sembra il nome di una persona");
            faults.push(draft.diagnostic(&PERSON, &path.key("nome"), message).hint(HINT));
        }
    });
}

/// Titles of the living; those of streets and schools (`don`, `ing.`, `prof.`) are left alone.
const TITLES: &[&str] = &[
    "dott.",
    "dott.ssa",
    "dottor",
    "dottoressa",
    "dottssa",
    "dr.",
    "dr.ssa",
    "dr",
    "drssa",
    "sig.",
    "sig.ra",
    "sig.na",
    "signora",
    "signor",
    "ass.soc.",
];
/// What comes before the name of someone who is remembered.
const REMEMBERING: &[&str] = &[
    "via",
    "viale",
    "piazza",
    "piazzale",
    "largo",
    "corso",
    "scuola",
    "istituto",
    "fondazione",
    "centro",
    "intitolata",
    "intitolato",
    "premio",
];

/// A title and the capitalised words that follow it.
fn with_title(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, span) in words.iter().enumerate() {
        if !text[span.start..].starts_with(['d', 'D', 's', 'S', 'a', 'A']) {
            continue;
        }
        let title = text[span.clone()].to_lowercase();
        let before = index.checked_sub(1).map(|before| text[words[before].clone()].to_lowercase());
        let remembered = before.is_some_and(|word| REMEMBERING.contains(&word.as_str()));
        if TITLES.contains(&title.as_str()) && !remembered {
            found.extend(name_after(text, span, &words[index + 1..]));
        }
    }
    found
}

fn name_after(text: &str, title: &Range<usize>, after: &[Range<usize>]) -> Option<Found> {
    let bare = |span: &Range<usize>| text[span.clone()].trim_end_matches([',', '.', ';', ':', ')', '!', '?']).len();
    let mut end = None;
    for span in after.iter().take(3) {
        let length = bare(span);
        if !is_capitalised(&text[span.start..span.start + length]) || text[title.end..span.start].contains('\n') {
            break;
        }
        end = Some(span.start + length);
        if length < span.len() {
            break;
        }
    }
    end.map(|end| (title.start..end, text[title.start..end].to_owned()))
}

/// Words between white space, without opening signs.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let opened = bare.len() - bare.trim_start_matches(['(', '«', '"', '*', '_', '[', '\'']).len();
        if bare.len() > opened {
            words.push(start + opened..start + bare.len());
        }
        start += word.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::with_title;

    #[test]
    fn a_title_before_a_name_is_a_person() {
        for (text, person) in [
            ("Chiedi della Dott.ssa Maria Rossi, dal lunedì.", "Dott.ssa Maria Rossi"),
            ("(dott. Bianchi)", "dott. Bianchi"),
            ("La sig.ra Verdi risponde", "sig.ra Verdi"),
        ] {
            assert_eq!(with_title(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>(), [person]);
        }
        for text in ["Via Dott. Rossi 3", "il dottor lavoro", "Signora, chiami l'ufficio", "Dr. 3", "un dottore\nMaria"]
        {
            assert!(with_title(text).is_empty(), "{text}");
        }
    }
}
