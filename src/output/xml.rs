//! XML documents, escaped by their writer.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub type Xml = Writer<Vec<u8>>;

/// A document: its root with its attributes, and what `body` writes in it.
pub fn document(
    root: &str,
    attributes: &[(&str, &str)],
    body: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    line(&mut xml)?;
    xml.write_event(Event::Start(BytesStart::new(root).with_attributes(attributes.iter().copied())))?;
    body(&mut xml)?;
    line(&mut xml)?;
    xml.write_event(Event::End(BytesEnd::new(root)))?;
    Ok(xml.into_inner())
}

/// Begins a new line between elements.
pub fn line(xml: &mut Xml) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::new("\n")))
}

/// An element that holds a text.
pub fn element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&allowed(text)))?;
    Ok(())
}

/// A text without the characters that no XML document may hold, not even escaped.
/// <https://www.w3.org/TR/xml/#charsets>
pub fn allowed(text: &str) -> Cow<'_, str> {
    let is_forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_forbidden) { Cow::Owned(text.replace(is_forbidden, "")) } else { Cow::Borrowed(text) }
}
