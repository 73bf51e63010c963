//! `bacheca new`: a file that is valid from the first moment, with the explanation of every field.

mod entry;
mod organization;
mod sample;
mod text;
mod translation;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::fault::{Fault, refuse};
use super::{RootArgs, print, schema, todays_edition, write};
use crate::model::draft::{DraftKind, Drafts};
use crate::model::entry::EntryKind;
use crate::model::value::slugify;
use crate::pipeline::{Failure, Workspace};

pub const KINDS: &str = "\
Tipi:
  servizio, progetto, opportunita  Una scheda
  ente                             Un ufficio o un'organizzazione
  avviso                           Una striscia in cima alle pagine, per qualche giorno
  pagina                           Una pagina fissa, come «Chi siamo»
  traduzione                       La traduzione di una scheda o di una pagina

Esempi:
  bacheca new servizio \"Sportello casa\"
  bacheca new ente \"Cooperativa Il Ponte\"
  bacheca new traduzione servizi/sportello-casa --lingua en";

#[derive(Args)]
pub struct NewArgs {
    /// Che cosa creare: vedi in fondo
    #[arg(value_enum, value_name = "TIPO", hide_possible_values = true, help_heading = "Argomenti")]
    kind: Kind,
    /// Il titolo, fra virgolette; di una traduzione, la scheda da tradurre
    #[arg(value_name = "TITOLO", help_heading = "Argomenti")]
    title: String,
    /// Mette la scheda in una cartella, con posto per allegati e immagini
    #[arg(long)]
    cartella: bool,
    /// In quale lingua tradurre, per esempio en
    #[arg(long, value_name = "LINGUA")]
    lingua: Option<String>,
    #[command(flatten)]
    board: RootArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    #[value(alias = "servizi")]
    Servizio,
    #[value(alias = "progetti")]
    Progetto,
    #[value(alias = "opportunità")]
    Opportunita,
    #[value(aliases = ["enti", "ufficio", "organizzazione"])]
    Ente,
    #[value(alias = "avvisi")]
    Avviso,
    #[value(alias = "pagine")]
    Pagina,
    #[value(alias = "traduzioni")]
    Traduzione,
}

impl Kind {
    fn draft_kind(self) -> Option<DraftKind> {
        match self {
            Kind::Servizio => Some(DraftKind::Entry(EntryKind::Servizio)),
            Kind::Progetto => Some(DraftKind::Entry(EntryKind::Progetto)),
            Kind::Opportunita => Some(DraftKind::Entry(EntryKind::Opportunita)),
            Kind::Ente => Some(DraftKind::Organization),
            Kind::Avviso => Some(DraftKind::Notice),
            Kind::Pagina => Some(DraftKind::Page),
            Kind::Traduzione => None,
        }
    }
}

/// A file to be made, from the board's root.
struct NewFile {
    path: String,
    text: String,
    /// What its author does next.
    next: String,
}

pub fn run(args: &NewArgs) -> Result<ExitCode, Failure> {
    let root = &args.board.root;
    let (drafts, _) = Workspace::new(root).check(todays_edition())?;
    let file = match prepare(args, &drafts) {
        Ok(file) => file,
        Err(fault) => return Ok(refuse(&[fault])),
    };
    let path = root.join(&file.path);
    if path.exists() {
        let fault = Fault::new(format!("c'è già il file {}", file.path), "aprilo, o scegli un altro titolo");
        return Ok(refuse(&[fault]));
    }
    write::create(&path, file.text.as_bytes())?;
    tell_editors(root)?;
    print(&format!("{}\n", file.path))?;
    eprintln!("{}", file.next);
    Ok(ExitCode::SUCCESS)
}

fn prepare(args: &NewArgs, drafts: &Drafts) -> Result<NewFile, Fault> {
    let Some(kind) = args.kind.draft_kind() else {
        return translation::prepare(args.title.trim(), args.lingua.as_deref(), drafts);
    };
    let title = Title::read(&args.title)?;
    if let Some(known) = drafts.of(kind).find(|draft| draft.slug == title.slug && draft.lang.is_none()) {
        return Err(Fault::new(
            format!("«{}» c'è già: {}", title.slug, known.source.path),
            "aprilo, o scegli un altro titolo",
        ));
    }
    match kind {
        DraftKind::Entry(kind) => entry::prepare(kind, &title, args.cartella, drafts),
        DraftKind::Notice => Ok(text::notice(&title)),
        DraftKind::Page => Ok(text::page(&title)),
        _ => Ok(organization::prepare(&title)),
    }
}

/// A title, and the name that the file takes from it.
struct Title {
    text: String,
    slug: String,
}

impl Title {
    fn read(text: &str) -> Result<Title, Fault> {
        let text = text.trim();
        let slug = slugify(text);
        if slug.is_empty() || text.chars().count() > 100 {
            return Err(Fault::new(
                format!("«{text}» non va bene come titolo"),
                "scrivi da una a poche parole, al massimo 100 caratteri",
            ));
        }
        Ok(Title { text: text.to_owned(), slug })
    }
}

/// The names that editors offer, if this board has them.
fn tell_editors(root: &Path) -> Result<(), Failure> {
    if root.join(schema::SCHEMAS_FOLDER).is_dir() {
        schema::refresh(root)?;
    }
    Ok(())
}
