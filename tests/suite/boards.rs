//! A board that shows the entries of others: what comes from there, what is left there, what is told.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{SiteTest, TODAY, copy, sites};

const FOLDER: &str = "altre/valle";
const FILES: [&str; 4] = ["index.json", "comuni.json", "enti.json", "esportazione.ndjson"];

/// What the board that gathers decides for itself, or does not take. Contacts that were lent are an entry's own here.
const OWN: [&str; 8] = ["url", "origine", "slug", "in_evidenza", "allegati", "immagine", "correlati", "contatti_di"];

/// A small board with the Comuni and the words of `esempio`, that shows the entries of `esempio` too.
fn region() -> SiteTest {
    let valley = SiteTest::new("esempio").built();
    let region = SiteTest::new("minimo");
    for shared in ["content/comuni.yaml", "content/vocabolari"] {
        let (from, to) = (sites().join("esempio").join(shared), region.root().join(shared));
        if from.is_dir() { copy(&from, &to) } else { fs::copy(&from, &to).map(drop).expect("a file") }
    }
    for file in FILES {
        region.write(&format!("{FOLDER}/{file}"), &valley.page(&format!("api/v1/{file}")));
    }
    region.write(
        "bacheca.yaml",
        &format!("{}\naltre_bacheche:\n  - nome: valle\n    dati: {FOLDER}\n", region.read("bacheca.yaml")),
    );
    region
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn name(entry: &Value) -> String {
    format!("{}/{}", entry["sezione"].as_str().unwrap(), entry["slug"].as_str().unwrap())
}

/// An entry of the other board, changed at will.
fn with_entry(region: &SiteTest, name_of: &str, change: impl Fn(&mut Value)) {
    let path = format!("{FOLDER}/esportazione.ndjson");
    let mut entries = lines(&region.read(&path));
    change(entries.iter_mut().find(|entry| name(entry) == name_of).expect("an entry"));
    region.write(&path, &entries.iter().map(|entry| format!("{entry}\n")).collect::<String>());
}

/// Without what the board that shows an entry decides, and without the words of formatted texts: of images that did not
/// come, the HTML has the words.
fn shared(mut entry: Value) -> Value {
    fn drop_words(value: &mut Value) {
        if let Some(object) = value.as_object_mut() {
            object.remove("testo");
            object.values_mut().for_each(drop_words);
        }
    }
    drop_words(&mut entry);
    let object = entry.as_object_mut().unwrap();
    OWN.iter().for_each(|key| drop(object.remove(*key)));
    let translations = object.get_mut("traduzioni").and_then(Value::as_object_mut);
    for texts in translations.into_iter().flat_map(|all| all.values_mut()) {
        texts.as_object_mut().unwrap().remove("url");
    }
    entry
}

/// Where authors broke a line, a space; of a link to what is not published today, its words: they mean the same.
fn in_one_line(value: Value) -> Value {
    let text = value.to_string().replace("\\n", " ");
    let pieces = text.split("<a>").enumerate();
    let text: String = pieces.map(|(index, piece)| piece.replacen("</a>", "", usize::from(index > 0))).collect();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    serde_json::from_str(&words.join(" ")).expect("JSON")
}

/// With the names that organisations of the other board have here.
fn renamed(mut entry: Value) -> Value {
    fn rename(name: &mut Value) {
        *name = json!(format!("valle-{}", name.as_str().unwrap()));
    }
    for key in ["ente", "capofila"] {
        entry.get_mut(key).into_iter().for_each(rename);
    }
    entry.get_mut("partner").and_then(Value::as_array_mut).into_iter().flatten().for_each(rename);
    let funders = entry.get_mut("finanziatori").and_then(Value::as_array_mut);
    funders.into_iter().flatten().for_each(|funder| rename(&mut funder["ente"]));
    entry
}

#[test]
fn entries_of_another_board_say_here_what_they_say_there() {
    let region = region();
    let theirs = lines(&region.read(&format!("{FOLDER}/esportazione.ndjson")));
    let region = region.built();
    let here = lines(&region.page("api/v1/esportazione.ndjson"));
    assert_eq!(here.len(), theirs.len() + 3);
    for entry in theirs {
        let named = name(&entry).replace('/', "/valle-");
        let found = here.iter().find(|entry| name(entry) == named).unwrap_or_else(|| panic!("no {named}"));
        assert_eq!(found["origine"], json!({"bacheca": "Bacheca della Valle Chiara", "url": entry["url"]}));
        assert_eq!(in_one_line(shared(found.clone())), in_one_line(shared(renamed(entry))), "{named}");
    }
}

#[test]
fn search_engines_are_sent_to_the_board_that_keeps_the_page() {
    let region = region().built();
    let page = region.page("servizi/valle-punto-di-ascolto/index.html");
    let original = "https://valle-chiara.example/bacheca/servizi/punto-di-ascolto/";
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{original}\">")), "{page}");
    assert!(page.contains(&format!("\"@id\":\"{original}\"")), "{page}");
    assert!(page.contains(&format!("<a href=\"{original}\" rel=\"external\">")), "{page}");
    assert!(!page.contains("<link rel=\"alternate\" hreflang"), "{page}");
    assert!(!page.contains("Qualcosa è sbagliato"), "{page}");
    let translated = region.page("en/servizi/valle-punto-di-ascolto/index.html");
    let original = "https://valle-chiara.example/bacheca/en/servizi/punto-di-ascolto/";
    assert!(translated.contains(&format!("<link rel=\"canonical\" href=\"{original}\">")), "{translated}");
    let map = region.page("sitemap.xml");
    assert!(map.contains("/servizi/sportello/") && !map.contains("/valle-"), "{map}");
    let own = region.page("servizi/sportello/index.html");
    assert!(own.contains("<link rel=\"canonical\" href=\"https://minimo.example/servizi/sportello/\">"), "{own}");
}

#[test]
fn what_boards_show_of_each_other_comes_once_and_never_comes_back() {
    let region = region();
    region.replace("bacheca.yaml", "  - nome: valle\n", "  - nome: prima\n    dati: altre/valle\n  - nome: valle\n");
    with_entry(&region, "servizi/assistenza-a-casa", |entry| {
        entry["origine"] = json!({"bacheca": "Bacheca minima", "url": "https://minimo.example/servizi/sportello/"});
    });
    with_entry(&region, "servizi/ausili-in-prestito", |entry| {
        entry["origine"] = json!({"bacheca": "Un'altra", "url": "https://minimo.example.it/servizi/ausili/"});
    });
    let region = region.built();
    let entries = lines(&region.page("api/v1/esportazione.ndjson"));
    let named = |name_of: &str| entries.iter().find(|entry| name(entry) == name_of);
    assert!(named("servizi/prima-punto-di-ascolto").is_some() && named("servizi/valle-punto-di-ascolto").is_none());
    assert!(named("servizi/prima-assistenza-a-casa").is_none());
    let ausili = named("servizi/prima-ausili-in-prestito").expect("an entry of a third board");
    assert_eq!(ausili["origine"], json!({"bacheca": "Un'altra", "url": "https://minimo.example.it/servizi/ausili/"}));
    assert!(!region.output().join("en/servizi/valle-punto-di-ascolto").exists());
}

#[test]
fn all_comuni_there_are_those_of_that_district_here() {
    let region = region();
    let comune = "\n  - nome: Altrove\n    slug: altrove\n    istat: \"999099\"\n    codice_catastale: Z999\n    cap: \"99999\"\n    provincia: ZZ\n    coordinate: \"45.5, 9.9\"\n    servizio_sociale:\n      telefono: 0000 100900\n";
    region.write("content/comuni.yaml", &(region.read("content/comuni.yaml") + comune));
    let region = region.built();
    let page = region.page("servizi/valle-punto-di-ascolto/index.html");
    assert!(page.contains("<summary>Ambito della Valle Chiara (5)</summary>"), "{page}");
    assert!(!page.contains("/comuni/altrove/") && page.contains("/comuni/borgolieto/"), "{page}");
    let list = region.page("servizi/index.html");
    assert!(list.contains("<span>Ambito della Valle Chiara</span>"), "{list}");
    assert!(!region.page("comuni/altrove/index.html").contains("valle-punto-di-ascolto"));
    assert!(region.page("comuni/borgolieto/index.html").contains("valle-punto-di-ascolto"));
}

#[test]
fn only_what_this_board_could_have_written_comes_in() {
    let region = region();
    with_entry(&region, "servizi/punto-di-ascolto", |entry| {
        entry["bozza"] = json!(true);
        entry["vecchi_indirizzi"] = json!(["/privacy/"]);
        entry["titolo"] = json!("Punto\n\u{202e}<script>alert(1)</script>");
        entry["canale_digitale"] = json!({"etichetta": "Entra", "url": "javascript:alert(2)"});
        entry["come_fare"] = json!({
            "html": "<p onclick=\"alert(3)\">Vai <a href=\"javascript:alert(4)\">qui</a><img src=x onerror=alert(5)></p>",
            "testo": "Vai qui",
        });
        entry["contatti"] = json!([{"telefono": "1;alert(6)", "email": "a@b.example"}, "x", {"nome": 7}]);
    });
    let region = region.built();
    let page = region.page("servizi/valle-punto-di-ascolto/index.html");
    for mark in ["javascript:", "onclick", "onerror", "<script>alert", "alert(6)", "\u{202e}"] {
        assert!(!page.contains(mark), "{mark} in {page}");
    }
    assert!(page.contains("Vai ") && page.contains("a@b.example"), "{page}");
    assert!(!region.page("privacy/index.html").contains("http-equiv=\"refresh\""));
}

#[test]
fn what_has_no_place_here_is_left_out_and_told_once() {
    let region = region();
    region.replace("content/comuni.yaml", "istat: \"999005\"", "istat: \"999015\"");
    let terms = region.read("content/vocabolari/bisogni.yaml").replace("slug: soldi-e-aiuti", "slug: denaro");
    region.write("content/vocabolari/bisogni.yaml", &terms);
    with_entry(&region, "servizi/punto-di-ascolto", |entry| drop(entry.as_object_mut().unwrap().remove("ente")));
    let run = region.check();
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    for told in ["la voce «soldi-e-aiuti» di `bisogni` qui non c'è", "(ISTAT 999005)", "manca `ente`"] {
        assert_eq!(run.stdout.matches(told).count(), 1, "{told}:\n{}", run.stdout);
    }
    region.replace(
        "bacheca.yaml",
        "dati: altre/valle\n",
        "dati: altre/valle\n    corrispondenze:\n      - elenco: bisogni\n        loro: soldi-e-aiuti\n        nostro: denaro\n",
    );
    assert!(!region.check().stdout.contains("«soldi-e-aiuti»"), "{}", region.check().stdout);
    let region = region.built();
    assert!(!region.output().join("servizi/valle-punto-di-ascolto").exists());
    let entries = lines(&region.page("api/v1/esportazione.ndjson"));
    assert!(entries.iter().any(|entry| entry["bisogni"].as_array().unwrap().contains(&json!("denaro"))));
}

#[test]
fn a_board_that_cannot_be_read_leaves_the_site_as_it_was() {
    for (spoil, told) in [
        (
            &(|region: &SiteTest| fs::remove_file(region.root().join(FOLDER).join("enti.json")).unwrap())
                as &dyn Fn(&SiteTest),
            "manca il file altre/valle/enti.json",
        ),
        (
            &|region| region.write("altre/valle/esportazione.ndjson", "{\"id\":\"x\"}\n{\"id\":"),
            "interrotto alla riga 2",
        ),
        (&|region| region.replace("altre/valle/index.json", "\"schede\":", "\"schede\":1"), "l'indice ne conta 1"),
        (
            &|region| region.replace("altre/valle/index.json", "\"titolo\":\"", "\"titolo\":\"\",\"x\":\""),
            "non ha un titolo",
        ),
        (&|region| region.write("altre/valle/comuni.json", "<html>"), "altre/valle/comuni.json, alla riga 1"),
        (
            &|region| region.replace("altre/valle/index.json", "\"versione\":\"1\"", "\"versione\":\"2\""),
            "della versione 2",
        ),
        (
            &|region| {
                region.replace(
                    "bacheca.yaml",
                    "  - nome: valle",
                    "  - nome: valle\n    dati: altre/valle\n  - nome: valle",
                )
            },
            "si confondono",
        ),
    ] {
        let region = region().built();
        let before = region.published();
        spoil(&region);
        let run = region.build();
        assert_eq!(run.code, Some(1), "{told}");
        assert!(run.stderr.contains(told) && run.stderr.contains("bacheca.yaml:"), "{told}:\n{}", run.stderr);
        assert_eq!(region.published(), before, "{told}");
    }
}

#[test]
fn organisations_above_each_other_in_a_circle_do_not_hold_up_the_build() {
    let region = region();
    let path = format!("{FOLDER}/enti.json");
    let mut all: Value = serde_json::from_str(&region.read(&path)).unwrap();
    for organization in all["enti"].as_array_mut().unwrap() {
        organization["parte_di"] = organization["slug"].clone();
        organization.as_object_mut().unwrap().remove("contatti");
    }
    region.write(&path, &all.to_string());
    assert!(region.built().output().join("enti/valle-ufficio-di-piano/index.html").exists());
}

#[test]
fn what_could_not_be_a_file_or_would_fill_a_page_is_left_out() {
    let region = region();
    with_entry(&region, "servizi/punto-di-ascolto", |entry| entry["slug"] = json!("a".repeat(300)));
    with_entry(&region, "servizi/assistenza-a-casa", |entry| entry["titolo"] = json!("a ".repeat(300)));
    with_entry(&region, "servizi/buoni-spesa", |entry| {
        entry["contatti"] = json!(vec![json!({"telefono": "0000 100500"}); 10_000]);
        entry["parole_chiave"] = json!(["zzparola"]);
    });
    let region = region.built();
    let entries = lines(&region.page("api/v1/esportazione.ndjson"));
    assert!(!entries.iter().any(|entry| entry["titolo"] == "Punto di ascolto" || name(entry).contains("assistenza")));
    let few = entries.iter().find(|entry| name(entry) == "servizi/valle-buoni-spesa").expect("the entry");
    assert!(few["contatti"].as_array().unwrap().len() <= 200);
    assert!(!region.run(&["search", "zzparola", "--date", TODAY]).stdout.contains("valle-buoni-spesa"));
}

#[test]
fn the_state_of_the_board_is_that_of_its_own_entries() {
    let region = region();
    let status = region.run(&["stato", "--date", TODAY]);
    assert_eq!(status.code, Some(0), "{}", status.stderr);
    assert!(!status.stdout.contains(FOLDER), "{}", status.stdout);
}
