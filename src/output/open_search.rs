//! The search of the board for browsers and other programs, in each language: OpenSearch 1.1.
//! <https://github.com/dewitt/opensearch>

use std::io;

use quick_xml::events::BytesText;

use super::xml::{Xml, document, element, line};
use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::Subject;
use crate::render::Language;

pub struct OpenSearch;

pub const MEDIA_TYPE: &str = "application/opensearchdescription+xml";

const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

/// The most characters that each text may have.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1024;

impl Output for OpenSearch {
    fn name(&self) -> &'static str {
        "open_search"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        context.renderer.languages.iter().try_for_each(|language| {
            let path = OutPath::new(&path(language.prefix.as_deref())[1..]);
            sink.put(Artifact::new(path, description(context, language)?))
        })
    }
}

/// Where the description stands, from the site's own root.
pub fn path(prefix: Option<&str>) -> String {
    prefix.map_or_else(|| "/opensearch.xml".to_owned(), |lang| format!("/{lang}/opensearch.xml"))
}

fn description(context: &Context, language: &Language) -> io::Result<Vec<u8>> {
    let (board, renderer) = (&context.site.board, context.renderer);
    let search = renderer.urls.absolute(&renderer.route(language, Subject::Search(None)).path());
    let own = renderer.urls.absolute(&path(language.prefix.as_deref()));
    document("OpenSearchDescription", &[("xmlns", NAMESPACE)], |xml| {
        line(xml)?;
        element(xml, "ShortName", &first_words(&board.title, SHORT_NAME))?;
        element(xml, "LongName", &first_words(&board.title, LONG_NAME))?;
        element(xml, "Description", &first_words(&board.description, DESCRIPTION))?;
        url(xml, &[("type", "text/html"), ("template", &format!("{search}?q={{searchTerms}}"))])?;
        url(xml, &[("type", MEDIA_TYPE), ("rel", "self"), ("template", &own)])?;
        icon(xml, context)?;
        element(xml, "Language", language.lang.as_str())?;
        element(xml, "InputEncoding", "UTF-8")?;
        element(xml, "OutputEncoding", "UTF-8")
    })
}

fn url(xml: &mut Xml, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element("Url").with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

fn icon(xml: &mut Xml, context: &Context) -> io::Result<()> {
    let Some(icon) = context.icons.iter().find(|icon| !icon.is_maskable) else { return Ok(()) };
    let side = icon.pixels.to_string();
    xml.create_element("Image")
        .with_attributes([("type", "image/png"), ("width", side.as_str()), ("height", side.as_str())])
        .write_text_content(BytesText::new(&context.renderer.urls.absolute(&icon.path)))?;
    Ok(())
}

/// The words of a text that fit in so many characters. A name does not end with a small word, which waits for another.
fn first_words(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + usize::from(!words.is_empty());
        if length > most {
            break;
        }
        words.push(word);
    }
    let is_small = |word: &str| word.chars().count() <= 5 && word.starts_with(char::is_lowercase);
    while words.len() > 1 && words.last().is_some_and(|word| is_small(word)) {
        words.pop();
    }
    if words.is_empty() { text.chars().take(most).collect() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_words_and_after_one_that_says_something() {
        assert_eq!(first_words("Bacheca", SHORT_NAME), "Bacheca");
        assert_eq!(first_words("Bacheca digitale del territorio", SHORT_NAME), "Bacheca digitale");
        assert_eq!(first_words("Bacheca della Valle Chiara", SHORT_NAME), "Bacheca");
        assert_eq!(first_words("Arcobalenosolidalissimo", SHORT_NAME), "Arcobalenosolida");
    }
}
