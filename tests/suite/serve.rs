//! The preview: what it shows while its board is written, broken, moved and put right.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{SiteTest, TODAY, finish};

/// No change takes longer to be seen, however busy the machine.
const PATIENCE: Duration = Duration::from_secs(60);
const SHEET: &str = "content/servizi/sportello.md";
const PAGE: &str = "/servizi/sportello/";

struct Preview {
    program: Child,
    address: String,
}

impl Preview {
    fn of(test: &SiteTest, options: &[&str]) -> Preview {
        let arguments: Vec<&str> = ["serve", "--date", TODAY].iter().chain(options).copied().collect();
        let mut program = test
            .command(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(program.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("no address in {line:?}"));
        Preview { address: address.trim().trim_end_matches('/').to_owned(), program }
    }

    fn get(&self, path: &str) -> String {
        self.ask(path, &self.address)
    }

    /// The whole answer, headers and all.
    fn ask(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("somebody answers");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn note(&self) -> serde_json::Value {
        let answer = self.get(&format!("/_redazione/pagina.json?indirizzo={PAGE}"));
        serde_json::from_str(answer.split("\r\n\r\n").nth(1).expect("a body")).expect("JSON")
    }

    #[track_caller]
    fn until(&self, what: &str, holds: impl Fn(&Preview) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "never: {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    fn until_page_says(&self, text: &str) {
        self.until(text, |preview| preview.get(PAGE).contains(text));
    }

    #[track_caller]
    fn until_wrong(&self) {
        self.until("an error", |preview| {
            let note = preview.note();
            note["errors"].as_array().is_some_and(|errors| !errors.is_empty()) || !note["failure"].is_null()
        });
    }

    #[track_caller]
    fn until_right(&self) {
        self.until("no error", |preview| {
            let note = preview.note();
            note["errors"].as_array().is_some_and(Vec::is_empty) && note["failure"].is_null()
        });
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn titled(test: &SiteTest, title: &str) -> String {
    let text = test.read(SHEET);
    let line = text.lines().find(|line| line.starts_with("titolo:")).expect("a title").to_owned();
    text.replace(&line, &format!("titolo: {title}"))
}

#[test]
fn a_saved_file_is_shown_in_its_page_its_lists_and_its_search() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &[]);
    let core = |preview: &Preview| {
        let page = preview.get("/cerca/");
        page.split("\"core\":\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let until_other_than = |before: &Option<String>| {
        preview.until("a new index", |preview| core(preview).is_some_and(|core| Some(&core) != before.as_ref()));
        core(&preview).expect("the search page names its index")
    };
    let first = core(&preview);
    assert!(!preview.get("/servizi/").contains("Sportello zorbato"));
    test.write(SHEET, &titled(&test, "Sportello zorbato"));
    preview.until_page_says("Sportello zorbato");
    assert!(preview.get("/servizi/").contains("Sportello zorbato"));
    let before = until_other_than(&first);
    test.write(SHEET, &titled(&test, "Sportello mirlitone"));
    until_other_than(&Some(before.clone()));
    assert!(preview.get(&format!("/assets/cerca/it/{before}")).starts_with("HTTP/1.1 200"), "for pages still open");
}

#[test]
fn what_is_wrong_is_told_and_the_last_good_site_stays() {
    let test = SiteTest::new("minimo");
    let good = test.read(SHEET);
    let preview = Preview::of(&test, &[]);
    test.write(SHEET, &good.replace("bisogni: [", "bisogni: [inventato, "));
    preview.until_wrong();
    let note = preview.note();
    let fault = &note["errors"][0];
    assert_eq!((fault["code"].as_str(), fault["file"].as_str()), (Some("voce-sconosciuta"), Some(SHEET)));
    assert!(
        fault["link"].as_str().is_some_and(|link| link.starts_with("vscode://file/") && link.ends_with(":4:11")),
        "{fault}"
    );
    assert!(preview.get(PAGE).starts_with("HTTP/1.1 200"), "the page of before is still there");
    test.write(SHEET, &good);
    preview.until_right();
}

#[test]
fn folders_that_go_and_come_back_do_not_stop_it() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &[]);
    let (content, aside) = (test.root().join("content"), test.beside().join("aside"));
    std::fs::rename(&content, &aside).expect("the folder goes");
    preview.until_wrong();
    std::fs::rename(&aside, &content).expect("the folder comes back");
    preview.until_right();
    test.write(SHEET, &titled(&test, "Dopo il ritorno"));
    preview.until_page_says("Dopo il ritorno");
    // A folder that is moved in brings its files with it.
    test.write("../aside/altro/index.md", &test.read(SHEET));
    std::fs::rename(test.beside().join("aside/altro"), content.join("servizi/altro")).expect("moved in");
    preview.until("the page of the folder", |preview| preview.get("/servizi/altro/").starts_with("HTTP/1.1 200"));
    std::fs::rename(content.join("servizi/altro"), content.join("servizi/diverso")).expect("renamed");
    preview.until("the new name", |preview| preview.get("/servizi/diverso/").starts_with("HTTP/1.1 200"));
    assert!(preview.get("/servizi/altro/").starts_with("HTTP/1.1 404"));
    std::fs::remove_dir_all(content.join("servizi/diverso")).expect("deleted");
    preview.until("nothing", |preview| preview.get("/servizi/diverso/").starts_with("HTTP/1.1 404"));
}

#[test]
fn half_a_file_and_many_saves_end_in_the_last_one() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &[]);
    let whole = test.read(SHEET);
    test.write(SHEET, &whole[..whole.len() / 4]);
    preview.until_wrong();
    for turn in 0..10 {
        test.write(SHEET, &titled_from(&whole, &format!("Salvataggio {turn}")));
        std::thread::sleep(Duration::from_millis(90));
    }
    preview.until_page_says("Salvataggio 9");
    preview.until_right();
    // As editors do: a new file in the place of the old one.
    test.write("content/servizi/.sportello.md.tmp", &titled_from(&whole, "Rinominato"));
    std::fs::rename(test.root().join("content/servizi/.sportello.md.tmp"), test.root().join(SHEET)).expect("renamed");
    preview.until_page_says("Rinominato");
}

fn titled_from(text: &str, title: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("titolo:")).expect("a title");
    text.replace(line, &format!("titolo: {title}"))
}

#[test]
fn where_the_system_does_not_tell_files_are_looked_at() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &["--poll"]);
    test.write(SHEET, &titled(&test, "Visto lo stesso"));
    preview.until_page_says("Visto lo stesso");
}

#[test]
fn a_theme_that_cannot_be_used_is_told_too() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &[]);
    test.write("themes/base/pages/home.html", "{% if %}");
    preview.until_wrong();
    assert!(preview.note()["failure"].as_str().is_some_and(|failure| failure.contains("pages/home.html")));
    std::fs::remove_dir_all(test.root().join("themes")).expect("taken away");
    preview.until_right();
}

#[test]
fn a_board_that_was_never_right_says_why_in_the_browser() {
    let test = SiteTest::new("minimo");
    let good = test.read(SHEET);
    test.write(SHEET, "senza campi");
    let preview = Preview::of(&test, &[]);
    let page = preview.get("/");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("errore[intestazione-mancante]"), "{page}");
    test.write(SHEET, &good);
    preview.until("the home page", |preview| preview.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn only_the_machine_itself_is_answered() {
    let test = SiteTest::new("minimo");
    let preview = Preview::of(&test, &[]);
    assert!(preview.address.starts_with("127.0.0.1:"));
    assert!(preview.ask("/", "localhost:4000").starts_with("HTTP/1.1 200"));
    for host in ["bacheca.evil.example", "10.0.0.7:4000", ""] {
        assert!(preview.ask("/", host).starts_with("HTTP/1.1 421"), "{host}");
    }
    for path in ["/../bacheca.yaml", "/%2e%2e/bacheca.yaml", "/..%2fbacheca.yaml", "//etc/passwd"] {
        let answer = preview.get(path);
        assert!(!answer.contains("base_url"), "{path}");
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn a_page_has_the_policy_of_the_published_one_and_the_bar_which_that_has_not() {
    let test = SiteTest::new("minimo").built();
    let preview = Preview::of(&test, &[]);
    let page = preview.get(PAGE);
    assert!(page.to_lowercase().contains("content-security-policy: default-src 'none'"), "{page}");
    assert!(page.contains("/_redazione/redazione.js"));
    for (path, bytes) in test.published() {
        assert!(!String::from_utf8_lossy(&bytes).contains("_redazione"), "{path}");
    }
}

#[test]
fn a_port_in_use_is_said_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let run = finish(SiteTest::new("minimo").command(&["serve", "--port", &port]));
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains(&format!("la porta {port} è già occupata")) && run.stderr.contains("--port"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_folder_without_a_board_is_refused() {
    let run = finish(SiteTest::new("minimo").command(&["serve", "--root", "content"]));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("non c'è una bacheca"), "{}", run.stderr);
}
