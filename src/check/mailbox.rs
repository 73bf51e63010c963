//! Mailboxes belong to offices: not to a person, not to a provider of free mail.

use super::given_name::is_given_name;
use super::passage::{self, Found};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::value::Email;

static PERSONAL: Code = Code {
    name: "casella-personale",
    level: Level::Warning,
    what: "Le caselle di posta sono dell'ufficio, non di una persona.",
    why: "Quando la persona cambia lavoro, chi scrive non riceve più risposta; e il suo nome resta in rete.",
    example: "Sbagliato: `email: maria.rossi@comune.it`. Giusto: `email: servizi.sociali@comune.it`.",
};
static FREE: Code = Code {
    name: "casella-gratuita",
    level: Level::Warning,
    what: "Le caselle di posta stanno sul dominio dell'ente, non da un fornitore gratuito.",
    why: "Chi legge non può sapere se la casella è davvero dell'ente, e chi la perde non la recupera. Le piccole associazioni spesso non hanno altro: allora si approva una volta sola, nel file dell'ente.",
    example: "Sbagliato: `email: ufficio.sociale@gmail.com`. Giusto: `email: sociale@comune.it`. Se non c'è altro, nel file dell'ente: `eccezioni: [{codice: casella-gratuita, motivo: l'associazione non ha un dominio}]`.",
};

pub static RULE: Rule = Rule { codes: &[&PERSONAL, &FREE], scope: Scope::File(run) };

/// Providers of free mail, without the ending.
const FREE_MAIL: &[&str] = &[
    "alice",
    "aol",
    "email",
    "fastwebnet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "inwind",
    "iol",
    "libero",
    "live",
    "mail",
    "me",
    "msn",
    "outlook",
    "proton",
    "protonmail",
    "teletu",
    "tim",
    "tin",
    "tiscali",
    "tiscalinet",
    "virgilio",
    "yahoo",
    "ymail",
];
/// Endings of those: `email.provincia.it` is not one.
const ENDINGS: &[&str] = &["com", "it", "net", "eu", "org", "fr", "de", "es", "uk", "me", "ro", "co.uk"];

/// Words of offices, places and bodies; what follows them is their name, not a person's.
const OFFICE_WORDS: &[&str] = &[
    "accoglienza",
    "amministrazione",
    "area",
    "asilo",
    "ass",
    "associazione",
    "asst",
    "ats",
    "biblioteca",
    "caritas",
    "casa",
    "cascina",
    "centro",
    "circolo",
    "comune",
    "comunita",
    "consultorio",
    "contatti",
    "coop",
    "cooperativa",
    "croce",
    "direzione",
    "don",
    "equipe",
    "fondazione",
    "gruppo",
    "info",
    "istituto",
    "ist",
    "museo",
    "oratorio",
    "parrocchia",
    "piazza",
    "progetto",
    "protocollo",
    "pua",
    "residenza",
    "rsa",
    "san",
    "santa",
    "santo",
    "sant",
    "scuola",
    "segreteria",
    "sede",
    "servizi",
    "servizio",
    "sociale",
    "sociali",
    "spazio",
    "sportello",
    "teatro",
    "tributi",
    "ufficio",
    "villa",
    "volontari",
    "anagrafe",
    "assistenza",
    "politiche",
    "lavoro",
    "anziani",
    "minori",
    "disabilita",
    "piano",
    "zona",
    "urp",
    "suap",
    "polizia",
    "ragioneria",
    "personale",
    "scuole",
    "cultura",
    "sport",
];

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    for (place, mailbox) in passage::search(context.draft, mailboxes) {
        let Some((name, domain)) = mailbox.split_once('@') else { continue };
        if is_personal(name) {
            faults.push(
                Diagnostic::new(&PERSONAL, place, format!("«{mailbox}» sembra la casella di una persona"))
                    .hint(format!("scrivi quella dell'ufficio, per esempio `{}`", office_mailbox(domain))),
            );
        } else if is_free(domain) {
            faults.push(
                Diagnostic::new(&FREE, place, format!("«{mailbox}» è una casella di un fornitore gratuito")).hint(
                    "scrivi quella sul dominio dell'ente; se non ne ha, aggiungi l'eccezione `casella-gratuita` con il motivo al file dell'ente",
                ),
            );
        }
    }
}

fn office_mailbox(domain: &str) -> String {
    if is_free(domain) { "ufficio@nome-dell-ente.it".to_owned() } else { format!("ufficio@{domain}") }
}

fn mailboxes(text: &str) -> Vec<Found> {
    if !text.contains('@') {
        return Vec::new();
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c| !is_part(c)) {
        let bare = word.trim_end_matches(|c| !is_part(c)).trim_end_matches(['.', '-']);
        if let Some(email) = bare.contains('@').then(|| Email::parse(bare).ok()).flatten() {
            found.push((start..start + bare.len(), email.as_str().to_owned()));
        }
        start += word.len();
    }
    found
}

/// `maria.rossi`, `rossi.maria`, `m.rossi`. Two words without a given name may be an office's.
fn is_personal(name: &str) -> bool {
    let words: Vec<&str> =
        name.split(['.', '_', '-']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).collect();
    let letters = words.iter().all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()));
    if !letters || !(2..=3).contains(&words.len()) || words.iter().any(|word| OFFICE_WORDS.contains(word)) {
        return false;
    }
    let initial = words[0].len() == 1 && words.len() == 2 && words[1].len() >= 4;
    initial || words.iter().any(|word| is_given_name(word))
}

fn is_free(domain: &str) -> bool {
    domain.split_once('.').is_some_and(|(host, ending)| FREE_MAIL.contains(&host) && ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::{is_free, is_personal, mailboxes};

    #[test]
    fn mailboxes_of_persons_are_told_from_those_of_offices() {
        for name in ["maria.rossi", "rossi.maria", "m.rossi", "maria_rossi", "mario.rossi2", "anna.maria.verdi"] {
            assert!(is_personal(name), "{name}");
        }
        for name in [
            "servizi.sociali",
            "ufficio.tributi",
            "protocollo",
            "grave.emarginazione",
            "politiche.abitative",
            "casa.chiara",
            "santa.teresa",
            "info",
            "maria",
            "u.r.p",
            "villa.elena",
            "centro-maria",
            "area.minori",
            "pro.loco",
            "punto.luce",
            "s.o.s",
        ] {
            assert!(!is_personal(name), "{name}");
        }
    }

    #[test]
    fn free_mail_is_known_by_its_whole_domain() {
        assert!(is_free("gmail.com") && is_free("libero.it") && is_free("yahoo.co.uk") && is_free("hotmail.it"));
        for domain in ["comune.lodi.it", "libero-mercato.it", "mail.comune.it", "live.regione.it", "gmail.example"] {
            assert!(!is_free(domain), "{domain}");
        }
    }

    #[test]
    fn a_mailbox_ends_before_the_full_stop() {
        let text = "Scrivi a [m.rossi@comune.it](mailto:m.rossi@comune.it). O a x@y";
        assert_eq!(mailboxes(text).len(), 2);
        assert_eq!(&text[mailboxes(text)[0].0.clone()], "m.rossi@comune.it");
    }
}
