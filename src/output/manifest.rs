//! The web app manifest of each language: the board among the apps of a phone.
//! <https://www.w3.org/TR/appmanifest/>

use std::io;

use serde_json::json;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::{Route, Subject};
use crate::render::{ICON, asset_path, manifest_path};

pub struct Manifest;

/// The colours of the theme's header and page.
const THEME_COLOUR: &str = "#0066cc";
const BACKGROUND: &str = "#ffffff";

impl Output for Manifest {
    fn name(&self) -> &'static str {
        "manifest"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let urls = &context.renderer.urls;
        let icons = context.theme.assets.get(ICON).map(|bytes| {
            json!([{"src": urls.local(&asset_path(ICON, bytes)), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}])
        });
        for language in &context.renderer.languages {
            let prefix = language.prefix.as_deref();
            let home = urls.local(&Route::from(Subject::Home).in_lang(prefix).path());
            let manifest = json!({
                "id": home,
                "name": context.site.board.title,
                "description": context.site.board.description,
                "lang": language.lang.as_str(),
                "dir": language.lang.dir(),
                "start_url": home,
                "scope": urls.local("/"),
                "display": "minimal-ui",
                "theme_color": THEME_COLOUR,
                "background_color": BACKGROUND,
                "icons": icons,
            });
            let path = manifest_path(prefix);
            sink.put(Artifact::new(OutPath::new(&path[1..]), serde_json::to_vec(&manifest)?))?;
        }
        Ok(())
    }
}
