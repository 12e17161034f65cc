//! Whoever can be asked.

use crate::answers::answer::Answer;
use crate::answers::callable::Function;
use nabla_core::Value;

/// Somebody who can be asked: a learner's process, or a function of the book in its place. A judge cannot tell which.
pub trait Respondent {
    /// Puts all probes, and gives one answer or one failure for each, in order.
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>>;
}

/// Why a probe was not answered. Once a process has failed, it answers no later probe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It was still at work, or asleep, when its time was up.
    #[error("{0}")]
    NoAnswer(String),
    /// The same, on a machine that may have been too busy for it.
    #[error("{0}")]
    Late(String),
    /// It ended, or said something that is no answer.
    #[error("{0}")]
    Crashed(String),
    /// It was ended from outside, perhaps by a system that was short of memory.
    #[error("{0}")]
    Ended(String),
}

impl Failure {
    /// Whether the machine may be to blame, so that asking once more may come out differently.
    pub(crate) fn may_be_the_machine(&self) -> bool {
        matches!(self, Self::Late(_) | Self::Ended(_))
    }
}

impl Respondent for &Function {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        probes.iter().map(|arguments| Ok(self.answer(arguments))).collect()
    }
}
