//! What the files of the API are, for programs (OpenAPI 3.1).

use serde_json::{Map, Value, json};

use super::directory::Directory;
use super::{FOLDER, VERSION};

/// Lists, the schema of what is in them, and whether each object has a file of its own.
const LISTS: [(&str, &str, bool); 5] = [
    ("services", "compiled/service.json", true),
    ("organizations", "compiled/organization.json", true),
    ("service_at_locations", "compiled/service_at_location.json", false),
    ("taxonomies", "taxonomy.json", false),
    ("taxonomy_terms", "taxonomy_term.json", false),
];

pub fn description(directory: &Directory) -> Value {
    let board = &directory.site.board;
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": board.title,
            "description": board.description,
            "version": VERSION,
            // Of the words and facts: images and logos are not in these data.
            "license": { "name": "Licenza", "url": board.license_url },
        },
        "servers": [{ "url": directory.file(&format!("/{FOLDER}")) }],
        "paths": paths(),
        "components": { "schemas": { "Page": page() } },
    })
}

fn paths() -> Map<String, Value> {
    let mut paths = Map::new();
    paths.insert("/index.json".into(), answer("about", "About this API", json!({ "type": "object" })));
    for (list, schema, has_singles) in LISTS {
        let object = json!({ "$ref": schema_url(schema) });
        let of_objects = json!({ "properties": { "contents": { "type": "array", "items": object } } });
        let page = json!({ "allOf": [{ "$ref": "#/components/schemas/Page" }, of_objects] });
        paths.insert(format!("/{list}.json"), answer(list, "The first page", page.clone()));
        let mut other = answer(&format!("{list}_page"), "The pages after the first, from 2", page);
        other["parameters"] = parameter("page_number", "integer");
        paths.insert(format!("/{list}-{{page_number}}.json"), other);
        if has_singles {
            let mut single = answer(&format!("{list}_by_id"), "One of them", object);
            single["parameters"] = parameter("id", "string");
            paths.insert(format!("/{list}/{{id}}.json"), single);
        }
    }
    paths
}

fn schema_url(schema: &str) -> String {
    format!("https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema/{schema}")
}

fn answer(operation: &str, summary: &str, schema: Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({ "get": {
        "operationId": operation,
        "summary": summary,
        "responses": { "200": { "description": summary, "content": content } },
    } })
}

fn parameter(name: &str, kind: &str) -> Value {
    json!([{ "name": name, "in": "path", "required": true, "schema": { "type": kind } }])
}

/// The wrapper of every list.
fn page() -> Value {
    let integers = ["total_items", "total_pages", "page_number", "size"].map(|name| (name, "integer"));
    let booleans = ["first_page", "last_page", "empty"].map(|name| (name, "boolean"));
    let properties: Map<String, Value> =
        integers.into_iter().chain(booleans).map(|(name, kind)| (name.to_owned(), json!({ "type": kind }))).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "required": required, "properties": properties })
}
