//! Sampling a learner's function for its figure.

use crate::answers::{Answer, Function};
use crate::convert::{FromValue, IntoArguments};
use crate::exercise::Exercise;
use crate::figure::Figure;
use crate::learner::{Failure, Respondent};
use crate::value::Value;
use crate::verdict::{Status, Verdict};

impl Respondent for &Function {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        probes.iter().map(|arguments| Ok(self.answer(arguments))).collect()
    }
}

/// What a figure is drawn from: the learner's function, the truth beside it, and whether the verdict was "right".
pub struct Sketch<'a> {
    respondent: &'a mut dyn Respondent,
    exercise: &'a Exercise,
    right: bool,
}

impl Sketch<'_> {
    /// Whether the exercise was judged right, for the words of the title.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.right
    }

    /// The learner's whole answer at these arguments, with where it looked; `None` when it gave no value.
    pub fn answer(&mut self, arguments: impl IntoArguments) -> Option<Answer> {
        let reply = self.respondent.ask(&[arguments.into_arguments()]).pop()?.ok()?;
        reply.value().is_some().then_some(reply)
    }

    /// The learner's value at these arguments; `None` when there is none of that type.
    pub fn value<T: FromValue>(&mut self, arguments: impl IntoArguments) -> Option<T> {
        self.answer(arguments)?.get()
    }

    /// The learner's number at these arguments; NaN when there is none.
    pub fn number(&mut self, arguments: impl IntoArguments) -> f64 {
        self.value(arguments).unwrap_or(f64::NAN)
    }

    /// The learner's values at many arguments, asked in one go.
    pub fn values<T: FromValue, A: IntoArguments>(&mut self, arguments: impl IntoIterator<Item = A>) -> Vec<Option<T>> {
        let probes: Vec<Vec<Value>> = arguments.into_iter().map(IntoArguments::into_arguments).collect();
        let replies = self.respondent.ask(&probes);
        replies.into_iter().map(|reply| reply.ok()?.get()).collect()
    }

    /// The learner's numbers at many arguments, asked in one go; NaN where there is none.
    pub fn numbers<A: IntoArguments>(&mut self, arguments: impl IntoIterator<Item = A>) -> Vec<f64> {
        self.values(arguments).into_iter().map(|number| number.unwrap_or(f64::NAN)).collect()
    }

    /// The truth at these arguments.
    ///
    /// # Panics
    /// When the truth does not take such arguments or is of another type: a mistake of the exercise's author.
    #[must_use]
    pub fn truth<T: FromValue>(&self, arguments: impl IntoArguments) -> T {
        let value = self.exercise.truth_at(&arguments.into_arguments());
        T::from_value(&value)
            .unwrap_or_else(|| panic!("the truth of `{}` is of another type: {value:?}", self.exercise.name))
    }
}

impl Exercise {
    /// Draws the learner's function; nothing before there was an attempt that answers.
    pub fn draw(&self, respondent: &mut dyn Respondent, verdict: &Verdict) -> Option<Figure> {
        let draw = self.figure.as_ref().filter(|_| matches!(verdict.status, Status::Right | Status::Wrong))?;
        Some(draw(&mut Sketch { respondent, exercise: self, right: verdict.is_right() }))
    }
}
