//! The style sheet, named by its content, and the theme's other files.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::render::style_sheet_path;

pub struct Assets;

impl Output for Assets {
    fn name(&self) -> &'static str {
        "assets"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let style_sheet = context.theme.style_sheet();
        sink.put(Artifact::new(OutPath::new(&style_sheet_path(&style_sheet)[1..]), style_sheet))?;
        for (name, bytes) in &context.theme.assets {
            sink.put(Artifact::new(OutPath::new(&format!("assets/{name}")), bytes.clone()))?;
        }
        Ok(())
    }
}
