//! `bacheca build`: check, and if nothing is wrong, publish.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::{EditionArgs, RootArgs};
use crate::diagnostic::{Level, Report, text};
use crate::model::value::Web;
use crate::pipeline::{self, Failure, Medium, Options, Resolved, Workspace};

#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    board: RootArgs,
    #[command(flatten)]
    edition: EditionArgs,
    /// Cartella in cui pubblicare, sostituita per intero [se manca: `public` nella bacheca]
    #[arg(long, value_name = "CARTELLA")]
    output: Option<PathBuf>,
    /// Indirizzo del sito, al posto di quello in bacheca.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Fa una copia del sito che si apre da una cartella o da una chiavetta, senza rete e senza server
    #[arg(long, requires = "output")]
    chiavetta: bool,
    /// Non pubblica nemmeno se ci sono soltanto avvisi
    #[arg(long)]
    strict: bool,
}

fn base_url(text: &str) -> Result<String, String> {
    // A site under test lives on a local name without a dot.
    let local = ["http://localhost", "http://127.0.0.1"].iter().any(|host| text.starts_with(host));
    match Web::parse(text) {
        _ if local => Ok(text.to_owned()),
        Ok(web) => Ok(web.as_str().to_owned()),
        Err(invalid) => Err(format!("{}: {}", invalid.message, invalid.hint)),
    }
}

pub fn run(args: &BuildArgs) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let root = &args.board.root;
    let options = Options { edition: args.edition.edition(), base_url: args.base_url.as_deref() };
    let refused = |report: &Report| report.has_errors() || (args.strict && report.count(Level::Warning) > 0);
    let Resolved { site, report, .. } = Workspace::new(root).resolve(&options, refused)?;
    let report = report.at_least(Level::Warning);
    eprint!("{}", text::draw(&report, super::colour(&std::io::stderr())));
    let Some(site) = site else {
        eprintln!("Non pubblico niente: {}. Il sito di prima è rimasto com'era.", super::check::summary(&report));
        return Ok(ExitCode::FAILURE);
    };
    let medium = if args.chiavetta { Medium::Folder } else { Medium::Server };
    let output = args.output.clone().unwrap_or_else(|| root.join("public"));
    let entries = match site.entries.len() {
        1 => "1 scheda".to_owned(),
        count => format!("{count} schede"),
    };
    let (published, paths) = pipeline::publish(root, site, &output, medium)?;
    if !published.atomic {
        eprintln!(
            "attenzione: questo disco non sa scambiare due cartelle in un colpo solo; per un istante il sito non c'era."
        );
    }
    let pages = paths.iter().filter(|path| path.as_str().ends_with(".html")).count();
    super::print(&format!(
        "Pubblicato in {}: {entries}, {pages} pagine. File scritti: {}, invariati: {}. Secondi: {:.1}.\n",
        output.display(),
        published.written,
        published.unchanged,
        start.elapsed().as_secs_f64(),
    ))?;
    Ok(ExitCode::SUCCESS)
}
