//! The names by which people call what the board knows → the names used in the files.

use std::collections::BTreeSet;

use crate::model::draft::{DraftKind, Drafts};
use crate::model::node::Node;
use crate::model::schema::Target;
use crate::model::value::slugify;

/// One thing that can be named.
struct Named {
    target: Target,
    /// As files name it.
    slug: String,
    /// As people read it.
    shown: String,
    /// Every way to call it, as a slug.
    called: BTreeSet<String>,
}

/// What a name means.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning<'n> {
    One(&'n str),
    /// Things that are called the same.
    Many(Vec<&'n str>),
    Nothing,
}

#[derive(Default)]
pub struct Names(Vec<Named>);

impl Names {
    pub fn of(drafts: &Drafts) -> Names {
        let mut names = Names::default();
        for vocabulary in crate::model::schema::Vocabulary::ALL {
            names.add_list(Target::Term(vocabulary), drafts.terms(vocabulary));
        }
        names.add_list(Target::Comune, drafts.comuni());
        for draft in drafts.of(DraftKind::Organization) {
            let called = ["nome", "sigla"].map(|key| draft.fields.text(key));
            names.add(Target::Organization, &draft.slug, called);
        }
        for (kind, draft) in drafts.entries() {
            let slug = format!("{}/{}", kind.folder(), draft.slug);
            names.add(Target::Entry, &slug, [draft.fields.text("titolo"), None]);
        }
        names
    }

    fn add_list(&mut self, target: Target, items: &[Node]) {
        for item in items {
            let Some(slug) = item.text("slug") else { continue };
            self.add(target, slug, [item.text("nome"), None]);
        }
    }

    fn add(&mut self, target: Target, slug: &str, called: [Option<&str>; 2]) {
        let shown = called[0].unwrap_or(slug).to_owned();
        let called = called.into_iter().flatten().chain([slug]).map(slugify).collect();
        self.0.push(Named { target, slug: slug.to_owned(), shown, called });
    }

    /// What a name means; the name used in files wins over what people call other things.
    pub fn meaning(&self, target: Target, name: &str) -> Meaning<'_> {
        let of_target = || self.0.iter().filter(|named| named.target == target);
        if let Some(exact) = of_target().find(|named| named.slug == name.trim()) {
            return Meaning::One(&exact.slug);
        }
        let typed = slugify(name);
        let found: Vec<&str> =
            of_target().filter(|named| named.called.contains(&typed)).map(|named| named.slug.as_str()).collect();
        match found.as_slice() {
            [] => Meaning::Nothing,
            [one] => Meaning::One(one),
            _ => Meaning::Many(found),
        }
    }

    /// What people may choose from.
    pub fn shown(&self, target: Target) -> Vec<String> {
        self.0.iter().filter(|named| named.target == target).map(|named| named.shown.clone()).collect()
    }
}
