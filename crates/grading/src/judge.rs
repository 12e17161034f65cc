//! From answers to a verdict.

use crate::answers::{Answer, Outcome};
use crate::asked::{Asked, Complaint};
use crate::compare::{agree, coincide, relative_error, telling_texts};
use crate::exercise::{Exercise, Mistake, Property};
use crate::learner::{Failure, Respondent};
use crate::probe::Probe;
use crate::relations::{self, Pair};
use crate::value::Value;
use crate::verdict::{Named, Shown, Status, Verdict};

/// A probe with its truth, before it is asked.
pub(crate) struct Question {
    pub(crate) probe: Probe,
    pub(crate) expected: Value,
    pub(crate) size: f64,
}

/// Why an answer is not right.
struct Failing {
    question: usize,
    complaint: Option<Complaint>,
}

impl Exercise {
    /// Asks all probes of the seed and says how the exercise stands.
    pub fn judge(&self, respondent: &mut dyn Respondent, seed: u64) -> Verdict {
        let questions: Vec<Question> = self.probes_for(seed).into_iter().map(|probe| self.question(probe)).collect();
        let arguments: Vec<Vec<Value>> = questions.iter().map(|question| question.probe.arguments.clone()).collect();
        let replies = respondent.ask(&arguments);
        if let Some((question, failure)) =
            questions.iter().zip(&replies).find_map(|(question, reply)| Some((question, reply.as_ref().err()?)))
        {
            return self.not_answered(question, failure);
        }
        let answers: Vec<Answer> = replies.into_iter().flatten().collect();
        if answers.len() < questions.len() {
            return Verdict::new(Status::Crashed, "some probes were not answered");
        }
        self.judge_answers(&questions, &answers)
    }

    pub(crate) fn question(&self, probe: Probe) -> Question {
        let expected = self.truth_at(&probe.arguments);
        let size = self.size_at(&probe.arguments, &expected);
        Question { probe, expected, size }
    }

    pub(crate) fn judge_answers(&self, questions: &[Question], answers: &[Answer]) -> Verdict {
        if let Some(verdict) = unfinished(self, answers) {
            return verdict;
        }
        if let Some(verdict) = self.panicked(questions, answers) {
            return verdict;
        }
        let failing = self.failing(questions, answers);
        let Some(shown) = failing.iter().min_by_key(|failing| questions[failing.question].probe.complexity()) else {
            return Verdict::new(Status::Right, "");
        };
        let complaint = shown.complaint.as_ref();
        let mistake = self.name(questions, answers, &failing);
        let message = match (&mistake, complaint) {
            (Some(mistake), _) => mistake.says.clone(),
            (None, Some(complaint)) => complaint.says.clone(),
            (None, None) => self.next_step(&questions[shown.question], &answers[shown.question]),
        };
        let probe = Some(self.show(&questions[shown.question], &answers[shown.question], complaint));
        Verdict { status: Status::Wrong, message, mistake, probe }
    }

    /// What to say when nothing is known but one counterexample.
    fn next_step(&self, question: &Question, answer: &Answer) -> String {
        let got = answer.value().cloned().unwrap_or(Value::Nothing);
        let (theirs, true_ones) = (got.components(), question.expected.components());
        if theirs.len() != true_ones.len() {
            let (got, expected) = (got.shape(), question.expected.shape());
            return format!("The answer is {got}, where {expected} is right: work this call out by hand.");
        }
        if theirs.iter().zip(true_ones).any(|(got, expected)| got.is_nan() && !expected.is_nan()) {
            return "NaN comes out for these arguments: look for 0/0, ∞ − ∞ or the root of something negative."
                .to_owned();
        }
        format!("Work this call out by hand and compare, or ask for a hint: cargo xtask hint {}", self.name)
    }

    fn not_answered(&self, question: &Question, failure: &Failure) -> Verdict {
        let (status, got) = match failure {
            Failure::NoAnswer(_) => (Status::NoAnswer, "no answer"),
            Failure::Crashed(_) => (Status::Crashed, "the process ended"),
        };
        let probe = Some(self.show_words(question, got));
        Verdict { probe, ..Verdict::new(status, failure.to_string()) }
    }

    fn panicked(&self, questions: &[Question], answers: &[Answer]) -> Option<Verdict> {
        let panics = questions.iter().zip(answers).filter_map(|(question, answer)| match &answer.outcome {
            Outcome::Panic { message, place } => Some((question, message, place)),
            _ => None,
        });
        let (question, message, place) = panics.min_by_key(|(question, ..)| question.probe.complexity())?;
        let place = place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let mistake = self.known_mistake(questions, answers).map(name_of);
        let says = mistake.as_ref().map(|mistake| format!(": {}", mistake.says)).unwrap_or_default();
        let probe = Some(self.show_words(question, &format!("panicked: {message}")));
        Some(Verdict { status: Status::Panicked, message: format!("panicked{place}{says}"), mistake, probe })
    }

    /// The answers that are not right, each with the complaint of a property if that is the reason.
    fn failing(&self, questions: &[Question], answers: &[Answer]) -> Vec<Failing> {
        let mut failing = Vec::new();
        let asked: Vec<Asked<'_>> =
            questions.iter().zip(answers).map(|(question, answer)| self.asked(question, answer)).collect();
        for (index, asked) in asked.iter().enumerate() {
            let value = asked.answer.value().unwrap_or(&Value::Nothing);
            let complaint = self.properties.iter().find_map(|property| match property {
                Property::Each(holds) => holds(asked).err(),
                Property::Overall(_) => None,
            });
            if complaint.is_some() || (self.unique && !agree(value, asked.expected, &self.tolerance, asked.size)) {
                failing.push(Failing { question: index, complaint });
            }
        }
        for property in &self.properties {
            if let Property::Overall(holds) = property
                && let Err((index, complaint)) = holds(&asked)
            {
                failing.push(Failing {
                    question: index.min(questions.len().saturating_sub(1)),
                    complaint: Some(complaint),
                });
            }
        }
        failing
    }

    fn asked<'a>(&self, question: &'a Question, answer: &'a Answer) -> Asked<'a> {
        let Question { probe, expected, size } = question;
        Asked { arguments: &probe.arguments, answer, expected, tolerance: self.tolerance, size: *size }
    }

    /// The mistake behind the answers: one of the book that gives exactly these answers; else what a property
    /// recognised; else a relation that holds at every probe. Never a guess.
    fn name(&self, questions: &[Question], answers: &[Answer], failing: &[Failing]) -> Option<Named> {
        if let Some(mistake) = self.known_mistake(questions, answers) {
            return Some(name_of(mistake));
        }
        let complaint =
            failing.iter().find_map(|failing| failing.complaint.as_ref().filter(|complaint| complaint.name.is_some()));
        if let Some(Complaint { name: Some(name), says, .. }) = complaint {
            return Some(Named { name: (*name).to_owned(), says: says.clone() });
        }
        if !self.unique {
            return None;
        }
        let pairs: Vec<Pair<'_>> = questions
            .iter()
            .zip(answers)
            .filter_map(|(question, answer)| {
                let from_article = question.probe.article.is_some();
                Some(Pair { got: answer.value()?, expected: &question.expected, size: question.size, from_article })
            })
            .collect();
        relations::recognise(&pairs, &self.tolerance)
    }

    /// The one mistake of the book that gives the same answers at all probes.
    fn known_mistake(&self, questions: &[Question], answers: &[Answer]) -> Option<&Mistake> {
        let mut matching = self.mistakes.iter().filter(|mistake| {
            questions.iter().zip(answers).all(|(question, answer)| {
                let theirs = mistake.function.answer(&question.probe.arguments);
                self.same_answer(&theirs, answer, question.size)
            })
        });
        matching.next().filter(|_| matching.next().is_none())
    }

    fn same_answer(&self, a: &Answer, b: &Answer, size: f64) -> bool {
        match (&a.outcome, &b.outcome) {
            (Outcome::Value(a), Outcome::Value(b)) => coincide(b, a, &self.tolerance, size),
            (Outcome::Panic { .. }, Outcome::Panic { .. }) => true,
            _ => false,
        }
    }

    fn show(&self, question: &Question, answer: &Answer, complaint: Option<&Complaint>) -> Shown {
        let got = answer.value().cloned().unwrap_or(Value::Nothing);
        let expected = question.expected.clone();
        let (mut got_text, mut expected_text) = telling_texts(&got, &expected);
        let mut error = relative_error(&got, &expected);
        if let Some(Complaint { got, expected, .. }) = complaint {
            if let Some(words) = expected {
                expected_text.clone_from(words);
                error = None;
            }
            if let Some(words) = got {
                got_text.clone_from(words);
            }
        }
        Shown { asked: question.probe.asked(self.name), got, expected, got_text, expected_text, relative_error: error }
    }

    fn show_words(&self, question: &Question, words: &str) -> Shown {
        let expected = question.expected.clone();
        let expected_text = format!("{expected:.6}");
        let got = Value::Word(words.to_owned());
        Shown {
            asked: question.probe.asked(self.name),
            got,
            expected,
            got_text: words.to_owned(),
            expected_text,
            relative_error: None,
        }
    }
}

fn name_of(mistake: &Mistake) -> Named {
    Named { name: mistake.name.to_owned(), says: mistake.says.to_owned() }
}

/// The name of the exercise in the place of a panic: `descend` in `exercises/mse-descent/src/descend.rs:34:5`.
fn file_name(place: &str) -> Option<&str> {
    place.split_once(".rs:")?.0.rsplit(['/', '\\']).next()
}

/// A `todo!` that was reached, or a doorway that does not fit.
fn unfinished(exercise: &Exercise, answers: &[Answer]) -> Option<Verdict> {
    answers.iter().find_map(|answer| match &answer.outcome {
        Outcome::Panic { message, place }
            if message.starts_with("not yet implemented") || message.starts_with("not implemented") =>
        {
            let says = match place.as_deref().and_then(file_name).filter(|name| *name != exercise.name) {
                Some(other) => {
                    format!("It calls `{other}`, which is not written yet or does not compile: that one comes first.")
                }
                None => format!("to write: {}", exercise.asks),
            };
            Some(Verdict::new(Status::NotWritten, says))
        }
        Outcome::Unanswerable(why) => Some(Verdict::new(Status::Crashed, why.clone())),
        _ => None,
    })
}
