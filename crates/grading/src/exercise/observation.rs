//! A probe together with what came back, as a property of an exercise sees it.

use crate::answers::answer::Answer;
use crate::answers::looks::Look;
use nabla_core::{FromValue, Tolerance, Value};

/// One probe that was answered with a value.
#[derive(Clone, Copy, Debug)]
pub struct Observation<'a> {
    /// One value a parameter.
    pub arguments: &'a [Value],
    /// What came back.
    pub answer: &'a Answer,
    /// The truth.
    pub expected: &'a Value,
    /// The exercise's tolerance.
    pub tolerance: Tolerance,
    /// The size of the terms behind the truth.
    pub size: f64,
}

impl Observation<'_> {
    /// The argument at `index` as a Rust type.
    ///
    /// # Panics
    /// When the exercise does not ask with such an argument: a mistake of its author.
    #[must_use]
    pub fn argument<T: FromValue>(&self, index: usize) -> T {
        let argument = self.arguments.get(index).and_then(T::from_value);
        argument.unwrap_or_else(|| {
            panic!("argument {index} is not of the type that the property expects: {:?}", self.arguments.get(index))
        })
    }

    /// The learner's answer as a Rust type; `None` when it is of another kind.
    #[must_use]
    pub fn value<T: FromValue>(&self) -> Option<T> {
        self.answer.get()
    }

    /// The points at which the first function among the arguments was called.
    pub fn looked(&self) -> impl Iterator<Item = &[f64]> {
        self.looked_with(0)
    }

    /// The points at which the function with that number was called, counting functions among the arguments from 0.
    pub fn looked_with(&self, function: u8) -> impl Iterator<Item = &[f64]> {
        self.answer.looks.kept.iter().filter(move |look| look.function == function).map(|Look { at, .. }| at.as_slice())
    }

    /// How often the functions among the arguments were called.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.answer.looks.calls
    }
}

/// What is wrong with an answer that does not have a property.
#[derive(Clone, Debug)]
pub struct Complaint {
    pub(crate) name: Option<&'static str>,
    pub(crate) says: String,
    pub(crate) got: Option<String>,
    pub(crate) expected: Option<String>,
}

impl Complaint {
    /// A complaint that names no mistake: the sentence that helps.
    pub fn new(says: impl Into<String>) -> Self {
        Self { name: None, says: says.into(), got: None, expected: None }
    }

    /// A complaint that recognises a mistake beyond doubt. Where the mistake is in the book, use its name there.
    pub fn named(name: &'static str, says: impl Into<String>) -> Self {
        Self { name: Some(name), ..Self::new(says) }
    }

    /// The same complaint about the same answer, as an instance of a mistake that was recognised beyond doubt.
    #[must_use]
    pub fn called(self, name: &'static str, says: impl Into<String>) -> Self {
        Self { name: Some(name), says: says.into(), ..self }
    }

    /// What the answer shows, in words, where the value alone says little ("looked at 2 and 2.1").
    #[must_use]
    pub fn got(mut self, got: impl Into<String>) -> Self {
        self.got = Some(got.into());
        self
    }

    /// What a right answer has, in words ("a point on the level 8").
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }
}
