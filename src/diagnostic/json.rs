//! Diagnostics for a program: an array of flat objects with stable English keys.

use serde::Serialize;

use super::{Diagnostic, Report};

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    level: &'static str,
    code: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

impl<'a> From<&'a Diagnostic> for JsonDiagnostic<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let (line, column) = diagnostic.place.position();
        JsonDiagnostic {
            level: diagnostic.level.label(),
            code: diagnostic.code.name,
            file: &diagnostic.place.source.path,
            line,
            column,
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
        }
    }
}

pub fn draw(report: &Report) -> String {
    let diagnostics: Vec<_> = report.iter().map(JsonDiagnostic::from).collect();
    let json = serde_json::to_string_pretty(&diagnostics).expect("strings and numbers always serialise");
    format!("{json}\n")
}
