//! JSON written once, in the order in which it is said.

use serde::Serialize;

/// A value, already text.
#[derive(Clone, Debug)]
pub struct Json(Vec<u8>);

/// What says nothing: a key with it is left out.
const EMPTY: [&[u8]; 4] = [b"null", b"\"\"", b"[]", b"{}"];

impl Json {
    pub fn of(value: &(impl Serialize + ?Sized)) -> Json {
        let mut bytes = Vec::with_capacity(64);
        write(&mut bytes, value);
        Json(bytes)
    }

    pub fn list(items: impl IntoIterator<Item = Json>) -> Json {
        Json(joined(b'[', b",", items, b']'))
    }

    /// A list whose items stand on lines of their own: large files are read, compared and stored by the line.
    pub fn lines(items: impl IntoIterator<Item = Json>) -> Json {
        Json(joined(b'[', b",\n", items, b']'))
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

fn joined(open: u8, between: &[u8], items: impl IntoIterator<Item = Json>, close: u8) -> Vec<u8> {
    let mut bytes = vec![open];
    for (index, Json(item)) in items.into_iter().enumerate() {
        if index > 0 {
            bytes.extend_from_slice(between);
        }
        bytes.extend_from_slice(&item);
    }
    bytes.push(close);
    bytes
}

fn write(bytes: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(bytes, value).expect("texts and numbers always serialise");
}

/// An object being written.
#[derive(Clone, Debug)]
pub struct Object(Vec<u8>);

impl Object {
    pub fn new() -> Object {
        Object(vec![b'{'])
    }

    /// Adds what is known; an empty value adds nothing.
    pub fn with(mut self, key: &str, value: impl Serialize) -> Object {
        let end = self.0.len();
        self.open(key);
        let start = self.0.len();
        write(&mut self.0, &value);
        if EMPTY.contains(&&self.0[start..]) {
            self.0.truncate(end);
        }
        self
    }

    pub fn with_json(self, key: &str, Json(value): Json) -> Object {
        if EMPTY.contains(&value.as_slice()) { self } else { self.push(key, &value) }
    }

    /// Adds a `true`; its absence says no.
    pub fn with_flag(self, key: &str, flag: bool) -> Object {
        if flag { self.push(key, b"true") } else { self }
    }

    /// Adds a list even when nothing is in it.
    pub fn with_list(self, key: &str, Json(list): Json) -> Object {
        self.push(key, &list)
    }

    fn push(mut self, key: &str, value: &[u8]) -> Object {
        self.open(key);
        self.0.extend_from_slice(value);
        self
    }

    /// Writes all that is before a value.
    fn open(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        write(&mut self.0, key);
        self.0.push(b':');
    }

    pub fn json(mut self) -> Json {
        self.0.push(b'}');
        Json(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_keeps_its_order_and_leaves_out_what_is_empty() {
        let object = Object::new()
            .with("b", "x\"y")
            .with("a", None::<u8>)
            .with("vuoto", "")
            .with_flag("no", false)
            .with_flag("si", true)
            .with_list("elenco", Json::list([]))
            .with_json("altri", Json::list([Json::of(&1), Json::of(&false)]))
            .with_json("niente", Object::new().json());
        let text = String::from_utf8(object.json().into_bytes()).unwrap();
        assert_eq!(text, r#"{"b":"x\"y","si":true,"elenco":[],"altri":[1,false]}"#);
    }
}
