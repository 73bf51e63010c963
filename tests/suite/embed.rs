//! What other sites show of a board.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::SiteTest;

fn board() -> SiteTest {
    SiteTest::new("esempio").built()
}

fn json(test: &SiteTest, path: &str) -> Value {
    serde_json::from_str(&test.page(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The folders of lists.
fn lists_of(published: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = &str> {
    let embedded = published.keys().filter(|path| path.starts_with("embed/"));
    embedded.filter_map(|path| path.strip_suffix("elenco.json"))
}

/// The text of each item's key.
fn texts<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list["voci"].as_array().expect("items").iter().filter_map(|item| item[key].as_str()).collect()
}

#[test]
fn every_part_of_the_board_has_a_list_for_other_sites_in_every_language() {
    let test = board();
    let published = test.published();
    let lists: BTreeSet<&str> = lists_of(&published).collect();
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
    let delicate =
        list["voci"].as_array().expect("items").iter().find(|item| item["titolo"] == "Aiuto contro la violenza");
    assert!(delicate.is_some_and(|item| item.get("luogo").is_none()), "{list}");
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
    assert_eq!(list["voci"].as_array().map(Vec::len), Some(30));
    assert_eq!(list["tutti"], "Vedi tutto: 61 servizi");
}

#[test]
fn every_list_has_a_page_for_frames_and_a_way_to_find_it() {
    let test = board();
    let published = test.published();
    for folder in lists_of(&published) {
        let page = test.page(&format!("{folder}index.html"));
        let list = json(&test, &format!("{folder}elenco.json"));
        let oembed = json(&test, &format!("{folder}oembed.json"));
        for item in list["voci"].as_array().expect("items") {
            let address = item["url"].as_str().and_then(|url| url.strip_prefix("https://valle-chiara.example"));
            assert!(
                page.contains(&format!("href=\"{}\"", address.expect("an address of the board"))),
                "{folder}: {item}"
            );
        }
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{folder}");
        let canonical = format!("<link rel=\"canonical\" href=\"{}\">", list["url"].as_str().expect("an address"));
        assert!(page.contains(&canonical), "{folder}");
        let source = format!(" src=\"https://valle-chiara.example/bacheca/{folder}?massimo=5\"");
        assert!(oembed["html"].as_str().is_some_and(|html| html.contains(&source)), "{oembed}");
    }
}

#[test]
fn every_entry_has_a_card_in_each_of_its_languages_even_when_it_is_over() {
    let test = board();
    let published = test.published();
    let entries = |language: &str| -> BTreeSet<String> {
        let folders = ["servizi/", "progetti/", "opportunita/"].map(|kind| format!("{language}{kind}"));
        let is_entry = |path: &&str| {
            let rest = folders.iter().find_map(|folder| path.strip_prefix(folder.as_str()));
            rest.is_some_and(|rest| rest.matches('/').count() == 1 && !rest.starts_with("pagina/"))
        };
        let pages = published.keys().filter_map(|path| path.strip_suffix("index.html"));
        pages
            .filter(is_entry)
            .filter(|path| !test.page(&format!("{path}index.html")).contains("http-equiv"))
            .map(str::to_owned)
            .collect()
    };
    for language in ["", "en/"] {
        let cards: BTreeSet<String> = entries(&format!("embed/{language}"))
            .into_iter()
            .filter_map(|path| path.strip_prefix("embed/").map(str::to_owned))
            .collect();
        assert_eq!(cards, entries(language));
    }
    let over = test.page("embed/servizi/buoni-spesa/index.html");
    assert!(over.contains("<span class=\"status status-off\">Concluso</span>"), "{over}");
}

#[test]
fn a_card_is_small_and_says_what_oembed_asks_for() {
    let test = board();
    let data = json(&test, "embed/en/servizi/ausili-in-prestito/oembed.json");
    assert_eq!((data["version"].as_str(), data["type"].as_str()), (Some("1.0"), Some("rich")));
    assert_eq!(data["provider_url"], "https://valle-chiara.example/bacheca/");
    assert_eq!((data["width"].as_u64(), data["height"].as_u64()), (Some(600), Some(240)));
    assert!(data.get("thumbnail_url").is_none(), "{data}");
    assert_eq!(
        data["html"],
        "<blockquote class=\"wp-embedded-content\"><a href=\"https://valle-chiara.example/bacheca/en/servizi/ausili-in-prestito/\">Equipment on loan</a></blockquote>\
         <iframe class=\"wp-embedded-content\" sandbox=\"allow-scripts\" security=\"restricted\" \
         src=\"https://valle-chiara.example/bacheca/embed/en/servizi/ausili-in-prestito/\" \
         title=\"Equipment on loan – Bacheca della Valle Chiara\" width=\"600\" height=\"240\" \
         frameborder=\"0\" marginwidth=\"0\" marginheight=\"0\"></iframe>"
    );
    for (path, bytes) in test.published() {
        let is_card = path.starts_with("embed/") && test.page(&path).contains("<h2 class=\"title\"");
        assert!(!is_card || bytes.len() <= 2048, "{path}: {}", bytes.len());
    }
}

#[test]
fn a_delicate_card_gives_away_neither_its_title_nor_where_the_reader_goes() {
    let card = board().page("embed/servizi/aiuto-contro-la-violenza/index.html");
    assert!(card.contains("<title>Bacheca della Valle Chiara</title>"), "{card}");
    assert!(card.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{card}");
    assert!(!card.contains("Tutti i Comuni"), "{card}");
}

#[test]
fn what_an_author_writes_stays_text_in_what_other_sites_show() {
    let test = SiteTest::new("minimo");
    let title = "Sportello </a><script>alert(1)</script>\" onload=\"x' & <b>";
    test.replace(
        "content/servizi/sportello.md",
        "titolo: Sportello",
        &format!("titolo: '{}'", title.replace('\'', "''")),
    );
    let test = test.built();
    for page in ["embed/index.html", "embed/servizi/sportello/index.html"] {
        let html = test.page(page);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
        assert!(!html.contains("<script>") && !html.contains("onload=\""), "{html}");
    }
    let data = json(&test, "embed/servizi/sportello/oembed.json");
    assert_eq!(data["title"], title);
    let html = data["html"].as_str().expect("HTML");
    assert_eq!(html.matches('<').count(), 6, "{html}");
    assert_eq!(html.matches('"').count(), 24, "{html}");
}

#[test]
fn a_page_names_its_oembed_unless_it_is_delicate() {
    let test = board();
    let published = test.published();
    let discovered = |page: &str| -> Option<String> {
        let html = test.page(page);
        let link = html.split("<link ").find(|link| link.contains("application/json+oembed"))?;
        Some(link.split("href=\"").nth(1)?.split('"').next()?.to_owned())
    };
    for (page, oembed) in [
        ("index.html", "embed/oembed.json"),
        ("en/opportunita/index.html", "embed/en/opportunita/oembed.json"),
        ("comuni/borgolieto/index.html", "embed/comuni/borgolieto/oembed.json"),
        ("per-chi/anziani/index.html", "embed/per-chi/anziani/oembed.json"),
        ("en/servizi/ausili-in-prestito/index.html", "embed/en/servizi/ausili-in-prestito/oembed.json"),
    ] {
        assert_eq!(discovered(page), Some(format!("https://valle-chiara.example/bacheca/{oembed}")), "{page}");
        assert!(published.contains_key(oembed), "{oembed}");
    }
    for page in ["servizi/aiuto-contro-la-violenza/index.html", "bisogni/violenza/index.html", "archivio/index.html"] {
        assert_eq!(discovered(page), None, "{page}");
    }
}

#[test]
fn what_is_delicate_stays_on_no_device_in_a_frame_either() {
    let headers = board().page("_headers");
    for path in ["embed/servizi/aiuto-contro-la-violenza/", "embed/en/bisogni/violenza/"] {
        let rule = format!("/bacheca/{path}*\n  ! Cache-Control\n  Cache-Control: no-store\n");
        assert!(headers.contains(&rule), "{headers}");
    }
}
