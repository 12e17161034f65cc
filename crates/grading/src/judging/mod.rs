//! Judging: from answers to a verdict, and the name of the mistake behind wrong ones.

pub(crate) mod edges;
pub(crate) mod judge;
pub(crate) mod naming;
pub(crate) mod picture;
mod right;
pub(crate) mod saying;
pub(crate) mod verdict;

use crate::answers::answer::Answer;
use crate::process::respondent::Failure;
use std::rc::Rc;

/// What came back for one probe.
pub(crate) type Reply = Result<Rc<Answer>, Failure>;
