//! JSON Feed 1.1, for programs that would rather read no XML. <https://www.jsonfeed.org/version/1.1/>

use std::io;

use serde::Serialize;
use serde_json::json;

use super::item::{Item, moment};
use super::{Feed, Format, Items};
use crate::render::json_ld::for_script;

pub const FORMAT: Format =
    Format { file: "feed.json", media_type: "application/feed+json", name: "JSON Feed", item, feed };

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// What is not known is not there.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    authors: [Author<'a>; 1],
    tags: Vec<&'a str>,
}

fn item(item: &Item) -> io::Result<Vec<u8>> {
    let entry = Entry {
        id: &item.id,
        url: &item.url,
        title: &item.title,
        summary: &item.summary,
        content_html: item.html(),
        date_published: item.published.map(moment),
        date_modified: item.updated.map(moment),
        authors: [Author { name: &item.office.name, url: Some(&item.office.url) }],
        tags: item.categories.iter().map(|category| category.label.as_str()).collect(),
    };
    Ok(for_script(&serde_json::to_value(entry)?).into_bytes())
}

fn feed(feed: &Feed, items: &Items) -> io::Result<Vec<u8>> {
    let mut head = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.url(&FORMAT),
        "language": feed.lang,
        "authors": [{ "name": feed.author }],
    });
    if let Some(icon) = &feed.icon {
        head["icon"] = json!(icon);
    }
    // The format has no word for it: names with a line in front are everybody's own.
    if let Some((url, _)) = &feed.license {
        head["_license"] = json!({ "url": url });
    }
    let head = for_script(&head);
    let open = head.strip_suffix('}').expect("an object ends so");
    Ok([open.as_bytes(), b",\"items\":[\n", &items.join(&b",\n"[..]), b"\n]}\n"].concat())
}
