//! Markdown → [`Prose`]: one parse yields the HTML and all that it points to.
//!
//! Content cannot run code: raw HTML becomes text (and a diagnostic), heading attributes and inline
//! styles are dropped, addresses are filled in later by whoever knows which are allowed.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::blocks::Blocks;
use super::tables::Tables;
use crate::model::prose::{Heading, ImageReference, Link, Prose, Reference, escape, image_slot, link_slot};
use crate::model::value::{Email, Phone, slugify};

/// Ids of the headings already given out on a page.
pub type Ids = BTreeMap<String, usize>;

/// The page's own headings stand above those of a text.
#[derive(Clone, Copy)]
pub enum Under {
    /// The page's title: the text may open with `##`.
    Title,
    /// A section's heading: `##` is shown as a third level.
    Section,
}

/// Parses a text; `ids` keeps headings of one page apart.
pub fn parse(text: &str, under: Under, ids: &mut Ids) -> Prose {
    let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION;
    let mut writer = Writer { prose: Prose::default(), events: Vec::new(), under, ids, in_link: false };
    let (mut blocks, mut tables) = (Blocks::default(), Tables::default());
    let mut events = Parser::new_ext(text, options).into_offset_iter().inspect(|(event, span)| {
        blocks.see(event, span);
        tables.see(event, span);
    });
    while let Some((event, span)) = events.next() {
        writer.event(event, span, text, &mut events);
    }
    drop(events);
    writer.prose.blocks = blocks.finish();
    writer.prose.tables = tables.finish();
    let mut rendered = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut rendered, writer.events.into_iter());
    writer.prose.with_html(rendered)
}

/// Where the sections of a body start: text and byte range of each heading of the second level.
pub fn second_level_headings(text: &str) -> Vec<(String, Range<usize>)> {
    let mut headings = Vec::new();
    let mut open: Option<String> = None;
    for (event, span) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => open = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut open {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take().map(|heading| (heading, span))),
            _ => {}
        }
    }
    headings
}

/// An event of the parser, with the bytes that it comes from.
type Spanned<'t> = (Event<'t>, Range<usize>);

struct Writer<'t, 'i> {
    prose: Prose,
    events: Vec<Event<'t>>,
    under: Under,
    ids: &'i mut Ids,
    /// An address inside a link's words does not become a link of its own.
    in_link: bool,
}

impl<'t> Writer<'t, '_> {
    fn event(
        &mut self,
        event: Event<'t>,
        span: Range<usize>,
        text: &'t str,
        rest: &mut dyn Iterator<Item = Spanned<'t>>,
    ) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.prose.raw_html.push(span);
                self.events.push(Event::Text(raw));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let inside = until(rest, |end| matches!(end, TagEnd::Heading(_)));
                self.heading(level, span, inside, text);
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let dest =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                let inside = until(rest, |end| matches!(end, TagEnd::Link));
                self.link(dest, &span, inside, text);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let alt = plain_text(&until(rest, |end| matches!(end, TagEnd::Image)));
                self.image(dest_url.into_string(), alt, &span, text);
            }
            Event::Start(Tag::Table(columns)) => {
                self.html("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\">".to_owned());
                // Alignment would become an inline style, which the site's policy forbids.
                self.events.push(Event::Start(Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()])));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event);
                self.html("</div>\n".to_owned());
            }
            Event::Text(words) if !self.in_link => self.text(words),
            event => self.events.push(event),
        }
    }

    fn html(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    /// Handles the events inside an element, in their turn.
    fn inside(&mut self, events: Vec<Spanned<'t>>, text: &'t str) {
        let mut events = events.into_iter();
        while let Some((event, span)) = events.next() {
            self.event(event, span, text, &mut events);
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Range<usize>, inside: Vec<Spanned<'t>>, text: &'t str) {
        let words = plain_text(&inside);
        if words.trim().is_empty() {
            return self.inside(inside, text);
        }
        let shown = match self.under {
            Under::Title => (level as u8).max(2),
            Under::Section => (level as u8).max(2) + u8::from(level as u8 <= 2),
        };
        let id = unique_id(&words, self.ids);
        self.html(format!("<h{shown} id=\"{id}\">"));
        self.inside(inside, text);
        self.html(format!("</h{shown}>\n"));
        self.prose.headings.push(Heading { id, text: words, level: level as u8, span });
    }

    fn link(&mut self, target: String, span: &Range<usize>, inside: Vec<Spanned<'t>>, text: &'t str) {
        let words = plain_text(&inside);
        let span = find_within(text, span, &target);
        self.prose.links.push(Link { target: Reference { target, span }, text: words });
        self.html(format!("<a href={}>", link_slot(self.prose.links.len() - 1)));
        self.in_link = true;
        self.inside(inside, text);
        self.in_link = false;
        self.html("</a>".to_owned());
    }

    fn image(&mut self, target: String, alt: String, span: &Range<usize>, text: &str) {
        let file = Reference { span: find_within(text, span, &target), target };
        self.html(format!("<img alt=\"{}\" src={}>", escape(&alt), image_slot(self.prose.images.len())));
        self.prose.images.push(ImageReference { file, alt });
    }

    /// Office telephones and mailboxes in running text become links: one tap to call or write.
    fn text(&mut self, words: CowStr<'t>) {
        let mut start = 0;
        for (range, href) in contacts(&words) {
            self.events.push(Event::Text(words[start..range.start].to_owned().into()));
            let shown = &words[range.clone()];
            self.html(format!("<a href=\"{}\">{}</a>", escape(&href), escape(shown)));
            start = range.end;
        }
        self.events.push(if start == 0 { Event::Text(words) } else { Event::Text(words[start..].to_owned().into()) });
    }
}

/// The events before the end of an element, which is consumed.
fn until<'t>(rest: &mut dyn Iterator<Item = Spanned<'t>>, is_end: impl Fn(TagEnd) -> bool) -> Vec<Spanned<'t>> {
    rest.take_while(|(event, _)| !matches!(event, Event::End(end) if is_end(*end))).collect()
}

fn plain_text(events: &[Spanned<'_>]) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

fn unique_id(words: &str, ids: &mut Ids) -> String {
    let base = match slugify(words) {
        slug if slug.is_empty() => "sezione".to_owned(),
        slug => slug,
    };
    let count = ids.entry(base.clone()).or_default();
    *count += 1;
    if *count == 1 { base } else { format!("{base}-{count}") }
}

/// Where the address itself stands inside `[text](address)`; the whole, if it is written otherwise.
fn find_within(text: &str, span: &Range<usize>, target: &str) -> Range<usize> {
    let written = &text[span.clone()];
    let offset =
        written.find(&format!("]({target}")).map(|offset| offset + "](".len()).or_else(|| written.rfind(target));
    match offset {
        Some(offset) if !target.is_empty() => span.start + offset..span.start + offset + target.len(),
        _ => span.clone(),
    }
}

/// E-mail addresses, landlines and toll-free numbers of a text, in order.
fn contacts(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if text.contains('@') {
        found.extend(mailboxes(text));
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        found.extend(telephones(text));
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn mailboxes(text: &str) -> Vec<(Range<usize>, String)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c| !is_part(c)) {
        let bare = word.trim_end_matches(|c| !is_part(c)).trim_end_matches(['.', '-']);
        if let Ok(email) = Email::parse(bare) {
            found.push((start..start + bare.len(), email.href()));
        }
        start += word.len();
    }
    found
}

/// Runs of digits and spaces that begin like a landline (`0…`) or a toll-free number (`800…`).
fn telephones(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|c: char| !(c.is_ascii_digit() || c == ' ')) {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let offset = start + digits.len() - digits.trim_start().len();
        let number = digits.trim_start();
        let count = number.bytes().filter(u8::is_ascii_digit).count();
        let before = text[..offset].chars().next_back();
        let stands_alone = before.is_none_or(|c| c.is_whitespace() || "(:«".contains(c));
        let landline = number.starts_with('0') && (8..=11).contains(&count);
        let toll_free = number.starts_with("800") && count == 9;
        let is_number = stands_alone && (landline || toll_free) && !number.contains("  ");
        if let (true, Ok(phone)) = (is_number, Phone::parse(number)) {
            found.push((offset..offset + number.len(), phone.href()));
        }
        start += run.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::prose::LinkTarget;

    fn html(text: &str) -> String {
        let link = |target: &str| Some(LinkTarget { url: target.to_owned(), lang: None });
        parse(text, Under::Section, &mut Ids::new()).html(&link, &|_| None)
    }

    #[test]
    fn raw_html_and_attributes_never_reach_the_page() {
        let page = html("<script>alert(1)</script>\n\nciao <b onclick=x>a</b>\n\n# T {onclick=alert(1)}\n");
        assert!(!page.contains("<script") && !page.contains("<b ") && page.contains("&lt;script"), "{page}");
        assert!(!page.contains("<h1") && !page.contains("<h3 onclick"), "{page}");
    }

    #[test]
    fn text_cannot_counterfeit_an_address() {
        let page = html("scrivi <link:0> e `<link:9>` e \\<image:7> ![<link:8>](x.png \"<link:3>\") [x](/y/)");
        assert_eq!(page.matches("\"/y/\"").count(), 1, "{page}");
    }

    #[test]
    fn telephones_and_mailboxes_become_links_but_laws_do_not() {
        let page =
            html("Chiama lo 0371 409332. Scrivi a ufficio@comune.it. Legge 112/2016, nel 2025 0 euro, 800 290 290");
        assert!(page.contains("<a href=\"tel:+390371409332\">0371 409332</a>."), "{page}");
        assert!(page.contains("<a href=\"mailto:ufficio@comune.it\">ufficio@comune.it</a>."), "{page}");
        assert!(page.contains("tel:800290290"), "{page}");
        assert_eq!(page.matches("<a ").count(), 3, "{page}");
    }

    #[test]
    fn headings_stand_below_the_page_title_and_have_their_own_ids() {
        let page = html("## Come fare\n\n### Come fare\n");
        assert!(page.contains("<h3 id=\"come-fare\">") && page.contains("<h3 id=\"come-fare-2\">"), "{page}");
    }

    #[test]
    fn sentences_are_told_from_headings_and_broken_lines_from_paragraphs() {
        let text = "# Titolo\n\nUna riga\ne *poi* [un'altra](/x/) & via.\n\n- uno\n- due `X1`\n\n| a | b |\n|---|---|\n| c | d |\n";
        let prose = parse(text, Under::Section, &mut Ids::new());
        assert_eq!(prose.running_text(), "Una riga e poi un’altra & via.\nuno\ndue \nc\nd");
    }

    #[test]
    fn a_table_has_no_inline_style() {
        let page = html("| a | b |\n|:--|--:|\n| 1 | 2 |\n");
        assert!(page.contains("<table>") && !page.contains("style"), "{page}");
    }
}
