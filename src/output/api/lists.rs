//! Which entries stand under what: lists of identifiers, and how many there are of each. What a list shows of an entry
//! is in one place (`schede.json`), never repeated in each of its lists.

use super::json::{Json, Object};
use super::source::Source;
use crate::model::catalog::Catalog;
use crate::model::entry::EntryKind;
use crate::model::id::TermId;
use crate::model::listing::{Listing, Slice};
use crate::model::route::{Route, terms_folder};
use crate::model::schema::Vocabulary;
use crate::model::state::State;

use super::entry::state_name;

/// The most that one list names: the others are found by their fields.
pub const MOST: usize = 1_000;

/// The file of a list, below `elenchi/`.
pub fn file(source: Source, slice: Slice) -> String {
    let folder = Listing { slice, entries: Vec::new() }.folder(source.site());
    let name = folder.trim_end_matches('/');
    format!("elenchi/{}.json", if name.is_empty() { "tutte" } else { name })
}

/// What the lists are of, without looking for what is in them.
pub fn slices(source: Source) -> impl Iterator<Item = Slice> {
    let site = source.site();
    let of_comune =
        |comune| EntryKind::ALL.map(|kind| Slice::ComuneKind(comune, kind)).into_iter().chain([Slice::Comune(comune)]);
    let terms = [Vocabulary::Needs, Vocabulary::Audiences].into_iter().flat_map(|vocabulary| site.term_ids(vocabulary));
    std::iter::once(Slice::Board)
        .chain(EntryKind::ALL.map(Slice::Kind))
        .chain(site.comune_ids().flat_map(of_comune))
        .chain(terms.map(Slice::Term))
        .chain(site.organization_ids().map(Slice::Organization))
}

/// `ids` are the identifiers of all entries, in their order.
pub fn list(source: Source, listing: &Listing, ids: &[String]) -> Json {
    let shown: Vec<&str> = listing.entries.iter().take(MOST).map(|entry| ids[entry.0].as_str()).collect();
    Object::new()
        .with("nome", name(source, listing.slice))
        .with("url", source.page(listing.subject(source.site())))
        .with("totale", listing.entries.len())
        .with_flag("tagliato", shown.len() < listing.entries.len())
        .with("righe", source.file("schede.json"))
        .with_list("schede", Json::of(&shown))
        .json()
}

fn name(source: Source, slice: Slice) -> String {
    let site = source.site();
    let kind = |kind| source.renderer().kind_plural(source.language(), kind);
    match slice {
        Slice::Board => site.board.title.clone(),
        Slice::Kind(of) => kind(of),
        Slice::Comune(comune) => site.comune(comune).name.clone(),
        Slice::ComuneKind(comune, of) => format!("{}, {}", site.comune(comune).name, kind(of)),
        Slice::Term(term) => site.term(term).name.clone(),
        Slice::Organization(organization) => site.organization(organization).name.clone(),
    }
}

/// What one may choose by, with how many entries each choice leaves.
pub fn facets(source: Source) -> Json {
    let context = source.context;
    let of = |is_of: fn(&Slice) -> bool| {
        Json::lines(
            context.listings.iter().filter(|listing| is_of(&listing.slice)).map(|listing| choice(source, listing)),
        )
    };
    let term = |vocabulary: Vocabulary| {
        let ids = context.site.term_ids(vocabulary);
        Json::lines(ids.map(|id| term_choice(source, context.catalog, id)))
    };
    Object::new()
        .with_list("sezioni", of(|slice| matches!(slice, Slice::Kind(_))))
        .with_list("bisogni", term(Vocabulary::Needs))
        .with_list("per_chi", term(Vocabulary::Audiences))
        .with_list("aree", term(Vocabulary::Areas))
        .with_list("tipi", types(source))
        .with_list("comuni", of(|slice| matches!(slice, Slice::Comune(_))))
        .with_list("enti", of(|slice| matches!(slice, Slice::Organization(_))))
        .with_list("stati", states(source))
        .json()
}

fn choice(source: Source, listing: &Listing) -> Json {
    let route = Route::from(listing.subject(source.site())).path_in_language();
    Object::new()
        .with("slug", route.trim_end_matches('/').rsplit('/').next())
        .with("nome", name(source, listing.slice))
        .with("schede", listing.entries.len())
        .with("elenco", source.file(&file(source, listing.slice)))
        .json()
}

/// Areas have no list of their own.
fn term_choice(source: Source, catalog: &Catalog, id: TermId) -> Json {
    let term = source.site().term(id);
    let has_list = source.context.listings.iter().any(|listing| listing.slice == Slice::Term(id));
    let list = format!("elenchi/{}/{}.json", terms_folder(id.vocabulary), term.slug);
    Object::new()
        .with("slug", &term.slug)
        .with("nome", &term.name)
        .with("schede", catalog.term(id).len())
        .with("elenco", has_list.then(|| source.file(&list)))
        .json()
}

/// Kinds of opportunity.
fn types(source: Source) -> Json {
    let site = source.site();
    let listed = &source.context.catalog.news;
    let count = |id: TermId| {
        let is_of = |entry| site.entry(entry).opportunity().is_some_and(|opportunity| opportunity.category == id);
        listed.iter().filter(|entry| is_of(**entry)).count()
    };
    let choice = |id: TermId| {
        let term = site.term(id);
        Object::new().with("slug", &term.slug).with("nome", &term.name).with("schede", count(id)).json()
    };
    Json::lines(site.term_ids(Vocabulary::Types).map(choice))
}

/// States of what citizens may ask for today.
fn states(source: Source) -> Json {
    let listed = &source.context.catalog.news;
    let count =
        |state: State| listed.iter().filter(|id| source.site().state(source.site().entry(**id)) == state).count();
    let choice = |state: State| {
        let name = source.language().strings.get(&format!("status_{}", state.key()));
        Object::new().with("slug", state_name(state)).with("nome", name).with("schede", count(state)).json()
    };
    Json::lines(State::ALL.into_iter().filter(|state| !state.is_archived()).map(choice))
}
