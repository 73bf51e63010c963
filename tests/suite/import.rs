//! Entries from spreadsheets: what a table becomes, what is wrong with it, what stays as it was.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::harness::{Run, SiteTest, TODAY, files, repository};

/// The heads of the smallest tables, for `minimo`.
const SERVIZIO: &str = "Titolo;Descrizione breve;Bisogni;Per chi;Ente";
const SPORTELLO: &str = "Sportello casa;Ti aiutiamo.;Casa;Anziani;Ufficio sociale";

fn import(test: &SiteTest, table: &str) -> Run {
    test.write("../servizi.csv", table);
    test.run(&["import", "../servizi.csv"])
}

fn content(test: &SiteTest) -> BTreeMap<String, Vec<u8>> {
    files(&test.root().join("content"))
}

/// Imports, and panics with the messages unless all went well.
fn imported(test: &SiteTest, table: &str) -> String {
    let run = import(test, table);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    run.stdout
}

/// A table of which a cell is wrong: the message is as expected, and the board as before.
fn assert_refused(test: &SiteTest, table: &str, expected: &[&str]) {
    let before = content(test);
    let run = import(test, table);
    assert_eq!(run.code, Some(1), "{table}\n{}{}", run.stdout, run.stderr);
    for message in expected {
        assert!(run.stderr.contains(message), "{table}\nno «{message}» in:\n{}", run.stderr);
    }
    assert!(content(test) == before, "something was written:\n{}", run.stderr);
}

#[test]
fn a_row_of_every_kind_becomes_an_entry_and_the_board_builds() {
    let test = SiteTest::new("minimo");
    test.write("../servizi.csv", &format!("{SERVIZIO};Come fare\n{SPORTELLO};\"1. Chiama\n2. Vieni\"\n"));
    test.write(
        "../progetti.csv",
        "Titolo,Descrizione breve,Bisogni,Per chi,Ente,Inizio,Fine,Costo totale\nRete,Aiuto,lavoro,giovani,ufficio-sociale,1/1/2026,2027-12-31,\"1.250,50\"\n",
    );
    test.write(
        "../opportunita.csv",
        "Titolo\tTipo\tDescrizione breve\tBisogni\tPer chi\tEnte\tScadenza\nCorso di taglio\tCorso\tImpari.\tlavoro\tgiovani\tComune di Alfa\t15/12/2026 12:00\n",
    );
    for table in ["servizi", "progetti", "opportunita"] {
        let run = test.run(&["import", &format!("../{table}.csv")]);
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.ends_with("Schede: 1 nuova, 0 cambiate, 0 uguali.\n"), "{}", run.stdout);
    }
    assert_eq!(
        test.read("content/servizi/sportello-casa.md"),
        "---\ntitolo: Sportello casa\ndescrizione_breve: Ti aiutiamo.\nbisogni: [casa]\nper_chi: [anziani]\nente: ufficio-sociale\n---\n## Come fare\n\n1. Chiama\n2. Vieni\n"
    );
    assert!(
        test.read("content/progetti/rete.md")
            .contains("costo_totale: 1.250,50\ninizio: 2026-01-01\nfine: 2027-12-31\n")
    );
    assert!(test.read("content/opportunita/corso-di-taglio.md").contains("scadenza: 2026-12-15 12:00\n"));
    let test = test.built();
    assert!(test.page("servizi/sportello-casa/index.html").contains("Chiama"));
}

#[test]
fn groups_hours_and_names_that_people_read_become_what_files_say() {
    let test = SiteTest::new("esempio");
    let table = "Titolo;Descrizione breve;Bisogni;Per chi;Ente;Aree;Comuni;Telefono;E-mail;Indirizzo;Comune;CAP;Orari;Età minima;Serve SPID;Costo;Come si accede;Parole chiave;Schede collegate\n\
        Sportello; «Corso: base» #1;Cura e assistenza, casa;anziani;AVC;;San Gerbino; 0000 100120;A@avc.example;Via Pò 1;Rivafiorita;99903;\"lunedì-venerdì 9-12.30\nsabato dalle 10 alle 12 (solo telefono)\";65;sì;Secondo ISEE;su appuntamento;affitto;Trasporto sociale\n";
    let table =
        table.replace(";San Gerbino; 0000", ";\"San Gerbino; Borgolieto\";0000").replace("Sportello; «", "Sportello;«");
    let table = table.replace(";affitto;", ";\"affitto; sfratto\";");
    let bisogni = test.read("content/vocabolari/bisogni.yaml");
    assert!(bisogni.contains("slug: cura"), "{bisogni}");
    let cura =
        bisogni.lines().skip_while(|line| !line.contains("slug: cura")).nth(1).unwrap().split(": ").nth(1).unwrap();
    imported(&test, &table.replace("Cura e assistenza", cura));
    let file = test.read("content/servizi/sportello.md");
    for expected in [
        "descrizione_breve: \"«Corso: base» #1\"\n",
        "bisogni: [cura, casa]\n",
        "ente: azienda-valle-chiara\n",
        "comuni: [san-gerbino, borgolieto]\n",
        "contatti:\n  - telefono: 0000 100120\n    email: A@avc.example\n",
        "sedi:\n  - indirizzo: Via Pò 1\n    comune: rivafiorita\n    cap: \"99903\"\n",
        "orari:\n  - giorni: lunedì-venerdì\n    dalle: 9:00\n    alle: 12:30\n  - giorni: sabato\n    dalle: 10:00\n    alle: 12:00\n    nota: solo telefono\n",
        "eta:\n  da: 65\n",
        "serve_spid: sì\n",
        "costo: secondo-isee\n",
        "accesso: [su-appuntamento]\n",
        "parole_chiave: [affitto, sfratto]\n",
        "correlati: [servizi/trasporto-sociale]\n",
    ] {
        assert!(file.contains(expected), "no «{expected}» in:\n{file}");
    }
    assert!(imported(&test, &table.replace("Cura e assistenza", cura)).contains("0 nuove, 0 cambiate, 1 uguale"));
    test.built();
}

#[test]
fn a_second_import_of_a_whole_board_writes_nothing() {
    let test = SiteTest::new("esempio");
    let table = "Titolo;File;Sospeso dal;Costo;Lingue parlate;Telefono;Comuni\nTrasporto sociale;trasporto-sociale;11/05/2026;a pagamento;;0000 100120;\"Rivafiorita; San Gerbino\"\nPunto di ascolto;punto-di-ascolto;;gratuito;\"inglese; francese; arabo\";0000 100110;Tutti\n";
    let before = content(&test);
    let said = imported(&test, table);
    assert_eq!(said, "Schede: 0 nuove, 0 cambiate, 2 uguali. Non c'era niente da scrivere.\n");
    assert!(content(&test) == before);
}

#[test]
fn every_bad_cell_is_named_in_one_run_and_nothing_is_written() {
    let test = SiteTest::new("minimo");
    let table = format!(
        "{SERVIZIO};Telefono;E-mail;Serve ISEE;Costo;Aggiornato il;Orari;CAP;Indirizzo;Comuni;Schede collegate\n\
         {SPORTELLO};;;;;;;;;;\n\
         \n\
         Due;{};Casaa;Anziani;Ufficio social;371409332;a@b;forse;gratis;31/11/2026;lunedì mattina;269;via Roma;Gamma;servizi/niente\n",
        "x".repeat(181)
    );
    assert_refused(
        &test,
        &table,
        &[
            "errore[testo-troppo-lungo]: riga 4, colonna B «Descrizione breve»: ",
            "errore[voce-sconosciuta]: riga 4, colonna C «Bisogni»: «Casaa» non è una voce del vocabolario\n  aiuto: forse volevi scrivere `casa`?",
            "errore[ente-sconosciuto]: riga 4, colonna E «Ente»: ",
            "errore: riga 4, colonna F «Telefono»: «371409332» non sembra un telefono",
            "  aiuto: forse è `0371409332`",
            "errore[recapito-non-valido]: riga 4, colonna G «E-mail»: ",
            "errore[valore-non-valido]: riga 4, colonna H «Serve ISEE»: «forse» non è né sì né no",
            "errore[scelta-non-valida]: riga 4, colonna I «Costo»: ",
            "errore[data-non-valida]: riga 4, colonna J «Aggiornato il»: il giorno «31/11/2026» non esiste",
            "errore: riga 4, colonna K «Orari»: in «lunedì mattina» non capisco giorni e ore",
            "errore[codice-non-valido]: riga 4, colonna L «CAP»: ",
            "errore[comune-sconosciuto]: riga 4, colonna N «Comuni»: «Gamma» non è un Comune",
            "errore[scheda-sconosciuta]: riga 4, colonna O «Schede collegate»: ",
            "Non ho scritto niente: ci sono 12 errori.",
        ],
    );
}

#[test]
fn rules_of_the_whole_entry_point_at_the_table_too() {
    let test = SiteTest::new("minimo");
    let head = "Tipo di scheda;Titolo;Tipo;Descrizione breve;Bisogni;Per chi;Ente";
    assert_refused(
        &test,
        &format!("{head};Inizio;Fine\nprogetto;Uno;;Breve;casa;anziani;ufficio-sociale;2/2/2026;1/2/2026\n"),
        &["colonna I «Fine»"],
    );
    assert_refused(
        &test,
        &format!("{head}\nopportunità;Uno;corso;Breve;casa;anziani;ufficio-sociale\n"),
        &["]: riga 2: ", "errore[tempo-mancante]"],
    );
    assert_refused(
        &test,
        &format!("{SERVIZIO};Cosa serve\nSenza altro;;Casa;Anziani;;Leggi [qui](/niente/)\n"),
        &[
            "riga 2, colonna B «Descrizione breve»: la cella è vuota, ma il campo è obbligatorio\n  aiuto: Una o due frasi",
            "riga 2, colonna E «Ente»: la cella è vuota",
            "riga 2, colonna F «Cosa serve»: ",
            "ci sono 3 errori",
        ],
    );
    assert_refused(&test, "Titolo;Bisogni\nUno;Casa\n", &["riga 2: manca la colonna «Ente», che è obbligatoria"]);
    assert_refused(
        &test,
        &format!("{SERVIZIO};Comune\n{SPORTELLO};Alfa\n"),
        &["riga 2: manca la colonna «Indirizzo», che è obbligatoria", "c'è un errore"],
    );
}

#[test]
fn a_changed_row_replaces_its_fields_and_every_other_byte_stays() {
    let test = SiteTest::new("minimo");
    let head = format!("{SERVIZIO};Telefono;Come fare;Comuni\n");
    imported(&test, &format!("{head}{SPORTELLO};0000 100300;Chiama.;Alfa\n"));
    let path = "content/servizi/sportello-casa.md";
    test.replace(path, "titolo:", "# Chiesto a Maria\ntitolo:");
    test.replace(path, "bisogni: [casa]", "bisogni:\n  - casa # soprattutto");
    test.replace(path, "comuni: [alfa]", "comuni: [alfa]   # per ora\nparole_chiave: [affitto]");
    test.replace(path, "100300\n", "100300\n    nota: al mattino\n  - telefono: 0000 100400\n");
    test.replace(path, "## Come fare", "Prima di tutto.\n\n## Requisiti\n\nNessuno.\n\n## Come fare");
    test.replace(path, "Chiama.\n", "Chiama.\n\n## Un titolo nostro\n\nUn testo nostro.\n");
    let before = test.read(path);
    let said = imported(&test, &format!("{head}{SPORTELLO};0000 100301;Vieni.;\"Alfa; Beta\"\n"));
    assert_eq!(
        said,
        format!("cambiata  {path} (riga 2: Telefono, Come fare, Comuni)\nSchede: 0 nuove, 1 cambiata, 0 uguali.\n")
    );
    let expected = before.replace("100300", "100301").replace("Chiama.", "Vieni.").replace("[alfa]", "[alfa, beta]");
    assert_eq!(test.read(path), expected);
    imported(&test, &format!("{SERVIZIO};Requisiti;Cosa serve;Costo\n{SPORTELLO};;Un documento.;gratuito\n"));
    let expected = expected
        .replace("100400\n", "100400\ncosto: gratuito\n")
        .replace("Un testo nostro.\n", "Un testo nostro.\n\n## Cosa serve\n\nUn documento.\n");
    assert_eq!(test.read(path), expected);
    test.built();
}

#[test]
fn an_empty_cell_changes_nothing_and_a_dash_erases() {
    let test = SiteTest::new("minimo");
    let head = format!("{SERVIZIO};Telefono;Nota del contatto;Come fare;Costo;Orari\n");
    imported(&test, &format!("{head}{SPORTELLO};0000 100300;mattina;Chiama.;gratuito;lunedì 9-12\n"));
    let path = "content/servizi/sportello-casa.md";
    let before = test.read(path);
    assert!(imported(&test, &format!("{head}{SPORTELLO};;;;;\n")).contains("1 uguale"));
    assert_eq!(test.read(path), before);
    imported(&test, &format!("{head}{SPORTELLO};0000 100300;-;-;–;-\n"));
    let expected = before
        .replace("    nota: mattina\n", "")
        .replace("costo: gratuito\n", "")
        .replace("orari:\n  - giorni: lunedì\n    dalle: 9:00\n    alle: 12:00\n", "")
        .replace("## Come fare\n\nChiama.\n", "");
    assert_eq!(test.read(path), expected);
    imported(&test, &format!("{head}{SPORTELLO};-;;;;\n"));
    assert!(!test.read(path).contains("contatti"), "{}", test.read(path));
    assert_refused(
        &test,
        &format!("{head}Sportello casa;-;;;;;;;;\n"),
        &["colonna B «Descrizione breve»: la cella è vuota"],
    );
}

#[test]
fn entries_in_folders_in_yaml_and_with_other_line_ends_are_updated_where_they_are() {
    let test = SiteTest::new("esempio");
    let table = "File;Costo;Cosa serve\npunto-di-ascolto;a pagamento;Niente.\nausili-in-prestito;;Niente.\ntrasporto-sociale;gratuito;Un documento.\n";
    let windows = test.read("content/servizi/trasporto-sociale.md").replace('\n', "\r\n");
    test.write("content/servizi/trasporto-sociale.md", &format!("\u{feff}{windows}"));
    let before = content(&test);
    let said = imported(&test, table);
    for path in ["punto-di-ascolto/index.md", "ausili-in-prestito.yaml", "trasporto-sociale.md"] {
        assert!(said.contains(&format!("content/servizi/{path}")), "{said}");
    }
    let after = content(&test);
    assert_eq!(after.len(), before.len(), "no new files");
    let file = test.read("content/servizi/trasporto-sociale.md");
    assert!(file.starts_with("\u{feff}---\r\n"));
    assert!(file.contains("\r\n\r\n## Cosa serve\r\n\r\nUn documento.\r\n\r\n## "), "{file}");
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    assert!(test.read("content/servizi/ausili-in-prestito.yaml").contains("cosa_serve: |\n  Niente.\n"));
    assert!(imported(&test, table).contains("0 cambiate, 3 uguali"));
    test.built();
}

#[test]
fn a_preview_says_what_would_be_written_and_writes_nothing() {
    let test = SiteTest::new("minimo");
    let before = content(&test);
    test.write("../servizi.csv", &format!("{SERVIZIO}\n{SPORTELLO}\nSportello;Altro.;casa;anziani;ufficio-sociale\n"));
    let run = test.run(&["import", "--prova", "../servizi.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "nuova     content/servizi/sportello-casa.md (riga 2)\n\
         cambiata  content/servizi/sportello.md (riga 3: Descrizione breve)\n\
         Schede: 1 nuova, 1 cambiata, 0 uguali. È una prova: non ho scritto niente.\n"
    );
    assert!(content(&test) == before);
}

#[test]
fn when_a_file_cannot_be_written_the_board_stays_as_it_was() {
    let test = SiteTest::new("minimo");
    let before = content(&test);
    // Where the second file would be set aside, there is no room for it.
    fs::create_dir(test.root().join("content/servizi/.due.md.nuovo")).expect("a folder in the way");
    let run = import(&test, &format!("{SERVIZIO}\n{SPORTELLO}\nDue;Breve.;casa;anziani;ufficio-sociale\n"));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("content/servizi/due.md") && run.stderr.contains("com'era"), "{}", run.stderr);
    assert!(content(&test) == before, "something is left behind");
}

#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
    let test = SiteTest::new("minimo");
    let path = test.root().join("content/servizi/sportello.md");
    fs::rename(&path, test.root().join("vero.md")).expect("a file moved");
    fs::set_permissions(test.root().join("vero.md"), fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("../../vero.md", &path).expect("a link");
    imported(&test, "File;Costo\nsportello;gratuito\n");
    assert!(path.symlink_metadata().expect("the link").is_symlink());
    assert!(test.read("vero.md").contains("costo: gratuito"));
    assert_eq!(fs::metadata(test.root().join("vero.md")).expect("the file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_csv_is_read_however_it_was_saved() {
    for (table, name) in [
        (format!("\u{feff}{SERVIZIO}\r\n{SPORTELLO}\r\n").into_bytes(), "utf-8 with mark"),
        (format!("{SERVIZIO}\n{SPORTELLO}").replace(';', ",").into_bytes(), "commas, no line end"),
        (format!("sep=\t\r\n{SERVIZIO}\r\n{SPORTELLO}\r\n").replace(';', "\t").into_bytes(), "tabs"),
        (
            format!("{SERVIZIO};A chi si rivolge\n{SPORTELLO};Citt")
                .into_bytes()
                .into_iter()
                .chain(*b"\xe0\n")
                .collect(),
            "windows",
        ),
    ] {
        let test = SiteTest::new("minimo");
        fs::write(test.beside().join("servizi.csv"), table).expect("the table");
        let run = test.run(&["import", "../servizi.csv"]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        let file = test.read("content/servizi/sportello-casa.md");
        assert_eq!(name == "windows", file.contains("Città"), "{name}: {file}");
        assert_eq!(name == "windows", run.stderr.contains("lettere di Windows"), "{name}: {}", run.stderr);
    }
    let test = SiteTest::new("minimo");
    for (bytes, expected) in [
        (&b"\xff\xfeT\0i\0"[..], "UTF-16"),
        (&b"Titolo\x81;x"[..], "non riconosco con che lettere"),
        (&b"PK\x03\x04"[..], "è un foglio di calcolo"),
        (&b"Titolo;Bisogni\n\"Uno;casa\n"[..], "nella riga 2 ci sono virgolette"),
        (&b"\n\n"[..], "non c'è nessuna scheda"),
    ] {
        fs::write(test.beside().join("servizi.csv"), bytes).expect("the table");
        let run = test.run(&["import", "../servizi.csv"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_table_is_refused_in_plain_words() {
    let test = SiteTest::new("minimo");
    test.write("../rotto.xlsx", "ciao");
    test.write("../rotto.ods", "ciao");
    test.write("../lettera.doc", "ciao");
    for (file, code, expected) in [
        ("../rotto.xlsx", 1, "non è un foglio di calcolo"),
        ("../rotto.ods", 1, "non è un foglio di calcolo"),
        ("../lettera.doc", 1, "so leggere solo .csv, .ods e .xlsx"),
        ("../manca.csv", 2, "questo file non c'è"),
    ] {
        let run = test.run(&["import", file]);
        assert_eq!(run.code, Some(code), "{file}: {}", run.stderr);
        assert!(run.stderr.contains(expected) && run.stderr.contains("  aiuto: "), "{file}: {}", run.stderr);
    }
}

#[test]
fn headings_that_mean_nothing_or_too_much_are_named() {
    let test = SiteTest::new("minimo");
    assert_refused(
        &test,
        "Elenco dei servizi\nUno;due\n",
        &["foglio «servizi»: non trovo la riga con le intestazioni", "c'è un errore"],
    );
    assert_refused(
        &test,
        "Titolo;Telefonno;titolo;Allegati;Contatti;Scadenza;;Note interne\nUno;;;;;;pieno;\n",
        &[
            "riga 1, colonna B «Telefonno»: questa intestazione non è il nome di un campo\n  aiuto: forse volevi scrivere «Telefono»?",
            "riga 1, colonna C «titolo»: «Titolo» è anche nella colonna A",
            "riga 1, colonna D «Allegati»: questo campo non sta in una cella\n  aiuto: togli la colonna",
            "riga 1, colonna E «Contatti»: questo campo non sta in una cella\n  aiuto: usa le colonne «Nome del contatto», «Telefono»",
            "riga 1, colonna F «Scadenza»: questo campo non vale per un servizio",
            "riga 2, colonna G: la cella è piena, ma la sua colonna non ha intestazione",
            "riga 1, colonna H «Note interne»: ",
        ],
    );
}

#[test]
fn a_title_may_stand_above_the_headings() {
    let test = SiteTest::new("minimo");
    let table = format!("Servizi dell'ufficio, 2026;;;;\n\n{SERVIZIO};Costo\n{SPORTELLO};Gratis\n");
    assert_refused(&test, &table, &["riga 4, colonna F «Costo»: "]);
    assert!(imported(&test, &table.replace("Gratis", "Gratuito")).contains("(riga 4)"));
}

#[test]
fn letters_and_spaces_that_look_equal_are_equal() {
    let test = SiteTest::new("minimo");
    let table =
        format!("{SERVIZIO};Telefono;Come fare;Comuni\n{SPORTELLO};0000\u{a0}100300;Perche\u{301} no;Tutti i Comuni\n");
    imported(&test, &table);
    let file = test.read("content/servizi/sportello-casa.md");
    assert!(
        file.contains("telefono: 0000 100300\n") && file.contains("Perché no") && file.contains("comuni: tutti\n"),
        "{file}"
    );
    assert!(imported(&test, &table).contains("1 uguale"));
}

#[test]
fn headings_may_be_keys_in_capitals_and_without_accents() {
    let test = SiteTest::new("minimo");
    let head = "TITOLO *;descrizione_breve;BISOGNI;per_chi;ente;Eta minima;contatti telefono;email";
    imported(&test, &format!("{head}\n{SPORTELLO};6;0000 100300;a@alfa.example\n"));
    let file = test.read("content/servizi/sportello-casa.md");
    assert!(file.contains("eta:\n  da: 6\n") && file.contains("email: a@alfa.example"), "{file}");
}

#[test]
fn the_kind_of_entry_must_be_said_somewhere() {
    let test = SiteTest::new("minimo");
    test.write("../tabella.csv", &format!("{SERVIZIO}\n{SPORTELLO}\n"));
    let run = test.run(&["import", "../tabella.csv"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("foglio «tabella»: non so se le schede") && run.stderr.contains("--tipo"),
        "{}",
        run.stderr
    );
    assert_eq!(test.run(&["import", "../tabella.csv", "--tipo", "servizio"]).code, Some(0));
    let head = "Tipo di scheda;Titolo;Descrizione breve;Bisogni;Per chi;Ente;Stato;Requisiti;Tipo;Sempre aperta";
    let row = "Breve.;casa;anziani;ufficio-sociale";
    assert_refused(
        &test,
        &format!("{head}\nbando;Uno;{row};;;;\nProgetto;Due;{row};;Nessuno;;\n"),
        &[
            "riga 2, colonna A «Tipo di scheda»: «bando» non è un tipo",
            "riga 3, colonna H «Requisiti»: questo campo non vale per un progetto",
        ],
    );
    imported(
        &test,
        &format!("{head}\n;Uno;{row};attivo;;;\nProgetti;Due;{row};in-corso;;;\nOpportunità;Tre;{row};;;Corso;sì\n"),
    );
    for path in ["servizi/uno.md", "progetti/due.md", "opportunita/tre.md"] {
        assert!(test.root().join("content").join(path).is_file(), "{path}");
    }
}

#[test]
fn the_name_of_the_file_is_in_its_column_or_comes_from_the_title() {
    let test = SiteTest::new("minimo");
    imported(&test, &format!("{SERVIZIO};File\n{SPORTELLO};casa\n"));
    assert_eq!(test.read("content/servizi/casa.md").lines().nth(1), Some("titolo: Sportello casa"));
    imported(&test, "File;Titolo\ncasa;Un nome nuovo\n");
    assert_eq!(test.read("content/servizi/casa.md").lines().nth(1), Some("titolo: Un nome nuovo"));
    assert_refused(&test, &format!("{SERVIZIO};File\n{SPORTELLO};../fuori\n"), &["colonna F «File»: "]);
    assert_refused(
        &test,
        &format!("{SERVIZIO}\n{SPORTELLO}\n{SPORTELLO}\n"),
        &["riga 3: la scheda «sportello-casa» è già nella riga 2"],
    );
    assert_refused(
        &test,
        "Titolo;Costo\n;gratis\n",
        &["riga 2, colonna A «Titolo»: manca il titolo", "colonna B «Costo»: «gratis»"],
    );
}

#[test]
fn a_file_that_cannot_be_read_or_changed_safely_is_left_to_its_author() {
    let test = SiteTest::new("minimo");
    let sound = test.read("content/servizi/sportello.md");
    test.write("content/servizi/sportello.md", &sound.replace("titolo: Sportello", "titolo: \"Sportello"));
    assert_refused(
        &test,
        "File;Costo\nsportello;gratuito\n",
        &["riga 2: nel file content/servizi/sportello.md ci sono errori", "c'è un errore"],
    );
    test.write(
        "content/servizi/sportello.md",
        &sound.replace("bisogni", "contatti: [{ telefono: 0000 100 }]\nbisogni"),
    );
    assert_refused(
        &test,
        "File;Telefono\nsportello;0000 200\n",
        &["colonna B «Telefono»: non riesco a cambiare questo dato"],
    );
    let odd = "costo_dettagli: \"uno\nente: due\"\nbisogni";
    test.write("content/servizi/sportello.md", &sound.replace("bisogni", odd));
    assert_refused(&test, "File;Ente\nsportello;Comune di Alfa\n", &["non riesco a cambiare"]);
    let odd = "costo_dettagli: \"uno\ninterprete: due\"\nbisogni";
    test.write("content/servizi/sportello.md", &sound.replace("bisogni", odd));
    assert_refused(&test, "File;Dettagli sul costo\nsportello;tre\n", &["riga 2: non riesco a cambiare"]);
    test.write("content/servizi/sportello.md", &sound);
    for heading in ["## Cosa serve", "## Altro", "Altro\\n---"] {
        let table = format!("File;Come fare\nsportello;\"Vieni.\n\n{}\n\nSubito.\"\n", heading.replace("\\n", "\n"));
        assert_refused(
            &test,
            &table,
            &["colonna B «Come fare»: in questo testo c'è un titolo che apre un'altra sezione"],
        );
    }
}

#[test]
fn what_was_wrong_before_does_not_stop_the_table() {
    let test = SiteTest::new("minimo");
    test.replace("content/progetti/orti.md", "bisogni: [lavoro]", "bisogni: [lavori]");
    let run = import(&test, &format!("{SERVIZIO}\n{SPORTELLO}\n"));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("c'erano già degli errori") && !run.stderr.contains("lavori"), "{}", run.stderr);
}

#[test]
fn what_a_table_breaks_elsewhere_stops_it() {
    let test = SiteTest::new("minimo");
    test.replace("content/progetti/orti.md", "bisogni", "correlati: [servizi/sportello]\nbisogni");
    assert_refused(
        &test,
        "File;Bozza\nsportello;sì\n",
        &[
            "errore[scheda-sconosciuta]: «servizi/sportello» è ancora una bozza",
            "content/progetti/orti.md:4:",
            "c'è un errore",
        ],
    );
}

#[test]
fn hostile_texts_come_through_as_texts() {
    let test = SiteTest::new("minimo");
    for text in [
        "[x]", "{a: b}", "*ancora", "&a", "!tag", "- uno", "a: b", "a #b", "'", "\\", "% c", "@d", "`e`", "? f", "| g",
        "> h", "no", "1e5", "0x1F", "a:", "=1+1",
    ] {
        imported(&test, &format!("{SERVIZIO};Dettagli sul costo;Parole chiave\n{SPORTELLO};{text};{text}, x\n"));
        let file = test.read("content/servizi/sportello-casa.md");
        assert!(
            imported(&test, &format!("{SERVIZIO};Dettagli sul costo\n{SPORTELLO};{text}\n")).contains("1 uguale"),
            "{text}: {file}"
        );
    }
    test.built();
}

/// A table of values as they stand in a real spreadsheet.
fn workbook(test: &SiteTest) {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Appunti vuoti").unwrap();
    let sheet = workbook.add_worksheet().set_name("Opportunità").unwrap();
    let heads = [
        "Titolo",
        "Tipo",
        "Descrizione breve",
        "Bisogni",
        "Per chi",
        "Ente",
        "Scadenza",
        "Domande dal",
        "Importo",
        "Posti",
        "Sempre aperta",
        "Dettagli sull'importo",
        "CAP",
        "Indirizzo",
        "Requisiti",
    ];
    for (column, head) in heads.into_iter().enumerate() {
        sheet.write(2, column as u16 + 1, head).unwrap();
    }
    let (date, hour) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("dd/mm/yyyy hh:mm"));
    for (row, title) in [(3, "Primo"), (5, "Secondo")] {
        sheet.write_formula(row, 1, Formula::new(format!("=\"{title}\"&\"\"")).set_result(title)).unwrap();
        for (column, text) in ["corso", "Breve.", "lavoro", "giovani", "Ufficio sociale"].into_iter().enumerate() {
            sheet.write(row, column as u16 + 2, text).unwrap();
        }
        let noon = ExcelDateTime::from_ymd(2026, 12, 15).unwrap().and_hms(12, 30, 0).unwrap();
        sheet.write_datetime_with_format(row, 7, &noon, &hour).unwrap();
        sheet.write_datetime_with_format(row, 8, ExcelDateTime::from_ymd(2026, 11, 1).unwrap(), &date).unwrap();
        sheet.write(row, 9, 1250.5).unwrap();
        sheet.write_formula(row, 10, Formula::new("=10+2").set_result("12")).unwrap();
        sheet.write(row, 11, false).unwrap();
        sheet.write(row, 12, 300).unwrap();
        sheet.write(row, 13, 26900).unwrap();
        sheet.write(row, 14, "via Roma 1").unwrap();
        sheet.write(row, 15, "Uno.\r\nDue.").unwrap();
    }
    workbook.save(test.beside().join("tabella.xlsx")).unwrap();
}

#[test]
fn dates_numbers_formulas_and_gaps_of_a_spreadsheet_are_understood() {
    let test = SiteTest::new("minimo");
    workbook(&test);
    let run = test.run(&["import", "../tabella.xlsx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("secondo.md (foglio «Opportunità», riga 6)"), "{}", run.stdout);
    let file = test.read("content/opportunita/primo.md");
    for expected in [
        "titolo: Primo\n",
        "scadenza: 2026-12-15 12:30\n",
        "domande_dal: 2026-11-01\n",
        "importo: 1250,50\n",
        "posti: 12\n",
        "sempre_aperta: no\n",
        "importo_dettagli: \"300\"\n",
        "cap: \"26900\"\n",
        "## Requisiti\n\nUno.\nDue.\n",
    ] {
        assert!(file.contains(expected), "no «{expected}» in:\n{file}");
    }
    assert!(test.run(&["import", "../tabella.xlsx"]).stdout.contains("0 cambiate, 2 uguali"));
    test.built();
}

#[test]
fn faults_of_a_spreadsheet_name_sheet_row_and_column() {
    let test = SiteTest::new("minimo");
    let before = content(&test);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Servizi").unwrap();
    for (column, head) in [
        "Titolo",
        "Descrizione breve",
        "Bisogni",
        "Per chi",
        "Ente",
        "Telefono",
        "CAP",
        "Aggiornato il",
        "Dettagli sul costo",
    ]
    .into_iter()
    .enumerate()
    {
        sheet.write(0, column as u16, head).unwrap();
    }
    for (column, text) in SPORTELLO.split(';').enumerate() {
        sheet.write(1, column as u16, text).unwrap();
    }
    sheet.write(1, 5, 371_409_332).unwrap();
    sheet.write(1, 6, 186).unwrap();
    sheet.write(1, 7, 46_371).unwrap();
    sheet.write_formula(1, 8, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    workbook.add_worksheet().set_name("Foglio2").unwrap().write(0, 0, "appunti").unwrap();
    workbook.save(test.beside().join("tabella.xlsx")).unwrap();
    let run = test.run(&["import", "../tabella.xlsx"]);
    assert_eq!(run.code, Some(1));
    for expected in [
        "foglio «Servizi», riga 2, colonna F «Telefono»: «371409332» non sembra un telefono",
        "foglio «Servizi», riga 2, colonna G «CAP»: «186» non sembra un CAP",
        "forse è `00186`",
        "foglio «Servizi», riga 2, colonna H «Aggiornato il»: «46371» non è una data",
        "foglio «Servizi», riga 2, colonna I «Dettagli sul costo»: la formula di questa cella dà un errore",
        "foglio «Foglio2»: non trovo la riga con le intestazioni",
        "ci sono 5 errori",
    ] {
        assert!(run.stderr.contains(expected), "no «{expected}» in:\n{}", run.stderr);
    }
    assert!(content(&test) == before);
}

/// An OpenDocument spreadsheet with that content.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ])
}

/// An archive of files that are not compressed.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut entry = vec![20, 0, 0, 0, 0, 0, 0, 0, 33, 0];
        entry.extend(crc(text.as_bytes()).to_le_bytes());
        entry.extend([text.len() as u32; 2].map(u32::to_le_bytes).concat());
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend([0, 0]);
        directory.extend(
            [&b"PK\x01\x02\x14\0"[..], &entry, &[0; 10], &(archive.len() as u32).to_le_bytes(), name.as_bytes()]
                .concat(),
        );
        archive.extend([&b"PK\x03\x04"[..], &entry, name.as_bytes(), text.as_bytes()].concat());
    }
    let (start, count) = (archive.len() as u32, files.len() as u16);
    archive.extend(&directory);
    archive.extend(
        [
            &b"PK\x05\x06\0\0\0\0"[..],
            &count.to_le_bytes(),
            &count.to_le_bytes(),
            &(directory.len() as u32).to_le_bytes(),
            &start.to_le_bytes(),
            &[0, 0],
        ]
        .concat(),
    );
    archive
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[test]
fn an_opendocument_table_is_read_with_its_dates_gaps_and_line_breaks() {
    let test = SiteTest::new("minimo");
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let heads: String =
        format!("{SERVIZIO};Aggiornato il;Età minima;Serve ISEE;Come fare").split(';').map(text).collect();
    let typed = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-05-02\"><text:p>02/05/26</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"18\"><text:p>18</text:p></table:table-cell><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VERO</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Chiama.</text:p><text:p>Vieni.</text:p></table:table-cell>";
    let cells: String = SPORTELLO.split(';').map(text).collect();
    let gap = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"9\"/></table:table-row>";
    let end = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>";
    let sheet = format!(
        "<table:table table:name=\"Servizi\">{}{gap}{}{end}</table:table>",
        row(&heads),
        row(&format!("{cells}{typed}"))
    );
    fs::write(test.beside().join("tabella.ods"), ods(&sheet)).expect("the table");
    let run = test.run(&["import", "../tabella.ods"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("(riga 5)"), "{}", run.stdout);
    let file = test.read("content/servizi/sportello-casa.md");
    for expected in ["aggiornato_il: 2026-05-02\n", "eta:\n  da: 18\n", "serve_isee: sì\n", "Chiama.\nVieni.\n"] {
        assert!(file.contains(expected), "no «{expected}» in:\n{file}");
    }
    assert!(test.run(&["import", "../tabella.ods"]).stdout.contains("1 uguale"));
    test.built();
}

#[test]
fn the_template_has_a_sheet_per_kind_and_imports_once_it_is_filled() {
    let test = SiteTest::new("minimo");
    let run = test.run(&["import", "--modello", "../modello.xlsx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(test.run(&["import", "--modello", "../modello.xlsx"]).code, Some(1), "a template was overwritten");
    let empty = test.run(&["import", "../modello.xlsx"]);
    assert!(empty.stderr.contains("non c'è nessuna scheda"), "{}", empty.stderr);
    let mut template: Xlsx<_> = open_workbook(test.beside().join("modello.xlsx")).expect("a spreadsheet");
    assert_eq!(template.sheet_names(), ["Servizi", "Progetti", "Opportunità", "Istruzioni", "Elenchi"]);
    let lists = template.worksheet_range("Elenchi").expect("the lists");
    for choice in ["Casa", "Ufficio sociale", "Alfa", "tutti", "a-pagamento", "sì"] {
        assert!(lists.used_cells().any(|(.., cell)| *cell == Data::String(choice.into())), "«{choice}» is not offered");
    }
    let mut filled = Workbook::new();
    for kind in ["Servizi", "Progetti", "Opportunità"] {
        let range = template.worksheet_range(kind).expect("a sheet for the kind");
        let heads: Vec<String> = range.rows().next().expect("headings").iter().map(ToString::to_string).collect();
        assert!(heads[..5].iter().all(|head| head.ends_with(" *")), "{heads:?}");
        let sheet = filled.add_worksheet().set_name(kind).unwrap();
        for (column, head) in heads.iter().enumerate() {
            sheet.write(0, column as u16, head.as_str()).unwrap();
            sheet.write(1, column as u16, example(head.trim_end_matches(" *"))).unwrap();
        }
    }
    filled.save(test.beside().join("pieno.xlsx")).unwrap();
    let run = test.run(&["import", "../pieno.xlsx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("3 nuove"), "{}", run.stdout);
    assert!(test.run(&["import", "../pieno.xlsx"]).stdout.contains("0 nuove, 0 cambiate, 3 uguali"));
    test.built();
}

/// Something valid for every column of the template.
fn example(heading: &str) -> &'static str {
    match heading {
        "Titolo" => "Prova del modello",
        "Bisogni" => "Casa; Lavoro",
        "Per chi" => "Anziani",
        "Ente" | "Capofila" | "Partner" => "Ufficio sociale",
        "Aree" => "Famiglie",
        "Comuni" => "tutti",
        "Comune" => "Alfa",
        "Tipo" => "Corso",
        "Telefono" => "0000 100500",
        "E-mail" | "PEC" => "prova@alfa.example",
        "Sito" | "Indirizzo del pulsante" => "https://alfa.example/pagina",
        "CAP" => "99901",
        "Coordinate" => "45.30, 9.50",
        "Orari" => "lunedì-venerdì 9:00-12:30; sabato 10-12 (a voce)",
        "Come si accede" => "Su appuntamento; online",
        "Costo" => "gratuito",
        "Serve SPID" | "Serve ISEE" | "Senza gradini" | "In evidenza" | "Fino a esaurimento" => "sì",
        "Tema delicato" | "Per operatori" | "Bozza" | "Sempre aperta" | "In arrivo" => "no",
        "Età minima" => "6",
        "Età massima" | "Posti" | "Verifica ogni (mesi)" => "12",
        "Costo totale" | "Contributo" | "Importo" => "1.250,50",
        "Inizio" | "Pubblicato il" | "Domande dal" | "Pubblica dal" | "Sospeso dal" => "1/1/2026",
        "Aggiornato il" | "Verificato il" => "2/1/2026",
        "Fine" | "Proroga al" | "Scadenza" | "Pubblica fino al" | "Sospeso al" => "31/12/2027",
        "Schede collegate" => "Sportello",
        "Vecchi indirizzi" | "Stato" | "Chiusa il" | "File" | "Motivo dello stato" => "",
        _ => "Un testo, con virgole: e due punti.",
    }
}

#[test]
fn a_csv_template_is_for_one_kind_and_imports_once_it_is_filled() {
    let test = SiteTest::new("minimo");
    let refused = test.run(&["import", "--modello", "../servizi.csv"]);
    assert!(refused.code == Some(1) && refused.stderr.contains("--tipo servizio"), "{}", refused.stderr);
    assert_eq!(test.run(&["import", "--modello", "../servizi.csv", "--tipo", "servizio"]).code, Some(0));
    let heads = test.read("../servizi.csv");
    assert!(heads.starts_with('\u{feff}'));
    let cells: Vec<String> = heads
        .trim_start_matches('\u{feff}')
        .trim_end()
        .split(';')
        .map(|head| format!("\"{}\"", example(head.trim_end_matches(" *"))))
        .collect();
    test.write("../servizi.csv", &format!("{heads}{}\r\n", cells.join(";")));
    let run = test.run(&["import", "../servizi.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    test.built();
}

#[test]
fn the_table_of_the_guide_imports_as_the_guide_says() {
    let guide = fs::read_to_string(repository().join("docs/importare.md")).expect("the guide");
    let block = |kind: &str| {
        guide.split(&format!("```{kind}\n")).nth(1).and_then(|rest| rest.split("```").next()).expect("a block")
    };
    let test = SiteTest::new("esempio");
    let first = |file: &str, nth: usize| {
        let text = test.read(file);
        text.lines().filter_map(|line| line.strip_prefix("    nome: ")).nth(nth).expect("a name").to_owned()
    };
    let table = block("csv")
        .replace("0371 409332", "0000 100100")
        .replace(";Casa;", &format!(";{};", first("content/vocabolari/bisogni.yaml", 0)))
        .replace(";Cibo;", &format!(";{};", first("content/vocabolari/bisogni.yaml", 1)))
        .replace(";Famiglie;", &format!(";{};", first("content/vocabolari/per_chi.yaml", 0)))
        .replace("Ufficio di Piano", "AVC");
    test.write("../servizi.csv", &table);
    assert_eq!(test.run(&["import", "../servizi.csv", "--prova"]).stdout, block("text"));
    assert_eq!(test.run(&["import", "../servizi.csv"]).code, Some(0));
    let check = test.run(&["check", "--date", TODAY]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
}
