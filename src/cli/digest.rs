//! `bacheca digest`: what to send to the district, as a newsletter, an e-mail or a message.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::fault::{Fault, refuse};
use super::search::known;
use super::{RootArgs, print, write};
use crate::check::Edition;
use crate::digest::{Digest, Request, html, markdown, text};
use crate::model::id::ComuneId;
use crate::model::site::Site;
use crate::pipeline::{self, Failure, Options, Resolved, Workspace};
use crate::render::strings::Strings;

#[derive(Args)]
pub struct DigestArgs {
    /// Racconta che cosa è nuovo o cambiato da questo giorno, per esempio 2026-12-01
    #[arg(long, value_name = "DATA", value_parser = super::date)]
    dal: Date,
    #[command(flatten)]
    board: RootArgs,
    /// Giorno in cui ti metti, per esempio 2026-12-15 [se manca: oggi]
    #[arg(long, value_name = "DATA", value_parser = super::date)]
    date: Option<Date>,
    /// Quanti giorni in avanti guardare per scadenze e incontri [se manca: 30]
    #[arg(long, value_name = "GIORNI", value_parser = clap::value_parser!(i32).range(0..=366), default_value_t = 30, hide_default_value = true)]
    scadenze: i32,
    /// Solo quello che vale in un Comune: l'ultima parte dell'indirizzo della sua pagina
    #[arg(long, value_name = "COMUNE")]
    comune: Option<String>,
    /// Lingua in cui scrivere, per esempio en [se manca: la prima della bacheca]
    #[arg(long, value_name = "LINGUA")]
    lingua: Option<String>,
    /// Come scrivere: markdown per un sito o una newsletter, html per la posta, testo per un gruppo di messaggi
    #[arg(
        long,
        value_enum,
        value_name = "FORMATO",
        default_value = "markdown",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Scrive in un file [se manca: a video]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Html,
    Testo,
}

pub fn run(args: &DigestArgs) -> Result<ExitCode, Failure> {
    // A digest goes out: unfinished entries never do.
    let edition = Edition { today: args.date.unwrap_or_else(super::today), with_drafts: false };
    if args.dal > edition.today {
        return Ok(refuse(&[Fault::unable(
            format!("il giorno {} deve ancora venire: non c'è niente da raccontare", args.dal),
            "dopo --dal scrivi un giorno passato, per esempio quello dell'ultimo invio",
        )]));
    }
    let options = Options { edition, base_url: None };
    let Resolved { site, report, .. } =
        Workspace::new(&args.board.root).resolve(&options, |report| report.has_errors())?;
    let Some(site) = site else {
        eprintln!(
            "Non scrivo niente: il contenuto ha {}. Per vedere che cosa correggere scrivi `bacheca check`.",
            super::check::summary(&report)
        );
        return Ok(ExitCode::FAILURE);
    };
    match draw(args, &site)? {
        Ok(Some(text)) => deliver(args, &text),
        Ok(None) => {
            eprintln!(
                "Dal {} non c'è niente di nuovo, e niente che scade entro {} giorni: non scrivo niente.",
                args.dal, args.scadenze
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => Ok(refuse(&[fault])),
    }
}

/// The text to send, none if there is nothing to tell, or what is wrong with what was asked.
fn draw(args: &DigestArgs, site: &Site) -> Result<Result<Option<String>, Fault>, Failure> {
    let theme = pipeline::theme(&args.board.root)?;
    let languages: Vec<&str> = site.board.languages.iter().map(|lang| lang.as_str()).collect();
    let code = args.lingua.as_deref().unwrap_or(languages[0]);
    let comuni: Vec<&str> = site.comuni.iter().map(|comune| comune.slug.as_str()).collect();
    let asked = known("--lingua", code, &languages)
        .and_then(|()| args.comune.as_deref().map_or(Ok(()), |slug| known("--comune", slug, &comuni)));
    if let Err(fault) = asked {
        return Ok(Err(fault));
    }
    let lang = site.board.languages.iter().find(|lang| lang.as_str() == code).unwrap_or(site.default_lang());
    let comune = comuni.iter().position(|slug| Some(*slug) == args.comune.as_deref()).map(ComuneId);
    let strings = Strings::of(&theme, lang, site.default_lang());
    let request = Request { since: args.dal, days: args.scadenze, comune, lang };
    let Some(digest) = Digest::new(site, &strings, &request) else { return Ok(Ok(None)) };
    let text = match args.format {
        Format::Markdown => markdown::draw(&digest),
        Format::Html => html::draw(&digest, &theme).map_err(|error| Failure::Theme(error.to_string()))?,
        Format::Testo => text::draw(&digest),
    };
    Ok(Ok(Some(text)))
}

fn deliver(args: &DigestArgs, text: &str) -> Result<ExitCode, Failure> {
    match &args.output {
        None => print(text)?,
        Some(file) => {
            write::replace(file, text)?;
            print(&format!("{}\n", file.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
