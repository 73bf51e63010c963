//! A board with faults of every kind, planted one by one: all are named, none twice, and nothing else is.

use std::collections::BTreeSet;

use bacheca::check::RULES;

use crate::harness::{Run, SiteTest, TODAY, sites};

/// Rules that look at one place of `bacheca.yaml`, which cannot be wrong twice.
const OF_ONE_PLACE: &[&str] =
    &["dichiarazione-mancante", "valutazione-incerta", "proposte-senza-destinazione", "sicurezza-incompleta"];
/// Told by `check --esterni` alone: see external.rs.
const OF_OTHER_SITES: &[&str] = &["collegamento-esterno-rotto"];

fn check(test: &SiteTest) -> Run {
    test.run(&["check", "--consigli", "--date", TODAY, "--format", "json"])
}

/// `file:line code` of all that is told, in order.
fn told(run: &Run) -> Vec<String> {
    let faults: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let line = |fault: &serde_json::Value| {
        format!("{}:{} {}", fault["file"].as_str().unwrap(), fault["line"], fault["code"].as_str().unwrap())
    };
    let mut told: Vec<String> = faults.as_array().expect("a list of diagnostics").iter().map(line).collect();
    told.sort();
    told
}

fn planted() -> Vec<String> {
    let list = std::fs::read_to_string(sites().join("sessanta/faults.txt")).expect("the list of planted faults");
    let mut planted: Vec<String> = list.lines().map(str::to_owned).collect();
    planted.sort();
    planted
}

#[test]
fn every_planted_fault_is_named_once_and_nothing_else_is() {
    // What may be advised of the sound board stays advised.
    let mut expected = told(&check(&SiteTest::new("esempio")));
    expected.extend(planted());
    expected.sort();
    assert!(planted().len() >= 60, "{}", planted().len());
    let run = check(&SiteTest::new("esempio").overlay("sessanta"));
    assert_eq!(run.code, Some(1));
    let found = told(&run);
    let lacking: Vec<_> = without(&expected, &found);
    let unplanted: Vec<_> = without(&found, &expected);
    assert!(lacking.is_empty() && unplanted.is_empty(), "not found: {lacking:#?}\nnot planted: {unplanted:#?}");
}

/// What is in a list and not, or not so many times, in another.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let mut other = other.to_vec();
    let mut rest = list.to_vec();
    rest.retain(|item| match other.iter().position(|known| known == item) {
        Some(index) => {
            other.swap_remove(index);
            false
        }
        None => true,
    });
    rest
}

#[test]
fn every_rule_has_two_planted_faults_at_least() {
    let planted: Vec<String> = planted().iter().map(|fault| fault.rsplit(' ').next().unwrap().to_owned()).collect();
    let excused: BTreeSet<&str> = OF_ONE_PLACE.iter().chain(OF_OTHER_SITES).copied().collect();
    for rule in RULES.iter().filter(|rule| !rule.codes.iter().any(|code| excused.contains(code.name))) {
        let count = planted.iter().filter(|name| rule.codes.iter().any(|code| code.name == **name)).count();
        let names: Vec<&str> = rule.codes.iter().map(|code| code.name).collect();
        assert!(count >= 2, "{count} planted for {}", names.join(", "));
    }
}

#[test]
fn the_sound_boards_raise_no_alarm() {
    for board in ["esempio", "minimo"] {
        let run = SiteTest::new(board).run(&["check", "--strict", "--date", TODAY]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{board}: {}", run.stderr);
    }
}
