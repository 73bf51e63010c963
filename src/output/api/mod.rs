//! The board as data, below `/api/v1/`: static JSON and CSV for programs of others. An entry is written once; what holds
//! many of them is joined from what was written.

mod changes;
mod entry;
mod index;
mod json;
mod lists;
mod names;
mod openapi;
mod reach;
mod schema;
mod source;
mod table;

use std::io;

use rayon::prelude::*;

use super::{Context, Output, exports};
use crate::artifact::{Artifact, Manifest, OutPath, Sink};
use crate::model::entry::{Entry, EntryKind};
use json::{Json, Object};
use source::{Source, name};

/// Where the data stand. What is below does not change its meaning: that would be another version.
pub const FOLDER: &str = "api/v1";

pub struct Api;

/// A file of the data, and what makes it.
type Small = (&'static str, fn(Source) -> Json);
const SMALL: [Small; 5] = [
    ("faccette.json", lists::facets),
    ("vocabolari.json", |source| source.vocabularies()),
    ("comuni.json", |source| source.comuni()),
    ("enti.json", |source| source.organizations()),
    ("modifiche.json", changes::changes),
];

impl Output for Api {
    fn name(&self) -> &'static str {
        "api"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("api")
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let source = Source { context };
        whole_entries(source, sink)?;
        rows(source, sink)?;
        tables(source, sink)?;
        lists(source, sink)?;
        SMALL.into_iter().try_for_each(|(path, make)| put(sink, path, || ended(make(source))))?;
        schema::files(source).into_iter().try_for_each(|(path, text)| put(sink, &path, || text.into_bytes()))?;
        put(sink, openapi::FILE, || openapi::text(source).into_bytes())
    }

    fn finish(&self, context: &Context, manifest: &Manifest, sink: &dyn Sink) -> io::Result<()> {
        let source = Source { context };
        if !sink.wants(&out_path(index::FILE)) {
            return Ok(());
        }
        let manifest = exports::made(context, manifest)?;
        put(sink, index::FILE, || ended(index::index(source, &manifest)))
    }
}

fn out_path(path: &str) -> OutPath {
    OutPath::new(&format!("{FOLDER}/{path}"))
}

fn put(sink: &dyn Sink, path: &str, make: impl FnOnce() -> Vec<u8>) -> io::Result<()> {
    let path = out_path(path);
    if sink.wants(&path) { sink.put(Artifact::new(path, make())) } else { Ok(()) }
}

/// The text of a file ends its last line.
fn ended(json: Json) -> Vec<u8> {
    let mut bytes = json.into_bytes();
    bytes.push(b'\n');
    bytes
}

/// Each entry in a file of its own, and all of them in one, a line each.
fn whole_entries(source: Source, sink: &dyn Sink) -> io::Result<()> {
    let all = out_path("esportazione.ndjson");
    let wants_all = sink.wants(&all);
    let one = |entry: &std::sync::Arc<Entry>| -> io::Result<Vec<u8>> {
        let path = out_path(&format!("schede/{}.json", name(entry)));
        let wants_one = sink.wants(&path);
        if !wants_all && !wants_one {
            return Ok(Vec::new());
        }
        let bytes = ended(source.whole(entry));
        if wants_one {
            sink.put(Artifact::new(path, bytes.as_slice()))?;
        }
        Ok(bytes)
    };
    let lines = source.site().entries.par_iter().map(one).collect::<io::Result<Vec<_>>>()?;
    if wants_all { sink.put(Artifact::new(all, lines.concat())) } else { Ok(()) }
}

fn rows(source: Source, sink: &dyn Sink) -> io::Result<()> {
    put(sink, "schede.json", || {
        let rows: Vec<Json> = source.site().entries.par_iter().map(|entry| source.row(entry)).collect();
        ended(Object::new().with_list("schede", Json::lines(rows)).json())
    })
}

fn lists(source: Source, sink: &dyn Sink) -> io::Result<()> {
    if !lists::slices(source).any(|slice| sink.wants(&out_path(&lists::file(source, slice)))) {
        return Ok(());
    }
    // An entry is in many of them.
    let ids: Vec<String> = source.site().entries.par_iter().map(|entry| source.id(entry)).collect();
    source.context.listings.par_iter().try_for_each(|listing| {
        put(sink, &lists::file(source, listing.slice), || ended(lists::list(source, listing, &ids)))
    })
}

/// The table of all entries, and one of each kind.
fn tables(source: Source, sink: &dyn Sink) -> io::Result<()> {
    let paths =
        std::iter::once("schede.csv".to_owned()).chain(EntryKind::ALL.map(|kind| format!("{}.csv", kind.folder())));
    if !paths.map(|path| out_path(&path)).any(|path| sink.wants(&path)) {
        return Ok(());
    }
    let entries = &source.site().entries;
    let rows: Vec<(EntryKind, Vec<String>)> =
        entries.par_iter().map(|entry| (entry.kind, source.cells(entry))).collect();
    put(sink, "schede.csv", || table::file(rows.iter().map(|(_, cells)| cells)))?;
    EntryKind::ALL.into_iter().try_for_each(|kind| {
        let of_kind = rows.iter().filter(|(of, _)| *of == kind).map(|(_, cells)| cells);
        put(sink, &format!("{}.csv", kind.folder()), || table::file(of_kind))
    })
}
