//! One broken site for each diagnostic code, with the message that its author reads.

use snapbox::{Data, assert_data_eq};

use crate::harness::{SiteTest, folders, sites};

#[test]
fn every_code_has_a_broken_site_whose_message_is_as_expected() {
    for name in folders(&sites().join("broken")) {
        let run = SiteTest::new("minimo").overlay(&format!("broken/{name}")).check();
        let expected = sites().join("broken").join(&name).join("expected.txt");
        assert_data_eq!(&run.stdout, Data::read_from(&expected, None).raw());
        assert!(run.stdout.contains(&format!("[{name}]")), "{name} is not reported:\n{}", run.stdout);
        let is_error = run.stdout.contains("errore[");
        assert_eq!(run.code, Some(i32::from(is_error)), "{name}: exit code");
    }
}

#[test]
fn the_broken_sites_are_those_of_the_codes() {
    // Those of other sites are told by `check --esterni` alone: see external.rs.
    let mut codes: Vec<&str> = bacheca::pipeline::codes()
        .map(|code| code.name)
        .filter(|name| !name.starts_with("collegamento-esterno-"))
        .collect();
    codes.sort_unstable();
    assert_eq!(folders(&sites().join("broken")), codes);
}

#[test]
fn the_sound_board_has_nothing_to_say() {
    let run = SiteTest::new("minimo").check();
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn thirty_planted_faults_are_all_named_in_one_run() {
    let test = SiteTest::new("minimo").overlay("trenta");
    let planted = std::fs::read_to_string(sites().join("trenta/faults.txt")).expect("the list of planted faults");
    let planted: Vec<&str> = planted.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(planted.len(), 30);
    let run = test.run(&["check", "--date", crate::harness::TODAY, "--format", "json"]);
    assert_eq!(run.code, Some(1));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found: Vec<String> = found
        .as_array()
        .expect("a list of diagnostics")
        .iter()
        .map(|fault| {
            format!("{}:{} {}", fault["file"].as_str().unwrap(), fault["line"], fault["code"].as_str().unwrap())
        })
        .collect();
    for fault in planted {
        assert!(found.iter().any(|found| found == fault), "not found: {fault}\nin:\n{}", found.join("\n"));
    }
}

#[test]
fn a_failed_build_leaves_the_published_site_as_it_was() {
    let test = SiteTest::new("minimo").built();
    let before = test.published();
    let test = test.overlay("trenta");
    let run = test.build();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Il sito di prima è rimasto com'era"), "{}", run.stderr);
    assert_eq!(test.published(), before);
}

#[test]
fn faults_are_told_to_programs_and_to_pull_requests_too() {
    let test = SiteTest::new("minimo").overlay("broken/campo-sconosciuto");
    let github = test.run(&["check", "--date", crate::harness::TODAY, "--format", "github"]);
    assert!(github.stdout.lines().all(|line| line.starts_with("::error file=content/")), "{}", github.stdout);
    let text = test.check();
    assert_eq!(github.stdout.lines().count(), text.stdout.matches("errore[").count());
}

#[test]
fn a_warning_is_published_unless_the_author_is_strict() {
    let test = SiteTest::new("minimo").overlay("broken/senza-contatti");
    assert_eq!(test.build().code, Some(0));
    assert_eq!(test.run(&["build", "--strict", "--date", crate::harness::TODAY]).code, Some(1));
    assert_eq!(test.run(&["check", "--strict", "--date", crate::harness::TODAY]).code, Some(1));
}
