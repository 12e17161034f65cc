//! What the judge says of one exercise.

use crate::value::Value;
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
}

impl Status {
    /// The status in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::NotWritten => "not written yet",
            Self::Wrong => "wrong",
            Self::DoesNotCompile => "does not compile",
            Self::Panicked => "panicked",
            Self::NoAnswer => "no answer in time",
            Self::Crashed => "crashed",
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
}

impl Verdict {
    /// A verdict without a probe.
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), mistake: None, probe: None }
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
        if let Some(mistake) = &self.mistake {
            write!(f, ": {}", mistake.name)?;
        }
        if let Some(probe) = &self.probe {
            write!(f, "\n  asked  {}\n  yours  {}\n  true   {}", probe.asked, probe.got_text, probe.expected_text)?;
            if let Some(error) = probe.relative_error.filter(|error| *error > 0.0) {
                write!(f, "   (relative error {})", crate::value::number_text(error, Some(2)))?;
            }
        }
        write!(f, "\n  {}", self.message)
    }
}
