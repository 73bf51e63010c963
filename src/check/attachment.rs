//! Attachments can be read by everyone, and their names tell what they are.

use super::link::is_file;
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::Draft;
use crate::model::node::{Node, Path};

static CLOSED: Code = Code {
    name: "allegato-non-accessibile",
    level: Level::Warning,
    what: "Un PDF con `accessibile: no` ha accanto lo stesso documento in un altro formato.",
    why: "Chi usa un lettore di schermo non può leggerlo, e anche gli allegati devono essere accessibili (legge 4/2004).",
    example: "Accanto a `modulo.pdf` aggiungi `modulo.odt`; oppure scrivi nella scheda quello che dice.",
};
static UNKNOWN: Code = Code {
    name: "allegato-da-controllare",
    level: Level::Advice,
    what: "Di ogni PDF è scritto se lo legge bene anche chi usa un lettore di schermo.",
    why: "Molti PDF sono fotografie di fogli: chi non vede non ne sente neanche una parola.",
    example: "Apri il PDF e prova a selezionare il testo: se non si può, `accessibile: no`.",
};
static TITLE: Code = Code {
    name: "titolo-di-allegato",
    level: Level::Warning,
    what: "Il titolo di un allegato dice che cos'è, non ripete il nome del file.",
    why: "Nell'elenco si legge solo il titolo: da «mod_2_def.pdf» nessuno capisce che cosa scarica.",
    example: "Sbagliato: `titolo: modulo_2.pdf`. Giusto: `titolo: Modulo di domanda`.",
};

pub static RULE: Rule = Rule { codes: &[&CLOSED, &UNKNOWN, &TITLE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    let attachments = draft.fields.items("allegati");
    for (index, attachment) in attachments.iter().enumerate() {
        let path = Path::default().key("allegati").item(index);
        faults.extend(reading(draft, &path, attachment, attachments));
        faults.extend(title(draft, &path, attachment));
    }
    // A translation shows the attachments of its original.
    if draft.lang.is_none() {
        faults.extend(linked(draft, attachments));
    }
}

fn reading(draft: &Draft, path: &Path, attachment: &Node, all: &[Node]) -> Option<Diagnostic> {
    let file = attachment.text("file").filter(|file| is_pdf(file) && is_there(draft, file))?;
    if attachment.says_yes("accessibile") || has_twin(file, all) {
        return None;
    }
    if attachment.says("accessibile") == Some(false) {
        return Some(
            draft
                .diagnostic(&CLOSED, &path.key("accessibile"), format!("«{file}» non è per tutti, e non c'è altro"))
                .hint("aggiungi lo stesso documento in un formato che si legge, per esempio `.odt`; oppure scrivi nella scheda quello che dice"),
        );
    }
    attachment.get("accessibile").is_none_or(Node::is_empty).then(|| {
        draft
            .diagnostic(
                &UNKNOWN,
                &path.key("file"),
                format!("di «{file}» non è scritto se lo legge anche chi non vede"),
            )
            .hint("prova a selezionare il testo del PDF, poi scrivi `accessibile: sì` o `accessibile: no`")
    })
}

fn title(draft: &Draft, path: &Path, attachment: &Node) -> Option<Diagnostic> {
    let (file, title) = (attachment.text("file")?, attachment.text("titolo")?);
    let words = !title.contains(['_']) && title.contains(' ');
    let has_ending = title.rsplit_once('.').is_some_and(|(_, end)| !words && (2..=4).contains(&end.len()));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_stem = title.eq_ignore_ascii_case(stem) && stem.contains(['-', '_', '1', '2', '3']);
    (has_ending || is_stem || title.eq_ignore_ascii_case(file)).then(|| {
        draft
            .diagnostic(&TITLE, &path.key("titolo"), format!("«{title}» è il nome di un file"))
            .hint("scrivi che documento è, per esempio «Modulo di domanda»")
    })
}

/// PDFs that a text links without listing them.
fn linked(draft: &Draft, attachments: &[Node]) -> Vec<Diagnostic> {
    let listed = |file: &str| attachments.iter().any(|attachment| attachment.text("file") == Some(file));
    let mut faults: Vec<Diagnostic> = Vec::new();
    for section in &draft.sections {
        for link in section.prose.links.iter().filter(|link| is_file(&link.target.target)) {
            let file = link.target.target.split(['#', '?']).next().unwrap_or_default();
            if is_pdf(file) && is_there(draft, file) && !listed(file) && !has_twin(file, attachments) {
                let place = draft.reference_place(section, &link.target);
                faults.push(
                    Diagnostic::new(
                        &UNKNOWN,
                        place,
                        format!("di «{file}» non è scritto se lo legge anche chi non vede"),
                    )
                    .hint("mettilo fra gli `allegati`, con `accessibile: sì` o `accessibile: no`"),
                );
            }
        }
    }
    faults
}

/// A missing file is reported elsewhere.
fn is_there(draft: &Draft, name: &str) -> bool {
    draft.folder.iter().any(|file| file.name == name)
}

fn is_pdf(file: &str) -> bool {
    file.to_lowercase().ends_with(".pdf")
}

/// The same document in a format that can be read.
fn has_twin(file: &str, all: &[Node]) -> bool {
    let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    all.iter().any(|other| {
        other.says("accessibile") != Some(false)
            && other.text("file").is_some_and(|name| !is_pdf(name) && stem(name) == stem(file))
    })
}
