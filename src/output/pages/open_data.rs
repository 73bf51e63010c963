//! The page of open data: what the board gives, how to take it, on which terms. An author's page of the same name is
//! how it begins. It tells how large each file is, so it is drawn last.

use std::io;

use serde::Serialize;

use super::Drawer;
use super::entry::file_size;
use super::page::Page;
use crate::artifact::Manifest;
use crate::model::route::{OPEN_DATA, Subject};
use crate::model::site;
use crate::output::exports::{self, EXPORTS, Export, license_name};

#[derive(Serialize)]
struct OpenData {
    html: Option<String>,
    exports: Vec<Row>,
    index_url: String,
    table_url: String,
    changes_url: String,
    rhythm: String,
    license_url: String,
    license: String,
    credit: String,
}

#[derive(Serialize)]
struct Row {
    what: String,
    format: &'static str,
    /// None for a folder, which has no page.
    url: Option<String>,
    path: &'static str,
    files: Option<String>,
    size: String,
}

impl Drawer<'_> {
    pub fn open_data(&self, manifest: &Manifest) -> io::Result<()> {
        let renderer = self.context.renderer;
        let route = renderer.route(self.language, Subject::OpenData);
        if !self.wants(&route) {
            return Ok(());
        }
        let manifest = exports::made(self.context, manifest)?;
        let author = self.author_page();
        let page = match author {
            Some(author) => Page::new(route.clone(), "open_data", &author.title, &author.summary)
                .updated(author.updated)
                .notes(author.to_review.then(|| self.word("translation_to_review"))),
            None => Page::new(route.clone(), "open_data", self.word("open_data"), self.word("open_data_intro")),
        };
        let html = author.map(|author| renderer.prose(self.language, &author.prose, None, &route));
        self.put(&route, "pages/open_data.html", &self.view(page), "open_data", &self.open_data_view(html, &manifest))
    }

    fn author_page(&self) -> Option<&site::Page> {
        self.context.site.pages.iter().find(|page| page.slug == OPEN_DATA && page.lang == self.language.prefix)
    }

    fn open_data_view(&self, html: Option<String>, manifest: &Manifest) -> OpenData {
        let (board, strings) = (&self.context.site.board, &self.language.strings);
        let url = |path: &str| self.context.renderer.urls.absolute(path);
        let made = EXPORTS.iter().filter(|export| export.published(manifest).0 > 0);
        OpenData {
            html,
            exports: made.map(|export| self.export(export, manifest)).collect(),
            index_url: url("/api/v1/index.json"),
            table_url: url("/api/v1/schede.csv"),
            changes_url: url("/api/v1/modifiche.json"),
            rhythm: strings.fill("exports_rhythm", &[("x", &strings.date(self.context.site.today))]),
            license_url: board.license_url.clone(),
            license: license_name(&board.license_url).to_owned(),
            credit: strings.fill("exports_credit", &[("x", &board.title)]),
        }
    }

    fn export(&self, export: &Export, manifest: &Manifest) -> Row {
        let (files, bytes) = export.published(manifest);
        Row {
            what: self.word(export.what),
            format: export.format,
            url: (!export.is_folder()).then(|| self.context.renderer.urls.local(export.path)),
            path: export.path,
            files: export
                .is_folder()
                .then(|| self.language.strings.fill("exports_files", &[("n", &files.to_string())])),
            size: file_size(bytes),
        }
    }
}
