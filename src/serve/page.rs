//! What an author is told of the page that is open: where it is written, what is to correct in it; and
//! what prevents the newest content from being shown.

use std::path::Path;

use serde::Serialize;

use super::editor::Editor;
use super::{Content, Desk, Version};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::node::Path as FieldPath;
use crate::model::readability::Readability;
use crate::model::route::{Route, Subject};
use crate::model::schema::Vocabulary;

/// What the author's bar shows.
#[derive(Serialize)]
pub struct PageNote {
    site: u64,
    search: u64,
    source: Option<SourceNote>,
    /// Of this page: the least important too.
    notes: Vec<FaultNote>,
    /// Errors of the whole board, if it has any: what is shown is older than they are.
    errors: Vec<FaultNote>,
    /// Why nothing newer can be shown, when it is not for the content.
    failure: Option<String>,
}

#[derive(Serialize)]
struct SourceNote {
    file: String,
    link: String,
    readability: Option<ReadabilityNote>,
}

/// Gulpease, from 0 (hard) to 100 (easy).
#[derive(Serialize)]
struct ReadabilityNote {
    gulpease: u8,
    words: usize,
    sentences: usize,
}

#[derive(Serialize)]
struct FaultNote {
    level: &'static str,
    code: &'static str,
    message: String,
    hint: Option<String>,
    file: String,
    line: usize,
    column: usize,
    link: String,
    /// The line at fault, in three parts: the second is what to look at.
    excerpt: Option<[String; 3]>,
}

impl Desk {
    /// What to tell of the page at an address.
    pub fn note(&self, address: &str) -> PageNote {
        let content = self.content();
        let Version { site, search } = self.version();
        let source = source(&content.drafts, address);
        let of_page = |fault: &&Diagnostic| {
            source.as_ref().is_some_and(|(draft, _)| draft.source.path == fault.place.source.path)
        };
        let list_file = source.as_ref().is_some_and(|(draft, _)| is_list(draft));
        let note = |fault: &Diagnostic| self.fault(fault);
        PageNote {
            site,
            search,
            notes: content.report.iter().filter(|fault| !list_file && of_page(fault)).map(note).collect(),
            errors: errors(&content).map(note).collect(),
            failure: content.failure.clone(),
            source: source.map(|(draft, place)| SourceNote {
                link: self.link(&place),
                readability: readability(draft),
                file: place.source.path.clone(),
            }),
        }
    }

    fn fault(&self, fault: &Diagnostic) -> FaultNote {
        let (line, column) = fault.place.position();
        FaultNote {
            level: fault.level.label(),
            code: fault.code.name,
            message: fault.message.clone(),
            hint: fault.hint.clone(),
            file: fault.place.source.path.clone(),
            line,
            column,
            link: self.link(&fault.place),
            excerpt: excerpt(&fault.place),
        }
    }

    fn link(&self, place: &Place) -> String {
        link(&self.editor, &self.root, place)
    }
}

/// Opens a place of a file in the author's editor.
pub fn link(editor: &Editor, root: &Path, place: &Place) -> String {
    editor.link(&root.join(&place.source.path), place.position())
}

fn errors(content: &Content) -> impl Iterator<Item = &Diagnostic> {
    content.report.iter().filter(|fault| fault.level == Level::Error)
}

/// Files with many pages in them: what is wrong elsewhere in them is not about this one.
fn is_list(draft: &Draft) -> bool {
    matches!(draft.kind, DraftKind::Comuni | DraftKind::Vocabulary(_))
}

fn readability(draft: &Draft) -> Option<ReadabilityNote> {
    let Readability { sentences, words, .. } = Readability::of_draft(draft);
    let gulpease = Readability::of_draft(draft).gulpease()?;
    matches!(draft.kind, DraftKind::Entry(_) | DraftKind::Page).then_some(ReadabilityNote {
        gulpease,
        words,
        sentences,
    })
}

/// The line at fault, as far as it can be shown.
fn excerpt(place: &Place) -> Option<[String; 3]> {
    let text = &place.source.text;
    if text.is_empty() {
        return None;
    }
    let start = text.floor_char_boundary(place.span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = place.source.line_end(start).max(start);
    let end = text.ceil_char_boundary(place.span.end).clamp(start, line_end);
    Some([&text[line_start..start], &text[start..end], &text[end..line_end]].map(str::to_owned))
}

/// The file in which a page is written, and where.
fn source<'d>(drafts: &'d Drafts, address: &str) -> Option<(&'d Draft, Place)> {
    let address = without_number(address);
    let own = drafts.iter().find(|draft| route(draft).is_some_and(|route| route.path() == address));
    if let Some(draft) = own {
        return Some((draft, Place::new(&draft.source, 0..0)));
    }
    let address = without_language(drafts, address);
    if address == "/" {
        return drafts.board().map(|board| (board, Place::new(&board.source, 0..0)));
    }
    let comuni =
        drafts.of(DraftKind::Comuni).next().map(|draft| (draft, "comuni", Subject::Comune as fn(String) -> Subject));
    let listed = comuni.into_iter().find_map(|(draft, key, subject)| item(draft, key, address, &subject));
    listed.or_else(|| {
        Vocabulary::ALL.into_iter().find_map(|vocabulary| {
            let draft = drafts.of(DraftKind::Vocabulary(vocabulary)).next()?;
            item(draft, "termini", address, &|slug| Subject::Term(vocabulary, slug))
        })
    })
}

/// The page that a file is all about.
fn route(draft: &Draft) -> Option<Route> {
    let subject = match draft.kind {
        DraftKind::Entry(kind) => Subject::Entry(kind, draft.slug.clone()),
        DraftKind::Page => Subject::Fixed(draft.slug.clone()),
        DraftKind::Organization => Subject::Organization(draft.slug.clone()),
        _ => return None,
    };
    Some(Route::from(subject).in_lang(draft.lang.as_deref()))
}

/// The item of a list file that has a page of its own.
fn item<'d>(
    draft: &'d Draft,
    key: &'static str,
    address: &str,
    subject: &dyn Fn(String) -> Subject,
) -> Option<(&'d Draft, Place)> {
    let is_it = |slug: &str| Route::from(subject(slug.to_owned())).path() == address;
    let index = draft.fields.items(key).iter().position(|item| item.text("slug").is_some_and(is_it))?;
    Some((draft, draft.value_place(&FieldPath::default().key(key).item(index))))
}

/// `/servizi/pagina/2/` is a part of `/servizi/`.
fn without_number(address: &str) -> &str {
    address.find("/pagina/").map_or(address, |at| &address[..=at])
}

/// A page that the program makes is the same in every language.
fn without_language<'a>(drafts: &Drafts, address: &'a str) -> &'a str {
    let Some(board) = drafts.board() else { return address };
    board
        .fields
        .texts("lingue")
        .find_map(|lang| address.strip_prefix(&format!("/{lang}")).filter(|rest| rest.starts_with('/')))
        .unwrap_or(address)
}
