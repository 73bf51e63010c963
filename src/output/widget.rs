//! The script that other sites load to show a list of the board: at an address that always has the newest, and every
//! release of it at an address of its own, for sites that want to know what they load.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use super::{Context, Output};
use crate::artifact::{Artifact, OutPath, Sink};
use crate::model::route::EMBED_FOLDER;
use crate::theme::{BOARD_SCRIPT, Script};

pub struct Widget;

/// The version is of its attributes: what is written in a page goes on working.
pub const FOLDER: &str = "/embed/v1/";

impl Output for Widget {
    fn name(&self) -> &'static str {
        "widget"
    }

    fn folder(&self) -> Option<&'static str> {
        Some(EMBED_FOLDER)
    }

    fn render(&self, context: &Context, sink: &dyn Sink) -> io::Result<()> {
        let newest = (BOARD_SCRIPT.name, BOARD_SCRIPT.text.as_bytes());
        let releases = context.theme.releases.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in releases.chain([newest]) {
            let path = OutPath::new(&format!("{}{name}", &FOLDER[1..]));
            if sink.wants(&path) {
                sink.put(Artifact::new(path, bytes))?;
            }
        }
        Ok(())
    }
}

/// The name of a release: that of the script, with the beginning of its hash.
pub fn release_name(script: &Script) -> String {
    let (stem, extension) = script.name.rsplit_once('.').unwrap_or((script.name, "js"));
    let digest: String = Sha256::digest(script.text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{stem}.{digest}.{extension}")
}

/// With what a browser checks that a script is the one that was chosen.
pub fn integrity(script: &Script) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(script.text)))
}
