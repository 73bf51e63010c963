//! Drafts without errors → the resolved site.

mod board;
mod entry;
mod memory;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Edition;
use super::sensitive::SensitiveTerms;
use crate::model::draft::{Draft, DraftKind, Drafts};
use crate::model::entry::{Coverage, EntryKind};
use crate::model::id::{ComuneId, EntryId, OrganizationId, TermId};
use crate::model::node::{self, Node};
use crate::model::prose::Prose;
use crate::model::schema::Vocabulary;
use crate::model::site::{Notice, Organization, Page, Site, SynonymGroup};
use crate::model::value::parse_date;
use values::Values;

pub use memory::Memory;
use memory::Resolved;

/// Positions of what content names, by slug.
#[derive(Debug, Default, PartialEq, Eq)]
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

/// The site of drafts; entries that `memory` knows and nothing has touched are taken from there.
pub fn site(drafts: &Drafts, edition: Edition, memory: &mut Memory) -> Site {
    let (drafts, unpublished) = published(drafts, edition);
    let names = names(&drafts);
    memory.on(&names);
    let resolved = entries(&drafts, &names, memory);
    let vocabularies = Vocabulary::ALL.map(|vocabulary| {
        (vocabulary, drafts.terms(vocabulary).iter().map(|node| board::term(Values(node))).collect())
    });
    let site = Site {
        board: board::board(
            drafts.board().expect("a board without its file does not load"),
            &names,
            drafts.web_editor.as_deref(),
        ),
        today: edition.today,
        is_preview: edition.with_drafts,
        entries: resolved.iter().map(|one| Arc::clone(&one.entry)).collect(),
        comuni: drafts.comuni().iter().map(|node| board::comune(Values(node))).collect(),
        boundaries: Arc::clone(&drafts.boundaries),
        organizations: below_few(
            drafts.of(DraftKind::Organization).map(|draft| board::organization(draft, &names)).collect(),
        ),
        vocabularies: vocabularies.into(),
        synonyms: drafts.synonyms().iter().map(|node| synonym_group(Values(node))).collect(),
        pages: drafts.of(DraftKind::Page).map(page).collect(),
        notices: drafts.of(DraftKind::Notice).filter_map(|draft| notice(draft, &names, edition)).collect(),
        unpublished,
    };
    memory.keep(names, resolved);
    site
}

/// Organisations above each other, at most.
const HIGHEST: usize = 16;

/// Organisations without one above, where those above would have no end: whoever borrows contacts goes up. The checks
/// see to it for a board's own files, nobody for those of others.
fn below_few(mut organizations: Vec<Organization>) -> Vec<Organization> {
    for index in 0..organizations.len() {
        let above = std::iter::successors(organizations[index].parent, |id| organizations[id.0].parent);
        if above.take(HIGHEST + 1).count() > HIGHEST {
            organizations[index].parent = None;
        }
    }
    organizations
}

/// Entries in the order of kinds and slugs.
fn entries(drafts: &Drafts, names: &Names, memory: &Memory) -> Vec<Resolved> {
    let mut originals: Vec<(EntryKind, &Arc<Draft>)> = originals(drafts).collect();
    originals.sort_by(|(kind, draft), (other_kind, other)| (kind, &draft.slug).cmp(&(other_kind, &other.slug)));
    let translations = translations(drafts);
    let sensitive_terms = SensitiveTerms::of(drafts);
    let resolve = |(index, (kind, draft)): (usize, (EntryKind, &Arc<Draft>))| {
        let translations = translations.get(&(kind, draft.slug.as_str())).cloned().unwrap_or_default();
        let sensitive = sensitive_terms.cover(draft);
        let known = memory.recall(kind, draft, &translations, sensitive);
        let anew = || Arc::new(entry::entry(EntryId(index), kind, draft, &translations, sensitive, names));
        Resolved { entry: known.unwrap_or_else(anew), draft: Arc::clone(draft), translations, sensitive }
    };
    originals.into_par_iter().enumerate().map(resolve).collect()
}

fn originals(drafts: &Drafts) -> impl Iterator<Item = (EntryKind, &Arc<Draft>)> {
    drafts.files.iter().filter(|draft| draft.lang.is_none()).filter_map(|draft| match draft.kind {
        DraftKind::Entry(kind) => Some((kind, draft)),
        _ => None,
    })
}

fn translations(drafts: &Drafts) -> BTreeMap<(EntryKind, &str), Vec<Arc<Draft>>> {
    let mut translations: BTreeMap<_, Vec<Arc<Draft>>> = BTreeMap::new();
    for draft in drafts.files.iter().filter(|draft| draft.lang.is_some()) {
        if let DraftKind::Entry(kind) = draft.kind {
            translations.entry((kind, draft.slug.as_str())).or_default().push(Arc::clone(draft));
        }
    }
    translations
}

/// What is published in this edition, of other boards too, and the entries that are not.
fn published(drafts: &Drafts, edition: Edition) -> (Drafts, BTreeSet<(EntryKind, String)>) {
    let mut drafts = drafts.clone();
    let gathered = std::mem::take(&mut drafts.gathered);
    drafts.files.extend(gathered);
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
    (drafts, unpublished)
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

fn body(draft: &Draft) -> Arc<Prose> {
    draft.section(node::BODY).map(|section| Arc::clone(&section.prose)).unwrap_or_default()
}

fn page(draft: &Draft) -> Page {
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
        prose: body(draft),
    }
}

fn synonym_group(values: Values) -> SynonymGroup {
    SynonymGroup { words: values.texts("parole"), lead_to: values.texts("portano_a") }
}

fn notice(draft: &Draft, names: &Names, edition: Edition) -> Option<Notice> {
    let values = Values(&draft.fields);
    let shown = values.date("dal")? <= edition.today && edition.today <= values.date("al")?;
    shown.then(|| Notice {
        title: values.required("titolo"),
        level: values.text("livello").unwrap_or_else(|| "informazione".to_owned()),
        coverage: names.coverage(values),
        prose: body(draft),
    })
}
