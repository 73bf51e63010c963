//! Drafts without errors → the resolved site.

mod board;
mod entry;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use super::sensitive::SensitiveTerms;
use crate::model::draft::{Draft, DraftKind, Drafts, Section};
use crate::model::entry::{Coverage, EntryKind};
use crate::model::id::{ComuneId, EntryId, OrganizationId, TermId};
use crate::model::node::{self, Node};
use crate::model::prose::Prose;
use crate::model::schema::Vocabulary;
use crate::model::site::{Notice, Page, Site, SynonymGroup};
use crate::model::value::parse_date;
use values::Values;

/// Positions of what content names, by slug.
struct Names {
    comuni: BTreeMap<String, ComuneId>,
    organizations: BTreeMap<String, OrganizationId>,
    terms: BTreeMap<Vocabulary, BTreeMap<String, TermId>>,
    /// `servizi/casa`; only what is published.
    entries: BTreeMap<String, EntryId>,
}

impl Names {
    fn comune(&self, slug: &str) -> Option<ComuneId> {
        self.comuni.get(slug).copied()
    }

    fn organization(&self, slug: &str) -> Option<OrganizationId> {
        self.organizations.get(slug).copied()
    }

    fn term(&self, vocabulary: Vocabulary, slug: &str) -> Option<TermId> {
        self.terms.get(&vocabulary)?.get(slug).copied()
    }

    /// Each term once, in the order of the author.
    fn terms(&self, vocabulary: Vocabulary, values: Values, key: &str) -> Vec<TermId> {
        let mut terms = Vec::new();
        for term in values.0.texts(key).filter_map(|slug| self.term(vocabulary, slug)) {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms
    }

    fn coverage(&self, values: Values) -> Coverage {
        let names: Vec<&str> = values.0.texts("comuni").collect();
        match names.as_slice() {
            [] | ["tutti"] => Coverage::District,
            names => Coverage::Only(names.iter().filter_map(|slug| self.comune(slug)).collect()),
        }
    }
}

pub fn site(mut drafts: Drafts, edition: Edition) -> Site {
    let unpublished = withdraw(&mut drafts, edition);
    let names = names(&drafts);
    let mut originals = Vec::new();
    let mut translations: BTreeMap<(EntryKind, String), Vec<Draft>> = BTreeMap::new();
    let mut pages = Vec::new();
    let mut notices = Vec::new();
    let board = board::board(drafts.board().expect("a board without its file does not load"), &names);
    let comuni = drafts.comuni().iter().map(|node| board::comune(Values(node))).collect();
    let organizations = drafts.of(DraftKind::Organization).map(|draft| board::organization(draft, &names)).collect();
    let vocabularies = Vocabulary::ALL.map(|vocabulary| {
        (vocabulary, drafts.terms(vocabulary).iter().map(|node| board::term(Values(node))).collect())
    });
    let boundaries = std::mem::take(&mut drafts.boundaries);
    let synonyms = drafts.synonyms().iter().map(|node| synonym_group(Values(node))).collect();
    let sensitive_terms = SensitiveTerms::of(&drafts);
    let sensitive: BTreeSet<(EntryKind, String)> = drafts
        .entries()
        .filter(|(_, draft)| sensitive_terms.cover(draft))
        .map(|(kind, draft)| (kind, draft.slug.clone()))
        .collect();
    for draft in drafts.files {
        match (draft.kind, draft.lang.is_some()) {
            (DraftKind::Entry(kind), true) => translations.entry((kind, draft.slug.clone())).or_default().push(draft),
            (DraftKind::Entry(kind), false) => originals.push((kind, draft)),
            (DraftKind::Page, _) => pages.push(page(draft)),
            (DraftKind::Notice, _) => notices.extend(notice(draft, &names, edition)),
            _ => {}
        }
    }
    originals.sort_by(|(kind, draft), (other_kind, other)| (kind, &draft.slug).cmp(&(other_kind, &other.slug)));
    let entries = originals
        .into_iter()
        .enumerate()
        .map(|(index, (kind, draft))| {
            let key = (kind, draft.slug.clone());
            let translated = translations.remove(&key).unwrap_or_default();
            entry::entry(EntryId(index), kind, draft, translated, sensitive.contains(&key), &names)
        })
        .collect();
    Site {
        board,
        today: edition.today,
        is_preview: edition.with_drafts,
        entries,
        comuni,
        boundaries,
        organizations,
        vocabularies: vocabularies.into(),
        synonyms,
        pages,
        notices,
        unpublished,
    }
}

/// Takes out what is not published in this edition; returns the entries among it.
fn withdraw(drafts: &mut Drafts, edition: Edition) -> BTreeSet<(EntryKind, String)> {
    let mut unpublished = BTreeSet::new();
    drafts.files.retain(|draft| {
        let published = is_published(draft, edition);
        if let (DraftKind::Entry(kind), None, false) = (draft.kind, &draft.lang, published) {
            unpublished.insert((kind, draft.slug.clone()));
        }
        published
    });
    drafts.files.retain(|draft| match (draft.kind, &draft.lang) {
        (DraftKind::Entry(kind), Some(_)) => !unpublished.contains(&(kind, draft.slug.clone())),
        _ => true,
    });
    unpublished
}

fn is_published(draft: &Draft, edition: Edition) -> bool {
    let date = |key: &str| draft.fields.text(key).and_then(|text| parse_date(text).ok());
    (edition.with_drafts || !draft.is_unfinished())
        && date("pubblica_dal").is_none_or(|from| from <= edition.today)
        && date("pubblica_fino_al").is_none_or(|to| edition.today <= to)
}

fn names(drafts: &Drafts) -> Names {
    let slug = |node: &Node| node.text("slug").unwrap_or_default().to_owned();
    let terms_of = |vocabulary| {
        let terms = drafts.terms(vocabulary).iter().enumerate();
        terms.map(|(index, node)| (slug(node), TermId { vocabulary, index })).collect()
    };
    let mut entries: Vec<(EntryKind, &str)> =
        drafts.entries().map(|(kind, draft)| (kind, draft.slug.as_str())).collect();
    entries.sort_unstable();
    Names {
        comuni: drafts.comuni().iter().enumerate().map(|(index, node)| (slug(node), ComuneId(index))).collect(),
        organizations: drafts
            .of(DraftKind::Organization)
            .enumerate()
            .map(|(index, draft)| (draft.slug.clone(), OrganizationId(index)))
            .collect(),
        terms: Vocabulary::ALL.map(|vocabulary| (vocabulary, terms_of(vocabulary))).into(),
        entries: entries
            .into_iter()
            .enumerate()
            .map(|(index, (kind, slug))| (format!("{}/{slug}", kind.folder()), EntryId(index)))
            .collect(),
    }
}

fn body(sections: Vec<Section>) -> Prose {
    sections.into_iter().find(|section| section.key == node::BODY).map(|section| section.prose).unwrap_or_default()
}

fn page(draft: Draft) -> Page {
    let values = Values(&draft.fields);
    Page {
        slug: draft.slug.clone(),
        lang: draft.lang.clone(),
        title: values.required("titolo"),
        summary: values.required("descrizione_breve"),
        keywords: values.texts("parole_chiave"),
        to_review: values.yes("da_rivedere"),
        updated: values.date("aggiornato_il"),
        old_addresses: values.old_addresses(),
        prose: body(draft.sections),
    }
}

fn synonym_group(values: Values) -> SynonymGroup {
    SynonymGroup { words: values.texts("parole"), lead_to: values.texts("portano_a") }
}

fn notice(draft: Draft, names: &Names, edition: Edition) -> Option<Notice> {
    let values = Values(&draft.fields);
    let shown = values.date("dal")? <= edition.today && edition.today <= values.date("al")?;
    shown.then(|| Notice {
        title: values.required("titolo"),
        level: values.text("livello").unwrap_or_else(|| "informazione".to_owned()),
        coverage: names.coverage(values),
        prose: body(draft.sections),
    })
}
