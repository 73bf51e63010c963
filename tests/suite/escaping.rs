//! Whatever an author types stays text: in pages, in data, in server configuration.

use crate::harness::SiteTest;

const ATTACK: &str = "\"'><script>alert(1)</script>{{ 7*7 }}</script>&amp;";

/// Puts the attack in the value of every plain text field of the example board.
fn attacked() -> SiteTest {
    let test = SiteTest::new("esempio");
    let quoted = format!("\"{}\"", ATTACK.replace('\\', "\\\\").replace('"', "\\\""));
    let keys = [
        "titolo",
        "descrizione_breve",
        "nome",
        "nota",
        "motivo",
        "indirizzo",
        "indicazioni",
        "didascalia",
        "a_cura_di",
        "costo_dettagli",
        "durata",
        "luogo",
        "descrizione",
        "territorio",
        "testo",
        "etichetta",
        "alt",
        "autore",
        "quando",
        "cup",
        "programma",
        "interprete",
    ];
    for (path, bytes) in crate::harness::files(&test.root()) {
        if !path.ends_with(".yaml") && !path.ends_with(".md") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut in_yaml = path.ends_with(".yaml");
        let mut attacked = String::new();
        for line in text.lines() {
            if line == "---" {
                in_yaml = !in_yaml;
            }
            let bare = line.trim_start().trim_start_matches("- ");
            let key = keys.iter().find(|key| {
                bare.strip_prefix(**key)
                    .and_then(|rest| rest.strip_prefix(": "))
                    .is_some_and(|value| !value.starts_with(['|', '>', '{', '[']))
            });
            match key.filter(|_| in_yaml) {
                Some(key) => {
                    let start = &line[..line.len() - bare.len()];
                    attacked.push_str(&format!("{start}{key}: {quoted}\n"));
                }
                None => attacked.push_str(&format!("{line}\n")),
            }
        }
        test.write(&path, &attacked);
    }
    test
}

#[test]
fn no_field_can_add_an_element_or_a_script_to_a_page() {
    let test = attacked().built();
    let mut shown = 0;
    // What no browser reads as a page: `hostile` looks at it.
    const DATA: [&str; 8] = ["webmanifest", "json", "jsonld", "ndjson", "csv", "ttl", "ics", "vcf"];
    let extension = |path: &str| path.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned();
    let is_data = |path: &str| path.starts_with("assets/cerca/") || DATA.contains(&extension(path).as_str());
    for (path, bytes) in test.published().iter().filter(|(path, _)| !is_data(path)) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script>alert"), "{path} lets a script in");
        assert!(!text.contains(">49<") && !text.contains(" 49"), "{path} runs a template");
        if path.ends_with(".html") {
            shown += text.matches("&lt;script&gt;alert(1)").count();
            let scripts = text.matches("<script").count();
            let data = text.matches("<script type=\"application/").count();
            let own = [
                "<script defer src=\"/bacheca/assets/",
                "<script defer blocking=\"render\" src=\"/bacheca/assets/",
                "<script defer src=\"/bacheca/embed/v1/",
            ];
            let own: usize = own.map(|start| text.matches(start).count()).iter().sum();
            assert_eq!(scripts, data + own, "{path} has a script");
            assert_eq!(scripts, text.matches("</script>").count(), "{path}: data closes its own script");
        }
    }
    assert!(shown > 100, "the attack was hardly shown: {shown}");
}

#[test]
fn the_data_of_every_page_is_still_json() {
    let test = attacked().built();
    let mut seen = 0;
    for (path, bytes) in test.published().iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for data in text.split("<script type=\"application/ld+json\"").skip(1) {
            let data = data.split_once('>').expect("an open tag").1.split("</script>").next().expect("a closed script");
            serde_json::from_str::<serde_json::Value>(data).unwrap_or_else(|error| panic!("{path}: {error}"));
            seen += 1;
        }
    }
    assert!(seen > 50);
}

#[test]
fn markdown_cannot_bring_code_in() {
    let test = SiteTest::new("minimo");
    let hostile = "[a](javascript:alert(1)) <img src=x onerror=alert(1)> [b](data:text/html,x) <JAVASCRIPT:alert(1)>\n\n## T {onclick=alert(1)}\n";
    let text = test.read("content/pagine/privacy.md");
    test.write("content/pagine/privacy.md", &format!("{text}\n{hostile}"));
    let run = test.build();
    assert_eq!(run.code, Some(1));
    for code in ["html-vietato", "indirizzo-vietato"] {
        assert!(run.stderr.contains(&format!("[{code}]")), "{code}: {}", run.stderr);
    }
    assert!(!test.output().exists());
}
