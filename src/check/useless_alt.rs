//! The text of an image says what it shows.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::Draft;
use crate::model::node::{Node, Path};

static USELESS: Code = Code {
    name: "testo-alternativo-inutile",
    level: Level::Warning,
    what: "Il testo alternativo dice che cosa si vede: non è il nome del file, una parola come «foto», o la didascalia ripetuta.",
    why: "Chi non vede sente solo quello.",
    example: "Sbagliato: `alt: IMG_2031.jpg`. Giusto: `alt: L'ingresso su via Roma, con la rampa`.",
};
static CLUMSY: Code = Code {
    name: "testo-alternativo-da-accorciare",
    level: Level::Advice,
    what: "Il testo alternativo non comincia con «immagine di» e sta in 150 caratteri.",
    why: "Il lettore di schermo dice già «immagine», e un testo lungo non si può interrompere e riprendere.",
    example: "Sbagliato: `alt: Immagine di una rampa`. Giusto: `alt: Una rampa`.",
};

pub static RULE: Rule = Rule { codes: &[&USELESS, &CLUMSY], scope: Scope::File(run) };

const LONGEST: usize = 150;
const OPENINGS: &[&str] = &[
    "immagine di",
    "immagine che",
    "foto di",
    "foto che",
    "fotografia di",
    "figura di",
    "un'immagine di",
    "una foto di",
    "nella foto",
    "nell'immagine",
    "image of",
    "photo of",
    "picture of",
];
const GENERIC: &[&str] = &[
    "alt",
    "foto",
    "fotografia",
    "immagine",
    "figura",
    "logo",
    "icona",
    "disegno",
    "grafico",
    "illustrazione",
    "banner",
    "copertina",
    "locandina",
    "volantino",
    "image",
    "photo",
    "picture",
    "img",
    "screenshot",
    "schermata",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let image = draft.fields.get("immagine").into_iter().map(|image| (Path::default().key("immagine"), image));
    let logos = draft.fields.items("loghi").iter().enumerate();
    for (path, image) in image.chain(logos.map(|(index, logo)| (Path::default().key("loghi").item(index), logo))) {
        faults.extend(of_field(draft, &path, image));
    }
    for section in &draft.sections {
        for image in &section.prose.images {
            let place = || alt_place(draft.reference_place(section, &image.file), &image.alt);
            faults.extend(fault(&image.alt, &image.file.target, None, place));
        }
    }
}

fn of_field(draft: &Draft, path: &Path, image: &Node) -> Option<Diagnostic> {
    let file = image.text("file").unwrap_or_default();
    fault(image.text("alt")?, file, image.text("didascalia"), || draft.value_place(&path.key("alt")))
}

/// The words between square brackets before the address of an image, if they stand on its line.
fn alt_place(file: Place, alt: &str) -> Place {
    let before = &file.source.text[..file.span.start];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    match before[line..].rfind(alt).filter(|_| !alt.is_empty()) {
        Some(offset) => Place::new(&file.source, line + offset..line + offset + alt.len()),
        None => file,
    }
}

fn fault(alt: &str, file: &str, caption: Option<&str>, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    let useless = |message: String| {
        Some(Diagnostic::new(&USELESS, place(), message).hint("scrivi che cosa si vede, come lo diresti al telefono"))
    };
    let clumsy = |message: String, hint: &str| Some(Diagnostic::new(&CLUMSY, place(), message).hint(hint));
    if alt.is_empty() {
        return None;
    }
    if is_file_name(&lower, file) {
        return useless(format!("«{alt}» è il nome di un file, non dice che cosa si vede"));
    }
    if GENERIC.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.')) {
        return useless(format!("«{alt}» non dice che cosa si vede"));
    }
    if caption.is_some_and(|caption| caption.trim().to_lowercase() == lower) {
        return useless("il testo alternativo ripete la didascalia".to_owned());
    }
    if let Some(opening) = OPENINGS.iter().find(|opening| lower.starts_with(&format!("{opening} "))) {
        return clumsy(
            format!("il testo alternativo comincia con «{opening}»"),
            "toglilo: il lettore di schermo lo dice già",
        );
    }
    let length = alt.chars().count();
    let hint = "tieni l'essenziale; il resto va nel testo, dove lo leggono tutti";
    (length > LONGEST).then(|| clumsy(format!("il testo alternativo ha {length} caratteri"), hint)).flatten()
}

fn is_file_name(alt: &str, file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    let ends = ["jpg", "jpeg", "png", "webp", "gif", "svg"].iter().any(|kind| alt.ends_with(&format!(".{kind}")));
    let camera =
        ["img_", "img-", "dsc_", "dscn", "pxl_", "whatsapp image"].iter().any(|prefix| alt.starts_with(prefix));
    let written = stem.contains(['-', '_']) || stem.contains(|c: char| c.is_ascii_digit());
    ends || camera || (written && alt == stem)
}
