//! What the browser's search is compared with, in `tests/search/`:
//!
//! ```text
//! search_oracle vocabulary ROOT          each different word of a board, with its term
//! search_oracle random FOLDER COUNT      as many random indexes, with questions and their answers
//! ```
//!
//! The same arguments give the same bytes.

#![allow(clippy::disallowed_methods, reason = "it reads and writes folders, for the day it is told")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bacheca::check::Edition;
use bacheca::index::analyzer::{Analyzer, CorpusAnalyzer};
use bacheca::index::document::{Document, Kind, documents};
use bacheca::index::{Filters, Query, SearchIndex, Synonyms, Target};
use bacheca::model::route::{Route, Subject};
use bacheca::model::value::parse_date;
use bacheca::pipeline::{Options, Workspace};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["vocabulary", root] => vocabulary(Path::new(root)),
        ["random", folder, count] => random(&PathBuf::from(folder), count.parse().expect("a number")),
        _ => {
            eprintln!("usage: search_oracle vocabulary ROOT | random FOLDER COUNT");
            std::process::exit(2);
        }
    }
}

fn vocabulary(root: &Path) {
    let edition = Edition { today: parse_date("2026-11-21").expect("a date"), with_drafts: false };
    let options = Options { edition, base_url: None };
    let resolved = Workspace::new(root).resolve(&options, |report| report.has_errors()).expect("a board");
    let site = resolved.site.expect("a board without errors");
    let languages = site.board.languages.iter().map(|lang| {
        let analyzer = Analyzer::of(lang.as_str());
        let mut corpus = CorpusAnalyzer::new(&analyzer);
        for document in documents(&site, lang.as_str(), "") {
            for text in [&document.title, &document.summary, &document.about, &document.text] {
                corpus.add(text, &mut String::new());
            }
        }
        let words: Vec<Value> = corpus.vocabulary().into_iter().map(|(word, term)| json!([word, term])).collect();
        (lang.as_str().to_owned(), json!({"analysis": analyzer, "words": words}))
    });
    println!("{}", json!(languages.collect::<BTreeMap<String, Value>>()));
}

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// Few stems, many endings, and now and then something odd.
    fn word(&mut self) -> String {
        const STEMS: [&str; 12] =
            ["anzian", "serviz", "cas", "affitt", "assistent", "perch", "disabilit", "scuol", "x", "aa", "numer", "z"];
        const ENDINGS: [&str; 9] = ["o", "i", "e", "a", "io", "à", "ò", "", "ato"];
        const ODD: [&str; 12] =
            ["S.E.L.F.", "328/2000", "1.000", "l’", "dell'", "🙂", "مساعدة", "<b>", "Łódź", "a\u{300}b", "ﬁne", "il"];
        match self.below(9) {
            0 => ODD[self.below(ODD.len())].to_owned(),
            1 => format!("{}{}", self.below(99), STEMS[self.below(STEMS.len())]),
            _ => format!("{}{}", STEMS[self.below(STEMS.len())], ENDINGS[self.below(ENDINGS.len())]),
        }
    }

    fn text(&mut self, most: usize) -> String {
        let words: Vec<String> = (0..self.below(most + 1)).map(|_| self.word()).collect();
        words.join([" ", " ", ", ", "."][self.below(4)])
    }
}

fn random(folder: &Path, count: u64) {
    for seed in 0..count {
        let mut random = Random(seed * 7919 + 1);
        let index = random_index(&mut random);
        let export = index.export(&str::to_owned);
        let place = folder.join(seed.to_string());
        for file in &export.files {
            let path = place.join(&file.path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            fs::write(path, &file.bytes).expect("a file");
        }
        let questions: Vec<Value> = (0..20).map(|_| question(&index, &random.text(5))).collect();
        let told = json!({"core": export.core, "questions": questions});
        fs::write(place.join("questions.json"), told.to_string()).expect("a file");
    }
}

fn random_index(random: &mut Random) -> SearchIndex {
    let analyzer = Analyzer::of("it");
    let mut synonyms = Synonyms::default();
    for _ in 0..random.below(6) {
        let (from, to) = (random.text(3), random.text(3));
        synonyms.add(&analyzer, &from, Target::Words(to));
    }
    // Now and then more than the few documents of a small board.
    let count = if random.below(8) == 0 { 600 + random.below(300) } else { 1 + random.below(80) };
    let document = |number: usize| {
        let kind = Kind::ALL[random.below(Kind::ALL.len())];
        let route = Route::from(Subject::Fixed(format!("pagina-{number}")));
        Document {
            about: random.text(8),
            text: random.text(60),
            is_over: random.below(9) == 0,
            for_professionals: random.below(9) == 0,
            ..Document::new(kind, route, random.text(5), random.text(12))
        }
    };
    SearchIndex::of("it", (0..count).map(document).collect(), BTreeMap::new(), synonyms)
}

fn question(index: &SearchIndex, text: &str) -> Value {
    let answer = index.search(&Query::parse(&index.analyzer, text), &Filters::default());
    let expanded: Vec<Value> = answer.results.iter().map(|found| json!([found.doc, found.score])).collect();
    json!({"text": text, "plain": index.plain(text, 10), "expanded": expanded, "complete": answer.complete()})
}
