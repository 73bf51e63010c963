//! Feeds, read by somebody else's program.

use std::collections::{BTreeMap, BTreeSet};

use feed_rs::model::{Entry, Feed};
use feed_rs::parser;

use crate::harness::{SiteTest, finish, repository};

const FORMATS: [&str; 3] = ["rss.xml", "atom.xml", "feed.json"];

fn read(path: &str, bytes: &[u8]) -> Feed {
    parser::parse(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every feed of a published site, by path.
fn feeds(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Feed> {
    let files = files.iter().filter(|(path, _)| path.starts_with("feed/"));
    files.map(|(path, bytes)| (path.clone(), read(path, bytes))).collect()
}

/// Feeds of the same part of the board, by its folder.
fn by_folder(feeds: &BTreeMap<String, Feed>) -> BTreeMap<&str, Vec<&Feed>> {
    let mut folders: BTreeMap<&str, Vec<&Feed>> = BTreeMap::new();
    for format in FORMATS {
        for (path, feed) in feeds {
            if let Some(folder) = path.strip_suffix(format) {
                folders.entry(folder).or_default().push(feed);
            }
        }
    }
    folders
}

fn ids(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn page(entry: &Entry) -> &str {
    &entry.links.iter().find(|link| link.rel.as_deref() != Some("self")).expect("a link to the page").href
}

/// The last steps of the addresses of a feed's entries: `servizi/sportello`.
fn slugs(feed: &Feed) -> BTreeSet<String> {
    let slug = |entry: &Entry| {
        let steps: Vec<&str> = page(entry).trim_end_matches('/').rsplit('/').take(2).collect();
        format!("{}/{}", steps[1], steps[0])
    };
    feed.entries.iter().map(slug).collect()
}

fn title(entry: &Entry) -> &str {
    &entry.title.as_ref().expect("a title").content
}

fn real_board() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let output = folder.path().join("sito");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bacheca"));
    command.args(["build", "--root"]).arg(repository()).arg("--output").arg(&output).env("NO_COLOR", "1");
    let run = finish(command);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    crate::harness::files(&output)
}

/// What any feed must be.
fn assert_sound(feeds: &BTreeMap<String, Feed>) {
    for (folder, formats) in by_folder(feeds) {
        let [rss, atom, json] = formats.as_slice() else { panic!("{folder} lacks a format") };
        assert_eq!(ids(rss), ids(atom), "{folder}: RSS and Atom differ");
        assert_eq!(ids(rss), ids(json), "{folder}: RSS and JSON differ");
        assert_eq!(ids(rss).iter().collect::<BTreeSet<_>>().len(), rss.entries.len(), "{folder}: an id comes twice");
        assert!(rss.entries.len() <= 50, "{folder} is long");
        for ((rss, atom), json) in rss.entries.iter().zip(&atom.entries).zip(&json.entries) {
            assert_eq!((title(rss), page(rss)), (title(atom), page(atom)), "{folder}");
            assert_eq!((title(rss), page(rss)), (title(json), page(json)), "{folder}");
            assert_eq!(rss.published, atom.updated, "{folder}: {}", title(rss));
        }
        assert!(rss.entries.windows(2).all(|pair| pair[0].published >= pair[1].published), "{folder}: not by date");
    }
}

#[test]
fn every_feed_of_the_example_is_read_and_its_formats_say_the_same() {
    let test = SiteTest::new("esempio").built();
    let feeds = feeds(&test.published());
    for path in ["feed/rss.xml", "feed/en/atom.xml", "feed/servizi/feed.json", "feed/enti/ufficio-di-piano/rss.xml"] {
        assert!(!feeds[path].entries.is_empty(), "{path}");
    }
    assert_sound(&feeds);
}

#[test]
fn every_feed_of_the_real_board_is_read_and_its_formats_say_the_same() {
    let feeds = feeds(&real_board());
    assert_eq!(feeds.keys().filter(|path| path.starts_with("feed/comuni/")).count(), 61 * FORMATS.len());
    assert_eq!(feeds["feed/rss.xml"].entries.len(), 50);
    assert_sound(&feeds);
}

#[test]
fn ids_stay_when_the_board_moves_to_another_address() {
    let at = |url: &str| {
        let test = SiteTest::new("esempio");
        assert_eq!(test.run(&["build", "--date", crate::harness::TODAY, "--base-url", url]).code, Some(0));
        feeds(&test.published())
    };
    let (here, there) = (at("https://qui.example/"), at("https://altrove.example/sotto/"));
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, feed) in &here {
        assert_eq!(ids(feed), ids(&there[path]), "{path}");
        if path.ends_with("atom.xml") {
            assert_eq!(feed.id, there[path].id, "{path}");
        }
    }
}

#[test]
fn every_address_in_a_feed_is_whole_and_below_the_path_of_the_board() {
    let test = SiteTest::new("esempio").built();
    for (path, feed) in feeds(&test.published()) {
        let links = feed.links.iter().chain(feed.entries.iter().flat_map(|entry| &entry.links));
        let ours = links.filter(|link| link.rel.as_deref() != Some("license"));
        for link in ours {
            assert!(link.href.starts_with("https://valle-chiara.example/bacheca/"), "{path}: {}", link.href);
        }
        for image in feed.icon.iter().chain(&feed.logo) {
            let file = image.uri.strip_prefix("https://valle-chiara.example/bacheca/").expect("a whole address");
            assert!(test.output().join(file).is_file(), "{path}: {file}");
        }
        let own = feed.links.iter().find(|link| link.rel.as_deref() == Some("self"));
        if let Some(own) = own {
            assert_eq!(own.href, format!("https://valle-chiara.example/bacheca/{path}"));
        }
        assert_eq!(own.is_some(), !path.ends_with(".json"), "{path}");
    }
}

#[test]
fn the_feed_of_a_comune_has_what_is_valid_there_and_nothing_else() {
    let test = SiteTest::new("esempio").built();
    let feeds = feeds(&test.published());
    // Which Comuni an entry names, if it does not name all.
    let only = |slug: &str| -> Option<String> {
        let file = [format!("content/{slug}.md"), format!("content/{slug}/index.md"), format!("content/{slug}.yaml")];
        let file = file.into_iter().find(|file| test.root().join(file).is_file()).expect("the entry's file");
        let text = test.read(&file);
        let line = text.lines().find(|line| line.starts_with("comuni: ["))?;
        Some(line.to_owned())
    };
    let all = slugs(&feeds["feed/rss.xml"]);
    let mut own = 0;
    for comune in ["borgolieto", "castelvento", "rivafiorita", "san-gerbino", "torre-d-alzo"] {
        let valid = |slug: &&String| only(slug).is_none_or(|comuni| comuni.contains(comune));
        let expected: BTreeSet<String> = all.iter().filter(valid).cloned().collect();
        assert!(expected.len() < all.len(), "{comune}: nothing is elsewhere");
        assert_eq!(slugs(&feeds[&format!("feed/comuni/{comune}/rss.xml")]), expected, "{comune}");
        own += expected.iter().filter(|slug| only(slug).is_some()).count();
    }
    assert!(own > 3);
}

#[test]
fn what_is_over_or_for_professionals_is_in_no_feed_of_citizens() {
    let test = SiteTest::new("esempio").built();
    for (path, feed) in feeds(&test.published()) {
        for gone in ["servizi/buoni-spesa", "progetti/porte-aperte", "servizi/cartella-sociale-condivisa"] {
            let is_for_operators = path.contains("/operator");
            assert!(is_for_operators || !slugs(&feed).contains(gone), "{path} has {gone}");
        }
    }
}

#[test]
fn a_delicate_entry_has_no_place_in_a_feed_and_a_delicate_term_has_no_feed() {
    let test = SiteTest::new("esempio").built();
    let files = test.published();
    assert!(!files.keys().any(|path| path.starts_with("feed/") && path.contains("violenza")));
    let feeds = feeds(&files);
    for format in FORMATS {
        let feed = &feeds[&format!("feed/servizi/{format}")];
        let said = |slug: &str| {
            let entry = feed.entries.iter().find(|entry| page(entry).ends_with(slug)).expect("the entry");
            format!("{entry:?}")
        };
        assert!(said("/servizi/punto-di-ascolto/").contains("Dove vale"), "{format}");
        let delicate = said("/servizi/aiuto-contro-la-violenza/");
        assert!(!delicate.contains("Dove vale"), "{format}: {delicate}");
        let categories = feed.entries.iter().flat_map(|entry| &entry.categories);
        assert!(!categories.into_iter().any(|category| category.term.to_lowercase().contains("violenza")), "{format}");
    }
}

#[test]
fn titles_of_any_kind_are_read_as_they_were_written() {
    let test = SiteTest::new("minimo");
    let titles = [
        "Casa & <b>lavoro</b>",
        "A < B > C ]]> fine",
        "</title><script>alert(1)</script>",
        "L'arte del \"fare\" — perché no?",
        "&amp; &lt; &#60; già scritti",
        "Testo da destra: مرحبا",
    ];
    for (number, title) in titles.iter().enumerate() {
        let quoted = title.replace('"', "\\\"");
        test.write(
            &format!("content/servizi/prova-{number}.md"),
            &format!("---\ntitolo: \"{quoted}\"\ndescrizione_breve: \"{quoted}\"\nbisogni: [casa]\nper_chi: [anziani]\nente: ufficio-sociale\naggiornato_il: 2026-05-02\n---\nTesto.\n"),
        );
    }
    let test = test.built();
    let feeds = feeds(&test.published());
    for format in FORMATS {
        let feed = &feeds[&format!("feed/{format}")];
        for (number, title) in titles.iter().enumerate() {
            let own = |entry: &&Entry| page(entry).ends_with(&format!("/prova-{number}/"));
            let entry = feed.entries.iter().find(own).unwrap_or_else(|| panic!("{format}: {title}"));
            assert_eq!(entry.title.as_ref().expect("a title").content, *title, "{format}");
            let html = entry.content.as_ref().and_then(|content| content.body.as_deref()).expect("a content");
            let shown = html.replace("<p>", "").replace("</p>", "");
            let shown = shown.split("<ul>").next().expect("a text before the list").trim();
            assert!(!shown.contains(['<', '>', '"']), "{format}: {shown}");
        }
    }
}

#[test]
fn a_character_that_xml_forbids_is_left_out() {
    let test = SiteTest::new("minimo");
    test.replace("content/servizi/sportello.md", "titolo: Sportello", "titolo: \"Spor\\uFFFEtello\"");
    let test = test.built();
    for (path, feed) in feeds(&test.published()).iter().filter(|(path, _)| path.ends_with(".xml")) {
        let found = feed.entries.iter().any(|entry| title(entry) == "Sportello");
        assert!(found || !slugs(feed).contains("servizi/sportello"), "{path}");
    }
}

#[test]
fn a_feed_holds_the_fifty_latest_changes() {
    let test = SiteTest::new("minimo");
    for number in 1..=60 {
        let day = number % 28 + 1;
        let month = number / 28 + 1;
        test.write(
            &format!("content/servizi/prova-{number}.md"),
            &format!("---\ntitolo: Prova {number}\ndescrizione_breve: Una prova.\nbisogni: [casa]\nper_chi: [anziani]\nente: ufficio-sociale\naggiornato_il: 2026-{month:02}-{day:02}\n---\nTesto.\n"),
        );
    }
    let test = test.built();
    let feed = &feeds(&test.published())["feed/servizi/rss.xml"];
    assert_eq!(feed.entries.len(), 50);
    let slugs = slugs(feed);
    assert!(slugs.contains("servizi/prova-60") && slugs.contains("servizi/sportello"));
    assert!(!slugs.contains("servizi/prova-1"), "the oldest is there");
}

#[test]
fn an_entry_without_a_date_says_none_where_the_format_lets_it() {
    let test = SiteTest::new("minimo");
    test.replace("content/servizi/sportello.md", "aggiornato_il: 2026-05-01\n", "");
    let test = test.built();
    let feeds = feeds(&test.published());
    let dates = |format: &str| {
        let feed = &feeds[&format!("feed/servizi/{format}")];
        let entry = feed.entries.iter().find(|entry| page(entry).ends_with("/sportello/")).expect("the entry");
        (entry.published, entry.updated.map(|moment| moment.timestamp()))
    };
    assert_eq!(dates("rss.xml").0, None);
    assert_eq!(dates("feed.json").0, None);
    assert_eq!(dates("atom.xml"), (None, Some(0)));
}

#[test]
fn pages_name_feeds_that_are_there() {
    let test = SiteTest::new("esempio").built();
    let files = test.published();
    let mut named = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for start in html.split("href=\"/bacheca/feed/").skip(1) {
            let file = format!("feed/{}", start.split('"').next().expect("an end of the address"));
            assert!(files.contains_key(&file), "{path} names {file}");
            named.insert(file);
        }
        let is_delicate = html.contains("<meta name=\"referrer\" content=\"no-referrer\">");
        assert!(!is_delicate || !html.contains("/feed/"), "{path} is delicate");
    }
    let all: BTreeSet<String> = files.into_keys().filter(|path| path.starts_with("feed/")).collect();
    assert_eq!(named, all, "a feed that no page names");
}
