//! The form with which organisations that have no git write an entry: drawn from the content model, it
//! makes the text of a file and sends nothing by itself. In Italian only, as what it makes.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Drawer;
use super::letter::letter;
use super::page::Page;
use crate::json_schema;
use crate::model::conditions::Conditions;
use crate::model::fields::{OPPORTUNITA, PROGETTO, SERVIZIO};
use crate::model::names::Names;
use crate::model::route::Subject;
use crate::model::schema::{Field, Schema, Shape, Target};
use crate::model::site::Proposals;
use crate::render::script_path;
use crate::theme::PROPOSE_SCRIPT;

static KINDS: [&Schema; 3] = [&SERVIZIO, &OPPORTUNITA, &PROGETTO];

/// What is asked, in the order of who tells it.
const STEPS: &[(&str, &[&str])] = &[
    ("Di che cosa si tratta", &["titolo", "descrizione_breve", "tipo", "bisogni", "per_chi", "a_chi_si_rivolge"]),
    ("Chi se ne occupa", &["ente", "capofila", "contatti", "finanziatori"]),
    ("Dove", &["comuni", "sedi", "orari"]),
    (
        "Quando",
        &[
            "domande_dal",
            "scadenza",
            "sempre_aperta",
            "fino_a_esaurimento",
            "in_arrivo",
            "eventi",
            "inizio",
            "fine",
            "tempi",
        ],
    ),
    ("Come si accede", &["accesso", "chi_segnala", "requisiti", "costo", "costo_dettagli"]),
    (
        "Che cosa fa chi legge",
        &["descrizione", "come_fare", "come_partecipare", "segnalazione", "cosa_serve", "cosa_si_ottiene", "azioni"],
    ),
];

/// What inside a group is left to the office.
const LEFT_OUT: &[&str] = &["pec", "cap", "coordinate", "annullato"];

/// The group that few leave empty.
const OPEN_GROUP: &str = "contatti";

/// A text longer than that has more than one line to be written in.
const LINE: usize = 120;

#[derive(Serialize)]
struct Form {
    kinds: Vec<Choice>,
    steps: Vec<Step>,
    /// Schemas, conditions and the forge, as JSON that can stand in a page.
    config: String,
    script: String,
    email: Option<String>,
    /// What to write where no script runs.
    letter: Option<String>,
    questions: Vec<Question>,
    forge: Option<ForgeView>,
}

#[derive(Serialize)]
struct ForgeView {
    title: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Question {
    label: &'static str,
    help: String,
}

#[derive(Serialize)]
struct Step {
    title: &'static str,
    kinds: String,
    fields: Vec<Ask>,
}

/// A field to fill in.
#[derive(Serialize)]
struct Ask {
    key: &'static str,
    label: &'static str,
    help: String,
    control: &'static str,
    /// The kinds that have it, as `servizio progetto`.
    kinds: String,
    is_required: bool,
    max: Option<usize>,
    choices: Vec<Choice>,
    /// What a group is made of.
    parts: Vec<Ask>,
    /// Whether the first row of a group is there to be filled in, without asking for it.
    is_open: bool,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

impl Drawer<'_> {
    pub fn propose(&self) -> io::Result<()> {
        let Some(proposals) = self.context.site.board.proposals.as_ref() else { return Ok(()) };
        let route = self.context.renderer.route(self.language, Subject::Propose);
        if self.language.prefix.is_some() || !self.wants(&route) {
            return Ok(());
        }
        let page = Page::new(route.clone(), "propose", self.word("propose"), self.word("propose_intro"));
        let page = page.languages(vec![None]);
        self.put(&route, "pages/propose.html", &self.view(page), "form", &self.form(proposals))
    }

    fn form(&self, proposals: &Proposals) -> Form {
        let names = Names::of_site(self.context.site);
        let steps: Vec<Step> = STEPS.iter().map(|(title, keys)| self.step(title, keys, &names)).collect();
        let questions = questions(&steps);
        Form {
            kinds: KINDS.iter().map(|schema| self.kind(schema)).collect(),
            config: config(proposals, &names),
            script: self.context.renderer.urls.local(&script_path(&PROPOSE_SCRIPT)),
            email: proposals.letter.as_ref().map(|email| email.as_str().to_owned()),
            letter: proposals
                .letter
                .as_ref()
                .map(|email| letter(email, "Proposta per la bacheca", &empty_letter(&questions))),
            forge: proposals
                .forge
                .as_ref()
                .map(|forge| ForgeView { title: forge.kind.title(), url: forge.url.clone() }),
            steps,
            questions,
        }
    }

    fn kind(&self, schema: &Schema) -> Choice {
        let value = json_schema::kind(schema);
        let label = match value.as_str() {
            "servizio" => "Un servizio: c'è sempre, ci si rivolge quando serve",
            "opportunita" => "Un'opportunità: un bando, un corso, un posto, con una scadenza o con delle date",
            _ => "Un progetto: un lavoro di più enti, con un inizio e una fine",
        };
        Choice { value, label: label.to_owned() }
    }

    fn step(&self, title: &'static str, keys: &[&str], names: &Names) -> Step {
        let fields: Vec<Ask> = keys.iter().map(|key| self.field(key, names)).collect();
        let mut kinds: Vec<String> = KINDS.iter().map(|schema| json_schema::kind(schema)).collect();
        kinds.retain(|kind| fields.iter().any(|field| field.kinds.split(' ').any(|one| one == kind)));
        Step { title, kinds: kinds.join(" "), fields }
    }

    /// A field as the first kind that has it explains it.
    fn field(&self, key: &str, names: &Names) -> Ask {
        let with: Vec<&&Schema> = KINDS.iter().filter(|schema| schema.field(key).is_some()).collect();
        let kinds: Vec<String> = with.iter().map(|schema| json_schema::kind(schema)).collect();
        let field = with.first().and_then(|schema| schema.field(key));
        self.ask(field.unwrap_or_else(|| unreachable!("no kind has {key}")), kinds.join(" "), names)
    }

    fn ask(&self, field: &'static Field, kinds: String, names: &Names) -> Ask {
        let parts: &[Field] = match &field.shape {
            Shape::List(Shape::Record(parts)) => parts,
            _ => &[],
        };
        let parts = parts.iter().filter(|part| !LEFT_OUT.contains(&part.key));
        Ask {
            key: field.key,
            label: field.label,
            help: help(field),
            control: control(field),
            kinds,
            is_required: field.is_required(),
            max: field.max,
            choices: self.choices(&field.shape, names),
            parts: parts.map(|part| self.ask(part, String::new(), names)).collect(),
            is_open: field.key == OPEN_GROUP,
        }
    }

    fn choices(&self, shape: &Shape, names: &Names) -> Vec<Choice> {
        match shape {
            Shape::List(item) => self.choices(item, names),
            Shape::Choice(words) => words.iter().map(|word| self.choice(word)).collect(),
            Shape::Ref(target) => listed(names, *target),
            Shape::Coverage => listed(names, Target::Comune),
            _ => Vec::new(),
        }
    }

    /// A word of the content, as pages show it.
    fn choice(&self, word: &str) -> Choice {
        let key = word.replace('-', "_");
        let shown = ["access", "cost"].iter().find_map(|what| self.language.strings.find(&format!("{what}_{key}")));
        Choice { value: word.to_owned(), label: shown.unwrap_or_else(|| word.replace('-', " ")) }
    }
}

fn listed(names: &Names, target: Target) -> Vec<Choice> {
    let choice = |name: &crate::model::names::Name| Choice { value: name.slug.clone(), label: name.title.clone() };
    names.get(target).iter().map(choice).collect()
}

fn is_asked(field: &Field) -> bool {
    STEPS.iter().any(|(_, keys)| keys.contains(&field.key))
}

fn control(field: &Field) -> &'static str {
    match &field.shape {
        Shape::Markdown => "section",
        Shape::Text if field.max.is_some_and(|max| max > LINE) => "lines",
        Shape::Bool => "yes",
        Shape::Date => "date",
        Shape::Moment => "moment",
        Shape::Time => "time",
        Shape::Phone => "tel",
        Shape::Email => "email",
        Shape::Web => "url",
        Shape::Ref(Target::Organization) if field.key == "ente" && field.is_required() => "organization",
        Shape::Choice(_) | Shape::Ref(_) => "one",
        Shape::Coverage => "coverage",
        Shape::List(Shape::Choice(_) | Shape::Ref(_)) => "many",
        Shape::List(Shape::Record(_)) => "group",
        Shape::List(_) => "list",
        _ => "text",
    }
}

/// The help of the model; where a value has a form of its own, also how it is written.
fn help(field: &Field) -> String {
    let is_free = matches!(field.shape, Shape::Text | Shape::Markdown | Shape::Bool | Shape::Choice(_) | Shape::Ref(_));
    let example = field.shape.describe();
    let example = example.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let is_picked = matches!(field.shape, Shape::Date | Shape::Moment | Shape::Time | Shape::Coverage)
        || matches!(field.shape, Shape::List(Shape::Choice(_) | Shape::Ref(_)));
    let help = match example {
        Some(example) if !is_free && !is_picked => {
            format!("{} Per esempio: {}.", field.help, example.trim_matches('`').trim_end_matches('…'))
        }
        _ => field.help.to_owned(),
    };
    help.replace('`', "")
}

fn questions(steps: &[Step]) -> Vec<Question> {
    let fields = steps.iter().flat_map(|step| &step.fields);
    fields.map(|field| Question { label: field.label, help: field.help.clone() }).collect()
}

fn empty_letter(questions: &[Question]) -> String {
    let lines: String = questions.iter().map(|question| format!("{}:\n\n", question.label)).collect();
    format!("Servizio, opportunità o progetto:\n\n{lines}")
}

fn config(proposals: &Proposals, names: &Names) -> String {
    let schemas: Map<String, Value> =
        KINDS.iter().map(|schema| (json_schema::kind(schema), json_schema::of_form(schema, is_asked, names))).collect();
    let forge = proposals.forge.as_ref().map(|forge| {
        json!({ "kind": forge.kind.name(), "title": forge.kind.title(), "url": forge.url, "branch": forge.branch })
    });
    let email = proposals.letter.as_ref().map(|email| email.href());
    let config = json!({ "schemas": schemas, "conditions": Conditions::all(), "forge": forge, "email": email });
    // No end of a script can stand in it.
    config.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Presence;

    /// Said by the office, when it has checked.
    const OF_THE_OFFICE: &str = "verificato_il";

    #[test]
    fn what_is_required_or_worth_asking_for_is_asked() {
        for field in KINDS.iter().flat_map(|schema| schema.fields()) {
            let is_wanted = field.presence != Presence::Optional && field.key != OF_THE_OFFICE;
            assert!(!is_wanted || is_asked(field), "{} is not asked", field.key);
        }
    }

    #[test]
    fn what_is_asked_is_a_field_and_is_asked_once() {
        let keys: Vec<&str> = STEPS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(KINDS.iter().any(|schema| schema.field(key).is_some()), "{key} is no field");
            assert!(!keys[..index].contains(key), "{key} is asked twice");
        }
    }
}
