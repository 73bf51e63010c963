//! The state of a board on a terminal of eighty columns.

use std::fmt::Write as _;

use super::group::{Bundle, advice_of_all, beginning, groups};
use super::words::{count, day};
use super::{Counts, Item, Listed, Matrix, Status, Tone, coverage};
use crate::paint::Paint;

const WIDTH: usize = 80;
/// What stands before a title, and how far all its lines are indented.
const MARK: usize = 13;
const INDENT: usize = MARK + 2;

/// How much of each section is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// The first items, and how to see the others.
    First(usize),
}

/// How many names of a long list are told before the rest is counted.
const NAMES: usize = 5;

pub fn draw(status: &Status, extent: Extent, colour: bool) -> String {
    let paint = Paint(colour);
    let mut text = format!("{}\n{}\n\n", paint.strong(&status.board), paint.faint(&day(status.today)));
    text.push_str(&headline(&status.counts, &paint));
    for listed in status.sections.iter().filter(|listed| extent == Extent::Whole || !listed.is_fine()) {
        text.push('\n');
        section(&mut text, listed, status.coverage.as_ref(), extent, &paint);
    }
    let fine: Vec<&Listed> = status.sections.iter().filter(|listed| listed.is_fine()).collect();
    if extent != Extent::Whole && !fine.is_empty() {
        let _ = writeln!(text, "\n{}\n{}", paint.strong("A posto"), paint.faint(&"─".repeat(WIDTH)));
        fine.iter().for_each(|listed| write_lines(&mut text, listed.section.fine, "", 0, |line| line.to_owned()));
    }
    text
}

fn headline(counts: &Counts, paint: &Paint) -> String {
    let published = format!(
        "Pubblicati   {} · {} · {} opportunità{}",
        count(counts.services, "servizio", "servizi"),
        count(counts.projects, "progetto", "progetti"),
        counts.opportunities,
        match counts.archived {
            0 => String::new(),
            archived => format!(" (in archivio: {archived})"),
        }
    );
    let tone = |many, tone, text: String| if many > 0 { toned(paint, tone, &text) } else { text };
    format!(
        "{published}\nIn bozza     {}\nControlli    {} · {} · {}\n",
        count(counts.drafts, "scheda", "schede"),
        tone(counts.errors, Tone::Alarm, count(counts.errors, "errore", "errori")),
        tone(counts.warnings, Tone::Soon, count(counts.warnings, "avviso", "avvisi")),
        count(counts.advice, "consiglio", "consigli"),
    )
}

fn section(text: &mut String, listed: &Listed, matrix: Option<&Matrix>, extent: Extent, paint: &Paint) {
    let number = listed.items.as_ref().map(|items| items.len().to_string()).unwrap_or_else(|| "?".to_owned());
    let gap = WIDTH.saturating_sub(width(listed.section.title) + number.len());
    let _ = writeln!(text, "{}{}{number}", paint.strong(listed.section.title), " ".repeat(gap));
    let _ = writeln!(text, "{}", paint.faint(&"─".repeat(WIDTH)));
    if let Some(matrix) = matrix.filter(|_| listed.section.key == coverage::SECTION.key) {
        table(text, matrix, paint);
    }
    match listed.items.as_deref() {
        None => text.push_str("Prima correggi gli errori: con quelli, questo non si può sapere.\n"),
        Some([]) => write_lines(text, listed.section.fine, "", 0, |line| line.to_owned()),
        Some(items) => list(text, items, listed.section.key, extent, paint),
    }
}

fn list(text: &mut String, items: &[Item], key: &str, extent: Extent, paint: &Paint) {
    let groups = groups(items);
    let advice = advice_of_all(&groups);
    advice.iter().for_each(|advice| write_lines(text, advice, "→ ", 0, |line| line.to_owned()));
    let (groups, left) = match extent {
        Extent::Whole => (groups, 0),
        Extent::First(many) => beginning(groups, many),
    };
    for (index, group) in groups.iter().enumerate() {
        if index > 0 || (advice.is_some() && group.title.is_some()) {
            text.push('\n');
        }
        group.title.iter().for_each(|title| write_lines(text, title, "", 0, |line| paint.with("4", line)));
        let own = group.advice.filter(|_| advice.is_none());
        own.iter().for_each(|advice| write_lines(text, advice, "→ ", 0, |line| line.to_owned()));
        for bundle in &group.bundles {
            draw_bundle(text, bundle, group.advice.or(advice).is_none(), extent, paint);
        }
    }
    if left > 0 {
        let others = if left == 1 { "e un'altra".to_owned() } else { format!("e altre {left}") };
        let _ = writeln!(text, "{}{others}: {}", " ".repeat(INDENT), paint.strong(&format!("bacheca stato {key}")));
    }
}

fn draw_bundle(text: &mut String, bundle: &Bundle, with_advice: bool, extent: Extent, paint: &Paint) {
    let item = bundle.first;
    let mark = fit(&item.mark, MARK);
    let mut lines = wrap(&names(bundle, extent), WIDTH - INDENT).into_iter();
    let first = lines.next().unwrap_or_default();
    let _ = writeln!(text, "{}  {}", toned(paint, item.tone, &mark), paint.strong(&first));
    for line in lines {
        let _ = writeln!(text, "{}{}", " ".repeat(INDENT), paint.strong(&line));
    }
    write_lines(text, &item.fact, "", INDENT, |line| line.to_owned());
    if with_advice {
        write_lines(text, &item.todo, "→ ", INDENT, |line| line.to_owned());
    }
    if item.group.as_ref() != Some(&item.file) {
        let _ = writeln!(text, "{}{}", " ".repeat(INDENT), paint.faint(&item.file));
    }
}

fn names(bundle: &Bundle, extent: Extent) -> String {
    let names: Vec<&str> = bundle.subjects.iter().map(|item| item.title.as_str()).collect();
    match names.len().checked_sub(NAMES) {
        Some(others @ 2..) if extent != Extent::Whole => format!("{} e altri {others}", names[..NAMES].join(", ")),
        _ => names.join(", "),
    }
}

/// A need in each row; a table of all Comuni does not fit here.
fn table(text: &mut String, matrix: &Matrix, paint: &Paint) {
    const NUMBER: usize = 14;
    let name = WIDTH - 3 * NUMBER;
    for [need, everywhere, local, none] in [
        ["", "schede", "Comuni", "Comuni"],
        ["", "valide", "senza niente", "senza niente"],
        ["Bisogno", "per tutti", "di locale", "del tutto"],
    ] {
        let line = format!("{need:name$}{everywhere:>NUMBER$}{local:>NUMBER$}{none:>NUMBER$}");
        let _ = writeln!(text, "{}", paint.faint(&line));
    }
    for row in &matrix.needs {
        let empty = format!("{:>NUMBER$}", row.without_any());
        let empty = if row.without_any() > 0 { toned(paint, Tone::Soon, &empty) } else { empty };
        let (everywhere, local) = (row.everywhere, row.without_local());
        let _ = writeln!(text, "{}{everywhere:>NUMBER$}{local:>NUMBER$}{empty}", fit(&row.need, name));
    }
    text.push('\n');
}

/// A text in lines, the first with a sign in front of it.
fn write_lines(text: &mut String, words: &str, sign: &str, indent: usize, paint: impl Fn(&str) -> String) {
    let margin = indent + width(sign);
    for (index, line) in wrap(words, WIDTH - margin).iter().enumerate() {
        let before = if index == 0 { format!("{}{sign}", " ".repeat(indent)) } else { " ".repeat(margin) };
        let _ = writeln!(text, "{before}{}", paint(line));
    }
}

/// A text in lines that are not longer than `limit`, unless a single word is.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| width(line) + 1 + width(word) <= limit) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text in exactly so many columns.
fn fit(text: &str, columns: usize) -> String {
    match width(text) {
        long if long > columns => text.chars().take(columns - 1).chain(['…']).collect(),
        short => format!("{text}{}", " ".repeat(columns - short)),
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn toned(paint: &Paint, tone: Tone, text: &str) -> String {
    match tone {
        Tone::Alarm => paint.with("1;31", text),
        Tone::Soon => paint.with("33", text),
        Tone::Calm => text.to_owned(),
    }
}
