//! The web editor: there only for boards that ask for it, and nothing of it on the public pages.

use crate::harness::{SiteTest, TODAY};

const SETTINGS: &str = "redazione_web:
  programma: programmi/decap-cms.js
  deposito:
    tipo: gitlab
    nome: ufficio/bacheca
    applicazione: abc123
";

fn with_editor(settings: &str) -> SiteTest {
    let test = SiteTest::new("minimo");
    test.write("programmi/decap-cms.js", "// Decap CMS\n");
    test.write("bacheca.yaml", &(test.read("bacheca.yaml") + settings));
    test
}

fn config(test: &SiteTest) -> serde_json::Value {
    let text = test.page("admin/config.yml");
    serde_json::from_str(&text[text.find('{').expect("an object")..]).expect("JSON, which is YAML too")
}

#[test]
fn a_board_that_does_not_ask_for_the_editor_has_none() {
    let test = SiteTest::new("minimo").built();
    assert!(!test.published().keys().any(|path| path.starts_with("admin/")));
    assert!(!test.page("_headers").contains("unsafe-eval"));
}

#[test]
fn the_editor_is_copied_and_no_public_file_leads_to_it() {
    let plain = SiteTest::new("minimo").built().published();
    let test = with_editor(SETTINGS).built();
    let published = test.published();
    assert_eq!(published["admin/cms.js"], b"// Decap CMS\n");
    assert!(test.page("admin/index.html").contains("noindex"));
    let hosts = ["_headers", "server/nginx.conf", "server/apache.conf", "sw.js", ".bacheca"];
    for (path, bytes) in published.iter().filter(|(path, _)| !path.starts_with("admin/")) {
        let is_same = plain.get(path) == Some(bytes);
        assert!(is_same || hosts.contains(&path.as_str()), "{path} is not as it is without the editor");
    }
    assert!(test.page("sw.js").contains("\"/admin/\""), "the worker keeps nothing of it");
}

#[test]
fn only_the_editor_may_compile_code_and_it_talks_to_its_forge_alone() {
    let test = with_editor(SETTINGS).built();
    for file in ["_headers", "server/nginx.conf", "server/apache.conf"] {
        let text = test.page(file);
        assert_eq!(text.matches("unsafe-eval").count(), 1, "{file}");
        let (before, after) = text.split_at(text.find("/admin/").expect("its own rule"));
        assert!(
            !before.contains("unsafe-eval") && after.contains("connect-src 'self' blob: data: https://gitlab.com;")
        );
    }
}

#[test]
fn the_form_is_drawn_from_the_fields() {
    let config = config(&with_editor(SETTINGS).built());
    assert_eq!(config["backend"]["auth_type"], "pkce");
    assert_eq!(config["publish_mode"], "editorial_workflow");
    let services = &config["collections"][0];
    assert_eq!((&services["name"], &services["label_singular"]), (&"servizi".into(), &"Servizio".into()));
    let field = |key: &str| {
        services["fields"].as_array().expect("fields").iter().find(|field| field["name"] == key).expect("a field")
    };
    assert_eq!(field("ente")["options"][1]["value"], "ufficio-sociale");
    assert_eq!((&field("titolo")["required"], &field("orari")["required"]), (&true.into(), &false.into()));
    for one in bacheca::model::fields::SERVIZIO.fields().filter(|one| one.key != "descrizione") {
        assert_eq!(field(one.key)["label"], one.label);
    }
}

#[test]
fn each_forge_is_asked_for_in_its_own_way() {
    let gitea = "redazione_web:\n  programma: programmi/decap-cms.js\n  deposito:\n    tipo: forgejo\n    nome: u/b\n    \
                 indirizzo: https://git.comune.example/\n    applicazione: abc\n";
    let config = config(&with_editor(gitea).built());
    assert_eq!(config["backend"]["api_root"], "https://git.comune.example/api/v1");
    assert_eq!(config["publish_mode"], "simple");
    let unknown = with_editor(&SETTINGS.replace("gitlab", "sourceforge"));
    let run = unknown.check();
    assert!(run.code == Some(1) && run.stdout.contains("errore[scelta-non-valida]"), "{}", run.stdout);
    let outside = with_editor(&SETTINGS.replace("programmi/", "../programmi/"));
    outside.write("../programmi/decap-cms.js", "// fuori\n");
    let run = outside.run(&["check", "--date", TODAY]);
    assert!(run.stdout.contains("redazione-web-senza-programma"), "{}", run.stdout);
}
