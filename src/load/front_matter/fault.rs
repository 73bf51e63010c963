//! What can be wrong with how fields are written, in the words of who writes.

use std::ops::Range;

use super::locate::{line_end, line_start, scalar_span};
use crate::diagnostic::{Code, Level};
use crate::model::fields::SCHEMAS;
use crate::model::node::Path;
use crate::model::schema::Shape;

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
    pub fn new(code: &'static Code, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { code, span, message: message.into(), hint: hint.into() }
    }
}

/// What is wrong with a value of another type than its field's.
pub fn type_fault(yaml: &str, path: &Path, shape: Option<&'static Shape>, error: &serde_yaml::Error) -> Fault {
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
pub fn syntax_fault(yaml: &str, error: &serde_yaml::Error) -> Fault {
    let text = error.to_string();
    let location = error.location().map_or(0, |location| location.index()).min(yaml.len());
    let start = opening(yaml, &text).unwrap_or_else(|| yaml.floor_char_boundary(location));
    let end = line_end(yaml, start).max(start);
    let (message, hint) = explain_syntax(&text, &yaml[line_start(yaml, start)..end]);
    let code = if text.contains("limit exceeded") { &TOO_DEEP } else { &SYNTAX };
    Fault::new(code, start..end, message, format!("{hint}; il resto del file si controlla dopo"))
}

/// Where what is not closed was opened: the parser stops at its end, often lines below.
fn opening(yaml: &str, text: &str) -> Option<usize> {
    let (_, context) = text.split_once("while ")?;
    let is_open =
        ["quoted scalar", "flow sequence", "flow mapping", "simple key"].iter().any(|what| context.contains(what));
    let mut numbers = context.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let (line, column): (usize, usize) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    let line_start: usize = yaml.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let offset = yaml.get(line_start..)?.char_indices().nth(column.checked_sub(1)?)?.0;
    is_open.then_some(line_start + offset)
}

/// `line` is the line at fault: the same message has more than one cause.
fn explain_syntax(text: &str, line: &str) -> (&'static str, &'static str) {
    if text.contains("mapping values are not allowed")
        && line.matches(": ").count() + usize::from(line.ends_with(':')) < 2
    {
        return ("la riga è rientrata più di quella sopra", "allinea la riga alle altre");
    }
    if text.contains("flow sequence") && line.contains(" #") {
        return (
            "dopo ` #` comincia un commento, che nasconde la fine dell'elenco",
            "metti fra virgolette la voce che contiene `#`",
        );
    }
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
        (
            "alphabetic or numeric",
            "il valore comincia con `*` o `&`, che YAML riserva per sé",
            "metti il valore fra virgolette; il grassetto va nel testo, sotto i `---`",
        ),
        (
            "unknown escape",
            "fra virgolette doppie, la barra `\\` ha un significato speciale",
            "usa le virgolette semplici: `'5\\10'`",
        ),
        (
            "comment or line break",
            "il valore comincia con `|` o `>`, che YAML riserva per sé",
            "metti il valore fra virgolette, oppure vai a capo dopo il segno",
        ),
        ("node content", "manca un valore, o una parentesi non si chiude", "completa la riga"),
        ("invalid type", "qui vanno dei campi, scritti `nome: valore`", "comincia con `titolo: …`"),
    ];
    CASES.iter().find(|(pattern, ..)| text.contains(pattern)).map_or(
        ("i campi non sono scritti in YAML valido", "confronta la riga con docs/campi.md"),
        |(_, message, hint)| (message, hint),
    )
}

/// A field that exists in another kind of file.
pub fn elsewhere(key: &str) -> Option<String> {
    let names: Vec<&str> =
        SCHEMAS.iter().filter(|schema| schema.field(key).is_some()).map(|schema| schema.name).collect();
    let lenders: Vec<&str> = match key {
        "telefono" | "email" | "pec" => vec!["contatti"],
        "indirizzo" | "cap" => vec!["sedi"],
        _ => Vec::new(),
    };
    match (names.as_slice(), lenders.as_slice()) {
        ([], []) => None,
        ([], [lender, ..]) => Some(format!("scrivilo dentro `{lender}`: `{lender}:` e sotto `- {key}: …`")),
        (names, _) => Some(format!("`{key}` vale solo per: {}", names.join(", "))),
    }
}
