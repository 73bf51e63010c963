//! `robots.txt` (RFC 9309): everything may be read; where the sitemap is.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};

pub struct Robots;

impl Output for Robots {
    fn name(&self) -> &'static str {
        "robots"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let sitemap = context.renderer.urls.absolute("/sitemap.xml");
        sink.put(Artifact::new(OutPath::new("robots.txt"), format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")))
    }
}
