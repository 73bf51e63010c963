//! YAML → fields as written. The only folder that knows the YAML library.
//!
//! A scalar is always taken as its verbatim text (`0371` keeps its zero), and what does not fit its
//! field is reported and skipped, so that one run shows every fault of a file. Only a syntax error
//! hides the rest.

mod fault;
mod guard;
mod locate;
mod seed;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeSeed;

use crate::model::node::{Node, Path};
use crate::model::schema::{Schema, Shape};
pub use fault::{CUT_TEXT, DUPLICATE_KEY, SYNTAX, TAB, TOO_DEEP, UNKNOWN_FIELD, WRONG_TYPE};
use fault::{Fault, syntax_fault, type_fault};
pub use locate::locate;
use seed::{Parse, Seed};

/// Faults of type after which a file is given up.
const MAX_FAULTS: usize = 50;
/// Splits a Markdown file into the ranges of its YAML and of its body.
pub fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = text.starts_with("---").then(|| text.find('\n'))?? + 1;
    if text[3..start].trim() != "" {
        return None;
    }
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n') {
        let line_end = line_start + line.len();
        if line.trim_end() == "---" {
            return Some((start..line_start, line_end..text.len()));
        }
        line_start = line_end;
    }
    None
}

fn refuse(yaml: &str, is_list_file: bool) -> Result<(), Fault> {
    guard::refuse_hostile(yaml, is_list_file)?;
    guard::refuse_tabs(yaml)?;
    guard::refuse_tags(yaml)
}

/// The fields of a YAML text, and what is wrong with how they are written.
pub fn parse(yaml: &str, schema: &'static Schema, is_list_file: bool) -> (Node, Vec<Fault>) {
    if let Err(fault) = refuse(yaml, is_list_file) {
        return (Node::Wrong, vec![fault]);
    }
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return (Node::EMPTY, Vec::new());
    }
    let mut parse = Parse::new(schema);
    let mut faults = Vec::new();
    loop {
        parse.restart();
        let top = Seed { parse: &parse, shape: None };
        let error = match top.deserialize(serde_yaml::Deserializer::from_str(yaml)) {
            Ok(node) => {
                faults.extend(parse.notes.take().into_iter().map(|note| note.fault(yaml, schema)));
                faults.extend(guard::cut_texts(yaml, &node));
                return (node, faults);
            }
            Err(error) => error,
        };
        let path = Path(parse.path.take());
        if !error.to_string().contains("invalid type") || path.0.is_empty() {
            // What seemed of a wrong type may be an effect of the same slip.
            return (Node::Wrong, vec![syntax_fault(yaml, &error)]);
        }
        let shape = parse.shape.take();
        if shape.is_some_and(Shape::may_be_single) && parse.single.insert(path.clone()) {
            continue;
        }
        faults.push(type_fault(yaml, &path, shape, &error));
        parse.skip.insert(path);
        if faults.len() > MAX_FAULTS {
            return (Node::Wrong, faults);
        }
    }
}

/// A flat map of texts, as the theme's fixed words are written.
pub fn strings(yaml: &str) -> Result<BTreeMap<String, String>, String> {
    serde_yaml::from_str(yaml).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::draft::Locus;
    use crate::model::fields;

    fn faults(yaml: &str) -> Vec<(String, String)> {
        let (_, faults) = parse(yaml, &fields::SERVIZIO, false);
        faults.iter().map(|fault| (fault.code.name.to_owned(), yaml[fault.span.clone()].to_owned())).collect()
    }

    #[test]
    fn texts_that_look_like_numbers_keep_every_character() {
        let yaml = "costo_dettagli: 1e5\ncontatti:\n  - telefono: 0371409332\n    nome: 0x1F\n";
        let (node, faults) = parse(yaml, &fields::SERVIZIO, false);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(node.text("costo_dettagli"), Some("1e5"));
        assert_eq!(node.items("contatti")[0].text("telefono"), Some("0371409332"));
        assert_eq!(node.items("contatti")[0].text("nome"), Some("0x1F"));
    }

    #[test]
    fn a_list_of_one_may_be_written_without_brackets() {
        let (node, faults) = parse(
            "bisogni: casa\ncomuni: tutti\naree:\n  - casa\nparole_chiave: 0371\nfonte: 1e5\n",
            &fields::SERVIZIO,
            false,
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(node.texts("bisogni").collect::<Vec<_>>(), ["casa"]);
        assert_eq!(node.texts("comuni").collect::<Vec<_>>(), ["tutti"]);
        assert_eq!(node.texts("parole_chiave").collect::<Vec<_>>(), ["0371"]);
        assert_eq!(node.texts("fonte").collect::<Vec<_>>(), ["1e5"]);
    }

    #[test]
    fn every_fault_of_a_file_is_found_at_its_own_place() {
        let yaml = "titolo: [a]\ntitlo: x\ncontatti: 0371\nsedi:\n  - indirizo: via Roma\n    indirizzo:\n      via: Roma\ntitolo: b\n";
        let found = faults(yaml);
        let expected = [
            ("tipo-errato", "[a]"),
            ("tipo-errato", "0371"),
            ("tipo-errato", "via: Roma"),
            ("campo-sconosciuto", "titlo"),
            ("campo-sconosciuto", "indirizo"),
            ("campo-ripetuto", "titolo"),
        ];
        assert_eq!(found, expected.map(|(code, text)| (code.to_owned(), text.to_owned())));
    }

    #[test]
    fn the_second_of_two_equal_keys_is_the_one_underlined() {
        let yaml = "titolo: a\nstato: attivo\ntitolo: b\n";
        let (_, faults) = parse(yaml, &fields::SERVIZIO, false);
        assert_eq!(faults[0].span.start, yaml.rfind("titolo").unwrap());
    }

    #[test]
    fn text_lost_behind_a_hash_is_reported_and_real_comments_are_not() {
        assert_eq!(faults("titolo: Corso C# base #1\n"), [("testo-tagliato".into(), "#1".into())]);
        assert_eq!(faults("# commento\ntitolo: \"Corso #1\"\nstato: attivo # va bene\n"), []);
    }

    #[test]
    fn deep_nesting_is_refused_before_it_is_parsed() {
        for hostile in ["[".repeat(60_000), "{a: ".repeat(15_000), "- ".repeat(30_000), "a: ".repeat(20_000)] {
            let (_, faults) = parse(&hostile, &fields::SERVIZIO, false);
            assert_eq!(faults.len(), 1);
        }
    }

    #[test]
    fn an_empty_value_is_underlined_at_its_key() {
        let yaml = "titolo:\nstato: attivo\n";
        let span = locate(yaml, &Path::default().key("titolo"), Locus::Value);
        assert_eq!(&yaml[span], "titolo");
    }

    #[test]
    fn front_matter_ends_at_the_second_line_of_dashes() {
        let text = "---\ntitolo: a\n---\nCorpo --- qui\n---\n";
        let (yaml, body) = split(text).unwrap();
        assert_eq!((&text[yaml], &text[body]), ("titolo: a\n", "Corpo --- qui\n---\n"));
        assert!(split("titolo: a\n").is_none() && split("---\ntitolo: a\n").is_none());
    }

    #[test]
    fn no_slip_of_the_keyboard_makes_the_parser_fail_or_point_between_letters() {
        const SOUND: &str = "titolo: \"Perché sì: l'età\"\nbisogni: [casa, lavoro]\nsedi:\n  - indirizzo: via Pò 1 #2\n    comune: alfa\n\
             come_fare: |\n  Chiama – subito.\n  ## Poi\ncosto: 'gratuito'\neta: { da: 6, a: 18 }\n";
        const SLIPS: [&str; 16] =
            ["\"", "'", ":", "#", " ", "\n", "-", "[", "}", "\t", "è", "&a", "*", "!", "|", "\u{a0}"];
        let letters: Vec<usize> = SOUND.char_indices().map(|(offset, _)| offset).collect();
        for (round, start) in letters.iter().cycle().take(letters.len() * 4).enumerate() {
            let end = letters[(round * 7 + 3) % letters.len()].clamp(*start, SOUND.len());
            let slip = SLIPS[round % SLIPS.len()];
            let removed = if round % 3 == 0 { *start } else { end };
            let yaml = format!("{}{slip}{}", &SOUND[..*start], &SOUND[removed..]);
            let (node, faults) = parse(&yaml, &fields::SERVIZIO, false);
            for fault in faults {
                assert!(yaml.get(fault.span.clone()).is_some(), "{:?} in {yaml:?}", fault.span);
            }
            if let Node::Record(fields) = &node {
                for (field, node) in fields {
                    node.walk(&field.shape, &mut Path::default().key(field.key), &mut |path, _, _| {
                        assert!(yaml.get(locate(&yaml, path, Locus::Value)).is_some(), "{path} in {yaml:?}");
                    });
                }
            }
        }
    }
}
