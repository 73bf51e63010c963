//! What other sites show of a board.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::SiteTest;

fn board() -> SiteTest {
    SiteTest::new("esempio").built()
}

fn json(test: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&test.page(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text of each item's key.
fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list["voci"].as_array().expect("items").iter().filter_map(|item| item[key].as_str()).collect()
}

#[test]
fn every_part_of_the_board_has_a_list_for_other_sites_in_every_language() {
    let test = board();
    let published = test.published();
    let lists: BTreeSet<&str> = published.keys().filter_map(|path| path.strip_suffix("elenco.json")).collect();
    for folder in [
        "embed/",
        "embed/opportunita/",
        "embed/comuni/borgolieto/",
        "embed/comuni/borgolieto/opportunita/",
        "embed/bisogni/casa/",
        "embed/per-chi/anziani/",
        "embed/en/",
        "embed/en/comuni/borgolieto/servizi/",
    ] {
        assert!(lists.contains(folder), "{folder} not in {lists:#?}");
    }
    assert!(!lists.iter().any(|folder| folder.contains("enti/")), "{lists:#?}");
}

#[test]
fn a_list_says_what_a_card_says_and_nothing_that_is_not_known() {
    let test = board();
    let list = json(&test, "embed/en/bisogni/casa/elenco.json");
    assert_eq!(list["versione"], 1);
    assert_eq!((list["lingua"].as_str(), list["verso"].as_str()), (Some("en"), Some("ltr")));
    assert_eq!((list["titolo"].as_str(), list["tutti"].as_str()), (Some("Housing"), Some("See all: 4 entries")));
    assert_eq!(list["url"], "https://valle-chiara.example/bacheca/en/bisogni/casa/");
    let items = list["voci"].as_array().expect("items");
    assert_eq!(list["totale"], items.len());
    let named = |title: &str| items.iter().find(|item| item["titolo"] == title).expect("an item");
    assert_eq!(
        named("Contributo per l'affitto 2026"),
        &serde_json::json!({
            "titolo": "Contributo per l'affitto 2026",
            "url": "https://valle-chiara.example/bacheca/opportunita/contributo-affitto-2026/",
            "descrizione": "Fai fatica a pagare l'affitto? Dal 15 giugno puoi chiedere un aiuto fino a 1.500 euro.",
            "sezione": "opportunita",
            "etichetta": "Call for applications",
            "stato": {"chiave": "in_arrivo", "testo": "Coming soon", "tono": "wait"},
            "scadenza": {"data": "2026-07-31", "testo": "31 July 2026, 12:00"},
            "fino_a": "2026-07-31T12:00",
            "luogo": "All towns",
            "per_chi": ["famiglie", "anziani"],
            "bisogni": ["casa", "soldi-e-aiuti"],
            "lingua": "it",
        })
    );
    let translated = named("Listening point");
    assert_eq!(translated["url"], "https://valle-chiara.example/bacheca/en/servizi/punto-di-ascolto/");
    for unknown in ["scadenza", "fino_a", "accesso", "lingua"] {
        assert!(translated.get(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn a_comune_shows_its_own_entries_first_and_none_of_the_other_comuni() {
    let test = board();
    let list = json(&test, "embed/comuni/borgolieto/elenco.json");
    assert_eq!(list["titolo"], "Servizi e opportunità a Borgolieto");
    let places = texts(&list, "luogo");
    let everywhere = "Tutti i Comuni";
    assert_ne!(places.first(), Some(&everywhere));
    assert!(places.contains(&everywhere), "{places:?}");
    assert!(places.iter().all(|place| *place == everywhere || place.contains("Borgolieto")), "{places:?}");
    let kind = json(&test, "embed/comuni/borgolieto/opportunita/elenco.json");
    assert_eq!(kind["titolo"], "Opportunità a Borgolieto");
    assert_eq!(kind["url"], list["url"]);
    assert!(texts(&kind, "sezione").iter().all(|section| *section == "opportunita"), "{kind}");
}

#[test]
fn a_list_for_other_sites_names_no_delicate_term_and_nothing_that_is_over_or_for_professionals() {
    let test = board();
    let list = json(&test, "embed/servizi/elenco.json");
    let titles = texts(&list, "titolo");
    assert!(titles.contains(&"Aiuto contro la violenza"), "{titles:?}");
    assert!(!titles.contains(&"Cartella sociale condivisa"), "{titles:?}");
    assert!(!list.to_string().contains("\"violenza\""), "{list}");
    let all = json(&test, "embed/elenco.json");
    assert!(texts(&all, "titolo").iter().all(|title| *title != "Buoni spesa"), "{all}");
}

#[test]
fn a_list_for_other_sites_has_an_end_and_tells_how_many_there_are() {
    let test = SiteTest::new("minimo");
    let model = test.read("content/servizi/sportello.md");
    for number in 0..60 {
        test.write(
            &format!("content/servizi/aiuto-{number}.md"),
            &model.replace("titolo: ", &format!("titolo: {number} ")),
        );
    }
    let test = test.built();
    let list = json(&test, "embed/servizi/elenco.json");
    assert_eq!(list["totale"], 61);
    assert_eq!(list["voci"].as_array().map(Vec::len), Some(50));
    assert_eq!(list["tutti"], "Vedi tutto: 61 servizi");
}
