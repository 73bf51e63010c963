//! What the search knows of each page: which words stand where, under which filters it is.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::entry::{Cost, Coverage, Entry, EntryKind, Texts};
use crate::model::id::{ComuneId, OrganizationId, TermId};
use crate::model::place::Reach;
use crate::model::route::{Route, Subject};
use crate::model::schema::Vocabulary;
use crate::model::site::{Organization, Page, Site};

/// What a document is. Entries first: its number is part of the published format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Entry(EntryKind),
    Organization,
    Comune,
    Page,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Entry(EntryKind::Servizio),
        Kind::Entry(EntryKind::Progetto),
        Kind::Entry(EntryKind::Opportunita),
        Kind::Organization,
        Kind::Comune,
        Kind::Page,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Entry(kind) => kind.name(),
            Kind::Organization => "ente",
            Kind::Comune => "comune",
            Kind::Page => "pagina",
        }
    }

    /// How much likelier than others it is what people look for.
    pub fn prior(self) -> f32 {
        match self {
            Kind::Entry(EntryKind::Servizio) => 1.2,
            Kind::Entry(_) | Kind::Comune => 1.0,
            Kind::Organization => 0.9,
            Kind::Page => 0.8,
        }
    }

    pub fn number(self) -> usize {
        Kind::ALL.iter().position(|kind| *kind == self).expect("every kind is in the list")
    }
}

/// A page as the search sees it.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: Kind,
    pub route: Route,
    pub title: String,
    pub summary: String,
    /// What it is about besides its summary: needs, audiences, keywords, who offers it.
    pub about: String,
    /// All its other words, those that readers see.
    pub text: String,
    pub organization: Option<String>,
    /// The key of its state, and the last useful day.
    pub status: Option<&'static str>,
    pub until: Option<Date>,
    pub is_over: bool,
    pub for_professionals: bool,
    /// Whether no trace of it may stay on a device.
    pub is_sensitive: bool,
    /// Under which it is filtered.
    pub terms: Vec<TermId>,
    /// How it is reached, what it costs: keys of words of the theme.
    pub access: Vec<&'static str>,
    pub cost: Option<&'static str>,
    pub coverage: Coverage,
    pub published: Option<Date>,
    /// The last change, as its author states it.
    pub modified: Option<Date>,
}

impl Document {
    /// A document that is under no filter, valid everywhere.
    pub fn new(kind: Kind, route: Route, title: String, summary: String) -> Document {
        Document {
            kind,
            route,
            title,
            summary,
            about: String::new(),
            text: String::new(),
            organization: None,
            status: None,
            until: None,
            is_over: false,
            for_professionals: false,
            is_sensitive: false,
            terms: Vec::new(),
            access: Vec::new(),
            cost: None,
            coverage: Coverage::District,
            published: None,
            modified: None,
        }
    }
}

/// The documents of a language, in an order that new entries do not disturb: those without a date
/// first, then by the day of publication.
pub fn documents(site: &Site, language: &str, comune_words: &str) -> Vec<Document> {
    let is_default = site.default_lang().as_str() == language;
    let prefix = (!is_default).then_some(language);
    let translated = |entry: &&Arc<Entry>| is_default || entry.translations.contains_key(language);
    let entries = site.entries.iter().filter(translated).map(|entry| of_entry(site, entry, prefix, language));
    let pages = site.pages.iter().filter(|page| page.lang.as_deref() == prefix).map(|page| of_page(page, prefix));
    let mut documents: Vec<Document> = entries.chain(pages).collect();
    if is_default {
        documents.extend(site.organization_ids().map(|id| of_organization(site, id)));
    }
    documents.extend(site.comune_ids().map(|id| of_comune(site, id, prefix, comune_words)));
    documents.sort_by_cached_key(|document| (document.published, document.kind, document.route.path()));
    documents
}

fn of_entry(site: &Site, entry: &Entry, prefix: Option<&str>, language: &str) -> Document {
    let texts = entry.texts_in(language);
    let state = site.state(entry);
    let category = entry.opportunity().map(|opportunity| opportunity.category);
    let terms = entry.needs.iter().chain(&entry.audiences).chain(&entry.areas).chain(&category);
    let terms: Vec<TermId> = terms.copied().collect();
    let mut about: Vec<&str> = terms.iter().map(|term| site.term(*term).name_in(language)).collect();
    about.extend(texts.keywords.iter().map(String::as_str));
    let organization = site.organization(entry.organization);
    about.push(&organization.name);
    about.extend(organization.acronym.as_deref());
    Document {
        kind: Kind::Entry(entry.kind),
        route: Route::from(Subject::Entry(entry.kind, entry.slug.clone())).in_lang(prefix),
        title: texts.title.clone(),
        summary: texts.summary.clone(),
        about: about.join("\n"),
        text: entry_text(site, entry, texts),
        organization: Some(organization.name.clone()),
        status: Some(state.key()),
        until: entry.opportunity().and_then(|opportunity| opportunity.last_day()),
        is_over: state.is_archived(),
        for_professionals: entry.for_professionals,
        is_sensitive: entry.sensitive,
        terms,
        access: entry.access.iter().map(|access| access.key()).collect(),
        cost: entry.cost.map(Cost::key),
        coverage: entry.coverage.clone(),
        published: entry.published,
        modified: entry.last_modified(),
    }
}

/// Everything on an entry's page that is not said elsewhere.
fn entry_text(site: &Site, entry: &Entry, texts: &Texts) -> String {
    let mut text: Vec<String> = texts.sections.iter().map(|section| section.prose.text()).collect();
    let loose =
        [&texts.status_reason, &texts.cost_details, &texts.amount_details, &texts.interpreter, &texts.curated_by];
    text.extend(loose.into_iter().flatten().cloned());
    for attachment in &entry.attachments {
        text.push(attachment.title.clone());
        text.extend(attachment.description.clone());
    }
    for event in entry.opportunity().into_iter().flat_map(|opportunity| &opportunity.events) {
        text.extend([&event.title, &event.venue, &event.note].into_iter().flatten().cloned());
    }
    for variation in &entry.local {
        text.push(site.comune(variation.comune).name.clone());
        text.extend(variation.note.clone());
    }
    if let Coverage::Only(comuni) = &entry.coverage {
        text.push(names(site, comuni));
    }
    if let Some(project) = entry.project() {
        let partners =
            project.lead.iter().chain(&project.partners).chain(project.funders.iter().map(|f| &f.organization));
        text.extend(partners.map(|id| site.organization(*id).name.clone()));
        text.extend(project.programme.clone());
        text.extend(project.cup.clone());
    }
    text.push(reach_text(site, &entry.reach));
    text.retain(|part| !part.is_empty());
    text.join("\n")
}

fn names(site: &Site, comuni: &[ComuneId]) -> String {
    comuni.iter().map(|id| site.comune(*id).name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Names, addresses and notes; numbers and mailboxes are found on the page.
fn reach_text(site: &Site, reach: &Reach) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for contact in &reach.contacts {
        parts.extend([&contact.name, &contact.note].into_iter().flatten().map(String::as_str));
    }
    for place in &reach.places {
        parts.extend(place.name.as_deref());
        parts.push(&place.address);
        parts.extend(place.comune.map(|id| site.comune(id).name.as_str()));
        parts.extend(place.directions.as_deref());
    }
    parts.join("\n")
}

fn of_page(page: &Page, prefix: Option<&str>) -> Document {
    Document {
        about: page.keywords.join("\n"),
        text: page.prose.text(),
        ..Document::new(
            Kind::Page,
            Route::from(Subject::Fixed(page.slug.clone())).in_lang(prefix),
            page.title.clone(),
            page.summary.clone(),
        )
    }
}

fn of_organization(site: &Site, id: OrganizationId) -> Document {
    let organization: &Organization = site.organization(id);
    let title = match &organization.acronym {
        Some(acronym) => format!("{} ({acronym})", organization.name),
        None => organization.name.clone(),
    };
    let mut about = vec![organization.category.as_str()];
    about.extend(organization.parent.map(|parent| site.organization(parent).name.as_str()));
    about.extend(organization.keywords.iter().map(String::as_str));
    Document {
        about: about.join("\n"),
        text: reach_text(site, &organization.reach),
        ..Document::new(
            Kind::Organization,
            Route::from(Subject::Organization(organization.slug.clone())),
            title,
            organization.description.clone().unwrap_or_default(),
        )
    }
}

/// A Comune is found by what people ask of one (`words`), besides its name.
fn of_comune(site: &Site, id: ComuneId, prefix: Option<&str>, words: &str) -> Document {
    let comune = site.comune(id);
    let service = comune.social_service.as_ref();
    let text = service.map(|service| {
        let parts = [&service.contact.name, &service.contact.note, &service.address];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n")
    });
    Document {
        about: words.to_owned(),
        text: text.unwrap_or_default(),
        coverage: Coverage::Only(vec![id]),
        ..Document::new(
            Kind::Comune,
            Route::from(Subject::Comune(comune.slug.clone())).in_lang(prefix),
            comune.name.clone(),
            String::new(),
        )
    }
}

/// What filters by a vocabulary are called in addresses and in the index.
pub fn term_facet(vocabulary: Vocabulary) -> &'static str {
    match vocabulary {
        Vocabulary::Needs => "bisogni",
        Vocabulary::Audiences => "per-chi",
        Vocabulary::Areas => "aree",
        Vocabulary::Types => "tipi",
    }
}
