//! The state of a board as a page for its office: `desk/status.html`, with `desk/desk.css`.

use std::io;

use serde::Serialize;
use tera::Context;

use super::group::{Bundle, Group, advice_of_all, groups};
use super::words::{count, day};
use super::{Item, Listed, Matrix, Status, coverage};
use crate::model::prose::escape;
use crate::render::Templates;
use crate::theme::Theme;

/// Where the page's links lead.
pub struct Links<'l> {
    /// From a path of the site to an address.
    pub page: &'l dyn Fn(&str) -> String,
    /// From a content file and its line to what opens it, if something can.
    pub file: &'l dyn Fn(&str, Option<usize>) -> Option<String>,
    /// The address of the style sheet, [`style`].
    pub style: &'l str,
}

/// How many items are seen before the others are asked for.
const OPEN: usize = 8;

#[derive(Serialize)]
struct View<'s> {
    board: &'s str,
    date: String,
    style: &'s str,
    home: String,
    tiles: Vec<Tile>,
    sections: Vec<SectionView<'s>>,
}

#[derive(Serialize)]
struct Tile {
    number: usize,
    label: String,
    tone: &'static str,
}

#[derive(Serialize)]
struct SectionView<'s> {
    key: &'s str,
    title: &'s str,
    /// None when the content has errors that hide it.
    count: Option<usize>,
    fine: &'s str,
    /// What to do, when it is the same for the whole section.
    advice: Option<String>,
    groups: Vec<GroupView<'s>>,
    /// What is seen on request.
    more: Vec<GroupView<'s>>,
    more_label: String,
    matrix: Option<MatrixView<'s>>,
}

#[derive(Serialize)]
struct GroupView<'s> {
    title: Option<&'s str>,
    /// Whether the heading is the file of all that is below it.
    is_file: bool,
    advice: Option<String>,
    bundles: Vec<BundleView<'s>>,
}

#[derive(Serialize)]
struct BundleView<'s> {
    item: &'s Item,
    fact: String,
    subjects: Vec<Subject>,
    file_url: Option<String>,
    /// What to do, when it was not said of the whole group.
    todo: Option<String>,
}

#[derive(Serialize)]
struct Subject {
    title: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct MatrixView<'s> {
    comuni: &'s [String],
    rows: Vec<RowView<'s>>,
}

#[derive(Serialize)]
struct RowView<'s> {
    need: &'s str,
    url: String,
    everywhere: usize,
    empty: usize,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    valid: usize,
    /// `none`, `shared` or `local`.
    state: &'static str,
}

/// Draws the page; the theme's fault is told as templates tell theirs.
pub fn html(status: &Status, theme: &Theme, links: &Links) -> io::Result<String> {
    let templates = Templates::new(theme).map_err(|fault| io::Error::other(fault.0))?;
    let view = View {
        board: &status.board,
        date: day(status.today),
        style: links.style,
        home: (links.page)("/"),
        tiles: tiles(status),
        sections: status.sections.iter().map(|listed| section(listed, status.coverage.as_ref(), links)).collect(),
    };
    let mut context = Context::new();
    context.insert("status", &view);
    let html = templates.render("desk/status.html", &context)?;
    String::from_utf8(html).map_err(io::Error::other)
}

/// The style sheet of the page: the colours of the board, then the page's own rules.
pub fn style(theme: &Theme) -> String {
    let tokens = theme.styles.iter().filter(|(name, _)| name == "css/1-tokens.css").map(|(_, text)| text.as_str());
    tokens.chain(theme.desk.get("desk.css").map(String::as_str)).collect()
}

fn tiles(status: &Status) -> Vec<Tile> {
    let counts = &status.counts;
    let tile = |number, one: &str, many: &str, tone| Tile {
        number,
        label: if number == 1 { one } else { many }.to_owned(),
        tone: if number == 0 { "calm" } else { tone },
    };
    vec![
        tile(counts.services, "servizio", "servizi", "calm"),
        tile(counts.projects, "progetto", "progetti", "calm"),
        tile(counts.opportunities, "opportunità", "opportunità", "calm"),
        tile(counts.drafts, "bozza", "bozze", "calm"),
        tile(counts.errors, "errore", "errori", "alarm"),
        tile(counts.warnings, "avviso", "avvisi", "soon"),
        tile(counts.advice, "consiglio", "consigli", "calm"),
    ]
}

fn section<'s>(listed: &'s Listed, matrix: Option<&'s Matrix>, links: &Links) -> SectionView<'s> {
    let items = listed.items.as_deref().unwrap_or_default();
    let groups = groups(items);
    let advice = advice_of_all(&groups);
    let mut shown: Vec<GroupView> = groups.into_iter().map(|group| group_view(group, advice, links)).collect();
    let more = take_rest(&mut shown, OPEN);
    let rest: usize = more.iter().map(|group| group.bundles.len()).sum();
    SectionView {
        key: listed.section.key,
        title: listed.section.title,
        count: listed.items.as_ref().map(Vec::len),
        fine: listed.section.fine,
        advice: advice.map(coded),
        groups: shown,
        more,
        more_label: format!("Mostra {}", count(rest, "altra voce", "altre voci")),
        matrix: matrix.filter(|_| listed.section.key == coverage::SECTION.key).map(|matrix| table(matrix, links)),
    }
}

fn group_view<'s>(group: Group<'s>, of_all: Option<&str>, links: &Links) -> GroupView<'s> {
    let is_file = group.title == Some(group.bundles[0].first.file.as_str());
    let is_said = group.advice.or(of_all).is_some();
    let subject = |item: &&'s Item| Subject { title: coded(&item.title), url: item.page.as_deref().map(links.page) };
    let bundle = |bundle: &Bundle<'s>| BundleView {
        item: bundle.first,
        subjects: bundle.subjects.iter().map(subject).collect(),
        file_url: (links.file)(&bundle.first.file, bundle.first.line),
        fact: coded(&bundle.first.fact),
        todo: Some(bundle.first.todo.as_str()).filter(|todo| !is_said && !todo.is_empty()).map(coded),
    };
    let advice = group.advice.filter(|_| of_all.is_none()).map(coded);
    GroupView { title: group.title, is_file, advice, bundles: group.bundles.iter().map(bundle).collect() }
}

/// HTML of a text in which what is to be typed stands between backquotes.
fn coded(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(escape).collect();
    // A last one that is never closed is no code.
    if parts.len().is_multiple_of(2) {
        return parts.join("`");
    }
    let part = |(index, part): (usize, &String)| match index % 2 {
        0 => part.clone(),
        _ => format!("<code>{part}</code>"),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Leaves the first bundles and returns the others, under their headings again. A few more are not worth
/// a button.
fn take_rest<'s>(groups: &mut Vec<GroupView<'s>>, shown: usize) -> Vec<GroupView<'s>> {
    const FEW: usize = 3;
    let all: usize = groups.iter().map(|group| group.bundles.len()).sum();
    let mut rest = Vec::new();
    let mut left = if all <= shown + FEW { all } else { shown };
    for mut group in std::mem::take(groups) {
        let bundles = group.bundles.split_off(left.min(group.bundles.len()));
        left -= group.bundles.len();
        if !bundles.is_empty() {
            rest.push(GroupView { bundles, title: group.title, is_file: group.is_file, advice: group.advice.clone() });
        }
        if !group.bundles.is_empty() {
            groups.push(group);
        }
    }
    rest
}

fn table<'s>(matrix: &'s Matrix, links: &Links) -> MatrixView<'s> {
    let state = |cell: &coverage::Cell| match (cell.valid, cell.local) {
        (0, _) => "none",
        (_, 0) => "shared",
        _ => "local",
    };
    let row = |row: &'s coverage::Row| RowView {
        need: &row.need,
        url: (links.page)(&row.page),
        everywhere: row.everywhere,
        empty: row.without_any(),
        cells: row.cells.iter().map(|cell| CellView { valid: cell.valid, state: state(cell) }).collect(),
    };
    MatrixView { comuni: &matrix.comuni, rows: matrix.needs.iter().map(row).collect() }
}
