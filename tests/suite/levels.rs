//! What a board and its authors make of warnings, and what is remembered between two looks at a board.

use bacheca::check::Edition;
use bacheca::diagnostic::json;
use bacheca::model::value::parse_date;
use bacheca::pipeline::Workspace;

use crate::harness::{SiteTest, TODAY};

/// Two entries whose organisation gives no contact.
fn warned() -> SiteTest {
    SiteTest::new("minimo").overlay("broken/senza-contatti")
}

#[test]
fn a_board_gives_its_warnings_another_weight() {
    let control = |level: &str| {
        let test = warned();
        let board = test.read("bacheca.yaml");
        test.write("bacheca.yaml", &format!("{board}controlli:\n  - codice: senza-contatti\n    livello: {level}\n"));
        test
    };
    let run = control("errore").check();
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("errore[senza-contatti]"), "{}", run.stdout);
    let run = control("consiglio").run(&["check", "--date", TODAY]);
    assert!(run.code == Some(0) && !run.stdout.contains("senza-contatti"), "{}", run.stdout);
    assert!(control("consiglio").check().stdout.contains("consiglio[senza-contatti]"));
    assert!(!control("spento").check().stdout.contains("senza-contatti"));
}

#[test]
fn an_organisation_waives_for_all_that_it_answers_for() {
    let test = warned();
    let office = test.read("content/servizi/casa.md");
    assert!(office.contains("ente: circolo") && test.check().stdout.contains("content/servizi/casa.md:1:1"));
    let waiver = "eccezioni:\n  - codice: senza-contatti\n    motivo: Riceve solo di persona.\n";
    let circle = test.read("content/enti/circolo.yaml");
    test.write("content/enti/circolo.yaml", &format!("{circle}{waiver}"));
    let after = test.check().stdout;
    assert!(!after.contains("content/servizi/casa.md:1:1"), "{after}");
    assert!(after.contains("content/opportunita/bando.md:1:1"), "another organisation's entry: {after}");
}

#[test]
fn a_translation_is_excused_by_its_original() {
    let test = SiteTest::new("minimo").overlay("broken/traduzione-vecchia");
    assert!(test.check().stdout.contains("avviso[traduzione-vecchia]"));
    let waiver = "---\neccezioni:\n  - codice: traduzione-vecchia\n    motivo: È cambiata una virgola.\n";
    let entry = test.read("content/servizi/casa.md");
    test.write("content/servizi/casa.md", &entry.replacen("---\n", waiver, 1));
    assert!(!test.check().stdout.contains("content/servizi/casa.en.md"), "{}", test.check().stdout);
}

#[test]
fn a_second_look_finds_what_a_first_one_would() {
    let test = SiteTest::new("minimo").overlay("sessanta");
    let root = test.root();
    let edition = Edition { today: parse_date(TODAY).expect("a date"), with_drafts: false };
    let mut workspace = Workspace::new(&root);
    let mut look = |change: &dyn Fn()| {
        let before = json::draw(&workspace.check(edition).expect("a board").1);
        change();
        let warm = json::draw(&workspace.check(edition).expect("a board").1);
        let cold = json::draw(&Workspace::new(&root).check(edition).expect("a board").1);
        assert_eq!(warm, cold);
        before != warm
    };
    let sheet = "content/servizi/sportello.md";
    let text = test.read(sheet);
    assert!(look(&|| test.write(sheet, "---\n---\n")), "a changed file is read again");
    assert!(look(&|| test.write(sheet, &text)), "a file put right is read again");
    assert!(look(&|| std::fs::remove_file(test.root().join("content/enti/ufficio-sociale.yaml")).expect("a file")));
    assert!(look(&|| test.write("content/servizi/altro.md", "---\n")), "a new file is read");
    let controls = "controlli:\n  - codice: senza-contatti\n    livello: spento\n  - codice: scelta-non-valida\n    livello: spento\n";
    assert!(
        look(&|| test.write("bacheca.yaml", &(test.read("bacheca.yaml") + controls))),
        "the board's own words count"
    );
    assert!(!look(&|| ()));
}
