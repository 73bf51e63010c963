//! How the board looks: templates, one style sheet, fixed words. Values only; `load` reads them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A script of the browser's side, joined and minified by `build.rs`.
pub struct Script {
    pub name: &'static str,
    pub text: &'static str,
}

/// The search and its page.
pub static SEARCH_SCRIPT: Script =
    Script { name: "cerca.js", text: include_str!(concat!(env!("OUT_DIR"), "/cerca.js")) };
/// What runs before the first paint of pages that depend on the reader's Comune.
pub static FIRST_SCRIPT: Script =
    Script { name: "prima.js", text: include_str!(concat!(env!("OUT_DIR"), "/prima.js")) };
/// The form of organisations that have something to add.
pub static PROPOSE_SCRIPT: Script =
    Script { name: "proponi.js", text: include_str!(concat!(env!("OUT_DIR"), "/proponi.js")) };
/// The codes that other sites paste.
pub static REUSE_SCRIPT: Script =
    Script { name: "riusa.js", text: include_str!(concat!(env!("OUT_DIR"), "/riusa.js")) };
/// What runs in the frames of other sites.
pub static EMBED_SCRIPT: Script =
    Script { name: "incorpora.js", text: include_str!(concat!(env!("OUT_DIR"), "/incorpora.js")) };
/// What runs on every page.
pub static SITE_SCRIPT: Script = Script { name: "sito.js", text: include_str!(concat!(env!("OUT_DIR"), "/sito.js")) };
/// The author's bar and the messages of a board being written: never published.
pub static DESK_SCRIPT: Script =
    Script { name: "redazione.js", text: include_str!(concat!(env!("OUT_DIR"), "/redazione.js")) };
/// The service worker, without what it is told of a release.
pub static WORKER: Script = Script { name: "worker.js", text: include_str!(concat!(env!("OUT_DIR"), "/worker.js")) };

/// What other sites load to show a list of the board in their pages.
pub static BOARD_SCRIPT: Script =
    Script { name: "bacheca.js", text: include_str!(concat!(env!("OUT_DIR"), "/bacheca.js")) };

/// The files of a theme, those of the board over those of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Name (`pages/entry.html`) and text.
    pub templates: BTreeMap<String, String>,
    /// Path in the theme and text of each style sheet, in the order in which they are joined.
    pub styles: Vec<(String, String)>,
    /// Style sheets of the pages that only the office sees, by name: no published page has them.
    pub desk: BTreeMap<String, String>,
    /// Files published as they are, by name: `assets[name]` in templates, `url(assets/name)` in styles.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// Every release of [`BOARD_SCRIPT`], by name: sites that chose one keep it for ever.
    pub releases: BTreeMap<String, Vec<u8>>,
    /// By language, then by key.
    pub strings: BTreeMap<String, BTreeMap<String, String>>,
    /// By the folder of their component.
    pub examples: BTreeMap<String, Vec<Example>>,
}

/// A component in one of its states.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Example {
    pub name: String,
    /// When it is not called as its folder.
    pub component: Option<String>,
    #[serde(default)]
    pub args: serde_json::Map<String, serde_json::Value>,
    /// The HTML that it surrounds.
    pub body: Option<String>,
}
