//! From a folder of exercises to a program: the doorway, the compiler, and what it complains of.

mod arguments;
pub(crate) mod compile;
pub(crate) mod compiler;
pub(crate) mod diagnostics;
pub(crate) mod doorway;
mod plain_words;
pub(crate) mod refusal;
pub(crate) mod rustc;
