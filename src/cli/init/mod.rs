//! `bacheca init`: a new board for another district, that can be built at once. All of it is written, or
//! nothing.

mod answers;
mod board;
mod comuni;
mod place;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::fault::{Fault, refuse};
use super::{print, schema, todays_edition};
use crate::diagnostic::text;
use crate::pipeline::{Failure, Workspace};
use place::Place;

#[derive(Args)]
pub struct InitArgs {
    /// Cartella da creare
    #[arg(value_name = "CARTELLA", help_heading = "Argomenti")]
    folder: PathBuf,
    /// Nome del territorio, per esempio "Ambito di Pavia"
    #[arg(long, value_name = "NOME")]
    territorio: Option<String>,
    /// Nome della bacheca, come si legge in cima al sito
    #[arg(long, value_name = "NOME")]
    nome: Option<String>,
    /// Ufficio che cura la bacheca [se manca: Ufficio di Piano]
    #[arg(long, value_name = "NOME")]
    ufficio: Option<String>,
    /// E-mail dell'ufficio
    #[arg(long, value_name = "EMAIL")]
    email: Option<String>,
    /// Telefono dell'ufficio
    #[arg(long, value_name = "NUMERO")]
    telefono: Option<String>,
    /// I Comuni: un file CSV, oppure i loro codici ISTAT con --elenco
    #[arg(long, value_name = "FILE|CODICI", num_args = 1.., value_delimiter = ',')]
    comuni: Vec<String>,
    /// File CSV in cui cercare i dati che mancano ai Comuni, per esempio quello dell'ISTAT
    #[arg(long, value_name = "FILE")]
    elenco: Option<PathBuf>,
    /// Lingue del sito, per esempio it,en [se manca: it]
    #[arg(long, value_name = "LINGUE")]
    lingue: Option<String>,
    /// Indirizzo del sito, se lo sai già
    #[arg(long, value_name = "URL")]
    indirizzo: Option<String>,
}

const TO_COMPLETE: &str = "\
Qui sopra c'è la tabella con quello che si sa già. Per salvarla aggiungi `> comuni.csv` al comando.
Completala con un foglio di calcolo, poi ripeti con `--comuni comuni.csv`.";

pub fn run(args: &InitArgs) -> Result<ExitCode, Failure> {
    let made = Place::find(&args.folder).and_then(|place| Ok((place, answers::gather(args)?)));
    let (place, answers) = match made {
        Ok(made) => made,
        Err(faults) => return Ok(refuse(&faults)),
    };
    let comuni = match comuni::read(&answers.comuni, args.elenco.as_deref()) {
        Ok(comuni) => comuni,
        Err(comuni::Refused { faults, to_complete }) => {
            print(&to_complete)?;
            let refused = refuse(&faults);
            if !to_complete.is_empty() {
                eprintln!("{TO_COMPLETE}");
            }
            return Ok(refused);
        }
    };
    let staging = place.stage(board::files(&answers, &comuni))?;
    let (_, report) = Workspace::new(staging.path()).check(todays_edition())?;
    if report.has_errors() {
        print(&text::draw(&report, false))?;
        return Ok(refuse(&[Fault::new(
            "con queste risposte la bacheca non è giusta: non ho creato niente",
            "correggile e ripeti",
        )]));
    }
    schema::refresh(staging.path())?;
    staging.settle()?;
    print(&format!("{}\n", args.folder.display()))?;
    eprintln!("{}", board::welcome(&args.folder, &answers, comuni.len()));
    Ok(ExitCode::SUCCESS)
}
