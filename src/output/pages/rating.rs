//! The question of how clear a page is: where its answers go.

use super::Drawer;
use super::letter::letter;
use super::page::Page;
use crate::model::site::Rating;
use crate::render::view::RatingView;

/// The kinds of page without the question: no content of their own, or none that is the same for all.
const NOT_ASKED: &[&str] = &["home", "search", "saved", "offline", "not_found", "components"];

impl Drawer<'_> {
    /// None where nobody would read the answers, nor on delicate pages.
    pub fn rating(&self, page: &Page, canonical: &str) -> Option<RatingView> {
        let rating = self.context.site.board.rating.as_ref()?;
        if page.sensitive || NOT_ASKED.contains(&page.kind) {
            return None;
        }
        let version = page.updated.unwrap_or(self.context.renderer.last_modified).to_string();
        Some(match rating {
            Rating::Form(url) => RatingView { url: Some(url.as_str().to_owned()), letter: None, version },
            Rating::Letter(to) => {
                let subject = self.language.strings.fill("rating_subject", &[("x", &page.title)]);
                let text = self.language.strings.fill("rating_letter", &[("a", canonical), ("b", &version)]);
                RatingView { url: None, letter: Some(letter(to, &subject, &text)), version }
            }
        })
    }
}
