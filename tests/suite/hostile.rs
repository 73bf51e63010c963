//! Content made to hurt is refused at once, by name.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::harness::{SiteTest, TODAY};

fn refused(name: &str, text: &str, code: &str) {
    let test = SiteTest::new("minimo");
    test.write("content/servizi/ostile.md", text);
    let start = Instant::now();
    let run = test.check();
    assert_eq!(run.code, Some(1), "{name}: {}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains(&format!("[{code}]")), "{name}: {}", run.stdout);
    assert!(run.stdout.contains("content/servizi/ostile.md"), "{name}: {}", run.stdout);
    // The harness kills after ten seconds; an input bounded before it is parsed never comes near.
    assert!(start.elapsed() < Duration::from_secs(9), "{name} took too long");
}

#[test]
fn deep_nesting_is_refused() {
    for (name, open) in [("brackets", "["), ("braces", "{a: "), ("dashes", "- "), ("questions", "? ")] {
        refused(name, &format!("---\ntitolo:\n  {}\n---\n", open.repeat(15_000)), "troppo-annidato");
    }
}

#[test]
fn many_levels_of_indentation_are_refused() {
    let mut yaml = String::new();
    for level in 0..200 {
        yaml.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    // Too little to be dangerous: it is only a value where a text is wanted.
    refused("indentation", &format!("---\n{yaml}---\n").replacen("a:", "titolo:", 1), "tipo-errato");
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let previous = format!("*a{}, ", level - 1).repeat(9);
        yaml.push_str(&format!("a{level}: &a{level} [{}]\n", previous.trim_end_matches(", ")));
    }
    refused("aliases", &format!("---\ntitolo: *a9\n{yaml}---\n"), "yaml-non-valido");
}

#[test]
fn a_file_of_ten_megabytes_is_refused_unread() {
    refused("ten megabytes", &format!("---\ntitolo: x\n---\n{}", "parola ".repeat(1_500_000)), "file-troppo-grande");
}

#[test]
fn markdown_made_to_be_slow_is_bounded_by_its_size() {
    for hostile in ["[".repeat(900_000), "*a ".repeat(300_000), ">".repeat(900_000), "![](".repeat(200_000)] {
        let test = SiteTest::new("minimo");
        test.write("content/servizi/ostile.md", &format!("---\ntitolo: x\n---\n{hostile}"));
        assert_eq!(test.check().code, Some(1), "killed, or accepted");
    }
}

#[test]
fn links_that_leave_the_board_are_refused_by_name() {
    let test = SiteTest::new("minimo");
    let secret = test.beside().join("segreto.md");
    fs::write(&secret, "---\ntitolo: Segreto\n---\n").expect("a file outside");
    symlink(&secret, test.root().join("content/servizi/fuori.md")).expect("a link to it");
    symlink(test.beside(), test.root().join("content/servizi/cartella")).expect("a link to a folder");
    symlink("niente", test.root().join("content/servizi/rotto.md")).expect("a link to nothing");
    symlink("..", test.root().join("content/servizi/cerchio")).expect("a link in a circle");
    let run = test.check();
    assert_eq!(run.code, Some(1));
    for name in ["fuori.md", "cartella", "rotto.md", "cerchio"] {
        assert!(run.stdout.contains(&format!("content/servizi/{name}")), "{name} is not named:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("Segreto"));
}

#[test]
fn attachments_cannot_be_taken_from_elsewhere() {
    let test = SiteTest::new("minimo");
    fs::write(test.beside().join("segreto.pdf"), "%PDF segreto").expect("a file outside");
    for path in ["../../../../segreto.pdf", "/etc/passwd", "..\\segreto.pdf"] {
        let service = fs::read_dir(test.root().join("content/servizi"))
            .expect("services")
            .next()
            .expect("one")
            .expect("readable");
        let text = fs::read_to_string(service.path()).expect("a service");
        test.write(
            "content/servizi/ruba/index.md",
            &text.replacen("---\n", &format!("---\nallegati:\n  - file: {path}\n    titolo: Preso\n"), 1),
        );
        let run = test.build();
        assert_eq!(run.code, Some(1), "{path}: {}", run.stdout);
        assert!(run.stderr.contains("[file-mancante]"), "{path}: {}", run.stderr);
    }
    assert!(!test.output().exists());
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let test = SiteTest::new("minimo");
    fs::create_dir(test.root().join("content/servizi/cartella.md")).expect("a folder called like a file");
    fs::remove_file(test.root().join("content/comuni.yaml")).expect("the list of Comuni");
    let run = test.run(&["check", "--date", TODAY]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("content/comuni.yaml"), "{}", run.stdout);
}
