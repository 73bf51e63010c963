//! The web app manifest of each language: the board among the apps of a phone.
//! <https://www.w3.org/TR/appmanifest/>

use std::io;

use serde_json::json;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::{Route, Subject};
use crate::render::icon::{THEME_COLOUR, TOUCH};
use crate::render::{ICON, asset_path, manifest_path};

pub struct Manifest;

/// The colour of the theme's page.
const BACKGROUND: &str = "#ffffff";

impl Output for Manifest {
    fn name(&self) -> &'static str {
        "manifest"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let urls = &context.renderer.urls;
        let vector = context.theme.assets.get(ICON).map(|bytes| {
            json!({"src": urls.local(&asset_path(ICON, bytes)), "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
        });
        let drawn = context.icons.iter().filter(|icon| icon.pixels != TOUCH).map(|icon| {
            let sizes = format!("{0}x{0}", icon.pixels);
            let purpose = if icon.is_maskable { "maskable" } else { "any" };
            json!({"src": urls.local(&icon.path), "sizes": sizes, "type": "image/png", "purpose": purpose})
        });
        let icons: Vec<_> = vector.into_iter().chain(drawn).collect();
        let [red, green, blue] = THEME_COLOUR;
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
                "theme_color": format!("#{red:02x}{green:02x}{blue:02x}"),
                "background_color": BACKGROUND,
                "icons": icons,
            });
            let path = manifest_path(prefix);
            sink.put(Artifact::new(OutPath::new(&path[1..]), serde_json::to_vec(&manifest)?))?;
        }
        Ok(())
    }
}
