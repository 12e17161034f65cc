//! What the judge says of one exercise.

use crate::exercise::mistake::Mistake;
use crate::process::respondent::Failure;
use nabla_core::Value;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How an exercise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every probe was answered rightly.
    Right,
    /// The body is still the stub's `todo!`.
    NotWritten,
    /// The idea is right; an edge of the contract was missed.
    Almost,
    /// At least one answer is not the right one.
    Wrong,
    /// The compiler refused the file.
    DoesNotCompile,
    /// The function panicked at a probe.
    Panicked,
    /// There was no answer within the time allowed.
    NoAnswer,
    /// The process ended, or broke the limits, before it had answered.
    Crashed,
    /// There is no file among those that were handed in.
    NotHandedIn,
    /// The judge failed, and nothing can be said.
    NotJudged,
}

impl Status {
    /// The status in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::NotWritten => "not written yet",
            Self::Almost => "almost",
            Self::Wrong => "wrong",
            Self::DoesNotCompile => "does not compile",
            Self::Panicked => "panicked",
            Self::NoAnswer => "no answer in time",
            Self::Crashed => "crashed",
            Self::NotHandedIn => "not handed in",
            Self::NotJudged => "not judged",
        }
    }

    /// The same in the past: "was wrong".
    #[must_use]
    pub fn was(self) -> &'static str {
        match self {
            Self::Right => "was right",
            Self::NotWritten => "was not written yet",
            Self::Almost => "was almost right",
            Self::Wrong => "was wrong",
            Self::DoesNotCompile => "did not compile",
            other => other.predicate(),
        }
    }

    /// The status as the rest of a sentence that begins with the exercise's name.
    #[must_use]
    pub fn predicate(self) -> &'static str {
        match self {
            Self::Right => "is right",
            Self::NotWritten => "is not written yet",
            Self::Almost => "is almost right",
            Self::Wrong => "is wrong",
            Self::DoesNotCompile => "does not compile",
            Self::Panicked => "panicked",
            Self::NoAnswer => "gave no answer in time",
            Self::Crashed => "crashed",
            Self::NotHandedIn => "was not handed in",
            Self::NotJudged => "could not be judged",
        }
    }
}

/// A mistake in thinking that was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// A few words.
    pub name: String,
    /// The sentence that helps, without giving the answer away.
    pub says: String,
}

impl Named {
    /// A mistake of the book.
    pub(crate) fn of(mistake: &Mistake) -> Self {
        Self { name: mistake.name.to_owned(), says: mistake.says.to_owned() }
    }
}

/// A clause of the contract, kept or missed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The sentence of the contract, short.
    pub name: String,
    /// Whether the answers keep it.
    pub kept: bool,
    /// Where it was missed, the sentence that helps.
    pub says: Option<String>,
    /// Where it was missed, the roundest probe that shows it.
    pub probe: Option<Shown>,
}

/// One probe, shown to the person: the roundest at which the answer is not right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The call, as one would write it.
    pub asked: String,
    /// What came back; words where it is no value.
    pub got: Value,
    /// What is true.
    pub expected: Value,
    /// `got`, with the digits that tell it from `expected`.
    pub got_text: String,
    /// `expected`, likewise.
    pub expected_text: String,
    /// |got − expected| / max(|got|, |expected|), the largest over all components; none where they cannot be compared.
    pub relative_error: Option<f64>,
}

/// What the judge says of one exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// How it stands.
    pub status: Status,
    /// One or two sentences: what happened and what to do next.
    pub message: String,
    /// The mistake behind a wrong answer, if it was recognised beyond doubt.
    pub mistake: Option<Named>,
    /// The probe that shows it best.
    pub probe: Option<Shown>,
    /// The clauses of the contract that could be judged, in the order of the statement.
    pub edges: Vec<Edge>,
    /// Whether the machine may be to blame for there being no answer: asked once more, and alone, it may come out differently.
    pub may_be_the_machine: bool,
}

impl Verdict {
    /// A verdict without a probe.
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            mistake: None,
            probe: None,
            edges: Vec::new(),
            may_be_the_machine: false,
        }
    }

    /// The verdict on somebody who did not answer.
    pub(crate) fn failed(failure: &Failure, message: String) -> Self {
        let status = match failure {
            Failure::NoAnswer(_) | Failure::Late(_) => Status::NoAnswer,
            Failure::Crashed(_) | Failure::Ended(_) => Status::Crashed,
        };
        Self { may_be_the_machine: failure.may_be_the_machine(), ..Self::new(status, message) }
    }

    /// The clauses that were missed.
    pub fn missed(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| !edge.kept)
    }

    /// What was recognised, in a few words: the mistake, and the edges that were missed.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let missed: Vec<&str> = self.missed().map(|edge| edge.name.as_str()).collect();
        match (&self.mistake, missed.as_slice()) {
            (None, []) => None,
            (Some(mistake), []) => Some(mistake.name.clone()),
            (Some(mistake), [_]) => Some(format!("{}; and an edge is missed", mistake.name)),
            (Some(mistake), several) => Some(format!("{}; and {} edges are missed", mistake.name, several.len())),
            (None, [one]) => Some(format!("an edge is missed: {one}")),
            (None, [first, others @ ..]) => Some(format!("edges are missed: {first}, and {} more", others.len())),
        }
    }

    /// Where the idea is wrong and edges are missed besides, one line on those.
    #[must_use]
    pub fn missed_besides(&self) -> Option<String> {
        if self.status == Status::Almost {
            return None;
        }
        let names: Vec<&str> = self.missed().map(|edge| edge.name.as_str()).collect();
        match names.as_slice() {
            [] => None,
            [one] => Some(format!("An edge is missed, too: {one}.")),
            several => Some(format!("Edges are missed, too: {}.", several.join("; "))),
        }
    }

    /// Whether a library panicked, and the program could not tell where the learner's code called it.
    #[must_use]
    pub fn panicked_in_a_library(&self) -> bool {
        self.status == Status::Panicked && !self.message.starts_with("panicked at ")
    }

    /// Whether the exercise is solved.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.status == Status::Right
    }
}

/// The verdict as plain text, in the lines that a terminal shows too.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.status.words())?;
        if let Some(summary) = self.summary() {
            write!(f, ": {summary}")?;
        }
        if let Some(probe) = &self.probe {
            write!(f, "\n  asked  {}\n  yours  {}\n  true   {}", probe.asked, probe.got_text, probe.expected_text)?;
            if let Some(error) = probe.relative_error.filter(|error| *error > 0.0) {
                write!(f, "   (relative error {})", nabla_core::number_text(error, Some(2)))?;
            }
        }
        write!(f, "\n  {}", self.message)?;
        self.missed_besides().map_or(Ok(()), |besides| write!(f, "\n  {besides}"))
    }
}
