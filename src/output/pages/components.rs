//! Every component of the theme in every state, from its `examples.json`: for whoever changes the
//! theme, and for tests. Only in a preview of unfinished entries.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::page::Page;
use crate::model::route::Subject;
use crate::render::Prepared;

#[derive(Serialize)]
struct Shown {
    component: String,
    examples: Vec<ShownExample>,
}

#[derive(Serialize)]
struct ShownExample {
    name: String,
    html: Prepared,
}

impl Drawer<'_> {
    pub fn components(&self) -> io::Result<()> {
        let route = self.context.renderer.route(self.language, Subject::Components);
        if !self.context.site.is_preview || !self.wants(&route) {
            return Ok(());
        }
        let mut shown: Vec<Shown> = Vec::new();
        for (folder, examples) in &self.context.theme.examples {
            let draw = |example: &crate::theme::Example| {
                let html = self.context.renderer.example(self.language, folder, example)?;
                Ok(ShownExample { name: example.name.clone(), html })
            };
            let examples = examples.iter().map(draw).collect::<io::Result<_>>()?;
            shown.push(Shown { component: folder.clone(), examples });
        }
        let title = self.word("components");
        let page = Page::new(route.clone(), "components", &title, &title).noindex(true);
        self.put(&route, "pages/components.html", &self.view(page), "components", &shown)
    }
}
