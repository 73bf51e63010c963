//! Answers browsers: pages of the preview, and what the author's bar asks for under `/_redazione/`.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::office::{OFFICE, SHEET};
use super::preview;
use super::{Desk, Version};
use crate::diagnostic::text;
use crate::model::prose::escape;
use crate::model::route::EMBED_FOLDER;
use crate::output::{admin, headers};
use crate::theme::DESK_SCRIPT;

/// How long a page waits for news before it asks again.
const WAIT: Duration = Duration::from_secs(25);

/// What requests are answered from, and for whom.
struct Server {
    desk: Arc<Desk>,
    /// Names by which the server may be called; to any other name it is not at home, so that a page of
    /// another site cannot read what is not published yet (DNS rebinding).
    hosts: Vec<String>,
}

/// Answers on a port until the program ends.
pub fn serve(listener: std::net::TcpListener, desk: Arc<Desk>) -> io::Result<Infallible> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let server = Arc::new(Server { desk, hosts: hosts(address) });
    let router = Router::new()
        .route("/_redazione/attendi", get(wait))
        .route("/_redazione/pagina.json", get(note))
        .route("/_redazione/", get(office))
        .route("/_redazione/{name}", get(office_file))
        .fallback(get(page))
        .layer(middleware::from_fn_with_state(Arc::clone(&server), only_known_hosts))
        .with_state(server);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await?;
        Err(io::Error::other("il server si è fermato"))
    })
}

/// The names of the machine as its own browser calls it; one that is open to others answers to its
/// addresses too.
fn hosts(address: SocketAddr) -> Vec<String> {
    let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
    match address.ip() {
        IpAddr::V6(ip) => hosts.push(format!("[{ip}]")),
        IpAddr::V4(ip) => hosts.push(ip.to_string()),
    }
    hosts
}

async fn only_known_hosts(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rfind(':') {
        Some(colon) if !host.ends_with(']') => &host[..colon],
        _ => host,
    };
    // A number is nobody's name: whoever calls by it knows where the machine is.
    let is_open = server.hosts.iter().any(|known| known == "0.0.0.0" || known == "[::]");
    let is_number = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    if server.hosts.iter().any(|known| known == name) || (is_open && is_number) {
        return next.run(request).await;
    }
    let message = "Questa anteprima risponde solo a chi la chiama localhost o 127.0.0.1.\n";
    (StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

#[derive(Deserialize)]
struct Known {
    site: u64,
    search: u64,
}

/// Answers when there is something newer than what the page knows, or when it has waited long enough.
async fn wait(State(server): State<Arc<Server>>, Query(known): Query<Known>) -> Response {
    let known = Version { site: known.site, search: known.search };
    let mut version = server.desk.version.subscribe();
    let _ = tokio::time::timeout(WAIT, version.wait_for(|version| *version != known)).await;
    let Version { site, search } = server.desk.version();
    let wrong = server.desk.with_report(|report, failure| report.has_errors() || failure.is_some());
    json_response(&json!({ "site": site, "search": search, "wrong": wrong }))
}

#[derive(Deserialize)]
struct Address {
    indirizzo: String,
}

async fn note(State(server): State<Arc<Server>>, Query(address): Query<Address>) -> Response {
    let desk = Arc::clone(&server.desk);
    off_the_loop(move || json_response(&desk.note(&address.indirizzo))).await
}

async fn office(State(server): State<Arc<Server>>) -> Response {
    off_the_loop(move || match server.desk.office() {
        Some(Ok(html)) => {
            let mut response =
                file("index.html", with_bar(&server.desk, "index.html", html.into_bytes()), StatusCode::OK);
            if let Some(preview) = server.desk.preview() {
                add_headers(headers::of(&preview.drawing().context(&[]), "/"), response.headers_mut());
            }
            response
        }
        Some(Err(error)) => broken(&server.desk, &error.to_string()),
        None => waiting(&server.desk),
    })
    .await
}

/// The script and the style sheets of what is for authors.
async fn office_file(State(server): State<Arc<Server>>, uri: Uri) -> Response {
    let name = uri.path().trim_start_matches(OFFICE);
    if name == DESK_SCRIPT.name {
        return file(name, DESK_SCRIPT.text.as_bytes().to_vec(), StatusCode::OK);
    }
    let sheet = match name {
        SHEET => server.desk.office_style(),
        _ => server.desk.preview().and_then(|preview| preview.theme().desk.get(name).cloned()),
    };
    match sheet.or_else(|| crate::load::desk_sheet(name)) {
        Some(sheet) => file(name, sheet.into_bytes(), StatusCode::OK),
        None => (StatusCode::NOT_FOUND, "Qui non c'è niente.\n").into_response(),
    }
}

async fn page(State(server): State<Arc<Server>>, uri: Uri) -> Response {
    off_the_loop(move || answer(&server.desk, uri.path())).await
}

/// Drawing takes its time: others are not kept waiting meanwhile.
async fn off_the_loop(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        (StatusCode::INTERNAL_SERVER_ERROR, "Il programma ha un difetto: riavvia l'anteprima.\n").into_response()
    })
}

fn answer(desk: &Desk, address: &str) -> Response {
    let address = decoded(address);
    let Some(preview) = desk.preview() else { return waiting(desk) };
    let found = preview.get(&address).and_then(|found| match found {
        Some(found) => Ok(Some((StatusCode::OK, found))),
        None => Ok(preview.get("/404.html")?.map(|found| (StatusCode::NOT_FOUND, found))),
    });
    match found {
        Ok(Some((status, (path, body)))) => match preview::bytes(&body) {
            Ok(bytes) => {
                // Neither the web editor nor what stands in another site's page has the author's bar.
                let is_page = ![admin::FOLDER, EMBED_FOLDER].contains(&path.folder());
                let bytes = if is_page { with_bar(desk, path.as_str(), bytes) } else { bytes };
                let mut response = file(path.as_str(), bytes, status);
                add_headers(headers::of(&preview.drawing().context(&[]), &address), response.headers_mut());
                response
            }
            Err(error) => (StatusCode::NOT_FOUND, format!("Non riesco a leggere {path}: {error}\n")).into_response(),
        },
        Ok(None) => (StatusCode::NOT_FOUND, "Questa pagina non c'è.\n").into_response(),
        Err(failure) => broken(desk, &failure.to_string()),
    }
}

/// `%C3%A0` is `à`.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        match rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[at + 3..];
            }
            None => {
                bytes.push(b'%');
                rest = &rest[at + 1..];
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Before the first board without errors there is nothing to show but what is wrong.
fn waiting(desk: &Desk) -> Response {
    let faults = desk.with_report(|report, failure| match failure {
        Some(failure) => failure.to_owned(),
        None => text::draw(report, false),
    });
    broken(desk, &faults)
}

fn broken(desk: &Desk, faults: &str) -> Response {
    let html = format!(
        "<!doctype html>\n<html lang=\"it\">\n<head><meta charset=\"utf-8\"><title>C'è da correggere</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{OFFICE}waiting.css\"></head>\n\
         <body><h1>C'è da correggere</h1>\n<p>Quando è tutto a posto, la pagina si apre da sola.</p>\n<pre>{}</pre>\n</body>\n</html>\n",
        escape(faults)
    );
    file("index.html", with_bar(desk, "index.html", html.into_bytes()), StatusCode::SERVICE_UNAVAILABLE)
}

/// A page with the author's bar: the published one has neither.
fn with_bar(desk: &Desk, path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let html = match String::from_utf8(bytes) {
        Ok(html) if path.ends_with(".html") => html,
        Ok(other) => return other.into_bytes(),
        Err(other) => return other.into_bytes(),
    };
    let Version { site, search } = desk.version();
    let script = format!(
        "<script src=\"{OFFICE}{}\" data-redazione data-site=\"{site}\" data-search=\"{search}\" defer></script></body>",
        DESK_SCRIPT.name
    );
    match html.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{script}{after}").into_bytes(),
        None => html.into_bytes(),
    }
}

/// As a host would: but what is being written is kept nowhere, and the machine itself needs no certificate.
fn add_headers(headers: Vec<(&'static str, String)>, answer: &mut axum::http::HeaderMap) {
    let is_ours = |name: &str| matches!(name, "Strict-Transport-Security" | "Cache-Control");
    for (name, value) in headers.into_iter().filter(|(name, _)| !is_ours(name)) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            answer.insert(name, value);
        }
    }
}

fn json_response(value: &impl serde::Serialize) -> Response {
    let bytes = serde_json::to_vec(value).expect("texts and numbers are JSON");
    file("x.json", bytes, StatusCode::OK)
}

fn file(path: &str, bytes: Vec<u8>, status: StatusCode) -> Response {
    let cache = if path.starts_with("assets/") { "max-age=31536000, immutable" } else { "no-store" };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// What a server tells of a file by its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "jsonld" => "application/ld+json",
        "ndjson" => "application/x-ndjson",
        "txt" | "conf" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn addresses_are_decoded_once() {
        assert_eq!(decoded("/citt%C3%A0/a%2520b/100%/%zz"), "/città/a%20b/100%/%zz");
    }
}
