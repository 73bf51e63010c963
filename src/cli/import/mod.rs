//! `bacheca import`: a table with a row per entry becomes files, all of them or none.

mod body;
mod column;
mod csv;
mod fields;
mod fault;
mod file;
mod names;
mod row;
mod table;
mod template;
mod trial;
mod value;
mod workbook;
mod write;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{RootArgs, todays_edition};
use crate::diagnostic::{Level, Report, text};
use crate::model::entry::EntryKind;
use crate::pipeline::{Failure, Workspace};
use fault::Fault;
use names::Names;
use row::Reader;
use table::{Sheet, letters};
use trial::Plan;

/// The largest table that is read, in bytes.
const MAX_FILE: u64 = 20 << 20;

#[derive(Args)]
pub struct ImportArgs {
    /// La tabella: un file .csv, .ods o .xlsx
    #[arg(value_name = "FILE", required_unless_present = "template", help_heading = "Argomenti")]
    file: Option<PathBuf>,
    #[command(flatten)]
    board: RootArgs,
    /// Che schede sono, se non lo dice la tabella: servizio, progetto o opportunita
    #[arg(long = "tipo", value_enum, value_name = "TIPO", hide_possible_values = true)]
    kind: Option<Kind>,
    /// Dice che cosa cambierebbe, senza scrivere niente
    #[arg(long = "prova")]
    preview: bool,
    /// Scrive una tabella vuota da riempire, con le colonne giuste: un file .xlsx o .csv
    #[arg(long = "modello", value_name = "FILE", conflicts_with_all = ["file", "preview"])]
    template: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    #[value(alias = "servizi")]
    Servizio,
    #[value(alias = "progetti")]
    Progetto,
    #[value(alias = "opportunità")]
    Opportunita,
}

impl From<Kind> for EntryKind {
    fn from(kind: Kind) -> EntryKind {
        match kind {
            Kind::Servizio => EntryKind::Servizio,
            Kind::Progetto => EntryKind::Progetto,
            Kind::Opportunita => EntryKind::Opportunita,
        }
    }
}

pub fn run(args: &ImportArgs) -> Result<ExitCode, Failure> {
    let mut workspace = Workspace::new(&args.board.root);
    let kind = args.kind.map(EntryKind::from);
    if let Some(path) = &args.template {
        let (drafts, _) = workspace.check(todays_edition())?;
        return Ok(template::run(path, kind, &Names::of(&drafts)));
    }
    let Some(path) = &args.file else { return Ok(ExitCode::from(2)) };
    match sheets(path) {
        Ok(sheets) => import(args, kind, &sheets, workspace),
        Err(Refused { message, hint, code }) => {
            eprintln!("errore: {}: {message}.\n  aiuto: {hint}", path.display());
            Ok(ExitCode::from(code))
        }
    }
}

/// Why a table is not read.
struct Refused {
    message: String,
    hint: &'static str,
    code: u8,
}

impl From<csv::Refusal> for Refused {
    fn from((message, hint): csv::Refusal) -> Refused {
        Refused { message, hint, code: 1 }
    }
}

/// The sheets of a table; a CSV is one sheet, called as its file.
fn sheets(path: &Path) -> Result<Vec<Sheet>, Refused> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !matches!(extension.as_str(), "csv" | "tsv" | "ods" | "xlsx") {
        let hint = "aprilo con il foglio di calcolo e salvalo come .xlsx, .ods o .csv";
        return Err(Refused { message: "so leggere solo .csv, .ods e .xlsx".to_owned(), hint, code: 1 });
    }
    let bytes = read(path)?;
    if matches!(extension.as_str(), "ods" | "xlsx") {
        return Ok(workbook::sheets(bytes)?);
    }
    let decoded = csv::decode(bytes)?;
    if decoded.is_windows {
        eprintln!("nota: il CSV non è in UTF-8. L'ho letto con le lettere di Windows: controlla gli accenti.");
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(vec![Sheet { name, rows: csv::rows(&decoded.text)? }])
}

fn read(path: &Path) -> Result<Vec<u8>, Refused> {
    let refused = |error: std::io::Error| {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => "questo file non c'è".to_owned(),
            std::io::ErrorKind::PermissionDenied => "non ho il permesso di leggerlo".to_owned(),
            _ => format!("non riesco a leggerlo: {error}"),
        };
        Refused {
            message,
            hint: "controlla il nome e la cartella; se è aperto in un altro programma, chiudilo",
            code: 2,
        }
    };
    if fs::metadata(path).map_err(refused)?.len() > MAX_FILE {
        let message = format!("il file pesa più di {} MB", MAX_FILE >> 20);
        return Err(Refused { message, hint: "togli immagini e fogli che non servono", code: 1 });
    }
    fs::read(path).map_err(refused)
}

fn import(
    args: &ImportArgs,
    kind: Option<EntryKind>,
    sheets: &[Sheet],
    mut workspace: Workspace,
) -> Result<ExitCode, Failure> {
    let root = &args.board.root;
    let (drafts, before) = workspace.check(todays_edition())?;
    let names = Names::of(&drafts);
    let mut reader = Reader::new(&names, kind);
    reader.read(sheets);
    let Reader { requests, mut faults, .. } = reader;
    if requests.is_empty() && faults.is_empty() {
        eprintln!(
            "errore: nella tabella non c'è nessuna scheda.\n  aiuto: scrivi una riga per scheda, sotto le intestazioni"
        );
        return Ok(ExitCode::FAILURE);
    }
    let (plans, obstacles) = trial::plan(&requests, &drafts, root);
    faults.extend(obstacles);
    let verdict = trial::check(&plans, &before, &mut workspace, todays_edition())?;
    faults.extend(verdict.faults);
    eprint!("{}", fault::draw(sheets, &mut faults));
    eprint!("{}", text::draw(&verdict.elsewhere, super::colour(&std::io::stderr())));
    if verdict.elsewhere.has_errors() || faults.iter().any(|fault| fault.level == Level::Error) {
        eprintln!("Non ho scritto niente: {}. Correggi la tabella e ripeti.", count(&faults, &verdict.elsewhere));
        return Ok(ExitCode::FAILURE);
    }
    if !args.preview
        && let Err(interrupted) = write(root, &plans)
    {
        eprintln!("errore: {interrupted}");
        return Ok(ExitCode::from(2));
    }
    print!("{}", list(sheets, &plans));
    println!("{}", summary(&plans, args.preview));
    if before.has_errors() {
        eprintln!("nota: nella bacheca c'erano già degli errori. Prima di pubblicare scrivi `bacheca check`.");
    }
    Ok(ExitCode::SUCCESS)
}

fn write(root: &Path, plans: &[Plan]) -> Result<(), write::Interrupted> {
    let files: Vec<(&str, &str)> =
        plans.iter().filter_map(|plan| Some((plan.path.as_str(), plan.text.as_deref()?))).collect();
    write::write_all(root, &files)
}

fn count(faults: &[Fault], elsewhere: &Report) -> String {
    let errors = faults.iter().filter(|fault| fault.level == Level::Error).count() + elsewhere.count(Level::Error);
    if errors == 1 { "c'è un errore".to_owned() } else { format!("ci sono {errors} errori") }
}

/// A line per file that changes, with the headings of what changes in it.
fn list(sheets: &[Sheet], plans: &[Plan]) -> String {
    plans
        .iter()
        .filter(|plan| plan.text.is_some())
        .map(|plan| {
            let place = fault::place(sheets, plan.request.position);
            if plan.is_new() {
                return format!("nuova     {} ({place})\n", plan.path);
            }
            let columns: Vec<String> =
                plan.changes.iter().map(|change| column_name(sheets, plan, change.column)).collect();
            format!("cambiata  {} ({place}: {})\n", plan.path, columns.join(", "))
        })
        .collect()
}

fn column_name(sheets: &[Sheet], plan: &Plan, column: usize) -> String {
    fault::heading(&sheets[plan.request.position.sheet], column).unwrap_or_else(|| letters(column))
}

/// `2 nuove, 1 cambiata, 3 uguali`.
fn summary(plans: &[Plan], preview: bool) -> String {
    let new = plans.iter().filter(|plan| plan.is_new()).count();
    let same = plans.iter().filter(|plan| plan.text.is_none()).count();
    let changed = plans.len() - new - same;
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let counts =
        [counted(new, "nuova", "nuove"), counted(changed, "cambiata", "cambiate"), counted(same, "uguale", "uguali")];
    let end = match (preview, new + changed) {
        (_, 0) => " Non c'era niente da scrivere.",
        (true, _) => " È una prova: non ho scritto niente.",
        (false, _) => "",
    };
    format!("Schede: {}.{end}", counts.join(", "))
}
