//! Whom to tell of a weakness of the site: `security.txt` (RFC 9116), where the board says it.

use std::io;

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::site::Security;
use crate::model::value::Lang;

pub struct SecurityTxt;

const PATH: &str = ".well-known/security.txt";

impl Output for SecurityTxt {
    fn name(&self) -> &'static str {
        "security_txt"
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let Some(security) = &context.site.board.security else { return Ok(()) };
        sink.put(Artifact::new(OutPath::new(PATH), text(context, security)))
    }
}

fn text(context: &Context, security: &Security) -> String {
    let letter = security.email.iter().map(|email| email.href());
    let page = security.page.iter().map(|page| page.as_str().to_owned());
    let contacts: String = letter.chain(page).map(|contact| format!("Contact: {contact}\n")).collect();
    let languages: Vec<&str> = context.site.board.languages.iter().map(Lang::as_str).collect();
    let expires = security.expires;
    format!(
        "{contacts}Expires: {expires}T23:59:59Z\nPreferred-Languages: {}\nCanonical: {}\n",
        languages.join(", "),
        context.renderer.urls.absolute(&format!("/{PATH}")),
    )
}
