//! Mistakes alone and variants, each at many seeds.

use super::{FIRST_SEED, MISTAKE_SEEDS, VARIANT_SEEDS, not_named};
use crate::answers::answer::Answer;
use crate::exercise::known::Draft;
use crate::exercise::probe::Probe;
use crate::exercise::question::Question;
use crate::exercise::{Exercise, Property};
use crate::figure::Figure;
use crate::judging::Reply;
use crate::judging::verdict::{Status, Verdict};
use crate::process::respondent::{Failure, Respondent};
use nabla_core::Value;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// Somebody who answers every question in the same way.
type Answering<'a> = Box<dyn Fn(&Question) -> Rc<Answer> + 'a>;

impl Exercise {
    /// The mistake with that number, by somebody who kept all clauses.
    fn careful(&self, index: usize) -> Answering<'_> {
        Box::new(move |question| self.keeping_clauses(question, || self.answer_of(Draft::Mistake(index), question)))
    }

    pub(super) fn keeping_clauses(&self, question: &Question, idea: impl FnOnce() -> Rc<Answer>) -> Rc<Answer> {
        let own = question.probe.clause.is_some_and(|clause| self.clauses[clause].gives.is_some());
        if own { Rc::new(Answer::of(question.expected.clone())) } else { idea() }
    }

    /// The verdict on the mistake with that number, made by somebody who kept all clauses.
    #[must_use]
    pub fn verdict_of_mistake(&self, index: usize, seed: u64) -> Verdict {
        let questions = self.questions(seed);
        let answer = self.careful(index);
        let replies: Vec<Reply> = questions.iter().map(|question| Ok(answer(question))).collect();
        self.verdict(&questions, &replies)
    }

    /// The picture of the mistake with that number.
    #[must_use]
    pub fn draw_mistake(&self, index: usize, seed: u64) -> Option<Figure> {
        let verdict = self.verdict_of_mistake(index, seed);
        self.draw(&mut Mistaken { exercise: self, index }, &verdict)
    }

    pub(super) fn mistakes_are_named(&self, questions: &[Rc<Question>], faults: &mut Vec<String>) {
        let answering: Vec<Answering<'_>> = (0..self.mistakes.len()).map(|index| self.careful(index)).collect();
        let mut told = BTreeSet::new();
        self.judge_at(MISTAKE_SEEDS, questions, &answering, false, |seed, index, verdict| {
            let name = self.mistakes[index].name;
            if let Some(fault) = not_named(verdict, name)
                && told.insert(index)
            {
                faults.push(format!("the mistake `{name}`: {verdict} at seed {seed} ({fault})"));
            }
            if verdict.missed().next().is_some() && told.insert(index) {
                faults.push(format!("the mistake `{name}` alone is said to miss an edge at seed {seed}: {verdict}"));
            }
        });
    }

    pub(super) fn variants_are_right(&self, questions: &[Rc<Question>], faults: &mut Vec<String>) {
        let truth = |question: &Question| Rc::new(Answer::of(question.expected.clone()));
        let mut names = vec!["the truth itself"];
        let mut answering: Vec<Answering<'_>> = vec![Box::new(truth)];
        if !self.properties.is_empty() && self.unique {
            // Where it looked is a property, and the truth looks nowhere.
            names.clear();
            answering.clear();
        }
        for (index, variant) in self.variants.iter().enumerate() {
            names.push(variant.name);
            answering.push(Box::new(move |question| self.answer_of(Draft::Variant(index), question)));
        }
        let mut told = BTreeSet::new();
        self.judge_at(VARIANT_SEEDS, questions, &answering, !self.judges_together(), |seed, index, verdict| {
            if !verdict.is_right() && told.insert(index) {
                faults.push(format!("the variant `{}`: {verdict} at seed {seed}", names[index]));
            }
        });
        for variant in &self.variants {
            let right = Verdict::new(Status::Right, "");
            let seen = self.sketched(&mut &variant.function, &right).map(|sketched| sketched.seen).unwrap_or_default();
            if let Some(verdict) = self.judge_seen(&seen) {
                faults.push(format!("the variant `{}` is right, but its picture says: {verdict}", variant.name));
            }
        }
    }

    /// Whether something is required of all answers together.
    fn judges_together(&self) -> bool {
        let overall = self.properties.iter().any(|property| matches!(property, Property::Overall(_)));
        overall || self.clauses.iter().any(|clause| clause.together.is_some())
    }

    /// Judges answers at many seeds. Most probes are the same at every seed: their questions are shared with `first`, those of the
    /// first seed, and so is all that is known of them.
    fn judge_at(
        &self,
        seeds: Range<u64>,
        first: &[Rc<Question>],
        answering: &[Answering<'_>],
        only_new: bool,
        mut told: impl FnMut(u64, usize, &Verdict),
    ) {
        for seed in seeds {
            let at_first = seed == FIRST_SEED;
            let questions = if at_first { first.to_vec() } else { self.questions_beside(first, seed) };
            // What was right once is right again: only what is new at this seed is judged, unless all answers count together.
            let is_old = |index: usize| first.get(index).is_some_and(|old| Rc::ptr_eq(old, &questions[index]));
            let asked: Vec<Rc<Question>> = (0..questions.len())
                .filter(|&index| !only_new || at_first || !is_old(index))
                .map(|index| Rc::clone(&questions[index]))
                .collect();
            for (who, answer) in answering.iter().enumerate() {
                let replies: Vec<Reply> = asked.iter().map(|question| Ok(answer(question))).collect();
                told(seed, who, &self.verdict(&asked, &replies));
            }
        }
    }

    /// The questions of a seed; those that are the same at the first seed are the first seed's own.
    fn questions_beside(&self, first: &[Rc<Question>], seed: u64) -> Vec<Rc<Question>> {
        let probes = self.probes_for(seed).into_iter().enumerate();
        let question = |(index, probe): (usize, Probe)| match first.get(index) {
            Some(same) if same.probe.is(&probe) => Rc::clone(same),
            _ => Rc::new(self.question(probe)),
        };
        probes.map(question).collect()
    }
}

/// A mistake in the place of a learner's process.
struct Mistaken<'a> {
    exercise: &'a Exercise,
    index: usize,
}

impl Respondent for Mistaken<'_> {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        probes.iter().map(|arguments| Ok(self.exercise.mistaken(self.index, arguments))).collect()
    }
}
