//! Formatted texts of other boards, back into Markdown: parsed again here, they can hold nothing that a text of this
//! board could not.

use htmd::HtmlToMarkdown;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::load::markdown::{Ids, Under, parse};
use crate::model::value::{Email, Web, is_invisible};

/// Elements inside each other, at most: no author nests lists deeper, and the converter calls itself.
const DEEPEST: usize = 40;

/// The most bytes of a text; a page of a service has a tenth of them.
const LONGEST: usize = 200_000;

/// The elements that a board writes. Images stay at home: in the data their words stand in their place.
const ELEMENTS: [&str; 24] = [
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The Markdown of a text as data have it: `html`, or the words of `testo` if that is not what a board writes.
pub fn markdown(value: &Value) -> Option<String> {
    let html = visible(value.get("html")?.as_str()?)?;
    let formatted = is_of_a_board(&html).then(|| converted(&html)).flatten().filter(|markdown| is_sound(markdown));
    let markdown = formatted.or_else(|| Some(plain(&visible(value.get("testo")?.as_str()?)?)))?;
    (!markdown.trim().is_empty()).then_some(markdown)
}

fn visible(text: &str) -> Option<String> {
    (text.len() <= LONGEST).then(|| text.chars().filter(|c| !is_invisible(*c)).collect())
}

/// Whether it is HTML as a board writes it, which is XML too: few elements, each closed in its turn, nothing but text in
/// them. Of other HTML it takes a browser to know the meaning.
fn is_of_a_board(html: &str) -> bool {
    let mut reader = Reader::from_str(html);
    let is_known = |name: &str| ELEMENTS.contains(&name);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if is_known(element.name().as_ref()) && depth < DEEPEST => depth += 1,
            Ok(Event::Empty(element)) if is_known(element.name().as_ref()) => {}
            Ok(Event::End(_)) if depth > 0 => depth -= 1,
            Ok(Event::Text(_) | Event::GeneralRef(_)) => {}
            Ok(Event::Eof) => return depth == 0,
            _ => return false,
        }
    }
}

fn converted(html: &str) -> Option<String> {
    // What an entity stood for is seen only now.
    visible(&HtmlToMarkdown::new().convert(html).ok()?)
}

/// Whether all that a text points to is outside this board, and can be followed.
fn is_sound(markdown: &str) -> bool {
    let prose = parse(markdown, Under::Section, &mut Ids::new());
    prose.images.is_empty() && prose.links.iter().all(|link| leads_elsewhere(&link.target.target))
}

fn leads_elsewhere(target: &str) -> bool {
    match target.split_once(':') {
        Some(("mailto", mailbox)) => Email::parse(mailbox.split('?').next().unwrap_or_default()).is_ok(),
        Some(("tel", number)) => number.chars().all(|c| c == '+' || c.is_ascii_digit()),
        _ => Web::parse(target).is_ok(),
    }
}

/// Words without formatting, so that none of them is taken for a mark.
fn plain(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() * 9 / 8);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        for c in line.chars() {
            if c.is_ascii_punctuation() {
                markdown.push('\\');
            }
            markdown.push(c);
        }
        markdown.push_str("\n\n");
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(html: &str) -> Option<String> {
        markdown(&json!({ "html": html, "testo": "# solo *parole*" }))
    }

    #[test]
    fn formatting_survives() {
        let html = "<p>Vai da <a href=\"https://a.example/x?a=1&amp;b=2\">noi</a> <strong>subito</strong>.</p>\n<ul>\n<li>uno</li>\n<li>due<ol><li>tre</li></ol></li>\n</ul>\n<h3>Poi</h3>";
        let markdown = of(html).unwrap();
        for part in ["[noi](https://a.example/x?a=1&b=2)", "**subito**", "*   uno", "1.  tre", "### Poi"] {
            assert!(markdown.contains(part), "{part} in {markdown}");
        }
    }

    #[test]
    fn what_no_board_writes_becomes_its_words() {
        let deep = ["<b></i>".repeat(5_000), "<b/>".repeat(40_000), "<ul><li>".repeat(1_000), "<p>".repeat(50)];
        for html in deep.iter().map(String::as_str).chain([
            "<p>a<script>alert(1)</script></p>",
            "<p><img src=\"https://b.example/x.png\" alt=\"y\"/></p>",
            "<p>a<!-- --></p>",
            "<?x?><p>a</p>",
            "<p><![CDATA[<b>]]></p>",
            "<p>a",
            "</p>",
        ]) {
            assert_eq!(of(html).unwrap(), "\\# solo \\*parole\\*\n\n", "{html:.60}");
        }
    }

    #[test]
    fn a_text_that_leads_nowhere_good_becomes_its_words() {
        for target in [
            "javascript:alert(1)",
            "/privacy/",
            "//c.example/",
            "data:text/html,x",
            "tel:1;x",
            "mailto:a b",
            "#x",
            "&#1;javascript:alert(1)",
            "&#8238;/x/",
        ] {
            assert_eq!(
                of(&format!("<p><a href=\"{target}\">qui</a></p>")).unwrap(),
                "\\# solo \\*parole\\*\n\n",
                "{target}"
            );
        }
    }
}
