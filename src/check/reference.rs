//! Terms, Comuni, organisations and entries that content names do exist.

use super::known::{EntryKnown, Names};
use super::{FileContext, Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, did_you_mean};
use crate::model::draft::Draft;
use crate::model::node::{Node, Path};
use crate::model::schema::{Shape, Target};

static TERM: Code = Code {
    name: "voce-sconosciuta",
    level: Level::Error,
    what: "Bisogni, destinatari, aree e tipi sono voci dei vocabolari.",
    why: "Con una voce inventata la scheda non compare in nessun elenco.",
    example: "Sbagliato: `bisogni: [lavori]`. Giusto: `bisogni: [lavoro]`.",
};
static COMUNE: Code = Code {
    name: "comune-sconosciuto",
    level: Level::Error,
    what: "I Comuni citati sono in `comuni.yaml`.",
    why: "La scheda non comparirebbe nella pagina del suo Comune.",
    example: "Sbagliato: `comuni: [Codogno]`. Giusto: `comuni: [codogno]`.",
};
static ORGANIZATION: Code = Code {
    name: "ente-sconosciuto",
    level: Level::Error,
    what: "Gli enti citati hanno un file in `enti/`.",
    why: "Dall'ente vengono i contatti: senza, il cittadino non sa chi chiamare.",
    example: "Sbagliato: `ente: Ufficio di Piano`. Giusto: `ente: ufficio-di-piano`.",
};
static ENTRY: Code = Code {
    name: "scheda-sconosciuta",
    level: Level::Error,
    what: "Le schede collegate esistono e non sono bozze.",
    why: "Il collegamento porterebbe a una pagina che non c'è.",
    example: "Sbagliato: `correlati: [dopo-di-noi]`. Giusto: `correlati: [servizi/dopo-di-noi]`.",
};

pub static RULE: Rule = Rule { codes: &[&TERM, &COMUNE, &ORGANIZATION, &ENTRY], scope: Scope::File(run) };

fn run(context: &FileContext, faults: &mut Vec<Diagnostic>) {
    let draft = context.draft;
    draft.walk(|path, shape, node| match (shape, node) {
        (Shape::Ref(target), Node::Scalar(name)) if !node.is_empty() => {
            faults.extend(check(context.names, draft, path, *target, name.trim()));
        }
        (Shape::Coverage, Node::List(items)) => faults.extend(coverage(context.names, draft, path, items)),
        _ => {}
    });
}

fn check(names: &Names, draft: &Draft, path: &Path, target: Target, name: &str) -> Option<Diagnostic> {
    if target == Target::Entry {
        return entry(names, draft, path, name);
    }
    if names.has(target, name) {
        return None;
    }
    let (code, what, where_listed) = match target {
        Target::Term(vocabulary) => {
            (&TERM, "una voce del vocabolario", format!("content/vocabolari/{}.yaml", vocabulary.name()))
        }
        Target::Comune => (&COMUNE, "un Comune della bacheca", "content/comuni.yaml".to_owned()),
        Target::Organization | Target::Entry => (&ORGANIZATION, "un ente della bacheca", "content/enti/".to_owned()),
    };
    let hint = if name.contains(',') {
        format!("se è un elenco, scrivilo fra parentesi quadre: `[{name}]`")
    } else {
        match suggestion(name, names.of_target(target)) {
            Some(meant) => format!("forse volevi scrivere `{meant}`?"),
            None => format!("i nomi validi sono in {where_listed}"),
        }
    };
    Some(draft.diagnostic(code, path, format!("«{name}» non è {what}")).hint(hint))
}

/// The slug that a name would have, or the closest one.
fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let slug = crate::model::value::slugify(name);
    known.clone().find(|known| *known == slug).or_else(|| did_you_mean(&slug, known))
}

fn entry(names: &Names, draft: &Draft, path: &Path, name: &str) -> Option<Diagnostic> {
    let (message, hint) = match names.entry(name) {
        EntryKnown::Present => return None,
        EntryKnown::HeldBack => (
            format!("«{name}» è ancora una bozza"),
            "togli `bozza: sì` da quella scheda, o togli il collegamento".to_owned(),
        ),
        EntryKnown::Missing => (format!("la scheda «{name}» non esiste"), entry_hint(names, name)),
    };
    Some(draft.diagnostic(&ENTRY, path, message).hint(hint))
}

fn entry_hint(names: &Names, name: &str) -> String {
    let slug = name.rsplit('/').next().unwrap_or(name);
    let same_slug = names.entries().find(|known| known.split_once('/').is_some_and(|(_, known)| known == slug));
    match same_slug.or_else(|| did_you_mean(name, names.entries())) {
        Some(meant) => format!("forse volevi scrivere `{meant}`?"),
        None => "scrivi la cartella e il nome del file, per esempio `servizi/dopo-di-noi`".to_owned(),
    }
}

/// `tutti`, or Comuni that exist; never both.
fn coverage(names: &Names, draft: &Draft, path: &Path, items: &[Node]) -> Vec<Diagnostic> {
    let listed: Vec<&str> =
        items.iter().filter_map(|item| if let Node::Scalar(name) = item { Some(name.trim()) } else { None }).collect();
    if listed == ["tutti"] {
        return Vec::new();
    }
    let item_path = |index: usize| path.item(index);
    if let Some(index) = listed.iter().position(|name| name.eq_ignore_ascii_case("tutti")) {
        return vec![
            draft
                .diagnostic(&COMUNE, &item_path(index), format!("«{}» non sta in un elenco di Comuni", listed[index]))
                .hint("scrivi `comuni: tutti` da solo, oppure solo i nomi dei Comuni"),
        ];
    }
    listed
        .iter()
        .enumerate()
        .filter_map(|(index, name)| check(names, draft, &item_path(index), Target::Comune, name))
        .collect()
}
