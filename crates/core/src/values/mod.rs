//! What travels between a judge and a learner's function: arguments and answers, as [`Value`]s.
//!
//! A type that an exercise takes or returns says here, or beside itself, how it becomes one.

mod convert;
mod value;

pub use convert::{FromValue, IntoArguments, IntoValue};
pub use value::{Nested, Value, number_text};
