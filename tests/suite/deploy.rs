//! The files that an office copies to publish its board: every command of theirs is run, in the order and with
//! the values that the forge would give, on a board of its own repository. Only what needs the forge itself is a
//! stand-in: its client, its actions, the door of the server, the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use crate::harness::{Run, SiteTest, TODAY, files, finish, repository};

/// An entry whose translation is old, and what excuses it.
const EXCUSED: &str = "content/opportunita/sport-per-ragazzi.md";
const EXCUSE: &str = "eccezioni:\n  - codice: traduzione-vecchia\n    motivo: La traduzione inglese è vecchia apposta, per far vedere il suo avviso.\n";
const DRAFT: &str = "content/servizi/una-bozza.md";
const NOINDEX: &str = "<meta name=\"robots\" content=\"noindex\">";

#[test]
fn github_pages_shows_the_site_beside_the_previews_of_open_requests() {
    let forge = Forge::new();
    forge.must(&GITHUB_PAGES, &Event::push());
    let site = forge.branch("gh-pages");
    assert!(site.contains_key("index.html") && site.contains_key(".nojekyll"), "{:?}", site.keys());
    assert!(text(&site, "sitemap.xml").contains("https://ente.github.io/bacheca/servizi/"));
    assert!(!site.contains_key("servizi/una-bozza/index.html"), "a draft is on the site");
    assert!(!text(&site, "index.html").contains(NOINDEX), "the site hides from search engines");

    forge.must(&GITHUB_PAGES, &Event::request("opened"));
    let both = forge.branch("gh-pages");
    let preview = text(&both, "anteprime/12/servizi/una-bozza/index.html");
    assert!(preview.contains("href=\"/bacheca/anteprime/12/servizi/\""), "links of the preview leave it");
    assert!(site.iter().all(|(path, bytes)| both.get(path) == Some(bytes)), "the preview touched the site");
    for (path, page) in both.iter().filter(|(path, _)| path.starts_with("anteprime/") && path.ends_with(".html")) {
        assert!(String::from_utf8_lossy(page).contains("name=\"robots\""), "{path} may be found by a search engine");
    }
    assert!(forge.artifact("anteprima-da-aprire").join("servizi/una-bozza/index.html").is_file());

    forge.must(&GITHUB_PAGES, &Event::push());
    assert!(forge.branch("gh-pages").contains_key("anteprime/12/index.html"), "the site swept a preview away");
    forge.must(&GITHUB_PAGES, &Event::request("closed"));
    assert!(forge.branch("gh-pages") == site, "something of the preview stays");
}

#[test]
fn a_request_has_one_comment_that_follows_it() {
    for workflow in [&GITHUB_PAGES, &RSYNC] {
        let forge = Forge::new();
        forge.must(workflow, &Event::request("opened"));
        forge.must(workflow, &Event::request("synchronize"));
        let comments = forge.comments();
        assert_eq!(comments.matches("<!-- anteprima -->").count(), 1, "{comments}");
        assert!(comments.contains("Guarda l'anteprima]") && comments.contains("12/)"), "{comments}");
        assert!(comments.contains("Bravi"), "what people wrote is gone: {comments}");
        forge.must(workflow, &Event::request("closed"));
        assert!(forge.comments().contains("l'anteprima non c'è più"), "{}", forge.comments());
    }
}

#[test]
fn a_server_receives_the_site_and_the_previews_by_rsync() {
    let forge = Forge::new();
    forge.must(&RSYNC, &Event::push());
    let site = files(&forge.server("sito"));
    assert!(site.contains_key("index.html") && !site.contains_key("servizi/una-bozza/index.html"));
    fs::create_dir_all(forge.server("anteprime/7")).expect("another preview");
    fs::write(forge.server("anteprime/7/index.html"), "un'altra").expect("another preview");
    forge.must(&RSYNC, &Event::request("opened"));
    let preview = fs::read_to_string(forge.server("anteprime/12/servizi/una-bozza/index.html")).expect("the draft");
    assert!(preview.contains("href=\"/12/servizi/\"") && preview.contains(NOINDEX));
    forge.must(&RSYNC, &Event::request("closed"));
    assert!(!forge.server("anteprime/12").exists() && forge.server("anteprime/7/index.html").is_file());
    assert!(files(&forge.server("sito")) == site, "a preview touched the site");
}

#[test]
fn a_warning_holds_back_a_push_but_not_the_rebuild_of_the_night() {
    for workflow in [&GITHUB_PAGES, &RSYNC, &GITLAB_PAGES] {
        let forge = Forge::new();
        forge.must(workflow, &Event::push());
        forge.edit(EXCUSED, EXCUSE, "");
        let said = forge.run(workflow, &Event::push()).expect_err("a push with a warning");
        assert!(said.contains("traduzione-vecchia") && said.contains("Non pubblico niente"), "{said}");
        forge.must(workflow, &Event::night());
    }
}

#[test]
fn a_request_with_an_error_is_told_its_line_and_publishes_nothing() {
    for workflow in [&GITHUB_PAGES, &RSYNC] {
        let forge = Forge::new();
        forge.edit(DRAFT, "ente: ufficio-di-piano", "ente: ufficio di piano");
        let said = forge.run(workflow, &Event::request("opened")).expect_err("a request with an error");
        assert!(said.contains("::error file=bacheca/content/servizi/una-bozza.md,line=5,col=7,"), "{said}");
        let summary = fs::read_to_string(forge.path("summary.md")).expect("the summary");
        assert!(summary.contains("errore[ente-sconosciuto]"), "{summary}");
        assert!(!forge.comments().contains("anteprima -->"));
    }
    let forge = Forge::new();
    forge.edit(DRAFT, "ente: ufficio-di-piano", "ente: ufficio di piano");
    assert!(forge.run(&GITLAB_PAGES, &Event::request("opened")).is_err());
    let told = fs::read_to_string(forge.artifact("controlla").join("controllo.txt")).expect("what to correct");
    assert!(told.contains("errore[ente-sconosciuto]"), "{told}");
}

#[test]
fn gitlab_pages_publishes_the_site_and_leaves_a_preview_to_who_approves() {
    let forge = Forge::new();
    forge.must(&GITLAB_PAGES, &Event::push());
    let site = files(&forge.artifact("pages").join("public"));
    assert!(text(&site, "sitemap.xml").contains("https://ente.gitlab.io/bacheca/servizi/"));
    assert!(!site.contains_key("servizi/una-bozza/index.html"));

    let forge = Forge::new();
    forge.must(&GITLAB_PAGES, &Event::request("opened"));
    let preview = forge.artifact("anteprima");
    assert!(preview.join("anteprima/servizi/una-bozza/index.html").is_file());
    let address = fs::read_to_string(preview.join("anteprima.env")).expect("the address");
    assert_eq!(
        address.trim(),
        "ANTEPRIMA=https://ente.gitlab.io/-/gruppo/bacheca/-/jobs/900/artifacts/anteprima/index.html"
    );
    assert!(!forge.artifact("pages").exists() && !forge.artifact("anteprima-premium").exists());

    let mut premium = Event::request("opened");
    premium.is_premium = true;
    let forge = Forge::new();
    forge.must(&GITLAB_PAGES, &premium);
    let page = forge.artifact("anteprima-premium").join("public/servizi/una-bozza/index.html");
    assert!(fs::read_to_string(page).expect("the draft").contains(NOINDEX));
    assert!(!forge.artifact("anteprima").exists());
}

#[test]
fn a_server_that_builds_by_itself_needs_nothing_but_git_and_the_program() {
    let forge = Forge::new();
    let desk = forge.clone_to("server-desk");
    let site = forge.path("server/sito");
    fs::create_dir_all(site.parent().expect("a folder")).expect("the folder of the site");
    let commands = |file: &str, keep: fn(&str) -> Option<&str>| {
        let text = fs::read_to_string(repository().join("docs/esempi/server").join(file)).expect(file);
        let commands: Vec<String> = text.lines().filter_map(keep).map(str::to_owned).collect();
        assert!(commands.len() >= 2, "{file} has no commands");
        commands
    };
    let service = commands("bacheca.service", |line| Some(line.strip_prefix("ExecStart=")?.trim_start_matches('-')));
    let crontab = commands("crontab", |line| line.find("cd /srv").map(|start| &line[start..]));
    for command in service.iter().chain(&crontab) {
        let here = command
            .replace("/usr/local/bin/", "")
            .replace("/usr/bin/", "")
            .replace("/srv/bacheca", &desk.display().to_string())
            .replace("/var/www/bacheca/sito", &site.display().to_string());
        let here = here.replace("bacheca build", "bacheca build --root bacheca");
        let run = forge.shell(&here, &desk, &BTreeMap::new());
        assert_eq!(run.code, Some(0), "{command}\n{}{}", run.stdout, run.stderr);
    }
    assert!(site.join("index.html").is_file());
}

#[test]
fn actions_are_pinned_and_no_text_of_a_request_becomes_a_command() {
    for workflow in [&GITHUB_PAGES, &RSYNC] {
        let file = workflow.read();
        assert!(file["permissions"].as_mapping().is_some_and(serde_yaml::Mapping::is_empty));
        for (name, job) in entries(&file["jobs"]) {
            assert!(job["permissions"].is_mapping(), "{name} takes every permission");
            for step in list(&job["steps"]) {
                let uses = string(&step["uses"]);
                assert!(uses.is_empty() || uses.contains("@v"), "{uses} has no version");
                assert!(!string(&step["run"]).contains("${{"), "{}: a value inside a command", string(&step["name"]));
            }
        }
    }
}

/// A file that an office copies, and how its forge runs it.
struct Workflow {
    file: &'static str,
    run: fn(&Forge, &Value, &Event) -> Result<(), String>,
}

const GITHUB_PAGES: Workflow = Workflow { file: "github-pages.yml", run: Forge::github };
const RSYNC: Workflow = Workflow { file: "rsync.yml", run: Forge::github };
const GITLAB_PAGES: Workflow = Workflow { file: "gitlab-pages.yml", run: Forge::gitlab };

impl Workflow {
    fn read(&self) -> Value {
        let text = fs::read_to_string(repository().join("docs/esempi").join(self.file)).expect(self.file);
        serde_yaml::from_str(&text).expect("YAML")
    }
}

/// What has happened at the forge.
struct Event {
    name: &'static str,
    action: &'static str,
    is_premium: bool,
}

impl Event {
    fn push() -> Event {
        Event { name: "push", action: "", is_premium: false }
    }

    fn night() -> Event {
        Event { name: "schedule", action: "", is_premium: false }
    }

    fn request(action: &'static str) -> Event {
        Event { name: "pull_request", action, is_premium: false }
    }

    fn is_request(&self) -> bool {
        self.name == "pull_request"
    }

    /// What the forge puts for an expression of GitHub.
    fn value(&self, expression: &str, forge: &Forge) -> String {
        match expression.trim() {
            "github.event.number" => "12".to_owned(),
            "github.event.action" => self.action.to_owned(),
            "github.event.pull_request.head.sha" => "0123456789abcdef".to_owned(),
            "github.server_url" => "https://github.com".to_owned(),
            "github.repository" => "ente/bacheca".to_owned(),
            "github.run_id" => "900".to_owned(),
            "github.token" | "secrets.CHIAVE_SSH" | "secrets.SERVER_CONOSCIUTI" => "segreto".to_owned(),
            "github.event.repository.default_branch" => "main".to_owned(),
            "runner.temp" => forge.path("temp").display().to_string(),
            "github.event_name == 'pull_request' && format('anteprime/{0}', github.event.number) || '.'" => {
                if self.is_request() { "anteprime/12" } else { "." }.to_owned()
            }
            other => panic!("the test does not know what the forge puts for {other}"),
        }
    }

    /// Whether a condition of GitHub holds, when the jobs before did well.
    fn holds(&self, condition: &str) -> bool {
        match condition {
            "" | "steps.programma.outputs.cache-hit != 'true'" => true,
            "github.event.action != 'closed'" => self.action != "closed",
            "github.event_name == 'push'" => self.name == "push",
            "github.event_name == 'pull_request'" => self.is_request(),
            "github.event_name != 'pull_request'" => !self.is_request(),
            "github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'" => self.name == "schedule",
            "!cancelled() && needs.pubblica.result == 'success' && github.event_name == 'pull_request'" => {
                self.is_request()
            }
            other if other.starts_with("!cancelled() && !failure()") => true,
            other => panic!("the test does not know when {other}"),
        }
    }

    /// Whether a rule of GitLab holds.
    fn rules(&self, condition: &str) -> bool {
        match condition {
            "$CI_PIPELINE_SOURCE == \"merge_request_event\"" => self.is_request(),
            "$CI_PIPELINE_SOURCE == \"merge_request_event\" && $ANTEPRIME_PREMIUM != \"si\"" => {
                self.is_request() && !self.is_premium
            }
            "$CI_PIPELINE_SOURCE == \"merge_request_event\" && $ANTEPRIME_PREMIUM == \"si\"" => {
                self.is_request() && self.is_premium
            }
            "$CI_PIPELINE_SOURCE == \"push\"" => self.name == "push",
            "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" => !self.is_request(),
            other => panic!("the test does not know when {other}"),
        }
    }
}

type Variables = BTreeMap<String, String>;

/// A forge with one repository, whose board stands in a folder of it.
struct Forge {
    board: SiteTest,
}

impl Forge {
    fn new() -> Forge {
        let board = SiteTest::new("esempio");
        let forge = Forge { board };
        for folder in ["bin", "home", "temp", "artifacts", "server"] {
            fs::create_dir_all(forge.path(folder)).expect("a folder");
        }
        let program = env!("CARGO_BIN_EXE_bacheca");
        forge.stand_in("bacheca", &format!("exec {program} \"$@\" --date {TODAY}"));
        forge.stand_in("cargo", CARGO);
        forge.stand_in("gh", GH);
        forge.stand_in("ssh", "while [ \"$1\" != rsync ]; do shift; done\nexec \"$@\"");
        fs::write(forge.path("comments.json"), r#"[{"id":1,"body":"Bravi"}]"#).expect("a comment");
        fs::create_dir_all(forge.path("origin")).expect("the repository");
        fs::rename(forge.board.root(), forge.path("origin/bacheca")).expect("the board is moved");
        forge.git("git init --quiet --initial-branch=main . && git config receive.denyCurrentBranch ignore");
        fs::write(forge.path("origin/Cargo.lock"), "").expect("the program's list");
        forge.write(DRAFT, "---\ntitolo: Una bozza\ndescrizione_breve: Una scheda da finire.\nbozza: sì\nente: ufficio-di-piano\nbisogni: [casa]\nper_chi: [anziani]\naccesso: [su-appuntamento]\n---\nArriva.\n");
        forge
    }

    fn path(&self, path: &str) -> PathBuf {
        self.board.beside().join(path)
    }

    fn artifact(&self, name: &str) -> PathBuf {
        self.path("artifacts").join(name)
    }

    fn server(&self, path: &str) -> PathBuf {
        self.path("server").join(path)
    }

    fn comments(&self) -> String {
        fs::read_to_string(self.path("comments.json")).expect("the comments")
    }

    fn stand_in(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/bash\n{script}\n")).expect("a stand-in");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path("origin/bacheca").join(file), text).expect("the file is written");
        self.git("git add --all && git commit --quiet --message Scheda");
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path("origin/bacheca").join(file)).expect(file);
        assert!(text.contains(from), "{file} has no «{from}»");
        self.write(file, &text.replace(from, to));
    }

    fn git(&self, command: &str) {
        let run = self.shell(command, &self.path("origin"), &BTreeMap::new());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }

    fn clone_to(&self, name: &str) -> PathBuf {
        let folder = self.path(name);
        let command = format!("git clone --quiet ../origin '{}'", folder.display());
        let run = self.shell(&command, &self.path("origin"), &BTreeMap::new());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        folder
    }

    /// The files of a branch, as the forge would serve them.
    fn branch(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().expect("a folder");
        self.git(&format!("git archive {name} | tar -C '{}' -x", folder.path().display()));
        files(folder.path())
    }

    fn shell(&self, script: &str, folder: &Path, variables: &Variables) -> Run {
        let mut command = Command::new("bash");
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").expect("a path"));
        command.args(["-e", "-c", script]).current_dir(folder).env("PATH", path).env("NO_COLOR", "1");
        command.env("HOME", self.path("home")).env("RUNNER_TEMP", self.path("temp"));
        command.env("GITHUB_STEP_SUMMARY", self.path("summary.md")).env("GITHUB_REPOSITORY", "ente/bacheca");
        command.env("COMMENTS", self.path("comments.json")).env("STAND_IN", self.path("bin/bacheca"));
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Ufficio").env(format!("GIT_{who}_EMAIL"), "ufficio@example.org");
        }
        command.envs(variables);
        finish(command)
    }

    fn must(&self, workflow: &Workflow, event: &Event) {
        self.run(workflow, event).unwrap_or_else(|said| panic!("{}: {said}", workflow.file));
    }

    /// Runs a workflow, or gives back what it said when it failed.
    fn run(&self, workflow: &Workflow, event: &Event) -> Result<(), String> {
        let _ = fs::remove_dir_all(self.path("artifacts"));
        (workflow.run)(self, &workflow.read(), event)
    }

    fn github(&self, file: &Value, event: &Event) -> Result<(), String> {
        let mut settings = variables(&file["env"], |value| value.to_owned());
        settings.insert("BACHECA".to_owned(), "bacheca".to_owned());
        for (name, folder) in [("SERVER", "sito"), ("SERVER_ANTEPRIME", "anteprime")] {
            let target = format!("bacheca@server.example.org:{}", self.server(folder).display());
            settings.entry(name.to_owned()).and_modify(|value| *value = target);
            fs::create_dir_all(self.server(folder)).expect("a folder of the server");
        }
        for (name, job) in entries(&file["jobs"]).into_iter().filter(|(_, job)| event.holds(string(&job["if"]))) {
            let desk = self.fresh_desk();
            let mut failed = None;
            for step in list(&job["steps"]) {
                let condition = string(&step["if"]);
                let is_wanted = condition == "always()" || (failed.is_none() && event.holds(condition));
                if is_wanted && let Err(said) = self.step(step, event, &desk, &settings) {
                    failed.get_or_insert(format!("{name}, {}: {said}", string(&step["name"])));
                }
            }
            failed.map_or(Ok(()), Err)?;
        }
        Ok(())
    }

    fn fresh_desk(&self) -> PathBuf {
        for folder in ["work", "temp", "home"] {
            let _ = fs::remove_dir_all(self.path(folder));
            fs::create_dir_all(self.path(folder)).expect("a folder");
        }
        self.path("work")
    }

    fn step(&self, step: &Value, event: &Event, desk: &Path, settings: &Variables) -> Result<(), String> {
        let fill = |text: &str| filled(text, |expression| event.value(expression, self));
        let with = |name: &str| fill(string(&step["with"][name]));
        match string(&step["uses"]).split('@').next().unwrap_or_default() {
            "" => {
                let mut variables = settings.clone();
                variables.extend(self::variables(&step["env"], fill));
                succeeded(self.shell(string(&step["run"]), desk, &variables))
            }
            "actions/checkout" => {
                fs::remove_dir(desk).expect("an empty desk");
                self.clone_to("work");
                Ok(())
            }
            "actions/cache" => Ok(()),
            "actions/upload-artifact" => {
                put(&desk.join(with("path")), &self.artifact(&with("name")));
                Ok(())
            }
            "actions/download-artifact" => {
                put(&self.artifact(&with("name")), desk);
                Ok(())
            }
            other => panic!("the test does not know what {other} does"),
        }
    }

    fn gitlab(&self, file: &Value, event: &Event) -> Result<(), String> {
        let stages: Vec<&str> = list(&file["stages"]).iter().map(string).collect();
        let jobs = entries(file);
        for stage in stages {
            for (name, job) in jobs.iter().filter(|(_, job)| string(&job["stage"]) == stage) {
                let Some(extra) = wanted(job, event) else { continue };
                let desk = self.fresh_desk();
                fs::remove_dir(&desk).expect("an empty desk");
                self.clone_to("work");
                put(&self.artifact("programma"), &desk);
                let settings = self.gitlab_settings(file, job, &desk, extra);
                let lines = list(&file["default"]["before_script"]).iter().chain(list(&job["script"]));
                let script: Vec<&str> = lines.map(string).collect();
                let script = format!("set -eo pipefail\n{}", script.join("\n"));
                let run = succeeded(self.shell(&script, &desk, &settings));
                let dotenv = &job["artifacts"]["reports"]["dotenv"];
                for kept in list(&job["artifacts"]["paths"]).iter().chain([dotenv]).map(string) {
                    if !kept.is_empty() && desk.join(kept).exists() {
                        let target = self.artifact(name).join(kept);
                        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
                        fs::rename(desk.join(kept), target).expect("an artifact");
                    }
                }
                run.map_err(|said| format!("{name}: {said}"))?;
            }
        }
        Ok(())
    }

    fn gitlab_settings(&self, file: &Value, job: &Value, desk: &Path, extra: Variables) -> Variables {
        let project = desk.display().to_string();
        let mut settings = variables(&file["variables"], str::to_owned);
        settings.extend(variables(&job["variables"], |value| value.replace("$CI_PROJECT_DIR", &project)));
        settings.extend(extra);
        settings.insert("BACHECA".to_owned(), "bacheca".to_owned());
        for (name, value) in [
            ("CI_PROJECT_DIR", project.as_str()),
            ("CI_PAGES_URL", "https://ente.gitlab.io/bacheca"),
            ("CI_PAGES_DOMAIN", "gitlab.io"),
            ("CI_PROJECT_ROOT_NAMESPACE", "ente"),
            ("CI_PROJECT_PATH", "ente/gruppo/bacheca"),
            ("CI_JOB_ID", "900"),
        ] {
            settings.insert(name.to_owned(), value.to_owned());
        }
        settings
    }
}

/// The variables that the first rule that holds gives to a job, if one does.
fn wanted(job: &Value, event: &Event) -> Option<Variables> {
    let rules = list(&job["rules"]);
    if rules.is_empty() {
        return Some(Variables::new());
    }
    let rule = rules.iter().find(|rule| event.rules(string(&rule["if"])))?;
    (string(&rule["when"]) != "never").then(|| variables(&rule["variables"], str::to_owned))
}

fn succeeded(run: Run) -> Result<(), String> {
    if run.code == Some(0) { Ok(()) } else { Err(run.stdout + &run.stderr) }
}

/// A file into a folder, or what a folder holds into another.
fn put(from: &Path, to: &Path) {
    if !from.exists() {
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    let from = if from.is_dir() { from.join(".") } else { from.to_owned() };
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().expect("a copy");
    assert!(status.success());
}

/// A text with what is between `${{` and `}}` replaced.
fn filled(text: &str, value: impl Fn(&str) -> String) -> String {
    let mut parts = text.split("${{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once("}}").expect("an expression has an end");
        filled += &value(expression);
        filled += rest;
    }
    filled
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8_lossy(files.get(path).unwrap_or_else(|| panic!("{path} is not there"))).into_owned()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_sequence().map_or(&[], Vec::as_slice)
}

fn entries(value: &Value) -> Vec<(&str, &Value)> {
    value.as_mapping().into_iter().flatten().map(|(name, value)| (string(name), value)).collect()
}

fn variables(value: &Value, fill: impl Fn(&str) -> String) -> Variables {
    entries(value).into_iter().map(|(name, value)| (name.to_owned(), fill(string(value)))).collect()
}

/// Compiling takes minutes; what matters is where the program would come to stand.
const CARGO: &str = r#"case "$*" in
  "install --locked --path .") ;;
  "install --locked --root .programma --path .") mkdir -p .programma/bin && cp "$STAND_IN" .programma/bin/ ;;
  *) echo "cargo: $*" >&2; exit 1 ;;
esac"#;

/// The comments of request 12, kept in a file.
const GH: &str = r#"method=GET
[ "$1" = api ] || exit 9
shift
while [ $# -gt 0 ]; do
  case "$1" in
    --paginate | --silent) ;;
    --method) method=$2; shift ;;
    --jq) filter=$2; shift ;;
    --raw-field) body=${2#body=}; shift ;;
    repos/*) path=$1 ;;
    *) echo "gh: $1" >&2; exit 9 ;;
  esac
  shift
done
case "$method $path" in
  "GET repos/ente/bacheca/issues/12/comments") exec jq -r "$filter" "$COMMENTS" ;;
  "POST repos/ente/bacheca/issues/12/comments") change='. + [{id: (length + 1), body: $body}]' ;;
  "PATCH repos/ente/bacheca/issues/comments/"*) change='map(if .id == ($id | tonumber) then .body = $body else . end)' ;;
  *) echo "gh: $method $path" >&2; exit 9 ;;
esac
jq --arg body "$body" --arg id "${path##*/}" "$change" "$COMMENTS" > "$COMMENTS.new" && mv "$COMMENTS.new" "$COMMENTS""#;
