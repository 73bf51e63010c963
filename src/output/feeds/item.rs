//! What a feed says of an entry, whatever the format: no more than its card, and whom to ask.

use jiff::civil::Date;

use crate::model::entry::Entry;
use crate::model::identity::entry_uuid;
use crate::model::prose::escape;
use crate::model::route::{Route, Subject};
use crate::output::Context;
use crate::render::Language;

pub struct Item {
    pub id: String,
    pub url: String,
    pub title: String,
    pub summary: String,
    /// State, deadline, place and office, each with its name.
    facts: Vec<(String, String)>,
    pub office: Office,
    pub categories: Vec<Category>,
    pub published: Option<Date>,
    pub updated: Option<Date>,
}

pub struct Office {
    pub name: String,
    pub url: String,
}

pub struct Category {
    pub key: String,
    pub label: String,
}

impl Item {
    pub fn of(context: &Context, language: &Language, entry: &Entry) -> Item {
        let (site, renderer) = (context.site, context.renderer);
        let organization = site.organization(entry.organization);
        let home = renderer.route(language, Subject::Organization(organization.slug.clone()));
        let texts = entry.texts_in(language.lang.as_str());
        Item {
            id: format!("urn:uuid:{}", entry_uuid(&site.board, entry)),
            url: renderer.urls.absolute(&renderer.entry_route(language, entry).path()),
            title: texts.title.clone(),
            summary: texts.summary.clone(),
            facts: facts(context, language, entry),
            office: Office { name: organization.name.clone(), url: absolute(context, &home) },
            categories: categories(context, language, entry),
            published: entry.published,
            updated: entry.last_modified(),
        }
    }

    /// All of it in a line.
    pub fn text(&self) -> String {
        let facts = self.facts.iter().map(|(name, text)| format!(" {name}: {text}."));
        std::iter::once(self.summary.clone()).chain(facts).collect()
    }

    /// All of it as HTML that any site can show: no links to files, no images, no style.
    pub fn html(&self) -> String {
        let fact =
            |(name, text): &(String, String)| format!("<li><strong>{}:</strong> {}</li>\n", escape(name), escape(text));
        let facts: String = self.facts.iter().map(fact).collect();
        format!("<p>{}</p>\n<ul>\n{facts}</ul>", escape(&self.summary))
    }
}

fn absolute(context: &Context, route: &Route) -> String {
    context.renderer.urls.absolute(&route.path())
}

/// Days left are not said: they would be wrong tomorrow. Where a delicate entry is stays unsaid.
fn facts(context: &Context, language: &Language, entry: &Entry) -> Vec<(String, String)> {
    let card = context.renderer.card(language, entry);
    let office = context.site.organization(entry.organization).name.clone();
    let facts = [
        ("feed_state", card.status.map(|status| status.label)),
        ("deadline", card.deadline.map(|deadline| deadline.text)),
        ("where_valid", card.place_label.filter(|_| !entry.sensitive)),
        ("feed_office", Some(office)),
    ];
    facts.into_iter().filter_map(|(key, text)| Some((language.strings.get(key), text?))).collect()
}

/// Its kind and its needs, but for the delicate ones.
fn categories(context: &Context, language: &Language, entry: &Entry) -> Vec<Category> {
    let label = context.renderer.kind_label(language, entry.kind);
    let kind = Category { key: entry.kind.name().to_owned(), label };
    let needs = entry.needs.iter().map(|id| context.site.term(*id)).filter(|term| !term.sensitive);
    let needs =
        needs.map(|term| Category { key: term.slug.clone(), label: term.name_in(language.lang.as_str()).to_owned() });
    std::iter::once(kind).chain(needs).collect()
}

/// The moment that stands for a day, of which nothing more is known: midnight UTC belongs to that day both in Italy
/// and on servers that count in UTC.
pub fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
