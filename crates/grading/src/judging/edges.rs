//! How answers stand to the clauses of the contract, whatever was said of the idea.

use crate::answers::answer::Answer;
use crate::answers::compare::agree;
use crate::exercise::Exercise;
use crate::exercise::formula::Formula;
use crate::exercise::idea::OfTheBook;
use crate::exercise::known::Draft;
use crate::exercise::observation::Observation;
use crate::exercise::question::Question;
use crate::judging::Reply;
use crate::judging::naming::Explanation;
use crate::judging::saying::words;
use crate::judging::verdict::{Edge, Status, Verdict};
use nabla_core::Value;
use std::rc::Rc;

/// What is known of the learner's idea when edges are judged.
#[derive(Clone, Copy)]
pub(crate) enum Judged<'a, 'e> {
    Right,
    Wrong(Option<&'a Explanation<'e>>),
}

impl Exercise {
    pub(crate) fn edges(&self, questions: &[Rc<Question>], replies: &[Reply], idea: Judged<'_, '_>) -> Vec<Edge> {
        let mut edges: Vec<Edge> =
            (0..self.clauses.len()).filter_map(|clause| self.edge(clause, questions, replies, idea)).collect();
        // What follows from another missed edge says nothing of its own.
        let missed: Vec<String> = edges.iter().filter(|edge| !edge.kept).map(|edge| edge.name.clone()).collect();
        let follows = |edge: &Edge| {
            let book = self.clauses.iter().find(|clause| clause.name == edge.name);
            book.and_then(|clause| clause.unless_missed).is_some_and(|other| missed.iter().any(|name| name == other))
        };
        edges.retain(|edge| edge.kept || !follows(edge));
        edges
    }

    /// How the answers stand to one clause; `None` where a wrong idea leaves it open.
    pub(crate) fn edge(
        &self,
        clause: usize,
        questions: &[Rc<Question>],
        replies: &[Reply],
        idea: Judged<'_, '_>,
    ) -> Option<Edge> {
        let about = |index: &usize| questions[*index].probe.clause == Some(clause);
        // Who has failed once is asked nothing more: that says nothing of what stands behind.
        let heard = replies.iter().position(Result::is_err).map_or(questions.len(), |failed| failed + 1);
        let asked: Vec<usize> = (0..heard).filter(about).collect();
        let kept: Vec<(usize, bool)> = asked
            .iter()
            .filter_map(|&index| Some((index, self.keeps(&questions[index], &replies[index], idea)?)))
            .collect();
        let book = &self.clauses[clause];
        let missed = kept.iter().filter(|(_, kept)| !kept).map(|(index, _)| *index);
        let Some(shown) = missed.min_by_key(|&index| questions[index].probe.complexity()) else {
            if let (Judged::Right, Some(edge)) = (idea, self.edge_together(clause, &asked, questions, replies)) {
                return Some(edge);
            }
            // Where something was left open, not all of it is kept.
            return (!kept.is_empty() && kept.len() == asked.len()).then(|| Edge {
                name: book.name.to_owned(),
                kept: true,
                says: None,
                probe: None,
            });
        };
        let probe = match &replies[shown] {
            Ok(answer) => {
                // Where the clause has an answer of its own, what a property says of ordinary answers is beside the
                // point.
                let ordinary = book.gives.is_none();
                let complaint = self.complaint(&self.observed(&questions[shown], answer)).filter(|_| ordinary);
                self.show(&questions[shown], answer, complaint.as_ref())
            }
            Err(failure) => self.show_words(&questions[shown], words(failure)),
        };
        let says = self.way_of_missing(clause, &asked, questions, replies, idea).unwrap_or(book.says);
        Some(Edge { name: book.name.to_owned(), kept: false, says: Some(says.to_owned()), probe: Some(probe) })
    }

    /// A clause that each answer keeps by itself, and all of them together do not.
    fn edge_together(
        &self,
        clause: usize,
        asked: &[usize],
        questions: &[Rc<Question>],
        replies: &[Reply],
    ) -> Option<Edge> {
        let book = &self.clauses[clause];
        let answered: Vec<(&Question, &Answer)> =
            asked.iter().filter_map(|&index| Some((&*questions[index], &**replies[index].as_ref().ok()?))).collect();
        let all: Vec<Observation<'_>> =
            answered.iter().map(|(question, answer)| self.observed(question, answer)).collect();
        let (index, complaint) = book.together.as_ref()?(&all).err()?;
        let (question, answer) = answered.get(index)?;
        let probe = Some(self.show(question, answer, Some(&complaint)));
        Some(Edge { name: book.name.to_owned(), kept: false, says: Some(complaint.says), probe })
    }

    /// Whether one answer keeps its clause; `None` where nobody can tell.
    fn keeps(&self, question: &Question, reply: &Reply, idea: Judged<'_, '_>) -> Option<bool> {
        let Ok(answer) = reply else { return Some(false) };
        let clause = question.probe.clause.map(|clause| &self.clauses[clause]);
        if clause.is_some_and(|clause| clause.once_right) && matches!(idea, Judged::Wrong(_)) {
            return None;
        }
        if clause.is_some_and(|clause| clause.gives.is_some()) {
            let agrees = |value: &Value| agree(value, &question.expected, &self.tolerance, question.size);
            let kept = answer.value().is_some_and(agrees);
            return (kept || !self.is_refused_by(idea, question, answer)).then_some(kept);
        }
        match idea {
            Judged::Right => Some(self.is_right_at(question, answer)),
            Judged::Wrong(Some(Explanation { formula: Some(formula), .. })) => {
                // What the idea gives there; or what is right, where a careless idea gives nothing of use.
                let is_its = formula.gives(question, &|theirs| self.same_answer(theirs, answer, question));
                let kept = is_its || self.is_right_at(question, answer);
                (kept || formula.can_tell(question)).then_some(kept)
            }
            // Whatever the idea is, it should not come to an end here.
            Judged::Wrong(_) if answer.value().is_none() => Some(false),
            Judged::Wrong(_) => None,
        }
    }

    /// Whether the wrong idea refuses to answer in just this way: that has been said already.
    fn is_refused_by(&self, idea: Judged<'_, '_>, question: &Question, answer: &Answer) -> bool {
        let Judged::Wrong(Some(Explanation { formula: Some(formula), .. })) = idea else { return false };
        answer.refuses() && formula.gives(question, &|theirs| self.same_answer(theirs, answer, question))
    }

    /// The sentence of the one way of missing a clause that gives these answers.
    fn way_of_missing(
        &self,
        clause: usize,
        asked: &[usize],
        questions: &[Rc<Question>],
        replies: &[Reply],
        idea: Judged<'_, '_>,
    ) -> Option<&'static str> {
        let truth = OfTheBook { exercise: self, draft: Draft::Truth };
        let formula: &dyn Formula = match idea {
            Judged::Right => &truth,
            Judged::Wrong(explanation) => explanation?.formula.as_deref()?,
        };
        let book = &self.clauses[clause].misses;
        let mut ways = book.iter().enumerate().filter(|(way, _)| {
            asked.iter().all(|&index| {
                let answer = self.missing(*way, &questions[index], formula);
                replies[index].as_ref().is_ok_and(|reply| self.same_answer(&answer, reply, &questions[index]))
            })
        });
        let (_, way) = ways.next().filter(|_| ways.next().is_none())?;
        Some(way.says).filter(|says| !says.is_empty())
    }
}

/// A right idea with missed edges is almost right.
pub(crate) fn almost(mut verdict: Verdict) -> Verdict {
    let missed: Vec<&Edge> = verdict.missed().collect();
    let Some(first) = missed.first() else { return verdict };
    let says = first.says.clone().unwrap_or_default();
    let message = match missed.len() {
        1 => format!("The idea is right; one edge is left: {}. {says}", first.name),
        count => {
            let others: Vec<&str> = missed.iter().map(|edge| edge.name.as_str()).collect();
            format!("The idea is right; {count} edges are left: {}. The first: {says}", others.join("; "))
        }
    };
    let probe = first.probe.clone();
    verdict.status = Status::Almost;
    verdict.message = message;
    verdict.probe = probe;
    verdict
}
