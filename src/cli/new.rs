//! `bacheca new`: a draft that is valid from the first moment, with the explanation of every field.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{RootArgs, todays_edition, write};
use crate::check::EXAMPLES;
use crate::model::draft::{DraftKind, Drafts};
use crate::model::entry::EntryKind;
use crate::model::node::Node;
use crate::model::schema::{Field, Presence, Shape, Target};
use crate::model::value::slugify;
use crate::pipeline::{Failure, Workspace};

#[derive(Args)]
pub struct NewArgs {
    /// Che cosa creare: servizio, progetto o opportunita
    #[arg(value_enum, value_name = "TIPO", hide_possible_values = true, help_heading = "Argomenti")]
    kind: Kind,
    /// Il titolo della scheda, fra virgolette
    #[arg(value_name = "TITOLO", help_heading = "Argomenti")]
    title: String,
    #[command(flatten)]
    board: RootArgs,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Servizio,
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

pub fn run(args: &NewArgs) -> Result<ExitCode, Failure> {
    let (drafts, _) = Workspace::new(&args.board.root).check(todays_edition())?;
    let kind = EntryKind::from(args.kind);
    let title = args.title.trim();
    let slug = slugify(title);
    if slug.is_empty() || title.chars().count() > 100 {
        eprintln!(
            "errore: «{title}» non va bene come titolo.\n  aiuto: scrivi da una a poche parole, al massimo 100 caratteri"
        );
        return Ok(ExitCode::FAILURE);
    }
    let file = format!("content/{}/{slug}.md", kind.folder());
    if drafts.entries().any(|(other, draft)| other == kind && draft.slug == slug) {
        eprintln!(
            "errore: c'è già una scheda «{slug}» in content/{}/.\n  aiuto: aprila, o scegli un altro titolo",
            kind.folder()
        );
        return Ok(ExitCode::FAILURE);
    }
    let Some(text) = draft(kind, title, &drafts) else {
        eprintln!(
            "errore: non posso creare la scheda: mancano i vocabolari o gli enti.\n  aiuto: scrivi `bacheca check` per sapere che cosa correggere"
        );
        return Ok(ExitCode::FAILURE);
    };
    let path = args.board.root.join(&file);
    write::create(&path, &text).map_err(|error| Failure::Write(path, error))?;
    println!("{file}");
    eprintln!("Creata. È una bozza: aprila, riempila e togli `bozza: sì` quando è pronta.");
    Ok(ExitCode::SUCCESS)
}

/// The text of the draft: required fields filled with something valid, the others as comments, a
/// section for every text worth having.
fn draft(kind: EntryKind, title: &str, drafts: &Drafts) -> Option<String> {
    let schema = kind.schema();
    let today = todays_edition().today;
    let mut yaml =
        String::from("# I campi obbligatori sono già pieni: correggi i valori. Le righe con `#` sono spiegazioni.\n");
    for field in schema.fields().filter(|field| field.is_required()) {
        let value = match field.key {
            "titolo" => serde_json::to_string(title).ok()?,
            "descrizione_breve" => EXAMPLES[1].to_owned(),
            _ => example(field, drafts)?,
        };
        yaml.push_str(&format!(
            "\n# {}: {}\n{}{}: {value}\n",
            field.label,
            field.help,
            choices(field, drafts),
            field.key
        ));
    }
    if kind == EntryKind::Opportunita {
        yaml.push_str("\n# Fino a quando vale? Scrivi `scadenza: 2026-12-15` al posto di questa riga, se ha una scadenza.\nsempre_aperta: sì\n");
    }
    yaml.push_str(&format!("\n# Togli questa riga quando la scheda è pronta.\nbozza: sì\npubblicato_il: {today}\n"));
    yaml.push_str("\n# Campi facoltativi: togli il `#` a quelli che ti servono. Quello che non sai, lascialo fuori.\n");
    let optional = schema.fields().filter(|field| !field.is_required() && !matches!(field.shape, Shape::Markdown));
    for field in optional.filter(|field| !matches!(field.key, "bozza" | "pubblicato_il" | "sempre_aperta")) {
        yaml.push_str(&format!("# {}: …  ({}. {})\n", field.key, field.shape.describe(), field.help));
    }
    let sections: String = schema
        .fields()
        .filter(|field| matches!(field.shape, Shape::Markdown) && field.presence == Presence::Advised)
        .map(|field| format!("\n## {}\n\n{}. {}\n", field.label, EXAMPLES[0], field.help))
        .collect();
    Some(format!("---\n{yaml}---\n\n{} due o tre frasi: che cos'è e a che cosa serve.\n{sections}", EXAMPLES[0]))
}

/// The first thing of the board that the field may name.
fn example(field: &Field, drafts: &Drafts) -> Option<String> {
    match &field.shape {
        Shape::List(item) => names(item, drafts).first().map(|name| format!("[{name}]")),
        shape => names(shape, drafts).first().cloned(),
    }
}

fn choices(field: &Field, drafts: &Drafts) -> String {
    let shape = match &field.shape {
        Shape::List(item) => item,
        shape => shape,
    };
    match names(shape, drafts) {
        names if names.is_empty() => String::new(),
        names => format!("# Scegli fra: {}\n", names.join(", ")),
    }
}

fn names(shape: &Shape, drafts: &Drafts) -> Vec<String> {
    let slugs = |nodes: &[Node]| nodes.iter().filter_map(|node| node.text("slug")).map(str::to_owned).collect();
    match shape {
        Shape::Ref(Target::Term(vocabulary)) => slugs(drafts.terms(*vocabulary)),
        Shape::Ref(Target::Organization) => {
            drafts.of(DraftKind::Organization).map(|draft| draft.slug.clone()).collect()
        }
        Shape::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        _ => Vec::new(),
    }
}
