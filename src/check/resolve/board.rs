//! The board itself, its Comuni, organisations and vocabularies.

use std::path::Path;

use super::Names;
use super::values::Values;
use crate::model::draft::Draft;
use crate::model::forge::{Forge, ForgeKind, repository};
use crate::model::site::{
    Board, Comune, NamedLink, OpenData, Organization, Proposals, PublicServices, Rating, Security, SocialService, Term,
    UsefulNumber, WebEditor,
};
use crate::model::value::{Cap, CodiceCatastale, CodiceIstat, Coordinates, Lang, Parsed};

const DEFAULT_LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/deed.it";
const DEFAULT_EXIT: &str = "https://www.meteoam.it/";
const DEFAULT_BRANCH: &str = "main";
const DEFAULT_PER_PAGE: u32 = 20;

/// A required value: the rules have read it already.
fn sure<T>(parsed: Parsed<T>) -> T {
    parsed.unwrap_or_else(|invalid| unreachable!("accepted by the checks, then refused: {}", invalid.message))
}

pub fn board(draft: &Draft, names: &Names, editor: Option<&Path>) -> Board {
    let values = Values(&draft.fields);
    let accessibility = values.record("accessibilita");
    let mut languages: Vec<Lang> = draft.fields.texts("lingue").map(|lang| sure(Lang::parse(lang))).collect();
    if languages.is_empty() {
        languages.push(sure(Lang::parse("it")));
    }
    Board {
        id: values.required("id"),
        title: values.required("titolo"),
        description: values.required("descrizione"),
        territory: values.required("territorio"),
        base_url: values.required("base_url"),
        languages,
        manager: values.str("gestore").and_then(|slug| names.organization(slug)),
        contacts: values.contacts(),
        useful_numbers: values.records("numeri_utili").filter_map(useful_number).collect(),
        newsletter: values.record("newsletter").and_then(|record| named_link(record, "testo")),
        social: values.records("social").filter_map(|record| named_link(record, "nome")).collect(),
        legal_links: values.records("link_legali").filter_map(|record| named_link(record, "titolo")).collect(),
        declaration: accessibility.and_then(|record| record.web("dichiarazione_url")),
        accessibility_email: accessibility.and_then(|record| record.email("email")),
        rating: values.record("valutazione").and_then(rating),
        proposals: values.record("proposte").map(proposals),
        security: values.record("sicurezza").and_then(security),
        open_data: values.record("dati_aperti").and_then(|record| open_data(record, names)),
        public_services: values.record("servizi_pubblici").map(public_services),
        is_demonstration: values.yes("dimostrativo"),
        exit_url: values.text("esci_subito_url").unwrap_or_else(|| DEFAULT_EXIT.to_owned()),
        license_url: values.text("licenza_url").unwrap_or_else(|| DEFAULT_LICENSE.to_owned()),
        per_page: values.integer("per_pagina").unwrap_or(DEFAULT_PER_PAGE).max(1) as usize,
        has_worker: values.bool("service_worker").unwrap_or(true),
        web_editor: editor.and_then(|script| web_editor(values.record("redazione_web")?.record("deposito")?, script)),
    }
}

fn web_editor(repository: Values, script: &Path) -> Option<WebEditor> {
    Some(WebEditor {
        script: script.to_owned(),
        forge: ForgeKind::named(repository.str("tipo")?)?,
        repository: repository.required("nome"),
        branch: repository.text("ramo").unwrap_or_else(|| DEFAULT_BRANCH.to_owned()),
        address: address(repository, "indirizzo"),
        application: repository.text("applicazione"),
        sign_in: address(repository, "accesso"),
    })
}

/// Without a slash at the end.
fn address(values: Values, key: &str) -> Option<String> {
    values.str(key).map(|address| address.trim_end_matches('/').to_owned())
}

fn useful_number(values: Values) -> Option<UsefulNumber> {
    Some(UsefulNumber {
        name: values.required("nome"),
        number: values.phone("numero")?,
        description: values.text("descrizione"),
        when: values.text("quando"),
    })
}

fn named_link(values: Values, text: &str) -> Option<NamedLink> {
    Some(NamedLink { text: values.required(text), url: values.web("url")? })
}

fn rating(values: Values) -> Option<Rating> {
    let letter = || values.email("email").map(Rating::Letter);
    values.web("url").map(Rating::Form).or_else(letter)
}

fn proposals(values: Values) -> Proposals {
    Proposals { letter: values.email("email"), forge: forge(values) }
}

fn security(values: Values) -> Option<Security> {
    Some(Security { email: values.email("email"), page: values.web("url"), expires: values.date("scade_il")? })
}

fn open_data(values: Values, names: &Names) -> Option<OpenData> {
    Some(OpenData {
        ipa: values.required("codice_ipa"),
        holder: names.organization(values.str("titolare")?)?,
        themes: values.texts("tema"),
        frequency: values.required("frequenza"),
    })
}

fn public_services(values: Values) -> PublicServices {
    PublicServices {
        sectors: values.texts("settore"),
        themes: values.texts("tema"),
        interactivity: values.required("interattivita"),
        authentication: values.required("autenticazione"),
        with_spid: values.required("autenticazione_spid"),
    }
}

fn forge(values: Values) -> Option<Forge> {
    let web = values.web("deposito")?;
    let kind = values.str("tipo").and_then(ForgeKind::named).or_else(|| ForgeKind::of_host(web.host()))?;
    let branch = values.text("ramo").unwrap_or_else(|| DEFAULT_BRANCH.to_owned());
    Some(Forge { kind, url: repository(&web)?, branch })
}

pub fn comune(values: Values) -> Comune {
    Comune {
        name: values.required("nome"),
        slug: values.required("slug"),
        istat: sure(CodiceIstat::parse(&values.required("istat"))),
        cadastral: sure(CodiceCatastale::parse(&values.required("codice_catastale"))),
        cap: sure(Cap::parse(&values.required("cap"))),
        province: values.required("provincia"),
        coordinates: sure(Coordinates::parse(&values.required("coordinate"))),
        website: values.web("sito"),
        social_service: values.record("servizio_sociale").map(|service| SocialService {
            contact: service.contact(),
            address: service.text("indirizzo"),
            hours: service.hours(),
        }),
        old_addresses: values.old_addresses(),
    }
}

pub fn organization(draft: &Draft, names: &Names) -> Organization {
    let values = Values(&draft.fields);
    Organization {
        slug: draft.slug.clone(),
        home: draft.home.clone(),
        name: values.required("nome"),
        acronym: values.text("sigla"),
        category: values.required("tipo"),
        parent: values.str("parte_di").and_then(|slug| names.organization(slug)),
        description: values.text("descrizione"),
        reach: values.reach(|slug| names.comune(slug)),
        website: values.web("sito"),
        keywords: values.texts("parole_chiave"),
        updated: values.date("aggiornato_il"),
        old_addresses: values.old_addresses(),
    }
}

pub fn term(values: Values) -> Term {
    Term {
        slug: values.required("slug"),
        name: values.required("nome"),
        description: values.text("descrizione"),
        synonyms: values.texts("sinonimi"),
        icon: values.text("icona").unwrap_or_else(|| values.required("slug")),
        sensitive: values.yes("tema_delicato"),
        for_professionals: values.yes("per_operatori"),
        translations: values
            .records("traduzioni")
            .map(|record| (record.required("lingua"), (record.required("nome"), record.text("descrizione"))))
            .collect(),
    }
}
