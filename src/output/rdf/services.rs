//! The catalogue of public services (CPSV-AP_IT 1.1): every service for citizens of which all that is mandatory is
//! known.

use super::node::{Node, Object};
use crate::model::entry::{Entry, EntryKind};
use crate::model::identity::entry_uuid;
use crate::model::place::Reach;
use crate::model::route::{Route, Subject};
use crate::model::site::PublicServices;
use crate::model::state::State;
use crate::output::Context;

const VOCABULARY: &str = "https://w3id.org/italia/controlled-vocabulary/classifications-for-public-services";
/// Codes of channels: a desk of the administration, a telephone, certified mail, mail.
const DESK: &str = "0111";
const PHONE: &str = "031";
const CERTIFIED_MAIL: &str = "041";
const MAIL: &str = "042";

pub fn catalogue(context: &Context) -> Option<Vec<Node>> {
    let codes = context.site.board.public_services.as_ref()?;
    let is_listed = |entry: &&Entry| entry.kind == EntryKind::Servizio && !entry.for_professionals;
    let entries = context.site.entries.iter().map(|entry| &**entry).filter(is_listed);
    Some(entries.filter_map(|entry| service(context, codes, entry)).collect())
}

/// None when nobody knows how it is reached: a channel is mandatory.
fn service(context: &Context, codes: &PublicServices, entry: &Entry) -> Option<Node> {
    let (reach, _) = context.site.reach_of_entry(entry);
    let channels = channels(&reach);
    if channels.is_empty() {
        return None;
    }
    let lang = context.site.default_lang().as_str();
    let words = |text: &str| Object::Words(text.to_owned(), lang.to_owned());
    let page = |subject| context.renderer.urls.absolute(&Route::from(subject).path());
    let provider = page(Subject::Organization(context.site.organization(entry.organization).slug.clone()));
    let authentication = if entry.needs_spid == Some(true) { &codes.with_spid } else { &codes.authentication };
    let themes = codes.themes.iter().map(|theme| concept("public-services-subject-matters", theme));
    let node = Node::new(page(Subject::Entry(entry.kind, entry.slug.clone())), &["cpsv:PublicService"])
        .with("l0:identifier", [Object::Text(entry_uuid(&context.site.board, entry).to_string())])
        .with("l0:name", [words(&entry.texts.title)])
        .with("l0:description", [words(&entry.texts.summary)])
        .with("cpsv:hasServiceStatus", [Object::Name(status(context.site.state(entry)))])
        .with("cpsv:hasChannel", channels.into_iter().map(Object::Node))
        .with("cpsv:hasAuthenticationMethod", [concept("authentication-type", authentication)])
        .with("cpsv:hasiInteractivityLevel", [concept("interactivity-level", &codes.interactivity)])
        .with("cpsv:serviceSector", codes.sectors.iter().map(|sector| Object::Iri(sector.clone())))
        .with("cpsv:serviceTheme", themes)
        .with("ro:hasRiT", [Object::Node(role_of(provider))]);
    Some(node)
}

fn role_of(provider: String) -> Node {
    let role = Node::nameless("ro:Role").with("l0:name", [Object::Words("service provider".into(), "en".into())]);
    Node::nameless("ro:TimeIndexedRole")
        .with("ro:withRole", [Object::Node(role)])
        .with("ro:isRoleInTimeOf", [Object::Iri(provider)])
}

/// The ways in which a service is reached; of a delicate one there is no place.
fn channels(reach: &Reach) -> Vec<Node> {
    let has = |known: bool, code| known.then_some(code);
    let contacts = &reach.contacts;
    let known = [
        has(!reach.places.is_empty(), DESK),
        has(contacts.iter().any(|contact| contact.phone.is_some()), PHONE),
        has(contacts.iter().any(|contact| contact.pec.is_some()), CERTIFIED_MAIL),
        has(contacts.iter().any(|contact| contact.email.is_some()), MAIL),
    ];
    let channel = |code| Node::nameless("cpsv:Channel").with("cpsv:hasChannelType", [concept("channel", code)]);
    known.into_iter().flatten().map(channel).collect()
}

fn concept(vocabulary: &str, code: &str) -> Object {
    Object::Iri(format!("{VOCABULARY}/{vocabulary}/{code}"))
}

fn status(state: State) -> &'static str {
    if state == State::Active { "cpsv:Active" } else { "cpsv:NonActive" }
}
