//! Events of the Markdown parser → the blocks of a text, as its reader meets them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::prose::{Block, BlockKind, Run, RunKind};

/// Listens to the parser, event by event.
#[derive(Default)]
pub struct Blocks {
    done: Vec<Block>,
    open: Option<Block>,
    /// Lists around what is being read.
    depth: u8,
    in_link: bool,
    /// Code blocks and images: their words are not sentences.
    skipped: u8,
}

impl Blocks {
    pub fn see(&mut self, event: &Event, span: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(*end),
            Event::Text(_) => self.run(if self.in_link { RunKind::Link } else { RunKind::Words }, span),
            Event::Code(_) => self.run(RunKind::Code, span),
            Event::SoftBreak => self.run(RunKind::SoftBreak, span),
            Event::HardBreak => self.run(RunKind::HardBreak, span),
            _ => {}
        }
    }

    pub fn finish(mut self) -> Vec<Block> {
        self.close();
        self.done
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::List(_) => {
                self.close();
                self.depth += 1;
            }
            Tag::Item => self.begin(BlockKind::Item { depth: self.depth }),
            Tag::Paragraph if self.depth == 0 => self.begin(BlockKind::Paragraph),
            Tag::Paragraph => self.begin(BlockKind::Item { depth: self.depth }),
            Tag::Heading { .. } => self.begin(BlockKind::Heading),
            Tag::TableCell => self.begin(BlockKind::Cell),
            Tag::CodeBlock(_) | Tag::Image { .. } => self.skipped += 1,
            Tag::Link { .. } => self.in_link = true,
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) => {
                self.close();
                self.depth -= 1;
            }
            TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::CodeBlock | TagEnd::Image => self.skipped -= 1,
            TagEnd::Link => self.in_link = false,
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Block { kind, runs: Vec::new() });
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().filter(|block| !block.runs.is_empty()));
    }

    /// Typographic marks split words into pieces that touch: they are one run.
    fn run(&mut self, kind: RunKind, span: &Range<usize>) {
        if self.skipped > 0 {
            return;
        }
        let depth = self.depth;
        let kind_of_block = if depth == 0 { BlockKind::Paragraph } else { BlockKind::Item { depth } };
        let block = self.open.get_or_insert_with(|| Block { kind: kind_of_block, runs: Vec::new() });
        match block.runs.last_mut() {
            Some(last) if last.kind == kind && last.span.end == span.start => last.span.end = span.end,
            _ => block.runs.push(Run { kind, span: span.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    fn blocks(text: &str) -> Vec<(BlockKind, Vec<(RunKind, &str)>)> {
        let mut blocks = Blocks::default();
        let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION;
        for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
            blocks.see(&event, &span);
        }
        let runs = |block: Block| block.runs.into_iter().map(|run| (run.kind, &text[run.span])).collect();
        blocks.finish().into_iter().map(|block| (block.kind, runs(block))).collect()
    }

    #[test]
    fn words_keep_their_places_whatever_marks_stand_between_them() {
        use RunKind::{Code, HardBreak, Link, SoftBreak, Words};
        let found = blocks("L'età e **poi**\nvai [qui \"ora\"](/x/)  \n`X1` ![alt](a.png) &amp;\n\n```\ncodice\n```\n");
        assert_eq!(found.len(), 1);
        let expected = [
            (Words, "L'età e "),
            (Words, "poi"),
            (SoftBreak, "\n"),
            (Words, "vai "),
            (Link, "qui \"ora\""),
            (HardBreak, "  \n"),
            (Code, "`X1`"),
            (Words, " "),
            (Words, " &amp;"),
        ];
        assert_eq!(found[0].1, expected);
    }

    #[test]
    fn items_of_lists_know_how_deep_they_are() {
        let found = blocks("# T\n\nuno\n\n- due\n  - tre\n\n  quattro\n\n1. cinque\n\n| a | b |\n|---|---|\n| c | |\n");
        let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, runs)| (*kind, runs[0].1)).collect();
        let item = |depth| BlockKind::Item { depth };
        let expected = [
            (BlockKind::Heading, "T"),
            (BlockKind::Paragraph, "uno"),
            (item(1), "due"),
            (item(2), "tre"),
            (item(1), "quattro"),
            (item(1), "cinque"),
            (BlockKind::Cell, "a"),
            (BlockKind::Cell, "b"),
            (BlockKind::Cell, "c"),
        ];
        assert_eq!(found, expected);
    }
}
