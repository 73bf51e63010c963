//! Writes a synthetic board of any size, to measure the program with:
//!
//! ```text
//! cargo run --release --example synthetic -- FOLDER ENTRIES
//! ```
//!
//! 45 % services, 25 % projects, 30 % opportunities; 400 words each; two entries of three valid in the
//! whole district, the others in one to four of 61 Comuni; three needs and two audiences each; every
//! kind of field in use. Words follow Zipf's law, as in real texts: a few everywhere, most of them rare.
//! The same arguments give the same bytes.

#![allow(clippy::disallowed_methods, reason = "it writes a board")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const COMUNI: usize = 61;
const NEEDS: usize = 12;
const AUDIENCES: usize = 20;
const AREAS: usize = 10;
const TYPES: [&str; 6] = ["bando", "contributo", "corso", "tirocinio", "evento", "gruppo"];
const OFFICES: usize = 50;
const WORDS_PER_ENTRY: usize = 400;

/// Different words of the language, and the rank at which those below begin: before them come the words
/// without a meaning of their own, and others as common.
const VOCABULARY: usize = 40_000;
const MEANINGFUL: usize = 500;

const EMPTY_WORDS: &str = "di e il la che per un in non è una del con da al sono i le si della a nel più anche alla lo \
    come o gli ha delle dei ma su questo se può cui sua suo dal ai tra dalla essere alle nella tutti ogni chi quando";

const WORDS: &str = "casa lavoro aiuto famiglia persona servizio ufficio sportello domanda modulo documento giorno \
    settimana mese anno contributo affitto canone inquilino proprietario alloggio bando scadenza requisito reddito \
    bambino ragazzo giovane anziano genitore madre padre figlio scuola corso formazione tirocinio azienda cooperativa \
    associazione volontario comune ambito territorio quartiere paese strada piazza sede orario telefono appuntamento \
    ascolto consulenza orientamento sostegno accompagnamento percorso progetto attività laboratorio gruppo incontro \
    evento festa giardino orto cucina pasto spesa cibo salute cura medico infermiere ospedale assistenza domicilio \
    disabilità autonomia diritto legge norma regola scelta risposta domande bisogno risorsa rete comunità vicino \
    insieme sempre spesso presto subito prima dopo dentro fuori vicino lontano semplice chiaro gratuito aperto";

/// The words of the synthetic language, the commonest first.
fn vocabulary() -> Vec<String> {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "cri", "pra", "sto", "len",
        "mar", "ton",
    ];
    let invented = |index: usize| {
        let (mut rest, mut word) = (index, String::new());
        while word.len() < 5 || rest > 0 {
            word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
            rest /= SYLLABLES.len();
        }
        word
    };
    let mut words: Vec<String> = EMPTY_WORDS.split_ascii_whitespace().map(str::to_owned).collect();
    words.extend((words.len()..MEANINGFUL).map(invented));
    words.extend(WORDS.split_ascii_whitespace().map(str::to_owned));
    words.extend((words.len()..VOCABULARY).map(invented));
    words
}

/// A linear congruential generator (Knuth, MMIX): small, and the same everywhere.
struct Random(u64);

impl Random {
    /// A word, by Zipf's law: the n-th is drawn with a probability of about 1/n.
    fn word<'w>(&mut self, vocabulary: &'w [String]) -> &'w str {
        let share = self.below(1 << 30) as f64 / (1_u64 << 30) as f64;
        let rank = (vocabulary.len() as f64).powf(share) as usize - 1;
        &vocabulary[rank.min(vocabulary.len() - 1)]
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn sentence(&mut self, vocabulary: &[String], words: usize) -> String {
        let mut sentence: String = (0..words).map(|_| self.word(vocabulary)).collect::<Vec<_>>().join(" ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence.push('.');
        sentence
    }

    fn text(&mut self, vocabulary: &[String], words: usize) -> String {
        let sentences: Vec<String> = (0..words / 12).map(|_| self.sentence(vocabulary, 12)).collect();
        sentences.chunks(4).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n\n")
    }

    fn slugs(&mut self, prefix: &str, bound: usize, count: usize) -> String {
        let mut chosen: Vec<usize> = (0..count).map(|_| self.below(bound)).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen.iter().map(|index| format!("{prefix}-{index}")).collect::<Vec<_>>().join(", ")
    }
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(Ok(entries))) = (arguments.next(), arguments.next().map(|count| count.parse::<usize>()))
    else {
        eprintln!("usage: synthetic FOLDER ENTRIES");
        std::process::exit(2);
    };
    let root = PathBuf::from(folder);
    write_frame(&root)?;
    let vocabulary = vocabulary();
    let mut random = Random(2026);
    for index in 0..entries {
        let (folder, own) = match index % 20 {
            0..9 => ("servizi", service(&mut random)),
            9..14 => ("progetti", project(&mut random)),
            _ => ("opportunita", opportunity(&mut random)),
        };
        let text = entry(&mut random, &vocabulary, index, &own);
        write(&root.join("content").join(folder).join(format!("scheda-{index:06}.md")), &text)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file of the board has a folder"))?;
    fs::write(path, text)
}

/// All that is not an entry.
fn write_frame(root: &Path) -> io::Result<()> {
    write(
        &root.join("bacheca.yaml"),
        "id: sintetica\ntitolo: Bacheca sintetica\ndescrizione: Una bacheca per misurare il programma.\nterritorio: Ambito sintetico\n\
         base_url: https://sintetica.example\ngestore: ufficio-0\ndimostrativo: sì\ncontatti:\n  - telefono: 0000 100100\n    email: ufficio@sintetica.example\n",
    )?;
    let mut comuni = String::from("comuni:\n");
    for index in 0..COMUNI {
        let _ = writeln!(
            comuni,
            "  - {{ nome: Comune {index}, slug: comune-{index}, istat: \"{:06}\", codice_catastale: Z{index:03}, cap: \"99{index:03}\", provincia: ZZ, coordinate: \"45.{:03}, 9.{:03}\" }}",
            999_000 + index,
            100 + index * 7,
            100 + index * 11,
        );
    }
    write(&root.join("content/comuni.yaml"), &comuni)?;
    for (file, prefix, count) in
        [("bisogni", "bisogno", NEEDS), ("per_chi", "gruppo", AUDIENCES), ("aree", "area", AREAS)]
    {
        let terms: String = (0..count)
            .map(|index| {
                format!("  - {{ slug: {prefix}-{index}, nome: {prefix} {index}, descrizione: Voce numero {index}. }}\n")
            })
            .collect();
        write(&root.join(format!("content/vocabolari/{file}.yaml")), &format!("termini:\n{terms}"))?;
    }
    let types: String = TYPES.iter().map(|slug| format!("  - {{ slug: {slug}, nome: {slug} }}\n")).collect();
    write(&root.join("content/vocabolari/tipi.yaml"), &format!("termini:\n{types}"))?;
    for index in 0..OFFICES {
        let text = format!(
            "nome: Ufficio {index}\ntipo: ufficio\ndescrizione: Risponde ai cittadini.\ncontatti:\n  - telefono: 0000 {:06}\n    email: ufficio{index}@sintetica.example\n\
             sedi:\n  - indirizzo: via Roma {index}\n    comune: comune-{}\norari:\n  - giorni: lunedì-venerdì\n    dalle: 9:00\n    alle: 12:30\n",
            100_000 + index,
            index % COMUNI,
        );
        write(&root.join(format!("content/enti/ufficio-{index}.yaml")), &text)?;
    }
    for slug in ["accessibilita", "privacy", "note-legali", "chi-siamo"] {
        let text = format!(
            "---\ntitolo: Pagina {slug}\ndescrizione_breve: Una pagina fissa.\naggiornato_il: 2026-01-01\n---\n\nUn testo breve.\n"
        );
        write(&root.join(format!("content/pagine/{slug}.md")), &text)?;
    }
    Ok(())
}

/// What all kinds have.
fn entry(random: &mut Random, vocabulary: &[String], index: usize, own: &(String, &[&str])) -> String {
    let comuni = match index % 3 {
        0 => {
            let count = 1 + random.below(4);
            format!("[{}]", random.slugs("comune", COMUNI, count))
        }
        _ => "tutti".to_owned(),
    };
    let summary = random.sentence(vocabulary, 14);
    let title = random.sentence(vocabulary, 4);
    let mut text = format!(
        "---\ntitolo: {} {index}\ndescrizione_breve: {summary}\nbisogni: [{}]\nper_chi: [{}]\naree: [{}]\ncomuni: {comuni}\nente: ufficio-{}\n\
         costo: gratuito\nserve_isee: sì\neta: {{ da: 18, a: 65 }}\nlingue_parlate: [inglese, arabo]\n\
         contatti:\n  - nome: Sportello\n    telefono: 0000 {:06}\n    email: sportello{index}@sintetica.example\n\
         orari:\n  - giorni: lunedì, mercoledì\n    dalle: 9:00\n    alle: 12:00\n\
         parole_chiave: [aiuto, sportello, numero {index}]\npubblicato_il: 2025-{:02}-{:02}\naggiornato_il: 2026-{:02}-{:02}\nfonte: Generata\n{}---\n\n",
        title.trim_end_matches('.'),
        random.slugs("bisogno", NEEDS, 3),
        random.slugs("gruppo", AUDIENCES, 2),
        random.slugs("area", AREAS, 1),
        random.below(OFFICES),
        200_000 + index % 700_000,
        1 + random.below(12),
        1 + random.below(28),
        1 + random.below(4),
        1 + random.below(28),
        own.0,
    );
    let share = WORDS_PER_ENTRY / (own.1.len() + 1);
    text.push_str(&random.text(vocabulary, share));
    for label in own.1 {
        let _ = write!(text, "\n\n## {label}\n\n{}", random.text(vocabulary, share));
    }
    text.push('\n');
    text
}

fn service(random: &mut Random) -> (String, &'static [&'static str]) {
    let access = ["libero", "su-appuntamento", "con-domanda", "online"][random.below(4)];
    (
        format!("accesso: {access}\n"),
        &["A chi si rivolge", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze"],
    )
}

fn project(random: &mut Random) -> (String, &'static [&'static str]) {
    let start = 2023 + random.below(3);
    let fields = format!(
        "capofila: ufficio-{}\npartner: [{}]\nfinanziatori:\n  - ente: ufficio-{}\n    contributo: {}.000\ncosto_totale: {}.500,50\ninizio: {start}-01-01\nfine: {}-12-31\n",
        random.below(OFFICES),
        random.slugs("ufficio", OFFICES, 4),
        random.below(OFFICES),
        10 + random.below(900),
        10 + random.below(900),
        start + 2,
    );
    (fields, &["A chi si rivolge", "Obiettivo", "Azioni", "Come partecipare"])
}

fn opportunity(random: &mut Random) -> (String, &'static [&'static str]) {
    let kind = TYPES[random.below(TYPES.len())];
    let when = match random.below(4) {
        0 => "sempre_aperta: sì\n".to_owned(),
        1 => format!(
            "eventi:\n  - inizio: 2026-{:02}-{:02} 15:00\n    luogo: Sala civica\n",
            1 + random.below(12),
            1 + random.below(28)
        ),
        _ => format!("scadenza: 2026-{:02}-{:02} 12:00\n", 1 + random.below(12), 1 + random.below(28)),
    };
    (
        format!("tipo: {kind}\nposti: {}\n{when}", 5 + random.below(90)),
        &["A chi si rivolge", "Requisiti", "Come partecipare", "Cosa si ottiene"],
    )
}
