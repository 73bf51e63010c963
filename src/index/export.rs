//! The index of a language → the files that are published: `search-index/FORMAT.md`.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;

use super::analyzer::Analyzer;
use super::document::{Document, Kind};
use super::inverted::{BOOSTS, FIELDS};
use super::shard::{characters, deltas, name_of, words_bytes};
use super::{SMALL, SearchIndex};
use crate::model::entry::Coverage;

/// Fragments of so many documents share a folder.
const BLOCK: usize = 32;
/// The length of names of files, and of folders of fragments.
const NAME: usize = 7;
const BLOCK_NAME: usize = 6;

/// A file of the index, by its path below the language's folder.
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The published index of a language.
pub struct Export {
    pub files: Vec<File>,
    /// The path of the core.
    pub core: String,
    /// The paths of fragments of which no trace may stay on a device.
    pub sensitive: Vec<String>,
    /// The path of the script with the whole index, of a small board.
    pub portable: Option<String>,
}

#[derive(Serialize)]
struct Core<'i> {
    format: u32,
    language: &'i str,
    documents: usize,
    fields: [FieldTotals; FIELDS],
    norms: [String; FIELDS],
    flags: String,
    kinds: [&'static str; Kind::ALL.len()],
    priors: [f32; Kind::ALL.len()],
    shards: (Vec<&'i str>, Vec<String>),
    blocks: Vec<String>,
    facets: String,
    words: String,
    orders: String,
    size: usize,
    analysis: &'i Analyzer,
    #[serde(skip_serializing_if = "Option::is_none")]
    titles: Option<Vec<&'i str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    urls: Option<Vec<String>>,
}

/// Names of the files that the core leads to.
struct Names {
    shards: Vec<String>,
    blocks: Vec<String>,
    facets: String,
    words: String,
    orders: String,
}

#[derive(Serialize)]
struct FieldTotals {
    boost: f32,
    tokens: u64,
}

/// What a result shows.
#[derive(Serialize)]
struct Fragment<'i> {
    title: &'i str,
    url: String,
    kind: &'static str,
    summary: &'i str,
    text: &'i str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<(&'static str, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'i str>,
}

const JSON: &str = "values of the index can be written as JSON";

impl SearchIndex {
    /// `word` gives the words of the theme in the language.
    pub fn export(&self, word: &dyn Fn(&str) -> String) -> Export {
        let mut files: Vec<File> = Vec::new();
        let mut add = |stem: &str, extension: &str, bytes: Vec<u8>| {
            let name = name_of(&bytes, NAME);
            let path =
                if stem.is_empty() { format!("{name}.{extension}") } else { format!("{stem}.{name}.{extension}") };
            files.push(File { path, bytes });
            name
        };
        let shards: Vec<String> = self.shards.iter().map(|shard| add("", "bin", shard.bytes.clone())).collect();
        let words = add("words", "bin", words_bytes(&self.words));
        let facets = add("facets", "json", self.facets_json());
        let orders = add("orders", "json", serde_json::to_vec(&self.orders()).expect(JSON));
        let size = files.iter().map(|file| file.bytes.len()).sum();
        let (blocks, fragments) = self.fragments(word);
        let core = self.core(Names { shards, blocks, facets, words, orders }, size);
        let core = serde_json::to_vec(&core).expect(JSON);
        let name = name_of(&core, NAME);
        let is_sensitive = |(document, _): &(&Document, &File)| document.is_sensitive;
        let sensitive = self.documents.iter().zip(&fragments).filter(is_sensitive);
        let sensitive = sensitive.map(|(_, file)| file.path.clone()).collect();
        files.extend(fragments);
        let portable = (self.documents.len() <= SMALL).then(|| portable(&core, &files));
        let portable = portable.map(|bytes| {
            let path = format!("portable.{}.js", name_of(&bytes, NAME));
            files.push(File { path: path.clone(), bytes });
            path
        });
        let core_path = format!("core.{name}.json");
        files.push(File { path: core_path.clone(), bytes: core });
        Export { files, core: core_path, sensitive, portable }
    }

    fn core(&self, names: Names, size: usize) -> Core<'_> {
        let is_small = self.documents.len() <= SMALL;
        let inverted = &self.inverted;
        Core {
            format: 1,
            language: &self.language,
            documents: self.documents.len(),
            fields: std::array::from_fn(|field| FieldTotals { boost: BOOSTS[field], tokens: inverted.tokens[field] }),
            norms: std::array::from_fn(|field| characters(inverted.norms[field].iter().copied())),
            flags: characters(self.documents.iter().map(flags)),
            kinds: Kind::ALL.map(Kind::name),
            priors: Kind::ALL.map(Kind::prior),
            shards: (self.shards.iter().map(|shard| shard.first.as_str()).collect(), names.shards),
            blocks: names.blocks,
            facets: names.facets,
            words: names.words,
            orders: names.orders,
            size,
            analysis: &self.analyzer,
            titles: is_small.then(|| self.documents.iter().map(|document| document.title.as_str()).collect()),
            urls: is_small.then(|| self.documents.iter().map(|document| self.url(document)).collect()),
        }
    }

    /// From the root of the language's part of the site.
    pub fn url(&self, document: &Document) -> String {
        document.route.path_in_language()
    }

    fn facets_json(&self) -> Vec<u8> {
        let facets: BTreeMap<&str, BTreeMap<&str, (&str, Vec<u32>)>> = self
            .facets
            .iter()
            .map(|(name, facet)| {
                let values =
                    facet.iter().map(|(slug, value)| (slug.as_str(), (value.label.as_str(), deltas(&value.documents))));
                (*name, values.collect())
            })
            .collect();
        serde_json::to_vec(&facets).expect(JSON)
    }

    /// Names of the folders, and the files in them.
    fn fragments(&self, word: &dyn Fn(&str) -> String) -> (Vec<String>, Vec<File>) {
        let mut names = Vec::new();
        let mut files = Vec::with_capacity(self.documents.len());
        for (number, block) in self.documents.chunks(BLOCK).enumerate() {
            let fragments: Vec<Vec<u8>> =
                block.iter().map(|document| serde_json::to_vec(&self.fragment(document, word)).expect(JSON)).collect();
            let name = name_of(&fragments.concat(), BLOCK_NAME);
            files.extend(
                fragments
                    .into_iter()
                    .enumerate()
                    .map(|(place, bytes)| File { path: format!("{name}/{}.json", number * BLOCK + place), bytes }),
            );
            names.push(name);
        }
        (names, files)
    }

    fn fragment<'d>(&self, document: &'d Document, word: &dyn Fn(&str) -> String) -> Fragment<'d> {
        Fragment {
            title: &document.title,
            url: self.url(document),
            kind: document.kind.name(),
            summary: &document.summary,
            text: &document.text,
            status: document.status.map(|key| (key, word(&format!("status_{key}")))),
            until: document.until.map(|day| day.to_string()),
            organization: document.organization.as_deref(),
        }
    }
}

/// The core and all other files in one classic script, for `file://`.
fn portable(core: &[u8], files: &[File]) -> Vec<u8> {
    let value = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect(JSON);
    let content = |file: &File| match file.path.ends_with(".json") {
        true => value(&file.bytes),
        false => serde_json::Value::String(BASE64_STANDARD.encode(&file.bytes)),
    };
    let files: BTreeMap<&str, serde_json::Value> =
        files.iter().map(|file| (file.path.as_str(), content(file))).collect();
    let whole = serde_json::json!({"core": value(core), "files": files});
    // `</script` cannot stand in it: the file is a script of its own.
    format!("bachecaPortable({whole});\n").into_bytes()
}

fn flags(document: &Document) -> u8 {
    let is_everywhere = document.coverage == Coverage::District;
    document.kind.number() as u8
        + 8 * u8::from(document.is_over)
        + 16 * u8::from(document.for_professionals)
        + 32 * u8::from(is_everywhere)
}
