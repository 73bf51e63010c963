//! New files, as their authors find them.

use crate::harness::{SiteTest, TODAY};

const KINDS: [(&str, &str); 6] = [
    ("servizio", "content/servizi/il-ponte.md"),
    ("progetto", "content/progetti/il-ponte.md"),
    ("opportunita", "content/opportunita/il-ponte.md"),
    ("ente", "content/enti/il-ponte.yaml"),
    ("avviso", "content/avvisi/il-ponte.md"),
    ("pagina", "content/pagine/il-ponte.md"),
];

fn assert_sound(test: &SiteTest, what: &str) {
    for more in [&[][..], &["--drafts"][..]] {
        // On the day of the author, which new files bear.
        let run = test.run(&[&["check", "--strict"], more].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{what} {more:?}: {}", run.stderr);
    }
}

/// Takes up every field that is proposed behind a `#`.
fn take_up(text: &str) -> String {
    let taken = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(field) if !field.starts_with("yaml-language-server") => format!("{field}\n"),
        _ => format!("{line}\n"),
    });
    taken.collect::<String>().replace("Scrivi qui", "Testo").replace("000 000000", "0371 409332")
}

#[test]
fn every_kind_of_file_is_sound_from_the_first_moment_and_never_written_over() {
    for (kind, file) in KINDS {
        let test = SiteTest::new("minimo");
        let run = test.run(&["new", kind, "Il Ponte"]);
        assert_eq!((run.code, run.stdout.trim_end()), (Some(0), file), "{}", run.stderr);
        assert_sound(&test, kind);
        let before = test.read(file);
        let again = test.run(&["new", kind, "Il  ponte"]);
        assert_eq!(again.code, Some(1));
        assert!(again.stderr.contains("c'è già"), "{}", again.stderr);
        assert_eq!(test.read(file), before);
    }
}

#[test]
fn proposed_fields_are_valid_when_their_mark_is_taken_away() {
    for (kind, file) in &KINDS[..4] {
        let test = SiteTest::new("minimo");
        assert_eq!(test.run(&["new", kind, "Il Ponte"]).code, Some(0));
        let taken = take_up(&test.read(file));
        assert!(taken != test.read(file), "{kind} proposes nothing");
        test.write(file, &taken);
        let run = test.run(&["check", "--drafts", "--date", TODAY]);
        assert_eq!(run.code, Some(0), "{}\n{taken}", run.stdout);
    }
}

#[test]
fn the_organization_of_a_new_entry_is_the_one_that_runs_the_board() {
    let test = SiteTest::new("minimo");
    assert_eq!(test.run(&["new", "servizio", "Il Ponte"]).code, Some(0));
    assert!(test.read("content/servizi/il-ponte.md").contains("\nente: ufficio-sociale\n"));
}

#[test]
fn an_entry_may_have_a_folder_for_its_files() {
    let test = SiteTest::new("minimo");
    let run = test.run(&["new", "progetto", "Il Ponte", "--cartella"]);
    assert_eq!(run.stdout, "content/progetti/il-ponte/index.md\n");
    assert_sound(&test, "a folder");
    let again = test.run(&["new", "progetto", "Il Ponte"]);
    assert_eq!(again.code, Some(1), "two entries of one name");
}

#[test]
fn no_comment_of_a_new_file_runs_off_the_screen() {
    let test = SiteTest::new("esempio");
    assert_eq!(test.run(&["new", "servizio", "Il Ponte"]).code, Some(0));
    let text = test.read("content/servizi/il-ponte.md");
    let long: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("## ") && !line.starts_with("##   ") && line.chars().count() > 110)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn a_translation_starts_from_the_texts_of_its_original() {
    let test = SiteTest::new("minimo");
    for (name, file) in [
        ("servizi/sportello", "content/servizi/sportello.en.md"),
        ("content/progetti/orti.md", "content/progetti/orti.en.md"),
        ("privacy", "content/pagine/privacy.en.md"),
    ] {
        let run = test.run(&["new", "traduzione", name]);
        assert_eq!((run.code, run.stdout.trim_end()), (Some(0), file), "{}", run.stderr);
    }
    let original = test.read("content/servizi/sportello.md");
    let translation = test.read("content/servizi/sportello.en.md");
    assert!(translation.contains("\ntraduce: 2026-05-01\n"), "{translation}");
    let body = |text: &str| text.splitn(3, "---\n").nth(2).expect("a body").to_owned();
    assert_eq!(body(&translation), body(&original));
    assert_sound(&test, "translations");
    let again = test.run(&["new", "traduzione", "servizi/sportello"]);
    assert!(again.stderr.contains("la traduzione c'è già"), "{}", again.stderr);
}

#[test]
fn a_translation_that_cannot_be_made_is_explained() {
    let test = SiteTest::new("minimo");
    test.replace("bacheca.yaml", "lingue: [it, en]", "lingue: [it, en, ar]");
    for (arguments, expected) in [
        (&["servizi/sportelo", "--lingua", "en"][..], "forse volevi scrivere `servizi/sportello`?"),
        (&["servizi/sportello"][..], "aggiungi --lingua e scegli fra en, ar"),
        (&["servizi/sportello", "--lingua", "it"][..], "«it» non è fra le altre lingue"),
    ] {
        let run = test.run(&[&["new", "traduzione"], arguments].concat());
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
    }
    test.replace("bacheca.yaml", "lingue: [it, en, ar]", "lingue: [it]");
    let run = test.run(&["new", "traduzione", "servizi/sportello"]);
    assert!(run.stderr.contains("ha una lingua sola"), "{}", run.stderr);
}

#[test]
fn editors_know_a_new_organization_at_once_if_the_board_has_schemas() {
    let test = SiteTest::new("minimo");
    assert_eq!(test.run(&["new", "ente", "Il Ponte"]).code, Some(0));
    assert!(!test.root().join(".vscode").exists(), "schemas that nobody asked for");
    assert_eq!(test.run(&["schema"]).code, Some(0));
    assert_eq!(test.run(&["new", "ente", "La Torre"]).code, Some(0));
    assert!(test.read(".vscode/schemi/servizio.schema.json").contains("\"la-torre\""));
}

#[test]
fn the_example_text_of_a_page_is_not_published() {
    for kind in ["pagina", "avviso"] {
        let test = SiteTest::new("minimo");
        let file = test.run(&["new", kind, "Il Ponte"]).stdout.trim_end().to_owned();
        test.replace(&file, "bozza: sì\n", "");
        let run = test.check();
        assert_eq!(run.code, Some(1));
        assert!(run.stdout.contains("testo-da-scrivere"), "{}", run.stdout);
    }
}

#[test]
fn what_a_finished_entry_leaves_behind_its_marks_is_no_fault() {
    let test = SiteTest::new("minimo");
    let file = "content/servizi/il-ponte.md";
    assert_eq!(test.run(&["new", "servizio", "Il Ponte"]).code, Some(0));
    let text = test
        .read(file)
        .replace("bozza: sì\n", "")
        .replace("Una o due frasi semplici. Che cosa offre e a chi.", "Un ponte.");
    let (fields, body) = text.split_once("---\n\n").expect("a body");
    assert!(fields.contains("# "), "nothing is left behind a mark");
    test.write(file, &format!("{fields}---\n{}", body.replace("Scrivi qui", "Testo vero")));
    assert_sound(&test, "a finished entry");
}

#[test]
fn the_example_contacts_of_an_organization_are_not_published() {
    let test = SiteTest::new("minimo");
    let file = test.run(&["new", "ente", "Il Ponte"]).stdout.trim_end().to_owned();
    test.replace(&file, "# contatti:\n#   - nome: Scrivi qui\n#     telefono:", "contatti:\n  - telefono:");
    let run = test.check();
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout.matches("errore[testo-da-scrivere]").count(), 1, "{}", run.stdout);
}
