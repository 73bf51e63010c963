//! `index.json`: which files there are, how large they are, on which terms they may be used.

use super::FOLDER;
use super::json::{Json, Object};
use super::openapi;
use super::schema;
use super::source::Source;
use crate::artifact::Manifest;
use crate::model::route::Subject;
use crate::output::exports::{EXPORTS, Export};

pub const FILE: &str = "index.json";

pub fn index(source: Source, manifest: &Manifest) -> Json {
    let board = source.board();
    let languages: Vec<&str> = board.languages.iter().map(|lang| lang.as_str()).collect();
    let own = EXPORTS.iter().filter(|export| export.path[1..].starts_with(FOLDER));
    Object::new()
        .with("versione", "1")
        .with("titolo", &board.title)
        .with("descrizione", &board.description)
        .with("territorio", &board.territory)
        .with("url", source.page(Subject::Home))
        .with("documentazione", source.page(Subject::OpenData))
        .with("openapi", source.file(openapi::FILE))
        .with("licenza", &board.license_url)
        .with("attribuzione", source.language().strings.fill("exports_credit", &[("x", &board.title)]))
        .with("lingue", languages)
        .with("aggiornato_il", source.site().last_modified().to_string())
        .with("al", source.site().today.to_string())
        .with("schede", source.site().entries.len())
        .with_list("file", Json::lines(own.map(|export| file(source, export, manifest))))
        .json()
}

fn file(source: Source, export: &Export, manifest: &Manifest) -> Json {
    let (files, bytes) = export.published(manifest);
    let url = source.renderer().urls.absolute(export.path);
    let object = match export.is_folder() {
        true => Object::new().with("cartella", url).with("quanti", files),
        false => Object::new().with("url", url),
    };
    object
        .with("formato", export.format)
        .with("descrizione", source.language().strings.get(export.what))
        .with("schema", export.schema.map(|name| source.file(&schema::path(name))))
        .with("byte", bytes)
        .json()
}
