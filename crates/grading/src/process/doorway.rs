//! The table of functions that a learner's program serves.

use crate::answers::callable::{Function, Handler};
use std::collections::BTreeMap;

/// A table from exercise name to the function that answers for it.
/// ```no_run
/// // The whole `main` of a learner's program.
/// use nabla_grading::{Answers, serve};
/// fn f_x(x: f64, y: f64) -> f64 { 2.0 * x * y }
/// fn main() -> std::process::ExitCode { serve(&Answers::new().answer("f_x", f_x)) }
/// ```
#[derive(Debug, Default)]
pub struct Answers {
    own: BTreeMap<&'static str, Function>,
    /// Those of several people, of whom one is asked.
    of_part: Option<fn(usize) -> Self>,
}

impl Answers {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the function that answers for `exercise`.
    #[must_use]
    pub fn answer<P>(mut self, exercise: &'static str, handler: impl Handler<P>) -> Self {
        self.own.insert(exercise, Function::new(handler));
        self
    }

    /// This table and another one, whose functions count where both answer.
    /// ```
    /// use nabla_grading::Answers;
    /// let one = Answers::new().answer("double", |x: f64| 2.0 * x);
    /// let both = one.and(Answers::new().answer("square", |x: f64| x * x));
    /// # let _ = both;
    /// ```
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.own.extend(other.own);
        self
    }

    /// The tables of several people, of which only the one is made that is asked.
    /// ```
    /// use nabla_grading::Answers;
    /// fn answers(part: usize) -> Answers {
    ///     Answers::new().answer("double", if part == 0 { |x: f64| 2.0 * x } else { |x: f64| x + x })
    /// }
    /// let both = Answers::of_several(answers);
    /// # let _ = both;
    /// ```
    #[must_use]
    pub fn of_several(of_part: fn(usize) -> Self) -> Self {
        Self { of_part: Some(of_part), ..Self::default() }
    }

    /// The table of that part; none where this is the only one.
    pub(crate) fn part(&self, part: usize) -> Option<Self> {
        self.of_part.map(|answers| answers(part))
    }

    pub(crate) fn get(&self, exercise: &str) -> Option<&Function> {
        self.own.get(exercise)
    }
}
