//! Indexes: of the needs, the audiences, the areas, the Comuni, the organisations.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::catalog::sort_key;
use crate::model::route::{Subject, WITH_PAGES};
use crate::model::schema::Vocabulary;
use crate::render::view::{ComuneChoice, Link, TermView};

#[derive(Default, Serialize)]
struct Terms {
    intro: Option<String>,
    items: Vec<TermView>,
    groups: Vec<Titled<Link>>,
    comuni: Vec<Titled<ComuneChoice>>,
}

/// Links under a heading, such as a letter.
#[derive(Serialize)]
struct Titled<T> {
    title: String,
    items: Vec<T>,
}

impl Drawer<'_> {
    pub fn terms_pages(&self) -> io::Result<()> {
        for vocabulary in WITH_PAGES {
            let key = match vocabulary {
                Vocabulary::Needs => "needs",
                Vocabulary::Audiences => "audiences",
                Vocabulary::Areas | Vocabulary::Types => "areas",
            };
            let used = || self.context.catalog.used_terms(self.context.site, vocabulary);
            let view = |(term, count)| self.context.renderer.term_view(self.language, term, count);
            let terms = || Terms { items: used().map(view).collect(), ..Terms::default() };
            self.index(Subject::Terms(vocabulary), key, terms)?;
        }
        let comuni = || Terms { comuni: self.comuni_by_letter(), ..Terms::default() };
        self.index(Subject::Comuni, "comuni", comuni)?;
        let organizations = || Terms { groups: self.organizations_by_type(), ..Terms::default() };
        self.index(Subject::Organizations, "organizations", organizations)
    }

    fn index(&self, subject: Subject, key: &str, terms: impl Fn() -> Terms) -> io::Result<()> {
        let intro = self.language.strings.find(&format!("{key}_intro"));
        let title = self.word(&format!("{key}_title"));
        let description = intro.clone().unwrap_or_else(|| title.clone());
        let route = self.context.renderer.route(self.language, subject.clone());
        if !self.wants(&route) {
            return Ok(());
        }
        let page = Page::new(route.clone(), "terms", title, description);
        let page = if subject == Subject::Comuni { page.nav("comuni") } else { page };
        self.put(&route, "pages/terms.html", &self.view(page), "terms", &Terms { intro, ..terms() })
    }

    fn comuni_by_letter(&self) -> Vec<Titled<ComuneChoice>> {
        let mut groups: Vec<Titled<ComuneChoice>> = Vec::new();
        for comune in self.context.renderer.comune_choices(self.language) {
            let title = sort_key(&comune.name).0.chars().next().unwrap_or(' ').to_uppercase().to_string();
            match groups.last_mut().filter(|group| group.title == title) {
                Some(group) => group.items.push(comune),
                None => groups.push(Titled { title, items: vec![comune] }),
            }
        }
        groups
    }

    fn organizations_by_type(&self) -> Vec<Titled<Link>> {
        let mut by_type: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
        for id in self.context.site.organization_ids() {
            let category = self.context.site.organization(id).category.as_str();
            by_type.entry(category).or_default().push(self.context.renderer.organization_link(self.language, id));
        }
        let mut groups: Vec<Titled<Link>> = by_type
            .into_iter()
            .map(|(category, mut items)| {
                items.sort_by_cached_key(|link| sort_key(&link.label));
                Titled { title: self.word(&format!("enti_{}", category.replace('-', "_"))), items }
            })
            .collect();
        groups.sort_by_cached_key(|group| sort_key(&group.title));
        groups
    }
}
