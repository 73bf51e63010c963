//! Old addresses that lead to today's pages: a small page for any host, `_redirects` for hosts that
//! answer with a true redirect. The snippets for nginx and Apache are in [`super::headers`]' files.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::prose::escape;
use crate::model::route::{Route, Subject};
use crate::model::value::SitePath;

pub struct Redirects;

/// An old path and the path it leads to.
pub fn redirects(context: &Context) -> Vec<(SitePath, String)> {
    let site = context.site;
    let mut redirects = Vec::new();
    let mut add = |old: &[SitePath], subject: Subject| {
        let path = Route::from(subject).path();
        redirects.extend(old.iter().map(|old| (old.clone(), path.clone())));
    };
    for entry in &site.entries {
        add(&entry.old_addresses, Subject::Entry(entry.kind, entry.slug.clone()));
    }
    for comune in &site.comuni {
        add(&comune.old_addresses, Subject::Comune(comune.slug.clone()));
    }
    for organization in &site.organizations {
        add(&organization.old_addresses, Subject::Organization(organization.slug.clone()));
    }
    for page in &site.pages {
        add(&page.old_addresses, Subject::Fixed(page.slug.clone()));
    }
    redirects.sort();
    redirects
}

/// The files that only lead elsewhere.
pub fn files(context: &Context) -> impl Iterator<Item = OutPath> {
    redirects(context).into_iter().filter_map(|(old, _)| file(&old))
}

/// The file that a host serves for an old path: a page for `.html`, else a folder with one.
fn file(old: &SitePath) -> Option<OutPath> {
    let path = old.as_str().trim_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        None => Some(OutPath::new(&format!("{path}/index.html"))),
        Some((_, "html" | "htm")) => Some(OutPath::new(path)),
        // A host would serve HTML under another type as text, or run it.
        Some(_) => None,
    }
}

impl Output for Redirects {
    fn name(&self) -> &'static str {
        "redirects"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let urls = &context.renderer.urls;
        let mut rules = String::new();
        for (old, new) in redirects(context) {
            rules.push_str(&format!("{} {} 301\n", urls.local(old.as_str()), urls.local(&new)));
            if let Some(file) = file(&old) {
                sink.put(Artifact::new(file, page(&urls.absolute(&new))))?;
            }
        }
        if rules.is_empty() { Ok(()) } else { sink.put(Artifact::new(OutPath::new("_redirects"), rules)) }
    }
}

fn page(target: &str) -> String {
    let target = escape(target);
    format!(
        "<!doctype html>\n<html lang=\"it\">\n<meta charset=\"utf-8\">\n<title>Pagina spostata</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{target}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\">\n\
         <p>La pagina è stata spostata: <a href=\"{target}\">vai alla pagina nuova</a>.</p>\n</html>\n"
    )
}
