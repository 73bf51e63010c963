//! Files → drafts. Reads all content of a board; what cannot be read or parsed is reported, the rest
//! goes on.

#![allow(clippy::disallowed_methods, reason = "this stage reads the files")]

mod blocks;
mod boards;
mod boundaries;
mod front_matter;
mod markdown;
mod memory;
mod source;
mod tables;
mod theme;
mod walk;
mod web_editor;

pub use memory::Memory;
pub use theme::{ThemeFault, desk_sheet, theme};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Level, Place, Source};
use crate::model::draft::{BodyPlace, Draft, DraftKind, Drafts, FolderFile, Section};
use crate::model::entry::RESERVED_IDS;
use crate::model::node::{self, Node};
use crate::model::schema::{Schema, Shape};
use markdown::{Ids, Under};
use memory::{Read, Stamp};
use walk::ContentFile;

/// The file that makes a folder a board.
pub const BOARD_FILE: &str = "bacheca.yaml";

/// Where the files of other boards are kept, each board in a folder.
pub const OTHER_BOARDS: &str = "altre";

/// Which words lead to which in the search.
pub const SYNONYMS_FILE: &str = "search-index/sinonimi.yaml";
const DEFAULT_SYNONYMS: &str = include_str!("../../search-index/sinonimi.yaml");

/// Words that texts should explain or avoid, on every board.
const DEFAULT_WORDS: &str = include_str!("../../parole/italiano.yaml");
static WORDS: LazyLock<Arc<Node>> = LazyLock::new(|| {
    let (fields, _) = front_matter::parse(DEFAULT_WORDS, DraftKind::Words.schema(false), true);
    Arc::new(fields)
});

static NO_FRONT_MATTER: Code = Code {
    name: "intestazione-mancante",
    level: Level::Error,
    what: "Un file `.md` comincia con i campi, fra due righe di tre trattini.",
    why: "Senza campi il programma non sa né il titolo né a chi è rivolta la scheda.",
    example: "Prima riga `---`, poi i campi, poi un'altra riga `---`, poi il testo.",
};

/// The codes of faults that loading finds.
pub static CODES: &[&Code] = &[
    &source::UNREADABLE,
    &source::TOO_LARGE,
    &source::NOT_UTF8,
    &walk::SYMLINK_OUT,
    &walk::UNKNOWN_FILE,
    &boundaries::INVALID,
    &NO_FRONT_MATTER,
    &front_matter::SYNTAX,
    &front_matter::TAB,
    &front_matter::TOO_DEEP,
    &front_matter::WRONG_TYPE,
    &front_matter::UNKNOWN_FIELD,
    &front_matter::DUPLICATE_KEY,
    &front_matter::CUT_TEXT,
    &boards::UNREADABLE,
    &boards::LEFT_OUT,
    &boards::UNKNOWN_NAME,
];

/// What was read, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Loaded {
    pub drafts: Drafts,
    pub faults: Vec<Diagnostic>,
}

/// Entries not yet written, by their path in the board: each stands for the file there, if there is one.
pub type Unwritten = BTreeMap<String, String>;

/// Reads the board in a folder; what `memory` knows and has not changed is not read again.
pub fn load(root: &Path, unwritten: &Unwritten, memory: &mut Memory) -> Loaded {
    let mut found = walk::walk(root);
    found.texts.insert(0, board_file(root));
    found.texts.extend(synonyms_file(root));
    let known: BTreeSet<&str> = found.texts.iter().map(|file| file.shown.as_str()).collect();
    let is_new = |shown: &&String| !known.contains(shown.as_str());
    let new: Vec<ContentFile> =
        unwritten.keys().filter(is_new).filter_map(|shown| walk::entry_file(root, shown)).collect();
    found.texts.extend(new);
    let read: Vec<Read> = found
        .texts
        .par_iter()
        .map(|file| match unwritten.get(&file.shown) {
            Some(text) => read_unwritten(file, text, &found.folders, memory),
            None => read_draft(file, &found.folders, memory),
        })
        .collect();
    let mut loaded = Loaded { drafts: Drafts::default(), faults: found.faults };
    match memory.boundaries(root) {
        Ok(boundaries) => loaded.drafts.boundaries = boundaries,
        Err(fault) => loaded.faults.push(*fault),
    }
    loaded.drafts.default_words = Arc::clone(&WORDS);
    for read in &read {
        loaded.drafts.files.push(Arc::clone(&read.draft));
        loaded.faults.extend(read.faults.iter().cloned());
    }
    loaded.drafts.web_editor = loaded.drafts.board().and_then(|board| web_editor::script(root, board));
    let (gathered, faults) = boards::gather(root, &loaded.drafts, memory);
    loaded.drafts.gathered = gathered;
    loaded.faults.extend(faults);
    memory.keep(read);
    loaded
}

fn board_file(root: &Path) -> ContentFile {
    ContentFile {
        path: root.join(BOARD_FILE),
        shown: BOARD_FILE.to_owned(),
        kind: DraftKind::Board,
        slug: "bacheca".to_owned(),
        lang: None,
        folder: None,
    }
}

/// The board's own words of the search, if it has any.
fn synonyms_file(root: &Path) -> Option<ContentFile> {
    let path = root.join(SYNONYMS_FILE);
    path.is_file().then(|| ContentFile {
        path,
        shown: SYNONYMS_FILE.to_owned(),
        kind: DraftKind::Synonyms,
        slug: "sinonimi".to_owned(),
        lang: None,
        folder: None,
    })
}

/// The words of the search for a board that has none of its own.
pub fn default_synonyms() -> Arc<Draft> {
    static DEFAULT: LazyLock<Arc<Draft>> = LazyLock::new(|| Arc::new(read_default_synonyms()));
    Arc::clone(&DEFAULT)
}

fn read_default_synonyms() -> Draft {
    let kind = DraftKind::Synonyms;
    let source = Arc::new(Source { path: SYNONYMS_FILE.to_owned(), text: DEFAULT_SYNONYMS.to_owned() });
    let (fields, _) = front_matter::parse(DEFAULT_SYNONYMS, kind.schema(false), true);
    Draft {
        kind,
        slug: "sinonimi".to_owned(),
        lang: None,
        schema: kind.schema(false),
        yaml: 0..source.text.len(),
        fields,
        sections: Vec::new(),
        folder: Vec::new(),
        home: None,
        locate: front_matter::locate,
        source,
    }
}

type Folders = BTreeMap<PathBuf, Vec<FolderFile>>;

/// The files beside an entry.
fn folder_of<'f>(file: &ContentFile, folders: &'f Folders) -> &'f [FolderFile] {
    file.folder.as_ref().and_then(|folder| folders.get(folder)).map_or(&[][..], Vec::as_slice)
}

fn read_unwritten(file: &ContentFile, text: &str, folders: &Folders, memory: &Memory) -> Read {
    read_source(file, source::given(text, &file.shown), None, folder_of(file, folders), memory)
}

fn read_draft(file: &ContentFile, folders: &Folders, memory: &Memory) -> Read {
    let folder = folder_of(file, folders);
    let stamp = Stamp::of(&file.path).unwrap_or_default();
    if let Some(read) = memory.recall(&file.shown, &stamp, folder) {
        return read.clone();
    }
    read_source(file, source::read(&file.path, &file.shown), stamp, folder, memory)
}

fn read_source(
    file: &ContentFile,
    source: Result<Arc<Source>, Box<Diagnostic>>,
    stamp: Option<Stamp>,
    folder: &[FolderFile],
    memory: &Memory,
) -> Read {
    let (draft, faults) = match source {
        Ok(source) => match memory.recall_text(&source, folder) {
            Some(read) => return Read { stamp, ..read.clone() },
            None => parse_draft(file, source, folder),
        },
        Err(fault) => (unreadable(file, &fault.place.source), vec![*fault]),
    };
    Read { stamp, draft: Arc::new(draft), faults }
}

fn parse_draft(file: &ContentFile, source: Arc<Source>, folder: &[FolderFile]) -> (Draft, Vec<Diagnostic>) {
    let schema = file.kind.schema(file.lang.is_some());
    let whole = 0..source.text.len();
    let (yaml, body) = if file.shown.ends_with(".md") {
        match front_matter::split(&source.text) {
            Some(ranges) => ranges,
            None => return (unreadable(file, &source), vec![no_front_matter(&source)]),
        }
    } else {
        (whole.clone(), whole.end..whole.end)
    };
    let is_list_file =
        matches!(file.kind, DraftKind::Comuni | DraftKind::Vocabulary(_) | DraftKind::Synonyms | DraftKind::Words);
    let (fields, faults) = front_matter::parse(&source.text[yaml.clone()], schema, is_list_file);
    let mut faults: Vec<Diagnostic> = faults
        .into_iter()
        .map(|fault| {
            let span = fault.span.start + yaml.start..fault.span.end + yaml.start;
            Diagnostic::new(fault.code, Place::new(&source, span), fault.message).hint(fault.hint)
        })
        .collect();
    let mut draft = Draft { yaml, fields, folder: folder.to_vec(), ..unreadable(file, &source) };
    draft.sections = sections(&draft, body, schema, &mut faults);
    (draft, faults)
}

/// A file of which only the name is known: what refers to it is not to blame.
fn unreadable(file: &ContentFile, source: &Arc<Source>) -> Draft {
    Draft {
        source: Arc::clone(source),
        kind: file.kind,
        slug: file.slug.clone(),
        lang: file.lang.clone(),
        schema: file.kind.schema(file.lang.is_some()),
        yaml: 0..source.text.len(),
        fields: Node::Wrong,
        sections: Vec::new(),
        folder: Vec::new(),
        home: None,
        locate: front_matter::locate,
    }
}

fn no_front_matter(source: &Arc<Source>) -> Diagnostic {
    let first_line = 0..source.line_end(0);
    let (message, hint) = match source.text[first_line.clone()].trim() {
        "---" => ("i campi non si chiudono", "dopo l'ultimo campo aggiungi una riga con tre trattini, `---`"),
        "" => ("la prima riga è vuota", "togli le righe vuote all'inizio: la prima dev'essere `---`"),
        dashes if dashes.trim_matches('-').is_empty() => ("i trattini della prima riga non sono tre", "scrivi `---`"),
        _ => (
            "mancano i campi all'inizio del file",
            "comincia con una riga `---`, scrivi i campi, chiudi con un'altra riga `---`",
        ),
    };
    Diagnostic::new(&NO_FRONT_MATTER, Place::new(source, first_line), message).hint(hint)
}

/// Formatted texts of a file: those in its fields, and those of its body under the labels of fields.
fn sections(draft: &Draft, body: Range<usize>, schema: &'static Schema, faults: &mut Vec<Diagnostic>) -> Vec<Section> {
    let mut ids: Ids = RESERVED_IDS.iter().map(|id| ((*id).to_owned(), 1)).collect();
    let mut sections: Vec<Section> = Vec::new();
    for field in schema.fields().filter(|field| matches!(field.shape, Shape::Markdown)) {
        if let Some(Node::Scalar(text)) = draft.fields.get(field.key).filter(|node| !node.is_empty()) {
            let under = if field.key == node::BODY { Under::Title } else { Under::Section };
            let prose = markdown::parse(text, under, &mut ids);
            sections.push(Section { key: field.key, label: field.label, prose: Arc::new(prose), body: None });
        }
    }
    for (key, label, heading, text) in body_parts(draft, body, schema) {
        if sections.iter().any(|section| section.key == key) {
            faults.push(
                Diagnostic::new(
                    &front_matter::DUPLICATE_KEY,
                    Place::new(&draft.source, heading),
                    format!("«{label}» è scritto due volte"),
                )
                .hint("tieni un solo testo, nei campi o sotto il titolo"),
            );
            continue;
        }
        let under = if key == node::BODY { Under::Title } else { Under::Section };
        let prose = markdown::parse(&draft.source.text[text.clone()], under, &mut ids);
        sections.push(Section {
            key,
            label,
            prose: Arc::new(prose),
            body: Some(BodyPlace { heading, text: text.start }),
        });
    }
    sections
}

/// Key and label of each part of a body, the bytes of its heading and of its text. What stands before
/// the first label is the free description.
fn body_parts(
    draft: &Draft,
    body: Range<usize>,
    schema: &'static Schema,
) -> Vec<(&'static str, &'static str, Range<usize>, Range<usize>)> {
    let text = &draft.source.text[body.clone()];
    let labelled: Vec<_> = markdown::second_level_headings(text)
        .into_iter()
        .filter_map(|(heading, span)| schema.section(&heading).map(|field| (field, span)))
        .map(|(field, span)| (field, body.start + span.start..body.start + span.end))
        .collect();
    let first = labelled.first().map_or(body.end, |(_, heading)| heading.start);
    let mut parts = Vec::new();
    if !draft.source.text[body.start..first].trim().is_empty() {
        parts.push((node::BODY, "Descrizione", body.start..body.start, body.start..first));
    }
    for (index, (field, heading)) in labelled.iter().enumerate() {
        let end = labelled.get(index + 1).map_or(body.end, |(_, next)| next.start);
        parts.push((field.key, field.label, heading.clone(), heading.end..end));
    }
    parts
}
