//! What each output of a build costs, for `scripts/bench-outputs`:
//!
//! ```text
//! outputs ROOT FOLDER                builds a board, one output after the other
//! outputs ROOT FOLDER --own-only     the same, without what other sites and programs take
//! ```
//!
//! Prints as JSON the CPU seconds of each part of the build, of all threads and with those of the system (folders and
//! files are written as by `bacheca build`), the files and bytes of each output, and the CPU seconds of the whole.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use bacheca::artifact::{self, Artifact, Body, OutPath, Recorder, Sink};
use bacheca::check::Edition;
use bacheca::model::route::OPEN_FOLDERS;
use bacheca::model::value::parse_date;
use bacheca::output::search::LanguageIndex;
use bacheca::output::{OUTPUTS, Output};
use bacheca::pipeline::{self, Drawing, Options, Workspace};
use bacheca::publish::Release;
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

const DATE: &str = "2026-05-15";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (root, folder, is_own_only) = match arguments.as_slice() {
        [root, folder] => (root, folder, false),
        [root, folder, "--own-only"] => (root, folder, true),
        _ => {
            eprintln!("usage: outputs ROOT FOLDER [--own-only]");
            std::process::exit(2);
        }
    };
    let parts = build(Path::new(root), Path::new(folder), is_own_only);
    // All that was made is gone, as at the end of a build.
    println!("{}", json!({ "parts": parts.iter().map(Part::json).collect::<Vec<_>>(), "whole": cpu_seconds() }));
}

/// A part of the build.
#[derive(Default)]
struct Part {
    name: &'static str,
    is_for_others: bool,
    cpu_seconds: f64,
    files: usize,
    bytes: u64,
}

impl Part {
    fn of(output: &dyn Output) -> Part {
        Part { name: output.name(), is_for_others: is_for_others(output), ..Part::default() }
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "for_others": self.is_for_others,
            "cpu": self.cpu_seconds,
            "files": self.files,
            "bytes": self.bytes,
        })
    }
}

/// What other sites and programs take; two of these files stand where their readers look for them.
fn is_for_others(output: &dyn Output) -> bool {
    let stands_alone = ["open_search", "security_txt"].contains(&output.name());
    stands_alone || output.folder().is_some_and(|folder| OPEN_FOLDERS.contains(&folder))
}

/// Builds the board as `bacheca build` does, but for the order: each part alone.
fn build(root: &Path, folder: &Path, is_own_only: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let edition = Edition { today: parse_date(DATE).expect("a date"), with_drafts: false };
    let options = Options { edition, base_url: None };
    let resolved = measured(&mut parts, "load, check, resolve", || {
        Workspace::new(root).resolve(&options, |report| report.has_errors()).expect("a board")
    });
    let site = Arc::new(resolved.site.expect("a board without errors"));
    drop((resolved.drafts, resolved.report));
    let theme = Arc::new(pipeline::theme(root).expect("a theme"));
    let release = Release::begin(root, folder).expect("a folder for the site");
    let drawing = measured(&mut parts, "theme, catalog", || Drawing::new(&site, &theme).expect("a theme"));
    let search = measured(&mut parts, "index", || LanguageIndex::all(&site, &theme));
    let context = drawing.context(&search);
    // Made for whichever output asks first.
    measured(&mut parts, "listings", || context.listings.len());
    if let Some(listings) = parts.last_mut() {
        listings.is_for_others = true;
    }

    let mut drawn: Vec<(&dyn Output, Part)> = OUTPUTS.iter().map(|output| (*output, Part::of(*output))).collect();
    drawn.retain(|(_, part)| !(is_own_only && part.is_for_others));
    let recorder = Recorder::new(&release);
    for (output, part) in &mut drawn {
        part.add(&recorder, |sink| output.render(&context, sink));
    }
    let mut manifest = recorder.into_manifest();
    if is_own_only {
        // The page of open data, which measures what it lists, would have it made if nothing of it were.
        manifest.insert(OutPath::new("api/v1/schede.csv"), artifact::Entry { size: 0, digest: None });
    }
    for (output, part) in &mut drawn {
        part.add(&release, |sink| output.finish(&context, &manifest, sink));
    }
    parts.extend(drawn.into_iter().map(|(_, part)| part));
    measured(&mut parts, "publish", || release.publish().expect("a site"));
    parts
}

/// Does a part of the build that makes no files.
fn measured<T>(parts: &mut Vec<Part>, name: &'static str, work: impl FnOnce() -> T) -> T {
    let before = cpu_seconds();
    let made = work();
    parts.push(Part { name, cpu_seconds: cpu_seconds() - before, ..Part::default() });
    made
}

impl Part {
    fn add(&mut self, sink: &dyn Sink, work: impl FnOnce(&dyn Sink) -> io::Result<()>) {
        let tally = Tally { sink, files: AtomicUsize::new(0), bytes: AtomicU64::new(0) };
        let before = cpu_seconds();
        work(&tally).expect("room for the site");
        self.cpu_seconds += cpu_seconds() - before;
        self.files += tally.files.into_inner();
        self.bytes += tally.bytes.into_inner();
    }
}

/// Passes artifacts on, and counts them.
struct Tally<'s> {
    sink: &'s dyn Sink,
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Sink for Tally<'_> {
    fn put(&self, artifact: Artifact) -> io::Result<()> {
        if let Body::Bytes(bytes) = &artifact.body {
            self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        self.files.fetch_add(1, Ordering::Relaxed);
        self.sink.put(artifact)
    }
}

/// CPU seconds of the process so far.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
