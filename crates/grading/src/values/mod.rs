//! Values: what travels between the judge and a learner's function, and functions that can be asked with it.

pub(crate) mod answer;
pub(crate) mod callable;
pub(crate) mod compare;
pub(crate) mod convert;
pub(crate) mod handed_over;
pub(crate) mod looks;
pub(crate) mod panics;
mod records;
pub(crate) mod value;
