//! A digest for a messaging group: a line for each item, bold between asterisks, messages that are not
//! longer than such groups take.

use super::{Digest, Help, Item};

/// In the units by which messaging services count; one less than the 4,096 that they take.
const LONGEST: usize = 4095;

/// Between two messages.
const CUT: &str = "---\n";

pub fn draw(digest: &Digest) -> String {
    messages(digest).join(CUT)
}

/// Each starts with the title of what it goes on with.
fn messages(digest: &Digest) -> Vec<String> {
    let mut messages = vec![format!("*{}*\n{}. {}.\n", plain(&digest.title), plain(&digest.place), digest.period)];
    for group in &digest.groups {
        let title = format!("\n*{}*\n", plain(&group.title));
        let mut heading = title.as_str();
        for line in group.items.iter().map(line) {
            let last = messages.last_mut().expect("there is a first message");
            if length(last) + length(heading) + length(&line) > LONGEST {
                messages.push(format!("{}{line}", title.trim_start()));
            } else {
                last.push_str(heading);
                last.push_str(&line);
            }
            heading = "";
        }
    }
    let end = end(digest);
    match messages.last_mut().filter(|last| length(last) + length(&end) <= LONGEST) {
        Some(last) => last.push_str(&end),
        None => messages.push(end.trim_start().to_owned()),
    }
    messages
}

fn line(item: &Item) -> String {
    let facts: String = item.when.iter().chain(&item.place).map(|fact| format!(". {}", plain(fact))).collect();
    format!("- {}{facts}: {}\n", plain(&item.title), item.url)
}

fn end(digest: &Digest) -> String {
    let help = digest.help.as_ref().map(call).unwrap_or_default();
    format!("\n{}{}\n", help, digest.url)
}

fn call(help: &Help) -> String {
    let ways: Vec<String> = help.ways().map(plain).collect();
    format!("{}: {}\n", plain(&help.title), ways.join(", "))
}

/// Without the signs that a messaging service takes for bold, italics and the like.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !matches!(c, '*' | '~' | '`')).map(|c| if c == '_' { ' ' } else { c }).collect()
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Group;

    #[test]
    fn a_long_digest_is_cut_between_items_and_every_piece_says_what_it_is() {
        let item = |number: usize| Item {
            title: format!("Scheda {number} {}", "à".repeat(60)),
            summary: String::new(),
            url: format!("https://a.example/{number}/"),
            when: None,
            place: None,
            lang: None,
        };
        let digest = Digest {
            lang: "it".to_owned(),
            dir: "ltr",
            title: "Bacheca".to_owned(),
            place: "Valle".to_owned(),
            period: "Oggi".to_owned(),
            groups: vec![Group { title: "Novità".to_owned(), items: (0..100).map(item).collect() }],
            url: "https://a.example/".to_owned(),
            help: None,
        };
        let messages = messages(&digest);
        assert!(messages.len() > 1 && messages.iter().all(|message| length(message) <= LONGEST));
        assert!(messages[1..].iter().all(|message| message.starts_with("*Novità*\n- ")), "{messages:?}");
        let lines = messages.iter().flat_map(|message| message.lines()).filter(|line| line.starts_with("- "));
        assert_eq!(lines.count(), 100);
    }
}
