//! Diagnostics as workflow commands, which GitHub and Forgejo show beside the line of a pull request.
//! Format: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::path::Path;

use super::{Diagnostic, Level, Report};

/// `root` is the board's folder as seen from the repository, whose paths the host wants.
pub fn draw(report: &Report, root: &Path) -> String {
    report.iter().map(|diagnostic| command(diagnostic, root)).collect()
}

fn command(diagnostic: &Diagnostic, root: &Path) -> String {
    let kind = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    };
    let (line, column) = diagnostic.place.position();
    let message = match &diagnostic.hint {
        Some(hint) => format!("{}\nAiuto: {hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    format!(
        "::{kind} file={},line={line},col={column},title={}::{}\n",
        property(&file(root, &diagnostic.place.source.path)),
        property(diagnostic.code.name),
        data(&message),
    )
}

fn file(root: &Path, path: &str) -> String {
    let whole = root.join(path);
    whole.strip_prefix(".").unwrap_or(&whole).display().to_string()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
