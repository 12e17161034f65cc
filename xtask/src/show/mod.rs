//! How reports are shown: to a person, to an editor, to a program. Nothing here builds or judges.

pub mod annotations;
pub mod diff;
pub mod formula;
pub mod json;
pub mod lesson;
pub mod narrow;
pub mod page;
pub mod theme;
mod verdicts;
