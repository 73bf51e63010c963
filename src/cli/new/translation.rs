//! A new translation: the texts of the original, to be written over in another language.

use super::NewFile;
use crate::cli::fault::Fault;
use crate::cli::{today, yaml};
use crate::diagnostic::did_you_mean;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::schema::{Field, Shape};

const HEAD: &str = "\
## Traduci i testi: campi e corpo. I titoli con ## restano in italiano: sul sito escono tradotti.
## Contatti, orari e allegati vengono dalla scheda italiana: qui non si scrivono.
";

pub fn prepare(name: &str, lang: Option<&str>, drafts: &Drafts) -> Result<NewFile, Fault> {
    let original = find(name, drafts)?;
    let lang = language(lang, drafts)?;
    let path = original.source.path.replacen(".md", &format!(".{lang}.md"), 1);
    let is_there = |draft: &&Draft| {
        draft.kind == original.kind && draft.slug == original.slug && draft.lang.as_deref() == Some(lang)
    };
    if let Some(known) = drafts.iter().find(is_there) {
        return Err(Fault::new(format!("la traduzione c'è già: {}", known.source.path), "aprila"));
    }
    Ok(NewFile {
        path,
        text: draw(original),
        next: "Creata, con i testi italiani. È una bozza: traducili, poi togli `bozza: sì`.".to_owned(),
    })
}

/// An entry or a page, named `servizi/casa`, by its path, or by its slug if no other has the same.
fn find<'d>(name: &str, drafts: &'d Drafts) -> Result<&'d Draft, Fault> {
    let name = name.trim_start_matches("content/").trim_end_matches(".md").trim_end_matches("/index");
    let originals = || drafts.iter().filter_map(|draft| Some((full_name(draft)?, draft)));
    let same_slug: Vec<&Draft> = originals().filter(|(_, draft)| draft.slug == name).map(|(_, draft)| draft).collect();
    if let Some((_, draft)) = originals().find(|(full, _)| full == name) {
        return Ok(draft);
    }
    if let [only] = same_slug.as_slice() {
        return Ok(only);
    }
    let names: Vec<String> = originals().map(|(full, _)| full).collect();
    let hint = match did_you_mean(name, names.iter().map(String::as_str)) {
        Some(meant) => format!("forse volevi scrivere `{meant}`?"),
        None => "scrivi la cartella e il nome del file, per esempio `servizi/sportello-casa`".to_owned(),
    };
    Err(Fault::new(format!("«{name}» non è una scheda né una pagina"), hint))
}

fn full_name(draft: &Draft) -> Option<String> {
    let is_text = draft.lang.is_none() && draft.source.path.ends_with(".md");
    match draft.kind {
        DraftKind::Entry(kind) if is_text => Some(format!("{}/{}", kind.folder(), draft.slug)),
        DraftKind::Page if is_text => Some(format!("pagine/{}", draft.slug)),
        _ => None,
    }
}

/// One of the board's other languages; the only one, if nothing is said.
fn language<'a>(lang: Option<&'a str>, drafts: &'a Drafts) -> Result<&'a str, Fault> {
    let others: Vec<&str> =
        drafts.board().map(|board| board.fields.texts("lingue").skip(1).collect()).unwrap_or_default();
    match (lang, others.as_slice()) {
        (_, []) => Err(Fault::new(
            "la bacheca ha una lingua sola",
            "in bacheca.yaml aggiungi l'altra lingua, per esempio `lingue: [it, en]`",
        )),
        (None, [only]) => Ok(only),
        (None, others) => {
            Err(Fault::new("in quale lingua?", format!("aggiungi --lingua e scegli fra {}", others.join(", "))))
        }
        (Some(lang), others) if others.contains(&lang) => Ok(lang),
        (Some(lang), others) => Err(Fault::new(
            format!("«{lang}» non è fra le altre lingue della bacheca"),
            format!("scegli fra {}, o aggiungila alle `lingue` in bacheca.yaml", others.join(", ")),
        )),
    }
}

fn draw(original: &Draft) -> String {
    let schema = original.kind.schema(true);
    let fields: String = schema.fields().filter_map(|field| line(field, original)).collect();
    let body = &original.source.text[original.yaml.end..];
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    format!("---\n{HEAD}{fields}bozza: sì\n---\n{body}")
}

/// What the original says in a field; texts of several lines are left to the body.
fn line(field: &Field, original: &Draft) -> Option<String> {
    let key = field.key;
    match (key, &field.shape) {
        ("traduce", _) => {
            let version = original.fields.text("aggiornato_il").map_or_else(|| today().to_string(), str::to_owned);
            Some(format!("traduce: {version}\n"))
        }
        (_, Shape::Text) => original.fields.text(key).map(|text| format!("{key}: {}\n", yaml::text(text))),
        _ => None,
    }
}
