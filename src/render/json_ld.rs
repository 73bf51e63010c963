//! schema.org data of each page, for search engines and assistants (JSON-LD 1.1).

use serde_json::{Map, Value, json};

use super::Language;
use crate::model::entry::{Coverage, Entry, EntryKind, Event, Opportunity};
use crate::model::id::{EntryId, OrganizationId};
use crate::model::place::{Contact, Opening, Place};
use crate::model::route::{Route, Subject};
use crate::model::site::{Comune, Page, Site};
use crate::model::value::Deadline;
use crate::render::Renderer;

/// The content of a `<script type="application/ld+json">` of the page.
pub fn script(data: Value) -> String {
    let mut whole = json!({ "@context": "https://schema.org" });
    if let (Value::Object(whole), Value::Object(data)) = (&mut whole, data) {
        whole.extend(data);
    }
    for_script(&whole)
}

/// Data that can stand in a `<script>`: `<` cannot close it.
pub fn for_script(data: &Value) -> String {
    serde_json::to_string(data)
        .expect("strings and numbers always serialise")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

pub fn breadcrumb(trail: &[(String, String)]) -> Value {
    let items: Vec<Value> = trail
        .iter()
        .enumerate()
        .map(|(index, (name, url))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": url }))
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

pub fn website(renderer: &Renderer, language: &Language) -> Value {
    let board = &renderer.site.board;
    let mut data = object("WebSite");
    data.insert("name".into(), json!(board.title));
    data.insert("description".into(), json!(board.description));
    data.insert("url".into(), json!(absolute(renderer, language, Subject::Home)));
    data.insert("inLanguage".into(), json!(language.lang.as_str()));
    data.insert("license".into(), json!(board.license_url));
    data.insert("potentialAction".into(), search_action(renderer, language));
    if let Some(manager) = board.manager {
        data.insert("publisher".into(), organization(renderer, manager));
    }
    Value::Object(data)
}

/// How a program asks the board's own search.
fn search_action(renderer: &Renderer, language: &Language) -> Value {
    let template = format!("{}?q={{search_term_string}}", absolute(renderer, language, Subject::Search(None)));
    json!({
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": template },
        "query-input": "required name=search_term_string",
    })
}

/// A fixed page whose sections are all questions.
pub fn questions(renderer: &Renderer, language: &Language, page: &Page, route: &Route) -> Option<Value> {
    let questions = page.prose.questions()?;
    let question = |(name, answer): (&str, String)| {
        json!({
            "@type": "Question",
            "name": name,
            "acceptedAnswer": { "@type": "Answer", "text": answer },
        })
    };
    let mut data = object("FAQPage");
    data.insert("name".into(), json!(page.title));
    data.insert("inLanguage".into(), json!(language.lang.as_str()));
    data.insert("url".into(), json!(renderer.urls.absolute(&route.path())));
    data.insert("dateModified".into(), json!(page.updated.map(|date| date.to_string())));
    data.insert("mainEntity".into(), questions.into_iter().map(question).collect());
    Some(Value::Object(pruned(data)))
}

pub fn item_list(renderer: &Renderer, language: &Language, entries: &[EntryId]) -> Value {
    let items: Vec<Value> = entries
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let entry = renderer.site.entry(*id);
            let url = renderer.urls.absolute(&renderer.entry_route(language, entry).path());
            json!({ "@type": "ListItem", "position": index + 1, "name": entry.texts_in(language.lang.as_str()).title, "url": url })
        })
        .collect();
    let mut data = object("ItemList");
    data.insert("numberOfItems".into(), json!(items.len()));
    data.insert("itemListElement".into(), json!(items));
    Value::Object(pruned(data))
}

pub fn organization_page(renderer: &Renderer, id: OrganizationId) -> Value {
    let site: &Site = &renderer.site;
    let (reach, _) = site.reach_of(id);
    let mut data = organization_object(renderer, id);
    if let Some(description) = &site.organization(id).description {
        data.insert("description".into(), json!(description));
    }
    data.insert("contactPoint".into(), reach.contacts.iter().map(contact).collect());
    data.insert("location".into(), reach.places.iter().map(|place| place_data(site, place)).collect());
    if let Some(parent) = site.organization(id).parent {
        data.insert("parentOrganization".into(), organization(renderer, parent));
    }
    Value::Object(pruned(data))
}

fn organization(renderer: &Renderer, id: OrganizationId) -> Value {
    Value::Object(organization_object(renderer, id))
}

fn organization_object(renderer: &Renderer, id: OrganizationId) -> Map<String, Value> {
    let organization = renderer.site.organization(id);
    let kind = match organization.category.as_str() {
        "comune" | "ente-pubblico" | "azienda-speciale" | "ufficio" | "sanita" => "GovernmentOrganization",
        "terzo-settore" | "fondazione" => "NGO",
        _ => "Organization",
    };
    let mut data = object(kind);
    let path = Route::from(Subject::Organization(organization.slug.clone())).path();
    data.insert("name".into(), json!(organization.name));
    data.insert("@id".into(), json!(renderer.urls.absolute(&path)));
    if let Some(web) = &organization.website {
        data.insert("url".into(), json!(web.as_str()));
    }
    data
}

pub fn comune(renderer: &Renderer, comune: &Comune) -> Value {
    let mut data = city(comune);
    let path = Route::from(Subject::Comune(comune.slug.clone())).path();
    data.insert("@id".into(), json!(renderer.urls.absolute(&path)));
    data.insert("mainEntityOfPage".into(), json!(renderer.urls.absolute(&path)));
    Value::Object(data)
}

fn city(comune: &Comune) -> Map<String, Value> {
    let mut data = object("City");
    data.insert("name".into(), json!(comune.name));
    data.insert(
        "identifier".into(),
        json!({ "@type": "PropertyValue", "propertyID": "ISTAT", "value": comune.istat.as_str() }),
    );
    data.insert(
        "geo".into(),
        json!({ "@type": "GeoCoordinates", "latitude": comune.coordinates.lat, "longitude": comune.coordinates.lon }),
    );
    data
}

/// A service, project or opportunity.
pub fn entry(renderer: &Renderer, language: &Language, entry: &Entry) -> Value {
    let texts = entry.texts_in(language.lang.as_str());
    let mut data = object(kind_of(&renderer.site, entry));
    // The same in all languages.
    let page = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
    data.insert("@id".into(), json!(renderer.canonical(&renderer.languages[0], entry)));
    data.insert("name".into(), json!(texts.title));
    data.insert("description".into(), json!(texts.summary));
    data.insert("url".into(), json!(renderer.canonical(language, entry)));
    data.insert("image".into(), json!(image(renderer, entry, &page)));
    data.insert("inLanguage".into(), json!(language.lang.as_str()));
    data.insert("dateModified".into(), json!(entry.last_modified().map(|date| date.to_string())));
    match entry.kind {
        EntryKind::Progetto => project(renderer, entry, &mut data),
        EntryKind::Servizio => service(renderer, entry, &mut data),
        EntryKind::Opportunita => opportunity(renderer, entry, &mut data),
    }
    Value::Object(pruned(data))
}

/// The image of an entry that says under which conditions others may use it, and whose it is.
fn image(renderer: &Renderer, entry: &Entry, page: &Route) -> Option<Value> {
    let image = entry.image.as_ref().filter(|_| !entry.sensitive)?;
    Some(json!({
        "@type": "ImageObject",
        "contentUrl": renderer.urls.absolute(&page.file(&image.file.name)),
        "creditText": image.author.as_ref()?,
        "license": { "@type": "CreativeWork", "name": image.license.as_ref()? },
    }))
}

/// The type of schema.org closest to an entry. An internship or a job is not a `JobPosting` unless it
/// is one real open post, which content does not say: it is described as a service.
fn kind_of(site: &Site, entry: &Entry) -> &'static str {
    match entry.kind {
        EntryKind::Servizio => "GovernmentService",
        EntryKind::Progetto => "Project",
        EntryKind::Opportunita => match entry.opportunity() {
            Some(opportunity) if single_event(opportunity).is_some() => "Event",
            Some(opportunity) if site.term(opportunity.category).slug == "corso" => "Course",
            _ => "GovernmentService",
        },
    }
}

fn single_event(opportunity: &Opportunity) -> Option<&Event> {
    match opportunity.events.as_slice() {
        [event] if opportunity.deadline.is_none() => Some(event),
        _ => None,
    }
}

fn service(renderer: &Renderer, entry: &Entry, data: &mut Map<String, Value>) {
    let site: &Site = &renderer.site;
    let names = |terms: &[crate::model::id::TermId]| {
        terms.iter().map(|term| site.term(*term).name.clone()).collect::<Vec<_>>().join(", ")
    };
    let provider = organization(renderer, entry.organization);
    data.insert("serviceType".into(), json!(names(&entry.needs)));
    data.insert("provider".into(), provider.clone());
    data.insert("serviceOperator".into(), provider);
    data.insert("areaServed".into(), area_served(site, entry));
    data.insert("audience".into(), json!({ "@type": "Audience", "audienceType": names(&entry.audiences) }));
    data.insert("availableChannel".into(), channel(renderer, entry));
    data.insert("hoursAvailable".into(), entry.reach.hours.iter().flat_map(opening).collect());
    if let Some(crate::model::entry::Cost::Free) = entry.cost {
        data.insert("isAccessibleForFree".into(), json!(true));
    }
}

fn area_served(site: &Site, entry: &Entry) -> Value {
    match (&entry.coverage, entry.home_territory()) {
        (Coverage::District, _) => json!({ "@type": "AdministrativeArea", "name": site.board.territory }),
        (Coverage::Only(_), Some(territory)) => json!({ "@type": "AdministrativeArea", "name": territory }),
        (Coverage::Only(comuni), None) => {
            let cities: Vec<Value> = comuni.iter().map(|id| Value::Object(city(site.comune(*id)))).collect();
            let names: Vec<&str> = comuni.iter().map(|id| site.comune(*id).name.as_str()).collect();
            json!({ "@type": "AdministrativeArea", "name": names.join(", "), "containsPlace": cities })
        }
    }
}

/// How the service is reached. A delicate one is reached by phone: no place is given away.
fn channel(renderer: &Renderer, entry: &Entry) -> Value {
    let site: &Site = &renderer.site;
    let (lent, _) = site.reach_of(entry.organization);
    let contacts = if entry.reach.contacts.is_empty() { &lent.contacts } else { &entry.reach.contacts };
    let places = if entry.reach.places.is_empty() { &lent.places } else { &entry.reach.places };
    let mut channel = object("ServiceChannel");
    let url = renderer.urls.absolute(&Route::from(Subject::Entry(entry.kind, entry.slug.clone())).path());
    channel.insert("serviceUrl".into(), json!(url));
    channel.insert("servicePhone".into(), contacts.iter().find(|c| c.phone.is_some()).map_or(Value::Null, contact));
    if let Some(place) = places.first().filter(|_| !entry.sensitive) {
        channel.insert("serviceLocation".into(), place_data(site, place));
    }
    channel.insert("availableLanguage".into(), json!(entry.languages_spoken));
    Value::Object(pruned(channel))
}

fn project(renderer: &Renderer, entry: &Entry, data: &mut Map<String, Value>) {
    let Some(project) = entry.project() else { return };
    let organization = |id| organization(renderer, id);
    data.insert("foundingDate".into(), json!(project.start.map(|date| date.to_string())));
    data.insert("dissolutionDate".into(), json!(project.extended_to.or(project.end).map(|date| date.to_string())));
    data.insert("parentOrganization".into(), project.lead.map_or(Value::Null, organization));
    data.insert("member".into(), project.partners.iter().copied().map(organization).collect());
    let grants = project.funders.iter().map(|funder| {
        let mut grant = object("MonetaryGrant");
        grant.insert("funder".into(), organization(funder.organization));
        if let Some(amount) = funder.contribution {
            grant.insert(
                "amount".into(),
                json!({ "@type": "MonetaryAmount", "currency": "EUR", "value": amount.decimal() }),
            );
        }
        Value::Object(grant)
    });
    data.insert("funding".into(), grants.collect());
    data.insert("areaServed".into(), area_served(&renderer.site, entry));
}

fn opportunity(renderer: &Renderer, entry: &Entry, data: &mut Map<String, Value>) {
    let Some(opportunity) = entry.opportunity() else { return };
    if let Some(event) = single_event(opportunity) {
        data.extend(event_data(&renderer.site, entry, event));
        data.insert("organizer".into(), organization(renderer, entry.organization));
        return;
    }
    if kind_of(&renderer.site, entry) == "Course" {
        data.insert("provider".into(), organization(renderer, entry.organization));
        data.insert(
            "hasCourseInstance".into(),
            opportunity
                .events
                .iter()
                .map(|event| {
                    let mut instance = object("CourseInstance");
                    instance.extend(event_data(&renderer.site, entry, event));
                    // Nothing says how one attends where no place is known.
                    if instance.contains_key("location") {
                        instance.insert("courseMode".into(), json!("onsite"));
                    }
                    Value::Object(instance)
                })
                .collect(),
        );
        return;
    }
    service(renderer, entry, data);
    if opportunity.opens.is_some() || opportunity.deadline.is_some() {
        data.insert(
            "offers".into(),
            json!({
                "@type": "Offer",
                "validFrom": opportunity.opens.map(|date| date.to_string()),
                "validThrough": opportunity.deadline.map(rome_time),
            }),
        );
    }
}

/// Where a delicate event takes place is told to nobody.
fn event_data(site: &Site, entry: &Entry, event: &Event) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("startDate".into(), json!(rome_time(event.start)));
    data.insert("endDate".into(), json!(event.end.map(rome_time)));
    let status =
        if event.cancelled { "https://schema.org/EventCancelled" } else { "https://schema.org/EventScheduled" };
    data.insert("eventStatus".into(), json!(status));
    let has_place = event.venue.is_some() || event.address.is_some() || event.comune.is_some();
    if has_place && !entry.sensitive {
        let locality = event.comune.map(|id| site.comune(id).name.clone());
        data.insert("location".into(), json!({
            "@type": "Place",
            "name": event.venue.clone().or_else(|| locality.clone()),
            "address": { "@type": "PostalAddress", "streetAddress": event.address, "addressLocality": locality, "addressCountry": "IT" },
        }));
    }
    data
}

/// A moment in Italian time with its offset from UTC, as schema.org asks; a day stays a day.
fn rome_time(moment: Deadline) -> String {
    let zoned = moment.time.and_then(|time| moment.date.to_datetime(time).in_tz("Europe/Rome").ok());
    zoned.map_or_else(|| moment.iso(), |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn contact(contact: &Contact) -> Value {
    let mut data = object("ContactPoint");
    data.insert("name".into(), json!(contact.name));
    data.insert("telephone".into(), json!(contact.phone.as_ref().map(|phone| phone.international())));
    data.insert("email".into(), json!(contact.email.as_ref().map(|email| email.as_str())));
    data.insert("url".into(), json!(contact.website.as_ref().map(|web| web.as_str())));
    Value::Object(pruned(data))
}

fn place_data(site: &Site, place: &Place) -> Value {
    let comune = place.comune.map(|id| site.comune(id));
    let mut data = object("Place");
    data.insert("name".into(), json!(place.name));
    data.insert(
        "address".into(),
        json!({
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.cap.as_deref().or_else(|| comune.map(|comune| comune.cap.as_str())),
            "addressLocality": comune.map(|comune| comune.name.as_str()),
            "addressCountry": "IT",
        }),
    );
    if let Some(point) = place.coordinates {
        data.insert("geo".into(), json!({ "@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon }));
    }
    Value::Object(pruned(data))
}

fn opening(opening: &Opening) -> Vec<Value> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let days = opening.days.runs().into_iter().flat_map(|(first, last)| DAYS[first..=last].iter());
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    days.map(|day| {
        json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": format!("https://schema.org/{day}"),
            "opens": clock(opening.from),
            "closes": clock(opening.to),
        })
    })
    .collect()
}

fn absolute(renderer: &Renderer, language: &Language, subject: Subject) -> String {
    renderer.urls.absolute(&renderer.route(language, subject).path())
}

fn object(kind: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), json!(kind))])
}

/// Unknown is left out: no nulls, no empty lists, at any depth.
fn pruned(data: Map<String, Value>) -> Map<String, Value> {
    data.into_iter().filter_map(|(key, value)| Some((key, known(value)?))).collect()
}

fn known(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(data) => Some(Value::Object(pruned(data))),
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(known).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        value => Some(value),
    }
}
