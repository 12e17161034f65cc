//! How a command ends: what it came to, and what the person got wrong.

use std::fmt;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitOutcome {
    /// All asked for are right.
    Right,
    /// Not all.
    NotRight,
}

/// The command line asks for something that is not there; the person is told what is.
#[derive(Debug)]
pub struct UsageError(pub String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}
