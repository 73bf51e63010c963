//! The script for other sites: where it is, and that no release of it is ever lost.

use std::fs;

use bacheca::output::widget::release_name;
use bacheca::theme::BOARD_SCRIPT;

use crate::harness::{SiteTest, repository};

const RELEASES: &str = "themes/base/embed/versions";

#[test]
fn the_script_of_today_is_among_its_releases() {
    let name = release_name(&BOARD_SCRIPT);
    let file = repository().join(RELEASES).join(&name);
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(&file, BOARD_SCRIPT.text).expect("the release");
    }
    assert!(
        fs::read(&file).is_ok_and(|bytes| bytes == BOARD_SCRIPT.text.as_bytes()),
        "the script that other sites load has changed, and {RELEASES}/{name} is not there.\n\
         Sites that load a release by its number must find it for ever, so the new one is added beside the old ones:\n\
         SNAPSHOTS=overwrite cargo test --test suite widget\n\
         Before the first release of the program, delete the one that nobody has yet."
    );
}

#[test]
fn every_release_is_called_by_what_is_in_it() {
    let mut names = fs::read_dir(repository().join(RELEASES)).expect("the releases").peekable();
    assert!(names.peek().is_some());
    for file in names.map(|file| file.expect("a release").path()) {
        let text = fs::read_to_string(&file).expect("a release").leak();
        let name = release_name(&bacheca::theme::Script { name: BOARD_SCRIPT.name, text });
        assert_eq!(
            file.file_name().expect("a name").to_string_lossy(),
            name,
            "a release was changed after it was made"
        );
    }
}

#[test]
fn releases_are_kept_for_ever_and_the_newest_is_asked_for_again() {
    let site = SiteTest::new("minimo").built();
    let name = release_name(&BOARD_SCRIPT);
    for name in ["bacheca.js", &name] {
        assert_eq!(site.page(&format!("embed/v1/{name}")), BOARD_SCRIPT.text);
    }
    let headers = site.page("_headers");
    let rule = |path: &str| headers.split_once(&format!("{path}*\n")).map(|(_, rest)| rest.to_owned());
    let said = rule(&format!("/embed/v1/{name}")).expect("a rule for the release");
    assert!(said.lines().take(2).any(|line| line.ends_with("immutable")), "{said}");
    assert!(rule("/embed/v1/bacheca.js").is_none());
}
