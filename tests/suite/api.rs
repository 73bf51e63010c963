//! The board as data: what depends on the content, file by file. `tests/browser/api.test.mjs` reads the whole with
//! the programs of others.

use serde_json::Value;

use crate::harness::SiteTest;

const SHEET: &str = "content/servizi/sportello.md";

fn json(test: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&test.page(&format!("api/v1/{path}"))).expect("JSON")
}

/// Kind of change and day, of the service.
fn changes(test: &SiteTest) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let all = json(test, "modifiche.json");
    let all = all["modifiche"].as_array().expect("changes").iter();
    let own = all.filter(|change| text(&change["url"]).ends_with("/servizi/sportello/"));
    own.map(|change| (text(&change["modifica"]), text(&change["data"]))).collect()
}

#[test]
fn what_looks_like_a_formula_stays_text_in_the_table() {
    let test = SiteTest::new("minimo");
    test.replace(SHEET, "titolo: Sportello", "titolo: \"=1+1 sportelli\"");
    test.replace(SHEET, "descrizione_breve: ", "descrizione_breve: \"@SOMMA; \\\"A1\\\" \"\ncosto_dettagli: ");
    let test = test.built();
    let table = test.page("api/v1/schede.csv");
    assert!(table.contains(";'=1+1 sportelli;\"'@SOMMA; \"\"A1\"\""), "{table}");
    assert_eq!(json(&test, "schede/servizi/sportello.json")["titolo"], "=1+1 sportelli");
}

#[test]
fn changes_of_the_last_year_are_told_until_today() {
    for (published, updated, told) in [
        ("2026-04-01", "2026-05-01", &[("aggiornata", "2026-05-01"), ("pubblicata", "2026-04-01")][..]),
        ("2026-05-01", "2026-05-01", &[("pubblicata", "2026-05-01")]),
        ("2025-05-15", "2026-05-15", &[("aggiornata", "2026-05-15"), ("pubblicata", "2025-05-15")]),
        ("2024-01-01", "2025-05-14", &[]),
    ] {
        let test = SiteTest::new("minimo");
        let dates = format!("pubblicato_il: {published}\naggiornato_il: {updated}");
        test.replace(SHEET, "aggiornato_il: 2026-05-01", &dates);
        let told: Vec<_> = told.iter().map(|(what, day)| ((*what).to_owned(), (*day).to_owned())).collect();
        assert_eq!(changes(&test.built()), told, "{published} {updated}");
    }
}

#[test]
fn what_ends_is_told_with_its_last_day() {
    let test = SiteTest::new("minimo");
    test.replace("content/opportunita/corso.md", "scadenza: 2026-12-15", "scadenza: 2026-05-03");
    let test = test.built();
    let all = json(&test, "modifiche.json");
    let archived: Vec<&Value> =
        all["modifiche"].as_array().unwrap().iter().filter(|change| change["modifica"] == "archiviata").collect();
    assert_eq!(archived.len(), 1, "{all}");
    assert_eq!(archived[0]["data"], "2026-05-03");
    assert_eq!(json(&test, "schede/opportunita/corso.json")["archiviata"], true);
}

#[test]
fn an_author_may_begin_the_page_of_open_data() {
    let page = |test: &SiteTest| test.page("dati-aperti/index.html");
    let test = SiteTest::new("minimo").built();
    assert!(page(&test).contains("<h1") && page(&test).contains("/api/v1/schede.csv"));
    let text = "---\ntitolo: I nostri dati\ndescrizione_breve: Che cosa puoi prendere.\n---\n\nPrendi pure.\n";
    test.write("content/pagine/dati-aperti.md", text);
    let test = test.built();
    let html = page(&test);
    assert!(html.contains("I nostri dati</h1>") && html.contains("<p>Prendi pure.</p>"), "{html}");
    assert!(html.find("Prendi pure") < html.find("/api/v1/schede.csv"), "the author begins");
}
