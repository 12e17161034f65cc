//! How reports are shown: to a person, to an editor, to a program. Nothing here builds or judges.

pub(crate) mod annotations;
pub(crate) mod chooser;
pub(crate) mod diff;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod theme;
mod verdicts;
