//! How an exercise stands, in the judge's words and in two of the grader's own.

use nabla_grading::Status;
use serde::{Deserialize, Serialize};

/// How an exercise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    Right,
    NotWritten,
    Almost,
    Wrong,
    DoesNotCompile,
    Panicked,
    NoAnswer,
    Crashed,
    NotHandedIn,
    /// Judged differently alone on the machine.
    Inconclusive,
    /// The grader failed, and nothing can be said.
    GraderError,
}

impl Standing {
    pub(crate) fn of(status: Status) -> Self {
        match status {
            Status::Right => Self::Right,
            Status::NotWritten => Self::NotWritten,
            Status::Almost => Self::Almost,
            Status::Wrong => Self::Wrong,
            Status::DoesNotCompile => Self::DoesNotCompile,
            Status::Panicked => Self::Panicked,
            Status::NoAnswer => Self::NoAnswer,
            Status::Crashed => Self::Crashed,
            Status::NotHandedIn => Self::NotHandedIn,
            Status::NotJudged => Self::GraderError,
        }
    }

    /// The judge's own word for it, where it is one of the judge's.
    pub(crate) fn status(self) -> Option<Status> {
        Some(match self {
            Self::Right => Status::Right,
            Self::NotWritten => Status::NotWritten,
            Self::Almost => Status::Almost,
            Self::Wrong => Status::Wrong,
            Self::DoesNotCompile => Status::DoesNotCompile,
            Self::Panicked => Status::Panicked,
            Self::NoAnswer => Status::NoAnswer,
            Self::Crashed => Status::Crashed,
            Self::NotHandedIn => Status::NotHandedIn,
            Self::Inconclusive | Self::GraderError => return None,
        })
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Inconclusive => "inconclusive",
            Self::GraderError => "grader error",
            other => other.status().map_or("", Status::words),
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        self.status().map_or("!", xtask::show::theme::sign)
    }

    /// Whether nobody tried.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::NotWritten | Self::NotHandedIn)
    }

    /// Whether it is not known how it stands.
    pub(crate) fn is_undecided(self) -> bool {
        matches!(self, Self::Inconclusive | Self::GraderError)
    }
}
