//! Atom, where every part has one meaning. <https://www.rfc-editor.org/rfc/rfc4287>

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::item::{Item, moment};
use super::{Feed, Format, Items};
use crate::output::xml::{Xml, allowed, document, element, line};

pub const FORMAT: Format = Format { file: "atom.xml", media_type: "application/atom+xml", name: "Atom", item, feed };

/// Atom wants a date of every entry. Of one that has none the day is not known: the beginning of time, which
/// programs take for «no date», is neither a guess nor ever new again.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

fn item(item: &Item) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.create_element("entry").write_inner_content(|xml| {
        element(xml, "id", &item.id)?;
        element(xml, "title", &item.title)?;
        link(xml, &[("rel", "alternate"), ("type", "text/html"), ("href", &item.url)])?;
        element(xml, "updated", &item.updated.map_or_else(|| NO_DATE.to_owned(), moment))?;
        if let Some(published) = item.published {
            element(xml, "published", &moment(published))?;
        }
        author(xml, &item.office.name, Some(&item.office.url))?;
        for category in &item.categories {
            xml.create_element("category")
                .with_attributes([("term", category.key.as_str()), ("label", &allowed(&category.label))])
                .write_empty()?;
        }
        element(xml, "summary", &item.summary)?;
        xml.create_element("content")
            .with_attribute(("type", "html"))
            .write_text_content(BytesText::new(&allowed(&item.html())))?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn feed(feed: &Feed, items: &Items) -> io::Result<Vec<u8>> {
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.lang.as_str())];
    document("feed", &root, |xml| {
        head(xml, feed)?;
        items.iter().try_for_each(|item| {
            line(xml)?;
            xml.get_mut().extend_from_slice(item);
            Ok(())
        })
    })
}

fn head(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    line(xml)?;
    element(xml, "id", &feed.id)?;
    element(xml, "title", &feed.title)?;
    element(xml, "subtitle", &feed.description)?;
    element(xml, "updated", &moment(feed.updated))?;
    link(xml, &[("rel", "self"), ("type", FORMAT.media_type), ("href", &feed.url(&FORMAT))])?;
    link(xml, &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)])?;
    author(xml, &feed.author, None)?;
    if let Some(icon) = &feed.icon {
        element(xml, "icon", icon)?;
    }
    if let Some((url, words)) = &feed.license {
        element(xml, "rights", words)?;
        link(xml, &[("rel", "license"), ("href", url)])?;
    }
    Ok(())
}

fn author(xml: &mut Xml, name: &str, url: Option<&str>) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| {
        element(xml, "name", name)?;
        url.map_or(Ok(()), |url| element(xml, "uri", url))
    })?;
    Ok(())
}

fn link(xml: &mut Xml, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element("link").with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
