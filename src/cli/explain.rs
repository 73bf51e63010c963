//! `bacheca explain`: the manual of a check.

use std::process::ExitCode;

use clap::Args;

use super::fault::{Fault, refuse};
use super::print;
use crate::diagnostic::did_you_mean;
use crate::manual;
use crate::pipeline::{self, Failure};

#[derive(Args)]
pub struct ExplainArgs {
    /// Il codice scritto fra parentesi quadre nel messaggio
    #[arg(value_name = "CODICE", help_heading = "Argomenti")]
    code: String,
}

pub fn run(args: &ExplainArgs) -> Result<ExitCode, Failure> {
    let name = args.code.trim_matches(['[', ']']);
    if let Some(code) = pipeline::codes().find(|code| code.name == name) {
        print(&format!("{}\n\n{}", code.name, manual::explain(code)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let hint = match did_you_mean(name, pipeline::codes().map(|code| code.name)) {
        Some(meant) => format!("forse volevi `{meant}`?"),
        None => "i codici sono in docs/controlli.md".to_owned(),
    };
    Ok(refuse(&[Fault::new(format!("il codice «{name}» non esiste"), hint)]))
}
