//! `check --esterni`: other sites are asked, by this command alone, and what they say is told as the rest is.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::harness::{Run, SiteTest, TODAY};

/// A site with a page, a page that is gone and one that has moved; it remembers what it was asked.
struct Elsewhere {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn open() -> Elsewhere {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a visit");
                let lines: Vec<String> =
                    BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let status = match lines[0].split(' ').nth(1) {
                    Some("/c-era") => "404 Not Found",
                    Some("/prima") => "301 Moved Permanently\r\nLocation: /adesso",
                    _ => "200 OK",
                };
                // Before the first page, a site is asked what it closes to programs.
                if !lines[0].contains("/robots.txt") {
                    log.lock().expect("the log").push(lines.join("\n"));
                }
                let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        Elsewhere { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("the log").clone()
    }
}

/// A board of a private network, which links another site there.
fn board(elsewhere: &Elsewhere) -> SiteTest {
    let test = SiteTest::new("minimo");
    test.replace("bacheca.yaml", "https://minimo.example/", "http://10.0.0.1/");
    let (there, body) = (&elsewhere.address, "Vieni quando vuoi.");
    let links = format!("Leggi [la guida]({there}/c-e#ora), [il bando]({there}/c-era) o [il modulo]({there}/prima).");
    test.replace("content/servizi/sportello.md", body, &links);
    let cache = test.beside().join("cache").display().to_string();
    ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .fold(test.environment("XDG_CACHE_HOME", &cache), |test, proxy| test.environment(proxy, ""))
}

fn check(test: &SiteTest, format: &str) -> Run {
    test.run(&["check", "--esterni", "--consigli", "--date", TODAY, "--format", format])
}

#[test]
fn broken_and_moved_addresses_are_told_where_they_are_written() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere);
    let run = check(&test, "json");
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let faults: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let told: Vec<String> = faults
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| {
            format!("{}:{} {} {}", fault["file"], fault["line"], fault["level"], fault["code"]).replace('"', "")
        })
        .collect();
    assert_eq!(
        told,
        [
            "content/servizi/sportello.md:9 avviso collegamento-esterno-rotto",
            "content/servizi/sportello.md:9 consiglio collegamento-esterno-spostato"
        ],
    );
    assert!(faults[0]["message"].as_str().expect("a message").contains("404"));
    assert!(faults[1]["hint"].as_str().expect("a hint").contains("/adesso"));
    assert!(elsewhere.asked().iter().all(|asked| asked.contains("bacheca/") && asked.contains("+http://10.0.0.1/")));
}

#[test]
fn what_was_found_well_is_not_asked_again_the_same_day() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere);
    let first = check(&test, "text");
    let asked = elsewhere.asked().len();
    let second = check(&test, "text");
    assert_eq!(first.stdout, second.stdout);
    let again: Vec<String> = elsewhere.asked().split_off(asked);
    assert!(!again.is_empty() && again.iter().all(|asked| asked.contains(" /c-era ")), "{again:?}");
    assert!(second.stderr.contains("non di nuovo: 2"), "{}", second.stderr);
}

#[test]
fn nobody_is_asked_unless_the_author_wants() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere).built();
    assert_eq!(test.run(&["check", "--strict", "--date", TODAY]).code, Some(0));
    assert_eq!(elsewhere.asked(), Vec::<String>::new());
}

#[test]
fn a_public_board_does_not_look_into_private_networks() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere);
    test.replace("bacheca.yaml", "http://10.0.0.1/", "https://minimo.example/");
    let run = check(&test, "github");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_eq!(elsewhere.asked(), Vec::<String>::new());
}

#[test]
fn an_author_can_waive_a_broken_address() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere);
    test.replace(
        "content/servizi/sportello.md",
        "ente: ufficio-sociale\n",
        "ente: ufficio-sociale\neccezioni:\n  - codice: collegamento-esterno-rotto\n    motivo: Torna a gennaio.\n",
    );
    let run = test.run(&["check", "--esterni", "--strict", "--date", TODAY]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
}

#[test]
fn without_a_network_the_author_is_told_so_once() {
    let elsewhere = Elsewhere::open();
    let test = board(&elsewhere);
    let names = test.read("content/servizi/sportello.md").replace(&elsewhere.address, "https://ente.invalid");
    let names = names.replace("ente.invalid/c-era", "altro.invalid/").replace("ente.invalid/prima", "terzo.invalid/");
    test.write("content/servizi/sportello.md", &names);
    let run = check(&test, "text");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.contains("forse manca la rete"), "{}", run.stderr);
}
