//! A copy of the site that opens from a folder or a USB stick: every address is relative and names a
//! file, and what only a server or a worker could use is left out.

use std::io;

use crate::artifact::{Artifact, Body, OutPath, Sink};

/// Passes artifacts on with relative addresses.
pub struct Portable<'s> {
    sink: &'s dyn Sink,
    /// The path below which the site would be published, without a slash at the end.
    base_path: String,
}

impl<'s> Portable<'s> {
    pub fn new(sink: &'s dyn Sink, base_path: &str) -> Portable<'s> {
        Portable { sink, base_path: base_path.to_owned() }
    }
}

/// Files for servers, search engines and the service worker.
fn is_for_servers(path: &str) -> bool {
    matches!(path, "_headers" | "_redirects" | "robots.txt" | "sw.js")
        || path.ends_with(".webmanifest")
        || path.starts_with("server/")
        || path.starts_with("admin/")
        || path.starts_with("sitemap")
}

impl Sink for Portable<'_> {
    fn wants(&self, path: &OutPath) -> bool {
        !is_for_servers(path.as_str()) && self.sink.wants(path)
    }

    fn wants_folder(&self, folder: &str) -> bool {
        self.sink.wants_folder(folder)
    }

    fn put(&self, artifact: Artifact) -> io::Result<()> {
        let path = artifact.path.as_str();
        if is_for_servers(path) {
            return Ok(());
        }
        match &artifact.body {
            Body::Bytes(bytes) if path.ends_with(".html") => {
                let html = String::from_utf8_lossy(bytes);
                let html = relative(&html, &self.base_path, path.matches('/').count());
                self.sink.put(Artifact::new(artifact.path, html))
            }
            _ => self.sink.put(artifact),
        }
    }
}

/// Makes the addresses in the attributes of a page relative; `depth` is how many folders it is in.
/// Text cannot look like an attribute: in text every quote is escaped.
fn relative(html: &str, base_path: &str, depth: usize) -> String {
    let start = format!("=\"{base_path}/");
    let up = "../".repeat(depth);
    let mut pieces = html.split(&start);
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find('"').unwrap_or(piece.len());
        let (address, rest) = piece.split_at(end);
        let (path, fragment) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
        let file = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
        page.push_str(&format!("=\"{up}{path}{file}{fragment}{rest}"));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_the_page_to_a_file() {
        let html = r##"<a href="/b/servizi/casa/#tempi"><img src="/b/assets/x.svg"><a href="/b/"><a href="https://x.example/b/"><a href="#qui">"##;
        let wanted = r##"<a href="../../servizi/casa/index.html#tempi"><img src="../../assets/x.svg"><a href="../../index.html"><a href="https://x.example/b/"><a href="#qui">"##;
        assert_eq!(relative(html, "/b", 2), wanted);
        assert_eq!(relative(r#"<a href="/cerca/">"#, "", 0), r#"<a href="cerca/index.html">"#);
    }
}
