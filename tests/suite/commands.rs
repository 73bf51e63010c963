//! The command line, as it answers.

use std::process::Stdio;

use crate::harness::{SiteTest, TODAY};

#[test]
fn a_new_draft_is_valid_hidden_and_never_overwrites() {
    for (kind, folder) in [("servizio", "servizi"), ("progetto", "progetti"), ("opportunita", "opportunita")] {
        let test = SiteTest::new("minimo");
        let run = test.run(&["new", kind, "Corso: l'italiano è \"facile\" #1"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let file = format!("content/{folder}/corso-l-italiano-e-facile-1.md");
        assert_eq!(run.stdout, format!("{file}\n"));
        // Of today: a file made today was not there on another day.
        let check = test.run(&["check", "--strict", "--drafts"]);
        assert_eq!(check.code, Some(0), "{}", check.stdout);
        let before = test.read(&file);
        let again = test.run(&["new", kind, "Corso: l'italiano è \"facile\" #1"]);
        assert_eq!(again.code, Some(1));
        assert!(again.stderr.contains("c'è già"), "{}", again.stderr);
        assert_eq!(test.read(&file), before);
        let page = format!("{folder}/corso-l-italiano-e-facile-1/index.html");
        let test = test.built();
        assert!(!test.published().contains_key(&page), "a draft was published");
        assert_eq!(test.run(&["build", "--drafts", "--date", TODAY]).code, Some(0));
        assert!(
            test.page(&page).contains("Corso: l&#39;italiano è &quot;facile&quot; #1"),
            "the title is not on the page"
        );
    }
}

#[test]
fn a_title_without_letters_is_refused() {
    let test = SiteTest::new("minimo");
    let run = test.run(&["new", "servizio", "?!"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("non va bene come titolo"), "{}", run.stderr);
}

#[test]
fn every_wrong_command_line_gets_an_italian_answer_and_exit_code_two() {
    let test = SiteTest::new("minimo");
    for (arguments, expected) in [
        (&["chek"][..], "forse volevi `check`?"),
        (&[][..], "manca il comando"),
        (&["check", "--formato", "json"][..], "l'opzione «--formato» non esiste"),
        (&["check", "--format", "xml"][..], "scegli fra text, json, github"),
        (&["build", "--date", "domani"][..], "non è una data"),
        (&["build", "--base-url", "ciao"][..], "non è un indirizzo web completo"),
        (&["new", "corso", "Titolo"][..], "scegli fra servizio, progetto, opportunita"),
        (&["new"][..], "manca qualcosa"),
        (&["import"][..], "manca qualcosa"),
        (&["check", "--root", "/niente"][..], "non c'è una bacheca"),
    ] {
        let run = test.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
        assert!(
            !run.stderr.contains("Usage") && !run.stderr.contains("error:"),
            "{arguments:?} answers in English: {}",
            run.stderr
        );
    }
}

#[test]
fn help_is_in_italian() {
    let test = SiteTest::new("minimo");
    for arguments in [
        &["--help"][..],
        &["build", "--help"][..],
        &["check", "-h"][..],
        &["new", "--help"][..],
        &["import", "--help"][..],
        &["stato", "--help"][..],
        &["digest", "--help"][..],
        &["explain", "--help"][..],
        &["schema", "--help"][..],
        &["init", "--help"][..],
    ] {
        let run = test.run(arguments);
        assert_eq!(run.code, Some(0));
        assert!(run.stdout.contains("Uso:") && run.stdout.contains("Opzioni:"), "{}", run.stdout);
        for english in [
            "Usage",
            "Options",
            "Commands",
            "default",
            "possible values",
            "Print",
            "Arguments",
            "aliases",
            "OPTIONS",
            "COMMAND",
        ] {
            assert!(!run.stdout.contains(english), "{arguments:?} says «{english}»:\n{}", run.stdout);
        }
    }
}

#[test]
fn italian_names_of_commands_work() {
    let test = SiteTest::new("minimo");
    assert_eq!(test.run(&["controlla", "--date", TODAY]).code, Some(0));
    assert_eq!(test.run(&["costruisci", "--date", TODAY]).code, Some(0));
    assert_eq!(test.run(&["spiega", "campo-mancante"]).code, Some(0));
    assert_eq!(test.run(&["importa", "--modello", "modello.xlsx"]).code, Some(0));
}

#[test]
fn the_to_do_list_names_what_is_missing_and_nothing_that_is_there() {
    let test = SiteTest::new("minimo");
    let before = test.run(&["stato"]);
    assert_eq!(before.code, Some(0));
    assert!(before.stdout.contains("Da chiedere:"), "{}", before.stdout);
    let csv = test.run(&["stato", "--format", "csv"]);
    assert!(csv.stdout.starts_with("\u{feff}Scheda;Da chiedere;"), "{}", csv.stdout);
    let missing =
        csv.stdout.lines().find(|line| line.contains(";costo;")).expect("a service without its cost").to_owned();
    let file = missing.rsplit(';').next().expect("a file").to_owned();
    test.replace(&file, "titolo:", "costo: gratuito\ntitolo:");
    let after = test.run(&["stato", "--format", "csv"]);
    assert!(!after.stdout.contains(&missing), "still asked for: {missing}");
}

#[test]
fn pull_requests_are_told_the_path_from_where_the_command_was_given() {
    let test = SiteTest::new("minimo").overlay("broken/campo-mancante");
    let mut command = test.command(&["check", "--root", "board", "--format", "github", "--date", TODAY]);
    command.current_dir(test.beside());
    let run = crate::harness::finish(command);
    assert!(run.stdout.starts_with("::error file=board/bacheca.yaml,line=1,"), "{}", run.stdout);
}

#[test]
fn pull_requests_are_told_line_and_column_whatever_stands_in_names_and_values() {
    let test = SiteTest::new("minimo");
    let entry = test.read("content/servizi/sportello.md").replacen("---\n", "---\ncosto: \"50%, a volte: sì\"\n", 1);
    test.write("content/servizi/10%: a, b.md", &entry);
    let mut command = test.command(&["check", "--root", "board", "--format", "github", "--date", TODAY]);
    command.current_dir(test.beside());
    let run = crate::harness::finish(command);
    let line = run.stdout.lines().find(|line| line.contains("scelta-non-valida")).expect("the wrong choice");
    let place = "::error file=board/content/servizi/10%25%3A a%2C b.md,line=2,col=8,title=scelta-non-valida::";
    let said = line.strip_prefix(place).unwrap_or_else(|| panic!("another place: {line}"));
    assert!(said.starts_with("«50%25, a volte: sì»") && said.contains("%0AAiuto: "), "{said}");
}

#[test]
fn an_error_in_the_boards_own_theme_is_named_and_the_site_stays() {
    let test = SiteTest::new("minimo").built();
    let before = test.published();
    test.write(
        "themes/base/pages/home.html",
        "{% extends \"layout/base.html\" %}{% block main %}{{ niente }}{% endblock main %}",
    );
    let run = test.build();
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("pages/home.html") && run.stderr.contains("niente"), "{}", run.stderr);
    test.write("themes/base/pages/home.html", "{% if %}");
    assert_eq!(test.build().code, Some(2));
    assert!(test.published() == before);
}

#[test]
fn one_file_of_the_theme_can_be_replaced_alone() {
    let test = SiteTest::new("minimo");
    test.write(
        "themes/base/pages/numbers.html",
        "{% extends \"layout/base.html\" %}{% block main %}<h1>Nostri</h1>{% endblock main %}",
    );
    let test = test.built();
    assert!(test.page("numeri-utili/index.html").contains("<h1>Nostri</h1>"));
    assert!(test.page("index.html").contains("class=\"header\""), "the rest of the theme is gone");
}

#[test]
fn colour_is_left_out_where_nobody_would_see_it() {
    let test = SiteTest::new("minimo").overlay("broken/campo-mancante");
    let mut command = test.command(&["check", "--date", TODAY]);
    command.env_remove("NO_COLOR");
    assert!(!crate::harness::finish(command).stdout.contains('\u{1b}'), "escape codes in a pipe");
}

#[test]
fn who_reads_may_stop_before_the_end() {
    let test = SiteTest::new("esempio");
    test.write(
        "comuni.csv",
        "nome;istat;codice_catastale;cap;provincia;coordinate\nUno;999001;Z901;99901;ZZ;\"45.3, 9.5\"\n",
    );
    test.write("tabella.csv", "File;Costo\npunto-di-ascolto;gratuito\n");
    let init = ["init", "nuova", "--territorio", "Uno", "--email", "a@example.org", "--comuni", "comuni.csv"];
    for arguments in [
        &["--help"][..],
        &["check", "--help"],
        &["check", "--consigli", "--date", "2029-01-01"],
        &["check", "--format", "json", "--date", TODAY],
        &["search", "casa", "--date", TODAY],
        &["explain", "campo-mancante"],
        &["schema", "servizio"],
        &["schema", "--output", "schemi"],
        &["stato", "--date", TODAY],
        &["digest", "--dal", "2026-01-01", "--date", TODAY],
        &["import", "tabella.csv", "--tipo", "servizio", "--prova"],
        &["import", "--modello", "modello.xlsx"],
        &["new", "servizio", "Il Ponte"],
        &["build", "--date", TODAY],
        &init,
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = test.command(arguments);
        let child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = child.and_then(|child| child.wait_with_output()).expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
    assert!(test.root().join("content/servizi/il-ponte.md").is_file() && test.root().join("nuova").is_dir());
}
