//! `openapi.json`: every address of the data, for programs that write programs (OpenAPI 3.1).

use serde_json::{Map, Value, json};

use super::source::Source;
use super::{FOLDER, schema};
use crate::model::entry::EntryKind;
use crate::model::route::Subject;
use crate::model::schema::Vocabulary;
use crate::output::exports::license_name;
use crate::output::vcard;

pub const FILE: &str = "openapi.json";

const JSON: &str = "application/json";
const CSV: &str = "text/csv";
const VCARD: &str = "text/vcard";
const NDJSON: &str = "application/x-ndjson";

/// Path, what is there, its type, its schema.
type Address = (&'static str, &'static str, &'static str, Option<&'static str>);
const ADDRESSES: [Address; 23] = [
    ("/index.json", "Che cosa c'è", JSON, Some("indice")),
    ("/schede.json", "Tutte le schede, in breve", JSON, Some("schede")),
    ("/schede/{sezione}/{slug}.json", "Una scheda intera", JSON, Some("scheda")),
    ("/esportazione.ndjson", "Tutte le schede intere, una per riga", NDJSON, None),
    ("/schede.csv", "Tutte le schede, come tabella", CSV, None),
    ("/servizi.csv", "I servizi, come tabella", CSV, None),
    ("/progetti.csv", "I progetti, come tabella", CSV, None),
    ("/opportunita.csv", "Le opportunità, come tabella", CSV, None),
    ("/elenchi/tutte.json", "Tutte le schede che un cittadino trova oggi", JSON, Some("elenco")),
    ("/elenchi/{sezione}.json", "Le schede di una sezione", JSON, Some("elenco")),
    ("/elenchi/comuni/{comune}.json", "Le schede che valgono in un Comune", JSON, Some("elenco")),
    (
        "/elenchi/comuni/{comune}/{sezione}.json",
        "Le schede di una sezione che valgono in un Comune",
        JSON,
        Some("elenco"),
    ),
    ("/elenchi/bisogni/{bisogno}.json", "Le schede per un bisogno", JSON, Some("elenco")),
    ("/elenchi/per-chi/{persone}.json", "Le schede per alcune persone", JSON, Some("elenco")),
    ("/elenchi/enti/{ente}.json", "Le schede di un ente", JSON, Some("elenco")),
    ("/faccette.json", "Quante schede per ogni scelta", JSON, Some("faccette")),
    ("/vocabolari.json", "Le parole con cui le schede sono ordinate", JSON, Some("vocabolari")),
    ("/comuni.json", "I Comuni", JSON, Some("comuni")),
    ("/enti.json", "Gli enti", JSON, Some("enti")),
    ("/enti/{ente}.vcf", "I contatti di un ufficio, per la rubrica", VCARD, None),
    ("/modifiche.json", "Che cosa è cambiato nell'ultimo anno", JSON, Some("modifiche")),
    ("/schemi/{schema}.json", "La forma di un file", JSON, None),
    ("/openapi.json", "Questa descrizione", JSON, None),
];

pub fn text(source: Source) -> String {
    format!("{:#}\n", description(source))
}

fn description(source: Source) -> Value {
    let board = source.board();
    let paths: Map<String, Value> =
        ADDRESSES.iter().map(|address| (address.0.to_owned(), path(source, address))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": board.title,
            "description": board.description,
            "version": "1.0.0",
            "license": { "name": license_name(&board.license_url), "url": board.license_url },
        },
        "externalDocs": { "url": source.page(Subject::OpenData) },
        "servers": [{ "url": source.renderer().urls.absolute(&format!("/{FOLDER}")) }],
        "paths": paths,
        "components": { "schemas": schema::components() },
    })
}

fn path(source: Source, (path, summary, media, of): &Address) -> Value {
    let schema = of.map_or(json!({}), |name| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } }));
    let parameters: Vec<Value> = names(path).map(|name| parameter(source, name)).collect();
    let mut responses = json!({ "200": { "description": summary, "content": { (*media): schema } } });
    if !parameters.is_empty() {
        responses["404"] = json!({ "description": "Non c'è" });
    }
    json!({ "get": {
        "operationId": path.trim_matches('/').replace(['/', '.', '-'], "_").replace(['{', '}'], ""),
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    } })
}

/// The names between braces.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

fn parameter(source: Source, name: &str) -> Value {
    let schema = match name {
        "sezione" => json!({ "enum": EntryKind::ALL.map(EntryKind::folder) }),
        _ => json!({ "type": "string" }),
    };
    let mut parameter = json!({ "name": name, "in": "path", "required": true, "schema": schema });
    if let Some(example) = example(source, name) {
        parameter["example"] = json!(example);
    }
    parameter
}

/// A value that is there.
fn example(source: Source, name: &str) -> Option<String> {
    let site = source.site();
    let term = |vocabulary| site.terms(vocabulary).first().map(|term| term.slug.clone());
    match name {
        "sezione" => site.entries.first().map(|entry| entry.kind.folder().to_owned()),
        "slug" => site.entries.first().map(|entry| entry.slug.clone()),
        "comune" => site.comuni.first().map(|comune| comune.slug.clone()),
        "bisogno" => term(Vocabulary::Needs),
        "persone" => term(Vocabulary::Audiences),
        "ente" => site
            .organization_ids()
            .find(|id| vcard::path(source.context, *id).is_some())
            .map(|id| site.organization(id).slug.clone()),
        "schema" => Some("scheda".to_owned()),
        _ => None,
    }
}
