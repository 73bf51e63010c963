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
fn a_failed_build_leaves_the_published_site_as_it_was() {
    let test = SiteTest::new("minimo").built();
    let before = test.published();
    let test = test.overlay("sessanta");
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
