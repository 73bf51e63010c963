//! The commands, as an author types them. Results go to standard output, messages to standard error;
//! exit code 0 well, 1 the content has errors, 2 the program could not run.

#![allow(clippy::disallowed_methods, reason = "commands know what day it is, and `new` writes a draft")]

mod build;
mod check;
mod digest;
mod explain;
mod external;
mod fault;
mod import;
mod init;
mod new;
mod read;
mod schema;
mod search;
mod serve;
mod status;
mod write;
mod yaml;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

use crate::check::Edition;
use crate::diagnostic::did_you_mean;
use crate::model::value::parse_date;
use crate::pipeline::Failure;

/// The zone in which "today" is meant.
const ZONE: &str = "Europe/Rome";

const HELP: &str = "\
{about-with-newline}
Uso: {usage}

{all-args}{after-help}";

/// Trasforma una cartella di schede nella bacheca digitale di un ambito sociale.
#[derive(Parser)]
#[command(
    name = "bacheca",
    version,
    help_template = HELP,
    subcommand_help_heading = "Comandi",
    subcommand_value_name = "COMANDO",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Le schede stanno in `content/`. Guida: docs/prima-scheda.md",
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Mostra questo aiuto
    #[arg(short = 'h', long = "help", action = clap::ArgAction::Help, global = true, help_heading = "Opzioni")]
    help: (),
    /// Mostra la versione
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version, help_heading = "Opzioni")]
    version: (),
}

#[derive(Subcommand)]
enum Command {
    /// Controlla il contenuto e, se è tutto giusto, pubblica il sito
    #[command(visible_alias = "costruisci", help_template = HELP, override_usage = "bacheca build [OPZIONI]", next_help_heading = "Opzioni")]
    Build(build::BuildArgs),
    /// Controlla il contenuto e dice che cosa correggere, senza pubblicare
    #[command(visible_alias = "controlla", help_template = HELP, override_usage = "bacheca check [OPZIONI]", next_help_heading = "Opzioni")]
    Check(check::CheckArgs),
    /// Mostra la bacheca nel browser mentre la scrivi, con gli errori e gli avvisi di ogni pagina
    #[command(visible_alias = "anteprima", help_template = HELP, override_usage = "bacheca serve [OPZIONI]", next_help_heading = "Opzioni")]
    Serve(serve::ServeArgs),
    /// Cerca nella bacheca, come la ricerca del sito
    #[command(visible_alias = "cerca", help_template = HELP, override_usage = "bacheca search <PAROLE> [OPZIONI]", next_help_heading = "Opzioni")]
    Search(search::SearchArgs),
    /// Crea un file nuovo, già pronto da riempire: una scheda, un ente, un avviso, una traduzione
    #[command(visible_alias = "nuovo", help_template = HELP, override_usage = "bacheca new <TIPO> <TITOLO> [OPZIONI]", after_help = new::KINDS, next_help_heading = "Opzioni")]
    New(new::NewArgs),
    /// Importa schede da un foglio di calcolo, una per riga
    #[command(visible_alias = "importa", help_template = HELP, override_usage = "bacheca import <FILE> [OPZIONI]\n     bacheca import --modello <FILE> [OPZIONI]", next_help_heading = "Opzioni")]
    Import(import::ImportArgs),
    /// Crea una bacheca nuova per un altro territorio
    #[command(visible_alias = "inizia", help_template = HELP, override_usage = "bacheca init <CARTELLA> [OPZIONI]", next_help_heading = "Opzioni")]
    Init(init::InitArgs),
    /// Spiega un controllo: che cosa guarda, perché, un esempio
    #[command(visible_alias = "spiega", help_template = HELP, override_usage = "bacheca explain <CODICE>", next_help_heading = "Opzioni")]
    Explain(explain::ExplainArgs),
    /// Scrive gli schemi dei file, con cui un editor aiuta chi scrive
    #[command(help_template = HELP, override_usage = "bacheca schema [TIPO] [OPZIONI]", next_help_heading = "Opzioni")]
    Schema(schema::SchemaArgs),
    /// Mostra a che punto è la bacheca: che cosa scade, che cosa è vecchio, che cosa manca
    #[command(visible_alias = "cruscotto", help_template = HELP, override_usage = "bacheca stato [PARTE…] [OPZIONI]", next_help_heading = "Opzioni")]
    Stato(status::StatusArgs),
    /// Scrive che cosa c'è di nuovo e che cosa scade, da mandare per posta o in un gruppo
    #[command(visible_alias = "novita", alias = "novità", help_template = HELP, override_usage = "bacheca digest --dal <DATA> [OPZIONI]", next_help_heading = "Opzioni")]
    Digest(digest::DigestArgs),
}

/// Where the board is.
#[derive(Args)]
struct RootArgs {
    /// Cartella della bacheca [se manca: quella in cui sei]
    #[arg(long, value_name = "CARTELLA", default_value = ".", hide_default_value = true)]
    root: PathBuf,
}

/// For which day, and with what, the board is looked at.
#[derive(Args, Clone, Copy)]
struct EditionArgs {
    /// Giorno in cui ti metti, per esempio 2026-12-15 [se manca: oggi]
    #[arg(long, value_name = "DATA", value_parser = date)]
    date: Option<Date>,
    /// Comprende anche le schede con `bozza: sì`
    #[arg(long)]
    drafts: bool,
}

impl EditionArgs {
    fn edition(&self) -> Edition {
        Edition { today: self.date.unwrap_or_else(today), with_drafts: self.drafts }
    }
}

/// Today, as commands that ask for no day mean it.
fn todays_edition() -> Edition {
    Edition { today: today(), with_drafts: false }
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text).map_err(|invalid| format!("{}: {}", invalid.message, invalid.hint))
}

fn today() -> Date {
    jiff::Timestamp::now().in_tz(ZONE).map_or_else(|_| jiff::Zoned::now().date(), |now| now.date())
}

/// Prints a result; who reads it may stop before its end, as `| head` does.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Print(error)),
        _ => Ok(()),
    }
}

/// Colour only for a person at a terminal who has not asked for none (<https://no-color.org>).
fn colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let result = match cli.command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Search(args) => search::run(&args),
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Stato(args) => status::run(&args),
        Command::Digest(args) => digest::run(&args),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("errore: {failure}");
        ExitCode::from(2)
    })
}

/// Says in Italian what is wrong with a command line.
fn refuse(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return print(&error.render().to_string()).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS);
    }
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand);
            match did_you_mean(
                &typed,
                Cli::command()
                    .get_subcommands()
                    .flat_map(|command| command.get_name_and_visible_aliases())
                    .collect::<Vec<_>>(),
            ) {
                Some(meant) => format!("il comando «{typed}» non esiste: forse volevi `{meant}`?"),
                None => format!("il comando «{typed}» non esiste"),
            }
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "manca il comando".to_owned()
        }
        ErrorKind::UnknownArgument => format!("l'opzione «{argument}» non esiste"),
        ErrorKind::MissingRequiredArgument => format!("manca qualcosa: {argument}"),
        ErrorKind::InvalidValue => {
            let choices = context(ContextKind::ValidValue);
            let choices = if choices.is_empty() { String::new() } else { format!(": scegli fra {choices}") };
            if value.is_empty() {
                format!("dopo {argument} manca il valore{choices}")
            } else {
                format!("«{value}» non va bene per {argument}{choices}")
            }
        }
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            Some(reason) => format!("{argument}: {reason}"),
            None => format!("«{value}» non va bene per {argument}"),
        },
        ErrorKind::ArgumentConflict => format!("l'opzione «{argument}» è scritta due volte o non sta con le altre"),
        _ => "il comando non è scritto bene".to_owned(),
    };
    eprintln!("errore: {message}\n  aiuto: scrivi `bacheca --help`");
    ExitCode::from(2)
}
