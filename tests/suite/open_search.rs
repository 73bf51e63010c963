//! The search of the board, described for browsers.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use crate::harness::SiteTest;

/// The texts of the elements of a document, and the templates of its addresses by their type.
fn read(xml: &str) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let (mut texts, mut templates) = (BTreeMap::new(), BTreeMap::new());
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) if start.name().as_ref() != "OpenSearchDescription" => {
                let name = start.name().as_ref().to_owned();
                let text = reader.read_text(start.name()).expect("a closed element");
                texts.insert(name, unescape(&text).expect("entities").into_owned());
            }
            Event::Empty(empty) => {
                let attribute = |key: &str| {
                    let found = empty.try_get_attribute(key).expect("attributes").expect("the attribute");
                    found.value.to_string()
                };
                templates.insert(attribute("type"), attribute("template"));
            }
            Event::Eof => return (texts, templates),
            _ => {}
        }
    }
}

#[test]
fn the_search_of_each_language_is_described_within_the_limits_of_the_format() {
    let test = SiteTest::new("esempio").built();
    for (file, lang, folder) in [("opensearch.xml", "it", ""), ("en/opensearch.xml", "en", "en/")] {
        let (texts, templates) = read(&test.page(file));
        assert_eq!((texts["ShortName"].as_str(), texts["Language"].as_str()), ("Bacheca", lang));
        assert_eq!(texts["LongName"], "Bacheca della Valle Chiara");
        assert!(texts["Description"].chars().count() <= 1024 && texts["Description"].contains("È una valle inventata"));
        let search = format!("https://valle-chiara.example/bacheca/{folder}cerca/?q={{searchTerms}}");
        assert_eq!(templates["text/html"], search);
        assert!(test.output().join(format!("{folder}cerca/index.html")).is_file());
        let icon = texts["Image"].strip_prefix("https://valle-chiara.example/bacheca/").expect("a whole address");
        assert!(test.output().join(icon).is_file());
        let own = &templates["application/opensearchdescription+xml"];
        assert_eq!(*own, format!("https://valle-chiara.example/bacheca/{file}"));
    }
}

#[test]
fn where_one_comes_in_and_where_one_searches_the_search_is_named() {
    let test = SiteTest::new("esempio").built();
    for (folder, file) in [("", "opensearch.xml"), ("en/", "en/opensearch.xml")] {
        let link =
            format!("<link rel=\"search\" type=\"application/opensearchdescription+xml\" href=\"/bacheca/{file}\"");
        for page in ["index.html", "cerca/index.html"] {
            assert!(test.page(&format!("{folder}{page}")).contains(&link), "{folder}{page}");
        }
    }
}
