//! What the files of the data hold, as JSON Schema (2020-12). The schema of an entry is drawn from the content model, as
//! are its keys. Schemas refuse no key that they do not know: a later file may say more.

use serde_json::{Map, Value, json};

use super::entry::state_name;
use super::source::Source;
use crate::model::entry::EntryKind;
use crate::model::fields::{CHIUSURA, CONTATTO, ORARIO, SEDE};
use crate::model::schema::{Field, Shape, Vocabulary};
use crate::model::state::State;
use crate::model::value::WEEKDAYS;

/// What the office keeps for itself, and the logos of others.
pub const INTERNAL: [&str; 9] = [
    "fonte",
    "parole_chiave",
    "eccezioni",
    "bozza",
    "verifica_ogni_mesi",
    "pubblica_dal",
    "pubblica_fino_al",
    "vecchi_indirizzi",
    "loghi",
];

/// What a list shows of an entry.
const ROW: [&str; 22] = [
    "titolo",
    "descrizione_breve",
    "tipo",
    "bisogni",
    "per_chi",
    "aree",
    "comuni",
    "ente",
    "inizio",
    "fine",
    "proroga_al",
    "domande_dal",
    "scadenza",
    "sempre_aperta",
    "fino_a_esaurimento",
    "in_arrivo",
    "chiusa_il",
    "tema_delicato",
    "per_operatori",
    "pubblicato_il",
    "aggiornato_il",
    "stato",
];

const REQUIRED: [&str; 11] =
    ["id", "sezione", "slug", "url", "stato", "titolo", "descrizione_breve", "bisogni", "per_chi", "comuni", "ente"];

type Properties = Map<String, Value>;

/// The name of each schema, with what it says.
type Named = (&'static str, fn() -> Value);
const SCHEMAS: [Named; 9] = [
    ("scheda", entry),
    ("schede", rows),
    ("elenco", list),
    ("faccette", facets),
    ("vocabolari", vocabularies),
    ("comuni", comuni),
    ("enti", organizations),
    ("modifiche", changes),
    ("indice", index),
];

pub fn path(name: &str) -> String {
    format!("schemi/{name}.json")
}

/// Path and text of each.
pub fn files(source: Source) -> Vec<(String, String)> {
    let text = |(name, make): Named| {
        let mut schema = make();
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema["$id"] = json!(source.file(&path(name)));
        (path(name), format!("{schema:#}\n"))
    };
    SCHEMAS.map(text).into()
}

/// The same by name, for a document of which they are part.
pub fn components() -> Properties {
    let text = ("testo".to_owned(), formatted_text());
    let schemas = SCHEMAS.map(|(name, make)| {
        let mut schema = make();
        schema.as_object_mut().expect("a schema is an object").remove("$defs");
        (name.to_owned(), pointed(schema))
    });
    schemas.into_iter().chain([text]).collect()
}

/// What pointed into the schema itself points into the document.
fn pointed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("#/$defs/", "#/components/schemas/")),
        Value::Array(items) => items.into_iter().map(pointed).collect(),
        Value::Object(object) => object.into_iter().map(|(key, value)| (key, pointed(value))).collect(),
        value => value,
    }
}

fn entry() -> Value {
    let mut properties = properties_of_entry();
    properties.extend(computed());
    properties.insert("lingua".into(), lang());
    properties.insert("contatti_di".into(), text("Ente che presta i contatti, quando la scheda non ne ha di suoi."));
    properties.insert("traduzioni".into(), translations(&properties));
    object("Una scheda intera", properties, &[&REQUIRED[..], &["lingua"]].concat())
}

fn rows() -> Value {
    let mut properties = properties_of_entry();
    properties.retain(|key, _| ROW.contains(&key.as_str()));
    properties.extend(computed());
    properties.insert("dati".into(), uri("La scheda intera."));
    let row = object("Che cosa di una scheda si vede in un elenco", properties, &[&REQUIRED[..], &["dati"]].concat());
    one_list("Tutte le schede pubblicate", "schede", row)
}

/// Published fields of all kinds of entry.
fn properties_of_entry() -> Properties {
    let fields = EntryKind::ALL.into_iter().flat_map(|kind| kind.schema().fields());
    let mut properties = properties(fields.filter(|field| !INTERNAL.contains(&field.key)));
    let states: Vec<String> = State::ALL.map(state_name).into();
    properties.insert(
        "stato".into(),
        json!({ "enum": states, "description": "Lo stato nel giorno `al` di indice e modifiche." }),
    );
    properties
}

/// What the program knows besides what authors write.
fn computed() -> Properties {
    let sections = EntryKind::ALL.map(EntryKind::folder);
    properties_from([
        ("id", json!({ "type": "string", "format": "uuid", "description": "Non cambia mai." })),
        ("sezione", json!({ "enum": sections })),
        ("slug", slug("L'ultima parte dell'indirizzo.")),
        ("url", uri("La pagina della scheda.")),
        ("origine", origin()),
        ("archiviata", json!({ "const": true, "description": "Se è conclusa o chiusa." })),
    ])
}

/// Of what was taken from another board.
fn origin() -> Value {
    let properties = properties_from([
        ("bacheca", text("Il titolo della bacheca da cui viene.")),
        ("url", uri("La sua pagina su quella bacheca: è quella originale.")),
    ]);
    record(properties, &["bacheca", "url"])
}

/// Texts by language.
fn translations(all: &Properties) -> Value {
    let mut properties = all.clone();
    let is_text = |key: &str, value: &Value| {
        value["$ref"] == "#/$defs/testo"
            || [
                "titolo",
                "descrizione_breve",
                "url",
                "a_cura_di",
                "motivo_stato",
                "costo_dettagli",
                "importo_dettagli",
                "interprete",
            ]
            .contains(&key)
    };
    properties.retain(|key, value| is_text(key, value));
    properties.insert("traduce".into(), date("La versione che è stata tradotta."));
    properties.insert("da_rivedere".into(), flag("Se nessuno ha ancora controllato la traduzione."));
    json!({
        "type": "object",
        "description": "I testi nelle altre lingue, per codice di lingua.",
        "additionalProperties": record(properties, &["url", "traduce", "titolo", "descrizione_breve"]),
    })
}

fn list() -> Value {
    let properties = properties_from([
        ("nome", text("Di che cosa è l'elenco.")),
        ("url", uri("La pagina della bacheca che mostra le stesse schede.")),
        ("totale", count("Quante schede sono.")),
        ("tagliato", flag("Se `schede` non le ha tutte.")),
        ("righe", uri("Dove sono i titoli delle schede.")),
        ("schede", json!({ "type": "array", "items": { "type": "string", "format": "uuid" }, "uniqueItems": true })),
    ]);
    object(
        "Schede che un cittadino trova oggi, per identificativo",
        properties,
        &["nome", "url", "totale", "righe", "schede"],
    )
}

fn facets() -> Value {
    let choice = record(
        properties_from([
            ("slug", slug("")),
            ("nome", text("")),
            ("schede", count("Quante schede si trovano così.")),
            ("elenco", uri("Quali.")),
        ]),
        &["slug", "nome", "schede"],
    );
    let keys = ["sezioni", "bisogni", "per_chi", "aree", "tipi", "comuni", "enti", "stati"];
    let properties = keys.map(|key| (key, json!({ "type": "array", "items": choice })));
    object("Per che cosa si sceglie, e quante schede restano", properties_from(properties), &keys)
}

fn vocabularies() -> Value {
    let translation = record(properties_from([("nome", text("")), ("descrizione", text(""))]), &["nome"]);
    let term = record(
        properties_from([
            ("slug", slug("")),
            ("nome", text("Come la legge un cittadino.")),
            ("descrizione", text("")),
            ("url", uri("La sua pagina.")),
            ("sinonimi", json!({ "type": "array", "items": { "type": "string" } })),
            ("icona", text("")),
            ("tema_delicato", flag("Se le sue schede chiedono riservatezza.")),
            ("per_operatori", flag("Se interessa solo chi ci lavora.")),
            ("traduzioni", json!({ "type": "object", "additionalProperties": translation })),
        ]),
        &["slug", "nome"],
    );
    let keys = Vocabulary::ALL.map(Vocabulary::name);
    let properties = keys.map(|key| (key, json!({ "type": "array", "items": term })));
    object("Le parole con cui le schede sono ordinate", properties_from(properties), &keys)
}

fn comuni() -> Value {
    let mut social = properties(CONTATTO.iter());
    social.insert("indirizzo".into(), text("Via e numero."));
    social.insert("orari".into(), json!({ "type": "array", "items": record(properties(ORARIO.iter()), &[]) }));
    let properties = properties_from([
        ("id", json!({ "type": "string", "format": "uuid" })),
        ("slug", slug("")),
        ("nome", text("")),
        ("url", uri("La sua pagina sulla bacheca.")),
        ("istat", json!({ "type": "string", "pattern": "^[0-9]{6}$" })),
        ("codice_catastale", json!({ "type": "string", "pattern": "^[A-Z][0-9]{3}$" })),
        ("cap", json!({ "type": "string", "pattern": "^[0-9]{5}$" })),
        ("provincia", text("Sigla.")),
        ("coordinate", coordinates()),
        ("sito", uri("Il sito del Comune.")),
        ("servizio_sociale", record(social, &[])),
    ]);
    let comune = record(
        properties,
        &["id", "slug", "nome", "url", "istat", "codice_catastale", "cap", "provincia", "coordinate"],
    );
    one_list("I Comuni della bacheca", "comuni", comune)
}

fn organizations() -> Value {
    let list_of =
        |fields: &'static [Field]| json!({ "type": "array", "items": record(properties(fields.iter()), &[]) });
    let properties = properties_from([
        ("id", json!({ "type": "string", "format": "uuid" })),
        ("slug", slug("")),
        ("nome", text("")),
        ("url", uri("La sua pagina sulla bacheca.")),
        ("origine", origin()),
        ("sigla", text("")),
        ("tipo", text("Che genere di ente è.")),
        ("parte_di", slug("L'ente di cui è un ufficio.")),
        ("descrizione", text("")),
        ("contatti", list_of(CONTATTO)),
        ("sedi", list_of(SEDE)),
        ("orari", list_of(ORARIO)),
        ("chiusure", list_of(CHIUSURA)),
        ("sito", uri("")),
        ("aggiornato_il", date("")),
    ]);
    one_list("Gli enti e gli uffici della bacheca", "enti", record(properties, &["id", "slug", "nome", "url", "tipo"]))
}

fn changes() -> Value {
    let change = record(
        properties_from([
            ("data", date("Il giorno che la scheda dice.")),
            ("modifica", json!({ "enum": ["pubblicata", "aggiornata", "archiviata"] })),
            ("id", json!({ "type": "string", "format": "uuid" })),
            ("titolo", text("")),
            ("url", uri("")),
            ("dati", uri("La scheda intera.")),
        ]),
        &["data", "modifica", "id", "titolo", "url", "dati"],
    );
    let properties = properties_from([
        ("dal", date("Da questo giorno ci sono tutte.")),
        ("al", date("Il giorno in cui i dati sono stati scritti.")),
        ("modifiche", json!({ "type": "array", "items": change })),
    ]);
    object("Che cosa è cambiato, dal giorno più vicino", properties, &["dal", "al", "modifiche"])
}

fn index() -> Value {
    let file = record(
        properties_from([
            ("url", uri("Il file.")),
            ("cartella", uri("O la cartella che contiene i file.")),
            ("quanti", count("Quanti file ci sono nella cartella.")),
            ("formato", text("")),
            ("descrizione", text("")),
            ("schema", uri("")),
            ("byte", count("Quanto pesa, senza compressione.")),
        ]),
        &["formato", "descrizione"],
    );
    let properties = properties_from([
        ("versione", json!({ "const": "1" })),
        ("titolo", text("")),
        ("descrizione", text("")),
        ("territorio", text("")),
        ("url", uri("La bacheca.")),
        ("documentazione", uri("")),
        ("openapi", uri("")),
        ("licenza", uri("")),
        ("attribuzione", text("Che cosa scrivere accanto ai dati.")),
        ("lingue", json!({ "type": "array", "items": { "type": "string" } })),
        ("aggiornato_il", date("Ultimo cambiamento dei contenuti.")),
        ("al", date("Il giorno in cui i dati sono stati scritti.")),
        ("schede", count("Quante sono.")),
        ("file", json!({ "type": "array", "items": file })),
    ]);
    let required =
        ["versione", "titolo", "url", "licenza", "attribuzione", "lingue", "aggiornato_il", "al", "schede", "file"];
    object("I dati che ci sono", properties, &required)
}

fn properties<'f>(fields: impl Iterator<Item = &'f Field>) -> Properties {
    fields.map(|field| (field.key.to_owned(), described(shape(&field.shape), field.help))).collect()
}

fn properties_from<const N: usize>(properties: [(&str, Value); N]) -> Properties {
    properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Markdown => json!({ "$ref": "#/$defs/testo" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer", "minimum": 0 }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Moment => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$" }),
        Shape::Time => json!({ "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$" }),
        Shape::Euro => json!({ "type": "number", "minimum": 0 }),
        Shape::Web | Shape::Site | Shape::File => json!({ "type": "string", "format": "uri" }),
        Shape::Email => json!({ "type": "string", "format": "email" }),
        Shape::Coordinates => coordinates(),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Coverage => json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
        Shape::List(Shape::Weekdays) => json!({ "type": "array", "items": { "enum": WEEKDAYS }, "minItems": 1 }),
        Shape::List(item) => json!({ "type": "array", "items": self::shape(item) }),
        Shape::Record(fields) => record(properties(fields.iter()), &[]),
        Shape::Text | Shape::Weekdays | Shape::Phone | Shape::SitePath => json!({ "type": "string" }),
        Shape::CodiceIstat | Shape::CodiceCatastale | Shape::Cap | Shape::Lang | Shape::Slug | Shape::Ref(_) => {
            json!({ "type": "string" })
        }
    }
}

fn object(title: &str, properties: Properties, required: &[&str]) -> Value {
    let mut schema = record(properties, required);
    schema["title"] = json!(title);
    schema["$defs"] = json!({ "testo": formatted_text() });
    schema
}

fn formatted_text() -> Value {
    json!({
        "description": "Un testo con formattazione: in HTML e senza.",
        "type": "object",
        "properties": { "html": { "type": "string" }, "testo": { "type": "string" } },
        "required": ["html", "testo"],
    })
}

fn one_list(title: &str, key: &str, item: Value) -> Value {
    object(title, properties_from([(key, json!({ "type": "array", "items": item }))]), &[key])
}

fn record(properties: Properties, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

fn described(mut schema: Value, description: &str) -> Value {
    if !description.is_empty() {
        schema["description"] = json!(description);
    }
    schema
}

fn text(description: &str) -> Value {
    described(json!({ "type": "string" }), description)
}

fn slug(description: &str) -> Value {
    described(json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }), description)
}

fn uri(description: &str) -> Value {
    described(json!({ "type": "string", "format": "uri" }), description)
}

fn date(description: &str) -> Value {
    described(json!({ "type": "string", "format": "date" }), description)
}

fn count(description: &str) -> Value {
    described(json!({ "type": "integer", "minimum": 0 }), description)
}

fn flag(description: &str) -> Value {
    described(json!({ "const": true }), description)
}

fn lang() -> Value {
    described(
        json!({ "type": "string", "pattern": "^[a-z]{2}(-[A-Za-z0-9]{2,8})*$" }),
        "Dei testi; le altre sono in `traduzioni`.",
    )
}

fn coordinates() -> Value {
    record(
        properties_from([("lat", json!({ "type": "number" })), ("lon", json!({ "type": "number" }))]),
        &["lat", "lon"],
    )
}
