//! The office's own page: at what point the board is, with links to its pages and files.

use std::io;

use super::Desk;
use crate::pipeline;
use crate::status::html::{Links, html, style};
use crate::status::{Files, Status};

/// Where what is for authors stands; no page of a board is called so.
pub const OFFICE: &str = "/_redazione/";

/// The style sheet of the page.
pub const SHEET: &str = "desk.css";

impl Desk {
    /// The page, or none before a first board without errors.
    pub fn office(&self) -> Option<io::Result<String>> {
        let (content, preview) = (self.content(), self.preview()?);
        let edition = content.edition?;
        // What has errors is left out of the picture: the rest of it is still true.
        let sound =
            content.report.has_errors().then(|| pipeline::sound_site(&content.drafts, &content.report, edition));
        let site = sound.as_ref().map_or(Some(preview.site()), Option::as_ref);
        let files = Files { drafts: &content.drafts, report: &content.report, today: edition.today };
        let links = Links {
            page: &|path| path.to_owned(),
            file: &|file, line| Some(self.file_link(file, line)),
            style: &format!("{OFFICE}{SHEET}"),
        };
        Some(html(&Status::new(files, site), preview.theme(), &links))
    }

    /// The style sheet of the page.
    pub fn office_style(&self) -> Option<String> {
        Some(style(self.preview()?.theme()))
    }

    fn file_link(&self, file: &str, line: Option<usize>) -> String {
        self.editor.link(&self.root.join(file), (line.unwrap_or(1), 1))
    }
}
