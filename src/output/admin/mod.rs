//! The web editor of those who never see git: a page, what it is told of the board, and the program of
//! Decap CMS, which the office puts into the board's folder. Only for boards that ask for it; no public
//! page leads to it.

mod config;
mod widget;

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::forge::ForgeKind;
use crate::model::prose::escape;
use crate::model::site::{Board, WebEditor};

/// Where it stands in the site.
pub const FOLDER: &str = "admin";

/// What it may do in the browser. It compiles its checks (`unsafe-eval`) and writes its own styles
/// (`unsafe-inline`); it talks to the forge and to nobody else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' blob: data: {forge}; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// Lists of texts, which the editor of Decap CMS takes only in one of the forms that authors use.
const LINES: &str = include_str!("righe.js");

pub struct Admin;

impl Output for Admin {
    fn name(&self) -> &'static str {
        "admin"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let Some(editor) = &context.site.board.web_editor else { return Ok(()) };
        let path = |name: &str| OutPath::new(&format!("{FOLDER}/{name}"));
        sink.put(Artifact::new(path("index.html"), page(&context.site.board)))?;
        sink.put(Artifact::new(path("config.yml"), config::text(context.site, editor)?))?;
        sink.put(Artifact::new(path("righe.js"), LINES))?;
        sink.put(Artifact::copy(path("cms.js"), editor.script.clone()))
    }
}

/// Headers that replace those of the public pages.
pub fn headers(editor: &WebEditor) -> [(&'static str, String); 3] {
    [
        ("Content-Security-Policy", POLICY.replace("{forge}", &api(editor))),
        // The forge's window, in which people sign in, answers to the one that opened it.
        ("Cross-Origin-Opener-Policy", "same-origin-allow-popups".to_owned()),
        ("X-Robots-Tag", "noindex".to_owned()),
    ]
}

/// The origin of the forge's own interface.
fn api(editor: &WebEditor) -> String {
    match (&editor.address, editor.forge) {
        (Some(address), _) => super::headers::origin(address).unwrap_or_default(),
        (None, ForgeKind::GitHub) => "https://api.github.com".to_owned(),
        (None, _) => "https://gitlab.com".to_owned(),
    }
}

fn page(board: &Board) -> String {
    format!(
        "<!doctype html>\n<html lang=\"it\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, nofollow\">\n<title>Redazione: {}</title>\n\
         <link href=\"config.yml\" type=\"text/yaml\" rel=\"cms-config-url\">\n</head>\n<body>\n\
         <noscript>Questo editor ha bisogno di JavaScript. Le pagine della bacheca no.</noscript>\n\
         <script src=\"cms.js\"></script>\n<script src=\"righe.js\"></script>\n</body>\n</html>\n",
        escape(&board.title)
    )
}
