//! A digest for a web page or a tool that sends newsletters.

use std::fmt::Write as _;

use super::{Digest, Help, Item};

pub fn draw(digest: &Digest) -> String {
    let mut text = format!("# {}\n\n{}. {}.\n", escape(&digest.title), escape(&digest.place), digest.period);
    for group in &digest.groups {
        let _ = write!(text, "\n## {}\n\n", escape(&group.title));
        text.extend(group.items.iter().map(item));
    }
    let _ = write!(text, "\n[{}]({})\n", escape(&digest.title), digest.url);
    if let Some(help) = &digest.help {
        let _ = write!(text, "\n{}\n", call(help));
    }
    text
}

fn item(item: &Item) -> String {
    let facts: Vec<String> = item.when.iter().chain(&item.place).map(|fact| escape(fact)).collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" **{}.**", facts.join(". ")) };
    format!("- [{}]({}): {}{facts}\n", escape(&item.title), item.url, escape(&item.summary))
}

fn call(help: &Help) -> String {
    let ways: Vec<String> = help.ways().map(escape).collect();
    format!("{}: {}", escape(&help.title), ways.join(", "))
}

/// Text that no reader of Markdown takes for anything else.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '{' | '}' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        assert_eq!(
            escape("<b>*Più* |bello| [x](y) _a_\n# no"),
            "&lt;b&gt;\\*Più\\* \\|bello\\| \\[x\\](y) \\_a\\_ \\# no"
        );
    }
}
