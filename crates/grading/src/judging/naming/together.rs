//! Two mistakes at once: two of the book, or one of the book and a sign, a 2 or a ½.

use super::{Explanation, Found, Transcript};
use crate::answers::answer::{Answer, Outcome};
use crate::answers::compare::{coincide, same_shape, with_numbers};
use crate::exercise::Exercise;
use crate::exercise::formula::Formula;
use crate::exercise::known::Draft;
use crate::exercise::mistake::Mistake;
use crate::exercise::question::Question;
use crate::judging::verdict::Named;
use nabla_core::Value;
use std::rc::Rc;

/// Two mistakes as code.
#[derive(Clone, Copy, Debug)]
struct Two<'a> {
    exercise: &'a Exercise,
    how: How,
}

#[derive(Clone, Copy, Debug)]
enum How {
    /// Both change the same procedure, in that right way of it.
    Slips(usize, usize, usize),
    /// Their deviations from the truth add up.
    Sum(usize, usize),
    /// One, and then all of it times a factor.
    Times(usize, f64),
}

impl Formula for Two<'_> {
    fn at(&self, arguments: &[Value]) -> Answer {
        let exercise = self.exercise;
        match self.how {
            How::Slips(way, first, second) => exercise.run(Draft::Slips { way, first, second }, arguments),
            How::Sum(a, b) => {
                let mut answer = exercise.mistaken(a, arguments);
                let (other, truth) = (exercise.mistaken(b, arguments), exercise.truth.answer(arguments));
                let sum =
                    answer.value().zip(other.value()).zip(truth.value()).and_then(|((a, b), truth)| sum(a, b, truth));
                if let Some(sum) = sum {
                    answer.outcome = Outcome::Value(sum);
                }
                answer
            }
            How::Times(index, factor) => {
                let mut answer = exercise.mistaken(index, arguments);
                if let Some(value) = answer.value().and_then(|value| times(value, factor)) {
                    answer.outcome = Outcome::Value(value);
                }
                answer
            }
        }
    }

    fn gives(&self, question: &Question, is_it: &dyn Fn(&Answer) -> bool) -> bool {
        let How::Slips(_, first, second) = self.how else { return is_it(&self.at(&question.probe.arguments)) };
        let slipped = |way| is_it(&self.exercise.answer_of(Draft::Slips { way, first, second }, question));
        (0..self.exercise.ways()).any(slipped)
    }
}

fn sum(a: &Value, b: &Value, truth: &Value) -> Option<Value> {
    if !same_shape(a, truth) || !same_shape(b, truth) {
        return None;
    }
    let numbers =
        a.components().into_iter().zip(b.components()).zip(truth.components()).map(|((a, b), truth)| a + b - truth);
    with_numbers(truth, &numbers.collect::<Vec<_>>())
}

fn times(value: &Value, factor: f64) -> Option<Value> {
    with_numbers(value, &value.components().iter().map(|number| factor * number).collect::<Vec<_>>())
}

/// The only two slips in the same procedure that explain the answers together; or, of several pairs that do, the one slip that is in
/// all of them.
pub(super) fn two_slips<'a>(exercise: &'a Exercise, transcript: Transcript<'_>) -> Found<Explanation<'a>> {
    let slips: Vec<usize> = (0..exercise.mistakes.len()).filter(|index| exercise.is_slip(*index)).collect();
    let pairs = slips.iter().enumerate().flat_map(|(place, a)| slips[place + 1..].iter().map(move |b| (*a, *b)));
    let shortest_first: Vec<(&Question, &Answer)> = transcript.shortest_first().collect();
    let found: Vec<(usize, usize, usize)> = pairs
        .filter_map(|(first, second)| {
            let fits = |way: &usize| {
                let slips = Draft::Slips { way: *way, first, second };
                let mut all = shortest_first.iter();
                all.all(|(question, got)| exercise.same_answer(&exercise.answer_of(slips, question), got, question))
            };
            (0..exercise.ways()).find(fits).map(|way| (way, first, second))
        })
        .collect();
    if let [(_, a, b), others @ ..] = found.as_slice()
        && !others.is_empty()
    {
        let is_in_all = |slip: &usize| others.iter().all(|(_, a, b)| a == slip || b == slip);
        return match [*a, *b].into_iter().find(is_in_all) {
            Some(slip) => Found::One(Explanation::of(and_something_else(exercise, slip))),
            None => Found::Many,
        };
    }
    only(found.into_iter().map(|(way, a, b)| Two { exercise, how: How::Slips(way, a, b) }))
}

fn and_something_else(exercise: &Exercise, slip: usize) -> Named {
    let Mistake { name, says, .. } = &exercise.mistakes[slip];
    Named { name: format!("{name}, and something else"), says: format!("{says} Besides, something else is not right.") }
}

/// The only two mistakes that explain the answers together.
pub(super) fn two<'a>(exercise: &'a Exercise, transcript: Transcript<'_>) -> Found<Explanation<'a>> {
    if !exercise.unique {
        return Found::None;
    }
    let mut found: Vec<Two<'a>> = Vec::new();
    sums(exercise, transcript, &mut |how: How| {
        let two = Two { exercise, how };
        if explains(exercise, transcript, &two) {
            found.push(two);
        }
        found.len() > 1
    });
    only(found.into_iter())
}

fn only<'a>(found: impl Iterator<Item = Two<'a>>) -> Found<Explanation<'a>> {
    match Found::only(found) {
        Found::None => Found::None,
        Found::One(two) => Found::One(Explanation::with(named(two.exercise, two.how), two)),
        Found::Many => Found::Many,
    }
}

/// Tries sums and factors. Each mistake is worked out once at each probe.
fn sums(exercise: &Exercise, transcript: Transcript<'_>, note: &mut impl FnMut(How) -> bool) -> bool {
    let answers: Option<Vec<&Value>> = transcript.answers.iter().map(|answer| answer.value()).collect();
    let Some(answers) = answers else { return false };
    let at = |index: usize| -> Option<Vec<Value>> {
        let value = |question: &Rc<Question>| {
            let value = exercise.answer_of(Draft::Mistake(index), question).value().cloned()?;
            same_shape(&value, &question.expected).then_some(value)
        };
        transcript.questions.iter().map(value).collect()
    };
    let mistakes: Vec<Option<Vec<Value>>> = (0..exercise.mistakes.len()).map(at).collect();
    let same = |got: &Value, other: Option<Value>, question: &Question| {
        other.is_some_and(|other| coincide(got, &other, &exercise.tolerance, question.size))
    };
    let all = |value: &dyn Fn(usize) -> Option<Value>| {
        transcript.questions.iter().enumerate().all(|(place, question)| same(answers[place], value(place), question))
    };
    for (a, first) in mistakes.iter().enumerate() {
        let Some(first) = first else { continue };
        for factor in [-1.0, 2.0, 0.5] {
            if all(&|place| times(&first[place], factor)) && note(How::Times(a, factor)) {
                return true;
            }
        }
        for (b, second) in mistakes.iter().enumerate().skip(a + 1) {
            let Some(second) = second else { continue };
            if all(&|place| sum(&first[place], &second[place], &transcript.questions[place].expected))
                && note(How::Sum(a, b))
            {
                return true;
            }
        }
    }
    false
}

fn explains(exercise: &Exercise, transcript: Transcript<'_>, two: &Two<'_>) -> bool {
    transcript
        .iter()
        .all(|(question, answer)| exercise.same_answer(&two.at(&question.probe.arguments), answer, question))
}

fn named(exercise: &Exercise, how: How) -> Named {
    let book = |index: usize| &exercise.mistakes[index];
    match how {
        How::Slips(_, a, b) | How::Sum(a, b) => Named {
            name: format!("{}, and {}", book(a).name, book(b).name),
            says: if book(a).says == book(b).says {
                book(a).says.to_owned()
            } else {
                format!("{} {}", book(a).says, book(b).says)
            },
        },
        How::Times(index, factor) => {
            let (also, says) = match factor {
                -1.0 => ("and the sign is flipped", "Besides, the sign of all of it is flipped."),
                2.0 => ("and all of it doubled", "Besides, all of it is twice as large as it should be."),
                _ => ("and all of it halved", "Besides, all of it is half as large as it should be."),
            };
            Named { name: format!("{}, {also}", book(index).name), says: format!("{} {says}", book(index).says) }
        }
    }
}
