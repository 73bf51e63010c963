//! Rankings with names tell everyone who asked for help.

use super::given_name::{is_capitalised, is_given_name};
use super::{FileContext, Rule, Scope, passage};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::Draft;
use crate::model::node::Path;
use crate::model::prose::Table;

static NAMED: Code = Code {
    name: "graduatoria-nominativa",
    level: Level::Error,
    what: "Un testo non contiene elenchi di persone con il punteggio, l'esito, l'ISEE o la data di nascita.",
    why: "Chi ha chiesto un aiuto ha diritto che non lo sappiano tutti: pubblicarlo è vietato (d.lgs. 33/2013, art. 26, comma 4). Neanche le iniziali bastano.",
    example: "Sbagliato: `| Rossi Maria | 45 punti |`. Giusto: `| domanda 0123 | 45 punti |`, con il numero dato a chi ha chiesto.",
};
static ATTACHED: Code = Code {
    name: "graduatoria-allegata",
    level: Level::Warning,
    what: "Gli allegati non sono graduatorie o elenchi di ammessi, a meno che usino codici al posto dei nomi.",
    why: "Dentro un allegato i nomi non si vedono da qui, ma i motori di ricerca li trovano.",
    example: "Sbagliato: `file: graduatoria.pdf`. Giusto: collega l'albo dell'ente; oppure pubblica `titolo: Graduatoria con i numeri delle domande`.",
};

pub static RULE: Rule = Rule { codes: &[&NAMED, &ATTACHED], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    faults.extend(tables(draft));
    faults.extend(listed(draft));
    for (index, attachment) in draft.fields.items("allegati").iter().enumerate() {
        let (file, title) =
            (attachment.text("file").unwrap_or_default(), attachment.text("titolo").unwrap_or_default());
        if is_ranking(file, title) {
            let path = Path::default().key("allegati").item(index).key("file");
            faults.push(
                draft.diagnostic(&ATTACHED, &path, format!("«{file}» sembra una graduatoria")).hint(
                    "se ha nomi, toglila e collega l'albo dell'ente; se ha solo i numeri delle domande, scrivilo nel `titolo`: «con i numeri delle domande»",
                ),
            );
        }
    }
}

/// What a table or a line says of the people in it.
const SCORES: &[&str] = &[
    "punti",
    "punteggio",
    "punteggi",
    "esito",
    "isee",
    "nascita",
    "nato",
    "nata",
    "posizione",
    "ammesso",
    "ammessa",
    "escluso",
    "esclusa",
    "idoneo",
    "idonea",
    "beneficio",
    "contributo",
    "importo",
];
const HINT: &str = "togli i nomi: al loro posto metti il numero della domanda, che conosce solo chi l'ha fatta";

fn tables(draft: &Draft) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for section in &draft.sections {
        for table in section.prose.tables.iter().filter(|table| has_scores(table)) {
            let people = table.rows.iter().filter(|row| names_someone(&row.join(" "))).count();
            if people >= 2 {
                let place = draft.prose_place(section, &table.span, table.header.first().map_or("", String::as_str));
                let message = format!("questa tabella fa i nomi di {people} persone");
                faults.push(Diagnostic::new(&NAMED, first_line(place), message).hint(HINT));
            }
        }
    }
    faults
}

fn has_scores(table: &Table) -> bool {
    table.header.iter().any(|cell| says_score(cell))
}

fn says_score(text: &str) -> bool {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| SCORES.contains(&word))
}

/// Two lines or more, in a list or not, each with a person and what is told of them.
fn listed(draft: &Draft) -> Option<Diagnostic> {
    let (start, body) = passage::body(draft);
    let mut at = start;
    let mut people = Vec::new();
    for line in body.split_inclusive('\n') {
        let may_tell = line.contains(|c: char| c.is_ascii_digit()) && !line.contains('|') && line.len() < 120;
        if may_tell && says_score(line) && names_someone(line) {
            people.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    (people.len() >= 2).then(|| {
        let message = format!("questo elenco fa i nomi di {} persone", people.len());
        Diagnostic::new(&NAMED, Place::new(&draft.source, people[0].clone()), message).hint(HINT)
    })
}

/// A given name with another capitalised word beside it.
fn names_someone(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ",;:|()".contains(c)).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        pair.iter().all(|word| is_capitalised(word))
            && pair.iter().any(|word| is_given_name(word))
            && !is_place(pair[0])
    })
}

/// `San Giovanni`, `Via Emilia`.
fn is_place(word: &str) -> bool {
    ["san", "santa", "santo", "via", "viale", "piazza", "largo", "corso", "casa", "villa"]
        .contains(&word.to_lowercase().as_str())
}

fn first_line(mut place: Place) -> Place {
    place.span.end = place.span.end.min(place.source.line_end(place.span.start));
    place
}

fn is_ranking(file: &str, title: &str) -> bool {
    let said = format!("{file} {title}").to_lowercase();
    let listed = ["graduatori", "ammessi", "beneficiari", "idonei", "esclusi"].iter().any(|word| said.contains(word));
    let coded =
        ["numeri delle domande", "numero di domanda", "numeri di domanda", "codici", "codice", "anonim", "anonimizzat"];
    listed && !coded.iter().any(|word| title.to_lowercase().contains(word))
}

#[cfg(test)]
mod tests {
    use super::{is_ranking, names_someone};

    #[test]
    fn persons_are_told_from_places_and_codes() {
        assert!(names_someone("1. Rossi Maria, punti 45") && names_someone("Luca Bianchi nato il 3/4/1980"));
        for text in ["domanda 0123, punti 45", "San Giovanni, punti 3", "Maria, 3 punti", "Comune di Lodi 45"] {
            assert!(!names_someone(text), "{text}");
        }
    }

    #[test]
    fn an_attached_ranking_with_codes_is_not_accused() {
        assert!(is_ranking("graduatoria-2026.pdf", "Graduatoria") && is_ranking("a.pdf", "Elenco degli ammessi"));
        assert!(!is_ranking("graduatoria.pdf", "Graduatoria con i numeri delle domande"));
        assert!(!is_ranking("modulo.pdf", "Modulo di domanda"));
    }
}
