//! What is refused before the parse, because the parser would choke on it, and what is looked for
//! after it, because the parser loses it in silence.

use super::fault::{CUT_TEXT, Fault, TAB, TOO_DEEP};
use super::locate::{line_end, locate};
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
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t').filter(|_| !line.trim().is_empty()) {
            let at = start + tab;
            return Err(Fault::new(
                &TAB,
                at..at + 1,
                "il rientro contiene una tabulazione",
                "sostituiscila con spazi, due per ogni livello; il resto del file si controlla dopo",
            ));
        }
        start += line.len();
    }
    Ok(())
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
            let (Shape::Text | Shape::Markdown, Node::Scalar(_)) = (shape, node) else { return };
            let span = locate(yaml, path, Locus::Value);
            let rest = &yaml[span.end..line_end(yaml, span.start)];
            if rest.starts_with(" #") && !yaml[span.start..].starts_with(['"', '\'', '|', '>']) {
                let lost = rest.trim();
                faults.push(Fault::new(
                    &CUT_TEXT,
                    span.end + 1..span.end + rest.len(),
                    format!("«{lost}» va perso: per YAML dopo ` #` comincia un commento"),
                    "se fa parte del testo, metti tutto il valore fra virgolette; se è un commento, scrivilo su una riga a parte",
                ));
            }
        });
    }
    faults
}
