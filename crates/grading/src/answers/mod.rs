//! Answers: what came back, where it looked, how two of them compare, and the functions that can be asked for one.

pub(crate) mod answer;
pub(crate) mod callable;
pub(crate) mod compare;
pub(crate) mod handed_over;
pub(crate) mod looks;
pub(crate) mod matrices;
pub(crate) mod panics;
