//! An entry as data: with the keys of the content model, so that who knows the one knows the other. What the office
//! keeps for itself (sources, words for the search, waivers) is not here.

use super::json::{Json, Object};
use super::reach;
use super::source::{Source, name};
use crate::model::entry::{
    Access, Attachment, Cost, Details, Entry, Event, Funder, Image, LocalVariation, Opportunity, Project, Service,
    Texts,
};
use crate::model::home::Home;
use crate::model::route::{Route, Subject};
use crate::model::state::State;
use crate::model::value::{Deadline, Euro};

use jiff::civil::Date;

impl Source<'_> {
    /// What a list shows: the start of the whole entry, too.
    pub fn row(self, entry: &Entry) -> Json {
        let name = name(entry);
        self.summary(entry).with("dati", self.file(&format!("schede/{name}.json"))).json()
    }

    pub fn whole(self, entry: &Entry) -> Json {
        let mut object = self.summary(entry).with("lingua", self.site().default_lang().as_str());
        object = self.with_texts(object, entry, &entry.texts, None);
        object = self.with_details(object, entry);
        object = self.with_facts(object, entry);
        let (reach, lender) = self.site().reach_of_entry(entry);
        object = self.with_reach(object, &reach).with("contatti_di", lender.map(|id| self.organization(id)));
        let related = entry.related.iter().map(|id| name(self.site().entry(*id)));
        object
            .with_json("per_comune", Json::list(entry.local.iter().map(|local| self.local(local))))
            .with_json("allegati", Json::list(entry.attachments.iter().map(|file| self.attachment(entry, file))))
            .with_json("immagine", entry.image.as_ref().map_or(Json::of(&()), |image| self.image(entry, image)))
            .with("correlati", related.collect::<Vec<_>>())
            .with_flag("in_evidenza", entry.featured)
            .with("verificato_il", day(entry.verified))
            .with_json("traduzioni", self.translations(entry))
            .json()
    }

    fn summary(self, entry: &Entry) -> Object {
        let state = self.site().state(entry);
        let object = Object::new()
            .with("id", self.id(entry))
            .with("sezione", entry.kind.folder())
            .with("slug", &entry.slug)
            .with("url", self.entry_page(entry))
            .with_json("origine", origin(entry.home.as_deref()))
            .with("stato", state_name(state))
            .with_flag("archiviata", state.is_archived())
            .with("titolo", &entry.texts.title)
            .with("descrizione_breve", &entry.texts.summary)
            .with("tipo", entry.opportunity().map(|opportunity| self.term(opportunity.category)))
            .with("bisogni", self.terms(&entry.needs))
            .with("per_chi", self.terms(&entry.audiences))
            .with("aree", self.terms(&entry.areas))
            .with("comuni", self.coverage(&entry.coverage))
            .with("ente", self.organization(entry.organization));
        with_period(object, entry)
            .with_flag("tema_delicato", entry.sensitive)
            .with_flag("per_operatori", entry.for_professionals)
            .with("pubblicato_il", day(entry.published))
            .with("aggiornato_il", day(entry.last_modified()))
    }

    /// The texts of an entry in one language; formatted ones as HTML and as plain words.
    fn with_texts(self, object: Object, entry: &Entry, texts: &Texts, lang: Option<&str>) -> Object {
        let base = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
        let page = base.clone().in_lang(lang);
        let language = self.renderer().languages.iter().find(|language| language.prefix.as_deref() == lang);
        let language = language.unwrap_or(self.language());
        let object = object
            .with("a_cura_di", &texts.curated_by)
            .with("motivo_stato", &texts.status_reason)
            .with("costo_dettagli", &texts.cost_details)
            .with("importo_dettagli", &texts.amount_details)
            .with("interprete", &texts.interpreter);
        texts.sections.iter().fold(object, |object, section| {
            let html = self.renderer().prose_elsewhere(language, &section.prose, &page, &base);
            object.with_json(section.key, Object::new().with("html", html).with("testo", section.prose.text()).json())
        })
    }

    fn with_details(self, object: Object, entry: &Entry) -> Object {
        match &entry.details {
            Details::Service(service) => with_service(object, service),
            Details::Project(project) => self.with_project(object, project),
            Details::Opportunity(opportunity) => self.with_opportunity(object, opportunity, entry.sensitive),
        }
    }

    fn with_project(self, object: Object, project: &Project) -> Object {
        object
            .with("capofila", project.lead.map(|id| self.organization(id)))
            .with("partner", project.partners.iter().map(|id| self.organization(*id)).collect::<Vec<_>>())
            .with_json("finanziatori", Json::list(project.funders.iter().map(|funder| self.funder(funder))))
            .with("costo_totale", euro(project.total_cost))
            .with("contributo", euro(project.contribution))
            .with("durata", &project.duration)
            .with("cup", &project.cup)
            .with("programma", &project.programme)
    }

    fn funder(self, funder: &Funder) -> Json {
        Object::new()
            .with("ente", self.organization(funder.organization))
            .with("contributo", euro(funder.contribution))
            .with("nota", &funder.note)
            .json()
    }

    fn with_opportunity(self, object: Object, opportunity: &Opportunity, is_sensitive: bool) -> Object {
        object
            .with_json("eventi", Json::list(opportunity.events.iter().map(|event| self.event(event, is_sensitive))))
            .with("posti", opportunity.places)
            .with("importo", euro(opportunity.amount))
    }

    /// Where a delicate one is held is for who calls.
    fn event(self, event: &Event, is_sensitive: bool) -> Json {
        let object = Object::new()
            .with("titolo", &event.title)
            .with("inizio", event.start.iso())
            .with("fine", event.end.map(|end| end.iso()));
        let object = match is_sensitive {
            true => object,
            false => object
                .with("luogo", &event.venue)
                .with("indirizzo", &event.address)
                .with("comune", event.comune.map(|id| self.comune(id))),
        };
        object.with_flag("annullato", event.cancelled).with("nota", &event.note).json()
    }

    fn with_facts(self, object: Object, entry: &Entry) -> Object {
        let (from, to) = entry.suspended.unwrap_or_default();
        let ages = Object::new().with("da", entry.ages.from).with("a", entry.ages.to);
        object
            .with("accesso", entry.access.iter().copied().map(access).collect::<Vec<_>>())
            .with("costo", entry.cost.map(cost))
            .with("serve_isee", entry.needs_isee)
            .with("serve_spid", entry.needs_spid)
            .with_json("eta", ages.json())
            .with("lingue_parlate", &entry.languages_spoken)
            .with("sospeso_dal", day(from))
            .with("sospeso_al", day(to))
    }

    fn local(self, local: &LocalVariation) -> Json {
        Object::new()
            .with("comune", self.comune(local.comune))
            .with("nota", &local.note)
            .with("costo_dettagli", &local.cost)
            .with_json("contatti", reach::contacts(&local.contacts))
            .with_json("orari", reach::hours(&local.hours))
            .json()
    }

    /// Where a file of an entry is.
    fn beside(self, entry: &Entry, name: &str) -> String {
        let base = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
        self.renderer().urls.absolute(&base.file(name))
    }

    fn attachment(self, entry: &Entry, attachment: &Attachment) -> Json {
        Object::new()
            .with("file", self.beside(entry, &attachment.file.name))
            .with("titolo", &attachment.title)
            .with("descrizione", &attachment.description)
            .with("accessibile", attachment.accessible)
            .json()
    }

    /// Only with its own author and licence: the board's does not cover it.
    fn image(self, entry: &Entry, image: &Image) -> Json {
        let (Some(author), Some(license)) = (&image.author, &image.license) else { return Json::of(&()) };
        Object::new()
            .with("file", self.beside(entry, &image.file.name))
            .with("alt", &image.alt)
            .with("autore", author)
            .with("licenza", license)
            .with("didascalia", &image.caption)
            .json()
    }

    /// By language.
    fn translations(self, entry: &Entry) -> Json {
        let object = entry.translations.iter().fold(Object::new(), |object, (lang, (revision, texts))| {
            let route = Route::from(Subject::Entry(entry.kind, entry.slug.clone())).in_lang(Some(lang));
            let head = Object::new()
                .with("url", self.renderer().urls.absolute(&route.path()))
                .with("traduce", revision.to_string())
                .with_flag("da_rivedere", texts.to_review)
                .with("titolo", &texts.title)
                .with("descrizione_breve", &texts.summary);
            object.with_json(lang, self.with_texts(head, entry, texts, Some(lang)).json())
        });
        object.json()
    }
}

/// Which board it was taken from, and its page there.
pub fn origin(home: Option<&Home>) -> Json {
    match home {
        Some(home) => Object::new().with("bacheca", &home.board).with("url", home.page.as_str()).json(),
        None => Json::of(&()),
    }
}

/// From when to when.
fn with_period(object: Object, entry: &Entry) -> Object {
    match &entry.details {
        Details::Service(_) => object,
        Details::Project(project) => object
            .with("inizio", day(project.start))
            .with("fine", day(project.end))
            .with("proroga_al", day(project.extended_to)),
        Details::Opportunity(opportunity) => object
            .with("domande_dal", day(opportunity.opens))
            .with("scadenza", opportunity.deadline.map(|deadline: Deadline| deadline.iso()))
            .with_flag("sempre_aperta", opportunity.always_open)
            .with_flag("fino_a_esaurimento", opportunity.until_exhausted)
            .with_flag("in_arrivo", opportunity.coming)
            .with("chiusa_il", day(opportunity.closed_on)),
    }
}

fn with_service(object: Object, service: &Service) -> Object {
    let Some((label, url)) = &service.digital else { return object };
    object.with_json("canale_digitale", Object::new().with("etichetta", label).with("url", url.as_str()).json())
}

/// A state as authors write it.
pub fn state_name(state: State) -> String {
    state.key().replace('_', "-")
}

pub fn access(access: Access) -> String {
    access.key().replace('_', "-")
}

pub fn cost(cost: Cost) -> String {
    cost.key().replace('_', "-")
}

pub fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Euro with cents, as a number.
fn euro(amount: Option<Euro>) -> Option<f64> {
    amount.map(|Euro(cents)| cents as f64 / 100.0)
}
