//! RSS 2.0, which every CMS reads. <https://www.rssboard.org/rss-specification>

use std::io;

use jiff::civil::Date;
use quick_xml::Writer;

use super::item::Item;
use super::{Feed, Format, Items};
use crate::model::prose::escape;
use crate::output::xml::{Xml, document, element, line};

pub const FORMAT: Format = Format { file: "rss.xml", media_type: "application/rss+xml", name: "RSS", item, feed };

const ROOT: &[(&str, &str)] = &[
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

fn item(item: &Item) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.create_element("item").write_inner_content(|xml| {
        element(xml, "title", &item.title)?;
        element(xml, "link", &item.url)?;
        xml.create_element("guid")
            .with_attribute(("isPermaLink", "false"))
            .write_text_content(quick_xml::events::BytesText::new(&item.id))?;
        if let Some(updated) = item.updated {
            element(xml, "pubDate", &date(updated))?;
        }
        element(xml, "dc:creator", &item.office.name)?;
        item.categories.iter().try_for_each(|category| element(xml, "category", &category.label))?;
        // It is HTML for whoever reads it: sites that show no HTML get a line of text.
        element(xml, "description", &escape(&item.text()))?;
        element(xml, "content:encoded", &item.html())
    })?;
    Ok(xml.into_inner())
}

fn feed(feed: &Feed, items: &Items) -> io::Result<Vec<u8>> {
    document("rss", ROOT, |xml| {
        xml.create_element("channel").write_inner_content(|xml| {
            channel(xml, feed)?;
            items.iter().try_for_each(|item| {
                line(xml)?;
                xml.get_mut().extend_from_slice(item);
                Ok(())
            })
        })?;
        Ok(())
    })
}

fn channel(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    line(xml)?;
    element(xml, "title", &feed.title)?;
    element(xml, "link", &feed.page)?;
    element(xml, "description", &feed.description)?;
    let url = feed.url(&FORMAT);
    xml.create_element("atom:link")
        .with_attributes([("rel", "self"), ("type", FORMAT.media_type), ("href", url.as_str())])
        .write_empty()?;
    element(xml, "language", &feed.lang)?;
    if let Some((_, words)) = &feed.license {
        element(xml, "copyright", words)?;
    }
    element(xml, "lastBuildDate", &date(feed.updated))?;
    if let Some(icon) = &feed.icon {
        xml.create_element("image").write_inner_content(|xml| {
            element(xml, "url", icon)?;
            element(xml, "title", &feed.title)?;
            element(xml, "link", &feed.page)
        })?;
    }
    Ok(())
}

/// RFC 822 with a year of four digits, in English whatever the language.
fn date(day: Date) -> String {
    day.strftime("%a, %d %b %Y 00:00:00 +0000").to_string()
}
