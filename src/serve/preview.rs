//! A site that is shown: its pages are drawn when they are asked for, and kept.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::NO_PANIC;
use crate::artifact::{Body, OutPath, Wish};
use crate::model::site::Site;
use crate::output::search::LanguageIndex;
use crate::pipeline::{Drawing, Failure};
use crate::theme::Theme;

type Index = Arc<Vec<LanguageIndex>>;

pub struct Preview {
    drawing: Arc<Drawing>,
    theme: Arc<Theme>,
    search: Index,
    /// Of a site shown before: this one's until its own is made, then for pages still open.
    old_search: Option<Index>,
    drawn: Mutex<BTreeMap<OutPath, Arc<Body>>>,
}

impl Preview {
    /// A site with its search.
    pub fn new(drawing: Arc<Drawing>, theme: Arc<Theme>) -> Preview {
        let search = Arc::new(LanguageIndex::all(&drawing.site, &theme));
        Preview { drawing, theme, search, old_search: None, drawn: Mutex::default() }
    }

    /// A site with the search of another, until its own is made.
    pub fn with_borrowed_search(drawing: Arc<Drawing>, theme: Arc<Theme>, search: Index) -> Preview {
        let old_search = Some(Arc::clone(&search));
        Preview { drawing, theme, search, old_search, drawn: Mutex::default() }
    }

    /// The same site with its own search; its pages say where that is, and are drawn again.
    pub fn complete(&self) -> Preview {
        let own = Preview::new(Arc::clone(&self.drawing), Arc::clone(&self.theme));
        Preview { old_search: Some(Arc::clone(&self.search)), ..own }
    }

    pub fn has_own_search(&self) -> bool {
        self.old_search.as_ref().is_none_or(|old| !Arc::ptr_eq(old, &self.search))
    }

    pub fn site(&self) -> &Site {
        &self.drawing.site
    }

    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The search of this site, if it can stand in for that of another until that is ready.
    pub fn search_for(&self, site: &Site) -> Option<Index> {
        let same = self.site().board.languages == site.board.languages;
        same.then(|| Arc::clone(&self.search))
    }

    /// What stands at an address: a file, or the page of a folder.
    pub fn get(&self, address: &str) -> Result<Option<(OutPath, Arc<Body>)>, Failure> {
        let address = address.trim_start_matches('/');
        let name = if address.is_empty() || address.ends_with('/') { "index.html" } else { "" };
        let Some(path) = OutPath::parse(&format!("{address}{name}")) else { return Ok(None) };
        if let Some(body) = self.drawn.lock().expect(NO_PANIC).get(&path) {
            return Ok(Some((path, Arc::clone(body))));
        }
        let Some(body) = self.draw(&path)? else { return Ok(None) };
        let body = Arc::new(body);
        self.drawn.lock().expect(NO_PANIC).insert(path.clone(), Arc::clone(&body));
        Ok(Some((path, body)))
    }

    fn draw(&self, path: &OutPath) -> Result<Option<Body>, Failure> {
        for search in std::iter::once(&self.search).chain(&self.old_search) {
            let wish = Wish::new(path.clone());
            self.drawing.draw(search, &wish)?;
            if let Some(body) = wish.granted() {
                return Ok(Some(body));
            }
            if !path.as_str().starts_with("assets/cerca/") {
                break;
            }
        }
        Ok(None)
    }
}

/// The bytes of what was drawn.
pub fn bytes(body: &Body) -> std::io::Result<Vec<u8>> {
    match body {
        Body::Bytes(bytes) => Ok(bytes.clone()),
        Body::File(source) => std::fs::read::<&PathBuf>(source),
    }
}
