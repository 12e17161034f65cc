//! Drafts with two faults: a mistake and a missed edge, or two mistakes in two parts.

use super::{Counts, not_named};
use crate::answers::answer::{Answer, Outcome};
use crate::exercise::Exercise;
use crate::exercise::formula::Formula;
use crate::exercise::known::Draft;
use crate::exercise::question::Question;
use crate::judging::Reply;
use crate::judging::edges::Judged;
use crate::judging::naming::Transcript;
use nabla_core::Value;
use std::rc::Rc;

impl Exercise {
    /// Every clause, missed in every way, by somebody whose idea is right and by everybody whose idea is a mistake.
    pub(super) fn missed_clauses_are_named(
        &self,
        questions: &[Rc<Question>],
        faults: &mut Vec<String>,
        counts: &mut Counts,
    ) {
        let ordinary = questions.iter().take_while(|question| question.probe.clause.is_none()).count();
        for mistake in std::iter::once(None).chain((0..self.mistakes.len()).map(Some)) {
            let idea = Idea { exercise: self, mistake };
            let answers: Vec<Rc<Answer>> =
                questions[..ordinary].iter().map(|question| idea.looking(question)).collect();
            // What was missed never touches what is said of the idea: that is judged once.
            let (verdict, explanation) =
                self.judge_idea(Transcript { questions: &questions[..ordinary], answers: &answers });
            if let Some(fault) = mistake.and_then(|index| not_named(&verdict, self.mistakes[index].name)) {
                faults.push(format!("with a missed edge: {fault}"));
                continue;
            }
            let judged = if verdict.is_right() { Judged::Right } else { Judged::Wrong(explanation.as_ref()) };
            let faulty = (0..self.clauses.len())
                .find_map(|clause| self.fault_of_missing(&idea, clause, questions, judged, counts));
            faults.extend(faulty);
        }
    }

    /// The first way of missing a clause that is not told.
    fn fault_of_missing(
        &self,
        idea: &Idea<'_>,
        place: usize,
        questions: &[Rc<Question>],
        judged: Judged<'_, '_>,
        counts: &mut Counts,
    ) -> Option<String> {
        let clause = &self.clauses[place];
        if clause.once_right && idea.mistake.is_some() {
            return None;
        }
        let who = idea.mistake.map_or("the right idea", |index| self.mistakes[index].name);
        let own: Vec<Rc<Question>> =
            questions.iter().filter(|question| question.probe.clause == Some(place)).cloned().collect();
        let kept: Vec<Rc<Answer>> =
            own.iter().map(|question| self.keeping_clauses(question, || idea.looking(question))).collect();
        for (way, miss) in clause.misses.iter().enumerate() {
            let missing: Vec<Rc<Answer>> = own.iter().map(|question| self.missing(way, question, idea)).collect();
            let visible = own.iter().zip(missing.iter().zip(&kept)).any(|(question, (with, without))| {
                !self.same_answer(without, with, question) && !self.is_as_good(idea.mistake, question, with)
            });
            if !visible {
                // With this mistake nothing comes out that would show it; the truth has no such excuse.
                if idea.mistake.is_none() {
                    return Some(format!("nobody can tell that `{}` was missed by `{}`", clause.name, miss.name));
                }
                continue;
            }
            match idea.mistake {
                None => counts.missed_edges += 1,
                Some(_) => counts.with_missed_edge += 1,
            }
            let replies: Vec<Reply> = missing.into_iter().map(Ok).collect();
            match self.edge(place, &own, &replies, judged) {
                Some(edge) if !edge.kept && edge.probe.is_some() => {}
                told => return Some(format!("`{who}` with `{}` missed ({}): {told:?}", clause.name, miss.name)),
            }
        }
        None
    }

    /// Whether the mistake, made in another right way of its procedure, gives this answer as well, or it is right: then it shows
    /// nothing else. Where the clause has an answer of its own, only a refusal is not held against a mistake that is
    /// one.
    fn is_as_good(&self, mistake: Option<usize>, question: &Question, answer: &Answer) -> bool {
        let own = question.probe.clause.is_some_and(|clause| self.clauses[clause].gives.is_some());
        let is_it = |theirs: &Answer| self.same_answer(theirs, answer, question);
        let is_its = |index| self.may_be_mistaken(index, question, &is_it);
        mistake.is_some_and(|index| match own {
            true => answer.refuses() && is_its(index),
            false => is_its(index) || self.is_right_at(question, answer),
        })
    }

    /// Two mistakes in two parts are both named.
    pub(super) fn pairs_are_named(&self, questions: &[Rc<Question>], faults: &mut Vec<String>, counts: &mut Counts) {
        for a in 0..self.mistakes.len() {
            for b in a + 1..self.mistakes.len() {
                let (Some(part), Some(other)) = (self.part_of_mistake(a), self.part_of_mistake(b)) else { continue };
                if part == other {
                    continue;
                }
                let both = |question: &Question| {
                    let mut answer = Answer::clone(&self.answer_of(Draft::Mistake(a), question));
                    let second = self.answer_of(Draft::Mistake(b), question);
                    let piece = second.value().and_then(|value| Some(self.parts.split(value)?.swap_remove(other)));
                    if let Some(whole) =
                        answer.value().zip(piece).and_then(|(value, piece)| self.parts.replaced(value, other, &piece))
                    {
                        answer.outcome = Outcome::Value(whole);
                    }
                    Rc::new(answer)
                };
                let replies: Vec<Reply> =
                    questions.iter().map(|question| Ok(self.keeping_clauses(question, || both(question)))).collect();
                let verdict = self.verdict(questions, &replies);
                counts.pairs += 1;
                let names = [self.mistakes[a].name, self.mistakes[b].name];
                let named =
                    verdict.mistake.as_ref().is_some_and(|named| names.iter().all(|name| named.name.contains(name)));
                if !named {
                    faults.push(format!("`{}` together with `{}`: {verdict}", names[0], names[1]));
                }
            }
        }
    }
}

/// The truth, or a mistake, as code.
#[derive(Debug)]
struct Idea<'a> {
    exercise: &'a Exercise,
    mistake: Option<usize>,
}

impl Idea<'_> {
    /// What it answers, looking where it should: where somebody looked may be judged, and the truth looks nowhere, but a variant
    /// does.
    fn looking(&self, question: &Question) -> Rc<Answer> {
        match (self.mistake, self.exercise.variants.first()) {
            (None, Some(_)) => self.exercise.answer_of(Draft::Variant(0), question),
            _ => self.at_probe(question),
        }
    }

    fn draft(&self) -> Draft {
        self.mistake.map_or(Draft::Truth, Draft::Mistake)
    }
}

impl Formula for Idea<'_> {
    fn at(&self, arguments: &[Value]) -> Answer {
        self.exercise.run(self.draft(), arguments)
    }

    fn at_probe(&self, question: &Question) -> Rc<Answer> {
        self.exercise.answer_of(self.draft(), question)
    }
}
