//! The style sheet, the scripts and the theme's other files, named by their content.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::render::asset_path;
use crate::theme::{EMBED_SCRIPT, FIRST_SCRIPT, PROPOSE_SCRIPT, REUSE_SCRIPT, SEARCH_SCRIPT, SITE_SCRIPT};

pub struct Assets;

impl Output for Assets {
    fn name(&self) -> &'static str {
        "assets"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let assets = context.theme.assets.iter().map(|(name, bytes)| (name.as_str(), bytes));
        let scripts = [&EMBED_SCRIPT, &FIRST_SCRIPT, &REUSE_SCRIPT, &SEARCH_SCRIPT, &SITE_SCRIPT];
        let scripts = scripts.map(|script| (script.name, script.text.as_bytes()));
        let form = context.site.board.proposals.as_ref().map(|_| (PROPOSE_SCRIPT.name, PROPOSE_SCRIPT.text.as_bytes()));
        let assets = assets.map(|(name, bytes)| (name, bytes.as_slice()));
        for (name, bytes) in assets.chain(scripts).chain(form) {
            sink.put(Artifact::new(OutPath::new(&asset_path(name, bytes)[1..]), bytes))?;
        }
        for sheet in context.renderer.style_sheets.all().chain([&context.renderer.style_sheets.embed]) {
            sink.put(Artifact::new(OutPath::new(&sheet.path[1..]), sheet.text.as_bytes()))?;
        }
        let (path, drawing) = &context.map.asset;
        if !drawing.is_empty() {
            sink.put(Artifact::new(OutPath::new(&path[1..]), drawing.as_slice()))?;
        }
        Ok(())
    }
}
