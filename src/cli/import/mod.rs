//! `bacheca import`: a table with a row per entry becomes files, all of them or none.

mod body;
mod column;
mod fault;
mod fields;
mod file;
mod names;
mod row;
mod table;
mod template;
mod trial;
mod value;
mod workbook;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::fault::{Fault, refuse};
use super::{RootArgs, print, read, todays_edition, write};
use crate::diagnostic::{Level, Report, text};
use crate::model::entry::EntryKind;
use crate::pipeline::{Failure, Workspace};
use fault::TableFault;
use names::Names;
use row::Reader;
use table::{Row, Sheet, letters};
use trial::Plan;

#[derive(Args)]
pub struct ImportArgs {
    /// La tabella: un file .csv, .ods o .xlsx
    #[arg(value_name = "FILE", required_unless_present = "template", help_heading = "Argomenti")]
    file: Option<PathBuf>,
    #[command(flatten)]
    board: RootArgs,
    /// Che schede sono, se non lo dice la tabella: servizio, progetto o opportunita
    #[arg(long = "tipo", value_parser = kind, value_name = "TIPO")]
    kind: Option<EntryKind>,
    /// Dice che cosa cambierebbe, senza scrivere niente
    #[arg(long = "prova")]
    preview: bool,
    /// Scrive una tabella vuota da riempire, con le colonne giuste: un file .xlsx o .csv
    #[arg(long = "modello", value_name = "FILE", conflicts_with_all = ["file", "preview"])]
    template: Option<PathBuf>,
}

fn kind(word: &str) -> Result<EntryKind, String> {
    table::kind(word)
        .ok_or_else(|| format!("«{word}» non è un tipo di scheda: scegli fra servizio, progetto, opportunita"))
}

pub fn run(args: &ImportArgs) -> Result<ExitCode, Failure> {
    let mut workspace = Workspace::new(&args.board.root);
    if let Some(path) = &args.template {
        let (drafts, _) = workspace.check(todays_edition())?;
        return template::run(path, args.kind, &Names::of(&drafts));
    }
    let Some(path) = &args.file else { return Ok(ExitCode::from(2)) };
    match sheets(path) {
        Ok(sheets) => import(args, &sheets, workspace),
        Err(fault) => Ok(refuse(&[fault])),
    }
}

/// The sheets of a table; a CSV is one sheet, called as its file.
fn sheets(path: &Path) -> Result<Vec<Sheet>, Fault> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok(vec![Sheet { name, rows: read::table(path)?.into_iter().map(Row::from).collect() }])
        }
        "ods" | "xlsx" => {
            workbook::sheets(read::bytes(path)?).map_err(|invalid| Fault::at(&path.display().to_string(), invalid))
        }
        _ => Err(Fault::new(
            format!("{}: so leggere solo .csv, .ods e .xlsx", path.display()),
            "aprilo con il foglio di calcolo e salvalo come .xlsx, .ods o .csv",
        )),
    }
}

fn import(args: &ImportArgs, sheets: &[Sheet], mut workspace: Workspace) -> Result<ExitCode, Failure> {
    let root = &args.board.root;
    let (drafts, before) = workspace.check(todays_edition())?;
    let names = Names::of(&drafts);
    let mut reader = Reader::new(&names, args.kind);
    reader.read(sheets);
    let Reader { requests, mut faults, .. } = reader;
    if requests.is_empty() && faults.is_empty() {
        return Ok(refuse(&[Fault::new(
            "nella tabella non c'è nessuna scheda",
            "scrivi una riga per scheda, sotto le intestazioni",
        )]));
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
    if !args.preview {
        write::replace_all(&files(root, &plans))?;
    }
    print(&format!("{}{}\n", list(sheets, &plans), summary(&plans, args.preview)))?;
    if before.has_errors() {
        eprintln!("nota: nella bacheca c'erano già degli errori. Prima di pubblicare scrivi `bacheca check`.");
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be written.
fn files<'p>(root: &Path, plans: &'p [Plan]) -> Vec<(PathBuf, &'p str)> {
    plans.iter().filter_map(|plan| Some((root.join(&plan.path), plan.text.as_deref()?))).collect()
}

fn count(faults: &[TableFault], elsewhere: &Report) -> String {
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
