//! What entries refer to by a short name: vocabularies, Comuni, organisations.

use super::json::{Json, Object};
use super::reach;
use super::source::Source;
use crate::model::id::{OrganizationId, TermId};
use crate::model::route::{Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::model::site::{Comune, SocialService};

impl Source<'_> {
    /// The vocabularies, by the names of their files.
    pub fn vocabularies(self) -> Json {
        let object = Vocabulary::ALL.into_iter().fold(Object::new(), |object, vocabulary| {
            object.with_list(
                vocabulary.name(),
                Json::lines(self.site().term_ids(vocabulary).map(|id| self.vocabulary_term(id))),
            )
        });
        object.json()
    }

    fn vocabulary_term(self, id: TermId) -> Json {
        let term = self.site().term(id);
        let page =
            WITH_PAGES.contains(&id.vocabulary).then(|| self.page(Subject::Term(id.vocabulary, term.slug.clone())));
        let translations = term.translations.iter().fold(Object::new(), |object, (lang, (name, description))| {
            object.with_json(lang, Object::new().with("nome", name).with("descrizione", description).json())
        });
        Object::new()
            .with("slug", &term.slug)
            .with("nome", &term.name)
            .with("descrizione", &term.description)
            .with("url", page)
            .with("sinonimi", &term.synonyms)
            .with("icona", &term.icon)
            .with_flag("tema_delicato", term.sensitive)
            .with_flag("per_operatori", term.for_professionals)
            .with_json("traduzioni", translations.json())
            .json()
    }

    pub fn comuni(self) -> Json {
        let comuni = self.site().comuni.iter().map(|comune| self.comune_whole(comune));
        Object::new().with_list("comuni", Json::lines(comuni)).json()
    }

    fn comune_whole(self, comune: &Comune) -> Json {
        Object::new()
            .with("id", self.id_of("comune", &comune.slug))
            .with("slug", &comune.slug)
            .with("nome", &comune.name)
            .with("url", self.page(Subject::Comune(comune.slug.clone())))
            .with("istat", comune.istat.as_str())
            .with("codice_catastale", comune.cadastral.as_str())
            .with("cap", comune.cap.as_str())
            .with("provincia", &comune.province)
            .with_json("coordinate", reach::coordinates(Some(comune.coordinates)))
            .with("sito", comune.website.as_ref().map(|web| web.as_str()))
            .with_json("servizio_sociale", comune.social_service.as_ref().map_or(Json::of(&()), social_service))
            .json()
    }

    pub fn organizations(self) -> Json {
        let organizations = self.site().organization_ids().map(|id| self.organization_whole(id));
        Object::new().with_list("enti", Json::lines(organizations)).json()
    }

    fn organization_whole(self, id: OrganizationId) -> Json {
        let organization = self.site().organization(id);
        let object = Object::new()
            .with("id", self.id_of("ente", &organization.slug))
            .with("slug", &organization.slug)
            .with("nome", &organization.name)
            .with("url", self.page(Subject::Organization(organization.slug.clone())))
            .with_json("origine", super::entry::origin(organization.home.as_deref()))
            .with("sigla", &organization.acronym)
            .with("tipo", &organization.category)
            .with("parte_di", organization.parent.map(|id| self.organization(id)))
            .with("descrizione", &organization.description);
        let mut reach = organization.reach.clone();
        if self.is_delicate(id) {
            reach.places.clear();
        }
        self.with_reach(object, &reach)
            .with("sito", organization.website.as_ref().map(|web| web.as_str()))
            .with("aggiornato_il", super::entry::day(organization.updated))
            .json()
    }

    /// Whether all that it answers for is delicate: then where it is, is not said.
    fn is_delicate(self, id: OrganizationId) -> bool {
        let entries = self.context.catalog.by_organization.get(&id).map_or(&[][..], Vec::as_slice);
        !entries.is_empty() && entries.iter().all(|entry| self.site().entry(*entry).sensitive)
    }
}

fn social_service(service: &SocialService) -> Json {
    reach::with_contact(Object::new(), &service.contact)
        .with("indirizzo", &service.address)
        .with_json("orari", reach::hours(&service.hours))
        .json()
}
