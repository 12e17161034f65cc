//! What may be said of answers as a whole.

use super::relations::{self, Relation};
use super::row::{ENOUGH, Row, all_of};
use super::{Changed, Explanation, Transcript, row};
use crate::answers::compare::{same_kind, with_numbers};
use crate::exercise::Exercise;
use crate::exercise::part::{Kind, component_name};
use crate::judging::verdict::Named;
use nabla_core::Value;

/// The same `None`, or error, or word at every probe, where the right answers differ.
pub(super) fn nothing_at_all(transcript: Transcript<'_>) -> Option<Named> {
    let first = transcript.answers.first()?.value()?;
    let same = transcript.answers.iter().all(|answer| answer.value() == Some(first));
    let others = transcript.questions.iter().filter(|question| question.expected != *first).count();
    if !same || others < ENOUGH || !first.components().is_empty() {
        return None;
    }
    let says = match first {
        Value::Nothing => "Your answer is None wherever you ask, also where there is one to give.".to_owned(),
        Value::Error(error) => {
            format!("Your answer is Err({}) wherever you ask, also where nothing is wrong with the arguments.", error.0)
        }
        Value::List(items) if items.is_empty() => {
            "Your list is always empty: does the loop ever run, and does it keep what it finds?".to_owned()
        }
        Value::Numbers(_) => {
            "Your list is always empty: does the loop ever run, and does it keep what it finds?".to_owned()
        }
        other => format!("Your answer is {other} wherever you ask: which of the arguments does it use?"),
    };
    let name = match first {
        Value::Nothing => "None everywhere",
        Value::Error(_) => "an error everywhere",
        Value::List(_) | Value::Numbers(_) => "nothing in the list",
        _ => "the same answer everywhere",
    };
    Some(Named { name: name.to_owned(), says })
}

/// The numbers of all answers; `None` where an answer is none, an error, or of another kind: the probe itself says more then.
pub(super) fn rows(exercise: &Exercise, transcript: Transcript<'_>) -> Option<Vec<Row>> {
    let one = |(question, answer): (&_, &crate::answers::answer::Answer)| {
        let question: &crate::exercise::question::Question = question;
        let got = answer.value()?;
        let comparable =
            exercise.whole_kind() == Kind::List || crate::answers::compare::same_shape(got, &question.expected);
        (comparable && same_kind(got, &question.expected))
            .then(|| row(exercise, question, got, &question.expected, question.size))
    };
    let rows: Vec<Row> = transcript.iter().map(one).collect::<Option<_>>()?;
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.expected.iter().all(|number| number.is_finite())).collect();
    (rows.len() >= ENOUGH).then_some(rows)
}

/// The same numbers in every answer.
pub(super) fn constant<'a>(exercise: &'a Exercise, rows: &[Row]) -> Option<Explanation<'a>> {
    if exercise.whole_kind() == Kind::Other {
        return None;
    }
    relations::constant(rows).map(|relation| explained(exercise, relation))
}

/// A relation between all numbers of all answers.
pub(super) fn exact<'a>(exercise: &'a Exercise, rows: &[Row]) -> Option<Explanation<'a>> {
    if exercise.whole_kind() == Kind::Other && exercise.parts.list.is_empty() {
        return None;
    }
    let relation = if exercise.whole_kind() == Kind::Other {
        None
    } else {
        relations::exact(rows, exercise.whole_kind(), &exercise.tolerance)
    };
    if let Some(relation) = relation {
        return Some(explained(exercise, relation));
    }
    exchanged(exercise, rows).or_else(|| flipped(exercise, rows))
}

/// Like [`exact`], when nothing better was found.
pub(super) fn loose<'a>(exercise: &'a Exercise, rows: &[Row]) -> Option<Explanation<'a>> {
    if exercise.whole_kind() == Kind::Other {
        return None;
    }
    relations::never_finite(rows)
        .or_else(|| relations::loose(rows, exercise.whole_kind(), &exercise.tolerance))
        .map(|relation| explained(exercise, relation))
}

fn explained(exercise: &Exercise, relation: Relation) -> Explanation<'_> {
    let Relation { named, change } = relation;
    let Some(change) = change else { return Explanation::of(named) };
    let change = Box::new(move |_: &[Value], truth: &Value| with_numbers(truth, &change(&truth.components())));
    Explanation::with(named, Changed { exercise, change })
}

fn names(exercise: &Exercise, count: usize) -> Vec<String> {
    if exercise.parts.list.len() == count {
        return exercise.parts.list.iter().map(|part| part.name.to_owned()).collect();
    }
    (0..count).map(|index| component_name(index, count)).collect()
}

/// A few numbers, each with a place of its own.
fn few(exercise: &Exercise, rows: &[Row]) -> Option<usize> {
    let count = rows.first()?.expected.len();
    let are_numbers = exercise.parts.list.iter().all(|part| part.kind == Kind::Number) && !exercise.parts.of_items;
    (are_numbers && (2..=6).contains(&count) && all_of(rows, count)).then_some(count)
}

/// The right numbers in other places.
fn exchanged<'a>(exercise: &'a Exercise, rows: &[Row]) -> Option<Explanation<'a>> {
    let count = few(exercise, rows).filter(|count| *count <= 4)?;
    let orders = permutations(count).into_iter().filter(|order| order.iter().enumerate().any(|(j, &from)| j != from));
    let mut fitting = orders.filter(|order| {
        rows.iter().all(|row| row.agrees_when(&exercise.tolerance, |x| order.iter().map(|&from| x[from]).collect()))
    });
    let order = fitting.next().filter(|_| fitting.next().is_none())?;
    let names = names(exercise, count);
    let moved: Vec<&str> = (0..count).filter(|&j| order[j] != j).map(|j| names[j].as_str()).collect();
    let named = Named {
        name: format!("exchanged {}", listed(&moved)),
        says: format!(
            "The right numbers in the wrong places: look at {}, which stand where others belong.",
            listed(&moved)
        ),
    };
    let change = Box::new(move |_: &[Value], truth: &Value| {
        let numbers = truth.components();
        with_numbers(truth, &order.iter().map(|&from| numbers[from]).collect::<Vec<_>>())
    });
    Some(Explanation::with(named, Changed { exercise, change }))
}

/// Some signs are flipped, always the same ones.
fn flipped<'a>(exercise: &'a Exercise, rows: &[Row]) -> Option<Explanation<'a>> {
    let count = few(exercise, rows)?;
    let tolerance = &exercise.tolerance;
    let wrong: Vec<bool> =
        (0..count).map(|j| rows.iter().any(|row| !tolerance.accepts(row.got[j], row.expected[j], row.size))).collect();
    let flip =
        move |x: &[f64]| x.iter().zip(&wrong).map(|(x, wrong)| if *wrong { -x } else { *x }).collect::<Vec<f64>>();
    if !rows.iter().all(|row| row.agrees_when(tolerance, &flip)) {
        return None;
    }
    let names = names(exercise, count);
    let signs = flip(&vec![1.0; count]);
    let which: Vec<&str> = (0..count).filter(|&j| signs[j] < 0.0).map(|j| names[j].as_str()).collect();
    let name = format!("the sign of {} is flipped", listed(&which));
    let named = Named { says: format!("All sizes are right; {name}."), name };
    let change = Box::new(move |_: &[Value], truth: &Value| with_numbers(truth, &flip(&truth.components())));
    Some(Explanation::with(named, Changed { exercise, change }))
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    (0..count).fold(vec![Vec::new()], |shorter, _| {
        shorter
            .iter()
            .flat_map(|head| {
                (0..count).filter(|j| !head.contains(j)).map(|j| head.iter().copied().chain([j]).collect::<Vec<_>>())
            })
            .collect()
    })
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
