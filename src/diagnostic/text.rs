//! Diagnostics for a person at a terminal: the message, `file:line:column`, the line underlined and
//! what to type instead. Understandable without colour.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as SnippetLevel, Origin, Renderer, Snippet};

use super::{Diagnostic, Level, Report};

/// Draws every diagnostic, one blank line between two.
pub fn draw(report: &Report, colour: bool) -> String {
    draw_all(report.iter(), colour)
}

/// Draws some diagnostics.
pub fn draw_all<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode);
    diagnostics.map(|diagnostic| format!("{}\n\n", renderer.render(&groups(diagnostic)))).collect()
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.level {
        Level::Error => SnippetLevel::ERROR,
        Level::Warning => SnippetLevel::WARNING,
        Level::Advice => SnippetLevel::NOTE,
    };
    let title =
        level.with_name(diagnostic.level.label()).primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
    let mut groups = vec![match underlined(diagnostic) {
        Some(snippet) => title.element(snippet),
        None => title.element(Origin::path(diagnostic.place.source.path.as_str())),
    }];
    if let Some(hint) = &diagnostic.hint {
        groups.push(Group::with_title(SnippetLevel::HELP.with_name("aiuto").secondary_title(hint.as_str())));
    }
    groups
}

/// Only the line at fault is handed over: files may be large, and their end is not needed.
fn underlined(diagnostic: &Diagnostic) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
    let source = &diagnostic.place.source;
    if source.text.is_empty() {
        return None;
    }
    let start = source.text.floor_char_boundary(diagnostic.place.span.start);
    let line_start = source.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source.line_end(start);
    let end = source.text.ceil_char_boundary(diagnostic.place.span.end).clamp(start, line_end.max(start));
    let line = &source.text[line_start..line_end.max(start)];
    let span = start - line_start..end - line_start;
    Some(
        Snippet::source(line)
            .line_start(source.position(start).0)
            .path(source.path.as_str())
            .annotation(AnnotationKind::Primary.span(span)),
    )
}
