//! What is refused before the parse, because the parser would choke on it, and what is looked for
//! after it, because the parser loses it in silence.

use std::ops::Range;

use super::fault::{CUT_TEXT, Fault, SYNTAX, TAB, TOO_DEEP};
use super::locate::{line_end, line_start, locate};
use crate::model::draft::Locus;
use crate::model::node::{Node, Path};
use crate::model::schema::Shape;

/// Largest YAML part of a file, in bytes, and deepest nesting: the parser's scanner is quadratic in
/// open brackets, so hostile input is refused before it.
const MAX_YAML: usize = 64 << 10;
/// Files that are a list of many things: the Comuni, a vocabulary.
const MAX_YAML_LIST: usize = 1 << 20;
const MAX_DEPTH: usize = 64;
pub fn refuse_hostile(yaml: &str, is_list_file: bool) -> Result<(), Fault> {
    let max = if is_list_file { MAX_YAML_LIST } else { MAX_YAML };
    let hint = "sposta i testi lunghi sotto i `---`, e controlla parentesi e rientri";
    if yaml.len() > max {
        return Err(Fault::new(&TOO_DEEP, 0..1, format!("i campi occupano più di {} KB", max >> 10), hint));
    }
    let mut depth = 0_usize;
    for (offset, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Fault::new(&TOO_DEEP, offset..offset + 1, "ci sono troppe parentesi una dentro l'altra", hint));
        }
    }
    let mut offset = 0;
    for line in yaml.split_inclusive('\n') {
        let markers = line.split_ascii_whitespace().take_while(|word| matches!(*word, "-" | "?" | ":")).count();
        if markers > MAX_DEPTH {
            return Err(Fault::new(&TOO_DEEP, offset..offset + 1, "ci sono troppi elenchi uno dentro l'altro", hint));
        }
        offset += line.len();
    }
    Ok(())
}

pub fn refuse_tabs(yaml: &str) -> Result<(), Fault> {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}']).len();
        if let Some(bad) = line[..indent].find(['\t', '\u{a0}']).filter(|_| !line.trim().is_empty()) {
            let at = start + bad;
            let (width, what) = match line[bad..].chars().next() {
                Some('\t') => (1, "una tabulazione"),
                _ => ('\u{a0}'.len_utf8(), "uno spazio speciale, di quelli che lascia Word"),
            };
            return Err(Fault::new(
                &TAB,
                at..at + width,
                format!("il rientro contiene {what}"),
                "sostituisci il rientro con spazi, due per ogni livello; il resto del file si controlla dopo",
            ));
        }
        start += line.len();
    }
    Ok(())
}

/// Values that open with a sign which YAML keeps for itself, and would swallow with the word after it.
pub fn refuse_tags(yaml: &str) -> Result<(), Fault> {
    let mut start = 0;
    let mut block_indent: Option<usize> = None;
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_end();
        let indent = text.len() - text.trim_start().len();
        let in_block = block_indent.is_some_and(|block| indent > block || text.is_empty());
        if !in_block {
            block_indent = text.ends_with(['|', '>']).then_some(indent);
            if let Some(at) = value_start(text).filter(|at| text[*at..].starts_with(['!', '&'])) {
                return Err(Fault::new(
                    &SYNTAX,
                    start + at..start + text.len(),
                    format!("il valore comincia con `{}`, che YAML riserva per sé", &text[at..=at]),
                    "metti il valore fra virgolette; il resto del file si controlla dopo",
                ));
            }
        }
        start += line.len();
    }
    Ok(())
}

/// Where the value of a line starts: after the dashes of a list, after the name of a field.
fn value_start(line: &str) -> Option<usize> {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    if let Some((key, value)) = line[at..].split_once(": ") {
        let is_key = key.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_key {
            return Some(line.len() - value.trim_start().len());
        }
    }
    (at > 0).then_some(at)
}

/// Texts that YAML ends early because of a ` #`.
pub fn cut_texts(yaml: &str, top: &Node) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Node::Record(fields) = top else { return faults };
    if !yaml.contains(" #") {
        return faults;
    }
    for (field, node) in fields {
        node.walk(&field.shape, &mut Path::default().key(field.key), &mut |path, shape, node| {
            if let (Shape::Text | Shape::Markdown, Node::Scalar(_)) = (shape, node) {
                let value = locate(yaml, path, Locus::Value);
                faults.extend(lost_text(yaml, value.start).map(|lost| {
                    Fault::new(
                        &CUT_TEXT,
                        lost.clone(),
                        format!("«{}» va perso: per YAML dopo ` #` comincia un commento", &yaml[lost]),
                        "se fa parte del testo, metti tutto il valore fra virgolette; se è un commento, scrivilo su una riga a parte",
                    )
                }));
            }
        });
    }
    faults
}

/// What stands behind a ` #` in a value without quotes, on its own line or on those that continue it.
fn lost_text(yaml: &str, start: usize) -> Option<Range<usize>> {
    let first_line = line_start(yaml, start);
    let indent = yaml[first_line..].len() - yaml[first_line..].trim_start_matches([' ', '-']).len();
    if yaml[start..].starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let mut line_start = start;
    loop {
        let end = line_end(yaml, line_start);
        if let Some(hash) = yaml[line_start..end].find(" #") {
            return Some(line_start + hash + 1..end);
        }
        line_start = yaml[end..].find('\n').map(|newline| end + newline + 1)?;
        let next = &yaml[line_start..line_end(yaml, line_start)];
        let next_indent = next.len() - next.trim_start().len();
        if next_indent <= indent || next.trim_start().starts_with(['#', '-']) || next.is_empty() {
            return None;
        }
    }
}
