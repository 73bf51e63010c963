//! Plain language: ordinary sentences raise nothing, faulty ones raise their fault and no other.

use std::collections::BTreeMap;

use crate::harness::{SiteTest, TODAY, repository};

/// Sentences that a careful author writes.
const SOUND: &[&str] = &[
    "Chiama lo 0371 409332 dal lunedì al venerdì, dalle 9:00 alle 12:30.",
    "Il bando chiude il 12 maggio 2026 alle 12:00.",
    "Ricevi 1.000 euro all'anno, oppure 83,50 euro al mese.",
    "L'ufficio è in piazza Mercato 5, al primo piano.",
    "Porta la carta d'identità, il codice fiscale e l'ISEE.",
    "Entra con SPID o con la CIE.",
    "Il CAF ti aiuta gratis con la domanda INPS.",
    "Scrivi a info@comune.example o vai su www.comune.example.",
    "Leggi [come chiedere una casa](/servizi/sportello/).",
    "Il servizio è per le persone con disabilità e per chi si prende cura di loro.",
    "Chi cerca un assistente familiare trova qui un elenco.",
    "Il gruppo si trova il martedì e il giovedì, alle 15:00.",
    "La scuola comincia a settembre.",
    "La legge 104 dà tre giorni di permesso al mese.",
    "Puoi venire anche senza appuntamento!",
    "Hai perso il lavoro? Ti aiutiamo.",
    "La mensa costa 4,50 euro, secondo l'ISEE.",
    "È un aiuto per chi ha meno di 30 anni.",
    "Il contributo copre metà della spesa.",
    "L'anno scolastico 2025/2026 finisce a giugno.",
    "Il corso dura dal 2024 al 2026.",
    "Lo sportello è aperto 24 ore su 24, 7 giorni su 7.",
    "Il numero verde 800 290 290 risponde sempre.",
    "In caso di emergenza chiama il 112.",
    "Il CAP di Alfa è 26900.",
    "L'ufficio si trova nella sede di Alfa.",
    "Il supporto dello psicologo è gratuito.",
    "I locali sono al piano terra.",
    "L'ultima volta sono venute 40 persone.",
    "Il corso di italiano è gratuito per tutti.",
    "La sala è in via XXV Aprile 10.",
    "Il 25 aprile e il 1 maggio siamo chiusi.",
    "Ci vediamo in piazza 1 Maggio.",
    "Il Venerdì Santo lo sportello è chiuso.",
    "L'Azienda sanitaria (ATS) manda la lettera.",
    "Il SAD è il servizio di assistenza a casa.",
    "Chiedi del PUA, il punto unico di accesso.",
    "Il Fondo sociale (FSE) paga il corso.",
    "La cooperativa Rossi & Bianchi apre il lunedì.",
    "Codogno (LO) e Milano (MI) sono vicine.",
    "Il papa Giovanni XXIII nacque nel 1881.",
    "L'Associazione Nazionale Famiglie di Persone con Disabilità dà una mano.",
    "Il Centro Locazioni Alfa risponde al telefono.",
    "Vengono il dott. di turno, la sig.ra del piano terra, ecc. ecc.",
    "Vai all'art. 5 del regolamento.",
    "Pane, latte, pasta, ecc. si ritirano il sabato.",
    "Ogni persona riceve un buono, per esempio per la spesa o per i libri.",
    "La domanda si presenta online.",
    "Un operatore ti richiama entro due giorni.",
    "Non serve la ricetta del medico.",
    "Il pulmino parte alle 8:30 e torna alle 17:00.",
    "Il parco ha 3 ingressi e 2 rampe.",
    "La visita dura circa 45 minuti.",
    "Se hai più di 65 anni non paghi.",
    "Tuo figlio ha meno di 6 anni? Il nido è vicino a casa tua.",
    "Il volontario ti accompagna alla visita e ti riporta a casa.",
    "La sede si raggiunge con l'autobus 5, fermata «Ospedale».",
    "Aiutiamo mamme, papà e nonni – anche insieme ai bambini.",
    "Le persone straniere trovano un mediatore che parla arabo e rumeno.",
    "Il Comune di Alfa, con l'aiuto dei volontari, apre la sala la domenica.",
    "Per i rifiuti tossici chiama il Comune.",
    "Lavora con noi: siamo una squadra di 12 persone.",
    "La riunione è alle 21:00, nella sala grande.",
    "Il prezzo è di 12.500 euro.",
    "Hai una PEC? Manda tutto da lì.",
    "La terza età è un tempo per imparare: c'è un corso di computer.",
    "Il nostro sito è sempre aggiornato.",
];

/// Faulty sentences, each with the one code that it raises.
const FAULTY: &[(&str, &str)] = &[
    (
        "frase-lunga",
        "Chi vuole venire allo sportello per parlare con un operatore della sua situazione può chiamare il numero che trova in fondo alla pagina oppure passare di persona la mattina presto.",
    ),
    (
        "frase-lunga",
        "Se hai un figlio piccolo e lavori fuori casa tutto il giorno puoi chiedere al Comune un posto al nido oppure un aiuto per pagare una persona che sta con lui.",
    ),
    (
        "frase-troppo-lunga",
        "Chi vuole venire allo sportello per parlare con un operatore della sua situazione può chiamare il numero che trova in fondo alla pagina oppure passare di persona la mattina presto e aspettare il suo turno nella sala al piano terra vicino alla porta.",
    ),
    (
        "frase-troppo-lunga",
        "Il corso è per chi ha perso il lavoro e vuole trovarne un altro vicino a casa senza spendere soldi e senza fare molta strada ogni giorno e per chi non ha mai lavorato ma vuole cominciare con l'aiuto di una persona esperta.",
    ),
    ("parola-burocratica", "Il contributo è erogato ogni mese."),
    ("parola-burocratica", "Il Comune erogherà un aiuto."),
    ("parola-burocratica", "Presenta l'istanza allo sportello."),
    ("parola-burocratica", "Ai sensi dell'articolo 5 non paghi."),
    ("parola-burocratica", "Qualora tu abbia figli, dillo."),
    ("parola-burocratica", "La modulistica è allo sportello."),
    ("parola-burocratica", "Per usufruire del servizio telefona."),
    ("parola-burocratica", "È possibile venire di persona."),
    ("parola-burocratica", "Il canone di locazione resta basso."),
    ("parola-burocratica", "Il colloquio si effettua la mattina."),
    ("parola-burocratica", "Vieni entro e non oltre giugno."),
    ("parola-burocratica", "In merito alle spese, chiama."),
    ("parola-burocratica", "Nelle more della risposta, aspetta a casa."),
    ("parola-burocratica", "Si prega di telefonare prima."),
    ("parola-burocratica", "Gli aventi diritto ricevono una lettera."),
    ("parola-burocratica", "La presa in carico dura un anno."),
    ("parola-burocratica", "Dacci un feedback."),
    ("parola-burocratica", "Le criticità sono tante."),
    ("parola-burocratica", "Il servizio è ubicato in centro."),
    ("parola-burocratica", "Il medesimo ufficio risponde."),
    ("persone-non-etichette", "Un aiuto per i disabili."),
    ("persone-non-etichette", "Una casa per diversamente abili."),
    ("persone-non-etichette", "Cerchi una badante?"),
    ("persone-non-etichette", "Il centro accoglie gli handicappati."),
    ("persone-non-etichette", "I clandestini possono chiedere aiuto."),
    ("persone-non-etichette", "Un corso per extracomunitari."),
    ("persone-non-etichette", "Vicino al campo nomadi."),
    ("sigla-non-spiegata", "Chiedi un alloggio SAP."),
    ("sigla-non-spiegata", "Il servizio fa parte dei LEPS."),
    ("sigla-non-spiegata", "Chiama la UONPIA."),
    ("tutto-maiuscolo", "ATTENZIONE: il bando chiude a giugno."),
    ("tutto-maiuscolo", "Domande SOLO online."),
    ("tutto-maiuscolo", "Il corso è GRATIS."),
    ("tutto-maiuscolo", "Le DOMANDE SONO APERTE da oggi."),
    ("tutto-maiuscolo", "Porta i DOCUMENTI allo sportello."),
    ("collegamento-generico", "Per la casa [clicca qui](/servizi/sportello/)."),
    ("collegamento-generico", "[Leggi tutto](/servizi/sportello/)"),
    ("collegamento-generico", "Il modulo è [qui](/servizi/sportello/)."),
    ("collegamento-generico", "[Visualizza sezione](/servizi/sportello/)"),
    ("collegamento-generico", "Vai su [https://www.inps.it/](https://www.inps.it/)."),
    ("collegamento-generico", "Vai su https://www.inps.it/it/it.html e cerca."),
    ("elenco-a-mano", "• carta d'identità"),
    ("elenco-a-mano", "Porta: • la carta • il codice fiscale"),
    ("elenco-a-mano", "– carta d'identità\n– codice fiscale"),
    ("elenco-a-mano", "Porta:\na) la carta\nb) il codice fiscale"),
    ("elenco-a-mano", "Prima vieni.\n2) Poi telefona.\n3) Poi aspetta."),
    ("elenco-annidato", "- uno\n  - due"),
    ("emoji-nel-testo", "📌 Chiama lo sportello."),
    ("emoji-nel-testo", "## Quando vieni 🕒\n\nSempre."),
    ("emoji-nel-testo", "- ☎️ Telefona"),
    ("e-commerciale", "Un aiuto per famiglie & minori."),
    ("forma-data", "Entro il 12/05/2026."),
    ("forma-data", "Entro il 12/5/26."),
    ("forma-data", "Dal 2026-05-12 in poi."),
    ("forma-data", "Il 12 Maggio siamo aperti."),
    ("forma-data", "Siamo aperti il Lunedì e basta."),
    ("forma-importo", "Costa € 500."),
    ("forma-importo", "Ricevi EUR 500 al mese."),
    ("forma-importo", "Ricevi 1,000.00 euro."),
    ("forma-importo", "Ricevi 15000 euro."),
    ("forma-importo", "Paghi 20 € al mese."),
    ("forma-importo", "Ricevi € 1,000.00 euro."),
    ("forma-percentuale", "Paghi il 50% in meno."),
    ("forma-telefono", "Chiama lo 0371/409332."),
    ("forma-telefono", "Chiama lo 0371409332."),
    ("forma-telefono", "Chiama il +39 0371 409332."),
    ("forma-telefono", "Chiama il numero verde 800290290."),
    ("forma-ora", "Vieni alle 9.30 precise."),
    ("forma-ora", "Aperto h. 9.30 e poi basta."),
    ("forma-ora", "Aperto 9.00-12.30 ogni giorno."),
    ("norma-da-spiegare", "Lo dice la legge 112/2016."),
    ("norma-da-spiegare", "Vale il D.Lgs. n. 33/2013."),
];

const HEAD: &str = "---\ntitolo: Una scheda di prova\ndescrizione_breve: Una scheda di prova.\nbisogni: [casa]\nper_chi: [anziani]\nente: ufficio-sociale\n---\n";

/// What is found in a body, by the number of its file.
fn found<'t>(bodies: impl IntoIterator<Item = &'t str>) -> BTreeMap<usize, Vec<String>> {
    let test = SiteTest::new("minimo");
    for (index, body) in bodies.into_iter().enumerate() {
        let head = HEAD.replace("prova\n", &format!("prova {index}\n"));
        test.write(&format!("content/servizi/prova-{index}.md"), &format!("{head}{body}\n"));
    }
    let run = test.run(&["check", "--consigli", "--date", TODAY, "--format", "json"]);
    let faults: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for fault in faults.as_array().expect("a list of diagnostics") {
        let file = fault["file"].as_str().expect("a file");
        let index = file.trim_start_matches("content/servizi/prova-").trim_end_matches(".md").parse();
        let said = format!("{}: {}", fault["code"].as_str().expect("a code"), fault["message"]);
        found.entry(index.unwrap_or_else(|_| panic!("{file}: {said}"))).or_default().push(said);
    }
    found
}

#[test]
fn ordinary_sentences_raise_nothing() {
    assert!(SOUND.len() >= 60);
    let accused: Vec<_> =
        found(SOUND.iter().copied()).into_iter().map(|(index, faults)| (SOUND[index], faults)).collect();
    assert!(accused.is_empty(), "{accused:#?}");
}

#[test]
fn faulty_sentences_raise_their_fault_once_and_no_other() {
    assert!(FAULTY.len() >= 60);
    let found = found(FAULTY.iter().map(|(_, body)| *body));
    let mut wrong = Vec::new();
    for (index, (code, body)) in FAULTY.iter().enumerate() {
        let faults = found.get(&index).map_or(&[][..], Vec::as_slice);
        if faults.len() != 1 || !faults[0].starts_with(&format!("{code}:")) {
            wrong.push(format!("{code} «{body}»: {faults:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_is_underlined_where_it_stands_in_a_body_a_block_or_a_field() {
    let test = SiteTest::new("minimo");
    let texts = "costo_dettagli: \"Paghi € 5, poi € 7.\"\ncome_fare: |\n  Chiama l'ufficio.\n\n  Poi **chiama** e\n  presenta l'istanza.\n";
    let head = HEAD.replace("ente:", &format!("{texts}ente:"));
    test.write("content/servizi/prova.md", &format!("{head}Vieni *qui* con\nuna istanza.\n"));
    let run = test.run(&["check", "--consigli", "--date", TODAY, "--format", "json"]);
    let faults: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let places: Vec<String> = faults
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| format!("{}:{} {}", fault["line"], fault["column"], fault["code"].as_str().expect("a code")))
        .collect();
    let expected = ["6:24 forma-importo", "6:33 forma-importo", "11:14 parola-burocratica", "15:5 parola-burocratica"];
    assert_eq!(places, expected, "{}", run.stdout);
}

#[test]
fn no_heap_of_signs_makes_the_checks_fail() {
    const PIECES: [&str; 40] = [
        "€",
        " ",
        "1,000.00",
        "euro",
        "+39",
        "0371/",
        "«",
        "»",
        "?",
        ".",
        "\n",
        "\n\n",
        "- ",
        "  - ",
        "•",
        "📌",
        "&",
        "%",
        "h.",
        "9.30",
        "12/5/26",
        "è",
        "possibile",
        "AI",
        "SENSI",
        "[qui](/x/)",
        "`c`",
        "**",
        "l'",
        "dell’",
        "(SAP)",
        "SAP",
        "ﬁ",
        "İ",
        "\u{301}",
        "\u{a0}",
        "0039",
        "https://",
        "| a |\n|---|\n",
        "a) ",
    ];
    let bodies: Vec<String> = (0..400_u64)
        .map(|round| {
            let mut seed = round.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                PIECES[(seed >> 33) as usize % PIECES.len()]
            };
            (0..24).map(|_| next()).collect()
        })
        .collect();
    let test = SiteTest::new("minimo");
    for (index, body) in bodies.iter().enumerate() {
        let field = body.replace(['\n', '"', '\\'], " ");
        let head = HEAD.replace("prova\n", &format!("prova {index}\n"));
        let head = head.replace("ente:", &format!("costo_dettagli: \"{field}\"\nente:"));
        test.write(&format!("content/servizi/prova-{index}.md"), &format!("{head}{body}\n"));
    }
    let run = test.check();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("collegamento-interrotto"), "{}", run.stderr);
}

#[test]
fn only_italian_originals_are_read() {
    let test = SiteTest::new("minimo");
    let body = "La modulistica è [qui](/servizi/sportello/).";
    test.write(
        "content/servizi/sportello.en.md",
        &format!("---\ntraduce: 2026-05-01\ntitolo: Desk\ndescrizione_breve: A desk.\n---\n{body}\n"),
    );
    test.write("content/servizi/prova.md", &format!("{HEAD}{body}\n"));
    assert_eq!(test.check().stdout.matches("servizi/prova.md").count(), 2);
    assert!(!test.check().stdout.contains("sportello.en.md"));
    test.replace("bacheca.yaml", "lingue: [it, en]", "lingue: [en, it]");
    assert!(!test.check().stdout.contains("servizi/prova.md"));
}

#[test]
fn a_board_adds_words_takes_them_away_or_keeps_its_own_alone() {
    let test = SiteTest::new("minimo");
    test.write(
        "content/servizi/prova.md",
        &format!("{HEAD}Il bando ha una dotazione. Presenta l'istanza SAP. Gli operatori rendicontano.\n"),
    );
    let codes = || {
        let run = test.check();
        ["dotazione", "istanza", "SAP", "rendicontano"].map(|word| run.stdout.contains(&format!("«{word}»")))
    };
    assert_eq!(codes(), [false, true, true, false]);
    let own = "burocratese:\n  - { parole: [dotazione], verbi: [rendicontare], meglio: soldi }\nsigle: [SAP]\n";
    test.write("content/parole.yaml", own);
    assert_eq!(codes(), [true, true, false, true]);
    test.write("content/parole.yaml", &format!("{own}togli: [istanza]\n"));
    assert_eq!(codes(), [true, false, false, true]);
    test.write("content/parole.yaml", &format!("{own}solo_queste: sì\n"));
    assert_eq!(codes(), [true, false, false, true]);
}

#[test]
fn a_hard_entry_is_told_with_its_figure_and_what_to_mend() {
    let test = SiteTest::new("minimo");
    let hard = "Responsabilizzazione amministrativa territorialmente differenziata significa programmazione pluriennale partecipata. ";
    test.write("content/servizi/prova.md", &format!("{HEAD}{}\n", hard.repeat(14)));
    let run = test.check();
    assert!(run.stdout.contains("avviso[testo-difficile]") && run.stdout.contains("su 100"), "{}", run.stdout);
    assert!(run.stdout.contains("«responsabilizzazione»"), "{}", run.stdout);
    test.write("content/servizi/prova.md", &format!("{HEAD}{}\n", "Vieni da noi quando vuoi. ".repeat(30)));
    assert!(!test.check().stdout.contains("testo-difficile"));
}

#[test]
fn the_guide_names_each_check_with_its_level_and_its_words_can_be_used() {
    let guide = std::fs::read_to_string(repository().join("docs/scrivere-chiaro.md")).expect("the guide");
    let mut rows = 0;
    for row in guide.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let level = row.rsplit('|').nth(1).expect("a level").trim();
        for name in row.split('`').skip(1).step_by(2) {
            let code = bacheca::pipeline::codes().find(|code| code.name == name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(code.level.label(), level, "{name}");
            rows += 1;
        }
    }
    assert_eq!(rows, 19);
    let words = guide.split("```yaml\n").find(|block| block.starts_with("burocratese:")).expect("an example of words");
    let test = SiteTest::new("minimo");
    test.write("content/parole.yaml", words.split("```").next().expect("its end"));
    test.write("content/servizi/prova.md", &format!("{HEAD}Gli utenti psichiatrici rendicontano.\n"));
    let run = test.check();
    assert!(run.stdout.contains("persone-non-etichette") && run.stdout.contains("«rendicontano»"), "{}", run.stdout);
    assert_eq!(run.code, Some(0));
}
