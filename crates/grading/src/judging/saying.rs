//! The words of a verdict: what is shown of a probe, and what to do next where nothing is known but one counterexample.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::compare::{nearer_way, relative_error, same_shape, telling_texts, with_numbers};
use crate::exercise::observation::Complaint;
use crate::exercise::question::Question;
use crate::exercise::{Exercise, largest};
use crate::judging::Reply;
use crate::judging::verdict::{Shown, Status, Verdict};
use crate::process::respondent::Failure;
use nabla_core::Value;
use std::rc::Rc;

impl Exercise {
    /// What to say when nothing is known but one counterexample.
    pub(crate) fn next_step(&self, question: &Question, answer: &Answer) -> String {
        let got = answer.value().unwrap_or(&Value::Nothing);
        let (theirs, true_ones) = (got.components(), question.expected.components());
        if theirs.len() != true_ones.len() {
            let (mut got, mut expected) = (got.shape(), question.expected.shape());
            if got == expected {
                // As many items, and of other sizes.
                let holding = |shape: String, count: usize| format!("{shape} with {count} numbers in all");
                (got, expected) = (holding(got, theirs.len()), holding(expected, true_ones.len()));
            }
            return format!("Your answer is {got}; the right one is {expected}: work this call out by hand.");
        }
        if theirs.iter().zip(true_ones).any(|(got, expected)| got.is_nan() && !expected.is_nan()) {
            return "NaN comes out for these arguments: look for 0/0, ∞ − ∞ or the root of something negative."
                .to_owned();
        }
        format!("Work this call out by hand and compare, or ask for a hint: cargo xtask hint {}", self.name)
    }

    pub(crate) fn not_answered(&self, question: &Question, failure: &Failure) -> Verdict {
        let probe = Some(self.show_words(question, words(failure)));
        Verdict { probe, ..Verdict::failed(failure, failure.to_string()) }
    }

    /// An answer of such a size that nothing more was asked.
    pub(crate) fn too_much(&self, questions: &[Rc<Question>], replies: &[Reply]) -> Option<Verdict> {
        questions.iter().zip(replies).find_map(|(question, reply)| match &reply.as_ref().ok()?.outcome {
            Outcome::TooMuch(words) => {
                let message = format!("Your answer holds {words}. Does a loop that adds to it run on?");
                Some(Verdict { probe: Some(self.show_words(question, words)), ..Verdict::new(Status::Wrong, message) })
            }
            _ => None,
        })
    }

    /// The idea is right, and one edge is met with silence or the end of the process.
    pub(crate) fn edge_not_answered(&self, question: &Question, failure: &Failure, verdict: Verdict) -> Verdict {
        let clause = question.probe.clause.map(|clause| &self.clauses[clause]);
        let says = clause.map(|clause| format!("{}. {}", clause.name, clause.says)).unwrap_or_default();
        let failure_said = failure.to_string();
        // One that asks something ends its own sentence.
        let end = if failure_said.ends_with('?') { "" } else { "." };
        let message = format!("{failure_said}{end} The idea is right; one edge is left: {says}");
        Verdict { edges: verdict.edges, message, ..self.not_answered(question, failure) }
    }

    /// A `todo!` that was reached, or a doorway that does not fit.
    pub(crate) fn unfinished(&self, replies: &[Reply]) -> Option<Verdict> {
        replies.iter().flatten().find_map(|answer| match &answer.outcome {
            Outcome::Panic { message, place }
                if message.starts_with("not yet implemented") || message.starts_with("not implemented") =>
            {
                let says = match place.as_deref().and_then(file_name).filter(|name| *name != self.name) {
                    Some(other) => {
                        format!(
                            "It calls `{other}`, which is not written yet or does not compile: that one comes first."
                        )
                    }
                    None => format!("to write: {}", self.asks),
                };
                Some(Verdict::new(Status::NotWritten, says))
            }
            Outcome::Unanswerable(why) => Some(Verdict::new(Status::Crashed, why.clone())),
            _ => None,
        })
    }

    pub(crate) fn show(&self, question: &Question, answer: &Answer, complaint: Option<&Complaint>) -> Shown {
        if let Outcome::Panic { message, .. } = &answer.outcome {
            return self.show_words(question, &format!("panicked: {message}"));
        }
        let got = answer.value().cloned().unwrap_or(Value::Nothing);
        // Of two opposite answers that are both right, the one that is nearer to the learner's.
        let nearer = if self.either_way { nearer_way(&question.expected, &got) } else { None };
        let expected = nearer.unwrap_or_else(|| question.expected.clone());
        let (got_tidy, expected_tidy) = self.without_rounding(question, &got, &expected);
        let (mut got_text, mut expected_text) = telling_texts(&got_tidy, &expected_tidy);
        if self.either_way && expected != Value::Nothing {
            expected_text.push_str(", or the opposite");
        }
        let mut error = relative_error(&got_tidy, &expected_tidy);
        if let Some(Complaint { got, expected, .. }) = complaint {
            if let Some(words) = expected {
                expected_text.clone_from(words);
                error = None;
            }
            if let Some(words) = got {
                got_text.clone_from(words);
            }
        }
        Shown {
            asked: question.probe.call_text(self.name),
            got,
            expected,
            got_text,
            expected_text,
            relative_error: error,
        }
    }

    /// Both values with 0 in the places where 0 is meant and rounding has left something else, such as cos(π/2) in an
    /// arrow of length 1: next to nothing beside its own part of the answer, and 0 counts as right there.
    fn without_rounding(&self, question: &Question, got: &Value, expected: &Value) -> (Value, Value) {
        let split = |value: &Value| self.parts.split(value).unwrap_or_else(|| vec![value.clone()]);
        let joined = |whole: &Value, pieces: &[Value]| match pieces {
            [one] if self.parts.split(whole).is_none() => one.clone(),
            pieces => pieces
                .iter()
                .enumerate()
                .fold(whole.clone(), |whole, (part, piece)| self.parts.replaced(&whole, part, piece).unwrap_or(whole)),
        };
        let mut true_ones = split(expected);
        // An answer of another shape has nothing beside the truth's places.
        let mut yours = if same_shape(got, expected) { split(got) } else { true_ones.clone() };
        for (yours, truth) in yours.iter_mut().zip(&mut true_ones) {
            // Numbers that belong together are measured by the largest of them.
            let whole = if self.kind.is_some() { expected } else { &*truth };
            let (size, residue) = (self.part_size(question, whole), 8.0 * f64::EPSILON * largest(whole));
            let is_zero = |number: f64| number.abs() <= residue && self.tolerance.accepts(number, 0.0, size);
            let zero: Vec<bool> = truth.components().iter().map(|number| is_zero(*number)).collect();
            let tidied = |value: &Value| {
                let tidy = |(number, zero): (f64, &bool)| if *zero && is_zero(number) { 0.0 } else { number };
                let numbers: Vec<f64> = value.components().into_iter().zip(&zero).map(tidy).collect();
                with_numbers(value, &numbers).unwrap_or_else(|| value.clone())
            };
            (*yours, *truth) = (tidied(yours), tidied(truth));
        }
        let yours = if same_shape(got, expected) { joined(got, &yours) } else { got.clone() };
        (yours, joined(expected, &true_ones))
    }

    pub(crate) fn show_words(&self, question: &Question, words: &str) -> Shown {
        let expected = question.expected.clone();
        let expected_text = format!("{expected:.6}");
        let got = Value::Word(words.to_owned());
        Shown {
            asked: question.probe.call_text(self.name),
            got,
            expected,
            got_text: words.to_owned(),
            expected_text,
            relative_error: None,
        }
    }
}

/// The name of the exercise in the place of a panic: `descend` in `exercises/mse-descent/src/descend.rs:34:5`.
fn file_name(place: &str) -> Option<&str> {
    place.split_once(".rs:")?.0.rsplit(['/', '\\']).next()
}

pub(crate) fn words(failure: &Failure) -> &'static str {
    match failure {
        Failure::NoAnswer(_) | Failure::Late(_) => "no answer",
        Failure::Crashed(_) | Failure::Ended(_) => "the process ended",
    }
}
