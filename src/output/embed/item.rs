//! An entry in a list for other sites. What the content does not say is left out.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::id::TermId;
use crate::output::Context;
use crate::render::Language;
use crate::render::view::CardView;

#[derive(Serialize)]
pub struct Item<'c> {
    titolo: String,
    url: String,
    descrizione: String,
    /// `servizi`, `progetti` or `opportunita`.
    sezione: &'static str,
    etichetta: String,
    stato: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scadenza: Option<Deadline>,
    /// The last useful day, and the time if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    fino_a: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    luogo: Option<String>,
    /// Who cannot ask alone has to know it before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    accesso: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    per_chi: Vec<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bisogni: Vec<&'c str>,
    /// When it is not the list's.
    #[serde(skip_serializing_if = "Option::is_none")]
    lingua: Option<String>,
}

#[derive(Serialize)]
struct State {
    chiave: &'static str,
    testo: String,
    tono: &'static str,
}

#[derive(Serialize)]
struct Deadline {
    data: String,
    testo: String,
}

impl<'c> Item<'c> {
    pub fn new(context: &Context<'c>, language: &Language, entry: &'c Entry) -> Item<'c> {
        let renderer = context.renderer;
        let card = card(context, language, entry);
        let day = entry.opportunity().and_then(|opportunity| opportunity.deadline).map(|moment| moment.date);
        Item {
            titolo: card.title,
            url: renderer.urls.absolute(&renderer.entry_route(language, entry).path()),
            descrizione: card.summary,
            sezione: entry.kind.folder(),
            etichetta: card.type_label.unwrap_or(card.kind_label),
            stato: card.status.map(|status| State { chiave: status.key, testo: status.label, tono: status.tone }),
            scadenza: day
                .zip(card.deadline)
                .map(|(day, deadline)| Deadline { data: day.to_string(), testo: deadline.text }),
            fino_a: card.until,
            luogo: card.place_label,
            accesso: card.referral.then(|| language.strings.get("referral_short")),
            per_chi: slugs(context, &entry.audiences),
            bisogni: slugs(context, &entry.needs),
            lingua: card.lang,
        }
    }

    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("texts always serialise")
    }
}

/// The same for a page.
#[derive(Serialize)]
pub struct ItemView {
    card: CardView,
    section: &'static str,
    /// Separated by spaces.
    audiences: String,
    needs: String,
}

impl ItemView {
    pub fn new(context: &Context, language: &Language, entry: &Entry) -> ItemView {
        ItemView {
            card: card(context, language, entry),
            section: entry.kind.folder(),
            audiences: slugs(context, &entry.audiences).join(" "),
            needs: slugs(context, &entry.needs).join(" "),
        }
    }
}

/// What is shown of an entry: of a delicate one, nothing on where.
pub fn card(context: &Context, language: &Language, entry: &Entry) -> CardView {
    let card = context.renderer.card(language, entry);
    CardView { place_label: card.place_label.filter(|_| !entry.sensitive), ..card }
}

/// What lists can be narrowed by. Delicate terms are not for addresses that are kept.
fn slugs<'c>(context: &Context<'c>, terms: &[TermId]) -> Vec<&'c str> {
    let terms = terms.iter().map(|id| context.site.term(*id));
    terms.filter(|term| !term.sensitive && !term.for_professionals).map(|term| term.slug.as_str()).collect()
}
