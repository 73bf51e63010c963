//! `bacheca check`: what is wrong, where, and what to type instead.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{EditionArgs, RootArgs, external};
use crate::diagnostic::{Level, Report, github, json, text};
use crate::pipeline::{Failure, Workspace};

#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    board: RootArgs,
    #[command(flatten)]
    edition: EditionArgs,
    /// Come scrivere il risultato: text per le persone, json per i programmi, github per le richieste di modifica
    #[arg(
        long,
        value_enum,
        value_name = "FORMATO",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Mostra anche i consigli
    #[arg(long)]
    consigli: bool,
    /// Prova anche i collegamenti ad altri siti: serve la rete, e qualche minuto
    #[arg(long)]
    esterni: bool,
    /// Considera errori anche gli avvisi
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Github,
}

pub fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let (drafts, mut report) = Workspace::new(&args.board.root).check(args.edition.edition())?;
    if args.esterni {
        report.extend(external::faults(&drafts)?);
        report.sort();
    }
    let report = report.at_least(if args.consigli { Level::Advice } else { Level::Warning });
    super::print(&match args.format {
        Format::Text => text::draw(&report, super::colour(&std::io::stdout())),
        Format::Json => json::draw(&report),
        Format::Github => github::draw(&report, &args.board.root),
    })?;
    eprintln!("Controllati {} file: {}.", drafts.files.len(), summary(&report));
    let refused = report.has_errors() || (args.strict && report.count(Level::Warning) > 0);
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// `2 errori, 1 avviso e 3 consigli`, `nessun errore`.
pub fn summary(report: &Report) -> String {
    let count = |level, one: &str, many: &str| match report.count(level) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let counts = [
        count(Level::Error, "errore", "errori"),
        count(Level::Warning, "avviso", "avvisi"),
        count(Level::Advice, "consiglio", "consigli"),
    ];
    match counts.into_iter().flatten().collect::<Vec<_>>().as_slice() {
        [] => "nessun errore".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} e {last}", first.join(", ")),
    }
}
