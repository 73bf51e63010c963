//! Dates are dates, phones are phones: every text can be read as the type of its field.

use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::node::Node;
use crate::model::schema::Shape;
use crate::model::value::is_invisible;

static DATE: Code = Code {
    name: "data-non-valida",
    level: Level::Error,
    what: "Le date esistono e sono scritte in modo riconoscibile.",
    why: "Da una data sbagliata dipendono scadenze e archivio.",
    example: "Sbagliato: `scadenza: 31/11/2026`. Giusto: `scadenza: 30/11/2026`.",
};
static HOURS: Code = Code {
    name: "orario-non-valido",
    level: Level::Error,
    what: "Giorni e ore sono scritti in modo riconoscibile.",
    why: "Un orario sbagliato fa trovare la porta chiusa.",
    example: "Sbagliato: `dalle: 9`. Giusto: `dalle: 9:00`.",
};
static AMOUNT: Code = Code {
    name: "importo-non-valido",
    level: Level::Error,
    what: "Gli importi hanno il punto per le migliaia e la virgola per i centesimi.",
    why: "`38.88` può voler dire 38 euro e 88 centesimi, o 38.880 euro scritto male.",
    example: "Giusto: `contributo: 38.880,00`.",
};
static CONTACT: Code = Code {
    name: "recapito-non-valido",
    level: Level::Error,
    what: "Telefoni ed e-mail sono completi, uno per campo.",
    why: "Il cittadino li tocca per chiamare o scrivere: un recapito rotto è peggio di nessuno.",
    example: "Sbagliato: `telefono: 0371 409382/386`. Giusto: due contatti, uno per numero.",
};
static ADDRESS: Code = Code {
    name: "indirizzo-non-valido",
    level: Level::Error,
    what: "Gli indirizzi web sono interi e sicuri.",
    why: "Un indirizzo a metà non porta da nessuna parte; `javascript:` potrebbe eseguire codice.",
    example: "Sbagliato: `www.inps.it`. Giusto: `https://www.inps.it`.",
};
static IDENTIFIER: Code = Code {
    name: "codice-non-valido",
    level: Level::Error,
    what: "Codici ISTAT e catastali, CAP, coordinate, lingue e slug hanno la forma giusta.",
    why: "Da questi codici dipendono indirizzi, mappa e dati aperti.",
    example: "Sbagliato: `istat: 98031`. Giusto: `istat: 098031`.",
};
static CHOICE: Code = Code {
    name: "scelta-non-valida",
    level: Level::Error,
    what: "I campi a scelta contengono una delle parole previste.",
    why: "Una parola diversa non si può né mostrare né filtrare.",
    example: "Sbagliato: `stato: aperto`. Giusto: `stato: attivo`.",
};
static VALUE: Code = Code {
    name: "valore-non-valido",
    level: Level::Error,
    what: "I campi sì/no e i numeri contengono sì, no o un numero.",
    why: "Altro non si può capire con certezza.",
    example: "Sbagliato: `serve_spid: forse`. Giusto: `serve_spid: no`.",
};

pub static RULE: Rule = Rule {
    codes: &[&DATE, &HOURS, &AMOUNT, &CONTACT, &ADDRESS, &IDENTIFIER, &CHOICE, &VALUE],
    scope: Scope::File(run),
};

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    if !draft.is_readable() {
        return;
    }
    draft.walk(|path, shape, node| {
        let Node::Scalar(text) = node else { return };
        if node.is_empty() {
            return;
        }
        if text.chars().any(is_invisible) {
            faults.push(
                draft
                    .diagnostic(&VALUE, path, "il testo contiene un carattere invisibile")
                    .hint("cancella e riscrivi il valore"),
            );
        } else if let Err(invalid) = shape.check(text.trim()) {
            faults.push(draft.diagnostic(code(shape), path, invalid.message).hint(invalid.hint));
        }
    });
}

fn code(shape: &Shape) -> &'static Code {
    match shape {
        Shape::Date | Shape::Moment => &DATE,
        Shape::Time | Shape::Weekdays => &HOURS,
        Shape::Euro => &AMOUNT,
        Shape::Phone | Shape::Email => &CONTACT,
        Shape::Web | Shape::Site | Shape::SitePath => &ADDRESS,
        Shape::Choice(_) => &CHOICE,
        Shape::CodiceIstat | Shape::CodiceCatastale | Shape::Cap | Shape::Coordinates | Shape::Lang | Shape::Slug => {
            &IDENTIFIER
        }
        _ => &VALUE,
    }
}
