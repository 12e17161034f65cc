//! When an answer is right, and when two answers are the same.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::compare::{agree, coincide, nearer_way};
use crate::exercise::observation::{Complaint, Observation};
use crate::exercise::question::Question;
use crate::exercise::{Exercise, Property, largest};
use nabla_core::Value;

impl Exercise {
    pub(crate) fn complaint(&self, asked: &Observation<'_>) -> Option<Complaint> {
        self.properties.iter().find_map(|property| match property {
            Property::Each(holds) => holds(asked).err(),
            Property::Overall(_) => None,
        })
    }

    pub(crate) fn observed<'a>(&self, question: &'a Question, answer: &'a Answer) -> Observation<'a> {
        let Question { probe, expected, size, .. } = question;
        Observation { arguments: &probe.arguments, answer, expected, tolerance: self.tolerance, size: *size }
    }

    /// Whether the answer is right at a place that is judged like an ordinary probe.
    pub(crate) fn is_right_at(&self, question: &Question, answer: &Answer) -> bool {
        self.complaint(&self.observed(question, answer)).is_none() && (!self.unique || self.is_truth(question, answer))
    }

    pub(super) fn is_truth(&self, question: &Question, answer: &Answer) -> bool {
        answer.value().is_some_and(|value| self.by_parts(value, &question.expected, question.size, agree))
    }

    /// Whether two answers are the same mistake.
    pub(crate) fn same_answer(&self, a: &Answer, b: &Answer, question: &Question) -> bool {
        match (&a.outcome, &b.outcome) {
            (Outcome::Value(a), Outcome::Value(b)) if self.alike.is_some() => {
                self.alike.as_ref().is_some_and(|alike| alike(&question.probe.arguments, a, b))
            }
            (Outcome::Value(a), Outcome::Value(b)) => self.by_parts(b, a, question.size, coincide),
            (Outcome::Panic { .. }, Outcome::Panic { .. }) => true,
            _ => false,
        }
    }

    /// Compares part by part, each measured by its own size, where parts have sizes of their own.
    fn by_parts(
        &self,
        value: &Value,
        expected: &Value,
        size: f64,
        compare: fn(&Value, &Value, &nabla_core::Tolerance, f64) -> bool,
    ) -> bool {
        let opposite = if self.either_way { nearer_way(value, expected) } else { None };
        let value = opposite.as_ref().unwrap_or(value);
        let parts = if self.kind.is_some() { None } else { self.parts.split(value).zip(self.parts.split(expected)) };
        match parts {
            Some((got, expected)) if self.size.is_none() => got
                .iter()
                .zip(&expected)
                .all(|(got, expected)| compare(got, expected, &self.tolerance, largest(expected))),
            _ => compare(
                value,
                expected,
                &self.tolerance,
                size.max(if self.size.is_none() { largest(expected) } else { 0.0 }),
            ),
        }
    }

    /// The size that a part of the answer is measured by.
    pub(crate) fn part_size(&self, question: &Question, expected: &Value) -> f64 {
        // Parts of one arrow are as large as the arrow.
        if self.size.is_some() || self.kind.is_some() { question.size } else { largest(expected) }
    }
}
