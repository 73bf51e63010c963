//! The files of a new board: those beside this one, with the answers in their blanks.

use std::path::Path;

use rust_embed::RustEmbed;

use super::answers::Answers;
use super::table::{self, Row};
use crate::cli::yaml;
use crate::model::value::slugify;

#[derive(RustEmbed)]
#[folder = "src/cli/init/board"]
struct Embedded;

/// Its name is what entries write as `ente`.
const OFFICE: &str = "content/enti/ufficio.yaml";
const COMUNI: &str = "content/comuni.yaml";

/// Every file by its path, in order.
pub fn files(answers: &Answers, comuni: &[Row]) -> Vec<(String, String)> {
    let blanks = blanks(answers, comuni);
    let mut names: Vec<String> = Embedded::iter().map(|name| name.into_owned()).collect();
    names.sort();
    names.into_iter().filter_map(|name| file(name, &blanks, comuni)).collect()
}

fn file(name: String, blanks: &[(&str, String)], comuni: &[Row]) -> Option<(String, String)> {
    let template = Embedded::get(&name)?.data.into_owned();
    let template = String::from_utf8(template).ok()?;
    let mut text =
        blanks.iter().fold(template, |text, (blank, value)| text.replace(&format!("{{{{{blank}}}}}"), value));
    if name == COMUNI {
        text.extend(comuni.iter().map(comune));
    }
    let office = blanks.iter().find(|(blank, _)| *blank == "gestore").map(|(_, slug)| slug);
    match office {
        Some(slug) if name == OFFICE => Some((format!("content/enti/{slug}.yaml"), text)),
        _ => Some((name, text)),
    }
}

fn blanks(answers: &Answers, comuni: &[Row]) -> Vec<(&'static str, String)> {
    let telefono = answers.telefono.as_ref().map(|telefono| format!("    telefono: {telefono}\n")).unwrap_or_default();
    let first = comuni.first().and_then(|comune| comune.cells.get("slug")).cloned().unwrap_or_default();
    vec![
        ("id", slugify(&format!("bacheca {}", answers.territorio))),
        ("titolo", yaml::text(&answers.titolo)),
        ("titolo_testo", markdown(&answers.titolo)),
        ("territorio", yaml::text(&answers.territorio)),
        ("territorio_testo", markdown(&answers.territorio)),
        ("ufficio", yaml::text(&answers.ufficio)),
        ("ufficio_testo", markdown(&answers.ufficio)),
        ("gestore", slugify(&answers.ufficio)),
        ("email", answers.email.clone()),
        ("telefono", telefono),
        ("lingue", answers.lingue.join(", ")),
        ("indirizzo", answers.indirizzo.clone()),
        ("primo_comune", first),
    ]
}

fn comune(row: &Row) -> String {
    let lines = table::fields().filter_map(|field| Some((field, row.cells.get(field.key)?)));
    let lines = lines.enumerate().map(|(index, (field, cell))| {
        let mark = if index == 0 { "\n  - " } else { "    " };
        format!("{mark}{}: {}\n", field.key, yaml::value(&field.shape, cell))
    });
    lines.collect()
}

fn markdown(text: &str) -> String {
    text.chars().flat_map(|c| r"\`*_[]<>#|".contains(c).then_some('\\').into_iter().chain([c])).collect()
}

pub fn welcome(folder: &Path, answers: &Answers, comuni: usize) -> String {
    let comuni = if comuni == 1 { "1 Comune".to_owned() } else { format!("{comuni} Comuni") };
    format!(
        "Creata: {}, con {comuni}. E adesso:\n  cd {}\n  bacheca new servizio \"Titolo\"\n  bacheca check\n  bacheca build\nIn README.md leggi che cosa completare prima di andare online.",
        answers.titolo,
        folder.display()
    )
}
