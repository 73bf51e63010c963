//! What the web server should say with each file: `_headers` for hosts that read it, snippets for
//! nginx and Apache. One policy, written in three dialects.

use std::io;

use super::redirects::redirects;
use super::{Context, Output, admin, sensitive};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::site::Rating;

pub struct Headers;

/// Nothing from another origin, no inline script or style, never in another site's frame. `{to}` is
/// where the answers of readers go.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'{to}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'{to}; \
     frame-ancestors 'self'";

const ALL: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
];

/// How hosts are told, and in which file.
type Dialect = fn(&Context) -> String;
const DIALECTS: [(&str, Dialect); 3] =
    [("_headers", netlify), ("server/nginx.conf", nginx), ("server/apache.conf", apache)];

/// Files for hosts, not for readers.
const OURS: [&str; 3] = ["_headers", "_redirects", ".bacheca"];

/// Files named by their content never change.
const IMMUTABLE: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");
/// Delicate pages stay on no device.
const NOWHERE: (&str, &str) = ("Cache-Control", "no-store");
const FRESH: (&str, &str) = ("Cache-Control", "public, max-age=300, must-revalidate");

/// The policy of the board, then what all files have.
pub fn all(context: &Context) -> Vec<(&'static str, String)> {
    let own = origin(&context.site.board.base_url);
    let to = match &context.site.board.rating {
        Some(Rating::Form(url)) => origin(url.as_str()).filter(|to| own.as_ref() != Some(to)),
        _ => None,
    };
    let policy = POLICY.replace("{to}", &to.map(|to| format!(" {to}")).unwrap_or_default());
    let others = ALL.iter().map(|(name, value)| (*name, (*value).to_owned()));
    // What is not finished is for those who have the address.
    let hidden = context.site.is_preview.then(|| ("X-Robots-Tag", "noindex".to_owned()));
    std::iter::once(("Content-Security-Policy", policy)).chain(others).chain(hidden).collect()
}

/// What the web editor's own files have instead: nothing else of the site has them.
pub fn office(context: &Context) -> Option<Vec<(&'static str, String)>> {
    let editor = context.site.board.web_editor.as_ref()?;
    let mut headers = all(context);
    for (name, value) in admin::headers(editor) {
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value));
    }
    Some(headers)
}

pub fn origin(address: &str) -> Option<String> {
    url::Url::parse(address).ok().map(|url| url.origin().ascii_serialization())
}

impl Output for Headers {
    fn name(&self) -> &'static str {
        "headers"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        for (path, dialect) in DIALECTS {
            let path = OutPath::new(path);
            if sink.wants(&path) {
                sink.put(Artifact::new(path, dialect(context)))?;
            }
        }
        Ok(())
    }
}

/// The format shared by Netlify, Cloudflare Pages and others.
fn netlify(context: &Context) -> String {
    let base = context.renderer.urls.base_path();
    let mut text = format!("{base}/*\n");
    for (name, value) in all(context) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let (name, value) = FRESH;
    text.push_str(&format!("  {name}: {value}\n"));
    let (name, value) = IMMUTABLE;
    // A later rule adds to an earlier one, so the first value is removed before it is replaced.
    text.push_str(&format!("{base}/assets/*\n  ! {name}\n  {name}: {value}\n"));
    let (name, value) = NOWHERE;
    for path in sensitive::pages(context) {
        text.push_str(&format!("{base}{path}*\n  ! {name}\n  {name}: {value}\n"));
    }
    if let Some(editor) = &context.site.board.web_editor {
        text.push_str(&format!("{base}/{}/*\n", admin::FOLDER));
        for (name, value) in admin::headers(editor) {
            text.push_str(&format!("  ! {name}\n  {name}: {value}\n"));
        }
    }
    text
}

fn nginx(context: &Context) -> String {
    let urls = &context.renderer.urls;
    let base = urls.base_path();
    let header = |name: &str, value: &str| format!("    add_header {name} \"{value}\" always;\n");
    let all: String = all(context).iter().map(|(name, value)| header(name, value)).collect();
    let headers = |(name, value): (&str, &str)| all.clone() + &header(name, value);
    let mut text = String::from("# Da includere nel blocco `server` che pubblica la bacheca.\n");
    let folder = if base.is_empty() { "la cartella del sito" } else { "la cartella che contiene quella del sito" };
    text.push_str(&format!("# `root` è {folder}.\n"));
    text.push_str("charset utf-8;\nautoindex off;\n");
    text.push_str(&format!("error_page 404 {base}/404.html;\n"));
    text.push_str(&format!(
        "location {base}/ {{\n    index index.html;\n    try_files $uri $uri/ =404;\n{}}}\n",
        headers(FRESH)
    ));
    text.push_str(&format!("location {base}/assets/ {{\n{}}}\n", headers(IMMUTABLE)));
    for path in sensitive::pages(context) {
        let files = "    index index.html;\n    try_files $uri $uri/ =404;\n";
        text.push_str(&format!("location {base}{path} {{\n{files}{}}}\n", headers(NOWHERE)));
    }
    if let Some(office) = office(context) {
        let office: String = office.iter().map(|(name, value)| header(name, value)).collect();
        let files = "    index index.html;\n    try_files $uri $uri/ =404;\n";
        let (name, value) = FRESH;
        text.push_str(&format!("location {base}/{}/ {{\n{files}{office}{}}}\n", admin::FOLDER, header(name, value)));
    }
    text.push_str(&format!("location {base}/server/ {{ return 404; }}\n"));
    for file in OURS {
        text.push_str(&format!("location = {base}/{file} {{ return 404; }}\n"));
    }
    for (old, new) in redirects(context) {
        text.push_str(&format!("location = {} {{ return 301 {}; }}\n", urls.local(old.as_str()), urls.local(&new)));
    }
    text
}

fn apache(context: &Context) -> String {
    let urls = &context.renderer.urls;
    let base = urls.base_path();
    let header = |name: &str, value: &str| format!("Header always set {name} \"{value}\"\n");
    let cache = |(name, value): (&str, &str)| header(name, value);
    let mut text = String::from("# Da includere nel VirtualHost che pubblica la bacheca. Serve il modulo headers.\n");
    text.push_str("AddDefaultCharset utf-8\n");
    text.push_str(&format!("ErrorDocument 404 {base}/404.html\n<Location \"{base}/\">\n"));
    text.extend(all(context).iter().map(|(name, value)| header(name, value)));
    text.push_str(&cache(FRESH));
    text.push_str(&format!("</Location>\n<Location \"{base}/assets/\">\n{}</Location>\n", cache(IMMUTABLE)));
    for path in sensitive::pages(context) {
        text.push_str(&format!("<Location \"{base}{path}\">\n{}</Location>\n", cache(NOWHERE)));
    }
    if let Some(editor) = &context.site.board.web_editor {
        let own: String = admin::headers(editor).iter().map(|(name, value)| header(name, value)).collect();
        text.push_str(&format!("<Location \"{base}/{}/\">\n{own}</Location>\n", admin::FOLDER));
    }
    text.push_str(&format!("<Location \"{base}/server/\">\nRequire all denied\n</Location>\n"));
    for file in OURS {
        text.push_str(&format!("<Location \"{base}/{file}\">\nRequire all denied\n</Location>\n"));
    }
    for (old, new) in redirects(context) {
        text.push_str(&format!(
            "RedirectMatch 301 \"^{}$\" \"{}\"\n",
            urls.local(old.as_str()).replace('.', "\\."),
            urls.local(&new)
        ));
    }
    text
}
