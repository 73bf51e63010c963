//! The theme in the binary, with the files that the board puts over it, one by one.

use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use super::front_matter;
use crate::theme::Theme;

/// Where a board keeps its own versions of theme files.
const OVERLAY: &str = "themes/base";

/// What only the office sees.
const DESK: &str = "desk/";

/// Scripts that other sites load by their number.
const RELEASES: &str = "embed/versions/";

#[derive(RustEmbed)]
#[folder = "themes/base"]
struct Embedded;

/// Why a theme cannot be used, with the file at fault.
#[derive(Debug)]
pub struct ThemeFault {
    pub file: String,
    pub message: String,
}

pub fn theme(root: &Path) -> Result<Theme, ThemeFault> {
    let embedded =
        Embedded::iter().filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data.into_owned())));
    let mut theme = Theme::default();
    for (name, bytes) in embedded.chain(overlay(root)?) {
        place(&mut theme, name, bytes)?;
    }
    // `css/` holds tokens and the ground; components stand on it.
    theme.styles.sort_by_key(|(name, _)| (!name.starts_with("css/"), name.clone()));
    Ok(theme)
}

/// A style sheet of what only the office sees, as the program has it.
pub fn desk_sheet(name: &str) -> Option<String> {
    let file = Embedded::get(&format!("{DESK}{name}"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn overlay(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, ThemeFault> {
    let folder = root.join(OVERLAY);
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for file in WalkDir::new(&folder).sort_by_file_name() {
        let fault = |message: String, path: &Path| ThemeFault { file: super::walk::shown(root, path), message };
        let file = file.map_err(|error| fault(error.to_string(), error.path().unwrap_or(&folder)))?;
        let name = super::walk::shown(&folder, file.path());
        let hidden = name.split('/').any(|step| step.starts_with('.'));
        if file.file_type().is_file() && !hidden {
            let bytes = std::fs::read(file.path()).map_err(|error| fault(error.to_string(), file.path()))?;
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

fn place(theme: &mut Theme, name: String, bytes: Vec<u8>) -> Result<(), ThemeFault> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned();
    let text = |bytes: Vec<u8>, name: &str| {
        String::from_utf8(bytes)
            .map_err(|_| ThemeFault { file: name.to_owned(), message: "il file non è scritto in UTF-8".to_owned() })
    };
    match (extension.as_str(), name.strip_prefix("strings/"), name.strip_prefix("assets/")) {
        (_, _, Some(asset)) => {
            theme.assets.insert(asset.to_owned(), bytes);
        }
        ("yaml", Some(file), _) => {
            let lang = file.trim_end_matches(".yaml").to_owned();
            let strings =
                front_matter::strings(&text(bytes, &name)?).map_err(|message| ThemeFault { file: name, message })?;
            // A board may change one word and keep the others.
            theme.strings.entry(lang).or_default().extend(strings);
        }
        ("json", ..) if name.ends_with("/examples.json") => {
            let component = name.split('/').rev().nth(1).unwrap_or_default().to_owned();
            let examples = serde_json::from_slice(&bytes)
                .map_err(|error| ThemeFault { file: name, message: error.to_string() })?;
            theme.examples.insert(component, examples);
        }
        ("js", ..) if name.starts_with(RELEASES) => {
            theme.releases.insert(name[RELEASES.len()..].to_owned(), bytes);
        }
        ("html", ..) => {
            theme.templates.insert(name.clone(), text(bytes, &name)?);
        }
        ("css", ..) if name.starts_with(DESK) => {
            theme.desk.insert(name[DESK.len()..].to_owned(), text(bytes, &name)?);
        }
        ("css", ..) => {
            let style = text(bytes, &name)?;
            theme.styles.retain(|(known, _)| *known != name);
            theme.styles.push((name, style));
        }
        // Scripts are in the program already: build.rs.
        _ => {}
    }
    Ok(())
}
