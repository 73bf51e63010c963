//! The guide of a new author, followed to the letter: its commands are run in order in an empty folder,
//! its files are written, and what the program says is what the guide shows.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{finish, repository};

#[test]
fn a_new_author_gets_from_nothing_to_a_published_entry() {
    let desk = tempfile::tempdir().expect("a folder");
    let guide = fs::read_to_string(repository().join("docs/prima-scheda.md")).expect("the guide");
    let mut author = Author { folder: desk.path().to_owned(), said: String::new() };
    for step in steps(&guide) {
        author.follow(&step);
    }
    let page = author.read("public/servizi/sportello-casa/index.html");
    assert!(page.contains("<h1") && page.contains("Sportello casa"), "the entry is not on its page");
    assert!(page.contains("ufficiodipiano@comune.example.org"), "nobody to call");
    assert!(author.read("public/servizi/index.html").contains("/servizi/sportello-casa/"), "the entry is in no list");
}

/// What the guide asks of who reads it.
#[derive(Debug)]
enum Step {
    Run(String),
    /// What the commands before have said.
    See(String),
    Write(String, String),
    Replace {
        file: String,
        from: String,
        to: String,
    },
}

struct Author {
    folder: PathBuf,
    said: String,
}

impl Author {
    fn follow(&mut self, step: &Step) {
        match step {
            Step::Run(command) => self.run(command),
            Step::See(expected) => {
                assert_eq!(settled(&self.said), settled(expected), "what the guide shows is another")
            }
            Step::Write(file, text) => {
                fs::write(self.folder.join(file), text).unwrap_or_else(|error| panic!("{file}: {error}"));
            }
            Step::Replace { file, from, to } => {
                let text = self.read(file);
                assert!(text.contains(from), "{file} has no «{from}»");
                fs::write(self.folder.join(file), text.replace(from, to)).expect("the file is written");
            }
        }
    }

    fn run(&mut self, line: &str) {
        let words = words(line);
        match words[0].as_str() {
            "cd" => self.folder.push(&words[1]),
            "bacheca" if words[1] == "serve" => self.said = first_line(program(&words[1..], &self.folder)),
            "bacheca" => {
                let run = finish(program(&words[1..], &self.folder));
                self.said = run.stdout + &run.stderr;
            }
            other => panic!("the guide asks for {other}"),
        }
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}

fn program(arguments: &[String], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bacheca"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// What a program that goes on says first.
fn first_line(mut command: Command) -> String {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut line = String::new();
    let said = BufReader::new(child.stdout.take().expect("it speaks")).read_line(&mut line);
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    said.expect("a line");
    line
}

/// Counts and times differ from one machine, and one theme, to the next.
fn settled(said: &str) -> String {
    let settle = |line: &str| match line.starts_with("Pubblicato") || line.starts_with("Anteprima") {
        true => line.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("0"),
        false => line.to_owned(),
    };
    said.trim().lines().map(|line| settle(line.trim_end()) + "\n").collect()
}

/// The words of a command; those between quotes are one.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// Fences of `sh` are commands, of `text` what they say; a fence after «File `…`:» is that file. Between
/// them, «Nel file `…` scrivi `…` al posto di `…`» is an edit.
fn steps(guide: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = guide.lines();
    let mut file = None;
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            file = named(line).or(file.filter(|_| line.is_empty()));
            steps.extend(edit(line));
            continue;
        };
        let text: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        match (language, file.take()) {
            (_, Some(file)) => steps.push(Step::Write(file, text)),
            ("sh", _) => steps.extend(text.lines().map(|command| Step::Run(command.to_owned()))),
            ("text", _) => steps.push(Step::See(text)),
            _ => panic!("the guide has a fence of «{language}» without the name of its file"),
        }
    }
    steps
}

fn named(line: &str) -> Option<String> {
    line.strip_prefix("File `")?.strip_suffix("`:").map(str::to_owned)
}

fn edit(line: &str) -> Option<Step> {
    let mut quoted = line.strip_prefix("Nel file `")?.split('`');
    let file = quoted.next()?.to_owned();
    match (quoted.next()?, quoted.next()?, quoted.next()?, quoted.next()) {
        (" scrivi ", to, " al posto di ", Some(from)) => {
            Some(Step::Replace { file, from: from.to_owned(), to: to.to_owned() })
        }
        (" togli la riga ", row, ..) => Some(Step::Replace { file, from: format!("{row}\n"), to: String::new() }),
        _ => panic!("the guide asks for an edit that no one understands: {line}"),
    }
}
