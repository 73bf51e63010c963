//! Where a value stands in its text: found by walking the text again and stopping at the value with
//! an error, since the parser gives positions to errors only.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::draft::Locus;
use crate::model::node::{Path, Step};

/// The bytes of a value or key; the start of the file if it is not there.
pub fn locate(yaml: &str, path: &Path, locus: Locus) -> Range<usize> {
    let walk = LocateSeed { steps: &path.0, locus };
    let start = match walk.deserialize(serde_yaml::Deserializer::from_str(yaml)) {
        Err(error) => error.location().map_or(0, |location| location.index()),
        Ok(()) => 0,
    };
    let start = yaml.floor_char_boundary(start.min(yaml.len()));
    match (locus, path.0.last()) {
        (Locus::Key(_), Some(Step::Key(key))) if yaml[start..].starts_with(key.as_ref()) => start..start + key.len(),
        (Locus::Value, Some(Step::Key(key))) if blank_value(yaml, start) => {
            // An empty value has no text of its own: its key is underlined.
            let key_start = yaml[..start].rfind(key.as_ref()).unwrap_or(start);
            key_start..key_start + key.len()
        }
        _ => scalar_span(yaml, start),
    }
}

fn blank_value(yaml: &str, start: usize) -> bool {
    let line_start = line_start(yaml, start);
    yaml[start..line_end(yaml, start)].trim().is_empty()
        || yaml[line_start..start].trim().is_empty() && {
            // The mark of an empty value may stand at the start of the next line.
            yaml[..line_start].trim_end().ends_with(':')
                && !yaml[start..].starts_with(['-', ' '])
                && !yaml[line_start..].starts_with(' ')
        }
}

/// The start of the line on which an offset lies.
pub fn line_start(yaml: &str, offset: usize) -> usize {
    yaml[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

pub fn line_end(yaml: &str, start: usize) -> usize {
    let end = yaml[start..].find('\n').map_or(yaml.len(), |newline| start + newline);
    start + yaml[start..end].trim_end().len()
}

/// The bytes of the value that starts at an offset, on its first line.
pub fn scalar_span(yaml: &str, start: usize) -> Range<usize> {
    let start = yaml.floor_char_boundary(start.min(yaml.len()));
    let line = &yaml[start..line_end(yaml, start)];
    let length = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].find(quote).map_or(line.len(), |end| end + 2),
        Some('|' | '>' | '[' | '{' | '-') => line.len(),
        _ => {
            let line_start = line_start(yaml, start);
            let in_flow = yaml[line_start..start].contains(['[', '{']);
            let end = if in_flow { line.find([',', ']', '}']).unwrap_or(line.len()) } else { line.len() };
            let end = line[..end].find(" #").unwrap_or(end);
            line[..end].trim_end().len()
        }
    };
    start..start + length.max(usize::from(!line.is_empty()))
}

/// Walks to a value and stops there with an error, which carries the position.
struct LocateSeed<'p> {
    steps: &'p [Step],
    locus: Locus,
}

impl<'de> DeserializeSeed<'de> for LocateSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.steps.first() {
            None => deserializer.deserialize_any(Stop),
            Some(Step::Key(_)) => deserializer.deserialize_map(self),
            Some(Step::Item(_)) => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de> Visitor<'de> for LocateSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the way to a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some(Step::Item(wanted)) = self.steps.first() else { return Ok(()) };
        for _ in 0..*wanted {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(LocateSeed { steps: &self.steps[1..], locus: self.locus })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some(Step::Key(wanted)) = self.steps.first() else { return Ok(()) };
        let last = self.steps.len() == 1;
        let mut met = 0;
        loop {
            let stop_at_key = matches!(self.locus, Locus::Key(nth) if last && nth == met);
            let Some(matches) = entries.next_key_seed(KeySeed { wanted, stop: stop_at_key })? else { return Ok(()) };
            if matches && !(last && matches!(self.locus, Locus::Key(_))) {
                return entries.next_value_seed(LocateSeed { steps: &self.steps[1..], locus: self.locus });
            }
            met += usize::from(matches);
            entries.next_value::<IgnoredAny>()?;
        }
    }
}

/// Compares a key; stops at the wanted one if asked.
struct KeySeed<'p> {
    wanted: &'p str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        if key == self.wanted && self.stop { Err(E::custom("here")) } else { Ok(key == self.wanted) }
    }
}

/// Refuses whatever it is given: every default method of a visitor is an error with a position.
struct Stop;

impl<'de> Visitor<'de> for Stop {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("here"))
    }
}
