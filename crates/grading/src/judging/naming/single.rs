//! Explaining an answer part by part, and a part by its terms.

use super::relations;
use super::row::{ENOUGH, Row};
use super::whole::listed;
use super::wording::{TermPair, is_alone, one_term, two_terms};
use super::{Changed, Explanation, Found, Transcript, row};
use crate::answers::compare::{agree, same_shape};
use crate::exercise::known::Draft;
use crate::exercise::term::{equations, fit};
use crate::exercise::{Exercise, largest};
use crate::judging::verdict::Named;
use nabla_core::Value;

/// One part of every answer.
pub(super) struct Column {
    pub(super) got: Vec<Value>,
    pub(super) expected: Vec<Value>,
    is_right: bool,
}

impl Column {
    /// One that is not right.
    pub(super) fn wrong(got: Vec<Value>, expected: Vec<Value>) -> Self {
        Self { got, expected, is_right: false }
    }
}

impl Exercise {
    /// Every wrong part explained, each for itself; `None` where one of them is not.
    pub(super) fn part_by_part(&self, transcript: Transcript<'_>) -> Option<Explanation<'_>> {
        let columns = self.columns(transcript)?;
        let wrong = wrong(&columns);
        let explained: Vec<(usize, Named)> = wrong
            .iter()
            .map(|&part| Some((part, self.part_named(transcript, &columns, part)?)))
            .collect::<Option<_>>()?;
        Some(Explanation { parts: wrong, ..Explanation::of(self.joined(&explained)?) })
    }

    /// Some parts are right, or are explained, and others are not.
    pub(super) fn partly(&self, transcript: Transcript<'_>) -> Option<Explanation<'_>> {
        let columns = self.columns(transcript)?;
        let wrong = wrong(&columns);
        let explained: Vec<(usize, Named)> =
            wrong.iter().filter_map(|&part| Some((part, self.part_named(transcript, &columns, part)?))).collect();
        let left: Vec<&str> = wrong
            .iter()
            .filter(|part| explained.iter().all(|(known, _)| known != *part))
            .map(|&part| self.part(part).name)
            .collect();
        if let Some(named) = self.not_a_number_somewhere(&columns, &wrong) {
            return Some(Explanation { parts: wrong, ..Explanation::of(named) });
        }
        let right: Vec<&str> =
            (0..columns.len()).filter(|part| columns[*part].is_right).map(|part| self.part(part).name).collect();
        let named = match (self.joined(&explained), right.is_empty()) {
            (Some(named), _) => Named {
                name: format!("{}; and something else in {}", named.name, listed(&left)),
                says: format!("{} Besides, look at {}.", named.says, listed(&left)),
            },
            (None, false) => Named {
                name: format!("wrong in {} only", listed(&left)),
                says: format!("Right everywhere: {}. Look at {}.", listed(&right), listed(&left)),
            },
            (None, true) => return None,
        };
        Some(Explanation { parts: wrong, ..Explanation::of(named) })
    }

    /// Right wherever they are numbers, and NaN at some places.
    fn not_a_number_somewhere(&self, columns: &[Column], wrong: &[usize]) -> Option<Named> {
        let is_nan = |value: &Value| value.components().iter().any(|number| number.is_nan());
        let only_odd = |part: &usize| {
            let Column { got, expected, .. } = &columns[*part];
            let fits = |(got, expected)| is_nan(got) || agree(got, expected, &self.tolerance, largest(expected));
            got.iter().any(is_nan) && got.iter().zip(expected).all(fits)
        };
        let names: Vec<&str> = wrong.iter().map(|part| self.part(*part).name).collect();
        (!wrong.is_empty() && wrong.iter().all(only_odd)).then(|| Named {
            name: format!("NaN in {} at some places", listed(&names)),
            says: "NaN comes out for some arguments: look for 0/0, ∞ − ∞ or the root of something negative.".to_owned(),
        })
    }

    fn columns(&self, transcript: Transcript<'_>) -> Option<Vec<Column>> {
        if self.parts.list.len() < 2 || transcript.questions.len() < ENOUGH {
            return None;
        }
        let rows: Vec<(Vec<Value>, Vec<Value>)> = transcript
            .iter()
            .map(|(question, answer)| Some((self.parts.split(answer.value()?)?, self.parts.split(&question.expected)?)))
            .collect::<Option<_>>()?;
        let column = |part: usize| {
            let (got, expected): (Vec<Value>, Vec<Value>) =
                rows.iter().map(|(got, expected)| (got[part].clone(), expected[part].clone())).unzip();
            let size = |index: usize| self.part_size(&transcript.questions[index], &expected[index]);
            let is_right =
                (0..got.len()).all(|index| agree(&got[index], &expected[index], &self.tolerance, size(index)));
            Column { got, expected, is_right }
        };
        Some((0..self.parts.list.len()).map(column).collect())
    }

    /// The one explanation of a wrong part.
    fn part_named(&self, transcript: Transcript<'_>, columns: &[Column], part: usize) -> Option<Named> {
        match self.part_of_the_book(transcript, &columns[part], part) {
            Found::One(named) => return Some(named),
            // Whichever of them it was, a relation that always holds is a fact.
            Found::Many if self.unique => {
                let rows = self.part_rows(transcript, &columns[part])?;
                return relations::exact(&rows, self.part(part).kind, &self.tolerance).map(|relation| relation.named);
            }
            Found::Many => return None,
            Found::None => {}
        }
        if !self.unique {
            return None;
        }
        let rows = self.part_rows(transcript, &columns[part])?;
        // The same number everywhere, and the right one but for its variable: that says more.
        if let Some(explanation) = self.fitted_when(transcript, part, is_alone) {
            return Some(explanation.named);
        }
        if let Some(relation) = relations::exact(&rows, self.part(part).kind, &self.tolerance) {
            return Some(relation.named);
        }
        if let Some(named) = self.like_another(columns, part) {
            return Some(named);
        }
        if let Some(explanation) = self.fitted(transcript, part) {
            return Some(explanation.named);
        }
        if let Some(named) = self.of_one_field(transcript, &columns[part], part) {
            return Some(named);
        }
        relations::loose(&rows, self.part(part).kind, &self.tolerance).map(|relation| relation.named)
    }

    /// A part that holds what belongs into another one.
    fn like_another(&self, columns: &[Column], part: usize) -> Option<Named> {
        let column = &columns[part];
        let is = |other: &usize| {
            *other != part
                && column
                    .got
                    .iter()
                    .zip(&columns[*other].expected)
                    .all(|(got, other)| agree(got, other, &self.tolerance, 0.0))
        };
        let other = self.part(Some((0..columns.len()).find(is)?)?).name;
        let name = self.part(part).name;
        Some(Named { name: format!("{other} in its place"), says: format!("Where {name} belongs, {other} stands.") })
    }

    pub(super) fn part_rows(&self, transcript: Transcript<'_>, column: &Column) -> Option<Vec<Row>> {
        let rows: Vec<Row> = transcript
            .questions
            .iter()
            .zip(column.got.iter().zip(&column.expected))
            .map(|(question, (got, expected))| {
                let comparable =
                    same_shape(got, expected) || matches!((got, expected), (Value::Numbers(_), Value::Numbers(_)));
                comparable.then(|| row(self, question, got, expected, self.part_size(question, expected)))
            })
            .collect::<Option<_>>()?;
        (rows.len() >= ENOUGH).then_some(rows)
    }

    /// The mistakes of the book that answer like this in this part; those that are about this part alone come first.
    fn part_of_the_book(&self, transcript: Transcript<'_>, column: &Column, part: usize) -> Found<Named> {
        let mut about_it = Vec::new();
        let mut about_more = Vec::new();
        for index in 0..self.mistakes.len() {
            let Some(elsewhere_right) = self.mistakes_in_part(transcript, column, part, index) else { continue };
            if elsewhere_right { about_it.push(index) } else { about_more.push(index) }
        }
        let chosen = if about_it.is_empty() { about_more } else { about_it };
        match chosen.as_slice() {
            [] => Found::None,
            [index] => Found::One(Named::of(&self.mistakes[*index])),
            _ => Found::Many,
        }
    }

    /// Whether this mistake answers like the learner in this part; and then, whether it is right in all others.
    fn mistakes_in_part(&self, transcript: Transcript<'_>, column: &Column, part: usize, index: usize) -> Option<bool> {
        if self.part_of_mistake(index).is_some_and(|own| own != part) {
            return None;
        }
        let mut elsewhere_right = true;
        for (place, (question, got)) in transcript.questions.iter().zip(&column.got).enumerate() {
            let answer = self.answer_of(Draft::Mistake(index), question);
            let theirs = self.parts.split(answer.value()?)?;
            let size = self.part_size(question, &column.expected[place]);
            if !crate::answers::compare::coincide(got, &theirs[part], &self.tolerance, size) {
                return None;
            }
            let truth = self.parts.split(&question.expected)?;
            elsewhere_right &= (0..truth.len()).all(|other| {
                other == part
                    || agree(&theirs[other], &truth[other], &self.tolerance, self.part_size(question, &truth[other]))
            });
        }
        Some(elsewhere_right)
    }

    /// An exact fit on the terms of a part that differs from the truth's in one term or two.
    pub(super) fn fitted(&self, transcript: Transcript<'_>, part: usize) -> Option<Explanation<'_>> {
        self.fitted_when(transcript, part, |_| true)
    }

    /// The same if that holds of the terms that differ.
    fn fitted_when(
        &self,
        transcript: Transcript<'_>,
        part: usize,
        holds: fn(&[TermPair<'_>]) -> bool,
    ) -> Option<Explanation<'_>> {
        let terms = self.terms_of(part)?;
        let of_part = |value: &Value| -> Option<Vec<f64>> {
            let value =
                if self.parts.list.len() < 2 { value.clone() } else { self.parts.split(value)?.swap_remove(part) };
            Some(value.components())
        };
        let (mut got, mut expected) = (Vec::new(), Vec::new());
        for (question, answer) in transcript.iter() {
            let size = question.size;
            got.extend(equations(terms, &question.probe.arguments, &of_part(answer.value()?)?, size)?);
            expected.extend(equations(terms, &question.probe.arguments, &of_part(&question.expected)?, size)?);
        }
        let (yours, truth) = (fit(&got, &self.tolerance)?, fit(&expected, &self.tolerance)?);
        let differing: Vec<TermPair<'_>> = (0..terms.len())
            .filter(|&j| yours[j] != truth[j])
            .map(|j| (terms[j].name.as_str(), yours[j], truth[j]))
            .collect();
        let others = (0..terms.len()).any(|j| yours[j] == truth[j] && truth[j] != 0.0);
        let named = match differing.as_slice() {
            pairs if !holds(pairs) => return None,
            [a] => one_term(*a, others),
            [a, b] => two_terms(*a, *b, others),
            _ => return None,
        };
        if self.parts.list.len() >= 2 {
            return Some(Explanation::of(named));
        }
        let change = Box::new(move |arguments: &[Value], truth: &Value| {
            let equations = equations(terms, arguments, &truth.components(), 0.0)?;
            let numbers: Vec<f64> = equations.iter().map(|equation| equation.sum(&yours)).collect();
            crate::answers::compare::with_numbers(truth, &numbers)
        });
        Some(Explanation::with(named, Changed { exercise: self, change }))
    }
}

fn wrong(columns: &[Column]) -> Vec<usize> {
    (0..columns.len()).filter(|part| !columns[*part].is_right).collect()
}
