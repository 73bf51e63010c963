//! What a citizen finds on the pages of the example board.

use crate::harness::{SiteTest, TODAY};

fn board() -> SiteTest {
    SiteTest::new("esempio").built()
}

/// The text of a page without its tags.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_day_decides_what_is_open_what_closes_and_what_is_archived() {
    let entry = |extra: &str| {
        format!(
            "---\ntitolo: Prova dei tempi\ndescrizione_breve: Una prova.\nbisogni: [BISOGNO]\nper_chi: [GRUPPO]\nente: ufficio-sociale\ntipo: TIPO\n{extra}\n---\n\nTesto.\n"
        )
    };
    let first = |test: &SiteTest, file: &str| -> String {
        let text = test.read(file);
        let value = text.split("slug:").nth(1).expect("a slug");
        value.split([',', '\n', '}']).next().expect("a value").trim().to_owned()
    };
    for (fields, date, state, archived) in [
        ("scadenza: 2026-06-01", "2026-05-01", "Aperta", false),
        ("scadenza: 2026-06-01", "2026-05-17", "Aperta", false),
        ("scadenza: 2026-06-01", "2026-05-18", "In scadenza", false),
        ("scadenza: 2026-06-01", "2026-06-01", "In scadenza", false),
        ("scadenza: 2026-06-01 12:00", "2026-06-02", "Chiusa", true),
        ("domande_dal: 2026-05-10\nscadenza: 2026-06-01", "2026-05-09", "In arrivo", false),
        ("sempre_aperta: sì", "2030-01-01", "Aperta", false),
        ("fino_a_esaurimento: sì\nchiusa_il: 2026-05-10", "2026-05-09", "Aperta", false),
        ("fino_a_esaurimento: sì\nchiusa_il: 2026-05-10", "2026-05-10", "Chiusa", true),
        ("in_arrivo: sì", "2026-05-10", "In arrivo", false),
        ("eventi:\n  - inizio: 2026-05-10 15:00", "2026-05-10", "In scadenza", false),
        ("eventi:\n  - inizio: 2026-05-10 15:00", "2026-05-11", "Chiusa", true),
    ] {
        let test = SiteTest::new("minimo");
        let text_of = entry(fields)
            .replace("BISOGNO", &first(&test, "content/vocabolari/bisogni.yaml"))
            .replace("GRUPPO", &first(&test, "content/vocabolari/per_chi.yaml"))
            .replace("TIPO", &first(&test, "content/vocabolari/tipi.yaml"));
        test.write("content/opportunita/prova-tempi.md", &text_of);
        let run = test.run(&["build", "--date", date]);
        assert_eq!(run.code, Some(0), "{fields} at {date}: {}", run.stderr);
        let page = test.page("opportunita/prova-tempi/index.html");
        let chip = page
            .split("entry-head")
            .nth(1)
            .and_then(|head| head.split("</div>").next())
            .expect("the head of the entry");
        assert!(text(chip).contains(state), "{fields} at {date} is not «{state}»: {}", text(chip));
        assert_eq!(page.contains("content=\"noindex\""), archived, "{fields} at {date}: noindex");
        assert_eq!(test.page("archivio/index.html").contains("prova-tempi"), archived, "{fields} at {date}: archive");
        assert_eq!(test.page("opportunita/index.html").contains("prova-tempi"), !archived, "{fields} at {date}: list");
        assert_eq!(test.page("sitemap.xml").contains("prova-tempi"), !archived, "{fields} at {date}: sitemap");
    }
}

#[test]
fn a_delicate_entry_gives_away_no_place_and_offers_a_way_out() {
    let test = board();
    let page = test.page("servizi/aiuto-contro-la-violenza/index.html");
    assert!(page.contains("Esci subito"), "no way out");
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
    assert!(!title.to_lowercase().contains("violenza"), "the window's title gives it away: {title}");
    assert!(!page.contains("streetAddress") && !page.contains("id=\"sedi-e-orari\""), "an address is on the page");
}

#[test]
fn referral_comes_before_everything_else() {
    let page = board().page("servizi/educatore-a-casa/index.html");
    let position = |needle: &str| page.find(needle).unwrap_or_else(|| panic!("no «{needle}»"));
    assert!(position("Accesso solo su segnalazione") < position("id=\"come-fare\""));
    assert!(!page.contains("id=\"chi-segnala\""), "who may refer is said twice");
}

#[test]
fn a_translated_entry_has_a_page_in_its_language_and_others_lead_to_italian() {
    let test = board();
    assert!(test.page("en/servizi/punto-di-ascolto/index.html").contains("<html lang=\"en\""));
    assert!(
        !test.published().contains_key("en/servizi/educatore-a-casa/index.html"),
        "an untranslated entry has an English page"
    );
    let list = test.page("en/servizi/index.html") + &test.page("en/servizi/pagina/2/index.html");
    assert!(
        list.contains("href=\"/bacheca/servizi/educatore-a-casa/\" data-element=\"service-link\" hreflang=\"it\""),
        "the Italian page is not marked"
    );
    let italian = test.page("servizi/punto-di-ascolto/index.html");
    assert!(italian.contains("hreflang=\"en\"") && italian.contains("hreflang=\"x-default\""));
}

#[test]
fn what_is_not_published_today_is_nowhere_and_links_to_it_become_text() {
    let test = board();
    for (path, bytes) in test.published() {
        let text = String::from_utf8_lossy(&bytes);
        for hidden in ["bando-centri-estivi/", "corso-spid/", "notizie-dalla-valle/"] {
            assert!(!path.contains(hidden) && !text.contains(hidden), "{path} knows {hidden}");
        }
    }
}

#[test]
fn old_addresses_lead_to_todays_pages() {
    let test = board();
    let redirects = test.page("_redirects");
    assert!(!redirects.is_empty());
    for line in redirects.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words.len(), 3, "{line}");
        assert_eq!(words[2], "301");
        let target = words[1].strip_prefix("/bacheca/").expect("below the site's path");
        assert!(test.published().contains_key(&format!("{target}index.html")), "{line}: no such page");
        assert!(test.page("server/nginx.conf").contains(words[0]), "{line} is not in the nginx snippet");
        assert!(test.page("server/apache.conf").contains(words[1]), "{line} is not in the Apache snippet");
    }
}

#[test]
fn the_sitemap_lists_pages_that_exist_with_their_languages() {
    let test = board();
    let sitemap = test.page("sitemap.xml");
    let mut seen = 0;
    for location in sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()) {
        let path = location
            .strip_prefix("https://valle-chiara.example/bacheca/")
            .unwrap_or_else(|| panic!("{location} is not of this site"));
        let html = test.page(&format!("{path}index.html"));
        assert!(!html.contains("content=\"noindex\""), "{location} is in the sitemap and asks not to be");
        assert!(
            html.contains(&format!("rel=\"canonical\" href=\"{location}\"")),
            "{location} is not its own canonical address"
        );
        seen += 1;
    }
    assert!(seen > 80);
    assert!(sitemap.contains("hreflang=\"x-default\"") && sitemap.contains("<lastmod>2026-"));
}

#[test]
fn contacts_places_and_hours_are_lent_by_the_office_and_never_invented() {
    let test = board();
    let page = test.page("enti/servizio-anziani/index.html");
    assert!(page.contains("tel:"), "an office without contacts does not show those of its organisation");
    assert!(text(&page).contains("Contatti di:"), "it does not say whose they are");
}

#[test]
fn attachments_are_published_with_their_type_and_size() {
    let test = board();
    let page = text(&test.page("servizi/punto-di-ascolto/index.html"));
    assert!(page.contains("PDF") && page.contains("KB"), "{page}");
    let pdf = test.published().into_iter().find(|(path, _)| path.ends_with(".pdf")).expect("a published PDF");
    assert!(pdf.1.starts_with(b"%PDF"));
    assert!(test.page("servizi/punto-di-ascolto/index.html").contains(pdf.0.rsplit('/').next().expect("a name")));
}

#[test]
fn lists_are_cut_into_pages_that_together_hold_every_entry_once() {
    let test = board();
    let mut seen = Vec::new();
    for number in 1.. {
        let path = if number == 1 {
            "opportunita/index.html".to_owned()
        } else {
            format!("opportunita/pagina/{number}/index.html")
        };
        if !test.published().contains_key(&path) {
            break;
        }
        let page = test.page(&path);
        let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("main");
        let mut links: Vec<String> = main
            .split("href=\"/bacheca/opportunita/")
            .skip(1)
            .filter_map(|rest| rest.split("/\"").next())
            .filter(|slug| !slug.is_empty() && !slug.contains('"') && !slug.starts_with("pagina"))
            .map(str::to_owned)
            .collect();
        links.dedup();
        assert!(links.len() <= 5, "{path} holds {}", links.len());
        seen.extend(links);
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "an entry is listed twice");
    assert!(count > 5);
}

#[test]
fn a_language_without_its_words_is_refused_and_the_old_site_stays() {
    let test = SiteTest::new("esempio").built();
    let before = test.published();
    test.replace("bacheca.yaml", "lingue: [it, en]", "lingue: [it, en, de]");
    let run = test.build();
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("«de»") && run.stderr.contains("strings/de.yaml"), "{}", run.stderr);
    test.write("themes/base/strings/de.yaml", "home: Startseite\n");
    let run = test.build();
    assert!(run.stderr.contains("mancano delle parole") && run.stderr.contains("search"), "{}", run.stderr);
    assert_eq!(test.published(), before);
}

#[test]
fn a_site_with_what_is_not_finished_asks_not_to_be_listed() {
    let test = SiteTest::new("esempio");
    assert_eq!(test.run(&["build", "--drafts", "--date", TODAY]).code, Some(0));
    let pages: Vec<String> = test
        .published()
        .into_iter()
        .filter(|(path, _)| path.ends_with("index.html"))
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .filter(|(_, html)| !html.contains("content=\"noindex\""))
        .map(|(path, _)| path)
        .collect();
    assert!(pages.is_empty(), "{pages:?}");
    assert!(test.read("public/_headers").contains("X-Robots-Tag: noindex"));
    assert!(!SiteTest::new("esempio").built().read("public/_headers").contains("X-Robots-Tag"));
}
