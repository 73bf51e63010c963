//! One entry, with its translations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Names;
use super::values::Values;
use crate::model::draft::{Draft, FolderFile};
use crate::model::entry::{
    Access, Ages, Attachment, Cost, Details, Entry, EntryKind, EntrySection, Event, File, Funder, Image,
    LocalVariation, Opportunity, Project, ProjectStatus, Service, ServiceStatus, Texts,
};
use crate::model::id::EntryId;
use crate::model::schema::{Schema, Vocabulary};

pub fn entry(
    id: EntryId,
    kind: EntryKind,
    draft: &Draft,
    translations: &[Arc<Draft>],
    sensitive: bool,
    names: &Names,
) -> Entry {
    let files = Files(&draft.folder);
    let values = Values(&draft.fields);
    let details = match kind {
        EntryKind::Servizio => Details::Service(service(values)),
        EntryKind::Progetto => Details::Project(Box::new(project(values, names, &files))),
        EntryKind::Opportunita => Details::Opportunity(Box::new(opportunity(values, names))),
    };
    let attachments: Vec<Attachment> =
        values.records("allegati").filter_map(|record| attachment(record, &files)).collect();
    let image = values.record("immagine").and_then(|record| image(record, &files));
    let mut entry = Entry {
        id,
        kind,
        slug: draft.slug.clone(),
        home: draft.home.clone(),
        needs: names.terms(Vocabulary::Needs, values, "bisogni"),
        audiences: names.terms(Vocabulary::Audiences, values, "per_chi"),
        areas: names.terms(Vocabulary::Areas, values, "aree"),
        coverage: names.coverage(values),
        local: values.records("per_comune").filter_map(|record| local(record, names)).collect(),
        organization: values
            .str("ente")
            .and_then(|slug| names.organization(slug))
            .expect("an organisation is required, and checked"),
        reach: values.reach(|slug| names.comune(slug)),
        suspended: suspended(values),
        languages_spoken: values.texts("lingue_parlate"),
        ages: values
            .record("eta")
            .map(|ages| Ages { from: ages.integer("da"), to: ages.integer("a") })
            .unwrap_or_default(),
        needs_spid: values.bool("serve_spid"),
        needs_isee: values.bool("serve_isee"),
        access: draft.fields.texts("accesso").filter_map(access).collect(),
        cost: values.str("costo").and_then(cost),
        attachments,
        image,
        files: files.of_texts(draft, translations),
        related: draft.fields.texts("correlati").filter_map(|name| names.entries.get(name).copied()).collect(),
        featured: values.yes("in_evidenza"),
        sensitive,
        for_professionals: values.yes("per_operatori"),
        published: values.date("pubblicato_il"),
        updated: values.date("aggiornato_il"),
        verified: values.date("verificato_il"),
        old_addresses: values.old_addresses(),
        details,
        texts: Texts::default(),
        translations: BTreeMap::new(),
    };
    entry.texts = texts(draft, kind.schema());
    entry.translations = translations.iter().filter_map(|translation| translated(translation, kind)).collect();
    entry
}

fn texts(draft: &Draft, order: &Schema) -> Texts {
    let values = Values(&draft.fields);
    let mut texts = Texts {
        title: values.required("titolo"),
        summary: values.required("descrizione_breve"),
        sections: Vec::new(),
        curated_by: values.text("a_cura_di"),
        status_reason: values.text("motivo_stato"),
        cost_details: values.text("costo_dettagli"),
        amount_details: values.text("importo_dettagli"),
        interpreter: values.text("interprete"),
        keywords: values.texts("parole_chiave"),
        to_review: values.yes("da_rivedere"),
    };
    let mut sections: Vec<_> = draft.sections.iter().filter(|section| !section.prose.is_empty()).collect();
    sections.sort_by_key(|section| order.fields().position(|field| field.key == section.key));
    texts.sections = sections
        .into_iter()
        .map(|section| EntrySection { key: section.key, label: section.label, prose: Arc::clone(&section.prose) })
        .collect();
    texts
}

fn translated(draft: &Draft, kind: EntryKind) -> Option<(String, (jiff::civil::Date, Texts))> {
    let lang = draft.lang.clone()?;
    let revision = Values(&draft.fields).date("traduce")?;
    Some((lang, (revision, texts(draft, kind.schema()))))
}

fn suspended(values: Values) -> Option<(Option<jiff::civil::Date>, Option<jiff::civil::Date>)> {
    let period = (values.date("sospeso_dal"), values.date("sospeso_al"));
    (period != (None, None)).then_some(period)
}

fn local(values: Values, names: &Names) -> Option<LocalVariation> {
    Some(LocalVariation {
        comune: names.comune(values.str("comune")?)?,
        note: values.text("nota"),
        cost: values.text("costo_dettagli"),
        contacts: values.contacts(),
        hours: values.hours(),
    })
}

fn access(word: &str) -> Option<Access> {
    Some(match word {
        "libero" => Access::Free,
        "su-appuntamento" => Access::Appointment,
        "con-domanda" => Access::Application,
        "su-segnalazione" => Access::Referral,
        "online" => Access::Online,
        _ => return None,
    })
}

fn cost(word: &str) -> Option<Cost> {
    Some(match word {
        "gratuito" => Cost::Free,
        "a-pagamento" => Cost::Paid,
        "secondo-isee" => Cost::ByIncome,
        _ => return None,
    })
}

/// The files beside an entry, by name.
struct Files<'d>(&'d [FolderFile]);

impl Files<'_> {
    fn get(&self, name: &str) -> Option<File> {
        let file = self.0.iter().find(|file| file.name == name)?;
        Some(File { name: file.name.clone(), source: file.path.clone(), size: file.size, pixels: file.pixels })
    }

    /// Files that the texts show or link.
    fn of_texts(&self, draft: &Draft, translations: &[Arc<Draft>]) -> Vec<File> {
        let sections = translations.iter().map(Arc::as_ref).chain([draft]).flat_map(|draft| &draft.sections);
        let names: BTreeSet<&str> = sections
            .flat_map(|section| {
                let links = section.prose.links.iter().map(|link| link.target.target.as_str());
                links.chain(section.prose.images.iter().map(|image| image.file.target.as_str()))
            })
            .collect();
        names.into_iter().filter_map(|name| self.get(name)).collect()
    }
}

fn attachment(values: Values, files: &Files) -> Option<Attachment> {
    Some(Attachment {
        file: files.get(values.str("file")?)?,
        title: values.required("titolo"),
        description: values.text("descrizione"),
        accessible: values.bool("accessibile"),
    })
}

fn image(values: Values, files: &Files) -> Option<Image> {
    Some(Image {
        file: files.get(values.str("file")?)?,
        alt: values.required("alt"),
        author: values.text("autore"),
        license: values.text("licenza"),
        caption: values.text("didascalia"),
    })
}

fn service(values: Values) -> Service {
    Service {
        status: match values.str("stato") {
            Some("sospeso") => ServiceStatus::Suspended,
            Some("non-ancora-attivo") => ServiceStatus::NotYetActive,
            Some("concluso") => ServiceStatus::Ended,
            _ => ServiceStatus::Active,
        },
        digital: values
            .record("canale_digitale")
            .and_then(|channel| Some((channel.text("etichetta")?, channel.web("url")?))),
    }
}

fn project(values: Values, names: &Names, files: &Files) -> Project {
    let organization = |slug: &str| names.organization(slug);
    Project {
        status: values.str("stato").and_then(|status| match status {
            "programmato" => Some(ProjectStatus::Planned),
            "in-corso" => Some(ProjectStatus::Running),
            "concluso" => Some(ProjectStatus::Ended),
            _ => None,
        }),
        lead: values.str("capofila").and_then(organization),
        partners: values.0.texts("partner").filter_map(organization).collect(),
        funders: values.records("finanziatori").filter_map(|record| funder(record, names)).collect(),
        total_cost: values.euro("costo_totale"),
        contribution: values.euro("contributo"),
        start: values.date("inizio"),
        end: values.date("fine"),
        duration: values.text("durata"),
        extended_to: values.date("proroga_al"),
        cup: values.text("cup"),
        programme: values.text("programma"),
        logos: values.records("loghi").filter_map(|record| image(record, files)).collect(),
    }
}

fn funder(values: Values, names: &Names) -> Option<Funder> {
    Some(Funder {
        organization: names.organization(values.str("ente")?)?,
        contribution: values.euro("contributo"),
        note: values.text("nota"),
    })
}

fn opportunity(values: Values, names: &Names) -> Opportunity {
    Opportunity {
        category: values
            .str("tipo")
            .and_then(|slug| names.term(Vocabulary::Types, slug))
            .expect("a type is required, and checked"),
        opens: values.date("domande_dal"),
        deadline: values.moment("scadenza"),
        always_open: values.yes("sempre_aperta"),
        until_exhausted: values.yes("fino_a_esaurimento"),
        coming: values.yes("in_arrivo"),
        closed_on: values.date("chiusa_il"),
        events: values.records("eventi").filter_map(|record| event(record, names)).collect(),
        places: values.integer("posti"),
        amount: values.euro("importo"),
    }
}

fn event(values: Values, names: &Names) -> Option<Event> {
    Some(Event {
        title: values.text("titolo"),
        start: values.moment("inizio")?,
        end: values.moment("fine"),
        venue: values.text("luogo"),
        address: values.text("indirizzo"),
        comune: values.str("comune").and_then(|slug| names.comune(slug)),
        cancelled: values.yes("annullato"),
        note: values.text("nota"),
    })
}
