//! Links to other sites: which they are, and what to say when someone has asked them. The asking is
//! not done here, and never when a site is built.

use std::collections::BTreeMap;

use url::Url;

use super::severity::Severities;
use super::waiver::Waivers;
use super::{Rule, Scope};
use crate::diagnostic::{Code, Diagnostic, Level, Place};
use crate::model::draft::{Draft, Drafts};
use crate::model::node::{Node, Step};
use crate::model::schema::Shape;

static BROKEN: Code = Code {
    name: "collegamento-esterno-rotto",
    level: Level::Warning,
    what: "I collegamenti ad altri siti portano a pagine che ci sono. Lo prova soltanto `bacheca check --esterni`.",
    why: "Chi lo tocca trova un errore, e pensa che sia la bacheca a non funzionare.",
    example: "Apri l'indirizzo: se la pagina ha cambiato posto scrivi quello nuovo, se non c'è più togli il collegamento.",
};
static MOVED: Code = Code {
    name: "collegamento-esterno-spostato",
    level: Level::Advice,
    what: "I collegamenti ad altri siti usano l'indirizzo di oggi. Lo prova soltanto `bacheca check --esterni`.",
    why: "Un vecchio indirizzo funziona finché qualcuno si ricorda di mandare avanti chi arriva.",
    example: "Sbagliato: `http://www.inps.it`. Giusto: `https://www.inps.it/`, quello a cui si arriva.",
};

pub static RULE: Rule = Rule { codes: &[&BROKEN, &MOVED], scope: Scope::Network };

/// The addresses of other sites, without their point in the page, and where they are written.
pub struct ExternalLinks(BTreeMap<String, Vec<Place>>);

/// What came of asking an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Reached,
    /// It leads for good to another address.
    Moved(String),
    /// Why, in Italian.
    Broken(String),
    /// Nothing can be said: the site does not answer to programs, or stands in a private network.
    Untold,
}

impl ExternalLinks {
    pub fn of(drafts: &Drafts) -> ExternalLinks {
        let own = drafts.board().and_then(|board| board.fields.text("base_url")).unwrap_or_default();
        let mut links = ExternalLinks(BTreeMap::new());
        for draft in drafts.iter().filter(|draft| draft.is_readable()) {
            for (address, place) in written(draft) {
                links.add(&address, place, own);
            }
        }
        links
    }

    fn add(&mut self, address: &str, place: Place, own: &str) {
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        let rest = address.strip_prefix(own.trim_end_matches('/')).filter(|_| !own.is_empty());
        let is_own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if let (true, false, Ok(mut url)) = (is_web, is_own, Url::parse(address)) {
            url.set_fragment(None);
            self.0.entry(url.into()).or_default().push(place);
        }
    }

    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What to say of each place, waived and weighed as the board wants.
    pub fn faults(&self, drafts: &Drafts, answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
        let (waivers, severities) = (Waivers::of(drafts), Severities::of(drafts));
        let mut faults: Vec<Diagnostic> = answers
            .iter()
            .flat_map(|(address, answer)| {
                let places = self.0.get(address).into_iter().flatten();
                places.filter_map(move |place| fault(address, answer, place.clone()))
            })
            .collect();
        faults.retain_mut(|fault| !waivers.cover(fault) && severities.weigh(fault));
        faults
    }
}

/// Addresses in fields and texts. The answers to a form are not a page.
fn written(draft: &Draft) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    draft.walk(|path, shape, node| {
        let is_page = !matches!(path.0.first(), Some(Step::Key(key)) if key == "valutazione");
        if let (true, Shape::Web, Node::Scalar(address)) = (is_page, shape, node) {
            found.push((address.trim().to_owned(), draft.value_place(path)));
        }
    });
    for section in &draft.sections {
        let links = section.prose.links.iter();
        found.extend(links.map(|link| (link.target.target.clone(), draft.reference_place(section, &link.target))));
    }
    found
}

fn fault(address: &str, answer: &Answer, place: Place) -> Option<Diagnostic> {
    match answer {
        Answer::Reached | Answer::Untold => None,
        Answer::Moved(to) => {
            Some(Diagnostic::new(&MOVED, place, "questa pagina ha un indirizzo nuovo").hint(format!("scrivi `{to}`")))
        }
        Answer::Broken(why) => Some(Diagnostic::new(&BROKEN, place, format!("«{address}» non si apre: {why}")).hint(
            "aprilo tu: se la pagina ha cambiato posto scrivi l'indirizzo nuovo, se non c'è più togli il collegamento",
        )),
    }
}
