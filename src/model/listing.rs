//! The parts of a board that other sites take: feeds, embeds and data agree on them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use super::catalog::Catalog;
use super::entry::EntryKind;
use super::id::{ComuneId, EntryId, OrganizationId, TermId};
use super::route::{Route, Subject};
use super::schema::Vocabulary;
use super::site::Site;

/// What a listing is cut by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    Board,
    Kind(EntryKind),
    /// What is valid in a Comune: the district's entries, and those for it alone.
    Comune(ComuneId),
    ComuneKind(ComuneId, EntryKind),
    /// A need or an audience.
    Term(TermId),
    Organization(OrganizationId),
}

/// Entries that citizens may ask for today, in the order in which other sites show them.
#[derive(Clone, Debug)]
pub struct Listing {
    pub slice: Slice,
    /// Those of the Comune alone first, then the latest change first.
    pub entries: Vec<EntryId>,
}

/// Every listing of a board, made when somebody first asks for one.
pub struct Listings(LazyLock<Vec<Listing>, Box<dyn FnOnce() -> Vec<Listing> + Send>>);

impl Listings {
    pub fn of(site: &Arc<Site>, catalog: &Arc<Catalog>) -> Listings {
        let (site, catalog) = (Arc::clone(site), Arc::clone(catalog));
        Listings(LazyLock::new(Box::new(move || Listing::all(&site, &catalog))))
    }
}

impl Deref for Listings {
    type Target = [Listing];

    fn deref(&self) -> &[Listing] {
        &self.0
    }
}

/// Vocabularies by which the board is cut.
pub const BY_TERM: [Vocabulary; 2] = [Vocabulary::Needs, Vocabulary::Audiences];

impl Listing {
    /// All of them, from the whole board to its organisations.
    fn all(site: &Site, catalog: &Catalog) -> Vec<Listing> {
        let news = &catalog.news;
        let of_kind = |entries: &[EntryId], kind| -> Vec<EntryId> {
            entries.iter().copied().filter(|id| site.entry(*id).kind == kind).collect()
        };
        let mut listings = vec![Listing { slice: Slice::Board, entries: news.clone() }];
        for kind in EntryKind::ALL {
            listings.push(Listing { slice: Slice::Kind(kind), entries: of_kind(news, kind) });
        }
        for comune in site.comune_ids() {
            let entries = in_comune(site, catalog, comune);
            for kind in EntryKind::ALL {
                listings.push(Listing { slice: Slice::ComuneKind(comune, kind), entries: of_kind(&entries, kind) });
            }
            listings.push(Listing { slice: Slice::Comune(comune), entries });
        }
        for term in BY_TERM.into_iter().flat_map(|vocabulary| site.term_ids(vocabulary)) {
            listings.push(Listing { slice: Slice::Term(term), entries: newest_first(site, catalog.term(term)) });
        }
        for organization in site.organization_ids() {
            let own = catalog.by_organization.get(&organization).map_or(&[][..], Vec::as_slice);
            let listed = own.iter().copied().filter(|id| is_listed(site, *id)).collect::<Vec<_>>();
            listings.push(Listing { slice: Slice::Organization(organization), entries: newest_first(site, &listed) });
        }
        listings
    }

    /// The board's own page that shows the same, or the nearest to it.
    pub fn subject(&self, site: &Site) -> Subject {
        self.slice.subject(site)
    }

    /// Its place below a folder of files for other sites: empty for the whole board, `comuni/nome/opportunita/`.
    pub fn folder(&self, site: &Site) -> String {
        self.slice.folder(site)
    }
}

impl Slice {
    /// All but those of organisations.
    pub fn all(site: &Site) -> impl Iterator<Item = Slice> + '_ {
        let kinds = || EntryKind::ALL.into_iter();
        let comuni = site.comune_ids().flat_map(move |comune| {
            std::iter::once(Slice::Comune(comune)).chain(kinds().map(move |kind| Slice::ComuneKind(comune, kind)))
        });
        let terms = BY_TERM.into_iter().flat_map(|vocabulary| site.term_ids(vocabulary));
        std::iter::once(Slice::Board).chain(kinds().map(Slice::Kind)).chain(comuni).chain(terms.map(Slice::Term))
    }

    /// The board's own page that shows the same, or the nearest to it.
    pub fn subject(&self, site: &Site) -> Subject {
        match *self {
            Slice::Board => Subject::Home,
            Slice::Kind(kind) => Subject::Kind(kind),
            Slice::Comune(comune) | Slice::ComuneKind(comune, _) => Subject::Comune(site.comune(comune).slug.clone()),
            Slice::Term(term) => Subject::Term(term.vocabulary, site.term(term).slug.clone()),
            Slice::Organization(organization) => Subject::Organization(site.organization(organization).slug.clone()),
        }
    }

    /// Its place below a folder of files for other sites: empty for the whole board, `comuni/nome/opportunita/`.
    pub fn folder(&self, site: &Site) -> String {
        let page = Route::from(self.subject(site)).path_in_language();
        match *self {
            Slice::ComuneKind(_, kind) => format!("{page}{}/", kind.folder()),
            _ => page,
        }
    }
}

fn in_comune(site: &Site, catalog: &Catalog, comune: ComuneId) -> Vec<EntryId> {
    let local: BTreeSet<EntryId> = catalog.local(comune).iter().copied().collect();
    let is_valid = |id: &EntryId| local.contains(id) || site.entry(*id).coverage.includes(comune);
    let valid = catalog.news.iter().copied().filter(is_valid);
    let (mut entries, others): (Vec<EntryId>, Vec<EntryId>) = valid.partition(|id| local.contains(id));
    entries.extend(others);
    entries
}

fn newest_first(site: &Site, entries: &[EntryId]) -> Vec<EntryId> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(|id| Reverse(site.entry(*id).last_modified()));
    entries
}

fn is_listed(site: &Site, id: EntryId) -> bool {
    let entry = site.entry(id);
    !entry.for_professionals && !site.state(entry).is_archived()
}
