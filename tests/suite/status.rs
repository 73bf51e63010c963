//! What the office is told of its board.

use std::path::Path;

use bacheca::check::Edition;
use bacheca::pipeline::{self, Workspace};
use bacheca::status::html::{Links, html, style};
use bacheca::status::{Files, Status};
use snapbox::{Data, assert_data_eq};

use crate::harness::{Run, SiteTest, TODAY, repository};

fn status(test: &SiteTest, arguments: &[&str], today: &str) -> Run {
    let run = test.run(&[&["stato", "--date", today], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run
}

/// The items of a section on a day: mark, title and fact of each.
fn items_on(test: &SiteTest, section: &str, today: &str) -> Vec<String> {
    let run = status(test, &[section, "--format", "json"], today);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["sections"].as_array().map(Vec::len), Some(1));
    let items = json["sections"][0]["items"].as_array().expect("items").clone();
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let told = |item: &serde_json::Value| {
        format!("{}{} | {} | {}", text(item, "group"), text(item, "mark"), text(item, "title"), text(item, "fact"))
    };
    items.iter().map(told).collect()
}

fn items(test: &SiteTest, section: &str) -> Vec<String> {
    items_on(test, section, TODAY)
}

/// What a change of the board adds to a section.
fn added(section: &str, file: &str, from: &str, to: &str) -> Vec<String> {
    let test = SiteTest::new("esempio");
    let before = items(&test, section);
    test.replace(file, from, to);
    items(&test, section).into_iter().filter(|item| !before.contains(item)).collect()
}

/// The same, of one line put into the fields.
fn added_by_line(section: &str, file: &str, line: &str) -> Vec<String> {
    added(section, file, "pubblicato_il:", &format!("{line}\npubblicato_il:"))
}

/// The page of the office, with its style sheet.
fn desk(root: &Path, today: &str) -> (String, String) {
    let edition = Edition { today: today.parse().expect("a day"), with_drafts: false };
    let (drafts, report) = Workspace::new(root).check(edition).expect("a board");
    let site = pipeline::sound_site(&drafts, &report, edition);
    let status = Status::new(Files { drafts: &drafts, report: &report, today: edition.today }, site.as_ref());
    let theme = bacheca::load::theme(root).unwrap_or_else(|fault| panic!("{}", fault.message));
    let page = |path: &str| format!("/bacheca{path}");
    let file = |path: &str, line: Option<usize>| Some(format!("/apri?file={path}&riga={}", line.unwrap_or(1)));
    let links = Links { page: &page, file: &file, style: "/_redazione/desk.css" };
    (html(&status, &theme, &links).expect("the page"), style(&theme))
}

#[test]
fn the_picture_of_a_board_is_as_its_office_reads_it() {
    let run = status(&SiteTest::new("esempio"), &[], TODAY);
    assert_data_eq!(run.stdout, Data::read_from(&repository().join("tests/snapshots/status.txt"), None).raw());
}

#[test]
fn nothing_is_wider_than_a_terminal_or_coloured_in_a_pipe() {
    let test = SiteTest::new("esempio");
    for arguments in [&[][..], &["comuni", "dati", "traduzioni"][..]] {
        let run = status(&test, arguments, TODAY);
        assert!(!run.stdout.contains('\u{1b}'));
        for line in run.stdout.lines().filter(|line| !line.trim_start().starts_with("content/")) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn a_deadline_is_told_from_thirty_days_before_to_its_day() {
    let test = SiteTest::new("esempio");
    let told = |today| items_on(&test, "scadenze", today).iter().any(|item| item.contains("Contributo per l'affitto"));
    assert_eq!(
        ["2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01"].map(told),
        [false, true, true, false],
        "the deadline is 2026-07-31"
    );
}

#[test]
fn every_kind_of_end_is_told() {
    for (file, line, expected) in [
        (
            "content/servizi/assistenza-a-casa.md",
            "pubblica_fino_al: 2026-05-20",
            "tra 5 giorni | Assistenza a casa | La pagina si vede solo fino al 20 maggio 2026.",
        ),
        (
            "content/servizi/assistenza-a-casa.md",
            "sospeso_dal: 2026-05-18",
            "La sospensione comincia il 18 maggio 2026.",
        ),
        ("content/servizi/assistenza-a-casa.md", "sospeso_al: 2026-06-11", "La sospensione finisce l'11 giugno 2026."),
        (
            "content/servizi/assistenza-a-casa.md",
            "chiusure: [{dal: 2026-05-16, al: 2026-05-17}]",
            "domani | Assistenza a casa | Chiusura dal 16 maggio 2026 al 17 maggio 2026.",
        ),
        (
            "content/servizi/assistenza-a-casa.md",
            "chiusure: [{dal: 2026-05-10, al: 2026-05-17}]",
            "tra 2 giorni | Assistenza a casa | Chiusura",
        ),
    ] {
        let added = added_by_line("scadenze", file, line);
        assert!(added.len() == 1 && added[0].contains(expected), "{line}: {added:?}");
    }
    let added =
        added("scadenze", "content/progetti/lavoro-in-valle.md", "proroga_al: 2026-04-30", "proroga_al: 2026-05-30");
    assert!(added.len() == 1 && added[0].contains("Il progetto finisce il 30 maggio 2026."), "{added:?}");
    let all = items(&SiteTest::new("esempio"), "scadenze").join("\n");
    assert!(all.contains("Fiume in piena | L'avviso si vede fino al 16 maggio 2026"), "no notice in {all}");
    assert!(all.contains("Servizio anziani | Chiusura"), "no closure of an office in {all}");
    assert!(!all.contains("Sciopero"), "a notice that is over in {all}");
}

#[test]
fn what_is_past_is_told_with_what_to_write_instead() {
    for (file, from, to, expected) in [
        (
            "content/opportunita/corso-assistenti-familiari.md",
            "in_arrivo: sì",
            "in_arrivo: sì\ndomande_dal: 2026-05-08",
            "7 giorni fa | Corso per assistenti familiari | Le domande sono aperte dall'8 maggio 2026",
        ),
        (
            "content/progetti/lavoro-in-valle.md",
            "durata:",
            "stato: in-corso\ndurata:",
            "Doveva finire il 30 aprile 2026",
        ),
        (
            "content/progetti/casa-condivisa.md",
            "inizio: 2026-10-01",
            "inizio: 2026-05-01",
            "Doveva cominciare il 1 maggio 2026",
        ),
        (
            "content/opportunita/orto-insieme.md",
            "dal: 2026-08-10\n    al: 2026-08-23",
            "dal: 2026-05-10\n    al: 2026-05-13",
            "2 giorni fa | Orto insieme | La chiusura",
        ),
        (
            "content/servizi/trasporto-sociale.md",
            "sospeso_al: 2026-05-29",
            "sospeso_al: 2026-05-14",
            "ieri | Trasporto sociale | La sospensione è finita il 14 maggio 2026",
        ),
        (
            "content/opportunita/autisti-per-il-trasporto.md",
            "## Esito",
            "### Com'è andata",
            "È chiusa dall'8 maggio 2026 e non dice com'è andata",
        ),
        (
            "content/opportunita/festa-dei-vicini.md",
            "costo: gratuito",
            "sempre_aperta: sì\ncosto: gratuito",
            "L'ultima data era il 19 aprile 2026, ma la scheda è ancora aperta",
        ),
        ("content/avvisi/piena-del-fiume.md", "al: 2026-05-16", "al: 2026-05-14", "Si è visto fino al 14 maggio 2026"),
    ] {
        let added = added("passate", file, from, to);
        assert!(added.len() == 1 && added[0].contains(expected), "{file}: {added:?}");
    }
}

#[test]
fn facts_are_stale_a_day_after_the_months_that_the_entry_gives_them() {
    let told = |line: &str| {
        let added =
            added("verifiche", "content/opportunita/contributo-a-chi-assiste.md", "verificato_il: 2026-05-04", line);
        added.first().cloned().unwrap_or_default()
    };
    assert_eq!(told("verificato_il: 2025-05-15"), "", "twelve months to the day");
    assert!(told("verificato_il: 2025-05-14").contains("12 mesi fa | Contributo a chi assiste un familiare"));
    assert_eq!(told("verificato_il: 2026-02-15\nverifica_ogni_mesi: 3"), "");
    assert!(told("verificato_il: 2026-02-14\nverifica_ogni_mesi: 3").contains("va rifatto ogni 3 mesi"));
    assert!(told("").contains("Mai controllate, o non c'è scrittomai | Contributo"));
}

#[test]
fn stale_facts_come_oldest_first_and_those_of_archived_entries_not_at_all() {
    let stale = items(&SiteTest::new("esempio"), "verifiche");
    let place = |title: &str| {
        stale.iter().position(|item| item.contains(title)).unwrap_or_else(|| panic!("{title}: {stale:?}"))
    };
    assert!(place("Ospita un tirocinio") < place("Trasporto sociale"));
    assert!(place("Trasporto sociale") < place("Volontari per la compagnia"));
    assert!(place("Volontari per la compagnia") < place("Orto insieme"));
    assert!(!stale.iter().any(|item| item.contains("Porte aperte") || item.contains("Festa dei vicini")), "{stale:?}");
}

#[test]
fn an_entry_whose_offices_have_no_contacts_is_named() {
    let test = SiteTest::new("minimo");
    assert_eq!(items(&test, "contatti"), [""; 0]);
    for office in ["content/enti/ufficio-sociale.yaml", "content/enti/comune-di-alfa.yaml"] {
        let fields = test.read(office);
        test.write(office, fields.split("contatti:").next().expect("what comes before"));
    }
    let silent = items(&test, "contatti");
    assert!(!silent.is_empty() && silent[0].starts_with("nessuno | "), "{silent:?}");
}

#[test]
fn a_comune_without_phone_or_entries_and_an_entry_without_a_place_are_named() {
    let test = SiteTest::new("esempio");
    assert_eq!(items(&test, "comuni"), [""; 0]);
    let comuni = test.read("content/comuni.yaml");
    let service = comuni
        .find(
            "    servizio_sociale:
      nome: Servizio sociale di Castelvento",
        )
        .expect("its service");
    let after = comuni.find("    vecchi_indirizzi: [/comune/castel-vento]").expect("what comes after");
    test.write("content/comuni.yaml", &format!("{}{}", &comuni[..service], &comuni[after..]));
    let phone = items(&test, "comuni");
    assert_eq!(phone.len(), 1);
    assert!(phone[0].starts_with("Comuni senza il telefono del servizio sociale | Castelvento"), "{phone:?}");
    let test = SiteTest::new("minimo");
    let before = items(&test, "comuni");
    assert!(before.iter().any(|item| item.starts_with("Comuni senza nessuna scheda locale")), "{before:?}");
    let nowhere =
        |test: &SiteTest| items(test, "comuni").iter().filter(|item| item.contains("non dicono dove")).count();
    let entries = crate::harness::files(&test.root().join("content/servizi"));
    let file = format!("content/servizi/{}", entries.keys().find(|path| path.ends_with(".md")).expect("a service"));
    let many = nowhere(&test);
    assert!(many > 0);
    test.replace(&file, "titolo:", "comuni: tutti\ntitolo:");
    assert_eq!(nowhere(&test), many - 1, "{file} says where it is valid");
}

#[test]
fn a_need_that_nobody_answers_is_named_with_its_comuni() {
    let test = SiteTest::new("esempio");
    assert_eq!(items(&test, "copertura"), [""; 0]);
    let file = "content/vocabolari/bisogni.yaml";
    test.replace(file, "termini:", "termini:\n  - slug: cibo\n    nome: Cibo\n    icona: casa\n");
    assert_eq!(items(&test, "copertura"), ["5 Comuni | Cibo | Non c'è niente, in nessun Comune."]);
    test.replace("content/opportunita/orto-insieme.md", "bisogni: [tempo-libero]", "bisogni: [tempo-libero, cibo]");
    let empty = items(&test, "copertura");
    assert!(empty[0].starts_with("4 Comuni | Cibo | Non c'è niente per chi vive a: Borgolieto, "), "{empty:?}");
    assert!(!empty[0].contains("Torre d'Alzò"), "{empty:?}");
    let table = status(&test, &["copertura"], TODAY).stdout;
    let row =
        table.lines().find(|line| line.starts_with("Cibo")).expect("a row").split_whitespace().collect::<Vec<_>>();
    assert_eq!(row, ["Cibo", "0", "4", "4"], "valid everywhere, without anything local, without anything");
    let csv = status(&test, &["copertura", "--format", "csv"], TODAY).stdout;
    assert!(csv.contains("\nCibo;0;") && csv.lines().next().is_some_and(|head| head.contains(";Borgolieto")), "{csv}");
}

#[test]
fn the_hardest_texts_come_first_and_ten_are_enough() {
    let test = SiteTest::new("esempio");
    let before = items(&test, "lettura");
    assert_eq!(before.len(), 10);
    assert!(!before[0].contains("Assistenza a casa"));
    let sentence = "L'erogazione dell'intervento assistenziale domiciliare presuppone la preventiva valutazione multidimensionale ".repeat(12);
    test.replace("content/servizi/assistenza-a-casa.md", "## Come fare", &format!("{sentence}.\n\n## Come fare"));
    let long = "È un orto che si cura insieme, un poco ogni giorno. ".repeat(12);
    test.replace(
        "content/opportunita/orto-insieme.md",
        "## Come partecipare",
        &format!("{long}\n\n## Come partecipare"),
    );
    let after = items(&test, "lettura");
    assert_eq!(after.len(), 10, "eleven are long enough");
    assert!(after[0].contains("| Assistenza a casa | Difficile per chi ha la terza media."), "{after:?}");
    assert!(after[0].contains("La frase più lunga ha"), "{after:?}");
}

#[test]
fn translations_are_told_apart_by_what_they_lack() {
    let all = items(&SiteTest::new("esempio"), "traduzioni");
    assert!(all[0].starts_with("Inglese: tradotte 3 schede su "), "{all:?}");
    assert!(all.iter().all(|item| item.contains("manca | ")), "{all:?}");
    let original = "content/servizi/punto-di-ascolto/index";
    let old = added("traduzioni", &format!("{original}.en.md"), "traduce: 2026", "traduce: 2020");
    assert!(old[0].contains("vecchia | Punto di ascolto | L'originale è cambiato"), "{old:?}");
    let unread = added("traduzioni", &format!("{original}.en.md"), "traduce:", "da_rivedere: sì\ntraduce:");
    assert!(unread[0].contains("da rivedere | Punto di ascolto"), "{unread:?}");
}

#[test]
fn facts_to_ask_for_stand_under_who_can_answer() {
    let missing = items(&SiteTest::new("esempio"), "dati");
    assert!(
        missing.iter().any(|item| item.starts_with("Cooperativa sociale Ponte di Carta3 dati | Autisti per il trasporto sociale")),
        "{missing:?}"
    );
}

#[test]
fn a_board_with_errors_still_shows_what_is_right() {
    let test = SiteTest::new("esempio");
    test.replace("content/opportunita/case-a-prezzo-basso.md", "scadenza: 2026-05-15", "scadenza: presto");
    let run = status(&test, &["scadenze"], TODAY);
    assert!(run.stdout.contains("1 errore") && run.stdout.contains("Tirocinio in biblioteca"), "{}", run.stdout);
    assert!(!run.stdout.contains("Case in affitto"), "its deadline cannot be known: {}", run.stdout);
    assert!(run.stderr.contains("bacheca check"), "{}", run.stderr);
    // An office that is wrong takes its entries with it.
    test.replace("content/enti/servizio-anziani.yaml", "tipo: ufficio", "tipo: reparto");
    assert!(!status(&test, &["scadenze"], TODAY).stdout.contains("Contributo a chi assiste"));
    test.write("content/comuni.yaml", "comuni: [");
    let run = status(&test, &[], TODAY);
    assert!(run.stdout.contains("Prima correggi gli errori"), "{}", run.stdout);
    assert!(run.stdout.contains("Dati da chiedere agli uffici"), "{}", run.stdout);
    assert_eq!(SiteTest::new("esempio").run(&["stato", "--root", "/niente"]).code, Some(2));
}

#[test]
fn a_section_is_seen_alone_and_whole() {
    let test = SiteTest::new("esempio");
    let whole = status(&test, &["scadenze"], TODAY).stdout;
    assert!(
        whole.contains("Scade o cambia") && !whole.contains("Da ricontrollare") && !whole.contains("bacheca stato")
    );
    assert!(status(&test, &[], TODAY).stdout.contains("bacheca stato scadenze"));
    assert_eq!(test.run(&["cruscotto", "scadenze", "--date", TODAY]).stdout, whole);
    let wrong = test.run(&["stato", "scadnze"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("scegli fra controlli, scadenze, passate"), "{}", wrong.stderr);
}

#[test]
fn a_spreadsheet_takes_no_title_for_a_formula() {
    let test = SiteTest::new("esempio");
    test.replace("content/opportunita/orto-insieme.md", "titolo: Orto insieme", "titolo: '=1+1;\"x'");
    let csv = status(&test, &["verifiche", "--format", "csv"], TODAY).stdout;
    assert!(csv.contains("\"'=1+1;\"\"x\""), "{csv}");
}

#[test]
fn the_page_of_the_office_runs_no_code_and_says_what_the_terminal_says() {
    let test = SiteTest::new("esempio");
    let attack = "<script>alert(1)</script> `<img src=x onerror=alert(2)>`";
    test.replace("content/opportunita/orto-insieme.md", "titolo: Orto insieme", &format!("titolo: '{attack}'"));
    let (page, style) = desk(&test.root(), TODAY);
    for forbidden in ["<script", "<img", " style=", "<style"] {
        assert!(!page.contains(forbidden), "{forbidden} in the page");
    }
    assert!(page.contains("&lt;script&gt;") && style.contains("--ink:") && style.contains(".matrix"));
    for section in bacheca::status::SECTIONS {
        assert!(page.contains(&format!("<h2 id=\"{}\">{}", section.key, section.title)), "{}", section.key);
    }
    assert_eq!(page.matches("<th scope=\"col\"").count(), 2 + 5, "a need, all, and five Comuni");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 6);
    assert!(page.contains("href=\"/bacheca/servizi/trasporto-sociale/\""));
    assert!(page.contains("data-file=\"content/servizi/trasporto-sociale.md\""));
}

#[test]
fn nothing_of_the_office_is_published() {
    let test = SiteTest::new("esempio").built();
    for (path, bytes) in test.published() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("desk") && !text.contains(".cell-none"), "{path} has something of the office");
    }
}
