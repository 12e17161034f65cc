//! The mathematics that learners may use and judges rely on.
//!
//! - [`Field`]: scalar functions of one or many variables, each with its formula, so that a judge can send one
//!   over the wire by name and coefficients;
//! - [`GradientField`]: the gradient of a field, sound or with a planted flaw;
//! - [`Map`]: several outputs at once, with their Jacobian; [`Kind`]: what a flat place of a field is;
//! - [`Dual`] and [`Op`]: a number with its slope, and a computation written down; [`Layer`] and [`Training`]: a network;
//! - [`DataSet`]: points to fit a line to, read from comma-separated text; one real set is shipped;
//! - [`Draw`]: seeded sampling, the same numbers on every machine;
//! - [`Value`]: an argument or an answer of any of these types, as it travels between a judge and a learner's function;
//! - [`Tolerance`]: how close two numbers must be to count as the same answer.
//!
//! Nothing here knows an exercise, a verdict or a pixel, and nothing here reads or writes files.

mod autodiff;
mod data_set;
mod draw;
mod drawn;
mod field;
mod gradient_field;
mod kind;
mod map;
mod network;
mod polynomial;
mod results;
mod tolerance;
mod values;

pub use autodiff::{Dual, Op};
pub use data_set::{DataSet, DataSetError};
pub use draw::Draw;
pub use field::Field;
pub use gradient_field::{Flaw, GradientField};
pub use kind::Kind;
pub use map::{HessianField, JacobianField, Map};
pub use network::{Layer, Training};
pub use polynomial::{Polynomial, Term};
pub use results::{DataError, Descent, GradientCheck, Standardised, Status};
pub use tolerance::{Tolerance, difference_rounding};
pub use values::{FromValue, IntoArguments, IntoValue, Nested, Value, number_text};
