//! From a folder of exercises to a program: the doorway, the compiler, and what it complains of.

mod arguments;
mod blaming;
mod builder;
pub mod cage;
pub mod compile;
pub mod compiler;
pub mod diagnostics;
pub mod doorway;
mod libraries;
mod plain_words;
mod programs;
pub mod refusal;
pub mod rustc;
mod together;
