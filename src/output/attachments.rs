//! Files beside entries: documents and images, published as they are.

use std::collections::BTreeMap;
use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::{Route, Subject};

pub struct Attachments;

impl Output for Attachments {
    fn name(&self) -> &'static str {
        "attachments"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        for entry in &context.site.entries {
            let page = Route::from(Subject::Entry(entry.kind, entry.slug.clone()));
            let files: BTreeMap<&str, _> = entry.all_files().map(|file| (file.name.as_str(), &file.source)).collect();
            for (name, source) in files {
                let path = OutPath::new(&page.file(name)[1..]);
                if sink.wants(&path) {
                    sink.put(Artifact::copy(path, source.clone()))?;
                }
            }
        }
        Ok(())
    }
}
