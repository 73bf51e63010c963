//! The texts of a file as a person reads them: passages, sentences, words, each with its place.

use std::ops::Range;

use super::token::{Token, tokenize};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::draft::{Draft, DraftKind, Section};
use crate::model::node::{Node, Path, Step};
use crate::model::prose::{Block, BlockKind, RunKind};
use crate::model::schema::Shape;
use crate::model::sentence;

/// Fields of plain text that are sentences; the others are names, addresses and codes.
const READ: &[&str] = &[
    "titolo",
    "descrizione_breve",
    "descrizione",
    "nota",
    "motivo_stato",
    "costo_dettagli",
    "importo_dettagli",
    "interprete",
    "indicazioni",
    "didascalia",
    "alt",
    "etichetta",
    "durata",
    "motivo",
    "quando",
    "testo",
    "nome",
];
/// Fields in which nothing is read: names given by others, other languages, what is not published.
const UNREAD: &[&str] = &["eccezioni", "finanziatori", "loghi", "link_legali", "social", "traduzioni", "controlli"];

/// What a passage is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Paragraph,
    Item {
        depth: u8,
    },
    Heading,
    Cell,
    /// The title of a file, or the name of a thing.
    Name,
    /// A field of plain text.
    Field,
}

impl Form {
    /// Whether it is made of sentences: in tables and names, figures and signs may be short.
    pub fn is_running(self) -> bool {
        matches!(self, Form::Paragraph | Form::Item { .. })
    }
}

/// A paragraph, an item of a list, a heading, a cell, or a field.
pub struct Passage {
    origin: Origin,
    pub form: Form,
    pub text: String,
    /// Where each piece of `text` starts, and where it stands in what was parsed.
    pieces: Vec<(usize, usize)>,
    /// The words of links.
    pub links: Vec<Range<usize>>,
    /// Where the lines start, as the author broke them.
    pub lines: Vec<usize>,
    pub sentences: Vec<Range<usize>>,
    pub tokens: Vec<Token>,
    /// Most passages have none, and need not be looked through for dates, amounts and numbers.
    pub has_figures: bool,
}

enum Origin {
    /// One of the draft's, by its number.
    Section(usize),
    Field(Path),
}

pub struct Reading<'d> {
    draft: &'d Draft,
    pub passages: Vec<Passage>,
}

impl<'d> Reading<'d> {
    pub fn of(draft: &'d Draft) -> Reading<'d> {
        let mut reading = Reading { draft, passages: Vec::new() };
        if is_read(draft.kind) {
            reading.read_fields();
            for (index, section) in draft.sections.iter().enumerate() {
                let text = reading.parsed(section);
                let blocks = section.prose.blocks.iter();
                reading.passages.extend(blocks.map(|block| Passage::of_block(index, block, text)));
            }
        }
        reading
    }

    fn read_fields(&mut self) {
        let draft = self.draft;
        draft.walk(|path, shape, node| {
            if let (Shape::Text, Node::Scalar(text), Some(form)) = (shape, node, field_form(draft.kind, path)) {
                self.passages.push(Passage::of_field(path, form, text));
            }
        });
    }

    /// Where words of a passage stand in the file.
    pub fn place(&self, passage: &Passage, span: &Range<usize>) -> Place {
        let words = &passage.text[span.clone()];
        let section = match &passage.origin {
            Origin::Section(index) => &self.draft.sections[*index],
            Origin::Field(path) => {
                return self.draft.words_place(path, words, passage.text[..span.start].matches(words).count());
            }
        };
        if section.body.is_some() {
            let last = words.chars().next_back().map_or(0, char::len_utf8);
            let parsed = passage.offset(span.start)..passage.offset(span.end - last) + last;
            return self.draft.prose_place(section, &parsed, words);
        }
        let before = self.parsed(section).get(..passage.offset(span.start)).unwrap_or_default();
        let path = Path(vec![Step::Key(section.key.into())]);
        self.draft.words_place(&path, words, before.matches(words).count())
    }

    /// The text of a section, as it was parsed.
    fn parsed(&self, section: &Section) -> &'d str {
        match &section.body {
            Some(body) => &self.draft.source.text[body.text..],
            None => match self.draft.fields.get(section.key) {
                Some(Node::Scalar(text)) => text,
                _ => "",
            },
        }
    }

    pub fn fault(
        &self,
        code: &'static Code,
        passage: &Passage,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, self.place(passage, span), message)
    }
}

fn is_read(kind: DraftKind) -> bool {
    !matches!(kind, DraftKind::Comuni | DraftKind::Synonyms | DraftKind::Words)
}

fn field_form(kind: DraftKind, path: &Path) -> Option<Form> {
    let keys = || path.0.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_ref()) } else { None });
    let key = keys().next_back().filter(|key| READ.contains(key))?;
    match key {
        _ if keys().any(|key| UNREAD.contains(&key)) => None,
        "nome" if matches!(kind, DraftKind::Vocabulary(_)) => Some(Form::Name),
        "nome" => None,
        "titolo" => Some(Form::Name),
        _ => Some(Form::Field),
    }
}

impl Passage {
    fn of_field(path: &Path, form: Form, text: &str) -> Passage {
        let mut passage = Passage::empty(Origin::Field(path.clone()), form);
        passage.text.push_str(text.trim());
        passage.lines.extend(passage.text.match_indices('\n').map(|(at, _)| at + 1));
        passage.split()
    }

    fn of_block(section: usize, block: &Block, parsed: &str) -> Passage {
        let form = match block.kind {
            BlockKind::Paragraph => Form::Paragraph,
            BlockKind::Item { depth } => Form::Item { depth },
            BlockKind::Heading => Form::Heading,
            BlockKind::Cell => Form::Cell,
        };
        let mut passage = Passage::empty(Origin::Section(section), form);
        for run in &block.runs {
            passage.push(run.kind, &run.span, &parsed[run.span.clone()]);
        }
        passage.split()
    }

    fn empty(origin: Origin, form: Form) -> Passage {
        Passage {
            origin,
            form,
            text: String::new(),
            pieces: Vec::new(),
            links: Vec::new(),
            lines: vec![0],
            sentences: Vec::new(),
            tokens: Vec::new(),
            has_figures: false,
        }
    }

    fn push(&mut self, kind: RunKind, span: &Range<usize>, written: &str) {
        let start = self.text.len();
        self.pieces.push((start, span.start));
        match kind {
            RunKind::Words => self.text.push_str(written),
            RunKind::Link => {
                self.text.push_str(written);
                // Emphasis inside a link divides its words.
                match self.links.last_mut().filter(|last| last.end == start) {
                    Some(last) => last.end = self.text.len(),
                    None => self.links.push(start..self.text.len()),
                }
            }
            // Stands for code, which is not read.
            RunKind::Code => self.text.push('\u{fffc}'),
            RunKind::SoftBreak => self.text.push(' '),
            RunKind::HardBreak => self.text.push('\n'),
        }
        if matches!(kind, RunKind::SoftBreak | RunKind::HardBreak) {
            self.lines.push(self.text.len());
        }
    }

    /// Where a byte of the text stands in what was parsed.
    fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(piece).map_or(at, |(start, parsed)| parsed + at - start)
    }

    fn split(mut self) -> Passage {
        self.has_figures = self.text.bytes().any(|byte| byte.is_ascii_digit());
        self.sentences = sentence::sentences(&self.text);
        for sentence in &self.sentences {
            tokenize(&self.text, sentence, &mut self.tokens);
        }
        self
    }

    /// Whether a place is inside the words of a link.
    pub fn in_link(&self, at: usize) -> bool {
        self.links.iter().any(|link| link.contains(&at))
    }

    /// What stands between two spaces, without the marks around it.
    pub fn chunks(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
            let at = start;
            start += piece.len();
            let is_mark = |c: char| c.is_whitespace() || ".,;:!?()[]«»\"'“”’".contains(c);
            let bare = piece.trim_start_matches(is_mark);
            let from = at + piece.len() - bare.len();
            let bare = bare.trim_end_matches(is_mark);
            (!bare.is_empty()).then(|| from..from + bare.len())
        })
    }
}
