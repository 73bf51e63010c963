//! The search: what it finds on the real board, and that its scores are Tantivy's.

use std::path::PathBuf;

use bacheca::check::Edition;
use bacheca::index::analyzer::Analyzer;
use bacheca::index::{Filters, Match, Query, Reason, SearchIndex};
use bacheca::pipeline::{self, Options, Workspace};
use serde_json::Value;
use snapbox::{Data, assert_data_eq};

use crate::harness::{Run, SiteTest, TODAY, finish, repository};

/// A question that a person may ask, with the pages that answer it.
struct Judged {
    query: String,
    kind: String,
    good: Vec<String>,
    fair: Vec<String>,
}

fn judged() -> Vec<Judged> {
    let text = std::fs::read_to_string(repository().join("search-index/judged.json")).expect("the judged questions");
    let list: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|path| path.as_str().map(str::to_owned)).collect()
    };
    let judged = |value: &Value| Judged {
        query: value["query"].as_str().expect("a query").to_owned(),
        kind: value["kind"].as_str().expect("a kind").to_owned(),
        good: strings(&value["good"]),
        fair: strings(&value["fair"]),
    };
    list.iter().map(judged).collect()
}

fn index_of(root: PathBuf) -> SearchIndex {
    let today = bacheca::model::value::parse_date("2026-11-21").expect("a date");
    let options = Options { edition: Edition { today, with_drafts: false }, base_url: None };
    let resolved = Workspace::new(&root).resolve(&options, |report| report.has_errors()).expect("a board");
    pipeline::search_index(&root, &resolved.site.expect("no errors"), "it").expect("an index")
}

fn paths(index: &SearchIndex, text: &str) -> Vec<String> {
    let answer = index.search(&Query::parse(&index.analyzer, text), &Filters::default());
    answer.results.iter().map(|found| index.documents[found.doc as usize].route.path()).collect()
}

#[test]
fn every_page_that_a_question_names_is_there() {
    let index = index_of(repository());
    let known: Vec<String> = index.documents.iter().map(|document| document.route.path()).collect();
    let questions = judged();
    assert!(questions.len() >= 80);
    for question in questions {
        for path in question.good.iter().chain(&question.fair) {
            assert!(known.contains(path), "«{}» names {path}", question.query);
        }
    }
}

/// Of `search-index/judged.json`: how often the first page is what was asked for (`good`), or at least
/// of use (`fair`); how often what was asked for is among the first five.
#[test]
fn people_find_what_they_ask_for() {
    let index = index_of(repository());
    let questions = judged();
    let (mut first_good, mut first_useful, mut five_good) = (0, 0, 0);
    for question in &questions {
        let found = paths(&index, &question.query);
        let first = found.first();
        let is_good = first.is_some_and(|path| question.good.contains(path));
        first_good += usize::from(is_good);
        first_useful += usize::from(is_good || first.is_some_and(|path| question.fair.contains(path)));
        let among_five = found.iter().take(5).any(|path| question.good.contains(path));
        five_good += usize::from(among_five);
        if !among_five {
            println!("not among five: {} «{}»", question.kind, question.query);
        }
    }
    let share = |count: usize| count as f64 / questions.len() as f64;
    println!(
        "{} questions: first good {:.3}, first good or fair {:.3}, good among five {:.3}",
        questions.len(),
        share(first_good),
        share(first_useful),
        share(five_good)
    );
    assert!(share(first_good) >= 0.84, "{:.3}", share(first_good));
    assert!(share(first_useful) >= 0.90, "{:.3}", share(first_useful));
    assert!(share(five_good) >= 0.98, "{:.3}", share(five_good));
}

#[test]
fn the_words_themselves_weigh_what_tantivy_says() {
    let index = index_of(repository());
    for question in judged() {
        // A space at the end closes the last word.
        let text = format!("{} ", question.query);
        let mut groups = index.expand(&Query::parse(&index.analyzer, &text));
        for group in &mut groups {
            group.alternatives.retain(|alternative| alternative.reason == Reason::Exact);
        }
        for (doc, score) in index.plain(&text, 10) {
            let sum: f32 = index.explain(&groups, doc).parts.iter().map(|part| part.score).sum();
            assert!((sum - score).abs() < 1e-3, "«{text}» in {doc}: {sum} for {score}");
        }
    }
}

#[test]
fn a_misspelt_word_is_understood_and_said() {
    let index = index_of(SiteTest::new("esempio").root());
    let answer = index.search(&Query::parse(&index.analyzer, "assitenza"), &Filters::default());
    let [group] = answer.groups.as_slice() else { panic!("one word, {} groups", answer.groups.len()) };
    assert!(group.alternatives.iter().all(|alternative| alternative.reason == Reason::Typo), "{group:?}");
    assert!(matches!(&group.alternatives[0].found, Match::Terms(terms) if terms == &["assistenz"]), "{group:?}");
    assert!(!answer.results.is_empty());
}

fn search(test: &SiteTest, arguments: &[&str]) -> Run {
    test.run(&[&["search", "--date", TODAY], arguments].concat())
}

#[test]
fn the_terminal_shows_what_it_found_and_why() {
    let test = SiteTest::new("esempio");
    let run = search(&test, &["sportello", "--explain"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("è nella pagina") && run.stdout.contains("punteggio"), "{}", run.stdout);
    assert!(run.stdout.lines().last().is_some_and(|line| line.contains("risultat")), "{}", run.stdout);
}

#[test]
fn whatever_is_typed_has_an_answer() {
    let test = SiteTest::new("esempio");
    let long = "a".repeat(10_000);
    for (typed, said) in [
        ("", "Scrivi una parola"),
        ("🙂", "Scrivi una parola"),
        ("x", "Scrivi almeno due lettere"),
        ("come dove quando ", "Scrivi una parola che dica"),
        (long.as_str(), "molto lunga"),
        ("مساعدة", "Nessuna pagina"),
        ("<script>alert(1)</script>", "risultat"),
    ] {
        let run = search(&test, &[typed]);
        assert_eq!(run.code, Some(0), "«{typed}»: {}", run.stderr);
        assert!(run.stdout.contains(said), "«{said}» is not said: {:.300}", run.stdout);
    }
}

#[test]
fn filters_narrow_and_a_comune_comes_first() {
    let test = SiteTest::new("esempio");
    let run = search(&test, &["sportello", "--json", "--tipo", "servizio", "--quanti", "100"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let results = answer["results"].as_array().expect("results");
    assert!(!results.is_empty() && results.iter().all(|found| found["kind"] == "servizio"), "{}", run.stdout);
}

#[test]
fn a_board_with_errors_and_a_language_it_has_not_are_refused() {
    let test = SiteTest::new("esempio");
    let run = search(&test, &["casa", "--lingua", "de"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("scegli fra it, en"), "{}", run.stderr);
    test.write("content/comuni.yaml", "comuni: [\n");
    let run = search(&test, &["casa"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("bacheca check"), "{}", run.stderr);
}

#[test]
fn without_words_a_filter_lists_all_that_passes_by_title() {
    let test = SiteTest::new("esempio");
    let run = search(&test, &["", "--json", "--tipo", "opportunita", "--quanti", "100"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let results = answer["results"].as_array().expect("results");
    assert!(results.len() > 3 && results.iter().all(|found| found["kind"] == "opportunita"), "{}", run.stdout);
    let is_over: Vec<bool> = results.iter().map(|found| found["over"] == true).collect();
    assert!(is_over.is_sorted(), "what is over comes last: {is_over:?}");
}

#[test]
fn an_option_that_names_nothing_is_refused_with_a_hint() {
    let test = SiteTest::new("esempio");
    for (option, value, hint) in [
        ("--tipo", "servizi", "forse volevi `servizio`"),
        ("--stato", "apert", "forse volevi `aperta`"),
        ("--bisogno", "xyz", "aiuto"),
        ("--comune", "atlantide", "aiuto"),
    ] {
        let run = search(&test, &["casa", option, value]);
        assert_eq!(run.code, Some(2), "{option}: {}", run.stdout);
        assert!(run.stderr.contains(option) && run.stderr.contains(hint), "{}", run.stderr);
    }
    assert_eq!(search(&test, &["casa", "--quanti", "0"]).code, Some(2));
}

#[test]
fn the_help_names_the_filters() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bacheca"));
    command.args(["search", "--help"]);
    let run = finish(command);
    for option in ["--tipo", "--bisogno", "--per-chi", "--comune", "--stato", "--explain", "--json"] {
        assert!(run.stdout.contains(option), "{}", run.stdout);
    }
}

/// Texts and their terms, read by the browser's tests too: what both sides must agree on. Update with
/// `SNAPSHOTS=overwrite` and read the difference.
#[test]
fn the_vectors_are_what_the_analyzer_says() {
    let path = repository().join("search-index/vectors/analysis.json");
    let written: Value =
        serde_json::from_str(&std::fs::read_to_string(&path).expect("the vectors")).expect("the vectors are JSON");
    let mut told = serde_json::Map::new();
    for (language, vectors) in written.as_object().expect("languages") {
        let analyzer = Analyzer::of(language);
        let cases = vectors["cases"].as_array().expect("cases").iter().map(|case| {
            let text = case[0].as_str().expect("a text");
            serde_json::json!([text, analyzer.terms(text).join(" ")])
        });
        let cases: Vec<Value> = cases.collect();
        told.insert(language.clone(), serde_json::json!({"analysis": analyzer, "cases": cases}));
    }
    let told = serde_json::to_string_pretty(&told).expect("JSON") + "\n";
    assert_data_eq!(told, Data::read_from(&path, None).raw());
}

#[test]
fn a_sign_before_a_title_does_not_part_the_pages_of_a_letter() {
    let test = SiteTest::new("minimo");
    let entry = test.read("content/servizi/sportello.md");
    for number in 0..620 {
        let title = match number {
            0 => "\"«Dopo di noi»\"".to_owned(),
            1 => "ßeta".to_owned(),
            2 => "Senza segni".to_owned(),
            _ => format!("Dote numero {number}"),
        };
        let text = entry.replace("titolo: Sportello", &format!("titolo: {title}"));
        test.write(&format!("content/servizi/prova-{number}.md"), &text);
    }
    let test = test.built();
    let page = test.page("cerca/d/index.html");
    assert!(page.contains("«Dopo di noi»") && page.contains("Dote numero 619"));
    let page = test.page("cerca/s/index.html");
    assert!(page.contains("ßeta") && page.contains("Senza segni"));
}
