//! `bacheca schema`: what editors read to help who writes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::fault::{Fault, refuse};
use super::{RootArgs, print, todays_edition, write};
use crate::diagnostic::did_you_mean;
use crate::load::BOARD_FILE;
use crate::model::fields::SCHEMAS;
use crate::model::names::Names;
use crate::pipeline::{Failure, Workspace};
use crate::{json_schema, snippets};

/// Where VS Code looks, from the board's root.
pub const SCHEMAS_FOLDER: &str = ".vscode/schemi";
const SNIPPETS_FILE: &str = ".vscode/bacheca.code-snippets";

#[derive(Args)]
pub struct SchemaArgs {
    /// Mostra un solo schema, per esempio servizio [se manca: li scrive tutti]
    #[arg(value_name = "TIPO", help_heading = "Argomenti")]
    kind: Option<String>,
    /// Cartella in cui scriverli [se manca: .vscode/schemi, con i suggerimenti per i file .md]
    #[arg(long, value_name = "CARTELLA", conflicts_with = "kind")]
    output: Option<PathBuf>,
    #[command(flatten)]
    board: RootArgs,
}

pub fn run(args: &SchemaArgs) -> Result<ExitCode, Failure> {
    let root = &args.board.root;
    if let Some(kind) = &args.kind {
        return show(kind, &names(root)?);
    }
    let files = match &args.output {
        Some(output) => written(schemas(output, &names(root)?))?,
        None if root.join(BOARD_FILE).is_file() => refresh(root)?,
        None => return Err(Failure::NoBoard(root.display().to_string())),
    };
    print(&files.iter().map(|path| format!("{}\n", path.display())).collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

/// The names of the board in a folder; none if there is no board.
fn names(root: &Path) -> Result<Names, Failure> {
    if !root.join(BOARD_FILE).is_file() {
        return Ok(Names::default());
    }
    Ok(Names::of(&Workspace::new(root).check(todays_edition())?.0))
}

fn show(name: &str, names: &Names) -> Result<ExitCode, Failure> {
    let found = SCHEMAS.iter().find(|schema| name == schema.name || name == json_schema::kind(schema));
    if let Some(schema) = found {
        print(&json_schema::text(schema, names))?;
        return Ok(ExitCode::SUCCESS);
    }
    let kinds: Vec<String> = SCHEMAS.iter().map(|schema| json_schema::kind(schema)).collect();
    let hint = match did_you_mean(name, kinds.iter().map(String::as_str)) {
        Some(meant) => format!("forse volevi `{meant}`?"),
        None => format!("scegli fra {}", kinds.join(", ")),
    };
    Ok(refuse(&[Fault::new(format!("lo schema «{name}» non esiste"), hint)]))
}

/// Writes all that VS Code reads in a board's folder.
pub fn refresh(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let names = names(root)?;
    let mut files = schemas(&root.join(SCHEMAS_FOLDER), &names);
    files.push((root.join(SNIPPETS_FILE), snippets::text(&names)));
    written(files)
}

fn schemas(folder: &Path, names: &Names) -> Vec<(PathBuf, String)> {
    json_schema::files(names).map(|(name, text)| (folder.join(name), text)).collect()
}

fn written(files: Vec<(PathBuf, String)>) -> Result<Vec<PathBuf>, Failure> {
    let texts: Vec<(PathBuf, &str)> = files.iter().map(|(path, text)| (path.clone(), text.as_str())).collect();
    write::replace_all(&texts)?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}
