//! The schemas and snippets that help who writes with an editor. What the schemas say is tested in
//! `tests/browser/schema.test.mjs`, with a checker of JSON Schema.

use serde_json::Value;

use crate::harness::{SiteTest, files};

#[test]
fn editors_find_schemas_and_snippets_beside_the_board() {
    let test = SiteTest::new("minimo");
    let run = test.run(&["schema"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains(".vscode/schemi/servizio.schema.json\n"), "{}", run.stdout);
    let first = files(&test.root().join(".vscode"));
    assert_eq!(first.len(), 13, "{:?}", first.keys());
    assert_eq!(test.run(&["schema"]).code, Some(0));
    assert!(files(&test.root().join(".vscode")) == first, "a second run changed something");
}

#[test]
fn snippets_offer_the_words_of_the_board() {
    let test = SiteTest::new("minimo");
    assert_eq!(test.run(&["schema"]).code, Some(0));
    let snippets: Value = serde_json::from_str(&test.read(".vscode/bacheca.code-snippets")).expect("JSON");
    let body = |prefix: &str| -> Vec<String> {
        let snippets = snippets.as_object().expect("snippets by name");
        let snippet = snippets.values().find(|snippet| snippet["prefix"] == prefix);
        let lines = snippet.unwrap_or_else(|| panic!("no snippet {prefix}"))["body"].as_array().expect("lines");
        lines.iter().map(|line| line.as_str().expect("a line").to_owned()).collect()
    };
    assert_eq!(body("bisogni"), ["bisogni: [${1|casa,lavoro|}]"]);
    assert_eq!(body("serve_isee"), ["serve_isee: ${1|sì,no|}"]);
    assert_eq!(body("eta"), ["eta:", "  da: $1", "  a: $2"]);
    assert_eq!(body("orari"), ["orari:", "  - giorni: [$1]", "    dalle: $2", "    alle: $3"]);
    assert_eq!(body("## Come fare"), ["## Come fare", "", "$0"]);
}

#[test]
fn without_a_board_schemas_are_written_only_where_one_says() {
    let test = SiteTest::new("minimo");
    let outside = |arguments: &[&str]| {
        let mut command = test.command(arguments);
        command.current_dir(test.beside());
        crate::harness::finish(command)
    };
    let run = outside(&["schema"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("non c'è una bacheca"), "{}", run.stderr);
    assert!(!test.beside().join(".vscode").exists());
    assert_eq!(outside(&["schema", "--output", "schemi"]).code, Some(0));
    let ente = std::fs::read_to_string(test.beside().join("schemi/ente.schema.json")).expect("a schema");
    assert!(!ente.contains("ufficio-sociale"), "names of a board that was not asked for");
}
