//! The real board: what must hold of it whatever its authors write.

use crate::harness::{finish, folders, repository};

fn bacheca(arguments: &[&str]) -> crate::harness::Run {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bacheca"));
    command.args(arguments).args(["--root", repository().to_str().expect("a path")]).env("NO_COLOR", "1");
    finish(command)
}

#[test]
fn the_real_board_has_no_error_and_no_warning() {
    let run = bacheca(&["check", "--strict"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn the_real_board_is_published_whole() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let output = folder.path().join("sito");
    let run = bacheca(&["build", "--strict", "--output", output.to_str().expect("a path")]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(folders(&output.join("comuni")).len(), 61);
    for page in [
        "index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "_headers",
        "accessibilita/index.html",
        "privacy/index.html",
        "note-legali/index.html",
    ] {
        assert!(output.join(page).is_file(), "{page} is missing");
    }
}

#[test]
fn the_program_knows_nothing_of_the_first_board() {
    for (path, bytes) in crate::harness::files(&repository().join("src")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // In examples of numbers and codes, within tests and help, any Italian place may appear; a
        // name of the board would not be an example.
        for name in ["ambito di lodi", "lodigian", "ufficiodipiano", "codogno"] {
            let known = path.starts_with("check/") && name == "codogno";
            assert!(known || !text.contains(name), "src/{path} knows «{name}»");
        }
    }
    for (path, bytes) in crate::harness::files(&repository().join("themes")) {
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("lodi"), "themes/{path} knows Lodi");
    }
}
