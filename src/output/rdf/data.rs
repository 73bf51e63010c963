//! The catalogue of the board's data (DCAT-AP_IT): one dataset, in all the files of its content.

use super::node::{Node, Object};
use crate::model::route::{Route, Subject};
use crate::model::site::OpenData;
use crate::output::Context;
use crate::output::exports::{EXPORTS, Export};

const DATA_THEME: &str = "http://publications.europa.eu/resource/authority/data-theme";
const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency";
const FILE_TYPE: &str = "http://publications.europa.eu/resource/authority/file-type";
/// CC BY 4.0 in the Italian vocabulary of licences.
const CC_BY: &str = "https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40";

pub fn catalogue(context: &Context) -> Option<Vec<Node>> {
    let codes = context.site.board.open_data.as_ref()?;
    let exports: Vec<(&Export, &str)> =
        EXPORTS.iter().filter_map(|export| Some((export, file_type(export)?))).collect();
    let distributions = exports.iter().map(|(export, kind)| distribution(context, export, kind));
    let license = (license(context) == CC_BY).then(license_node);
    let nodes = [catalog(context, codes), dataset(context, codes, &exports), agent(context, codes)];
    Some(nodes.into_iter().chain(distributions).chain(license).collect())
}

fn catalog(context: &Context, codes: &OpenData) -> Node {
    let board = &context.site.board;
    Node::new(part(context, "catalogo"), &["dcatapit:Catalog", "dcat:Catalog"])
        .with("dct:title", [words(context, &board.title)])
        .with("dct:description", [words(context, &board.description)])
        .with("dct:publisher", [Object::Iri(holder(context, codes))])
        .with("dct:modified", [modified(context)])
        .with("foaf:homepage", [Object::Iri(page(context, Subject::Home))])
        .with("dcat:themeTaxonomy", [Object::Iri(DATA_THEME.to_owned())])
        .with("dcat:dataset", [Object::Iri(part(context, "bacheca"))])
}

fn dataset(context: &Context, codes: &OpenData, exports: &[(&Export, &str)]) -> Node {
    let board = &context.site.board;
    let excluded = context.renderer.languages[0].strings.get("exports_excluded");
    let themes = codes.themes.iter().map(|theme| Object::Iri(format!("{DATA_THEME}/{theme}")));
    let distributions = exports.iter().map(|(export, _)| Object::Iri(part(context, export.path)));
    Node::new(part(context, "bacheca"), &["dcatapit:Dataset", "dcat:Dataset"])
        .with("dct:identifier", [Object::Text(format!("{}:{}", codes.ipa, board.id))])
        .with("dct:title", [words(context, &board.title)])
        .with("dct:description", [words(context, &format!("{} {excluded}", board.description))])
        .with("dct:modified", [modified(context)])
        .with("dcat:theme", themes)
        .with("dct:rightsHolder", [Object::Iri(holder(context, codes))])
        .with("dct:publisher", [Object::Iri(holder(context, codes))])
        .with("dct:accrualPeriodicity", [Object::Iri(format!("{FREQUENCY}/{}", codes.frequency))])
        .with("dcat:landingPage", [Object::Iri(page(context, Subject::OpenData))])
        .with("dcat:contactPoint", contact(context).map(Object::Node))
        .with("dcat:distribution", distributions)
}

/// The office that answers, if it has a mailbox.
fn contact(context: &Context) -> Option<Node> {
    let board = &context.site.board;
    let contact = board.contacts.iter().find(|contact| contact.email.is_some())?;
    let name = contact.name.as_deref().unwrap_or(&board.title);
    let types = ["dcatapit:Organization", "vcard:Organization", "vcard:Kind"];
    let email = contact.email.as_ref()?.href();
    Some(
        Node { types: types.to_vec(), ..Node::default() }
            .with("vcard:fn", [words(context, name)])
            .with("vcard:hasEmail", [Object::Iri(email)]),
    )
}

fn agent(context: &Context, codes: &OpenData) -> Node {
    let name = &context.site.organization(codes.holder).name;
    Node::new(holder(context, codes), &["dcatapit:Agent", "foaf:Agent"])
        .with("dct:identifier", [Object::Text(codes.ipa.clone())])
        .with("foaf:name", [words(context, name)])
}

fn distribution(context: &Context, export: &Export, kind: &str) -> Node {
    let title = context.renderer.languages[0].strings.get(export.what);
    Node::new(part(context, export.path), &["dcatapit:Distribution", "dcat:Distribution"])
        .with("dct:title", [words(context, &format!("{title} ({})", export.format))])
        .with("dcat:accessURL", [Object::Iri(page(context, Subject::OpenData))])
        .with("dcat:downloadURL", [Object::Iri(context.renderer.urls.absolute(export.path))])
        .with("dct:format", [Object::Iri(format!("{FILE_TYPE}/{kind}"))])
        .with("dct:license", [Object::Iri(license(context))])
        .with("dct:modified", [modified(context)])
}

/// The European code of a format; what is not one file of data is no distribution.
fn file_type(export: &Export) -> Option<&'static str> {
    match export.format {
        "CSV" => Some("CSV"),
        "JSON" if !export.is_folder() => Some("JSON"),
        _ => None,
    }
}

fn license(context: &Context) -> String {
    let url = &context.site.board.license_url;
    if url.contains("creativecommons.org/licenses/by/4.0") { CC_BY.to_owned() } else { url.clone() }
}

fn license_node() -> Node {
    Node::new(CC_BY, &["dcatapit:LicenseDocument", "dct:LicenseDocument"])
        .with("foaf:name", [Object::Text("Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)".into())])
        .with("dct:type", [Object::Iri("http://purl.org/adms/licencetype/Attribution".into())])
        .with("owl:versionInfo", [Object::Text("4.0".into())])
}

/// The address of a part of the catalogue: a point of the page of open data.
fn part(context: &Context, name: &str) -> String {
    format!("{}#{}", page(context, Subject::OpenData), name.trim_start_matches('/'))
}

fn holder(context: &Context, codes: &OpenData) -> String {
    page(context, Subject::Organization(context.site.organization(codes.holder).slug.clone()))
}

fn page(context: &Context, subject: Subject) -> String {
    context.renderer.urls.absolute(&Route::from(subject).path())
}

fn words(context: &Context, text: &str) -> Object {
    Object::Words(text.to_owned(), context.site.default_lang().as_str().to_owned())
}

fn modified(context: &Context) -> Object {
    Object::Date(context.site.last_modified().to_string())
}
