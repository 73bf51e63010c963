//! The style sheets of a board, as they are published, and the fonts that its pages wait for.
//!
//! One is for every page. What only some kinds of page need stands beside their templates
//! (`pages/search.css`, `pages/home+search+terms.css`) and makes a sheet for each of them; what only paper
//! needs is in `css/print.css`, what stands in the frames of other sites in `embed/embed.css`.

use std::collections::BTreeMap;

use super::css::{FontFace, font_faces, tokens};
use super::{TemplateFault, asset_path};
use crate::model::value::Lang;
use crate::theme::Theme;

/// How style sheets name a file of the theme: `url(assets/icon.svg)`.
const ASSETS: &str = "assets/";

/// Regular and bold, of which every page is made. Others come when a text needs them.
const USUAL_WEIGHTS: [u16; 2] = [400, 700];

/// The page of all components.
const EVERY_COMPONENT: &str = "pages/components.html";

/// The style that is for paper.
const PRINT: &str = "css/print.css";

/// The colours of the board, and what it looks like in the frames of other sites: together, all that such a frame has.
const TOKENS: &str = "css/1-tokens.css";
const EMBED: &str = "embed/embed.css";

pub struct StyleSheet {
    pub path: String,
    pub text: String,
}

impl StyleSheet {
    fn new(name: &str, text: String) -> StyleSheet {
        StyleSheet { path: asset_path(name, text.as_bytes()), text }
    }
}

pub struct StyleSheets {
    pub shared: StyleSheet,
    pub print: StyleSheet,
    pub embed: StyleSheet,
    /// By the name of the template, `pages/search.html`.
    pub pages: BTreeMap<String, StyleSheet>,
    /// Those worth fetching at once, each with the path of its file.
    fonts: Vec<(String, FontFace)>,
}

impl StyleSheets {
    /// Joins the styles of a theme: general ones first, as the theme has them.
    pub fn new(theme: &Theme) -> Result<StyleSheets, TemplateFault> {
        let mut missing = Vec::new();
        let (mut shared, mut print, mut embed) = (Vec::new(), String::new(), Vec::new());
        let mut pages: BTreeMap<&str, String> = BTreeMap::new();
        for style in &theme.styles {
            let text = published(theme, style, &mut missing);
            if style.0 == TOKENS || style.0 == EMBED {
                embed.push(text.clone());
            }
            match style.0.strip_prefix("pages/").and_then(|file| file.strip_suffix(".css")) {
                Some(names) => {
                    for page in names.split('+') {
                        pages.entry(page).or_default().push_str(&text);
                    }
                }
                None if style.0 == PRINT => print = text,
                None if style.0 == EMBED => {}
                None => shared.push(text),
            }
        }
        if !missing.is_empty() {
            return Err(TemplateFault(missing.join("\n")));
        }
        let mut fonts = Vec::new();
        for font in theme.styles.iter().flat_map(|(_, css)| font_faces(css)) {
            let is_usual = font.is_upright && USUAL_WEIGHTS.iter().any(|weight| font.weights.contains(weight));
            let path = font.address.strip_prefix(ASSETS).and_then(|name| path(theme, name));
            fonts.extend(path.filter(|_| is_usual).map(|path| (path, font)));
        }
        let shared = StyleSheet::new("bacheca.css", shared.join("\n"));
        let own = |(page, text): (&str, String)| {
            (format!("pages/{page}.html"), StyleSheet::new(&format!("{page}.css"), text))
        };
        let pages = pages.into_iter().map(own).collect();
        let print = StyleSheet::new("stampa.css", print);
        let embed = StyleSheet::new("incorpora.css", embed.join("\n"));
        Ok(StyleSheets { shared, print, embed, pages, fonts })
    }

    /// Those of the board's own pages.
    pub fn all(&self) -> impl Iterator<Item = &StyleSheet> {
        [&self.shared, &self.print].into_iter().chain(self.pages.values())
    }

    /// What a page needs besides what all share; the page that shows every component needs all.
    pub fn of_page(&self, template: &str) -> Vec<&str> {
        let is_own = |name: &str| name == template || template == EVERY_COMPONENT;
        self.pages.iter().filter(|(name, _)| is_own(name)).map(|(_, sheet)| sheet.path.as_str()).collect()
    }

    /// The files that pages in a language ask for before the style sheet has told them to.
    pub fn fonts(&self, lang: &Lang) -> Vec<&str> {
        let letter = letter(lang);
        let mut paths: Vec<&str> = Vec::new();
        for (path, _) in self.fonts.iter().filter(|(_, font)| font.includes(letter)) {
            // One file may hold many weights.
            if !paths.contains(&path.as_str()) {
                paths.push(path);
            }
        }
        paths
    }
}

/// A letter of the script of a language: a font without it is for other languages.
fn letter(lang: &Lang) -> char {
    match lang.as_str().split('-').next() {
        Some("ar" | "fa" | "ur") => '\u{627}',
        Some("bg" | "ru" | "uk") => '\u{430}',
        _ => 'a',
    }
}

/// A style sheet that names the files of the theme as they are published, beside it.
fn published(theme: &Theme, (file, css): &(String, String), missing: &mut Vec<String>) -> String {
    let mut text = String::with_capacity(css.len());
    for token in tokens(css) {
        let Some(name) = token.address.and_then(|address| address.strip_prefix(ASSETS)) else {
            text.push_str(token.text);
            continue;
        };
        // What follows says which part of the file is meant.
        let name = name.split(['#', '?']).next().unwrap_or(name);
        match path(theme, name) {
            Some(path) => {
                let beside = path.strip_prefix("/assets/").unwrap_or(&path);
                text.push_str(&token.text.replacen(&format!("{ASSETS}{name}"), beside, 1));
            }
            None => missing.push(format!(
                "themes/base/{file}: il tema non ha il file «{ASSETS}{name}»\n  aiuto: mettilo in themes/base/{ASSETS}, o togli `{}` dallo stile",
                token.text
            )),
        }
    }
    text
}

fn path(theme: &Theme, name: &str) -> Option<String> {
    theme.assets.get(name).map(|bytes| asset_path(name, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(css: &str) -> Result<StyleSheets, TemplateFault> {
        let mut theme = Theme::default();
        theme.styles.push(("css/1.css".to_owned(), css.to_owned()));
        for name in ["a.svg", "fonts/b c.woff2"] {
            theme.assets.insert(name.to_owned(), name.into());
        }
        StyleSheets::new(&theme)
    }

    #[test]
    fn only_files_of_the_theme_get_another_name() {
        let css = "a{b:url(assets/a.svg#x) url( \"assets/fonts/b c.woff2\" ) url(#y) url(data:,assets/a.svg)}/*url(assets/no)*/";
        let named = |name: &str| asset_path(name, name.as_bytes()).replace("/assets/", "");
        let wanted = css
            .replacen("assets/a.svg", &named("a.svg"), 1)
            .replace("assets/fonts/b c.woff2", &named("fonts/b c.woff2"));
        assert_eq!(sheet(css).unwrap_or_else(|_| panic!("files that are there")).shared.text, wanted);
    }

    #[test]
    fn every_file_that_is_not_there_is_told() {
        let TemplateFault(message) = sheet("a{b:url(assets/no.svg)}c{d:url('assets/nor.svg')}").err().expect("a fault");
        assert!(message.contains("themes/base/css/1.css") && message.contains("«assets/no.svg»"), "{message}");
        assert!(message.contains("«assets/nor.svg»"), "{message}");
    }
}
