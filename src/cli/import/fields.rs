//! The fields of an entry as lines of YAML: one field is set or taken away, every other byte stays.
//!
//! Only what people write is known here: one field per line, values on the same line or indented
//! below. What is written otherwise may come out wrong; the caller reads the result and refuses it.

use super::column::record;
use super::value::{Hours, Value};
use crate::cli::yaml;
use crate::model::schema::{Field, Shape};

/// A field in the lines of a block.
struct Entry<'t> {
    key: &'t str,
    /// From its line to the last one of its value; comments and blanks below belong to nobody.
    start: usize,
    end: usize,
}

/// What stands after a key and its colon.
pub fn rendered(field: &Field, value: &Value) -> Option<String> {
    match value {
        Value::Erased => None,
        Value::Text(text) if matches!(field.shape, Shape::Markdown) => Some(format!(" |{}", indented(text))),
        Value::Text(text) => Some(format!(" {}", yaml::value(&field.shape, text))),
        Value::List(items) if matches!(field.shape, Shape::Coverage) && items == &["tutti"] => {
            Some(" tutti".to_owned())
        }
        Value::List(items) => Some(format!(" {}", yaml::list(items))),
        Value::Hours(hours) => Some(hours.iter().map(hours_lines).collect()),
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("\n  {line}").trim_end_matches(' ').to_owned()).collect()
}

fn hours_lines(hours: &Hours) -> String {
    let note = hours.note.as_ref().map(|note| format!("\n    nota: {}", yaml::text(note)));
    format!(
        "\n  - giorni: {}\n    dalle: {}\n    alle: {}{}",
        yaml::text(&hours.days),
        yaml::text(&hours.from),
        yaml::text(&hours.to),
        note.unwrap_or_default()
    )
}

/// The block with one of its fields set, or taken away if there is no value.
pub fn set(block: &str, indent: usize, fields: &[&Field], key: &str, value: Option<&str>) -> String {
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let entries = entries(&lines, indent);
    let old = entries.iter().find(|entry| entry.key == key);
    let margin = " ".repeat(indent);
    let (start, end, new) = match (old, value) {
        (None, None) => return block.to_owned(),
        (Some(old), None) => (old.start, old.end, String::new()),
        (Some(old), Some(value)) => (old.start, old.end, replaced(&lines[old.start..old.end], &margin, key, value)),
        (None, Some(value)) => {
            let at = place_of(&entries, fields, key).unwrap_or(lines.len());
            (at, at, format!("{margin}{key}:{value}\n"))
        }
    };
    let mut before = lines[..start].concat();
    if !before.is_empty() && !before.ends_with('\n') {
        before.push('\n');
    }
    let line_end = if block.contains("\r\n") { "\r\n" } else { "\n" };
    before + &new.replace('\n', line_end) + &lines[end..].concat()
}

/// The line after the last field that comes before this one in the model; after all, if none does.
fn place_of(entries: &[Entry], fields: &[&Field], key: &str) -> Option<usize> {
    let position = |key: &str| fields.iter().position(|field| field.key == key);
    let before = entries.iter().filter(|entry| position(entry.key) < position(key) && position(entry.key).is_some());
    before.max_by_key(|entry| position(entry.key)).or(entries.last()).map(|entry| entry.end)
}

/// The lines of a field with another value; what its comments say is kept.
fn replaced(old: &[&str], margin: &str, key: &str, value: &str) -> String {
    let text = old.concat();
    let comments = comments(&text);
    match (comments.as_slice(), value.contains('\n')) {
        ([comment], false) if old.len() == 1 => {
            let before = &text[..text.find(comment).unwrap_or_default()];
            let gap = &before[before.trim_end().len()..];
            format!("{margin}{key}:{value}{gap}{comment}\n")
        }
        (comments, _) => {
            let above: String = comments.iter().map(|comment| format!("{margin}{comment}\n")).collect();
            format!("{above}{margin}{key}:{value}\n")
        }
    }
}

/// The comments in the lines of a field.
fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let is_long_text = text.split_once(':').is_some_and(|(_, value)| value.trim_start().starts_with(['|', '>']));
    if is_long_text {
        return found;
    }
    let mut quote: Option<char> = None;
    let mut before = ' ';
    let mut in_comment = false;
    for (offset, c) in text.char_indices() {
        match (quote, c) {
            (_, '\n') => in_comment = false,
            _ if in_comment => {}
            (Some(open), c) if c == open && before != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if opens_value(&text[..offset]) => quote = Some(c),
            (None, '#') if before.is_whitespace() => {
                found.push(text[offset..].lines().next().unwrap_or_default().trim_end());
                in_comment = true;
            }
            (None, _) => {}
        }
        before = c;
    }
    found
}

/// Whether a value may begin here, so that a quote is not an apostrophe.
fn opens_value(before: &str) -> bool {
    before.trim_end().is_empty() || before.trim_end().ends_with([':', '-', '[', ',', '{'])
}

fn entries<'t>(lines: &[&'t str], indent: usize) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(key) = key(line, indent) {
            entries.push(Entry { key, start: index, end: index + 1 });
        } else if let Some(last) = entries.last_mut().filter(|_| continues(line, indent)) {
            last.end = index + 1;
        }
    }
    entries
}

/// The key of a line that opens a field at that indentation.
fn key(line: &str, indent: usize) -> Option<&str> {
    let rest = line.strip_prefix(&" ".repeat(indent))?;
    let (key, value) = rest.split_once(':')?;
    let key = key.trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_key && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some(key)
}

/// Whether a line belongs to the value above it.
fn continues(line: &str, indent: usize) -> bool {
    let text = line.trim_start();
    let width = line.len() - text.len();
    let is_item = text.starts_with("- ") || text.trim_end() == "-";
    !text.trim_end().is_empty() && (width > indent || (width == indent && is_item))
}

/// The YAML with a field inside a group set, or taken away: that of the first item, if the group is a
/// list. None if the group is not written one field per line.
pub fn set_inside(yaml: &str, fields: &[&Field], group: &Field, key: &str, value: Option<&str>) -> Option<String> {
    let is_list = matches!(group.shape, Shape::List(_));
    let inner: Vec<&Field> = record(group).iter().collect();
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    let Some(entry) = entries(&lines, 0).into_iter().find(|entry| entry.key == group.key) else {
        let dash = if is_list { "- " } else { "" };
        let new = value.map(|value| format!("\n  {dash}{key}:{value}"));
        return Some(set(yaml, 0, fields, group.key, new.as_deref()));
    };
    let start = (entry.start + 1..entry.end).find(|line| !is_blank(lines[*line]))?;
    let width = lines[start].len() - lines[start].trim_start().len();
    let (end, indent) = match is_list {
        true if !is_item(lines[start], width) => return None,
        true => ((start + 1..entry.end).find(|line| is_item(lines[*line], width)).unwrap_or(entry.end), width + 2),
        false => (entry.end, width),
    };
    let mut item = lines[start..end].concat();
    if is_list {
        item.replace_range(width..width + 1, " ");
    }
    let mut item = set(&item, indent, &inner, key, value);
    match first_field(&item, indent) {
        Some(line) if is_list => item.replace_range(line + width..line + width + 1, "-"),
        Some(_) => {}
        None if end == entry.end => return Some(set(yaml, 0, fields, group.key, None)),
        None => item.clear(),
    }
    Some(lines[..start].concat() + &item + &lines[end..].concat())
}

/// Whether a dash stands there, with an item behind it.
fn is_item(line: &str, width: usize) -> bool {
    line.get(..width).is_some_and(|margin| margin.trim().is_empty()) && line[width..].starts_with("- ")
}

/// Where the first line with a field starts.
fn first_field(block: &str, indent: usize) -> Option<usize> {
    let mut offset = 0;
    for line in block.split_inclusive('\n') {
        if key(line, indent).is_some() {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

fn is_blank(line: &str) -> bool {
    let text = line.trim();
    text.is_empty() || text.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::SERVIZIO;

    fn fields() -> Vec<&'static Field> {
        SERVIZIO.fields().collect()
    }

    fn inside(yaml: &str, group: &str, key: &str, value: Option<&str>) -> Option<String> {
        set_inside(yaml, &fields(), SERVIZIO.field(group).unwrap(), key, value)
    }

    #[test]
    fn a_value_changes_and_what_stands_around_it_stays() {
        let yaml = "# in cima\ntitolo: A  # il nome\n\n# sotto\nbisogni:\n  - casa # perché\n  - lavoro\nente: x\n";
        let yaml = set(yaml, 0, &fields(), "titolo", Some(" B"));
        assert_eq!(
            yaml,
            "# in cima\ntitolo: B  # il nome\n\n# sotto\nbisogni:\n  - casa # perché\n  - lavoro\nente: x\n"
        );
        let yaml = set(&yaml, 0, &fields(), "bisogni", Some(" [casa]"));
        assert_eq!(yaml, "# in cima\ntitolo: B  # il nome\n\n# sotto\n# perché\nbisogni: [casa]\nente: x\n");
        let yaml = set(&yaml, 0, &fields(), "per_chi", Some(" [anziani]"));
        assert!(yaml.contains("bisogni: [casa]\nper_chi: [anziani]\nente: x\n"), "{yaml}");
        assert_eq!(set(&yaml, 0, &fields(), "ente", None).matches("ente").count(), 0);
        let windows = set("titolo: A\r\nente: x\r\n", 0, &fields(), "bisogni", Some(" [casa]"));
        assert_eq!(windows, "titolo: A\r\nbisogni: [casa]\r\nente: x\r\n");
    }

    #[test]
    fn only_the_first_contact_changes() {
        let yaml = "contatti:\n  - nome: Uno # qui\n    telefono: 1\n  - telefono: 2\ncosto: gratuito\n";
        let changed = inside(yaml, "contatti", "telefono", Some(" 3")).unwrap();
        assert_eq!(changed, yaml.replace("telefono: 1", "telefono: 3"));
        let erased = inside(yaml, "contatti", "nome", None).unwrap();
        assert_eq!(erased, "contatti:\n  - telefono: 1\n  - telefono: 2\ncosto: gratuito\n");
        let gone = inside("contatti:\n- telefono: 1\ncosto: gratuito\n", "contatti", "telefono", None).unwrap();
        assert_eq!(gone, "costo: gratuito\n");
        assert_eq!(inside("titolo: A\n", "eta", "da", Some(" 6")).unwrap(), "titolo: A\neta:\n  da: 6\n");
        assert!(inside("contatti: [{ telefono: 1 }]\n", "contatti", "telefono", Some(" 2")).is_none());
    }

    #[test]
    fn comments_are_told_from_signs_inside_quotes_and_long_texts() {
        assert_eq!(comments("a: \"x # y\" # z\n"), ["# z"]);
        assert_eq!(comments("a: l'età # z\n"), ["# z"]);
        assert_eq!(comments("a: |\n  testo # non commento\n"), Vec::<&str>::new());
    }
}
