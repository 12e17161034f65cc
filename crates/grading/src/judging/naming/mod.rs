//! The mistake behind wrong answers, from the surest explanation to the least sure.
//!
//! Only the answers to ordinary probes count here; edges have their own names. A mistake of the book that gives exactly
//! these answers comes first, and two slips in the same procedure; then what a property saw; then relations between all
//! answers and the truth; then part by part; an exact fit of terms; two mistakes at once; where the answers go wrong by
//! their own numbers; at last relations that hold but leave open what was done. **More than one explanation is none.**

mod field;
mod joining;
mod relations;
mod row;
mod single;
mod together;
mod whole;
mod wording;

use crate::answers::answer::Answer;
use crate::exercise::Exercise;
use crate::exercise::formula::Formula;
use crate::exercise::known::Draft;
use crate::exercise::part::{Kind, Part};
use crate::exercise::question::Question;
use crate::judging::verdict::Named;
use nabla_core::Value;
use row::Row;
use std::rc::Rc;

/// What explains the answers.
#[derive(Debug)]
pub(crate) struct Explanation<'a> {
    pub(crate) named: Named,
    /// The learner's idea as code, where it is known so well.
    pub(crate) formula: Option<Box<dyn Formula + 'a>>,
    /// The parts that it is about; empty where it is about the whole answer.
    pub(crate) parts: Vec<usize>,
}

impl<'a> Explanation<'a> {
    pub(crate) fn of(named: Named) -> Self {
        Self { named, formula: None, parts: Vec::new() }
    }

    pub(crate) fn with(named: Named, formula: impl Formula + 'a) -> Self {
        Self { formula: Some(Box::new(formula)), ..Self::of(named) }
    }
}

/// The ordinary probes with their answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transcript<'a> {
    pub(crate) questions: &'a [Rc<Question>],
    pub(crate) answers: &'a [Rc<Answer>],
}

impl<'a> Transcript<'a> {
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
        self.questions.iter().map(|question| &**question).zip(self.answers.iter().map(|answer| &**answer))
    }

    /// Those first whose answers are short: most of what does not fit shows there already, at little cost.
    pub(crate) fn shortest_first(self) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
        let mut all: Vec<(&Question, &Answer)> = self.iter().collect();
        all.sort_by_key(|(question, _)| question.numbers);
        all.into_iter()
    }
}

/// None, one, or too many.
pub(crate) enum Found<T> {
    None,
    One(T),
    Many,
}

impl<T> Found<T> {
    /// The only one of several.
    pub(crate) fn only(mut all: impl Iterator<Item = T>) -> Self {
        match (all.next(), all.next()) {
            (None, _) => Self::None,
            (Some(one), None) => Self::One(one),
            _ => Self::Many,
        }
    }
}

impl Exercise {
    /// The explanation of wrong answers, if there is exactly one. `recognised` is what a property saw beyond doubt.
    pub(crate) fn explain<'a>(
        &'a self,
        transcript: Transcript<'_>,
        recognised: Option<Named>,
    ) -> Option<Explanation<'a>> {
        match self.of_the_book(transcript) {
            Found::One(explanation) => return Some(explanation),
            // What a property saw is a fact, whichever of them it was, and so is where the answers go wrong.
            Found::Many => return recognised.map(Explanation::of).or_else(|| self.diagnosed(transcript)),
            Found::None => {}
        }
        let rows = whole::rows(self, transcript);
        // What is the same everywhere is a fact, and two slips that come to it by chance are none.
        if let Some(rows) = rows.as_ref().filter(|_| self.unique)
            && let Some(relation) = whole::constant(self, rows)
        {
            return Some(relation);
        }
        let several_pairs = match together::two_slips(self, transcript) {
            Found::One(explanation) => return Some(explanation),
            Found::Many => true,
            Found::None => false,
        };
        if let Some(named) = recognised {
            return Some(Explanation::of(named));
        }
        if let Some(named) = whole::nothing_at_all(transcript) {
            return Some(Explanation::of(named));
        }
        if self.unique
            && let Some(rows) = &rows
            && let Some(relation) = whole::exact(self, rows)
        {
            return Some(relation);
        }
        if let Some(explanation) = self.part_by_part(transcript) {
            return Some(explanation);
        }
        if let Some(explanation) = self.fitted(transcript, 0).filter(|_| self.parts.list.len() < 2) {
            return Some(explanation);
        }
        let two = if several_pairs { Found::Many } else { together::two(self, transcript) };
        if let Found::One(explanation) = two {
            return Some(explanation);
        }
        if let Some(explanation) = self.diagnosed(transcript) {
            return Some(explanation);
        }
        if matches!(two, Found::Many) || !self.unique {
            return None;
        }
        self.partly(transcript).or_else(|| whole::loose(self, &rows?))
    }

    /// Where the answers go wrong, by what the exercise knows of their own numbers.
    fn diagnosed(&self, transcript: Transcript<'_>) -> Option<Explanation<'_>> {
        let diagnosis = self.diagnosis.as_ref()?;
        let asked: Vec<_> = transcript.iter().map(|(question, answer)| self.observed(question, answer)).collect();
        diagnosis(&asked).map(Explanation::of)
    }

    /// The same where a panic is among the answers: only code can explain that, and two slips where there are answers that show them.
    pub(crate) fn explain_panic<'a>(&'a self, transcript: Transcript<'_>) -> Option<Explanation<'a>> {
        let telling =
            |(question, answer): &(&Question, &Answer)| answer.value().is_some() && !self.is_truth(question, answer);
        match self.of_the_book(transcript) {
            Found::One(explanation) => Some(explanation),
            Found::None if transcript.iter().filter(telling).count() >= row::ENOUGH => {
                match together::two_slips(self, transcript) {
                    Found::One(explanation) => Some(explanation),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The one mistake of the book that gives the same answers at all ordinary probes.
    fn of_the_book(&self, transcript: Transcript<'_>) -> Found<Explanation<'_>> {
        let shortest_first: Vec<(&Question, &Answer)> = transcript.shortest_first().collect();
        let matching = (0..self.mistakes.len()).filter(|&index| {
            let all = |draft: Draft| {
                shortest_first
                    .iter()
                    .all(|(question, got)| self.same_answer(&self.answer_of(draft, question), got, question))
            };
            self.ways_of(index).any(all)
        });
        let mut parts = Vec::new();
        match Found::only(matching.inspect(|index| parts.extend(self.part_of_mistake(*index)))) {
            Found::One(index) => {
                let explanation = Explanation::with(Named::of(&self.mistakes[index]), self.idea(index));
                Found::One(Explanation { parts, ..explanation })
            }
            Found::Many => Found::Many,
            Found::None => Found::None,
        }
    }

    pub(crate) fn part_of_mistake(&self, index: usize) -> Option<usize> {
        self.mistakes[index].part.and_then(|name| self.parts.index(name))
    }

    /// What a part is; the whole answer's kind where there is one part only.
    pub(crate) fn part(&self, index: usize) -> Part {
        self.parts.list.get(index).copied().unwrap_or(Part { name: "the answer", kind: self.whole_kind() })
    }

    /// What the whole answer is.
    pub(crate) fn whole_kind(&self) -> Kind {
        match (self.kind, self.parts.list.as_slice()) {
            (Some(kind), _) => kind,
            (None, [part]) => part.kind,
            // What is said of numbers one by one holds of several numbers, too.
            (None, parts) if parts.iter().all(|part| part.kind == Kind::Number) => Kind::Number,
            (None, _) => Kind::Other,
        }
    }
}

/// What becomes of the truth at some arguments; `None` where it cannot be changed in this way.
type Change<'a> = Box<dyn Fn(&[Value], &Value) -> Option<Value> + 'a>;

/// An idea that is the truth, changed at each place in the same way.
pub(crate) struct Changed<'a> {
    pub(crate) exercise: &'a Exercise,
    pub(crate) change: Change<'a>,
}

impl std::fmt::Debug for Changed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Changed")
    }
}

impl Formula for Changed<'_> {
    fn at(&self, arguments: &[Value]) -> Answer {
        let mut answer = self.exercise.truth.answer(arguments);
        if let Some(changed) = answer.value().and_then(|truth| (self.change)(arguments, truth)) {
            answer.outcome = crate::answers::answer::Outcome::Value(changed);
        }
        answer
    }

    fn can_tell(&self, question: &Question) -> bool {
        let answer = self.at_probe(question);
        answer.value().is_none_or(|value| value.components().iter().all(|number| number.is_finite()))
    }
}

/// The numbers of a value, where they are all that it holds.
pub(crate) fn row(exercise: &Exercise, question: &Question, got: &Value, expected: &Value, size: f64) -> Row {
    Row {
        either_way: exercise.either_way,
        got: got.components(),
        expected: expected.components(),
        size,
        from_article: question.probe.article.is_some(),
        counts: row::counts(&question.probe.arguments),
    }
}
