//! Documents that cannot go stale: those drawn from the program, and the examples in the others.

use std::fs;
use std::path::PathBuf;

use snapbox::{Data, assert_data_eq};

use crate::harness::repository;

#[test]
fn the_list_of_fields_is_the_model() {
    assert_data_eq!(bacheca::manual::fields(), Data::read_from(&repository().join("docs/campi.md"), None).raw());
}

#[test]
fn the_list_of_checks_is_the_registry_of_rules() {
    assert_data_eq!(bacheca::manual::checks(), Data::read_from(&repository().join("docs/controlli.md"), None).raw());
}

#[test]
fn codes_rules_and_outputs_have_names_of_their_own() {
    let mut codes: Vec<&str> = bacheca::pipeline::codes().map(|code| code.name).collect();
    codes.extend(bacheca::output::OUTPUTS.iter().map(|output| output.name()));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn the_settings_of_the_guide_to_editors_are_those_that_are_written() {
    let guide = fs::read_to_string(repository().join("docs/editor.md")).expect("the guide");
    let settings = repository().join("src/cli/init/board/.vscode/settings.json");
    let settings = fs::read_to_string(settings).expect("the settings of a new board");
    assert!(guide.contains(&format!("```json\n{settings}```\n")), "docs/editor.md shows other settings");
}

#[test]
fn the_readme_names_only_commands_and_files_that_exist() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("the README");
    for line in readme.lines().filter(|line| line.starts_with("scripts/")) {
        let script = line.split_whitespace().next().expect("a command");
        assert!(repository().join(script).is_file(), "{script} is not there");
    }
    for target in
        readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains("://"))
    {
        assert!(repository().join(target).exists(), "README links {target}, which is not there");
    }
}

#[test]
fn every_link_between_the_guides_leads_to_a_page_and_a_heading() {
    let folder = repository().join("docs");
    let guides = fs::read_dir(&folder).expect("the guides").map(|entry| entry.expect("a guide").path());
    let is_guide = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "md");
    for guide in guides.filter(is_guide) {
        let text = fs::read_to_string(&guide).expect("a guide");
        // What stands as code is an example.
        let text: String = text.split("```").step_by(2).flat_map(|prose| prose.split('`').step_by(2)).collect();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") {
                continue;
            }
            let path = if file.is_empty() { guide.clone() } else { folder.join(file) };
            assert!(path.exists(), "{} links {target}, which is not there", guide.display());
            let is_there = |text: String| text.lines().any(|line| line.starts_with('#') && anchor_of(line) == anchor);
            assert!(
                anchor.is_empty() || is_there(fs::read_to_string(&path).expect("a guide")),
                "{} links {target}: no such heading",
                guide.display()
            );
        }
    }
}

/// The name that forges give to a heading.
fn anchor_of(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.trim_start_matches('#').trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}
