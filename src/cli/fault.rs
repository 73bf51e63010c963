//! What a command finds wrong with what its author asked, and what to do instead. Exit code 1.

use std::fmt;
use std::process::ExitCode;

use crate::model::value::Invalid;

#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    pub hint: String,
}

impl Fault {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { message: message.into(), hint: hint.into() }
    }

    /// A value that its reader refuses, with where it was written.
    pub fn at(place: &str, invalid: Invalid) -> Fault {
        Fault::new(format!("{place}: {}", invalid.message), invalid.hint)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "errore: {}.\n  aiuto: {}", self.message, self.hint)
    }
}

pub fn refuse(faults: &[Fault]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    ExitCode::FAILURE
}
