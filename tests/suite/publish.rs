//! A reader never sees half a site, and nothing that is not ours is ever replaced.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::harness::{SiteTest, TODAY, files};

#[test]
fn a_reader_in_a_loop_during_fifty_publications_misses_nothing() {
    let test = SiteTest::new("minimo").built();
    let pages: Vec<_> = test
        .published()
        .into_keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| test.output().join(path))
        .collect();
    let (stop, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                for page in &pages {
                    let text =
                        fs::read_to_string(page).unwrap_or_else(|error| panic!("missed {}: {error}", page.display()));
                    assert!(text.trim_end().ends_with("</html>"), "half of {}", page.display());
                    reads.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for round in 0..50 {
            test.write("content/servizi/sportello-cambia.md", &changing_entry(round));
            let run = test.build();
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            assert!(!reader.is_finished(), "the reader missed a page");
        }
        stop.store(true, Ordering::Relaxed);
        reader.join().expect("the reader missed nothing");
    });
    assert!(reads.load(Ordering::Relaxed) > pages.len() * 50, "the reader hardly read");
}

fn changing_entry(round: usize) -> String {
    let original = SiteTest::new("minimo");
    let file = fs::read_dir(original.root().join("content/servizi"))
        .expect("services")
        .next()
        .expect("one")
        .expect("readable")
        .path();
    let text = fs::read_to_string(file).expect("the service of the smallest board");
    text.replacen("titolo: ", &format!("titolo: Giro {round} "), 1)
}

#[test]
fn a_kill_in_the_middle_of_a_build_leaves_the_site_whole_and_the_next_build_works() {
    let test = SiteTest::new("esempio").built();
    let before = test.published();
    let mut killed_at_work = 0;
    for delay in [1, 5, 10, 20, 40, 60, 80, 120] {
        test.replace("bacheca.yaml", "titolo: ", "titolo: X");
        let mut child = test
            .command(&["build", "--date", TODAY])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().expect("SIGKILL is sent");
        let status = child.wait().expect("the program ends");
        if status.code().is_none() {
            killed_at_work += 1;
            assert!(test.published() == before, "the site changed though the build was killed after {delay} ms");
        } else {
            break;
        }
    }
    assert!(killed_at_work > 0, "the build always ended before it was killed");
    let run = test.build();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(test.page("index.html").contains("XBacheca"), "the new site is not there");
    assert!(!test.root().join(".public.nuova").exists(), "the unfinished release was left behind");
}

#[test]
fn unchanged_files_keep_their_inode_and_changed_ones_get_a_new_one() {
    let test = SiteTest::new("minimo").built();
    let inode = |path: &str| fs::metadata(test.output().join(path)).expect("a published file").ino();
    let (privacy, robots) = (inode("privacy/index.html"), inode("robots.txt"));
    let text = test.read("content/pagine/privacy.md");
    test.write("content/pagine/privacy.md", &format!("{text}\nUna frase nuova.\n"));
    assert_eq!(test.build().code, Some(0));
    assert_ne!(inode("privacy/index.html"), privacy);
    assert_eq!(inode("robots.txt"), robots);
    assert!(test.root().join(".public.precedente/index.html").is_file(), "the site before is not kept");
}

#[test]
fn a_folder_that_the_program_did_not_make_is_refused_and_left_alone() {
    let test = SiteTest::new("minimo");
    fs::create_dir(test.output()).expect("a folder");
    test.write("public/tesi.odt", "tre anni di lavoro");
    let run = test.build();
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("non è stata fatta da bacheca"), "{}", run.stderr);
    assert_eq!(test.read("public/tesi.odt"), "tre anni di lavoro");
    assert_eq!(files(&test.output()).len(), 1);
}

#[test]
fn the_board_itself_is_never_an_output() {
    let test = SiteTest::new("minimo");
    for output in [".", "..", "content", "content/servizi/x", "themes/base"] {
        let before = files(&test.root());
        let run = test.run(&["build", "--date", TODAY, "--output", output]);
        assert_eq!(run.code, Some(2), "--output {output}: {}{}", run.stdout, run.stderr);
        assert!(files(&test.root()) == before, "--output {output} changed the board");
    }
}

#[test]
fn an_output_that_is_a_link_or_a_file_is_refused() {
    let test = SiteTest::new("minimo");
    let elsewhere = test.beside().join("altrove");
    fs::create_dir(&elsewhere).expect("a folder");
    symlink(&elsewhere, test.output()).expect("a symbolic link");
    let run = test.build();
    assert_eq!(run.code, Some(2), "{}", run.stdout);
    assert_eq!(fs::read_dir(&elsewhere).expect("still there").count(), 0, "written through the link");
    test.write("sito", "un file");
    assert_eq!(test.run(&["build", "--date", TODAY, "--output", "sito"]).code, Some(2));
    assert_eq!(test.read("sito"), "un file");
}

#[test]
fn nothing_is_written_outside_the_output() {
    let test = SiteTest::new("esempio");
    let before = files(&test.root());
    let test = test.built();
    let mut after = files(&test.root());
    after.retain(|path, _| !path.starts_with("public/"));
    assert!(
        after == before,
        "new files beside the site: {:?}",
        after.keys().filter(|path| !before.contains_key(*path)).collect::<Vec<_>>()
    );
    assert_eq!(fs::read_dir(test.beside()).expect("the folder of the test").count(), 1);
}

#[test]
fn two_publications_at_once_do_not_mix() {
    let test = SiteTest::new("minimo").built();
    let staging = test.root().join(".public.nuova");
    fs::create_dir(&staging).expect("a release under way");
    let lock = fs::File::open(&staging).expect("its folder");
    lock.lock().expect("a lock on it");
    let run = test.build();
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("un'altra pubblicazione"), "{}", run.stderr);
    drop(lock);
    assert_eq!(test.build().code, Some(0));
}

#[test]
fn the_style_sheet_of_the_site_before_stays_for_one_release() {
    let test = SiteTest::new("minimo").built();
    let style = |test: &SiteTest| -> Vec<String> {
        test.published()
            .into_keys()
            .filter(|path| path.starts_with("assets/bacheca.") && path.ends_with(".css"))
            .collect()
    };
    let first = style(&test);
    for round in 1..=2 {
        test.write("themes/base/css/9-giro.css", &format!(".giro-{round}{{color:red}}"));
        assert_eq!(test.build().code, Some(0));
        assert_eq!(style(&test).len(), 2, "round {round}");
    }
    assert!(!style(&test).contains(&first[0]), "a style sheet two releases old is still there");
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_site_of_before() {
    let test = SiteTest::new("minimo").built();
    let before = test.published();
    test.replace("content/servizi/sportello.md", "titolo: ", "titolo: Nuovo ");
    // Files of more than a few blocks are refused, as on a disk that is full.
    let mut command = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_bacheca");
    command.args(["-c", &format!("trap '' XFSZ; ulimit -f 8; exec {program} build --date {TODAY}")]);
    command.current_dir(test.root());
    let run = crate::harness::finish(command);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(
        run.stderr.contains("non riesco a scrivere il sito") && run.stderr.contains("è rimasto com'era"),
        "{}",
        run.stderr
    );
    assert_eq!(before, test.published());
    let left: Vec<String> = crate::harness::folders(&test.root());
    assert!(!left.iter().any(|name| name.contains("staging") || name.contains("nuovo")), "{left:?}");
    assert_eq!(test.build().code, Some(0), "and the next build works");
}

#[test]
fn an_output_that_cannot_be_made_is_said() {
    let test = SiteTest::new("minimo");
    test.write("occupato", "un file");
    let run = test.run(&["build", "--date", TODAY, "--output", "occupato/sito"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("occupato") && run.stderr.contains("c'è già un file"), "{}", run.stderr);
}
