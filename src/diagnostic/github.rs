//! Diagnostics as workflow commands, which GitHub and Forgejo show beside the line of a pull request.
//! Format: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use super::{Diagnostic, Level, Report};

pub fn draw(report: &Report) -> String {
    report.iter().map(command).collect()
}

fn command(diagnostic: &Diagnostic) -> String {
    let kind = match diagnostic.code.level {
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
        property(&diagnostic.place.source.path),
        property(diagnostic.code.name),
        data(&message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
