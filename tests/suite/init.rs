//! A board for another district, from nothing to its first publication.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{Run, TODAY, files, finish, folders};

const COMUNI: &str = "nome;istat;codice_catastale;cap;provincia;coordinate\n\
    Sant'Àlfa;999001;Z901;99901;ZZ;45.30, 9.50\n\
    Beta;999002;Z902;99902;ZZ;\"45.31, 9.51\"\n";
const OFFICE: [&str; 4] = ["--territorio", "Ambito dell'Oltrepò «prova»: #1", "--email", "ufficio@example.org"];

/// A folder in which boards are made.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        desk.write("comuni.csv", COMUNI.as_bytes());
        desk
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder for the file");
        fs::write(path, bytes).expect("the file is written");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bacheca"));
        command.args(arguments).current_dir(self.0.path()).env("NO_COLOR", "1");
        finish(command)
    }

    /// `init` with the office and the Comuni of this desk, and more.
    fn init(&self, folder: &str, more: &[&str]) -> Run {
        self.run(&[&["init", folder], &OFFICE[..], more].concat())
    }

    /// A board made of a table of Comuni.
    fn table(&self, table: &str) -> Run {
        self.write("tabella.csv", table.as_bytes());
        self.init("nuova", &["--comuni", "tabella.csv"])
    }

    fn board(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }
}

#[test]
fn a_new_board_has_nothing_to_correct_and_is_published() {
    let desk = Desk::new();
    let run = desk.init("nuova", &["--comuni", "comuni.csv", "--lingue", "it,en,ar", "--telefono", "0371 409332"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "nuova\n"), "{}", run.stderr);
    assert!(run.stderr.contains("con 2 Comuni"), "{}", run.stderr);
    for arguments in [&["check", "--strict"][..], &["check", "--strict", "--drafts"][..]] {
        let check = desk.run(&[arguments, &["--root", "nuova", "--date", TODAY]].concat());
        assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""), "{}", check.stderr);
    }
    let build = desk.run(&["build", "--root", "nuova", "--date", TODAY, "--output", "sito"]);
    assert_eq!(build.code, Some(0), "{}{}", build.stdout, build.stderr);
    let site = desk.board("sito");
    for page in
        ["comuni/sant-alfa/index.html", "ar/index.html", "privacy/index.html", "enti/ufficio-di-piano/index.html"]
    {
        assert!(site.contains_key(page), "{page} is missing");
    }
    let home = String::from_utf8_lossy(&site["index.html"]).into_owned();
    assert!(home.contains("Bacheca digitale: Ambito dell&#39;Oltrepò «prova»: #1"), "the name is not on the page");
    assert!(!site.keys().any(|page| page.contains("scheda-di-esempio")), "the example was published");
}

#[test]
fn what_is_made_is_the_same_at_each_run() {
    let desk = Desk::new();
    assert_eq!(desk.init("prima", &["--comuni", "comuni.csv"]).code, Some(0));
    assert_eq!(desk.init("seconda", &["--comuni", "comuni.csv"]).code, Some(0));
    assert!(desk.board("prima") == desk.board("seconda"));
}

#[test]
fn no_blank_of_the_templates_is_left_open() {
    let desk = Desk::new();
    assert_eq!(desk.init("nuova", &["--comuni", "comuni.csv"]).code, Some(0));
    for (path, bytes) in desk.board("nuova") {
        assert!(!String::from_utf8_lossy(&bytes).contains("{{"), "{path} has a blank");
    }
}

#[test]
fn every_yaml_file_names_a_schema_that_is_there() {
    let desk = Desk::new();
    assert_eq!(desk.init("nuova", &["--comuni", "comuni.csv"]).code, Some(0));
    let board = desk.board("nuova");
    let yaml: Vec<&String> = board.keys().filter(|path| path.ends_with(".yaml")).collect();
    assert!(yaml.len() >= 7, "{yaml:?}");
    for path in yaml {
        let text = String::from_utf8_lossy(&board[path]);
        let schema = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let schema = schema.unwrap_or_else(|| panic!("{path} names no schema"));
        let folder = desk.path("nuova").join(path);
        assert!(folder.parent().expect("a folder").join(schema).is_file(), "{path}: {schema} is not there");
    }
    let settings = String::from_utf8_lossy(&board[".vscode/settings.json"]).into_owned();
    let settings: serde_json::Value = serde_json::from_str(&settings).expect("JSON");
    for schema in settings["yaml.schemas"].as_object().expect("schemas by file").keys() {
        assert!(board.contains_key(schema), "{schema} is not there");
    }
}

#[test]
fn every_wrong_cell_is_named_with_its_row_and_nothing_is_made() {
    let desk = Desk::new();
    for (table, expected) in [
        ("nome;cap\nAlfa;99901\n", "in tabella.csv manca la colonna «istat»"),
        ("nome;istat\n", "in tabella.csv non c'è nessun Comune"),
        (&COMUNI.replace("999001", "99901"), "tabella.csv, riga 2, colonna «istat»: «99901» non è un codice ISTAT"),
        (&COMUNI.replace("99902;", "9990;"), "tabella.csv, riga 3, colonna «cap»: «9990» non è un CAP"),
        (
            &COMUNI.replace("45.31, 9.51", "9.51, 45.31"),
            "riga 3, colonna «coordinate»: «9.51, 45.31» non è un punto in Italia",
        ),
        (&COMUNI.replace(";ZZ;\"", ";Zeta;\""), "riga 3, colonna «provincia»: «Zeta» è troppo lungo"),
        (&COMUNI.replace("Beta", "Sant'Alfa"), "tabella.csv, riga 3: slug «sant-alfa» c'è già (tabella.csv, riga 2)"),
        (&COMUNI.replace("999002", "999001"), "tabella.csv, riga 3: istat «999001» c'è già (tabella.csv, riga 2)"),
        (&COMUNI.replace("Beta;999002", "\n\nBeta;99900"), "tabella.csv, riga 5, colonna «istat»"),
        (&COMUNI.replace("99902;ZZ", ";ZZ"), "manca «cap»: tabella.csv, riga 3"),
    ] {
        let run = desk.table(table);
        assert_eq!(run.code, Some(1), "{table}");
        assert!(run.stderr.contains(expected), "{expected}:\n{}", run.stderr);
        assert!(!desk.path("nuova").exists(), "a folder was left behind");
    }
}

#[test]
fn all_wrong_cells_are_named_at_once() {
    let desk = Desk::new();
    let run = desk.table(&COMUNI.replace("999001", "1").replace("99902;ZZ", "2;ZZ"));
    assert_eq!(run.stderr.matches("errore:").count(), 2, "{}", run.stderr);
}

#[test]
fn the_list_of_istat_is_read_and_what_it_lacks_is_left_to_be_filled_in() {
    let desk = Desk::new();
    let heading = "Codice Regione;\"Unità territoriale \r\n(valida a fini statistici)\";Codice Comune formato alfanumerico;\
        Denominazione in italiano;Sigla automobilistica;Codice Catastale del comune\r\n";
    let list = format!("{heading}3;9;999001;Sant'Àlfa;ZZ;Z901\r\n3;9;999002;Bèta;ZZ;Z902\r\n");
    let latin: Vec<u8> = list.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Latin-1")).collect();
    desk.write("istat.csv", &latin);
    let run = desk.init("nuova", &["--comuni", "999001", "999002", "--elenco", "istat.csv"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("manca «cap»: per tutti i Comuni"), "{}", run.stderr);
    assert!(run.stdout.contains("Bèta;beta;999002;Z902;;ZZ;\r\n"), "{}", run.stdout);
    let completed = run.stdout.replace(";;ZZ;\r\n", ";99901;ZZ;45.3, 9.5\r\n");
    desk.write("completa.csv", completed.as_bytes());
    assert_eq!(desk.init("nuova", &["--comuni", "completa.csv"]).code, Some(0));
    let unknown = desk.init("altra", &["--comuni", "999009", "--elenco", "istat.csv"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.stderr.contains("il codice 999009 non è in istat.csv"), "{}", unknown.stderr);
}

#[test]
fn a_table_is_completed_from_the_list() {
    let desk = Desk::new();
    desk.write("elenco.csv", b"comune,codice istat,codice catastale,sigla\nAlfa,999001,Z901,ZZ\n");
    desk.write("mia.csv", b"istat\tcap\tlat\tlon\n999001\t99901\t45,3\t9,5\n");
    let run = desk.init("nuova", &["--comuni", "mia.csv", "--elenco", "elenco.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let comuni = fs::read_to_string(desk.path("nuova/content/comuni.yaml")).expect("the Comuni");
    assert!(comuni.contains("  - nome: Alfa\n    slug: alfa\n    istat: \"999001\"\n"), "{comuni}");
    assert!(comuni.contains("coordinate: \"45.3, 9.5\""), "{comuni}");
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let desk = Desk::new();
    let run = desk.run(&["init", "nuova", "--comuni", "comuni.csv"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("mancano --territorio, --email"), "{}", run.stderr);
    assert!(!desk.path("nuova").exists());
}

#[test]
fn wrong_answers_are_refused_together() {
    let desk = Desk::new();
    let run = desk.run(&[
        "init",
        "nuova",
        "--territorio",
        "?!",
        "--email",
        "ciao",
        "--telefono",
        "12",
        "--comuni",
        "niente.csv",
        "--lingue",
        "en,it",
        "--indirizzo",
        "casa",
    ]);
    assert_eq!(run.code, Some(1));
    for option in ["--territorio:", "--email:", "--telefono:", "--comuni:", "--lingue:", "--indirizzo:"] {
        assert!(run.stderr.contains(option), "{option} is not named:\n{}", run.stderr);
    }
}

#[test]
fn a_folder_with_files_is_left_as_it_was() {
    let desk = Desk::new();
    desk.write("piena/lettera.txt", b"cara");
    let run = desk.init("piena", &["--comuni", "comuni.csv"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("non è vuota: contiene lettera.txt"), "{}", run.stderr);
    assert_eq!(desk.board("piena").len(), 1);
}

#[test]
fn a_folder_that_only_git_knows_is_filled() {
    let desk = Desk::new();
    desk.write("vuota/.git/HEAD", b"ref: refs/heads/main\n");
    let run = desk.init("vuota", &["--comuni", "comuni.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(desk.path("vuota/bacheca.yaml").is_file());
    assert_eq!(folders(&desk.path("vuota")), [".git", ".vscode", "content"]);
}

#[test]
fn answers_that_no_board_can_have_leave_nothing_behind() {
    let desk = Desk::new();
    let long = "x".repeat(99);
    let run = desk.run(&["init", "nuova", "--territorio", &long, "--email", "a@example.org", "--comuni", "comuni.csv"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("testo-troppo-lungo") && run.stderr.contains("non ho creato niente"), "{}", run.stdout);
    assert!(!desk.path("nuova").exists(), "a folder was left behind");
}

#[test]
fn a_board_without_entries_shows_no_heading_over_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.init("nuova", &["--comuni", "comuni.csv"]).code, Some(0));
    let home = |desk: &Desk| {
        let build = desk.run(&["build", "--root", "nuova", "--date", TODAY, "--output", "sito"]);
        assert_eq!(build.code, Some(0), "{}", build.stdout);
        String::from_utf8_lossy(&desk.board("sito")["index.html"]).into_owned()
    };
    assert!(!home(&desk).contains("bisogni-titolo"), "needs without entries");
    assert_eq!(desk.run(&["new", "servizio", "Il Ponte", "--root", "nuova"]).code, Some(0));
    let file = desk.path("nuova/content/servizi/il-ponte.md");
    let text = fs::read_to_string(&file).expect("the entry").replace("bozza: sì", "bozza: no");
    let text =
        text.replace("Una o due frasi semplici. Che cosa offre e a chi.", "Un ponte.").replace("Scrivi qui", "Ecco");
    fs::write(&file, text).expect("the entry is written");
    assert!(home(&desk).contains("bisogni-titolo"), "no needs with an entry");
}
