//! What the author should do when a day has passed, and the program cannot do by itself.

use jiff::civil::Date;

use super::calendar::{day, last_day, shown};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::model::draft::{Draft, DraftKind};
use crate::model::entry::EntryKind;
use crate::model::node::Path;

static STILL: Code = Code {
    name: "stato-superato",
    level: Level::Warning,
    what: "`in_arrivo`, `sospeso` e lo stato di un progetto non contraddicono le date già passate.",
    why: "Quello che è scritto a mano vale più delle date: la scheda resterebbe «in arrivo», «sospesa» o «in corso» per sempre.",
    example: "Sbagliato: `stato: in-corso` con `fine: 2024-12-31`. Giusto: togli `stato`, che si ricava dalle date, o scrivi `proroga_al`.",
};
static EVENTS: Code = Code {
    name: "date-passate",
    level: Level::Advice,
    what: "Fra le date e le chiusure di una scheda ne resta almeno una da venire.",
    why: "Un elenco di date passate fa pensare che la pagina sia abbandonata.",
    example: "Togli le date passate, o aggiungi le prossime.",
};
static OUTCOME: Code = Code {
    name: "esito-mancante",
    level: Level::Advice,
    what: "Un'opportunità chiusa dice com'è andata, o quando riapre.",
    why: "La scheda passa da sola nell'archivio, ma chi la trova vuole sapere se ci sarà un'altra volta.",
    example: "Aggiungi al testo `## Esito`, e sotto quante domande sono state accolte, senza nomi.",
};

pub static RULE: Rule = Rule { codes: &[&STILL, &EVENTS, &OUTCOME], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let (draft, today) = (context.draft, context.edition.today);
    if !draft.is_readable() || draft.lang.is_some() {
        return;
    }
    match draft.kind {
        DraftKind::Entry(EntryKind::Servizio) => faults.extend(service(draft, today)),
        DraftKind::Entry(EntryKind::Progetto) => faults.extend(project(draft, today)),
        DraftKind::Entry(EntryKind::Opportunita) => {
            faults.extend(coming(draft, today));
            faults.extend(events(draft, today));
            faults.extend(outcome(draft, today));
        }
        _ => {}
    }
    faults.extend(closings(draft, today));
}

fn still(draft: &Draft, key: &'static str, message: String, hint: &str) -> Diagnostic {
    draft.diagnostic(&STILL, &Path::default().key(key), message).hint(hint)
}

fn service(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let until = day(&draft.fields, "sospeso_al").filter(|until| *until < today)?;
    (draft.fields.text("stato") == Some("sospeso")).then(|| {
        let message = format!("il servizio è ancora «sospeso», ma la sospensione è finita il {}", shown(until));
        still(draft, "stato", message, "togli `stato: sospeso`: bastano `sospeso_dal` e `sospeso_al`")
    })
}

fn project(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let (last_day, start) = (last_day(draft), day(&draft.fields, "inizio"));
    let ended = last_day.filter(|date| *date < today);
    let hint = "togli `stato`, che si ricava dalle date; oppure correggi le date";
    match (draft.fields.text("stato")?, ended, start) {
        ("in-corso" | "programmato", Some(end), _) => {
            let message = format!("il progetto è finito il {}, ma non è «concluso»", shown(end));
            Some(still(draft, "stato", message, "scrivi `stato: concluso`, o il nuovo ultimo giorno in `proroga_al`"))
        }
        ("programmato", None, Some(start)) if start <= today => Some(still(
            draft,
            "stato",
            format!("il progetto è «programmato», ma è cominciato il {}", shown(start)),
            hint,
        )),
        ("in-corso", None, Some(start)) if start > today => {
            Some(still(draft, "stato", format!("il progetto è «in corso», ma comincia il {}", shown(start)), hint))
        }
        _ => None,
    }
}

fn coming(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let dates = ["domande_dal", "scadenza"].into_iter();
    let passed = dates.filter_map(|key| day(&draft.fields, key)).find(|date| *date < today)?;
    draft.fields.says_yes("in_arrivo").then(|| {
        let message = format!("è ancora «in arrivo», ma il {} è passato", shown(passed));
        still(draft, "in_arrivo", message, "togli `in_arrivo: sì`: lo stato si ricava dalle date")
    })
}

/// Of what never closes; the rest goes to the archive with its last date.
fn events(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let last =
        draft.fields.items("eventi").iter().filter_map(|event| day(event, "fine").or(day(event, "inizio"))).max()?;
    let lasting = draft.fields.says_yes("sempre_aperta") || draft.fields.says_yes("fino_a_esaurimento");
    (lasting && last < today).then(|| {
        draft
            .diagnostic(&EVENTS, &Path::default().key("eventi"), format!("l'ultima data è passata il {}", shown(last)))
            .hint("aggiungi le prossime date; se non ce ne sono, togli `eventi`")
    })
}

fn closings(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let closings = draft.fields.items("chiusure").iter();
    let last = closings.filter_map(|closing| day(closing, "al").or(day(closing, "dal"))).max()?;
    (last < today).then(|| {
        draft
            .diagnostic(
                &EVENTS,
                &Path::default().key("chiusure"),
                format!("le chiusure sono finite il {}", shown(last)),
            )
            .hint("toglile, o scrivi le prossime")
    })
}

fn outcome(draft: &Draft, today: Date) -> Option<Diagnostic> {
    let closed =
        ["chiusa_il", "scadenza"].into_iter().find(|key| day(&draft.fields, key).is_some_and(|date| date < today))?;
    (!draft.has("esito") && !draft.has("pubblica_fino_al")).then(|| {
        let date = day(&draft.fields, closed).expect("found above");
        draft
            .diagnostic(
                &OUTCOME,
                &Path::default().key(closed),
                format!("si è chiusa il {}: com'è andata?", shown(date)),
            )
            .hint("aggiungi `## Esito` senza nomi di persone; se riapre, scrivi le nuove date")
    })
}
