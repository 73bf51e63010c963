//! What `init` needs to know: given as options, asked at the terminal, or taken as usual.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::InitArgs;
use crate::cli::fault::Fault;
use crate::load;
use crate::model::value::{Email, Invalid, Parsed, Phone, parse_site, slugify};

pub struct Answers {
    pub territorio: String,
    pub titolo: String,
    pub ufficio: String,
    pub email: String,
    pub telefono: Option<String>,
    pub comuni: Vec<String>,
    pub lingue: Vec<String>,
    pub indirizzo: String,
}

/// One thing to know. Without a usual answer it must be given; an empty one means that there is none.
struct Question<'q> {
    option: &'static str,
    text: &'static str,
    usual: Option<&'q str>,
    check: fn(&str) -> Parsed<()>,
}

/// Who answers: a person, or nobody.
pub struct Desk<R, W> {
    person: Option<(R, W)>,
    faults: Vec<Fault>,
    missing: Vec<&'static str>,
}

pub fn gather(args: &InitArgs) -> Result<Answers, Vec<Fault>> {
    let stdin = io::stdin();
    let person = stdin.is_terminal().then(|| (stdin.lock(), io::stderr()));
    Desk { person, faults: Vec::new(), missing: Vec::new() }.gather(args)
}

impl<R: BufRead, W: Write> Desk<R, W> {
    fn gather(mut self, args: &InitArgs) -> Result<Answers, Vec<Fault>> {
        let territorio = self.ask(
            args.territorio.as_deref(),
            &Question {
                option: "--territorio",
                text: "Come si chiama il territorio? Per esempio: Ambito di Pavia",
                usual: None,
                check: name,
            },
        );
        let usual = format!("Bacheca digitale: {territorio}");
        let titolo = self.ask(
            args.nome.as_deref(),
            &Question { option: "--nome", text: "Come si chiama la bacheca?", usual: Some(&usual), check: name },
        );
        let ufficio = self.ask(
            args.ufficio.as_deref(),
            &Question {
                option: "--ufficio",
                text: "Quale ufficio la cura?",
                usual: Some("Ufficio di Piano"),
                check: name,
            },
        );
        let email = self.ask(
            args.email.as_deref(),
            &Question {
                option: "--email",
                text: "Qual è l'e-mail dell'ufficio? Mai quella di una persona",
                usual: None,
                check: |text| Email::parse(text).map(drop),
            },
        );
        let telefono = self.ask(
            args.telefono.as_deref(),
            &Question {
                option: "--telefono",
                text: "Qual è il telefono dell'ufficio? Premi Invio se non c'è",
                usual: Some(""),
                check: |text| Phone::parse(text).map(drop),
            },
        );
        let given = (!args.comuni.is_empty()).then(|| args.comuni.join(","));
        let comuni = self.ask(
            given.as_deref(),
            &Question {
                option: "--comuni",
                text: "Quali sono i Comuni? Scrivi il nome di un file CSV",
                usual: None,
                check: file_or_codes,
            },
        );
        let lingue = self.ask(
            args.lingue.as_deref(),
            &Question {
                option: "--lingue",
                text: "In quali lingue? Scrivile con la virgola, per esempio it,en",
                usual: Some("it"),
                check: languages,
            },
        );
        let indirizzo = self.ask(
            args.indirizzo.as_deref(),
            &Question {
                option: "--indirizzo",
                text: "A quale indirizzo si pubblica? Premi Invio se non lo sai ancora",
                usual: Some("https://bacheca.example.org"),
                check: |text| parse_site(text).map(drop),
            },
        );
        if !self.missing.is_empty() {
            self.faults.push(missing(&self.missing));
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        Ok(Answers {
            territorio,
            titolo,
            ufficio,
            email,
            telefono: Some(telefono).filter(|telefono| !telefono.is_empty()),
            comuni: split(&comuni),
            lingue: split(&lingue),
            indirizzo: indirizzo.trim_end_matches('/').to_owned(),
        })
    }

    /// The answer; empty if it is at fault, or if nobody is there to give it.
    fn ask(&mut self, given: Option<&str>, question: &Question) -> String {
        if let Some(given) = given.map(str::trim) {
            if let Err(invalid) = (question.check)(given) {
                self.faults.push(Fault::at(question.option, invalid));
            }
            return given.to_owned();
        }
        let answer = match &mut self.person {
            Some((lines, paper)) => converse(lines, paper, question),
            None => question.usual.map(str::to_owned),
        };
        answer.unwrap_or_else(|| {
            self.missing.push(question.option);
            String::new()
        })
    }
}

/// Asks until the answer is right; none, if the person has left.
fn converse(lines: &mut impl BufRead, paper: &mut impl Write, question: &Question) -> Option<String> {
    let usual = question.usual.filter(|usual| !usual.is_empty()).map(|usual| format!(" [{usual}]")).unwrap_or_default();
    loop {
        let mut line = String::new();
        write!(paper, "{}{usual}: ", question.text).and_then(|()| paper.flush()).ok()?;
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match (line.trim(), question.usual) {
            ("", Some(usual)) => return Some(usual.to_owned()),
            ("", None) => writeln!(paper, "  Questa risposta serve.").ok()?,
            (text, _) => match (question.check)(text) {
                Ok(()) => return Some(text.to_owned()),
                Err(invalid) => writeln!(paper, "  {}: {}.", invalid.message, invalid.hint).ok()?,
            },
        }
    }
}

fn missing(options: &[&str]) -> Fault {
    let verb = if options.len() == 1 { "manca" } else { "mancano" };
    Fault::new(
        format!("{verb} {}", options.join(", ")),
        "aggiungi, per esempio: --territorio \"Ambito di Pavia\" --email ufficio@comune.example.org --comuni comuni.csv",
    )
}

fn split(list: &str) -> Vec<String> {
    list.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn name(text: &str) -> Parsed<()> {
    if !slugify(text).is_empty() && text.chars().count() <= 100 {
        return Ok(());
    }
    Err(Invalid::new(
        format!("«{text}» non va bene come nome"),
        "scrivi da una a poche parole, al massimo 100 caratteri",
    ))
}

fn file_or_codes(text: &str) -> Parsed<()> {
    let is_code = |item: &String| item.chars().all(|c| c.is_ascii_digit());
    if split(text).iter().all(is_code) || Path::new(text).is_file() {
        return Ok(());
    }
    Err(Invalid::new(format!("il file «{text}» non c'è"), "controlla il nome e la cartella in cui sei"))
}

/// Languages that the theme speaks, Italian first: the texts of a new board are in Italian.
fn languages(text: &str) -> Parsed<()> {
    let spoken: Vec<String> =
        load::theme(Path::new("")).map(|theme| theme.strings.into_keys().collect()).unwrap_or_default();
    let languages = split(text);
    if languages.first().is_none_or(|first| first != "it") {
        return Err(Invalid::new(
            format!("«{text}» non comincia con l'italiano"),
            "i testi di partenza sono in italiano: scrivi `it` per prima",
        ));
    }
    match languages.iter().find(|language| !spoken.contains(language)) {
        None => Ok(()),
        Some(language) => Err(Invalid::new(
            format!("il sito non parla ancora la lingua «{language}»"),
            format!("scegli fra {}; altre si aggiungono dopo", spoken.join(", ")),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conversation(typed: &str, args: &InitArgs) -> (Result<Answers, Vec<Fault>>, String) {
        let mut paper = Vec::new();
        let person = Some((typed.as_bytes(), &mut paper));
        let answers = Desk { person, faults: Vec::new(), missing: Vec::new() }.gather(args);
        (answers, String::from_utf8(paper).expect("text"))
    }

    fn given() -> InitArgs {
        InitArgs {
            folder: "nuova".into(),
            territorio: Some("Ambito di Pavia".to_owned()),
            nome: None,
            ufficio: None,
            email: None,
            telefono: None,
            comuni: vec!["018110".to_owned(), "018111".to_owned()],
            elenco: None,
            lingue: None,
            indirizzo: None,
        }
    }

    #[test]
    fn a_person_is_asked_what_is_not_given_until_it_is_right() {
        let (answers, paper) = conversation("\n\nciao\nufficio@example.org\n\nit,en\n\n", &given());
        let answers = answers.unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(answers.titolo, "Bacheca digitale: Ambito di Pavia");
        assert_eq!((answers.ufficio.as_str(), answers.email.as_str()), ("Ufficio di Piano", "ufficio@example.org"));
        assert_eq!((answers.telefono, answers.lingue.len(), answers.comuni.len()), (None, 2, 2));
        assert!(paper.contains("[Bacheca digitale: Ambito di Pavia]: "), "{paper}");
        assert!(paper.contains("«ciao» non è un indirizzo e-mail completo"), "{paper}");
        assert!(!paper.contains("territorio?"), "asked what was given:\n{paper}");
    }

    #[test]
    fn who_leaves_the_conversation_is_told_what_is_missing() {
        let (answers, _) = conversation("\n", &given());
        let faults = answers.err().expect("an answer is missing");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.contains("--email"), "{}", faults[0]);
    }
}
