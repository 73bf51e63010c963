//! Addresses on the web, and paths of the board itself.

use super::{Invalid, Parsed};

/// An absolute `http` or `https` address, normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Web(String);

impl Web {
    pub const PATTERN: &str = r"[Hh][Tt][Tt][Pp][Ss]?:[/\\]*[^\s/\\?#@.]+(\.[^\s/\\?#@.]+)+\.?([/\\?#]\S*)?";

    pub fn parse(text: &str) -> Parsed<Web> {
        let invalid = || {
            Invalid::new(
                format!("«{text}» non è un indirizzo web completo"),
                "copialo dalla barra del browser, per esempio `https://www.comune.it/pagina`",
            )
        };
        let url = url::Url::parse(text).map_err(|_| invalid())?;
        let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'));
        let plain = url.username().is_empty() && url.password().is_none() && !text.contains(char::is_whitespace);
        if web && plain { Ok(Web(url.into())) } else { Err(invalid()) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without `www.`, to be shown as the text of a link.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

pub const SITE_PATTERN: &str = r"[Hh][Tt][Tt][Pp][Ss]?:[/\\]*[^\s/\\?#@.]+(\.[^\s/\\?#@.]+)+\.?([/\\][^\s?#]*)?";

/// The address at which a site is published.
pub fn parse_site(text: &str) -> Parsed<Web> {
    let web = Web::parse(text)?;
    if web.as_str().contains(['?', '#']) {
        let bare = text.split(['?', '#']).next().unwrap_or_default();
        return Err(Invalid::new(
            format!("«{text}» è l'indirizzo di una pagina, non di un sito"),
            format!("scrivi `{bare}`"),
        ));
    }
    Ok(web)
}

/// A path of this site that once was published, such as `/vecchia/pagina.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SitePath(String);

impl SitePath {
    pub const PATTERN: &str = r"(/(?!\.{1,2}(/|\s*$))[A-Za-z0-9\-_.]+)+/*";

    /// Only characters that need no escape in a URL, a file name or a server's configuration.
    pub fn parse(text: &str) -> Parsed<SitePath> {
        let inside = text.strip_prefix('/').unwrap_or_default();
        let plain = inside.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
        let steps = inside.trim_end_matches('/').split('/').all(|step| !matches!(step, "" | "." | ".."));
        if plain && steps && !inside.is_empty() {
            Ok(SitePath(text.to_owned()))
        } else {
            Err(Invalid::new(
                format!("«{text}» non è un percorso di questo sito"),
                "comincia con `/` e usa solo lettere, cifre, punti e trattini, per esempio `/vecchia/pagina.html`",
            ))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_web_addresses_are_taken() {
        assert_eq!(Web::parse("https://www.inps.it/a?b=c").unwrap().host(), "inps.it");
        for wrong in [
            "www.inps.it",
            "javascript:alert(1)",
            "ftp://inps.it",
            "https://",
            "https://u:p@inps.it",
            "https://in ps.it",
            "data:text/html,x",
        ] {
            assert!(Web::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_path_never_climbs_out_of_the_site() {
        assert!(SitePath::parse("/index.php/vecchia").is_ok());
        for wrong in ["/../etc", "vecchia", "/a//b", "/", "//altro.it/x", "/a b", "/a\nb"] {
            assert!(SitePath::parse(wrong).is_err(), "{wrong}");
        }
    }
}
