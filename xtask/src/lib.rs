//! The runner's rooms: what is asked for, building, examining, remembering, showing. No mathematics lives here, and no pixels.
//!
//! Each room knows only those below it. What a check needs is here and nothing else; the commands that need more are programs of
//! their own beside this one, which stand on the same rooms and are built when they are first asked for.

#![expect(
    missing_docs,
    reason = "for the house's own programs alone: where a name says everything, nothing more is said"
)]

pub mod build;
pub mod cli;
pub mod commands;
pub mod course;
pub mod examine;
pub mod exit;
pub mod show;
pub mod store;
pub mod terminal;
