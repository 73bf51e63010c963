//! The board for directories of human services (Open Referral HSDS 3.1): the answers of its API, as files.
//!
//! Each object is written once; lists, in pages of a fixed size, repeat its bytes.

mod directory;
mod objects;
mod openapi;
mod organization;
mod pages;
mod reach;
mod service;

use std::io;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::entry::Entry;
use directory::Directory;
use pages::Pages;

pub struct Hsds;

const VERSION: &str = "3.1";
/// Where the specification is explained: the board follows no profile of its own.
const PROFILE: &str = "https://docs.openreferral.org/en/3.1/hsds/";
pub const FOLDER: &str = "hsds";

impl Output for Hsds {
    fn name(&self) -> &'static str {
        "hsds"
    }

    fn folder(&self) -> Option<&'static str> {
        Some(FOLDER)
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let directory = Directory::of(context);
        about(&directory, sink)?;
        services(&directory, sink)?;
        organizations(&directory, sink)?;
        places(&directory, sink)?;
        taxonomies(&directory, sink)
    }
}

fn file(name: &str) -> OutPath {
    OutPath::new(&format!("{FOLDER}/{name}.json"))
}

fn about(directory: &Directory, sink: &dyn Sink) -> io::Result<()> {
    let (index, description) = (file("index"), file("openapi"));
    if sink.wants(&index) {
        let openapi_url = directory.file(&format!("/{FOLDER}/openapi.json"));
        let about = json!({ "version": VERSION, "profile": PROFILE, "openapi_url": openapi_url });
        sink.put(Artifact::new(index, about.to_string()))?;
    }
    if sink.wants(&description) {
        sink.put(Artifact::new(description, openapi::description(directory).to_string()))?;
    }
    Ok(())
}

fn services(directory: &Directory, sink: &dyn Sink) -> io::Result<()> {
    let entries: Vec<&Entry> = directory.services().collect();
    let pages = Pages::of("services", entries.len());
    pages.try_each(&entries, |page, entries| {
        let path = pages.path(page);
        let wants_page = sink.wants(&path);
        let written = entries.par_iter().map(|entry| service(directory, entry, wants_page, sink));
        let written: Vec<Vec<u8>> = written.collect::<io::Result<_>>()?;
        if wants_page { sink.put(Artifact::new(path, pages.wrap(page, &written))) } else { Ok(()) }
    })
}

/// Puts the service alone; returns it if its page is wanted too.
fn service(directory: &Directory, entry: &Entry, wants_page: bool, sink: &dyn Sink) -> io::Result<Vec<u8>> {
    let alone = single("services", directory.parts_of_entry(entry).id);
    let wants_alone = sink.wants(&alone);
    if !wants_page && !wants_alone {
        return Ok(Vec::new());
    }
    let written = json(directory.service(entry, &directory.site.reach_of_entry(entry).0));
    if wants_alone {
        sink.put(Artifact::new(alone, written.clone()))?;
    }
    Ok(written)
}

fn organizations(directory: &Directory, sink: &dyn Sink) -> io::Result<()> {
    let ids: Vec<_> = directory.site.organization_ids().collect();
    let singles = ids.iter().map(|id| single("organizations", directory.organization_id(*id))).collect::<Vec<_>>();
    let pages = Pages::of("organizations", ids.len());
    if !singles.iter().any(|path| sink.wants(path)) && !pages.any_wanted(sink) {
        return Ok(());
    }
    let written: Vec<Vec<u8>> = directory.organizations().iter().map(json).collect();
    for (path, json) in singles.into_iter().zip(&written).filter(|(path, _)| sink.wants(path)) {
        sink.put(Artifact::new(path, json.clone()))?;
    }
    pages.put_all(&written, sink)
}

/// How many pages these make is known only when all are written.
fn places(directory: &Directory, sink: &dyn Sink) -> io::Result<()> {
    let entries: Vec<&Entry> = directory.services().collect();
    let most = Pages::of("service_at_locations", directory.most_places());
    if !most.any_wanted(sink) {
        return Ok(());
    }
    let written = entries.par_iter().flat_map_iter(|entry| {
        let (reach, _) = directory.site.reach_of_entry(entry);
        directory.service_at_locations(entry, &reach.places).iter().map(json).collect::<Vec<_>>()
    });
    let written: Vec<Vec<u8>> = written.collect();
    Pages::of("service_at_locations", written.len()).put_all(&written, sink)
}

fn taxonomies(directory: &Directory, sink: &dyn Sink) -> io::Result<()> {
    let taxonomies: Vec<Vec<u8>> = directory.taxonomies().iter().map(json).collect();
    Pages::of("taxonomies", taxonomies.len()).put_all(&taxonomies, sink)?;
    let terms: Vec<Vec<u8>> = directory.taxonomy_terms().iter().map(json).collect();
    Pages::of("taxonomy_terms", terms.len()).put_all(&terms, sink)
}

fn single(list: &str, id: Uuid) -> OutPath {
    OutPath::new(&format!("{FOLDER}/{list}/{id}.json"))
}

fn json(object: impl Serialize) -> Vec<u8> {
    serde_json::to_vec(&object).expect("strings and numbers always serialise")
}
