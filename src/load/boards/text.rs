//! Formatted texts of other boards, back into Markdown: parsed again here, they can hold nothing that a text of this
//! board could not.

use htmd::HtmlToMarkdown;
use serde_json::Value;

use crate::load::markdown::{Ids, Under, parse};
use crate::model::value::{Email, Web, is_invisible};

/// Elements inside each other, at most: no author nests lists deeper, and the converter calls itself.
const DEEPEST: usize = 40;

/// The Markdown of a text as data have it: `html`, or the words of `testo` if that is not what a board writes.
pub fn markdown(value: &Value) -> Option<String> {
    let html = value.get("html")?.as_str()?;
    let formatted = is_shallow(html).then(|| converted(html)).flatten().filter(|markdown| is_sound(markdown));
    let mut markdown = formatted.or_else(|| value.get("testo")?.as_str().map(plain))?;
    markdown.retain(|c| !is_invisible(c));
    (!markdown.trim().is_empty()).then_some(markdown)
}

fn converted(html: &str) -> Option<String> {
    HtmlToMarkdown::builder().skip_tags(vec!["img", "script", "style"]).build().convert(html).ok()
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

/// Whether elements are closed soon enough for a converter that follows them down.
fn is_shallow(html: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap_or_default();
        match inside.as_bytes() {
            [b'/', ..] => depth = depth.saturating_sub(1),
            _ if inside.ends_with('/') => {}
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    deepest <= DEEPEST
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
    fn what_would_run_or_show_a_file_of_others_is_dropped() {
        let markdown = of("<p>a<script>alert(1)</script><img src=\"https://b.example/x.png\" alt=\"y\">b</p>").unwrap();
        assert_eq!(markdown, "ab");
    }

    #[test]
    fn a_text_that_leads_nowhere_good_becomes_its_words() {
        for target in
            ["javascript:alert(1)", "/privacy/", "//c.example/", "data:text/html,x", "tel:1;x", "mailto:a b", "#x"]
        {
            assert_eq!(
                of(&format!("<p><a href=\"{target}\">qui</a></p>")).unwrap(),
                "\\# solo \\*parole\\*\n\n",
                "{target}"
            );
        }
    }

    #[test]
    fn an_abyss_of_elements_becomes_its_words() {
        let html = "<b>".repeat(100_000);
        assert_eq!(of(&html).unwrap(), "\\# solo \\*parole\\*\n\n");
    }
}
