//! `bacheca stato`: the picture of the board that its office starts the week with.

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::{EditionArgs, RootArgs};
use crate::pipeline::{self, Failure, Workspace};
use crate::status::text::Extent;
use crate::status::{Files, SECTIONS, Status, missing_facts, table, text};

/// Of each section, when none is asked for.
const FIRST: usize = 5;

#[derive(Args)]
pub struct StatusArgs {
    /// Le parti da vedere per intero: controlli, scadenze, passate, verifiche, contatti, comuni, copertura,
    /// lettura, traduzioni, dati [se manca: l'inizio di tutte]
    #[arg(
        value_name = "PARTE",
        value_parser = PossibleValuesParser::new(SECTIONS.iter().map(|section| section.key)),
        hide_possible_values = true,
        help_heading = "Argomenti"
    )]
    sections: Vec<String>,
    #[command(flatten)]
    board: RootArgs,
    #[command(flatten)]
    edition: EditionArgs,
    /// Come scrivere: text per le persone, csv per un foglio di calcolo (senza PARTE: i dati da chiedere), json per i
    /// programmi
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
    Json,
}

/// Whatever the board is like, its state can be told.
pub fn run(args: &StatusArgs) -> Result<ExitCode, Failure> {
    let edition = args.edition.edition();
    let (drafts, report) = Workspace::new(&args.board.root).check(edition)?;
    let site = pipeline::sound_site(&drafts, &report, edition);
    let files = Files { drafts: &drafts, report: &report, today: edition.today };
    let status = Status::new(files, site.as_ref()).only(&args.sections);
    let extent = if args.sections.is_empty() { Extent::First(FIRST) } else { Extent::Whole };
    let text = match (args.format, args.sections.as_slice(), &status.coverage) {
        (Format::Text, ..) => text::draw(&status, extent, super::colour(&std::io::stdout())),
        (Format::Json, ..) => table::json(&status),
        (Format::Csv, [], _) => table::missing_csv(&missing_facts(&drafts)),
        (Format::Csv, [_], Some(matrix)) => table::coverage_csv(matrix),
        (Format::Csv, ..) => table::csv(&status),
    };
    super::print(&text)?;
    if status.counts.errors > 0 {
        eprintln!("I file con errori mancano dall'elenco. Per correggerli: bacheca check");
    }
    Ok(ExitCode::SUCCESS)
}
