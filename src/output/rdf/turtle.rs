//! Turtle (RDF 1.1).

use super::node::{Node, Object, PREFIXES};

pub fn document(nodes: &[Node]) -> String {
    let mut text = String::new();
    for (prefix, address) in PREFIXES {
        text.push_str(&format!("@prefix {prefix}: <{address}> .\n"));
    }
    for node in nodes {
        text.push('\n');
        text.push_str(&node.id.as_deref().map_or_else(|| "[]".to_owned(), iri));
        text.push_str(&about(node, 1));
        text.push_str(" .\n");
    }
    text
}

/// Types and properties of a node, each on its line.
fn about(node: &Node, depth: usize) -> String {
    let line = format!("\n{}", "  ".repeat(depth));
    let types = (!node.types.is_empty()).then(|| format!("{line}a {}", node.types.join(", ")));
    let properties = node.properties.iter().map(|(property, objects)| {
        let objects: Vec<String> = objects.iter().map(|object| self::object(object, depth)).collect();
        format!("{line}{property} {}", objects.join(", "))
    });
    types.into_iter().chain(properties).collect::<Vec<_>>().join(" ;")
}

fn object(object: &Object, depth: usize) -> String {
    match object {
        Object::Iri(address) => iri(address),
        Object::Name(name) => (*name).to_owned(),
        Object::Text(text) => literal(text),
        Object::Words(text, lang) => format!("{}@{lang}", literal(text)),
        Object::Date(date) => format!("{}^^xsd:date", literal(date)),
        Object::Node(node) => format!("[{}\n{}]", about(node, depth + 1), "  ".repeat(depth)),
    }
}

/// An address; what may not stand in one is written in percent.
fn iri(address: &str) -> String {
    let mut written = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | '\0'..=' ' => {
                written.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written.push('>');
    written
}

fn literal(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\0'..'\u{20}' | '\u{7f}' => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_or_an_address_ends_it() {
        assert_eq!(literal("a\"b\\c\nd\u{1}"), r#""a\"b\\c\nd\u0001""#);
        assert_eq!(iri("https://a.example/> <b>"), "<https://a.example/%3E%20%3Cb%3E>");
    }
}
