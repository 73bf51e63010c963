//! Markdown, parsed once: the HTML it becomes, and what it points to. Addresses are left open in the
//! HTML, because only a resolved site knows where a page or a file is.

use std::ops::Range;

/// What stands in the HTML for the address of a link, before its index and a `>`. Text cannot
/// counterfeit it: in text and code every `<` is escaped.
const LINK_SLOT: &str = "<link:";
/// The same for the file of an image.
const IMAGE_SLOT: &str = "<image:";

/// The slot for the address of the link with that index.
pub fn link_slot(index: usize) -> String {
    format!("{LINK_SLOT}{index}>")
}

/// The slot for the file of the image with that index.
pub fn image_slot(index: usize) -> String {
    format!("{IMAGE_SLOT}{index}>")
}

/// A piece of formatted text.
#[derive(Debug, Default)]
pub struct Prose {
    html: String,
    pub links: Vec<Link>,
    pub images: Vec<ImageReference>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    pub tables: Vec<Table>,
    /// Raw HTML found, shown as text.
    pub raw_html: Vec<Range<usize>>,
    /// The text as its reader meets it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of text that stands apart from the others.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    /// Of a list, and of how many lists around it.
    Item {
        depth: u8,
    },
    Heading,
    Cell,
}

/// Words without a mark of formatting between them, by their place in the text that was parsed.
#[derive(Debug)]
pub struct Run {
    pub kind: RunKind,
    pub span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    Words,
    /// The words of a link.
    Link,
    Code,
    /// The author began a new line, the page does not.
    SoftBreak,
    HardBreak,
}

/// What a link or an image points to. Spans are byte ranges of the text that was parsed.
#[derive(Debug)]
pub struct Reference {
    pub target: String,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub struct Link {
    pub target: Reference,
    /// Its words; none when it holds only an image, or nothing.
    pub text: String,
}

#[derive(Debug)]
pub struct ImageReference {
    pub file: Reference,
    pub alt: String,
}

#[derive(Debug)]
pub struct Heading {
    pub id: String,
    pub text: String,
    /// As the author wrote it: 1 for `#`.
    pub level: u8,
    pub span: Range<usize>,
}

/// A table as written; its span is that of the whole.
#[derive(Debug)]
pub struct Table {
    pub span: Range<usize>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Where a link of a text leads, and the language there when it is not that of the text.
pub struct LinkTarget {
    pub url: String,
    pub lang: Option<String>,
}

/// Where an image of a text is published, and how large it is.
pub struct ImageTarget {
    pub url: String,
    pub width: u32,
    pub height: u32,
}

impl Prose {
    pub fn with_html(mut self, html: String) -> Prose {
        self.html = html;
        self
    }

    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The words alone; blocks are apart by a line end.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.html.len());
        let mut rest = self.html.as_str();
        while let Some(start) = rest.find('<') {
            text.push_str(&rest[..start]);
            let end = start + tag_length(&rest[start..]);
            let is_inline = INLINE.iter().any(|tag| rest[start..].starts_with(tag));
            if !is_inline && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            rest = &rest[end..];
        }
        text.push_str(rest);
        unescape(text.trim())
    }

    /// Questions and their answers, if every section of the text is a question.
    pub fn questions(&self) -> Option<Vec<(&str, String)>> {
        let level = self.headings.iter().map(|heading| heading.level).min()?;
        let mut sections = self.headings.iter().filter(|heading| heading.level == level).peekable();
        let mut questions: Vec<(&str, String)> = Vec::new();
        for line in self.text().lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(heading) = sections.next_if(|heading| heading.text == line) {
                questions.push((&heading.text, String::new()));
            } else if let Some((_, answer)) = questions.last_mut() {
                let between = if answer.is_empty() { "" } else { "\n" };
                answer.push_str(between);
                answer.push_str(line);
            }
        }
        let are_questions = |(name, answer): &(&str, String)| name.ends_with('?') && !answer.is_empty();
        (sections.next().is_none() && questions.iter().all(are_questions)).then_some(questions)
    }

    /// The sentences alone, without headings and code; each paragraph or item of a list is a line.
    pub fn running_text(&self) -> String {
        let mut text = String::with_capacity(self.html.len());
        let mut rest = self.html.as_str();
        while let Some(start) = rest.find('<') {
            push_line(&rest[..start], &mut text);
            let tag = &rest[start..];
            let end = match SKIPPED.iter().find(|(open, _)| tag.starts_with(open)) {
                Some((_, close)) => tag.find(close).map_or(tag.len(), |at| at + close.len()),
                None => tag_length(tag),
            };
            if !INLINE.iter().any(|inline| tag.starts_with(inline)) && !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            rest = &tag[end..];
        }
        push_line(rest, &mut text);
        unescape(text.trim())
    }

    /// The HTML with every address filled in; `link` and `image` return escaped-safe URLs.
    ///
    /// A link without an address (to a page that is not published today) becomes plain text.
    pub fn html(
        &self,
        link: &dyn Fn(&str) -> Option<LinkTarget>,
        image: &dyn Fn(&str) -> Option<ImageTarget>,
    ) -> String {
        let with_links = fill(&self.html, LINK_SLOT, |index| {
            let target = &self.links[index].target.target;
            match link(target) {
                Some(LinkTarget { url, .. }) if url.starts_with("http") => {
                    format!("\"{}\" rel=\"external\"", escape(&url))
                }
                Some(LinkTarget { url, lang: Some(lang) }) => format!("\"{}\" hreflang=\"{lang}\"", escape(&url)),
                Some(LinkTarget { url, lang: None }) => format!("\"{}\"", escape(&url)),
                None => "\"\" data-non-pubblicata".to_owned(),
            }
        });
        fill(&with_links, IMAGE_SLOT, |index| match image(&self.images[index].file.target) {
            Some(ImageTarget { url, width, height }) => {
                format!("\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"", escape(&url))
            }
            None => "\"\"".to_owned(),
        })
        .replace("<a href=\"\" data-non-pubblicata>", "<a>")
    }

    /// The same without its images, which are not the board's to give: their words stand in their place.
    pub fn html_in_words(&self, link: &dyn Fn(&str) -> Option<LinkTarget>) -> String {
        let html = self.html(link, &|_| None);
        let mut pieces = html.split(IMAGE_START);
        let mut words = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (alt, rest) = piece.split_once(IMAGE_END).expect("an image has words and no file");
            words.push_str(alt);
            words.push_str(rest);
        }
        words
    }
}

/// An image as [`Prose::html`] leaves it when it has no file, around its words.
const IMAGE_START: &str = "<img alt=\"";
const IMAGE_END: &str = "\" src=\"\">";

/// Tags inside a line of text.
const INLINE: [&str; 8] = ["<a ", "</a", "<em", "</em", "<strong", "</strong", "<code", "</code"];

/// What is not a sentence, with its end.
const SKIPPED: [(&str, &str); 8] = [
    ("<h2", "</h2>"),
    ("<h3", "</h3>"),
    ("<h4", "</h4>"),
    ("<h5", "</h5>"),
    ("<h6", "</h6>"),
    ("<pre", "</pre>"),
    ("<code", "</code>"),
    ("<th>", "</th>"),
];

/// Adds a piece of HTML text, in which a line end is only where its author broke the line.
fn push_line(html: &str, text: &mut String) {
    match text.ends_with('\n') || text.is_empty() {
        true => text.push_str(&html.trim_start().replace('\n', " ")),
        false => text.push_str(&html.replace('\n', " ")),
    }
}

/// The length of the tag that a text starts with; slots stand inside tags.
fn tag_length(html: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if depth == 1 => return at + 1,
            b'>' => depth -= 1,
            _ => {}
        }
    }
    html.len()
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&#x27;'", "&amp;&"].iter().fold(text.to_owned(), |text, pair| {
        let (entity, character) = pair.split_at(pair.len() - 1);
        text.replace(entity, character)
    })
}

/// Replaces each slot of a kind.
fn fill(html: &str, slot: &str, value: impl Fn(usize) -> String) -> String {
    let mut pieces = html.split(slot);
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (index, rest) = piece.split_once('>').expect("a slot is closed");
        filled.push_str(&value(index.parse().expect("a slot holds an index")));
        filled.push_str(rest);
    }
    filled
}

/// Escapes text for an HTML attribute or element.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_of_others_become_their_words() {
        let image = |alt: &str| format!("<img alt=\"{}\" src={}>", escape(alt), image_slot(0));
        let prose = Prose::default().with_html(format!("<p>Ecco {} e {}.</p>", image("una \"casa\""), image("")));
        let prose = Prose {
            images: vec![ImageReference { file: Reference { target: "a.png".into(), span: 0..0 }, alt: String::new() }],
            ..prose
        };
        assert_eq!(prose.html_in_words(&|_| None), "<p>Ecco una &quot;casa&quot; e .</p>");
    }
}
