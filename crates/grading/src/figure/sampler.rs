//! Sampling a learner's function for its figure.

use crate::answers::answer::Answer;
use crate::answers::callable::Function;
use crate::figure::Figure;
use crate::figure::control::{Board, Prediction, Preset, Settings, Spacing};
use crate::process::respondent::{Failure, Respondent};
use nabla_core::{FromValue, IntoArguments, Value};
use std::ops::RangeInclusive;

/// What a figure is drawn from: the learner's function, the truth beside it, and whether the verdict was "right".
pub struct Sketch<'a> {
    respondent: &'a mut dyn Respondent,
    name: &'static str,
    truth: &'a Function,
    right: bool,
    seen: Vec<Seen>,
    board: Board,
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
        settings: Settings,
    ) -> Self {
        Self { respondent, name, truth, right, seen: Vec::new(), board: Board::new(settings) }
    }

    /// The figure with its controls, and all that was asked for it, with what came back.
    pub(crate) fn finish(self, figure: Figure) -> (Figure, Vec<Seen>) {
        let Board { controls, presets, prediction, .. } = self.board;
        (Figure { controls, presets, prediction, ..figure }, self.seen)
    }

    /// A point that may be dragged in the first panel, within these bounds: where it is in this picture.
    pub fn point(
        &mut self,
        name: &str,
        says: &str,
        default: (f64, f64),
        x: RangeInclusive<f64>,
        y: RangeInclusive<f64>,
    ) -> (f64, f64) {
        self.point_in(0, name, says, default, x, y)
    }

    /// A point that may be dragged in the panel with this index.
    pub fn point_in(
        &mut self,
        panel: usize,
        name: &str,
        says: &str,
        default: (f64, f64),
        x: RangeInclusive<f64>,
        y: RangeInclusive<f64>,
    ) -> (f64, f64) {
        self.board.point(name, says, default, panel, [&x, &y])
    }

    /// A point that may be dragged along a curve over the x axis of the panel with this index: its x in this picture.
    pub fn point_on(
        &mut self,
        panel: usize,
        name: &str,
        says: &str,
        default: f64,
        range: RangeInclusive<f64>,
        curve: impl Fn(f64) -> f64,
    ) -> f64 {
        self.board.point_on(panel, name, says, default, &range, curve)
    }

    /// A number that may be moved evenly: an angle, a level, a height.
    pub fn slider(&mut self, name: &str, says: &str, default: f64, range: RangeInclusive<f64>) -> f64 {
        self.board.number(name, says, default, &range, Spacing::Even)
    }

    /// A number above 0 that may be moved by ratios: a step h, a learning rate.
    pub fn log_slider(&mut self, name: &str, says: &str, default: f64, range: RangeInclusive<f64>) -> f64 {
        self.board.number(name, says, default, &range, Spacing::Log)
    }

    /// A count that may be moved.
    pub fn count(&mut self, name: &str, says: &str, default: u16, range: RangeInclusive<u16>) -> usize {
        let range = f64::from(*range.start())..=f64::from(*range.end());
        let count = self.board.number(name, says, f64::from(default), &range, Spacing::Whole);
        // Whole, and within the range of a u16.
        count as usize
    }

    /// Settings that show something worth seeing: a famous failure, a special place.
    pub fn preset(&mut self, name: &str, settings: Settings) {
        self.board.presets.push(Preset { name: name.to_owned(), settings });
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

    /// Asks for a number before the picture is seen; `came_out` says what the learner's function gives.
    pub fn predict(&mut self, question: &str, came_out: String) {
        self.board.prediction = Some(Prediction { question: question.to_owned(), panel: None, came_out });
    }

    /// Asks for a click into the panel with this index.
    pub fn predict_in(&mut self, panel: usize, question: &str, came_out: String) {
        self.board.prediction = Some(Prediction { question: question.to_owned(), panel: Some(panel), came_out });
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
