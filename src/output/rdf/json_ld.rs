//! JSON-LD 1.1, with its context inside: nobody has to fetch one.

use serde_json::{Map, Value, json};

use super::node::{Node, Object, PREFIXES};

pub fn document(nodes: &[Node]) -> String {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, address)| ((*prefix).to_owned(), json!(address))).collect();
    json!({ "@context": context, "@graph": nodes.iter().map(node).collect::<Vec<_>>() }).to_string()
}

fn node(node: &Node) -> Value {
    let id = node.id.iter().map(|id| ("@id".to_owned(), json!(id)));
    let types = (!node.types.is_empty()).then(|| ("@type".to_owned(), json!(node.types)));
    let properties = node.properties.iter().map(|(property, objects)| {
        let objects: Vec<Value> = objects.iter().map(object).collect();
        ((*property).to_owned(), Value::Array(objects))
    });
    Value::Object(id.chain(types).chain(properties).collect())
}

fn object(object: &Object) -> Value {
    match object {
        Object::Iri(address) => json!({ "@id": address }),
        Object::Name(name) => json!({ "@id": name }),
        Object::Text(text) => json!({ "@value": text }),
        Object::Words(text, lang) => json!({ "@value": text, "@language": lang }),
        Object::Date(date) => json!({ "@value": date, "@type": "xsd:date" }),
        Object::Node(inner) => node(inner),
    }
}
