//! A content file as written: its fields and texts, with the places they come from. Nothing in it is
//! known to be true yet.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::boundary::Boundary;
use super::entry::EntryKind;
use super::fields;
use super::home::Home;
use super::node::{Node, Path, Step};
use super::prose::{Prose, Reference};
use super::schema::{Schema, Shape, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Place, Source};

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftKind {
    Board,
    Comuni,
    Vocabulary(Vocabulary),
    Synonyms,
    /// Words that texts should explain or avoid.
    Words,
    Organization,
    Entry(EntryKind),
    Page,
    Notice,
}

impl DraftKind {
    /// The fields that such a file may have; a translation has fewer.
    pub fn schema(self, translated: bool) -> &'static Schema {
        match self {
            DraftKind::Board => &fields::BACHECA,
            DraftKind::Comuni => &fields::COMUNI,
            DraftKind::Vocabulary(_) => &fields::VOCABOLARIO,
            DraftKind::Synonyms => &fields::SINONIMI,
            DraftKind::Words => &fields::PAROLE,
            DraftKind::Organization => &fields::ENTE,
            DraftKind::Entry(_) if translated => &fields::TRADUZIONE,
            DraftKind::Entry(kind) => kind.schema(),
            DraftKind::Page => &fields::PAGINA,
            DraftKind::Notice => &fields::AVVISO,
        }
    }
}

/// Finds the bytes of a value, or of its key, in a YAML text.
pub type Locate = fn(yaml: &str, path: &Path, what: Locus) -> Range<usize>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locus {
    Value,
    /// The key, counting from 0 when it is written more than once.
    Key(usize),
}

/// A formatted text and where it was written.
#[derive(Debug)]
pub struct Section {
    /// The key of its field.
    pub key: &'static str,
    pub label: &'static str,
    pub prose: Arc<Prose>,
    /// Where it stands in the file's body; of a YAML field only the field is known.
    pub body: Option<BodyPlace>,
}

/// Where a section stands in the body of its file.
#[derive(Debug)]
pub struct BodyPlace {
    pub heading: Range<usize>,
    /// Where its text starts.
    pub text: usize,
}

/// A file beside an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderFile {
    pub name: String,
    pub path: PathBuf,
    pub size: u64,
    /// Width and height in pixels, of images.
    pub pixels: Option<(u32, u32)>,
}

#[derive(Debug)]
pub struct Draft {
    pub source: Arc<Source>,
    pub kind: DraftKind,
    pub slug: String,
    /// The language, when the file's name gives one.
    pub lang: Option<String>,
    pub schema: &'static Schema,
    /// Where the YAML stands in the file.
    pub yaml: Range<usize>,
    pub fields: Node,
    pub sections: Vec<Section>,
    pub folder: Vec<FolderFile>,
    /// The board that it was taken from, if it is not this one's.
    pub home: Option<Arc<Home>>,
    pub locate: Locate,
}

impl Draft {
    /// Whether the author holds it back.
    pub fn is_unfinished(&self) -> bool {
        self.fields.says_yes("bozza")
    }

    /// Whether it is the original of a service, a project or an opportunity.
    pub fn is_entry(&self) -> bool {
        matches!(self.kind, DraftKind::Entry(_)) && self.lang.is_none()
    }

    /// Whether its fields could be read at all; if not, why has been reported.
    pub fn is_readable(&self) -> bool {
        !matches!(self.fields, Node::Wrong)
    }

    /// Whether the board can do without it: there are others of its kind.
    pub fn is_of_many(&self) -> bool {
        matches!(
            self.kind,
            DraftKind::Organization | DraftKind::Entry(_) | DraftKind::Page | DraftKind::Notice | DraftKind::Synonyms
        )
    }

    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// Whether a field has something in it, in the YAML or as a section of the body.
    pub fn has(&self, key: &str) -> bool {
        self.section(key).is_some_and(|section| !section.prose.is_empty())
            || self.fields.get(key).is_some_and(|node| !node.is_empty())
    }

    pub fn place(&self, path: &Path, locus: Locus) -> Place {
        let yaml = &self.source.text[self.yaml.clone()];
        let span = (self.locate)(yaml, path, locus);
        Place::new(&self.source, span.start + self.yaml.start..span.end + self.yaml.start)
    }

    /// The first line, for what is missing from the file.
    pub fn head(&self) -> Place {
        Place::new(&self.source, 0..self.source.line_end(0))
    }

    /// The value at a path; the whole of a missing one is its parent.
    pub fn value_place(&self, path: &Path) -> Place {
        self.place(path, Locus::Value)
    }

    /// A range of a section's text. In a YAML field, the place is where the same words first stand
    /// after the field's key, since indentation and quotes hide the exact offset.
    pub fn prose_place(&self, section: &Section, span: &Range<usize>, words: &str) -> Place {
        if let Some(body) = &section.body {
            return Place::new(&self.source, body.text + span.start..body.text + span.end);
        }
        let field = self.value_place(&Path(vec![Step::Key(section.key.into())]));
        let text = &self.source.text[field.span.start..];
        let as_target = text.find(&format!("]({words}")).map(|offset| offset + "](".len());
        match as_target.or_else(|| text.find(words)).filter(|_| !words.is_empty()) {
            Some(offset) => {
                let start = field.span.start + offset;
                Place::new(&self.source, start..start + words.len())
            }
            None => field,
        }
    }

    /// Where words stand in a value, after as many others like them; the value, if quotes or line ends
    /// hide them.
    pub fn words_place(&self, path: &Path, words: &str, skipped: usize) -> Place {
        let field = self.value_place(path);
        let start = field.span.start;
        let text = &self.source.text[start..self.yaml.end.max(start)];
        let found = text.match_indices(words).nth(skipped).or_else(|| text.match_indices(words).next());
        match found.filter(|_| !words.is_empty()) {
            Some((at, _)) => Place::new(&self.source, start + at..start + at + words.len()),
            None => field,
        }
    }

    /// Where a text names a page or a file.
    pub fn reference_place(&self, section: &Section, reference: &Reference) -> Place {
        self.prose_place(section, &reference.span, &reference.target)
    }

    pub fn diagnostic(&self, code: &'static Code, path: &Path, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.value_place(path), message)
    }

    /// Every value in the file, with the way to it.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(&Path, &'static Shape, &'a Node)) {
        let Node::Record(fields) = &self.fields else { return };
        for (field, node) in fields {
            node.walk(&field.shape, &mut Path::default().key(field.key), &mut visit);
        }
    }
}

static NOTHING: Node = Node::EMPTY;

/// All content: files in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    pub files: Vec<Arc<Draft>>,
    /// Entries and organisations of other boards. Nothing is wrong with them, and nobody here can change them.
    pub gathered: Vec<Arc<Draft>>,
    pub boundaries: Arc<Vec<Boundary>>,
    /// Words that texts should explain or avoid, on every board.
    pub default_words: Arc<Node>,
    /// The program of the web editor, if the board names one and it is there.
    pub web_editor: Option<PathBuf>,
}

impl Drafts {
    /// Whether the files are the very same, read once.
    pub fn is_same(&self, other: &Drafts) -> bool {
        self.files.len() == other.files.len()
            && self.gathered.len() == other.gathered.len()
            && self.web_editor == other.web_editor
            && self.everything().zip(other.everything()).all(|(own, other)| Arc::ptr_eq(own, other))
            && (Arc::ptr_eq(&self.boundaries, &other.boundaries)
                || self.boundaries.is_empty() && other.boundaries.is_empty())
    }

    /// The board's own files, then what was taken from other boards.
    pub fn everything(&self) -> impl Iterator<Item = &Arc<Draft>> {
        self.files.iter().chain(&self.gathered)
    }

    pub fn of(&self, kind: DraftKind) -> impl Iterator<Item = &Draft> {
        self.iter().filter(move |draft| draft.kind == kind)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Draft> {
        self.files.iter().map(Arc::as_ref)
    }

    /// Originals of all three kinds of entries.
    pub fn entries(&self) -> impl Iterator<Item = (EntryKind, &Draft)> {
        self.iter().filter(|draft| draft.lang.is_none()).filter_map(|draft| match draft.kind {
            DraftKind::Entry(kind) => Some((kind, draft)),
            _ => None,
        })
    }

    pub fn board(&self) -> Option<&Draft> {
        self.of(DraftKind::Board).next()
    }

    pub fn comuni(&self) -> &[Node] {
        self.of(DraftKind::Comuni).next().map_or(&[], |draft| draft.fields.items("comuni"))
    }

    pub fn synonyms(&self) -> &[Node] {
        self.of(DraftKind::Synonyms).next().map_or(&[], |draft| draft.fields.items("sinonimi"))
    }

    /// The words of the board's own, if it has any.
    pub fn words(&self) -> &Node {
        self.of(DraftKind::Words).next().map_or(&NOTHING, |draft| &draft.fields)
    }

    pub fn terms(&self, vocabulary: Vocabulary) -> &[Node] {
        self.of(DraftKind::Vocabulary(vocabulary)).next().map_or(&[], |draft| draft.fields.items("termini"))
    }
}
