//! The service worker: which files it keeps from the first visit, which it may fetch when there is
//! time. `themes/base/scripts/worker.mjs` is its code.

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;
use serde_json::json;

use super::{Context, Output, admin, redirects, sensitive};
use crate::artifact::{Artifact, Manifest, OutPath, Sink};
use crate::model::route::{OPEN_FOLDERS, Route, Subject};
use crate::render::{Language, WORKER_PATH, asset_path, script_path};
use crate::theme::{FIRST_SCRIPT, PROPOSE_SCRIPT, SEARCH_SCRIPT, SITE_SCRIPT, WORKER};

pub struct Worker;

/// Pages shrink to about a quarter on their way to a phone.
const COMPRESSION: u64 = 4;

/// The worker of a board that wants none.
const REMOVAL: &str = include_str!("../../themes/base/scripts/removal.mjs");

/// What the worker is told; `worker.mjs` explains each.
#[derive(Serialize)]
struct Release {
    base: String,
    caches: String,
    shell: Vec<String>,
    pages: String,
    immutable: String,
    sensitive: Vec<String>,
    offline: String,
    /// Bytes of all that is in the list, as they travel.
    total: u64,
}

impl Output for Worker {
    fn name(&self) -> &'static str {
        "worker"
    }

    fn render(&self, _context: &Context, _sink: &dyn Sink) -> io::Result<()> {
        Ok(())
    }

    fn finish(&self, context: &Context, manifest: &Manifest, sink: &dyn Sink) -> io::Result<()> {
        let script = if context.site.board.has_worker {
            format!("const RELEASE = {};\n{}", json!(release(context, manifest, sink)?), WORKER.text)
        } else {
            format!("const REMOVED = {};\n{REMOVAL}", json!(caches(context)))
        };
        sink.put(Artifact::new(OutPath::new(&WORKER_PATH[1..]), script))
    }
}

/// How the names of the caches begin: other boards, and others, may live on the same origin.
fn caches(context: &Context) -> String {
    format!("bacheca:{}:", context.renderer.urls.local("/"))
}

/// Describes the release, and writes the list of what it offers to keep.
fn release(context: &Context, manifest: &Manifest, sink: &dyn Sink) -> io::Result<Release> {
    let urls = &context.renderer.urls;
    let sensitive = sensitive(context);
    let (list, total) = downloads(context, manifest, &sensitive);
    let list = serde_json::to_vec(&list).map_err(io::Error::other)?;
    let pages = asset_path("offline.json", &list);
    sink.put(Artifact::new(OutPath::new(&pages[1..]), list))?;
    Ok(Release {
        base: urls.local("/"),
        caches: caches(context),
        shell: shell(context),
        pages: urls.local(&pages),
        immutable: urls.local("/assets/"),
        sensitive: sensitive.iter().map(|path| urls.local(path)).collect(),
        offline: urls.local(&Route::from(Subject::Offline).path()),
        total,
    })
}

/// What every visit brings: the search, in every language, and whom to call.
fn shell(context: &Context) -> Vec<String> {
    let scripts = [&FIRST_SCRIPT, &SEARCH_SCRIPT, &SITE_SCRIPT].map(script_path);
    let assets =
        context.theme.assets.iter().filter(|(name, _)| !is_left_out(name)).map(|(name, bytes)| asset_path(name, bytes));
    let mut paths: Vec<String> = scripts.into_iter().chain(assets).collect();
    paths.extend(context.renderer.style_sheets.all().map(|sheet| sheet.path.clone()));
    for (language, index) in context.renderer.languages.iter().zip(context.search) {
        let path = |subject: Subject| Route::from(subject).in_lang(language.prefix.as_deref()).path();
        paths.extend([path(Subject::Home), path(Subject::Search(None))]);
        paths.push(format!("{}{}", index.folder(), index.export.core));
    }
    paths.extend([Subject::Offline, Subject::UsefulNumbers].map(|subject| Route::from(subject).path()));
    paths.iter().map(|path| context.renderer.urls.local(path)).collect()
}

/// Fonts weigh more than all the rest and no text needs them: they are kept when a page brings them. Their
/// licences are for who looks for them.
fn is_left_out(asset: &str) -> bool {
    asset.rsplit_once('.').is_some_and(|(_, extension)| matches!(extension, "woff2" | "woff" | "ttf" | "otf" | "txt"))
}

/// Delicate pages, what the search shows of them, and what only the office opens.
fn sensitive(context: &Context) -> BTreeSet<String> {
    let fragments = context
        .search
        .iter()
        .flat_map(|index| index.export.sensitive.iter().map(move |path| format!("{}{path}", index.folder())));
    let office = context.site.board.web_editor.as_ref().map(|_| format!("/{}/", admin::FOLDER));
    sensitive::pages(context).into_iter().chain(fragments).chain(office).collect()
}

/// Whether a page says in another language what the first one says too: of those, only the translated
/// texts are worth their room.
fn foreign_lists<'c>(context: &'c Context) -> impl Fn(&str) -> bool + 'c {
    let site = context.site;
    let prefixes = context.renderer.languages.iter().filter_map(|language| language.prefix.as_deref());
    let prefixes: Vec<&str> = prefixes.collect();
    let mut texts = BTreeSet::new();
    for lang in &prefixes {
        let path = |subject: Subject| Route::from(subject).in_lang(Some(lang)).path();
        texts.extend([Subject::Home, Subject::Search(None)].map(path));
        let entries = site.entries.iter().filter(|entry| entry.translations.contains_key(*lang));
        texts.extend(entries.map(|entry| path(Subject::Entry(entry.kind, entry.slug.clone()))));
        let pages = site.pages.iter().filter(|page| page.lang.as_deref() == Some(lang));
        texts.extend(pages.map(|page| path(Subject::Fixed(page.slug.clone()))));
    }
    move |address| {
        let is_foreign = prefixes.iter().any(|lang| {
            address
                .strip_prefix('/')
                .is_some_and(|path| path.strip_prefix(lang).is_some_and(|rest| rest.starts_with('/')))
        });
        is_foreign && !texts.contains(address)
    }
}

/// Pages for who shows the board elsewhere or takes its data: they do so with a network.
fn for_reuse<'c>(context: &'c Context<'c>) -> impl Iterator<Item = OutPath> + 'c {
    let page = |language: &'c Language, subject| context.renderer.route(language, subject).out_path();
    let languages = context.renderer.languages.iter();
    languages.flat_map(move |language| [Subject::Reuse, Subject::OpenData].map(|subject| page(language, subject)))
}

/// Every page and every file of the index, with the hash of what may change; and how much it is.
fn downloads(
    context: &Context,
    manifest: &Manifest,
    sensitive: &BTreeSet<String>,
) -> (Vec<(String, Option<String>)>, u64) {
    let not_for_readers: BTreeSet<OutPath> = redirects::files(context).chain(for_reuse(context)).collect();
    let lists = foreign_lists(context);
    let is_page = |path: &OutPath| path.as_str().ends_with("index.html") && !OPEN_FOLDERS.contains(&path.folder());
    let is_index = |path: &OutPath| path.as_str().starts_with("assets/cerca/") && !path.as_str().contains("/portable.");
    // Who keeps the whole board keeps the form whole.
    let form = asset_path(PROPOSE_SCRIPT.name, PROPOSE_SCRIPT.text.as_bytes());
    let mut list = Vec::new();
    let mut total = 0;
    for (path, entry) in manifest {
        let address = format!("/{}", path.as_str().strip_suffix("index.html").unwrap_or(path.as_str()));
        let is_own_page = is_page(path) && !not_for_readers.contains(path) && !lists(&address);
        let is_kept = is_own_page || is_index(path) || address == form;
        if is_kept && !sensitive.iter().any(|delicate| address.starts_with(delicate.as_str())) {
            total += entry.size / COMPRESSION;
            list.push((context.renderer.urls.local(&address), entry.digest.clone()));
        }
    }
    (list, total)
}
