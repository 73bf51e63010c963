//! `sitemap.xml` (sitemaps.org 0.9), in parts of 50,000 addresses behind an index when there are
//! more; each page with its languages.

use std::io;
use std::sync::Arc;

use jiff::civil::Date;

use super::xml::{Xml, document, element, line};
use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::entry::{Entry, EntryKind};
use crate::model::route::{OPEN_DATA, Route, Subject, WITH_PAGES};

/// The most that one file may list.
const MAX_URLS: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

pub struct Sitemap;

/// A page to be found by search engines.
struct Url {
    path: String,
    modified: Option<Date>,
    /// Language and path of every version, this one too; empty when there is only one.
    versions: Vec<(String, String)>,
}

impl Output for Sitemap {
    fn name(&self) -> &'static str {
        "sitemap"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let most = context.site.entries.len() * context.renderer.languages.len() / MAX_URLS + 2;
        let names = std::iter::once("sitemap.xml".to_owned()).chain((1..=most).map(part_name));
        if !names.map(|name| OutPath::new(&name)).any(|path| sink.wants(&path)) {
            return Ok(());
        }
        let urls = urls(context);
        let parts: Vec<&[Url]> = urls.chunks(MAX_URLS).collect();
        if let [only] = parts.as_slice() {
            return sink.put(Artifact::new(OutPath::new("sitemap.xml"), url_set(context, only)?));
        }
        let mut names = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let name = part_name(index + 1);
            sink.put(Artifact::new(OutPath::new(&name), url_set(context, part)?))?;
            names.push(name);
        }
        sink.put(Artifact::new(OutPath::new("sitemap.xml"), index(context, &names)?))
    }
}

fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn urls(context: &Context) -> Vec<Url> {
    let site = context.site;
    let mut urls = Vec::new();
    let newest =
        |entries: &[crate::model::id::EntryId]| entries.iter().filter_map(|id| site.entry(*id).last_modified()).max();
    let all = newest(&context.catalog.news);
    let mut everywhere =
        |subject: Subject, modified: Option<Date>| urls.extend(in_all_languages(context, subject, modified));
    everywhere(Subject::Home, all);
    for kind in EntryKind::ALL {
        everywhere(Subject::Kind(kind), newest(context.catalog.kind(kind)));
    }
    for subject in [
        Subject::Deadlines,
        Subject::News,
        Subject::Operators,
        Subject::UsefulNumbers,
        Subject::SiteMap,
        Subject::Search(None),
        Subject::Map,
        Subject::Comuni,
        Subject::Organizations,
        Subject::OpenData,
    ] {
        everywhere(subject, None);
    }
    for vocabulary in WITH_PAGES {
        everywhere(Subject::Terms(vocabulary), None);
        for term in site.term_ids(vocabulary) {
            everywhere(Subject::Term(vocabulary, site.term(term).slug.clone()), newest(context.catalog.term(term)));
        }
    }
    for id in site.comune_ids() {
        everywhere(Subject::Comune(site.comune(id).slug.clone()), newest(context.catalog.local(id)));
    }
    // What is another board's is found there.
    for organization in site.organizations.iter().filter(|organization| organization.home.is_none()) {
        everywhere(Subject::Organization(organization.slug.clone()), organization.updated);
    }
    if site.board.proposals.is_some() {
        let path = Route::from(Subject::Propose).path();
        urls.push(Url { path, modified: None, versions: Vec::new() });
    }
    urls.push(Url { path: Route::from(Subject::Reuse).path(), modified: None, versions: Vec::new() });
    for page in site.pages.iter().filter(|page| page.slug != OPEN_DATA) {
        let route = Route::from(Subject::Fixed(page.slug.clone())).in_lang(page.lang.as_deref());
        urls.push(Url { path: route.path(), modified: page.updated, versions: Vec::new() });
    }
    let is_found_here = |entry: &&Arc<Entry>| entry.home.is_none() && !site.state(entry).is_archived();
    for entry in site.entries.iter().filter(is_found_here) {
        let subject = Subject::Entry(entry.kind, entry.slug.clone());
        let translated = entry.translations.keys().map(|lang| Some(lang.as_str()));
        urls.extend(versions(context, &subject, std::iter::once(None).chain(translated), entry.last_modified()));
    }
    urls
}

fn in_all_languages(context: &Context, subject: Subject, modified: Option<Date>) -> Vec<Url> {
    let prefixes = context.renderer.languages.iter().map(|language| language.prefix.as_deref());
    versions(context, &subject, prefixes, modified)
}

fn versions<'l>(
    context: &Context,
    subject: &Subject,
    prefixes: impl Iterator<Item = Option<&'l str>>,
    modified: Option<Date>,
) -> Vec<Url> {
    let default = context.site.default_lang().as_str();
    let versions: Vec<(String, String)> = prefixes
        .map(|prefix| (prefix.unwrap_or(default).to_owned(), Route::from(subject.clone()).in_lang(prefix).path()))
        .collect();
    let alternates = if versions.len() > 1 { versions.clone() } else { Vec::new() };
    versions.into_iter().map(|(_, path)| Url { path, modified, versions: alternates.clone() }).collect()
}

fn url_set(context: &Context, urls: &[Url]) -> io::Result<Vec<u8>> {
    let absolute = |path: &str| context.renderer.urls.absolute(path);
    let default = context.site.default_lang().as_str();
    document("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", XHTML)], |xml| {
        for url in urls {
            line(xml)?;
            xml.create_element("url").write_inner_content(|xml| {
                element(xml, "loc", &absolute(&url.path))?;
                if let Some(modified) = url.modified {
                    element(xml, "lastmod", &modified.to_string())?;
                }
                for (lang, path) in &url.versions {
                    alternate(xml, lang, &absolute(path))?;
                    if lang == default {
                        alternate(xml, "x-default", &absolute(path))?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}

fn alternate(xml: &mut Xml, lang: &str, href: &str) -> io::Result<()> {
    xml.create_element("xhtml:link")
        .with_attributes([("rel", "alternate"), ("hreflang", lang), ("href", href)])
        .write_empty()?;
    Ok(())
}

fn index(context: &Context, names: &[String]) -> io::Result<Vec<u8>> {
    document("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
        for name in names {
            line(xml)?;
            let location = context.renderer.urls.absolute(&format!("/{name}"));
            xml.create_element("sitemap").write_inner_content(|xml| element(xml, "loc", &location))?;
        }
        Ok(())
    })
}
