//! What is paid by the European Union, or by the national recovery plan, says so.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::EntryKind;
use crate::model::node::Path;

static UNSAID: Code = Code {
    name: "fondi-europei",
    level: Level::Warning,
    what: "Un progetto pagato con fondi europei dice «finanziato dall'Unione europea»; con il PNRR, anche «NextGenerationEU».",
    why: "È un obbligo di chi riceve i fondi: senza, il contributo può essere ridotto (regolamento UE 2021/1060, art. 50; 2021/241, art. 34).",
    example: "Sbagliato: `programma: PNRR, linea 1.3`. Giusto: `programma: \"PNRR, linea 1.3 – finanziato dall'Unione europea, NextGenerationEU\"`.",
};
static INCOMPLETE: Code = Code {
    name: "pubblicita-incompleta",
    level: Level::Advice,
    what: "Un progetto pagato con fondi europei o con il PNRR ha il programma, il CUP e i loghi.",
    why: "Chi controlla i fondi li cerca nella pagina del progetto.",
    example: "Aggiungi `cup: E51B21000000001` e, in `loghi`, l'emblema dell'Unione europea.",
};

pub static RULE: Rule = Rule { codes: &[&UNSAID, &INCOMPLETE], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if draft.kind != DraftKind::Entry(EntryKind::Progetto) || draft.lang.is_some() || !draft.is_readable() {
        return;
    }
    let Some((fund, path)) = fund(draft) else { return };
    let place = draft.value_place(&path);
    faults.extend(unsaid(draft, fund, place.clone()));
    faults.extend(incomplete(draft, fund, place));
}

#[derive(Clone, Copy, PartialEq)]
enum Fund {
    /// The recovery plan.
    Pnrr,
    European,
}

const PNRR: &[&str] = &["pnrr", "ripresa e resilienza", "nextgenerationeu", "next generation eu"];
const EUROPEAN: &[&str] = &[
    "unione europea",
    "commissione europea",
    "fondo sociale europeo",
    "fse",
    "fse+",
    "fesr",
    "fami",
    "pon inclusione",
    "react-eu",
    "erasmus+",
    "interreg",
    "asilo, migrazione e integrazione",
];

/// Who pays, when it is sure, and where it is written: the programme, else a funder.
fn fund(draft: &Draft) -> Option<(Fund, Path)> {
    let funders = draft.fields.items("finanziatori").iter().enumerate().map(|(index, funder)| {
        let office = funder.text("ente").unwrap_or_default().replace('-', " ");
        let path = Path::default().key("finanziatori").item(index);
        (format!("{office} {}", funder.text("nota").unwrap_or_default()), path.key("ente"))
    });
    let programme = draft.fields.text("programma").map(|text| (text.to_owned(), Path::default().key("programma")));
    programme.into_iter().chain(funders).find_map(|(text, path)| Some((named(&text)?, path)))
}

fn named(text: &str) -> Option<Fund> {
    let text = text.to_lowercase();
    let says = |names: &[&str]| names.iter().any(|name| has_word(&text, name));
    if says(PNRR) { Some(Fund::Pnrr) } else { says(EUROPEAN).then_some(Fund::European) }
}

/// `fse` is not in `offset`.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn unsaid(draft: &Draft, fund: Fund, place: Place) -> Option<Diagnostic> {
    let prose: String = draft.sections.iter().map(|section| section.prose.text() + "\n").collect();
    let fields = ["programma", "descrizione_breve"].map(|key| draft.fields.text(key).unwrap_or_default()).join("\n");
    let said = format!("{fields}\n{prose}").to_lowercase();
    let union = has_word(&said, "unione europea");
    let recovery = fund != Fund::Pnrr || said.replace(' ', "").contains("nextgenerationeu");
    let (message, words) = match (union, recovery) {
        (true, true) => return None,
        (false, true) => ("non è scritto che paga l'Unione europea", "finanziato dall'Unione europea"),
        _ => ("manca la formula dei fondi PNRR", "finanziato dall'Unione europea – NextGenerationEU"),
    };
    Some(Diagnostic::new(&UNSAID, place, message).hint(format!("scrivi in `programma` anche «{words}»")))
}

fn incomplete(draft: &Draft, fund: Fund, place: Place) -> Option<Diagnostic> {
    let missing: Vec<String> =
        ["programma", "cup", "loghi"].iter().filter(|key| !draft.has(key)).map(|key| format!("`{key}`")).collect();
    let payer = if fund == Fund::Pnrr { "il PNRR" } else { "l'Unione europea" };
    (!missing.is_empty()).then(|| {
        Diagnostic::new(&INCOMPLETE, place, format!("paga {payer}, ma manca {}", missing.join(", ")))
            .hint("chiedi all'ufficio che rendiconta il progetto, e aggiungi quello che sa")
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn european_and_recovery_funds_are_known_by_name() {
        assert!(named("PNRR, linea 1.3").is_some() && named("fondo FAMI 2021-27").is_some());
        assert!(named("Programma FSE+ 2021-2027").is_some() && named("unione europea ").is_some());
        for text in ["Fondo povertà", "Bando Welfare in Ageing", "fondazione famiglia", "Regione Lombardia", "offset"]
        {
            assert!(named(text).is_none(), "{text}");
        }
    }
}
