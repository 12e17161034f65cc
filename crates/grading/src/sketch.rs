//! Sampling a learner's function for its figure.

use crate::answers::{Answer, Function, Outcome};
use crate::convert::{FromValue, IntoArguments};
use crate::exercise::Exercise;
use crate::figure::Figure;
use crate::judge::{Question, words};
use crate::learner::{Failure, Respondent};
use crate::probe::Probe;
use crate::saying::status;
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
    seen: Vec<Seen>,
}

/// What a picture asked, and what came back.
pub(crate) struct Seen {
    arguments: Vec<Value>,
    reply: Result<Answer, Failure>,
}

impl Sketch<'_> {
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
        let value = self.exercise.truth_at(&arguments.into_arguments());
        T::from_value(&value)
            .unwrap_or_else(|| panic!("the truth of `{}` is of another type: {value:?}", self.exercise.name))
    }
}

/// A picture, and what was asked for it.
pub(crate) struct Sketched {
    pub(crate) figure: Option<Figure>,
    pub(crate) seen: Vec<Seen>,
}

impl Exercise {
    /// Draws the learner's function; nothing before there was an attempt that answers.
    pub fn draw(&self, respondent: &mut dyn Respondent, verdict: &Verdict) -> Option<Figure> {
        self.sketched(respondent, verdict)?.figure
    }

    pub(crate) fn sketched(&self, respondent: &mut dyn Respondent, verdict: &Verdict) -> Option<Sketched> {
        let right = matches!(verdict.status, Status::Right | Status::Almost);
        let draw = self.figure.as_ref().filter(|_| right || verdict.status == Status::Wrong)?;
        let mut sketch = Sketch { respondent, exercise: self, right, seen: Vec::new() };
        let figure = draw(&mut sketch);
        let seen = sketch.seen;
        // A picture of the truth alone would say nothing of the learner's function.
        let shows_something = right || seen.iter().any(|seen| seen.reply.as_ref().is_ok_and(tells));
        Some(Sketched { figure: shows_something.then_some(figure), seen })
    }

    /// The verdict on a function that is right at all probes, by what its picture asked besides; `None` when that is right, too.
    pub(crate) fn judge_seen(&self, seen: &[Seen]) -> Option<Verdict> {
        let wrong = seen.iter().filter_map(|seen| {
            let expected = self.truth.answer(&seen.arguments).value().cloned()?;
            let size = self.size_at(&seen.arguments, &expected);
            let probe = Probe { arguments: seen.arguments.clone(), article: None, clause: None };
            let question = Question::new(probe, expected, size);
            let comparable = question.expected.components().iter().all(|number| number.is_finite());
            let right = seen.reply.as_ref().is_ok_and(|answer| match &answer.outcome {
                Outcome::Value(_) => !comparable || self.is_right_at(&question, answer),
                _ => false,
            });
            (!right).then_some((question, &seen.reply))
        });
        let (question, reply) = wrong.min_by_key(|(question, _)| question.probe.complexity())?;
        const HERE: &str = "Right wherever the check asks, and not at this place, which your picture asked for.";
        Some(match reply {
            Err(failure) => {
                let probe = Some(self.show_words(&question, words(failure)));
                Verdict { probe, ..Verdict::new(status(failure), format!("{HERE} {failure}")) }
            }
            Ok(answer) => {
                let probe = Some(self.show(&question, answer, None));
                match &answer.outcome {
                    Outcome::Panic { place, .. } => {
                        let place = place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
                        Verdict { probe, ..Verdict::new(Status::Panicked, format!("panicked{place}. {HERE}")) }
                    }
                    _ => {
                        let next = self.next_step(&question, answer);
                        Verdict { probe, ..Verdict::new(Status::Wrong, format!("{HERE} {next}")) }
                    }
                }
            }
        })
    }
}

/// Whether there is anything to see in an answer.
fn tells(answer: &Answer) -> bool {
    match answer.value() {
        None | Some(Value::Nothing | Value::Error(_)) => false,
        Some(value) => {
            let numbers = value.components();
            numbers.is_empty() || numbers.iter().any(|number| number.is_finite())
        }
    }
}
