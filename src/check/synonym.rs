//! The words of the search lead somewhere.

use std::collections::BTreeMap;

use super::{Content, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::index::analyzer::Analyzer;
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::{Node, Path};

static ALONE: Code = Code {
    name: "sinonimo-da-solo",
    level: Level::Error,
    what: "Ogni voce di `sinonimi.yaml` ha almeno due parole, o una parola e dove porta.",
    why: "Una parola sola non porta a niente, e la ricerca non migliora.",
    example: "Sbagliato: `- parole: [badante]`. Giusto: `- parole: [badante]` e sotto `portano_a: [assistente familiare]`.",
};

static EMPTY: Code = Code {
    name: "sinonimo-senza-parole",
    level: Level::Warning,
    what: "Ogni voce di `sinonimi.yaml` ha almeno una parola che la ricerca considera.",
    why: "Articoli, preposizioni e parole come «come» o «dove» si saltano: la voce non servirebbe a niente.",
    example: "Sbagliato: `a chi chiedere`. Giusto: `informazioni`.",
};

static TWICE: Code = Code {
    name: "sinonimo-ripetuto",
    level: Level::Warning,
    what: "Una parola sta in una sola voce di `sinonimi.yaml`.",
    why: "Chi la toglie da una voce penserebbe di averla tolta, e invece vale ancora.",
    example: "Se «sfratto» è in due voci, unisci le due voci.",
};

pub static RULE: Rule = Rule { codes: &[&ALONE, &EMPTY, &TWICE], scope: Scope::Board(run) };

fn run(content: &Content, faults: &mut Vec<Diagnostic>) {
    for draft in content.readable().filter(|draft| draft.kind == DraftKind::Synonyms) {
        let analyzer = Analyzer::of("it");
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (index, item) in draft.fields.items("sinonimi").iter().enumerate() {
            let path = Path::default().key("sinonimi").item(index);
            check_count(draft, item, &path, faults);
            for key in ["parole", "portano_a"] {
                for (place, words) in item.texts(key).enumerate() {
                    let path = path.clone().key(key).item(place);
                    let terms = analyzer.terms(words);
                    if terms.is_empty() {
                        faults.push(empty(draft, &path, words));
                    } else if key == "parole" && seen.insert(terms, index).is_some_and(|other| other != index) {
                        let message = format!("«{words}» è già in un'altra voce");
                        faults.push(draft.diagnostic(&TWICE, &path, message).hint("unisci le due voci"));
                    }
                }
            }
        }
    }
}

fn check_count(draft: &Draft, item: &Node, path: &Path, faults: &mut Vec<Diagnostic>) {
    if item.texts("parole").count() == 1 && item.texts("portano_a").count() == 0 {
        let message = "una parola sola non porta a niente";
        faults.push(
            draft
                .diagnostic(&ALONE, &path.clone().key("parole"), message)
                .hint("aggiungi un'altra parola, oppure scrivi sotto `portano_a: [...]`"),
        );
    }
}

fn empty(draft: &Draft, path: &Path, words: &str) -> Diagnostic {
    draft
        .diagnostic(&EMPTY, path, format!("la ricerca salta ogni parola di «{words}»"))
        .hint("scrivi una parola che dica di che cosa si tratta")
}
