//! Feeds of the parts of the board, for readers of news and for the sites of others: RSS 2.0, Atom, JSON Feed. What
//! an entry says is written once for each format and language, and shared by all feeds that hold it.

mod atom;
mod item;
mod json;
mod rss;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use jiff::civil::Date;
use rayon::prelude::*;

use self::item::Item;
use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::entry::EntryKind;
use crate::model::id::{EntryId, TermId};
use crate::model::identity::uuid;
use crate::model::listing::{Listing, Slice};
use crate::model::route::{Route, Subject};
use crate::model::schema::Vocabulary;
use crate::model::site::Site;
use crate::render::Language;
use crate::render::view::plural_key;

pub struct Feeds;

/// The most that a feed holds: readers look often, and want what is new.
const MOST: usize = 50;

/// What a format says of the entries of a feed, one by one.
type Items<'i> = [&'i [u8]];

/// One of the languages that readers of feeds speak.
pub struct Format {
    pub file: &'static str,
    pub media_type: &'static str,
    pub name: &'static str,
    item: fn(&Item) -> io::Result<Vec<u8>>,
    feed: fn(&Feed, &Items) -> io::Result<Vec<u8>>,
}

/// The one that most sites read comes first.
pub static FORMATS: [Format; 3] = [rss::FORMAT, atom::FORMAT, json::FORMAT];

/// What all formats say of a feed.
struct Feed {
    subject: Subject,
    prefix: Option<String>,
    id: String,
    title: String,
    description: String,
    lang: String,
    /// The page that shows the same to people.
    page: String,
    /// Scheme, host and folder of the feed's files.
    folder: String,
    updated: Date,
    author: String,
    icon: Option<String>,
    /// The licence of the contents, and what to say of it.
    license: Option<(String, String)>,
    /// The latest change first.
    entries: Vec<EntryId>,
}

impl Output for Feeds {
    fn name(&self) -> &'static str {
        "feeds"
    }

    fn folder(&self) -> Option<&'static str> {
        Some("feed")
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        context.renderer.languages.iter().try_for_each(|language| {
            let prefix = language.prefix.as_deref();
            // The board is not cut into its parts for whoever asks for something else.
            if !subjects(context.site).any(|subject| is_wanted(context.site, &subject, prefix, sink)) {
                return Ok(());
            }
            let feeds = wanted(context, language, sink);
            FORMATS.iter().try_for_each(|format| write(context, language, &feeds, format, sink))
        })
    }
}

/// Whether the part of the board that a page shows has a feed in a language: what is cut finely is for the first one
/// only. What is delicate has none, since readers keep the names of what they follow.
fn has_feed(site: &Site, subject: &Subject, prefix: Option<&str>) -> bool {
    let is_delicate =
        |vocabulary, slug: &str| site.terms(vocabulary).iter().any(|term| term.sensitive && term.slug == slug);
    match subject {
        Subject::Home | Subject::Kind(_) => true,
        Subject::Comune(_) | Subject::Organization(_) => prefix.is_none(),
        Subject::Term(vocabulary @ (Vocabulary::Needs | Vocabulary::Audiences), slug) => {
            prefix.is_none() && !is_delicate(*vocabulary, slug)
        }
        _ => false,
    }
}

/// The feed that follows what a page shows: its subject and its language, the page's own if there is one in it.
pub fn following<'l>(site: &Site, page: &Subject, prefix: Option<&'l str>) -> Option<(Subject, Option<&'l str>)> {
    let subject = if *page == Subject::News { Subject::Home } else { page.clone() };
    let prefix = [prefix, None].into_iter().find(|prefix| has_feed(site, &subject, *prefix))?;
    Some((subject, prefix))
}

/// Where the feed of a page stands, from the site's own root.
pub fn path(subject: &Subject, prefix: Option<&str>, format: &Format) -> String {
    format!("{}{}", folder(subject, prefix), format.file)
}

fn folder(subject: &Subject, prefix: Option<&str>) -> String {
    let language = prefix.map(|lang| format!("{lang}/")).unwrap_or_default();
    format!("/feed/{language}{}", Route::from(subject.clone()).path_in_language())
}

fn out_path(subject: &Subject, prefix: Option<&str>, format: &Format) -> OutPath {
    OutPath::new(&path(subject, prefix, format)[1..])
}

/// Everything that may have a feed.
fn subjects(site: &Site) -> impl Iterator<Item = Subject> + '_ {
    let term = |id: TermId| Subject::Term(id.vocabulary, site.term(id).slug.clone());
    let terms = [Vocabulary::Needs, Vocabulary::Audiences].into_iter().flat_map(|vocabulary| site.term_ids(vocabulary));
    std::iter::once(Subject::Home)
        .chain(EntryKind::ALL.map(Subject::Kind))
        .chain(site.comuni.iter().map(|comune| Subject::Comune(comune.slug.clone())))
        .chain(terms.map(term))
        .chain(site.organizations.iter().map(|organization| Subject::Organization(organization.slug.clone())))
}

fn is_wanted(site: &Site, subject: &Subject, prefix: Option<&str>, sink: &dyn Sink) -> bool {
    has_feed(site, subject, prefix) && FORMATS.iter().any(|format| sink.wants(&out_path(subject, prefix, format)))
}

fn wanted(context: &Context, language: &Language, sink: &dyn Sink) -> Vec<Feed> {
    let site = context.site;
    let is_wanted = |listing: &&Listing| {
        !matches!(listing.slice, Slice::ComuneKind(..))
            && is_wanted(site, &listing.subject(site), language.prefix.as_deref(), sink)
    };
    context.listings.par_iter().filter(is_wanted).map(|listing| Feed::of(context, language, listing)).collect()
}

fn write(context: &Context, language: &Language, feeds: &[Feed], format: &Format, sink: &dyn Sink) -> io::Result<()> {
    let place = |feed: &Feed| out_path(&feed.subject, feed.prefix.as_deref(), format);
    let feeds: Vec<&Feed> = feeds.iter().filter(|feed| sink.wants(&place(feed))).collect();
    let shown: BTreeSet<EntryId> = feeds.iter().flat_map(|feed| feed.entries.iter().copied()).collect();
    let item = |id: EntryId| Ok((id, (format.item)(&Item::of(context, language, context.site.entry(id)))?));
    let items = shown.into_par_iter().map(item).collect::<io::Result<BTreeMap<EntryId, Vec<u8>>>>()?;
    feeds.par_iter().try_for_each(|feed| {
        let own: Vec<&[u8]> = feed.entries.iter().map(|id| items[id].as_slice()).collect();
        sink.put(Artifact::new(place(feed), (format.feed)(feed, &own)?))
    })
}

impl Feed {
    fn of(context: &Context, language: &Language, listing: &Listing) -> Feed {
        let (site, renderer) = (context.site, context.renderer);
        let (board, urls) = (&site.board, &renderer.urls);
        let subject = listing.subject(site);
        let prefix = language.prefix.as_deref();
        let folder = folder(&subject, prefix);
        let entries = latest(site, prefix, listing);
        let name = name(site, language, listing.slice);
        let license =
            (board.license_url.clone(), format!("{}: {}", language.strings.get("license"), board.license_url));
        Feed {
            id: format!("urn:uuid:{}", uuid(board, "feed", &folder)),
            title: name.iter().chain([&board.title]).cloned().collect::<Vec<_>>().join(" – "),
            description: description(site, language, listing.slice)
                .unwrap_or_else(|| format!("{} – {}", name.as_ref().unwrap_or(&board.title), board.territory)),
            lang: language.lang.as_str().to_owned(),
            page: urls.absolute(&renderer.route(language, subject.clone()).path()),
            folder: urls.absolute(&folder),
            updated: entries.first().and_then(|id| site.entry(*id).last_modified()).unwrap_or(renderer.last_modified),
            author: board.manager.map_or(&board.title, |id| &site.organization(id).name).clone(),
            icon: context.icons.iter().find(|icon| !icon.is_maskable).map(|icon| urls.absolute(&icon.path)),
            license: (!board.license_url.is_empty()).then_some(license),
            prefix: language.prefix.clone(),
            subject,
            entries,
        }
    }

    fn url(&self, format: &Format) -> String {
        format!("{}{}", self.folder, format.file)
    }
}

/// The newest entries that are there in the language. A Comune's own come first in lists; in a feed the date counts.
fn latest(site: &Site, prefix: Option<&str>, listing: &Listing) -> Vec<EntryId> {
    let is_there = |id: &EntryId| prefix.is_none_or(|lang| site.entry(*id).translations.contains_key(lang));
    let mut entries: Vec<EntryId> = listing.entries.iter().copied().filter(is_there).collect();
    entries.sort_by_key(|id| Reverse(site.entry(*id).last_modified()));
    entries.truncate(MOST);
    entries
}

/// What a slice is called; the whole board has its own title.
fn name(site: &Site, language: &Language, slice: Slice) -> Option<String> {
    match slice {
        Slice::Board => None,
        Slice::Kind(kind) => Some(language.strings.get(plural_key(kind))),
        Slice::Comune(id) | Slice::ComuneKind(id, _) => Some(site.comune(id).name.clone()),
        Slice::Term(id) => Some(site.term(id).name_in(language.lang.as_str()).to_owned()),
        Slice::Organization(id) => Some(site.organization(id).name.clone()),
    }
}

fn description(site: &Site, language: &Language, slice: Slice) -> Option<String> {
    match slice {
        Slice::Board => Some(site.board.description.clone()),
        Slice::Kind(kind) => language.strings.find(&format!("{}_intro", plural_key(kind))),
        Slice::Comune(_) | Slice::ComuneKind(..) => None,
        Slice::Term(id) => site.term(id).description_in(language.lang.as_str()).map(str::to_owned),
        Slice::Organization(id) => site.organization(id).description.clone(),
    }
}
