//! Ideas as code: what somebody answers who thinks so.

use crate::answers::answer::Answer;
use crate::answers::looks::Looks;
use crate::exercise::Exercise;
use crate::exercise::clause::{MissCode, Missed};
use crate::exercise::formula::Formula;
use crate::exercise::known::Draft;
use crate::exercise::question::Question;
use nabla_core::Value;
use std::rc::Rc;

/// An idea of the book: the truth, or a mistake.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfTheBook<'a> {
    pub(crate) exercise: &'a Exercise,
    pub(crate) draft: Draft,
}

impl Formula for OfTheBook<'_> {
    fn at(&self, arguments: &[Value]) -> Answer {
        self.exercise.run(self.draft, arguments)
    }

    fn at_probe(&self, question: &Question) -> Rc<Answer> {
        self.exercise.answer_of(self.draft, question)
    }

    fn gives(&self, question: &Question, is_it: &dyn Fn(&Answer) -> bool) -> bool {
        match self.draft {
            Draft::Mistake(index) => self.exercise.may_be_mistaken(index, question, is_it),
            _ => is_it(&self.at_probe(question)),
        }
    }
}

impl Exercise {
    /// The mistake in each right way of its procedure.
    pub(crate) fn ways_of(&self, mistake: usize) -> impl Iterator<Item = Draft> {
        let others = if self.is_slip(mistake) { 1..self.ways() } else { 0..0 };
        std::iter::once(Draft::Mistake(mistake)).chain(others.map(move |way| Draft::Slip { way, mistake }))
    }

    /// What a draft of the book answers.
    pub(crate) fn run(&self, draft: Draft, arguments: &[Value]) -> Answer {
        match draft {
            Draft::Truth => self.truth.answer(arguments),
            Draft::Variant(index) => self.variants[index].function.answer(arguments),
            Draft::Slip { way, mistake } => self.run_slips(way, &[mistake], arguments),
            Draft::Slips { way, first, second } => self.run_slips(way, &[first, second], arguments),
            Draft::Mistake(index) => self.mistaken(index, arguments),
        }
    }

    /// What the procedure answers with these slips in it, in that right way; the first of them alone where they are none.
    fn run_slips(&self, way: usize, slips: &[usize], arguments: &[Value]) -> Answer {
        match self.slipped(way, slips) {
            Some(slipped) => slipped.answer(arguments),
            None => self.mistaken(slips[0], arguments),
        }
    }

    /// The same at a probe, worked out once.
    pub(crate) fn answer_of(&self, draft: Draft, question: &Question) -> Rc<Answer> {
        question.known.answer(draft, || {
            let mut answer = self.run(draft, &question.probe.arguments);
            if let Draft::Slips { .. } = draft {
                // There are many pairs, and where they looked is never compared.
                answer.looks = Looks::default();
            }
            answer
        })
    }

    /// The idea that is this mistake.
    pub(crate) fn idea(&self, mistake: usize) -> OfTheBook<'_> {
        OfTheBook { exercise: self, draft: Draft::Mistake(mistake) }
    }

    /// Whether that is an answer of the mistake, in one right way of the procedure or another.
    pub(crate) fn may_be_mistaken(&self, index: usize, question: &Question, is_it: &dyn Fn(&Answer) -> bool) -> bool {
        self.ways_of(index).any(|draft| is_it(&self.answer_of(draft, question)))
    }

    /// What somebody answers who missed the question's clause in the way with this place there, and whose idea is `formula`.
    pub(crate) fn missing(&self, way: usize, question: &Question, formula: &dyn Formula) -> Rc<Answer> {
        let clause = question.probe.clause.map(|clause| &self.clauses[clause]);
        let Some((clause, miss)) = clause.and_then(|clause| Some((clause, clause.misses.get(way)?))) else {
            return formula.at_probe(question);
        };
        let code = match &miss.code {
            MissCode::Own(code) => return question.known.missing(way, || code.answer(&question.probe.arguments)),
            MissCode::WithIdea(code) => code,
        };
        if clause.gives.is_some() {
            return code(Missed { question, formula, kept: &question.expected });
        }
        let kept = formula.at_probe(question);
        code(Missed { question, formula, kept: kept.value().unwrap_or(&Value::Nothing) })
    }
}
