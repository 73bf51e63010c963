//! What a command finds wrong with what its author asked or gave, and what to do instead.

use std::fmt;
use std::process::ExitCode;

use crate::model::value::Invalid;

#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    pub hint: String,
    code: u8,
}

impl Fault {
    /// What was given has errors: exit code 1.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { message: message.into(), hint: hint.into(), code: 1 }
    }

    /// The command cannot do what it was asked: exit code 2.
    pub fn unable(message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { code: 2, ..Fault::new(message, hint) }
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
    ExitCode::from(faults.iter().map(|fault| fault.code).max().unwrap_or(1))
}
