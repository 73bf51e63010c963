//! Whom to tell of a weakness of the site.

use crate::harness::{SiteTest, TODAY};

const FILE: &str = ".well-known/security.txt";

#[test]
fn the_board_says_whom_to_tell_until_when_and_in_which_languages() {
    let test = SiteTest::new("esempio").built();
    let text = test.page(FILE);
    let fields: Vec<(&str, &str)> = text.lines().map(|line| line.split_once(": ").expect("a field")).collect();
    assert_eq!(
        fields,
        [
            ("Contact", "mailto:sicurezza@valle-chiara.example"),
            ("Contact", "https://valle-chiara.example/sicurezza"),
            ("Expires", "2027-03-31T23:59:59Z"),
            ("Preferred-Languages", "it, en"),
            ("Canonical", "https://valle-chiara.example/bacheca/.well-known/security.txt"),
        ]
    );
}

#[test]
fn a_board_that_names_nobody_has_no_such_file() {
    assert!(!SiteTest::new("minimo").built().output().join(FILE).exists());
}

#[test]
fn who_has_no_contact_is_told_and_a_past_day_is_a_warning_alone() {
    let board = |rest: &str| {
        let test = SiteTest::new("minimo");
        let text = test.read("bacheca.yaml");
        test.write("bacheca.yaml", &format!("{text}sicurezza:\n{rest}"));
        test
    };
    let nobody = board("  scade_il: 2027-03-31\n").check();
    assert!(nobody.stdout.contains("[sicurezza-incompleta]"), "{}", nobody.stdout);
    let dateless = board("  email: sicurezza@minimo.example\n").check();
    assert!(dateless.stdout.contains("[campo-mancante]"), "{}", dateless.stdout);
    let last_day = board(&format!("  email: sicurezza@minimo.example\n  scade_il: {TODAY}\n")).check();
    assert_eq!((last_day.code, last_day.stdout.as_str()), (Some(0), ""));
    let past = board("  email: sicurezza@minimo.example\n  scade_il: 2026-05-14\n");
    assert_eq!(past.build().code, Some(0));
    assert!(past.page(FILE).contains("Expires: 2026-05-14T"));
}
