//! An answer for a person at a terminal.

use std::fmt::Write as _;

use super::Asked;
use crate::index::excerpt::{Segment, excerpt};
use crate::index::{Alternative, Answer, Match, Reason, Scored};
use crate::paint::Paint;

/// Characters of an excerpt.
const EXCERPT: usize = 180;
/// The names of the fields, as authors read them.
const FIELDS: [&str; crate::index::FIELDS] = ["nel titolo", "negli argomenti", "nel testo"];

impl Asked<'_> {
    pub fn plain_as_text(&self, results: &[(u32, f32)]) -> String {
        results.iter().map(|(doc, score)| format!("{score:7.3}  {}\n", self.path(*doc))).collect()
    }

    pub fn as_text(&self, answer: &Answer) -> String {
        let mut text = self.notes(answer);
        let paint = Paint(crate::cli::colour(&std::io::stdout()));
        let complete = answer.complete();
        for (place, found) in answer.results.iter().take(self.shown()).enumerate() {
            if place == complete && place > 0 {
                text.push_str("— pagine con solo alcune delle parole —\n\n");
            }
            self.result(&mut text, place + 1, found, answer, &paint);
        }
        let many = match answer.results.len() {
            0 => "Nessun risultato.".to_owned(),
            1 => "1 risultato.".to_owned(),
            many => format!("{many} risultati, {complete} con tutte le parole."),
        };
        let _ = writeln!(text, "{many}");
        text
    }

    fn notes(&self, answer: &Answer) -> String {
        let mut notes = String::new();
        if answer.groups.is_empty() {
            notes.push_str(match self.query().letters {
                0 => "Scrivi una parola da cercare.\n",
                1 => "Scrivi almeno due lettere.\n",
                _ => "Scrivi una parola che dica che cosa cerchi: articoli e preposizioni si saltano.\n",
            });
        }
        for group in &answer.groups {
            let labels = |reason: Reason| {
                let mut labels: Vec<&str> = Vec::new();
                for alternative in group.alternatives.iter().filter(|known| known.reason == reason) {
                    labels.extend(alternative.label.as_deref().filter(|label| !labels.contains(label)));
                }
                labels.join("», «")
            };
            if group.alternatives.is_empty() {
                let _ = writeln!(notes, "Nessuna pagina contiene «{}».", group.word);
            }
            let (meant, synonyms) = (labels(Reason::Typo), labels(Reason::Synonym));
            if !meant.is_empty() {
                let _ = writeln!(notes, "Nessuna pagina contiene «{}»: cerco «{meant}».", group.word);
            }
            if !synonyms.is_empty() {
                let _ = writeln!(notes, "Per «{}» cerco anche «{synonyms}».", group.word);
            }
        }
        if self.query().is_cut {
            notes.push_str("La ricerca è molto lunga: ne leggo solo l'inizio.\n");
        }
        if !notes.is_empty() {
            notes.push('\n');
        }
        notes
    }

    fn result(&self, text: &mut String, place: usize, found: &Scored, answer: &Answer, paint: &Paint) {
        let document = &self.index.documents[found.doc as usize];
        let mut marks = vec![document.kind.name()];
        marks.extend(document.is_over.then_some("conclusa"));
        marks.extend(document.for_professionals.then_some("per operatori"));
        marks.extend(found.is_elsewhere.then_some("non nel Comune scelto"));
        let _ = writeln!(text, "{place}. {} ({})", paint.strong(&document.title), marks.join(", "));
        let _ = writeln!(text, "   {}", paint.faint(&document.route.path()));
        let terms = answer.terms();
        let body = format!("{}\n{}", document.summary, document.text);
        let parts = excerpt(&self.index.analyzer, &body, &terms, EXCERPT);
        if !parts.is_empty() {
            let marked = |part: &Segment| match part.is_marked {
                true => paint.with("1;33", part.text),
                false => part.text.to_owned(),
            };
            let line: String = parts.iter().map(marked).collect();
            let _ = writeln!(text, "   {}", line.replace('\n', " "));
        }
        if self.args.explain {
            self.explain(text, found, answer);
        }
        text.push('\n');
    }

    fn explain(&self, text: &mut String, found: &Scored, answer: &Answer) {
        let explanation = self.index.explain(&answer.groups, found.doc);
        for part in &explanation.parts {
            let group = &answer.groups[part.group];
            let alternative = &group.alternatives[part.alternative];
            let _ = writeln!(text, "     {:6.3}  «{}» {}", part.score, group.word, describe(alternative));
            for (term, field, times, score) in &part.fields {
                let _ = writeln!(
                    text,
                    "             {:6.3} × {} = «{term}» {times} {} {}",
                    score,
                    alternative.weight,
                    if *times == 1 { "volta" } else { "volte" },
                    FIELDS[*field],
                );
            }
        }
        let _ = writeln!(
            text,
            "     {:6.3}  punteggio: la somma, per il tipo e il titolo; parole trovate: {} su {}",
            found.score, explanation.matched, explanation.groups
        );
    }
}

fn describe(alternative: &Alternative) -> String {
    let label = alternative.label.as_deref().unwrap_or_default();
    match (alternative.reason, &alternative.found) {
        (Reason::Exact, _) => "è nella pagina".to_owned(),
        (Reason::Prefix, Match::Terms(terms)) => format!("è l'inizio di «{}…»", terms.join(" ")),
        (Reason::Typo, _) => format!("forse è «{label}»"),
        (_, Match::Facet { .. }) => format!("porta alle schede sotto «{label}»"),
        (_, Match::Everywhere) => format!("vale anche in «{label}», come in tutto il territorio"),
        _ => format!("porta a «{label}»"),
    }
}
