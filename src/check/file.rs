//! Attachments and images exist, and are of a kind that is safe to publish.

use super::link::is_file;
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place, did_you_mean};
use crate::model::draft::{Draft, DraftKind};
use crate::model::node::Node;
use crate::model::schema::Shape;

static MISSING: Code = Code {
    name: "file-mancante",
    level: Level::Error,
    what: "Allegati e immagini citati sono nella cartella della scheda.",
    why: "Chi tocca il collegamento riceverebbe un errore.",
    example: "Metti `modulo.pdf` in `content/servizi/x/`, accanto a `index.md`.",
};
static KIND: Code = Code {
    name: "tipo-di-file",
    level: Level::Error,
    what: "Si pubblicano solo documenti e immagini di tipi noti, con nomi senza spazi né accenti.",
    why: "Altri tipi potrebbero contenere programmi, o non aprirsi su un telefono.",
    example: "Sbagliato: `Modulo domanda.exe`. Giusto: `modulo-domanda.pdf`.",
};

pub static RULE: Rule = Rule { codes: &[&MISSING, &KIND], scope: Scope::File(run) };

const DOCUMENTS: &[&str] = &[
    "pdf", "odt", "ods", "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "txt", "csv", "zip", "ics", "mp3",
    "mp4",
];
const IMAGES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif"];

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Any,
    Image,
}

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() {
        return;
    }
    draft.walk(|path, shape, node| {
        if let (Shape::File, Node::Scalar(name)) = (shape, node) {
            let in_image = path.to_string().starts_with("immagine") || path.to_string().starts_with("loghi");
            let wanted = if in_image { Wanted::Image } else { Wanted::Any };
            faults.extend(check(draft, draft.value_place(path), name.trim(), wanted));
        }
    });
    for section in &draft.sections {
        for image in &section.prose.images {
            let place = draft.reference_place(section, &image.file);
            faults.extend(check(draft, place, &image.file.target, Wanted::Image));
        }
        for link in section.prose.links.iter().filter(|link| is_file(&link.target.target)) {
            let place = draft.reference_place(section, &link.target);
            faults.extend(check(draft, place, file_of(&link.target.target), Wanted::Any));
        }
    }
}

/// The file of a link, without the point of it: `modulo.pdf#page=2`.
fn file_of(target: &str) -> &str {
    target.split(['#', '?']).next().unwrap_or(target)
}

fn check(draft: &Draft, place: Place, name: &str, wanted: Wanted) -> Option<Diagnostic> {
    if name.is_empty() {
        return None;
    }
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Some(
            Diagnostic::new(&MISSING, place, format!("«{name}» sta fuori dalla cartella della scheda"))
                .hint("copia il file nella cartella della scheda, accanto a `index.md`, e scrivi solo il suo nome"),
        );
    }
    let Some(file) = draft.folder.iter().find(|file| file.name == name) else {
        return Some(
            Diagnostic::new(&MISSING, place, format!("il file «{name}» non c'è")).hint(missing_hint(draft, name)),
        );
    };
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    let is_image = IMAGES.contains(&extension.as_str());
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if !plain {
        let hint = format!("rinominalo in `{}`", plain_name(name));
        return Some(
            Diagnostic::new(&KIND, place, format!("il nome «{name}» contiene spazi, accenti o altri segni")).hint(hint),
        );
    }
    if wanted == Wanted::Image && (!is_image || file.pixels.is_none()) {
        return Some(
            Diagnostic::new(&KIND, place, format!("«{name}» non è un'immagine che si possa mostrare"))
                .hint(format!("controlla che il file si apra; usa un'immagine {}", IMAGES.join(", "))),
        );
    }
    if !is_image && !DOCUMENTS.contains(&extension.as_str()) {
        return Some(Diagnostic::new(&KIND, place, kind_message(name, &extension)).hint(format!(
            "usa uno di questi tipi: {}, {}",
            DOCUMENTS.join(", "),
            IMAGES.join(", ")
        )));
    }
    None
}

fn missing_hint(draft: &Draft, name: &str) -> String {
    if let Some(meant) = did_you_mean(name, draft.folder.iter().map(|file| file.name.as_str())) {
        return format!("nella cartella c'è `{meant}`: volevi questo?");
    }
    let (folder, slug) = (draft.source.path.rsplit_once('/').map_or("", |(folder, _)| folder), &draft.slug);
    match draft.kind {
        DraftKind::Entry(_) if draft.source.path.contains(&format!("/{slug}/index.")) => {
            format!("mettilo in {folder}/")
        }
        DraftKind::Entry(_) => {
            format!("sposta la scheda in {folder}/{slug}/index.md e metti il file accanto a lei, in {folder}/{slug}/")
        }
        _ => "soltanto le schede possono avere file: mettilo in una scheda, e da qui collega quella".to_owned(),
    }
}

fn kind_message(name: &str, extension: &str) -> String {
    if extension.is_empty() {
        format!("dal nome «{name}» non si capisce che tipo di file è")
    } else {
        format!("i file «.{extension}» non si pubblicano")
    }
}

fn plain_name(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{}.{}", crate::model::value::slugify(stem), extension.to_lowercase())
}
