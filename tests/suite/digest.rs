//! What the office sends to the district.

use snapbox::{Data, assert_data_eq};

use crate::harness::{Run, SiteTest, TODAY, repository};

const SINCE: &str = "2026-05-01";

fn run(test: &SiteTest, arguments: &[&str]) -> Run {
    test.run(&[&["digest", "--dal", SINCE, "--date", TODAY], arguments].concat())
}

fn digest(test: &SiteTest, arguments: &[&str]) -> String {
    let run = run(test, arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout
}

/// The titles under a heading of the Markdown form.
fn under(text: &str, heading: &str) -> Vec<String> {
    let part = text.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_default();
    let items = part.split("\n## ").next().unwrap_or_default().lines().filter_map(|line| line.strip_prefix("- ["));
    items.map(|line| line.split("](").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_three_forms_are_as_they_are_sent() {
    let test = SiteTest::new("esempio");
    for (format, file) in [("markdown", "digest.md"), ("html", "digest.html"), ("testo", "digest.txt")] {
        let text = digest(&test, &["--format", format]);
        assert_data_eq!(text, Data::read_from(&repository().join("tests/snapshots").join(file), None).raw());
    }
}

#[test]
fn each_entry_is_told_once_for_its_most_urgent_reason() {
    let text = digest(&SiteTest::new("esempio"), &[]);
    assert!(under(&text, "In scadenza").contains(&"Contributo a chi assiste un familiare".to_owned()), "{text}");
    assert!(under(&text, "Novità").contains(&"Educatore a casa".to_owned()), "{text}");
    assert!(under(&text, "Schede aggiornate").contains(&"Trasporto sociale".to_owned()), "{text}");
    assert_eq!(under(&text, "Date e incontri"), ["Gruppo per chi cura un familiare"]);
    assert_eq!(under(&text, "Per enti e operatori"), ["Cartella sociale condivisa"]);
    let mut links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let count = links.len();
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), count, "something is told twice in {text}");
}

#[test]
fn the_day_and_the_days_ahead_decide_what_is_told() {
    let test = SiteTest::new("esempio");
    let told = |arguments: &[&str], title: &str| {
        let all = [&["digest", "--date", TODAY], arguments].concat();
        test.run(&all).stdout.contains(&format!("[{title}]"))
    };
    assert!(told(&["--dal", "2026-05-08"], "Educatore a casa"), "published on that very day");
    assert!(!told(&["--dal", "2026-05-09"], "Educatore a casa"));
    assert!(told(&["--dal", "2026-05-15", "--scadenze", "5"], "Contributo a chi assiste un familiare"));
    assert!(!told(&["--dal", "2026-05-15", "--scadenze", "4"], "Contributo a chi assiste un familiare"));
    assert!(told(&["--dal", "2026-05-15", "--scadenze", "31"], "Contributo per l'affitto 2026"), "opens in 31 days");
    assert!(!told(&["--dal", "2026-05-15", "--scadenze", "30"], "Contributo per l'affitto 2026"));
    let cancelled = digest(&test, &[]);
    assert!(!cancelled.contains("11 giugno 2026"), "a meeting that is cancelled: {cancelled}");
}

#[test]
fn what_is_delicate_unfinished_or_over_is_never_sent() {
    let test = SiteTest::new("esempio");
    let from_the_start = || test.run(&["digest", "--dal", "2020-01-01", "--date", TODAY]).stdout;
    let all = from_the_start();
    assert!(all.contains("[Ausili in prestito]"), "{all}");
    for never in
        ["violenza", "Notizie dalla valle", "Porte aperte", "Festa dei vicini", "Autisti per il", "centri estivi"]
    {
        assert!(!all.contains(never), "{never} is sent: {all}");
    }
    test.replace("content/servizi/ausili-in-prestito.yaml", "titolo:", "tema_delicato: sì\ntitolo:");
    assert!(!from_the_start().contains("Ausili in prestito"));
}

#[test]
fn a_comune_gets_what_is_valid_there() {
    let test = SiteTest::new("esempio");
    let castelvento = digest(&test, &["--comune", "castelvento"]);
    assert!(
        castelvento.contains("[Contributo a chi assiste") && !castelvento.contains("Case in affitto"),
        "{castelvento}"
    );
    assert!(castelvento.contains("Castelvento. Dal") && castelvento.contains("/bacheca/comuni/castelvento/"));
    assert!(digest(&test, &["--comune", "borgolieto"]).contains("Solo a Borgolieto, San Gerbino"));
    let wrong = run(&test, &["--comune", "borgoliet"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("forse volevi `borgolieto`"), "{}", wrong.stderr);
}

#[test]
fn another_language_has_its_words_and_links_the_pages_that_it_has() {
    let test = SiteTest::new("esempio");
    let english = digest(&test, &["--lingua", "en", "--format", "html"]);
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">") && english.contains("Closing soon"), "{english}");
    assert!(english.contains("https://valle-chiara.example/bacheca/en/servizi/punto-di-ascolto/"), "{english}");
    assert!(english.contains("lang=\"it\" dir=\"ltr\""), "Italian texts are not marked");
    assert_eq!(run(&test, &["--lingua", "de"]).code, Some(2));
}

#[test]
fn a_day_that_cannot_be_is_refused_and_a_quiet_time_is_said() {
    let test = SiteTest::new("esempio");
    for (day, expected) in
        [("2026-05-16", "deve ancora venire"), ("ieri", "non è una data"), ("2026-02-30", "non esiste")]
    {
        let run = test.run(&["digest", "--dal", day, "--date", TODAY]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{day}");
        assert!(run.stderr.contains(expected), "{day}: {}", run.stderr);
    }
    let quiet = test.run(&["digest", "--dal", "2027-01-01", "--date", "2027-01-01", "--output", "nuovo.md"]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (Some(0), ""));
    assert!(quiet.stderr.contains("non c'è niente di nuovo"), "{}", quiet.stderr);
    assert!(!test.root().join("nuovo.md").exists());
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let test = SiteTest::new("esempio");
    let run_to = |file: &str| run(&test, &["--output", file]);
    test.write("novita.md", "di prima");
    assert_eq!(run_to("novita.md").stdout, "novita.md\n");
    assert!(test.read("novita.md").starts_with("# Bacheca della Valle Chiara\n"));
    let before = crate::harness::files(&test.root());
    for wrong in ["bacheca.yaml/novita.md", "content"] {
        let run = run_to(wrong);
        assert_eq!(run.code, Some(2), "{wrong}");
        assert!(run.stderr.contains("non riesco a scrivere") && run.stderr.contains("aiuto:"), "{}", run.stderr);
    }
    assert!(crate::harness::files(&test.root()) == before, "something was left behind");
    test.replace("content/opportunita/orto-insieme.md", "ente:", "enti:");
    let run = run_to("novita.md");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("bacheca check"), "{}", run.stderr);
}

#[test]
fn a_hostile_title_stays_text_in_every_form() {
    let test = SiteTest::new("esempio");
    let attack = "*Forte* <script>alert(1)</script> |x| [qui](https://male.example) _io_";
    test.replace("content/servizi/educatore-a-casa.md", "titolo: Educatore a casa", &format!("titolo: '{attack}'"));
    let html = digest(&test, &["--format", "html"]);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    let markdown = digest(&test, &[]);
    assert!(
        markdown.contains(
            "- [\\*Forte\\* &lt;script&gt;alert(1)&lt;/script&gt; \\|x\\| \\[qui\\](https://male.example) \\_io\\_]("
        ),
        "{markdown}"
    );
    let text = digest(&test, &["--format", "testo"]);
    assert!(text.contains("- Forte <script>alert(1)</script> |x|"), "{text}");
}

#[test]
fn an_email_needs_nothing_but_itself() {
    let html = digest(&SiteTest::new("esempio"), &["--format", "html"]);
    for forbidden in ["<img", "<link", "<script", "url(", "href=\"/", "href=\"#"] {
        assert!(!html.contains(forbidden), "{forbidden} in the e-mail");
    }
    assert!(html.contains("role=\"presentation\"") && html.contains("max-width:100%"));
}
