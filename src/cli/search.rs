//! `bacheca search`: the search of the site, at the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::BufRead;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::{EditionArgs, RootArgs};
use crate::index::excerpt::excerpt;
use crate::index::{Alternative, Answer, Filters, Match, Query, Reason, Scored, SearchIndex};
use crate::pipeline::{self, Failure, Options};

/// Characters of an excerpt.
const EXCERPT: usize = 180;
/// The names of the fields, as authors read them.
const FIELDS: [&str; crate::index::FIELDS] = ["titolo", "argomenti", "testo"];

#[derive(Args)]
pub struct SearchArgs {
    /// Le parole da cercare; `-` legge una ricerca per riga dall'ingresso
    #[arg(value_name = "PAROLE", required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    board: RootArgs,
    #[command(flatten)]
    edition: EditionArgs,
    /// Lingua in cui cercare, per esempio en [se manca: la prima della bacheca]
    #[arg(long, value_name = "LINGUA")]
    lingua: Option<String>,
    /// Solo questo tipo: servizio, progetto, opportunita, ente, comune, pagina (si può ripetere)
    #[arg(long, value_name = "TIPO")]
    tipo: Vec<String>,
    /// Solo questo bisogno, per esempio casa (si può ripetere)
    #[arg(long, value_name = "BISOGNO")]
    bisogno: Vec<String>,
    /// Solo per queste persone, per esempio anziani (si può ripetere)
    #[arg(long, value_name = "CHI")]
    per_chi: Vec<String>,
    /// Solo in questo stato, per esempio aperta (si può ripetere)
    #[arg(long, value_name = "STATO")]
    stato: Vec<String>,
    /// Il Comune di chi cerca: quello che vale altrove viene dopo
    #[arg(long, value_name = "COMUNE")]
    comune: Option<String>,
    /// Quanti risultati mostrare
    #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true)]
    quanti: usize,
    /// Spiega il punteggio di ogni risultato
    #[arg(long)]
    explain: bool,
    /// Scrive il risultato per i programmi, una riga per ricerca
    #[arg(long)]
    json: bool,
    /// Cerca le parole come sono: senza inizi di parola, sinonimi e correzioni
    #[arg(long)]
    semplice: bool,
}

pub fn run(args: &SearchArgs) -> Result<ExitCode, Failure> {
    let options = Options { root: &args.board.root, edition: args.edition.edition(), base_url: None };
    let (site, report) = pipeline::resolve(&options, |report| report.has_errors())?;
    let Some(site) = site else {
        eprintln!("Il contenuto ha errori: prima correggili. Per vederli scrivi `bacheca check`.");
        eprintln!("{}", super::check::summary(&report));
        return Ok(ExitCode::FAILURE);
    };
    let language = args.lingua.clone().unwrap_or_else(|| site.default_lang().as_str().to_owned());
    if site.board.languages.iter().all(|known| known.as_str() != language) {
        let known: Vec<&str> = site.board.languages.iter().map(|lang| lang.as_str()).collect();
        eprintln!("errore: la bacheca non è in «{language}»\n  aiuto: le sue lingue sono: {}", known.join(", "));
        return Ok(ExitCode::from(2));
    }
    let index = pipeline::search_index(&args.board.root, &site, &language)?;
    let queries: Vec<String> = match args.words.as_slice() {
        [only] if only == "-" => std::io::stdin().lock().lines().map_while(Result::ok).collect(),
        words => vec![words.join(" ")],
    };
    for text in queries {
        print!("{}", Asked { args, index: &index, text: &text }.answer());
    }
    Ok(ExitCode::SUCCESS)
}

/// One search.
struct Asked<'a> {
    args: &'a SearchArgs,
    index: &'a SearchIndex,
    text: &'a str,
}

impl Asked<'_> {
    fn answer(&self) -> String {
        match (self.args.semplice, self.args.json) {
            (true, _) => self.plain(),
            (false, true) => format!("{}\n", self.as_json(&self.search())),
            (false, false) => self.as_text(&self.search()),
        }
    }

    fn query(&self) -> Query {
        Query::parse(&self.index.analyzer, self.text)
    }

    fn search(&self) -> Answer {
        let facets = [("bisogni", &self.args.bisogno), ("per-chi", &self.args.per_chi), ("stato", &self.args.stato)];
        let chosen = facets.into_iter().filter(|(_, values)| !values.is_empty());
        let facets: BTreeMap<String, Vec<String>> =
            chosen.map(|(facet, values)| (facet.to_owned(), values.clone())).collect();
        let filters = Filters { kinds: self.args.tipo.clone(), facets, comune: self.args.comune.clone() };
        self.index.search(&self.query(), &filters)
    }

    fn path(&self, doc: u32) -> String {
        self.index.documents[doc as usize].route.path()
    }

    fn plain(&self) -> String {
        let results = self.index.plain(self.text, self.args.quanti);
        if self.args.json {
            let rows: Vec<Value> = results
                .iter()
                .map(|(doc, score)| json!({"doc": doc, "path": self.path(*doc), "score": score}))
                .collect();
            return format!("{}\n", json!({"query": self.text, "results": rows}));
        }
        results.iter().map(|(doc, score)| format!("{score:7.3}  {}\n", self.path(*doc))).collect()
    }

    fn as_json(&self, answer: &Answer) -> Value {
        let result = |found: &Scored| {
            let document = &self.index.documents[found.doc as usize];
            json!({
                "doc": found.doc,
                "path": document.route.path(),
                "title": document.title,
                "kind": document.kind.name(),
                "score": found.score,
                "complete": found.is_complete,
                "over": document.is_over,
                "professional": document.for_professionals,
                "elsewhere": found.is_elsewhere,
            })
        };
        let group = |group: &crate::index::Group| {
            let alternatives: Vec<Value> = group.alternatives.iter().map(alternative_json).collect();
            json!({"word": group.word, "alternatives": alternatives})
        };
        json!({
            "query": self.text,
            "total": answer.results.len(),
            "complete": answer.complete(),
            "groups": answer.groups.iter().map(group).collect::<Vec<_>>(),
            "results": answer.results.iter().take(self.args.quanti).map(result).collect::<Vec<_>>(),
        })
    }

    fn as_text(&self, answer: &Answer) -> String {
        let mut text = self.notes(answer);
        let paint = Paint(super::colour(&std::io::stdout()));
        let complete = answer.complete();
        for (place, found) in answer.results.iter().take(self.args.quanti).enumerate() {
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
            let marked = |part: &crate::index::excerpt::Segment| match part.is_marked {
                true => paint.marked(part.text),
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
                    "             {:6.3} × {} = «{term}» {times} {} nel {}",
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

fn alternative_json(alternative: &Alternative) -> Value {
    let reason = match alternative.reason {
        Reason::Exact => "exact",
        Reason::Prefix => "prefix",
        Reason::Synonym => "synonym",
        Reason::Typo => "typo",
    };
    let mut value = json!({"weight": alternative.weight, "reason": reason, "label": alternative.label});
    match &alternative.found {
        Match::Terms(terms) => value["terms"] = json!(terms),
        Match::Facet { facet, slug } => value["facet"] = json!(format!("{facet}/{slug}")),
        Match::Everywhere => value["facet"] = json!("*"),
    }
    value
}

/// Colours, for terminals that have them.
struct Paint(bool);

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn strong(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn faint(&self, text: &str) -> String {
        self.with("2", text)
    }

    fn marked(&self, text: &str) -> String {
        self.with("1;33", text)
    }
}
