//! A board copied aside, changed at will, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use tempfile::TempDir;

/// The day for which test sites are built.
pub const TODAY: &str = "2026-05-15";
/// No command of these tests may take longer: what is hostile is refused at once.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct SiteTest {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

/// What a run of the program said.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl SiteTest {
    /// A copy of `tests/sites/<name>`.
    pub fn new(name: &str) -> SiteTest {
        let folder = tempfile::tempdir().expect("a folder for the site");
        copy(&sites().join(name), &folder.path().join("board"));
        SiteTest { folder, environment: Vec::new() }
    }

    /// Puts the files of another folder of `tests/sites` over this site.
    pub fn overlay(self, name: &str) -> SiteTest {
        copy(&sites().join(name), &self.root());
        for leftover in ["expected.txt", "faults.txt"] {
            let _ = fs::remove_file(self.root().join(leftover));
        }
        self.generate();
        self
    }

    /// What a folder cannot hold is described in `generate.txt`: `repeat PATH TEXT COUNT` appends a
    /// text many times (`\n` is a line break), `remove PATH` takes a file or folder away.
    fn generate(&self) {
        let Ok(recipe) = fs::read_to_string(self.root().join("generate.txt")) else { return };
        for line in recipe.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (verb, rest) = line.split_once(' ').expect("a verb and a path");
            match verb {
                "remove" if self.root().join(rest).is_dir() => {
                    fs::remove_dir_all(self.root().join(rest)).expect("a folder")
                }
                "remove" => fs::remove_file(self.root().join(rest)).expect("a file"),
                "repeat" => self.append_many(rest),
                _ => panic!("generate.txt: {line}"),
            }
        }
        fs::remove_file(self.root().join("generate.txt")).expect("the recipe is there");
    }

    fn append_many(&self, recipe: &str) {
        let (path, rest) = recipe.split_once(' ').expect("a path");
        let (text, count) = rest.rsplit_once(' ').expect("a text and a count");
        let many = text.replace("\\n", "\n").repeat(count.parse().expect("a count"));
        let before = fs::read_to_string(self.root().join(path)).unwrap_or_default();
        self.write(path, &(before + &many));
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("board")
    }

    /// The folder that holds the board and whatever is beside it.
    pub fn beside(&self) -> &Path {
        self.folder.path()
    }

    pub fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder for the file");
        fs::write(path, text).expect("the file is written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a text of a content file; panics if it is not there.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no «{from}»");
        self.write(path, &text.replace(from, to));
    }

    pub fn environment(mut self, name: &'static str, value: &str) -> SiteTest {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// The program with arguments, not yet started, in the board's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bacheca"));
        command.args(arguments).current_dir(self.root()).env("NO_COLOR", "1").env_remove("RAYON_NUM_THREADS");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments))
    }

    pub fn check(&self) -> Run {
        self.run(&["check", "--consigli", "--date", TODAY])
    }

    pub fn build(&self) -> Run {
        self.run(&["build", "--date", TODAY])
    }

    /// Builds, and panics with the messages if the site is not published.
    pub fn built(self) -> SiteTest {
        let run = self.build();
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        self
    }

    /// A page of the published site.
    pub fn page(&self, path: &str) -> String {
        self.read(&format!("public/{path}"))
    }

    /// Every file of the published site, by path.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.output())
    }
}

/// Runs a command to its end, or kills it when patience is over.
pub fn finish(mut command: Command) -> Run {
    use std::process::Stdio;
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let pid = child.id();
    let (done, wait) = std::sync::mpsc::channel::<()>();
    let watchdog = std::thread::spawn(move || {
        if wait.recv_timeout(PATIENCE).is_err() {
            let _ = Command::new("kill").args(["-9", &pid.to_string()]).status();
        }
    });
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    // The watchdog may have given up already.
    let _ = done.send(());
    watchdog.join().expect("the watchdog ends");
    Run {
        code: status.code(),
        stdout: String::from_utf8_lossy(&stdout).into(),
        stderr: String::from_utf8_lossy(&stderr).into(),
    }
}

/// Every file below a folder, by path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    found
}

pub fn sites() -> PathBuf {
    repository().join("tests/sites")
}

pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the folders in a folder, sorted.
pub fn folders(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .map(|entry| entry.expect("an entry of the folder"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let entry = entry.expect("an entry of the site");
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().expect("the kind of an entry");
        if kind.is_symlink() {
            symlink(fs::read_link(&source).expect("where it leads"), &target).expect("a symbolic link");
        } else if kind.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).expect("a copy of the file");
        }
    }
}
