//! From answers to a verdict: the idea first, on ordinary probes alone; then the edges.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::compare::agree;
use crate::exercise::observation::{Complaint, Observation};
use crate::exercise::question::Question;
use crate::exercise::{Exercise, Property};
use crate::judging::Reply;
use crate::judging::edges::{Judged, almost};
use crate::judging::naming::{Explanation, Transcript};
use crate::judging::verdict::{Named, Status, Verdict};
use crate::process::respondent::{Failure, Respondent};
use nabla_core::Value;
use std::rc::Rc;

/// Why an answer is not right.
pub(crate) struct Failing {
    pub(crate) question: usize,
    pub(crate) complaint: Option<Complaint>,
}

impl Exercise {
    /// Asks all probes of the seed and says how the exercise stands.
    pub fn judge(&self, respondent: &mut dyn Respondent, seed: u64) -> Verdict {
        let questions = self.questions(seed);
        let arguments: Vec<Vec<Value>> = questions.iter().map(|question| question.probe.arguments.clone()).collect();
        let replies: Vec<Reply> = respondent.ask(&arguments).into_iter().map(|reply| reply.map(Rc::new)).collect();
        if replies.len() < questions.len() {
            return Verdict::new(Status::Crashed, "some probes were not answered");
        }
        self.verdict(&questions, &replies)
    }

    /// The verdict on replies to all questions, the ordinary ones first.
    pub(crate) fn verdict(&self, questions: &[Rc<Question>], replies: &[Reply]) -> Verdict {
        let ordinary = questions.iter().take_while(|question| question.probe.clause.is_none()).count();
        if let Some(verdict) = self.unfinished(&replies[..ordinary]) {
            return verdict;
        }
        if let Some(verdict) = self.too_much(questions, replies) {
            return verdict;
        }
        if let Some((question, failure)) = first_failure(&questions[..ordinary], replies) {
            return self.not_answered(question, failure);
        }
        let answers: Vec<Rc<Answer>> = replies[..ordinary].iter().flatten().cloned().collect();
        let transcript = Transcript { questions: &questions[..ordinary], answers: &answers };
        let (mut verdict, explanation) = self.judge_idea(transcript);
        let idea = if verdict.is_right() { Judged::Right } else { Judged::Wrong(explanation.as_ref()) };
        // Whoever panics anywhere panics at the edges, too: that says nothing of them.
        if verdict.status != Status::Panicked || explanation.is_some() {
            verdict.edges = self.edges(questions, replies, idea);
        }
        if !verdict.is_right() {
            return verdict;
        }
        match first_failure(&questions[ordinary..], &replies[ordinary..]) {
            Some((question, failure)) => self.edge_not_answered(question, failure, verdict),
            None => almost(verdict),
        }
    }

    /// Whether the idea is right, and if not, what explains it.
    pub(crate) fn judge_idea(&self, transcript: Transcript<'_>) -> (Verdict, Option<Explanation<'_>>) {
        if let Some((verdict, explanation)) = self.panicked(transcript) {
            return (verdict, explanation);
        }
        let failing = self.failing(transcript);
        if failing.is_empty() {
            return (Verdict::new(Status::Right, ""), None);
        }
        let explanation = self.explain(transcript, recognised(&failing));
        let shown = self.to_show(transcript, &failing, explanation.as_ref());
        let (question, answer) = (&transcript.questions[shown.question], &transcript.answers[shown.question]);
        let message = match (&explanation, &shown.complaint) {
            (Some(explanation), _) => explanation.named.says.clone(),
            (None, Some(complaint)) => complaint.says.clone(),
            (None, None) => self.next_step(question, answer),
        };
        let mistake = explanation.as_ref().map(|explanation| explanation.named.clone());
        let probe = Some(self.show(question, answer, shown.complaint.as_ref()));
        (Verdict { mistake, probe, ..Verdict::new(Status::Wrong, message) }, explanation)
    }

    /// The roundest probe that shows what is said: one at which all the parts that are spoken of are wrong, if there is any.
    fn to_show<'f>(
        &self,
        transcript: Transcript<'_>,
        failing: &'f [Failing],
        explanation: Option<&Explanation<'_>>,
    ) -> &'f Failing {
        let named = explanation.map(|explanation| explanation.named.name.as_str());
        let shows_all = |failing: &Failing| {
            let (question, answer) = (&transcript.questions[failing.question], &transcript.answers[failing.question]);
            let parts = explanation.map_or(&[][..], |explanation| explanation.parts.as_slice());
            let split = answer
                .value()
                .and_then(|value| Some((self.parts.split(value)?, self.parts.split(&question.expected)?)));
            split.is_none_or(|(got, expected)| {
                parts.iter().all(|&part| {
                    !agree(&got[part], &expected[part], &self.tolerance, self.part_size(question, &expected[part]))
                })
            })
        };
        // What is said of all answers together may come with one that is right.
        let shows_nothing = |failing: &Failing| {
            let in_words = failing.complaint.as_ref().is_some_and(|said| said.got.is_some() || said.expected.is_some());
            let (question, answer) = (&transcript.questions[failing.question], &transcript.answers[failing.question]);
            self.unique && !in_words && self.is_truth(question, answer)
        };
        let complexity = |failing: &Failing| transcript.questions[failing.question].probe.complexity();
        let rank = |failing: &&Failing| {
            let about_it = failing.complaint.as_ref().and_then(|complaint| complaint.name) == named && named.is_some();
            (shows_nothing(failing), !about_it, !shows_all(failing), complexity(failing))
        };
        // Never empty: the caller has seen to that.
        failing.iter().min_by_key(rank).unwrap_or(&failing[0])
    }

    fn panicked(&self, transcript: Transcript<'_>) -> Option<(Verdict, Option<Explanation<'_>>)> {
        let panics = transcript.iter().filter_map(|(question, answer)| match &answer.outcome {
            Outcome::Panic { message, place } => Some((question, message, place)),
            _ => None,
        });
        let (question, message, place) = panics.min_by_key(|(question, ..)| question.probe.complexity())?;
        let explanation = self.explain_panic(transcript);
        let says = explanation.as_ref().map(|explanation| format!(": {}", explanation.named.says)).unwrap_or_default();
        let place = place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let verdict = Verdict {
            mistake: explanation.as_ref().map(|explanation| explanation.named.clone()),
            probe: Some(self.show_words(question, &format!("panicked: {message}"))),
            ..Verdict::new(Status::Panicked, format!("panicked{place}{says}"))
        };
        Some((verdict, explanation))
    }

    /// The answers that are not right, each with the complaint of a property if that is the reason.
    pub(crate) fn failing(&self, transcript: Transcript<'_>) -> Vec<Failing> {
        let mut failing = Vec::new();
        let asked: Vec<Observation<'_>> =
            transcript.iter().map(|(question, answer)| self.observed(question, answer)).collect();
        for (index, (asked, (question, answer))) in asked.iter().zip(transcript.iter()).enumerate() {
            let complaint = self.complaint(asked);
            if complaint.is_some() || (self.unique && !self.is_truth(question, answer)) {
                failing.push(Failing { question: index, complaint });
            }
        }
        for property in &self.properties {
            if let Property::Overall(holds) = property
                && let Err((index, complaint)) = holds(&asked)
            {
                let question = index.min(asked.len().saturating_sub(1));
                failing.push(Failing { question, complaint: Some(complaint) });
            }
        }
        failing
    }
}

fn first_failure<'a>(questions: &'a [Rc<Question>], replies: &'a [Reply]) -> Option<(&'a Question, &'a Failure)> {
    questions.iter().zip(replies).find_map(|(question, reply)| Some((&**question, reply.as_ref().err()?)))
}

/// The mistake that a property recognised.
fn recognised(failing: &[Failing]) -> Option<Named> {
    let complaint =
        failing.iter().filter_map(|failing| failing.complaint.as_ref()).find(|complaint| complaint.name.is_some())?;
    Some(Named { name: complaint.name?.to_owned(), says: complaint.says.clone() })
}
