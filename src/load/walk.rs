//! Which files make up the content, and what each describes: the map from path to meaning.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Level, Place, did_you_mean};
use crate::model::draft::{DraftKind, FolderFile};
use crate::model::entry::EntryKind;
use crate::model::schema::Vocabulary;
use crate::model::value::Lang;

pub static SYMLINK_OUT: Code = Code {
    name: "collegamento-esterno",
    level: Level::Error,
    what: "Nessun collegamento simbolico porta fuori dalla cartella della bacheca.",
    why: "Si pubblicherebbero file che non fanno parte del contenuto.",
    example: "Copia il file nella cartella, invece di collegarlo.",
};

pub static UNKNOWN_FILE: Code = Code {
    name: "file-non-riconosciuto",
    level: Level::Error,
    what: "Ogni file di `content/` sta dove il programma lo cerca.",
    why: "Un file nel posto sbagliato non si pubblica, e nessuno se ne accorge.",
    example: "Sbagliato: `content/servizio/casa.md`. Giusto: `content/servizi/casa.md`.",
};

/// A text file to read.
#[derive(Debug)]
pub struct ContentFile {
    pub path: PathBuf,
    /// Path from the board's root, with `/`.
    pub shown: String,
    pub kind: DraftKind,
    pub slug: String,
    pub lang: Option<String>,
    /// The slug folder that it stands in, whose other files belong to it.
    pub folder: Option<PathBuf>,
}

/// What was found: texts in the order of their paths, other files by folder.
#[derive(Debug, Default)]
pub struct Found {
    pub texts: Vec<ContentFile>,
    pub folders: BTreeMap<PathBuf, Vec<FolderFile>>,
    pub faults: Vec<Diagnostic>,
}

/// Folders of `content/` with the kind of what they hold.
const FOLDERS: &[(&str, DraftKind)] = &[
    ("servizi", DraftKind::Entry(EntryKind::Servizio)),
    ("progetti", DraftKind::Entry(EntryKind::Progetto)),
    ("opportunita", DraftKind::Entry(EntryKind::Opportunita)),
    ("enti", DraftKind::Organization),
    ("pagine", DraftKind::Page),
    ("avvisi", DraftKind::Notice),
];

pub fn walk(root: &Path) -> Found {
    let mut found = Found::default();
    let content = root.join("content");
    let mut files = WalkDir::new(&content).follow_links(true).sort_by_file_name().into_iter();
    while let Some(next) = files.next() {
        let file = match next {
            Ok(file) => file,
            Err(error) => {
                found.faults.push(walk_fault(root, &content, &error));
                continue;
            }
        };
        if is_noise(&file) && file.depth() > 0 {
            if file.file_type().is_dir() {
                files.skip_current_dir();
            }
        } else if file.path_is_symlink() && leaves(root, file.path()) {
            found.faults.push(link_fault(&shown(root, file.path())));
            if file.file_type().is_dir() {
                files.skip_current_dir();
            }
        } else if file.file_type().is_file() {
            classify(root, &file, &mut found);
        }
    }
    report_orphans(root, &mut found);
    found
}

/// Folders without an entry: what is in them would not be published.
fn report_orphans(root: &Path, found: &mut Found) {
    let owned = |folder: &PathBuf| found.texts.iter().any(|text| text.folder.as_ref() == Some(folder));
    let orphans: Vec<String> =
        found.folders.keys().filter(|folder| !owned(folder)).map(|folder| shown(root, folder)).collect();
    for folder in orphans {
        let diagnostic = Diagnostic::new(
            &UNKNOWN_FILE,
            Place::file(&folder),
            "in questa cartella manca la scheda, e i suoi file non si pubblicano",
        );
        found
            .faults
            .push(diagnostic.hint(format!("la scheda di una cartella si chiama `index.md`: crea {folder}/index.md")));
    }
}

/// Files that editors and systems leave behind.
fn is_noise(file: &DirEntry) -> bool {
    let name = file.file_name().to_string_lossy();
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "Thumbs.db"
}

fn leaves(root: &Path, link: &Path) -> bool {
    match (root.canonicalize(), link.canonicalize()) {
        (Ok(root), Ok(target)) => !target.starts_with(root),
        _ => true,
    }
}

/// A path as authors know it: from the board's root, with `/`.
pub fn shown(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn link_fault(shown: &str) -> Diagnostic {
    Diagnostic::new(
        &SYMLINK_OUT,
        Place::file(shown),
        "questo collegamento simbolico porta fuori dalla bacheca, o a niente",
    )
    .hint("copia il file nella cartella al posto del collegamento")
}

fn walk_fault(root: &Path, content: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(content);
    if error.loop_ancestor().is_some() || path.is_symlink() {
        return link_fault(&shown(root, path));
    }
    let other = std::io::Error::other("errore sconosciuto");
    super::source::unreadable(&shown(root, path), error.io_error().unwrap_or(&other))
}

fn classify(root: &Path, file: &DirEntry, found: &mut Found) {
    let path = file.path();
    let shown = shown(root, path);
    let parts: Vec<&str> = shown.split('/').skip(1).collect();
    let text = |kind, name: &str, folder| {
        let (slug, lang) = match kind {
            DraftKind::Entry(_) | DraftKind::Page => split_language(name),
            _ => (name.to_owned(), None),
        };
        ContentFile { path: path.to_owned(), shown: shown.clone(), kind, slug, lang, folder }
    };
    let known = |folder: &str| FOLDERS.iter().find(|(name, _)| *name == folder).map(|(_, kind)| *kind);
    match parts.as_slice() {
        // Read apart: boundaries.rs.
        ["confini.geojson"] => {}
        ["comuni.yaml"] => found.texts.push(text(DraftKind::Comuni, "comuni", None)),
        ["parole.yaml"] => found.texts.push(text(DraftKind::Words, "parole", None)),
        ["vocabolari", name] => {
            match Vocabulary::ALL.iter().find(|vocabulary| format!("{}.yaml", vocabulary.name()) == *name) {
                Some(vocabulary) => found.texts.push(text(DraftKind::Vocabulary(*vocabulary), vocabulary.name(), None)),
                None => found.faults.push(unknown(
                    &shown,
                    "i vocabolari sono `bisogni.yaml`, `per_chi.yaml`, `aree.yaml` e `tipi.yaml`",
                )),
            }
        }
        [folder, name] => match (known(folder), stem(name, known(folder))) {
            (Some(kind), Some(stem)) => found.texts.push(text(kind, stem, None)),
            (Some(kind), None) => found.faults.push(unknown(&shown, wanted_extension(kind))),
            (None, _) => found.faults.push(unknown_folder(&shown, folder)),
        },
        [folder, slug, name] if matches!(known(folder), Some(DraftKind::Entry(_))) => {
            let parent = path.parent().expect("a file has a folder").to_owned();
            match stem(name, known(folder)).filter(|stem| *stem == "index" || stem.starts_with("index.")) {
                Some(stem) => {
                    let name = format!("{slug}{}", &stem["index".len()..]);
                    let kind = known(folder).expect("matched above");
                    found.texts.push(text(kind, &name, Some(parent)));
                }
                None if name.ends_with(".md") || name.ends_with(".yaml") || name.ends_with(".yml") => {
                    found.faults.push(unknown(
                        &shown,
                        "in una cartella la scheda si chiama `index.md`; un'altra scheda va in un'altra cartella",
                    ));
                }
                None => found.folders.entry(parent).or_default().push(folder_file(file, name)),
            }
        }
        [folder, ..] if known(folder).is_none() => found.faults.push(unknown_folder(&shown, folder)),
        _ => found.faults.push(unknown(&shown, "sposta il file: qui il programma non lo cerca")),
    }
}

/// What a file in the folder of a kind of entries would be, were it there.
pub fn entry_file(root: &Path, shown: &str) -> Option<ContentFile> {
    let (folder, name) = shown.strip_prefix("content/")?.split_once('/')?;
    let kind = FOLDERS.iter().find(|(known, _)| *known == folder).map(|(_, kind)| *kind)?;
    let (slug, lang) = split_language(stem(name, Some(kind))?);
    Some(ContentFile { path: root.join(shown), shown: shown.to_owned(), kind, slug, lang, folder: None })
}

fn stem(name: &str, kind: Option<DraftKind>) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let allowed: &[&str] = match kind? {
        DraftKind::Entry(_) => &["md", "yaml"],
        DraftKind::Page | DraftKind::Notice => &["md"],
        _ => &["yaml"],
    };
    allowed.contains(&extension).then_some(stem)
}

fn wanted_extension(kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::Entry(_) => {
            "una scheda è un file `.md` o `.yaml`; i suoi allegati stanno con lei in una cartella, accanto a `index.md`"
        }
        DraftKind::Page | DraftKind::Notice => "qui vanno file `.md`",
        _ => "qui vanno file `.yaml`",
    }
}

/// `casa.en` is the English translation of `casa`.
fn split_language(name: &str) -> (String, Option<String>) {
    match name.rsplit_once('.') {
        Some((slug, lang)) if Lang::parse(lang).is_ok() => (slug.to_owned(), Some(lang.to_owned())),
        _ => (name.to_owned(), None),
    }
}

fn unknown(shown: &str, hint: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_FILE, Place::file(shown), "questo file non si pubblica: il programma non sa che cos'è")
        .hint(hint)
}

fn unknown_folder(shown: &str, folder: &str) -> Diagnostic {
    let names = || FOLDERS.iter().map(|(name, _)| *name).chain(["vocabolari"]);
    match did_you_mean(folder, names()) {
        Some(meant) => unknown(shown, &format!("forse volevi metterlo in `content/{meant}/`?")),
        None => unknown(shown, &format!("le cartelle sono: {}", names().collect::<Vec<_>>().join(", "))),
    }
}

fn folder_file(file: &DirEntry, name: &str) -> FolderFile {
    let pixels = imagesize::size(file.path()).ok().map(|size| (size.width as u32, size.height as u32));
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    FolderFile { name: name.to_owned(), path: file.path().to_owned(), size, pixels }
}
