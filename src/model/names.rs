//! The names that files of a board may refer to, for who helps authors while they type.

use std::collections::BTreeMap;

use super::catalog::sort_key;
use super::draft::{DraftKind, Drafts};
use super::node::Node;
use super::schema::{Target, Vocabulary};
use super::site::Site;

/// What is written, and how people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub slug: String,
    pub title: String,
}

/// Names by what they name, in the order of their files.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<Target, Vec<Name>>);

impl Names {
    pub fn of(drafts: &Drafts) -> Names {
        let mut names = BTreeMap::new();
        for vocabulary in Vocabulary::ALL {
            names.insert(Target::Term(vocabulary), listed(drafts.terms(vocabulary)));
        }
        names.insert(Target::Comune, listed(drafts.comuni()));
        let organizations =
            drafts.of(DraftKind::Organization).map(|draft| name(draft.slug.clone(), &draft.fields, "nome"));
        names.insert(Target::Organization, organizations.collect());
        let entries = drafts
            .entries()
            .map(|(kind, draft)| name(format!("{}/{}", kind.folder(), draft.slug), &draft.fields, "titolo"));
        names.insert(Target::Entry, entries.collect());
        Names(names)
    }

    /// The names of what is published.
    pub fn of_site(site: &Site) -> Names {
        let named = |slug: &str, title: &str| Name { slug: slug.to_owned(), title: title.to_owned() };
        let mut names = BTreeMap::new();
        for vocabulary in Vocabulary::ALL {
            let terms = site.terms(vocabulary).iter().map(|term| named(&term.slug, &term.name));
            names.insert(Target::Term(vocabulary), terms.collect());
        }
        let comuni = site.comuni.iter().map(|comune| named(&comune.slug, &comune.name));
        names.insert(Target::Comune, comuni.collect());
        let organizations = site.organizations.iter().map(|organization| named(&organization.slug, &organization.name));
        let mut organizations: Vec<Name> = organizations.collect();
        organizations.sort_by_cached_key(|name| sort_key(&name.title));
        names.insert(Target::Organization, organizations);
        let entries = site
            .entries
            .iter()
            .map(|entry| named(&format!("{}/{}", entry.kind.folder(), entry.slug), &entry.texts.title));
        names.insert(Target::Entry, entries.collect());
        Names(names)
    }

    pub fn get(&self, target: Target) -> &[Name] {
        self.0.get(&target).map_or(&[], Vec::as_slice)
    }
}

fn listed(items: &[Node]) -> Vec<Name> {
    items.iter().filter_map(|item| Some(name(item.text("slug")?.to_owned(), item, "nome"))).collect()
}

fn name(slug: String, fields: &Node, title: &str) -> Name {
    let title = fields.text(title).unwrap_or(&slug).to_owned();
    Name { slug, title }
}
