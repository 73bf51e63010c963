//! Entries by what they are found under, computed once for all outputs.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::entry::{Coverage, Entry, EntryKind};
use super::id::{ComuneId, EntryId, OrganizationId, TermId};
use super::schema::Vocabulary;
use super::site::Site;

/// Lists of entries, each in the order in which it is shown.
#[derive(Debug, Default)]
pub struct Catalog {
    /// What citizens find in the lists of each kind.
    pub by_kind: BTreeMap<EntryKind, Vec<EntryId>>,
    pub by_term: BTreeMap<TermId, Vec<EntryId>>,
    /// What an organisation answers for.
    pub by_organization: BTreeMap<OrganizationId, Vec<EntryId>>,
    /// Projects that an organisation leads, funds or takes part in.
    pub partner_in: BTreeMap<OrganizationId, Vec<EntryId>>,
    /// Valid only in some Comuni, or with a place in one.
    pub local: BTreeMap<ComuneId, Vec<EntryId>>,
    /// Valid everywhere.
    pub district: Vec<EntryId>,
    pub for_professionals: Vec<EntryId>,
    pub archived: Vec<EntryId>,
    /// Listed entries, latest change first.
    pub news: Vec<EntryId>,
}

impl Catalog {
    pub fn of(site: &Site) -> Catalog {
        let mut catalog = Catalog::default();
        let mut order: Vec<&Entry> = site.entries.iter().map(Arc::as_ref).collect();
        order.sort_by_cached_key(|entry| (kind_rank(entry.kind), sort_key(&entry.texts.title), entry.slug.clone()));
        for entry in order {
            catalog.add(site, entry);
        }
        catalog.news.sort_by_key(|id| std::cmp::Reverse(site.entry(*id).last_modified()));
        catalog
    }

    fn add(&mut self, site: &Site, entry: &Entry) {
        self.add_to_organizations(entry);
        if site.state(entry).is_archived() {
            self.archived.push(entry.id);
            return;
        }
        for term in entry.needs.iter().chain(&entry.audiences).chain(&entry.areas) {
            if !entry.for_professionals || site.term(*term).for_professionals {
                self.by_term.entry(*term).or_default().push(entry.id);
            }
        }
        if entry.for_professionals {
            self.for_professionals.push(entry.id);
            return;
        }
        self.by_kind.entry(entry.kind).or_default().push(entry.id);
        self.news.push(entry.id);
        if entry.coverage == Coverage::District {
            self.district.push(entry.id);
        }
        for comune in local_comuni(entry) {
            self.local.entry(comune).or_default().push(entry.id);
        }
    }

    fn add_to_organizations(&mut self, entry: &Entry) {
        self.by_organization.entry(entry.organization).or_default().push(entry.id);
        let Some(project) = entry.project() else { return };
        let funders = project.funders.iter().map(|funder| funder.organization);
        let mut involved: Vec<OrganizationId> =
            project.lead.into_iter().chain(project.partners.iter().copied()).chain(funders).collect();
        involved.sort_unstable();
        involved.dedup();
        for organization in involved.into_iter().filter(|organization| *organization != entry.organization) {
            self.partner_in.entry(organization).or_default().push(entry.id);
        }
    }

    pub fn kind(&self, kind: EntryKind) -> &[EntryId] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    pub fn term(&self, term: TermId) -> &[EntryId] {
        self.by_term.get(&term).map_or(&[], Vec::as_slice)
    }

    pub fn local(&self, comune: ComuneId) -> &[EntryId] {
        self.local.get(&comune).map_or(&[], Vec::as_slice)
    }

    /// Terms under which something is found, in the order of the vocabulary, with how much.
    pub fn used_terms<'a>(
        &'a self,
        site: &'a Site,
        vocabulary: Vocabulary,
    ) -> impl Iterator<Item = (TermId, usize)> + 'a {
        site.term_ids(vocabulary).map(|term| (term, self.term(term).len())).filter(|(_, count)| *count > 0)
    }
}

/// Services first: they are what people look for most.
fn kind_rank(kind: EntryKind) -> u8 {
    match kind {
        EntryKind::Servizio => 0,
        EntryKind::Opportunita => 1,
        EntryKind::Progetto => 2,
    }
}

/// Whether an entry, listed or over, is for who lives in a Comune.
pub fn is_valid_in(entry: &Entry, comune: ComuneId) -> bool {
    entry.coverage.includes(comune) || local_comuni(entry).contains(&comune)
}

fn local_comuni(entry: &Entry) -> Vec<ComuneId> {
    let covered: &[ComuneId] = match &entry.coverage {
        Coverage::District => &[],
        Coverage::Only(comuni) => comuni,
    };
    let places = entry.reach.places.iter().filter_map(|place| place.comune);
    let variations = entry.local.iter().map(|variation| variation.comune);
    let mut comuni: Vec<ComuneId> = covered.iter().copied().chain(places).chain(variations).collect();
    comuni.sort_unstable();
    comuni.dedup();
    comuni
}

/// Italian alphabetical order: accents and case do not count, except to tell equal words apart.
pub fn sort_key(text: &str) -> (String, String) {
    let folded = text
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    (folded, text.to_owned())
}
