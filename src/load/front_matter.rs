//! YAML → fields as written. The only file that knows the YAML library.
//!
//! The schema leads the parse: a scalar is always taken as its verbatim text (`0371` keeps its zero),
//! and what does not fit is reported and skipped, so that one run shows every fault of a file. Only a
//! syntax error hides the rest. Positions are found by walking the text again, when one is needed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{Code, Level, did_you_mean};
use crate::model::draft::Locus;
use crate::model::node::{Node, Path, Step};
use crate::model::schema::{Field, Schema, Shape};

/// Largest YAML part of a file, in bytes, and deepest nesting: the parser's scanner is quadratic in
/// open brackets, so hostile input is refused before it.
const MAX_YAML: usize = 64 << 10;
/// Files that are a list of many things: the Comuni, a vocabulary.
const MAX_YAML_LIST: usize = 1 << 20;
const MAX_DEPTH: usize = 64;
/// Faults of type after which a file is given up.
const MAX_FAULTS: usize = 50;

pub static SYNTAX: Code = Code {
    name: "yaml-non-valido",
    level: Level::Error,
    what: "I campi sono scritti in YAML valido.",
    why: "Un errore di scrittura impedisce di capire il resto del file.",
    example: "Sbagliato: `titolo: Corso: base`. Giusto: `titolo: \"Corso: base\"`.",
};

pub static TAB: Code = Code {
    name: "tabulazione",
    level: Level::Error,
    what: "I rientri sono fatti di spazi.",
    why: "YAML non accetta tabulazioni, e a occhio non si distinguono.",
    example: "Usa due spazi per ogni livello.",
};

pub static TOO_DEEP: Code = Code {
    name: "troppo-annidato",
    level: Level::Error,
    what: "I campi non superano 64 KB né 64 livelli di annidamento.",
    why: "Nessuna scheda vera ci arriva: è un file rovinato, o fatto per bloccare il programma.",
    example: "Controlla parentesi e rientri, o sposta il testo lungo sotto i `---`.",
};

pub static WRONG_TYPE: Code = Code {
    name: "tipo-errato",
    level: Level::Error,
    what: "Ogni campo contiene il tipo di valore previsto.",
    why: "Un elenco al posto di un testo, o il contrario, non si può mostrare.",
    example: "Sbagliato: `contatti: 0371 409332`. Giusto: `contatti:` e sotto `- telefono: 0371 409332`.",
};

pub static UNKNOWN_FIELD: Code = Code {
    name: "campo-sconosciuto",
    level: Level::Error,
    what: "Ogni campo è fra quelli previsti per quel tipo di file.",
    why: "Un campo scritto male verrebbe perso in silenzio.",
    example: "Sbagliato: `descrizone_breve: …`. Giusto: `descrizione_breve: …`.",
};

pub static DUPLICATE_KEY: Code = Code {
    name: "campo-ripetuto",
    level: Level::Error,
    what: "Ogni campo è scritto una volta sola.",
    why: "Fra due valori il programma dovrebbe sceglierne uno, e l'altro andrebbe perso.",
    example: "Tieni una sola riga `titolo:`.",
};

pub static CUT_TEXT: Code = Code {
    name: "testo-tagliato",
    level: Level::Error,
    what: "Nessun testo contiene uno spazio seguito da `#` senza virgolette.",
    why: "Per YAML lì comincia un commento: il resto della riga va perso.",
    example: "Sbagliato: `titolo: Corso base #1`. Giusto: `titolo: \"Corso base #1\"`.",
};

/// A fault at a range of the YAML text.
#[derive(Debug)]
pub struct Fault {
    pub code: &'static Code,
    pub span: Range<usize>,
    pub message: String,
    pub hint: String,
}

impl Fault {
    fn new(code: &'static Code, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { code, span, message: message.into(), hint: hint.into() }
    }
}

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

/// The fields of a YAML text, and what is wrong with how they are written.
pub fn parse(yaml: &str, schema: &'static Schema, is_list_file: bool) -> (Node, Vec<Fault>) {
    if let Err(fault) = refuse_hostile(yaml, is_list_file).and_then(|()| refuse_tabs(yaml)) {
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
                faults.extend(cut_texts(yaml, &node));
                return (node, faults);
            }
            Err(error) => error,
        };
        let path = Path(parse.path.take());
        if !error.to_string().contains("invalid type") || path.0.is_empty() {
            faults.push(syntax_fault(yaml, &error));
            return (Node::Wrong, faults);
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

fn refuse_hostile(yaml: &str, is_list_file: bool) -> Result<(), Fault> {
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

fn refuse_tabs(yaml: &str) -> Result<(), Fault> {
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

/// What the parse knows while it walks: where it is, what to skip, what it met.
struct Parse {
    schema: &'static Schema,
    /// Values of a wrong type, already reported.
    skip: BTreeSet<Path>,
    /// Lists written as a single value: `bisogni: casa`.
    single: BTreeSet<Path>,
    path: RefCell<Vec<Step>>,
    shape: RefCell<Option<&'static Shape>>,
    notes: RefCell<Vec<Note>>,
}

/// A key that does not belong, met on the way.
struct Note {
    record: Path,
    fields: Option<&'static [Field]>,
    key: String,
    /// How many times the key was met before; 0 for an unknown one.
    repeated: usize,
}

impl Parse {
    fn new(schema: &'static Schema) -> Parse {
        Parse {
            schema,
            skip: BTreeSet::new(),
            single: BTreeSet::new(),
            path: RefCell::default(),
            shape: RefCell::default(),
            notes: RefCell::default(),
        }
    }

    fn restart(&self) {
        self.path.take();
        self.notes.take();
    }

    fn here(&self) -> Path {
        Path(self.path.borrow().clone())
    }

    fn is_skipped(&self) -> bool {
        !self.skip.is_empty() && self.skip.contains(&self.here())
    }

    fn is_single(&self) -> bool {
        !self.single.is_empty() && self.single.contains(&self.here())
    }

    fn field(&self, record: Option<&'static [Field]>, key: &str) -> Option<&'static Field> {
        match record {
            Some(fields) => fields.iter().find(|field| field.key == key),
            None => self.schema.field(key),
        }
    }
}

impl Note {
    fn fault(self, yaml: &str, schema: &'static Schema) -> Fault {
        let key = &self.key;
        let span = locate(yaml, &self.record.key(key.clone()), Locus::Key(self.repeated));
        if self.repeated > 0 {
            return Fault::new(
                &DUPLICATE_KEY,
                span,
                format!("il campo `{key}` è scritto due volte"),
                "tieni una sola delle due righe",
            );
        }
        let known: Vec<&str> = match self.fields {
            Some(fields) => fields.iter().map(|field| field.key).collect(),
            None => schema.fields().map(|field| field.key).collect(),
        };
        let hint = match did_you_mean(key, known.iter().copied()) {
            Some(meant) => format!("forse volevi scrivere `{meant}`?"),
            None => elsewhere(key).unwrap_or_else(|| "toglilo, o cerca il nome giusto in docs/campi.md".to_owned()),
        };
        Fault::new(&UNKNOWN_FIELD, span, format!("il campo `{key}` non esiste qui ({})", schema.name), hint)
    }
}

/// A field that exists in another kind of file.
fn elsewhere(key: &str) -> Option<String> {
    let names: Vec<&str> = crate::model::fields::SCHEMAS
        .iter()
        .filter(|schema| schema.field(key).is_some())
        .map(|schema| schema.name)
        .collect();
    (!names.is_empty()).then(|| format!("`{key}` vale solo per: {}", names.join(", ")))
}

/// Reads the value of a shape; no shape: the top of the file.
struct Seed<'p> {
    parse: &'p Parse,
    shape: Option<&'static Shape>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.parse.shape.replace(self.shape);
        if self.parse.is_skipped() {
            IgnoredAny::deserialize(deserializer)?;
            return Ok(Node::Wrong);
        }
        match self.shape {
            None => deserializer.deserialize_map(RecordVisitor { parse: self.parse, fields: None }),
            Some(Shape::Record(fields)) => {
                deserializer.deserialize_map(RecordVisitor { parse: self.parse, fields: Some(fields) })
            }
            Some(Shape::List(_) | Shape::Coverage) if self.parse.is_single() => {
                Ok(Node::List(vec![self.deserialize_scalar(deserializer)?]))
            }
            Some(Shape::List(item)) => deserializer.deserialize_seq(ListVisitor { parse: self.parse, item }),
            Some(Shape::Coverage) => {
                deserializer.deserialize_seq(ListVisitor { parse: self.parse, item: &Shape::Text })
            }
            Some(_) => self.deserialize_scalar(deserializer),
        }
    }
}

impl Seed<'_> {
    fn deserialize_scalar<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_str(ScalarVisitor).map(Node::Scalar)
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

struct ListVisitor<'p> {
    parse: &'p Parse,
    item: &'static Shape,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        loop {
            self.parse.path.borrow_mut().push(Step::Item(list.len()));
            let item = items.next_element_seed(Seed { parse: self.parse, shape: Some(self.item) })?;
            self.parse.path.borrow_mut().pop();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Node::List(list)),
            }
        }
    }
}

struct RecordVisitor<'p> {
    parse: &'p Parse,
    fields: Option<&'static [Field]>,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group of fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut record: Vec<(&'static Field, Node)> = Vec::new();
        let mut met: Vec<String> = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            let repeated = met.iter().filter(|known| **known == key).count();
            let field = self.parse.field(self.fields, &key).filter(|_| repeated == 0);
            match field {
                Some(field) => {
                    self.parse.path.borrow_mut().push(Step::Key(field.key.into()));
                    let value = entries.next_value_seed(Seed { parse: self.parse, shape: Some(&field.shape) })?;
                    self.parse.path.borrow_mut().pop();
                    record.push((field, value));
                }
                None => {
                    entries.next_value::<IgnoredAny>()?;
                    let note = Note { record: self.parse.here(), fields: self.fields, key: key.clone(), repeated };
                    self.parse.notes.borrow_mut().push(note);
                }
            }
            met.push(key);
        }
        Ok(Node::Record(record))
    }
}

/// What is wrong with a value of another type than its field's.
fn type_fault(yaml: &str, path: &Path, shape: Option<&'static Shape>, error: &serde_yaml::Error) -> Fault {
    let start = error.location().map_or(0, |location| location.index()).min(yaml.len());
    let found = match error.to_string() {
        text if text.contains("invalid type: map") => "un gruppo di campi",
        text if text.contains("invalid type: sequence") => "un elenco",
        _ => "un testo",
    };
    let expected = shape.map_or_else(String::new, Shape::describe);
    let hint = match shape {
        Some(Shape::Record(fields)) => format!("vai a capo e scrivi, rientrato di due spazi, `{}: …`", fields[0].key),
        Some(Shape::List(Shape::Record(fields))) => format!("vai a capo e scrivi `- {}: …`", fields[0].key),
        Some(Shape::List(_)) => "scrivi un elenco, per esempio `[uno, due]`".to_owned(),
        _ => "scrivi un solo valore sulla stessa riga".to_owned(),
    };
    Fault::new(&WRONG_TYPE, scalar_span(yaml, start), format!("in `{path}` va {expected}, ma c'è {found}"), hint)
}

/// The library's few messages, in the words of who writes.
fn syntax_fault(yaml: &str, error: &serde_yaml::Error) -> Fault {
    let text = error.to_string();
    let location = error.location().map_or(0, |location| location.index()).min(yaml.len());
    let start = yaml.floor_char_boundary(location);
    let (message, hint) = explain_syntax(&text);
    let hint = format!("{hint}; il resto del file si controlla dopo");
    if text.contains("limit exceeded") {
        return Fault::new(&TOO_DEEP, start..line_end(yaml, start), message, hint);
    }
    Fault::new(&SYNTAX, start..line_end(yaml, start), message, hint)
}

fn explain_syntax(text: &str) -> (&'static str, &'static str) {
    const CASES: &[(&str, &str, &str)] = &[
        (
            "limit exceeded",
            "i campi sono troppo annidati o ripetuti",
            "semplifica: una scheda non ha bisogno di `&` e `*`",
        ),
        (
            "mapping values are not allowed",
            "ci sono due volte i due punti nella stessa riga",
            "metti il valore fra virgolette: `titolo: \"Corso: base\"`",
        ),
        (
            "found unexpected end of stream",
            "ci sono virgolette che non si chiudono",
            "chiudi le virgolette alla fine del valore",
        ),
        (
            "while scanning a quoted scalar",
            "ci sono virgolette che non si chiudono",
            "chiudi le virgolette alla fine del valore",
        ),
        (
            "found character that cannot start",
            "il valore comincia con un segno che YAML riserva per sé",
            "metti il valore fra virgolette",
        ),
        (
            "did not find expected ',' or",
            "una parentesi non si chiude, o manca una virgola",
            "scrivi gli elenchi così: `[uno, due]`",
        ),
        (
            "did not find expected key",
            "la riga non è allineata con le altre, o un testo fra virgolette continua dopo la chiusura",
            "allinea la riga alle altre; se il testo ha virgolette, mettilo tutto fra virgolette doppie",
        ),
        (
            "did not find expected '-' indicator",
            "una voce dell'elenco non è allineata con le altre",
            "allinea i trattini",
        ),
        (
            "could not find expected ':'",
            "in questa riga mancano i due punti",
            "scrivi `campo: valore`, con uno spazio dopo i due punti",
        ),
        ("control characters", "il testo contiene un carattere invisibile", "cancella e riscrivi la riga"),
        ("unknown anchor", "un valore comincia con `*`, che YAML riserva per sé", "metti il valore fra virgolette"),
        ("more than one document", "ci sono due blocchi separati da `---`", "tieni un solo blocco di campi"),
        (
            "block sequence entries are not allowed",
            "un trattino sta sulla stessa riga del nome del campo",
            "vai a capo prima del trattino",
        ),
        ("invalid type", "qui vanno dei campi, scritti `nome: valore`", "comincia con `titolo: …`"),
    ];
    CASES.iter().find(|(pattern, ..)| text.contains(pattern)).map_or(
        ("i campi non sono scritti in YAML valido", "confronta la riga con docs/campi.md"),
        |(_, message, hint)| (message, hint),
    )
}

/// A flat map of texts, as the theme's fixed words are written.
pub fn strings(yaml: &str) -> Result<BTreeMap<String, String>, String> {
    serde_yaml::from_str(yaml).map_err(|error| error.to_string())
}

/// Texts that YAML ends early because of a ` #`.
fn cut_texts(yaml: &str, top: &Node) -> Vec<Fault> {
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

/// The bytes of a value or key; the start of the file if it is not there.
pub fn locate(yaml: &str, path: &Path, locus: Locus) -> Range<usize> {
    let walk = LocateSeed { steps: &path.0, locus };
    let start = match walk.deserialize(serde_yaml::Deserializer::from_str(yaml)) {
        Err(error) => error.location().map_or(0, |location| location.index()),
        Ok(()) => 0,
    };
    let start = yaml.floor_char_boundary(start.min(yaml.len()));
    match (locus, path.0.last()) {
        (Locus::Key(_), Some(Step::Key(key))) if yaml[start..].starts_with(key.as_ref()) => start..start + key.len(),
        (Locus::Value, Some(Step::Key(key))) if blank_value(yaml, start) => {
            // An empty value has no text of its own: its key is underlined.
            let key_start = yaml[..start].rfind(key.as_ref()).unwrap_or(start);
            key_start..key_start + key.len()
        }
        _ => scalar_span(yaml, start),
    }
}

fn blank_value(yaml: &str, start: usize) -> bool {
    let line_start = yaml[..start].rfind('\n').map_or(0, |newline| newline + 1);
    yaml[start..line_end(yaml, start)].trim().is_empty()
        || yaml[line_start..start].trim().is_empty() && {
            // The mark of an empty value may stand at the start of the next line.
            yaml[..line_start].trim_end().ends_with(':')
                && !yaml[start..].starts_with(['-', ' '])
                && !yaml[line_start..].starts_with(' ')
        }
}

fn line_end(yaml: &str, start: usize) -> usize {
    let end = yaml[start..].find('\n').map_or(yaml.len(), |newline| start + newline);
    start + yaml[start..end].trim_end().len()
}

/// The bytes of the value that starts at an offset, on its first line.
fn scalar_span(yaml: &str, start: usize) -> Range<usize> {
    let start = yaml.floor_char_boundary(start.min(yaml.len()));
    let line = &yaml[start..line_end(yaml, start)];
    let length = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].find(quote).map_or(line.len(), |end| end + 2),
        Some('|' | '>' | '[' | '{' | '-') => line.len(),
        _ => {
            let line_start = yaml[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let in_flow = yaml[line_start..start].contains(['[', '{']);
            let end = if in_flow { line.find([',', ']', '}']).unwrap_or(line.len()) } else { line.len() };
            let end = line[..end].find(" #").unwrap_or(end);
            line[..end].trim_end().len()
        }
    };
    start..start + length.max(usize::from(!line.is_empty()))
}

/// Walks to a value and stops there with an error, which carries the position.
struct LocateSeed<'p> {
    steps: &'p [Step],
    locus: Locus,
}

impl<'de> DeserializeSeed<'de> for LocateSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.steps.first() {
            None => deserializer.deserialize_any(Stop),
            Some(Step::Key(_)) => deserializer.deserialize_map(self),
            Some(Step::Item(_)) => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de> Visitor<'de> for LocateSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the way to a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some(Step::Item(wanted)) = self.steps.first() else { return Ok(()) };
        for _ in 0..*wanted {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(LocateSeed { steps: &self.steps[1..], locus: self.locus })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some(Step::Key(wanted)) = self.steps.first() else { return Ok(()) };
        let last = self.steps.len() == 1;
        let mut met = 0;
        loop {
            let stop_at_key = matches!(self.locus, Locus::Key(nth) if last && nth == met);
            let Some(matches) = entries.next_key_seed(KeySeed { wanted, stop: stop_at_key })? else { return Ok(()) };
            if matches && !(last && matches!(self.locus, Locus::Key(_))) {
                return entries.next_value_seed(LocateSeed { steps: &self.steps[1..], locus: self.locus });
            }
            met += usize::from(matches);
            entries.next_value::<IgnoredAny>()?;
        }
    }
}

/// Compares a key; stops at the wanted one if asked.
struct KeySeed<'p> {
    wanted: &'p str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        if key == self.wanted && self.stop { Err(E::custom("here")) } else { Ok(key == self.wanted) }
    }
}

/// Refuses whatever it is given: every default method of a visitor is an error with a position.
struct Stop;

impl<'de> Visitor<'de> for Stop {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let (node, faults) = parse("bisogni: casa\ncomuni: tutti\naree:\n  - casa\n", &fields::SERVIZIO, false);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(node.texts("bisogni").collect::<Vec<_>>(), ["casa"]);
        assert_eq!(node.texts("comuni").collect::<Vec<_>>(), ["tutti"]);
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
}
