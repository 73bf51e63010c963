//! Pages whose text is in the content, the useful numbers, and the page that is not there.

use std::io;

use super::Drawer;
use super::page::Page;
use crate::model::route::{OPEN_DATA, Route, Subject};
use crate::render::json_ld;

impl Drawer<'_> {
    pub fn fixed_pages(&self) -> io::Result<()> {
        self.texts()?;
        self.numbers()?;
        self.saved()?;
        self.offline()?;
        self.not_found()
    }

    fn texts(&self) -> io::Result<()> {
        let site = self.context.site;
        let prefixes = |slug: &str| -> Vec<Option<String>> {
            site.pages.iter().filter(|page| page.slug == slug).map(|page| page.lang.clone()).collect()
        };
        for fixed in site.pages.iter().filter(|page| page.lang == self.language.prefix && page.slug != OPEN_DATA) {
            let route = Route::from(Subject::Fixed(fixed.slug.clone())).in_lang(fixed.lang.as_deref());
            let html = self.context.renderer.prose(self.language, &fixed.prose, None, &route);
            let mut page = Page::new(route.clone(), "text", &fixed.title, &fixed.summary)
                .updated(fixed.updated)
                .notes(fixed.to_review.then(|| self.word("translation_to_review")))
                .languages(prefixes(&fixed.slug));
            if let Some(questions) = json_ld::questions(self.context.renderer, self.language, fixed, &route) {
                page = page.data(questions);
            }
            self.put(&route, "pages/text.html", &self.view(page), "html", &html)?;
        }
        Ok(())
    }

    fn numbers(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::UsefulNumbers);
        let page = Page::new(route.clone(), "numbers", self.word("useful_numbers"), self.word("numbers_intro"));
        self.put(&route, "pages/numbers.html", &self.view(page), "numbers", &self.context.renderer.numbers())
    }

    /// An empty page, that a script fills with what is on the device.
    fn saved(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::SavedList);
        let page = Page::new(route.clone(), "saved", self.word("saved"), self.word("saved_intro")).noindex(true);
        self.put(&route, "pages/saved.html", &self.view(page), "saved", &())
    }

    /// In the board's first language only: the service worker does not know which one is read.
    fn offline(&self) -> io::Result<()> {
        if self.language.prefix.is_some() {
            return Ok(());
        }
        let route = self.context.renderer.route(self.language, Subject::Offline);
        let page = Page::new(route.clone(), "offline", self.word("offline_title"), self.word("offline_text"))
            .noindex(true)
            .languages(vec![None]);
        self.put(&route, "pages/offline.html", &self.view(page), "numbers", &self.context.renderer.numbers())
    }

    fn not_found(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::NotFound);
        let page = Page::new(route.clone(), "not_found", self.word("not_found_title"), self.word("not_found_text"))
            .noindex(true);
        self.put(&route, "pages/not_found.html", &self.view(page), "needs", &Vec::<String>::new())
    }
}
