//! What is wrong with a table, in the words of who wrote it: sheet, row, column, heading.

use std::fmt::Write;

use super::table::{Position, Sheet, letters};
use crate::diagnostic::Level;

#[derive(Clone, Debug)]
pub struct TableFault {
    pub position: Position,
    pub level: Level,
    /// The check that found it, if one did.
    pub code: Option<&'static str>,
    pub message: String,
    pub hint: Option<String>,
}

impl TableFault {
    pub fn new(position: Position, message: impl Into<String>, hint: impl Into<String>) -> TableFault {
        TableFault { position, level: Level::Error, code: None, message: message.into(), hint: Some(hint.into()) }
    }
}

/// `foglio «Servizi», riga 4, colonna C «Telefono»`; the sheet only where there is more than one.
pub fn place(sheets: &[Sheet], position: Position) -> String {
    let sheet = &sheets[position.sheet];
    let mut place = Vec::new();
    if sheets.len() > 1 || position.row == 0 {
        place.push(format!("foglio «{}»", sheet.name));
    }
    if position.row > 0 {
        place.push(format!("riga {}", position.row));
    }
    if let Some(column) = position.column {
        let heading = heading(sheet, column).map(|heading| format!(" «{heading}»")).unwrap_or_default();
        place.push(format!("colonna {}{heading}", letters(column)));
    }
    place.join(", ")
}

/// What the row of headings says above a column.
pub fn heading(sheet: &Sheet, column: usize) -> Option<String> {
    let text = super::row::headings(sheet)?.cells.get(column)?.text();
    let heading = text.trim().trim_end_matches('*').trim();
    (!heading.is_empty()).then(|| heading.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// All faults in the order of the table, each once.
pub fn draw(sheets: &[Sheet], faults: &mut Vec<TableFault>) -> String {
    let key = |fault: &TableFault| (fault.position, fault.level, fault.message.clone());
    faults.sort_by_key(key);
    faults.dedup_by_key(|fault| key(fault));
    let mut text = String::new();
    for fault in faults {
        let code = fault.code.map(|code| format!("[{code}]")).unwrap_or_default();
        let _ = writeln!(text, "{}{code}: {}: {}", fault.level.label(), place(sheets, fault.position), fault.message);
        if let Some(hint) = &fault.hint {
            let _ = writeln!(text, "  aiuto: {hint}");
        }
    }
    text
}
