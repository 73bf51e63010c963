//! Fields as written: the text of each, unread, in the shape that the schema gives them.

use std::borrow::Cow;
use std::fmt;

use super::schema::{Field, Shape};
use super::value::parse_bool;

/// The key of the free text of a body.
pub const BODY: &str = "descrizione";

/// A value as the author wrote it.
#[derive(Debug)]
pub enum Node {
    Scalar(String),
    List(Vec<Node>),
    Record(Vec<(&'static Field, Node)>),
    /// Of the wrong type, and already reported.
    Wrong,
}

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(Cow<'static, str>),
    Item(usize),
}

/// The way from the top of a file to a value: `contatti[0].telefono`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

impl Path {
    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Path {
        self.with(Step::Key(key.into()))
    }

    pub fn item(&self, index: usize) -> Path {
        self.with(Step::Item(index))
    }

    fn with(&self, step: Step) -> Path {
        let mut steps = self.0.clone();
        steps.push(step);
        Path(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(item) => write!(f, "[{}]", item + 1)?,
            }
        }
        Ok(())
    }
}

impl Default for Node {
    fn default() -> Node {
        Node::EMPTY
    }
}

impl Node {
    pub const EMPTY: Node = Node::Record(Vec::new());

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Node::Record(fields) => fields.iter().find(|(field, _)| field.key == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The text of a key, if it has one that is not empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Node::Scalar(text) if !is_blank(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether a key says yes.
    pub fn says_yes(&self, key: &str) -> bool {
        self.says(key) == Some(true)
    }

    /// Yes or no, if a key says either.
    pub fn says(&self, key: &str) -> Option<bool> {
        self.text(key).and_then(|text| parse_bool(text).ok())
    }

    /// The items of a key; none if it is missing.
    pub fn items(&self, key: &str) -> &[Node] {
        match self.get(key) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    /// The texts of a list of texts.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        self.items(key).iter().filter_map(|item| match item {
            Node::Scalar(text) if !is_blank(text) => Some(text.trim()),
            _ => None,
        })
    }

    /// Nothing was written: `titolo:`, `titolo: ~`, `contatti: []`.
    pub fn is_empty(&self) -> bool {
        match self {
            Node::Scalar(text) => is_blank(text),
            Node::List(items) => items.iter().all(Node::is_empty),
            Node::Record(fields) => fields.is_empty(),
            Node::Wrong => false,
        }
    }

    /// Calls `visit` for this value and every one inside it; `path` leads to this one.
    pub fn walk<'a>(
        &'a self,
        shape: &'static Shape,
        path: &mut Path,
        visit: &mut dyn FnMut(&Path, &'static Shape, &'a Node),
    ) {
        visit(path, shape, self);
        match (self, shape) {
            (Node::Record(fields), _) => {
                for (field, node) in fields {
                    path.0.push(Step::Key(field.key.into()));
                    node.walk(&field.shape, path, visit);
                    path.0.pop();
                }
            }
            (Node::List(items), Shape::List(item)) => {
                for (index, node) in items.iter().enumerate() {
                    path.0.push(Step::Item(index));
                    node.walk(item, path, visit);
                    path.0.pop();
                }
            }
            _ => {}
        }
    }
}

fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "~" | "null")
}
