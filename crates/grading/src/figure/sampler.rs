//! Sampling a learner's function for its figure.

use crate::answers::answer::Answer;
use crate::answers::callable::Function;
use crate::process::respondent::{Failure, Respondent};
use nabla_core::{FromValue, IntoArguments, Value};

/// What a figure is drawn from: the learner's function, the truth beside it, and whether the verdict was "right".
pub struct Sketch<'a> {
    respondent: &'a mut dyn Respondent,
    name: &'static str,
    truth: &'a Function,
    right: bool,
    seen: Vec<Seen>,
}

/// What a picture asked, and what came back.
pub(crate) struct Seen {
    pub(crate) arguments: Vec<Value>,
    pub(crate) reply: Result<Answer, Failure>,
}

impl<'a> Sketch<'a> {
    /// A sketch of whoever answers, of the exercise of that name and with that truth.
    pub(crate) fn new(
        respondent: &'a mut dyn Respondent,
        name: &'static str,
        truth: &'a Function,
        right: bool,
    ) -> Self {
        Self { respondent, name, truth, right, seen: Vec::new() }
    }

    /// All that was asked, with what came back.
    pub(crate) fn into_seen(self) -> Vec<Seen> {
        self.seen
    }

    /// Whether the idea was judged right, for the words of the title.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.right
    }

    /// The learner's whole answer at these arguments, with where it looked; `None` when it gave no value.
    pub fn answer(&mut self, arguments: impl IntoArguments) -> Option<Answer> {
        let reply = self.ask(vec![arguments.into_arguments()]).pop()?.ok()?;
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
        self.ask(probes).into_iter().map(|reply| reply.ok()?.get()).collect()
    }

    /// The learner's numbers at many arguments, asked in one go; NaN where there is none.
    pub fn numbers<A: IntoArguments>(&mut self, arguments: impl IntoIterator<Item = A>) -> Vec<f64> {
        self.values(arguments).into_iter().map(|number| number.unwrap_or(f64::NAN)).collect()
    }

    fn ask(&mut self, probes: Vec<Vec<Value>>) -> Vec<Result<Answer, Failure>> {
        let replies = self.respondent.ask(&probes);
        let seen = probes.into_iter().zip(&replies).map(|(arguments, reply)| Seen { arguments, reply: reply.clone() });
        self.seen.extend(seen);
        replies
    }

    /// The truth at these arguments.
    ///
    /// # Panics
    /// When the truth does not take such arguments or is of another type: a mistake of the exercise's author.
    #[must_use]
    pub fn truth<T: FromValue>(&self, arguments: impl IntoArguments) -> T {
        let answer = self.truth.answer(&arguments.into_arguments());
        answer.get().unwrap_or_else(|| panic!("the truth of `{}` gives here: {:?}", self.name, answer.outcome))
    }
}
