//! What the web server should say with each file: `_headers` for hosts that read it, snippets for
//! nginx and Apache. One policy, written in three dialects.

use std::io;

use super::redirects::redirects;
use super::{Context, Output, admin, sensitive, widget};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::{EMBED_FOLDER, OPEN_FOLDERS};
use crate::model::site::Rating;

pub struct Headers;

const CSP: &str = "Content-Security-Policy";

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
/// Other sites' pages may read them.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// The types of what other sites and programs take, by the ending of names: servers know few of them.
const OPEN_TYPES: &[(&str, &str)] = &[
    ("application/json", "json"),
    ("application/ld+json", "jsonld"),
    ("application/x-ndjson", "ndjson"),
    ("application/xml", "xml"),
    ("application/yaml", "yaml"),
    ("image/png", "png"),
    ("image/svg+xml", "svg"),
    ("text/calendar", "ics"),
    ("text/css", "css"),
    ("text/csv", "csv"),
    ("text/html", "html"),
    ("text/javascript", "js"),
    ("text/plain", "txt"),
    ("text/turtle", "ttl"),
    ("text/vcard", "vcf"),
];

type Header = (&'static str, String);

/// What the files below a path have besides, or instead of, what those of the folders above have.
struct Rule {
    path: String,
    headers: Vec<Header>,
}

impl Rule {
    fn new(path: impl Into<String>, headers: impl IntoIterator<Item = Header>) -> Rule {
        Rule { path: path.into(), headers: headers.into_iter().collect() }
    }
}

/// The rules, from the whole site to its folders; one for each.
fn rules(context: &Context) -> Vec<Rule> {
    let owned = |(name, value): (&'static str, &str)| (name, value.to_owned());
    let policy = policy(context);
    // What is not finished is for those who have the address.
    let hidden = context.site.is_preview.then(|| ("X-Robots-Tag", "noindex".to_owned()));
    let whole = std::iter::once((CSP, policy.clone())).chain(ALL.iter().copied().map(owned)).chain(hidden);
    let mut rules = vec![Rule::new("/", whole.chain([owned(FRESH)])), Rule::new("/assets/", [owned(IMMUTABLE)])];
    let framed = (CSP, policy.replace("frame-ancestors 'self'", "frame-ancestors *"));
    rules.extend(OPEN_FOLDERS.iter().map(|folder| {
        let framed = (*folder == EMBED_FOLDER).then(|| framed.clone());
        Rule::new(format!("/{folder}/"), std::iter::once(owned(OPEN)).chain(framed))
    }));
    let releases = context.theme.releases.keys();
    rules.extend(releases.map(|name| Rule::new(format!("{}{name}", widget::FOLDER), [owned(IMMUTABLE)])));
    let delicate = sensitive::pages(context).into_iter().chain(sensitive::frames(context));
    rules.extend(delicate.map(|path| Rule::new(path, [owned(NOWHERE)])));
    let office = context.site.board.web_editor.as_ref();
    rules.extend(office.map(|editor| Rule::new(format!("/{}/", admin::FOLDER), admin::headers(editor))));
    rules
}

fn policy(context: &Context) -> String {
    let own = origin(&context.site.board.base_url);
    let to = match &context.site.board.rating {
        Some(Rating::Form(url)) => origin(url.as_str()).filter(|to| own.as_ref() != Some(to)),
        _ => None,
    };
    POLICY.replace("{to}", &to.map(|to| format!(" {to}")).unwrap_or_default())
}

/// What a server says with the file at a path of the site (`/servizi/casa/`).
pub fn of(context: &Context, path: &str) -> Vec<Header> {
    together(&rules(context), path)
}

fn together(rules: &[Rule], path: &str) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    for (name, value) in rules.iter().filter(|rule| path.starts_with(&rule.path)).flat_map(|rule| &rule.headers) {
        found.retain(|(known, _)| known != name);
        found.push((*name, value.clone()));
    }
    found
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
    let mut text = String::new();
    for Rule { path, headers } in rules(context) {
        text.push_str(&format!("{base}{path}*\n"));
        for (name, value) in headers {
            // A later rule adds to an earlier one, so the first value is removed before it is replaced.
            if path != "/" {
                text.push_str(&format!("  ! {name}\n"));
            }
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}

fn nginx(context: &Context) -> String {
    let urls = &context.renderer.urls;
    let base = urls.base_path();
    let mut text = String::from("# Da includere nel blocco `server` che pubblica la bacheca.\n");
    let folder = if base.is_empty() { "la cartella del sito" } else { "la cartella che contiene quella del sito" };
    text.push_str(&format!("# `root` è {folder}.\n"));
    text.push_str("charset utf-8;\nautoindex off;\n");
    text.push_str(&format!("error_page 404 {base}/404.html;\n"));
    let rules = rules(context);
    for Rule { path, .. } in &rules {
        text.push_str(&format!("location {base}{path} {{\n    index index.html;\n    try_files $uri $uri/ =404;\n"));
        // A location with headers of its own has none of those above it.
        for (name, value) in together(&rules, path) {
            text.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
        }
        if is_open(path) {
            text.push_str(&nginx_types());
        }
        text.push_str("}\n");
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

fn is_open(path: &str) -> bool {
    path.split('/').nth(1).is_some_and(|folder| OPEN_FOLDERS.contains(&folder))
}

/// A location with types of its own has none of those above it, and no charset but where it is told.
fn nginx_types() -> String {
    let texts = OPEN_TYPES.iter().map(|(name, _)| *name).filter(|name| name.starts_with("text/"));
    // nginx never asks whether pages have one.
    let texts: Vec<&str> = texts.filter(|name| *name != "text/html").collect();
    let types: String = OPEN_TYPES.iter().map(|(name, ending)| format!(" {name} {ending};")).collect();
    format!("    types {{{types} }}\n    charset_types {};\n", texts.join(" "))
}

fn apache(context: &Context) -> String {
    let urls = &context.renderer.urls;
    let base = urls.base_path();
    let mut text =
        String::from("# Da includere nel VirtualHost che pubblica la bacheca. Servono i moduli headers e mime.\n");
    text.push_str(&format!("AddDefaultCharset utf-8\nErrorDocument 404 {base}/404.html\n"));
    for (name, ending) in OPEN_TYPES {
        text.push_str(&format!("AddType {name} .{ending}\n"));
        if name.starts_with("text/") {
            text.push_str(&format!("AddCharset utf-8 .{ending}\n"));
        }
    }
    for Rule { path, headers } in rules(context) {
        text.push_str(&format!("<Location \"{base}{path}\">\n"));
        for (name, value) in headers {
            text.push_str(&format!("Header always set {name} \"{value}\"\n"));
        }
        text.push_str("</Location>\n");
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
