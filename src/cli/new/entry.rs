//! A new service, project or opportunity, as a draft that is not published.

use super::{NewFile, Title, sample};
use crate::check::EXAMPLES;
use crate::cli::fault::Fault;
use crate::cli::{today, yaml};
use crate::model::draft::Drafts;
use crate::model::entry::EntryKind;
use crate::model::names::Names;
use crate::model::schema::{Field, Presence, Schema, Shape};

const HEAD: &str = "\
## I campi obbligatori sono già pieni: correggi i valori.
## Le righe con ## sono spiegazioni. Le altre righe con # sono campi da usare: togli il # davanti.
";

const TIME: &str = "
## Fino a quando vale? Se ha una scadenza, scrivi al posto della riga qui sotto: `scadenza: 2026-12-15`
sempre_aperta: sì
";

pub fn prepare(kind: EntryKind, title: &Title, in_folder: bool, drafts: &Drafts) -> Result<NewFile, Fault> {
    let names = Names::of(drafts);
    let schema = kind.schema();
    if let Some(field) = schema.fields().find(|field| field.is_required() && is_empty_list(field, &names)) {
        return Err(Fault::new(
            format!("non posso creare la scheda: non c'è niente da scrivere in `{}`", field.key),
            "scrivi `bacheca check` per sapere che cosa correggere",
        ));
    }
    let office = drafts.board().and_then(|board| board.fields.text("gestore"));
    let place = if in_folder { "/index.md" } else { ".md" };
    let next = match in_folder {
        true => {
            "Creata. È una bozza: aprila, riempila e metti accanto a lei allegati e immagini. Togli `bozza: sì` quando è pronta."
        }
        false => "Creata. È una bozza: aprila, riempila e togli `bozza: sì` quando è pronta.",
    };
    Ok(NewFile {
        path: format!("content/{}/{}{place}", kind.folder(), title.slug),
        text: draw(kind, title, &names, office),
        next: next.to_owned(),
    })
}

/// Whether a field names something of which the board has none.
fn is_empty_list(field: &Field, names: &Names) -> bool {
    match &field.shape {
        Shape::Ref(target) | Shape::List(Shape::Ref(target)) => names.get(*target).is_empty(),
        _ => false,
    }
}

/// Required fields filled in, those worth having proposed, the others named, and a heading for each text.
fn draw(kind: EntryKind, title: &Title, names: &Names, office: Option<&str>) -> String {
    let schema = kind.schema();
    let required: String = schema
        .fields()
        .filter(|field| field.is_required())
        .map(|field| format!("\n{}", required(field, title, names, office)))
        .collect();
    let time = if kind == EntryKind::Opportunita { TIME } else { "" };
    let draft = format!("\n## Togli questa riga quando la scheda è pronta.\nbozza: sì\npubblicato_il: {}\n", today());
    let proposed: String = optional(schema)
        .filter(|field| field.presence == Presence::Advised)
        .map(|field| format!("\n{}", sample::proposed(field, names)))
        .collect();
    let others: String =
        optional(schema).filter(|field| field.presence == Presence::Optional).map(sample::described).collect();
    format!(
        "---\n{HEAD}{required}{time}{draft}\n## Campi che servono quasi sempre. Quello che non sai, lascialo fuori.\n{proposed}\n## Altri campi che puoi scrivere:\n{others}---\n\n{} due o tre frasi: che cos'è e a che cosa serve.\n{}",
        EXAMPLES[0],
        headings(schema)
    )
}

fn required(field: &Field, title: &Title, names: &Names, office: Option<&str>) -> String {
    let value = match (field.key, office) {
        ("titolo", _) => yaml::text(&title.text),
        ("descrizione_breve", _) => EXAMPLES[1].to_owned(),
        ("ente", Some(office)) => office.to_owned(),
        _ => return sample::explained(field, names),
    };
    format!("{}{}: {value}\n", sample::explanation(field, names), field.key)
}

/// Fields that stand above the text and are not written already.
fn optional(schema: &'static Schema) -> impl Iterator<Item = &'static Field> {
    let written = ["bozza", "pubblicato_il", "sempre_aperta"];
    schema
        .fields()
        .filter(move |field| !field.is_required() && !written.contains(&field.key))
        .filter(|field| !matches!(field.shape, Shape::Markdown))
}

fn headings(schema: &'static Schema) -> String {
    schema
        .fields()
        .filter(|field| matches!(field.shape, Shape::Markdown) && field.presence == Presence::Advised)
        .map(|field| format!("\n## {}\n\n{}. {}\n", field.label, EXAMPLES[0], field.help))
        .collect()
}
