//! `bacheca search`: the search of the site, at the terminal.

mod json;
mod text;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::ExitCode;

use clap::Args;

use super::fault::{Fault, refuse};
use super::{EditionArgs, RootArgs, print};
use crate::diagnostic::did_you_mean;
use crate::index::document::Kind;
use crate::index::{Answer, Filters, Query, SearchIndex};
use crate::pipeline::{self, Failure, Options, Resolved, Workspace};

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
    /// Solo quello che scade in questo mese, per esempio 2026-12, oppure sempre (si può ripetere)
    #[arg(long, value_name = "MESE")]
    scadenza: Vec<String>,
    /// Il Comune di chi cerca: quello che vale altrove viene dopo
    #[arg(long, value_name = "COMUNE")]
    comune: Option<String>,
    /// Quanti risultati mostrare
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), default_value_t = 10, hide_default_value = true)]
    quanti: u32,
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
    let options = Options { edition: args.edition.edition(), base_url: None };
    let Resolved { site, report, .. } =
        Workspace::new(&args.board.root).resolve(&options, |report| report.has_errors())?;
    let Some(site) = site else {
        eprintln!(
            "Non cerco: il contenuto ha {}. Per vedere che cosa correggere scrivi `bacheca check`.",
            super::check::summary(&report)
        );
        return Ok(ExitCode::FAILURE);
    };
    let languages: Vec<&str> = site.board.languages.iter().map(|lang| lang.as_str()).collect();
    let language = args.lingua.as_deref().unwrap_or(languages[0]);
    if let Err(fault) = known("--lingua", language, &languages) {
        return Ok(refuse(&[fault]));
    }
    let index = pipeline::search_index(&args.board.root, &site, language)?;
    let filters = match args.filters(&index) {
        Ok(filters) => filters,
        Err(fault) => return Ok(refuse(&[fault])),
    };
    let queries: Vec<String> = match args.words.as_slice() {
        [only] if only == "-" => std::io::stdin().lock().lines().map_while(Result::ok).collect(),
        words => vec![words.join(" ")],
    };
    for text in queries {
        print(&Asked { args, index: &index, filters: &filters, text: &text }.answer())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a value of an option is one of those that there are.
pub(super) fn known(option: &str, value: &str, values: &[&str]) -> Result<(), Fault> {
    if values.contains(&value) {
        return Ok(());
    }
    let hint = match did_you_mean(value, values.iter().copied()) {
        Some(meant) => format!("forse volevi `{meant}`?"),
        None if values.len() <= 12 => format!("scegli fra {}", values.join(", ")),
        None => "scrivi l'ultima parte dell'indirizzo della pagina, per esempio `casa` per /bisogni/casa/".to_owned(),
    };
    Err(Fault::unable(format!("«{value}» non va bene per {option}"), hint))
}

impl SearchArgs {
    /// What the options ask for; what is wrong with them, otherwise.
    fn filters(&self, index: &SearchIndex) -> Result<Filters, Fault> {
        for kind in &self.tipo {
            known("--tipo", kind, &Kind::ALL.map(Kind::name))?;
        }
        let values = |facet: &str| -> Vec<&str> {
            index.facets.get(facet).into_iter().flat_map(|values| values.keys().map(String::as_str)).collect()
        };
        let options = [
            ("--bisogno", "bisogni", self.bisogno.as_slice()),
            ("--per-chi", "per-chi", &self.per_chi),
            ("--stato", "stato", &self.stato),
            ("--scadenza", "scadenza", &self.scadenza),
            ("--comune", "comuni", self.comune.as_slice()),
        ];
        let mut facets = BTreeMap::new();
        for (option, facet, chosen) in options {
            let values = values(facet);
            for value in chosen {
                known(option, value, &values)?;
            }
            if option != "--comune" && !chosen.is_empty() {
                facets.insert(facet.to_owned(), chosen.to_vec());
            }
        }
        Ok(Filters { kinds: self.tipo.clone(), facets, comune: self.comune.clone() })
    }
}

/// One search.
struct Asked<'a> {
    args: &'a SearchArgs,
    index: &'a SearchIndex,
    filters: &'a Filters,
    text: &'a str,
}

impl Asked<'_> {
    fn answer(&self) -> String {
        match (self.args.semplice, self.args.json) {
            (true, true) => format!("{}\n", self.plain_as_json(&self.plain())),
            (true, false) => self.plain_as_text(&self.plain()),
            (false, true) => format!("{}\n", self.as_json(&self.search())),
            (false, false) => self.as_text(&self.search()),
        }
    }

    fn query(&self) -> Query {
        Query::parse(&self.index.analyzer, self.text)
    }

    fn search(&self) -> Answer {
        self.index.search(&self.query(), self.filters)
    }

    /// Documents and scores, as Tantivy gives them.
    fn plain(&self) -> Vec<(u32, f32)> {
        self.index.plain(self.text, self.shown())
    }

    fn shown(&self) -> usize {
        self.args.quanti as usize
    }

    fn path(&self, doc: u32) -> String {
        self.index.documents[doc as usize].route.path()
    }
}
