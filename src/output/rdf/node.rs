//! What is said of a thing, before it is written in a format. Names are shortened by [`PREFIXES`].

/// The vocabularies, by the short names that both formats use.
pub const PREFIXES: [(&str, &str); 10] = [
    ("cpsv", "https://w3id.org/italia/onto/CPSV/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatapit", "http://dati.gov.it/onto/dcatapit#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("l0", "https://w3id.org/italia/onto/l0/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("ro", "https://w3id.org/italia/onto/RO/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

pub enum Object {
    /// A whole address.
    Iri(String),
    /// A short name: `cpsv:Active`.
    Name(&'static str),
    Text(String),
    /// In the language with that code.
    Words(String, String),
    /// A day.
    Date(String),
    Node(Node),
}

/// A thing; without an address it is only known by what is said here.
#[derive(Default)]
pub struct Node {
    pub id: Option<String>,
    pub types: Vec<&'static str>,
    pub properties: Vec<(&'static str, Vec<Object>)>,
}

impl Node {
    pub fn new(id: impl Into<String>, types: &[&'static str]) -> Node {
        Node { id: Some(id.into()), types: types.to_vec(), properties: Vec::new() }
    }

    pub fn nameless(kind: &'static str) -> Node {
        Node { id: None, types: vec![kind], properties: Vec::new() }
    }

    /// Says one thing, or several, with the same property; nothing where there is nothing to say.
    pub fn with(mut self, property: &'static str, objects: impl IntoIterator<Item = Object>) -> Node {
        let objects: Vec<Object> = objects.into_iter().collect();
        if !objects.is_empty() {
            self.properties.push((property, objects));
        }
        self
    }
}
