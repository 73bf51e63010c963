//! The program of the web editor: a file that the office puts into the board's folder, never read here.

use std::path::{Component, Path, PathBuf};

use crate::model::draft::Draft;
use crate::model::node::Node;

/// Where it is, if the board names one inside its own folder and it is there.
pub fn script(root: &Path, board: &Draft) -> Option<PathBuf> {
    let Node::Record(_) = board.fields.get("redazione_web")? else { return None };
    let named = Path::new(board.fields.get("redazione_web")?.text("programma")?);
    let is_inside = named.components().all(|step| matches!(step, Component::Normal(_) | Component::CurDir));
    let path = root.join(named);
    (is_inside && path.is_file()).then_some(path)
}
