//! The icons that phones ask for.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};

pub struct Icons;

impl Output for Icons {
    fn name(&self) -> &'static str {
        "icone"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        for icon in context.icons {
            sink.put(Artifact::new(OutPath::new(&icon.path[1..]), icon.bytes.as_slice()))?;
        }
        Ok(())
    }
}
