//! `bacheca stato`: the facts that the content does not give yet, to be asked of the offices.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{RootArgs, todays_edition};
use crate::check::{MissingFact, missing_facts};
use crate::pipeline::{Failure, Workspace};

#[derive(Args)]
pub struct StatusArgs {
    #[command(flatten)]
    board: RootArgs,
    /// Come scrivere l'elenco: text per le persone, csv per un foglio di calcolo
    #[arg(
        long,
        value_enum,
        value_name = "FORMATO",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Csv,
}

pub fn run(args: &StatusArgs) -> Result<ExitCode, Failure> {
    let (drafts, _) = Workspace::new(&args.board.root).check(todays_edition())?;
    let facts = missing_facts(&drafts);
    match args.format {
        Format::Text => print!("{}", list(&facts)),
        Format::Csv => print!("{}", csv(&facts)),
    }
    eprintln!("Mancano {} dati. Sono facoltativi: chiedili quando puoi, non inventarli.", facts.len());
    Ok(ExitCode::SUCCESS)
}

fn list(facts: &[MissingFact]) -> String {
    let same_subject = |a: &MissingFact, b: &MissingFact| (&a.file, &a.title) == (&b.file, &b.title);
    facts
        .chunk_by(same_subject)
        .map(|facts| {
            let labels: Vec<&str> = facts.iter().map(|fact| fact.label).collect();
            format!("{} ({})\n  da chiedere: {}\n", facts[0].title, facts[0].file, labels.join(", "))
        })
        .collect()
}

/// RFC 4180, with a byte order mark so that spreadsheets read the accents.
fn csv(facts: &[MissingFact]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |cells: [&str; 4]| format!("{}\r\n", cells.map(quoted).join(";"));
    let rows = facts.iter().map(|fact| row([&fact.title, fact.label, fact.key, &fact.file]));
    std::iter::once(format!("\u{feff}{}", row(["Scheda", "Da chiedere", "Campo", "File"]))).chain(rows).collect()
}
