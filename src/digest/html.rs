//! A digest for e-mail programs, which understand tables and little else: `desk/digest.html`.

use std::io;

use tera::Context;

use super::Digest;
use crate::render::Templates;
use crate::theme::Theme;

/// Characters that programs show beside the subject.
const PREHEADER: usize = 110;

pub fn draw(digest: &Digest, theme: &Theme) -> io::Result<String> {
    let templates = Templates::new(theme).map_err(|fault| io::Error::other(fault.0))?;
    let mut context = Context::new();
    context.insert("digest", digest);
    context.insert("preheader", &preheader(digest));
    let html = templates.render("desk/digest.html", &context)?;
    String::from_utf8(html).map_err(io::Error::other)
}

/// The first titles, as many as are seen.
fn preheader(digest: &Digest) -> String {
    let mut text = String::new();
    for item in digest.groups.iter().flat_map(|group| &group.items) {
        let next = if text.is_empty() { item.title.clone() } else { format!("{text} · {}", item.title) };
        if !text.is_empty() && next.chars().count() > PREHEADER {
            break;
        }
        text = next;
    }
    text
}
