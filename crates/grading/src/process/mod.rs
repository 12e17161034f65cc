//! The two processes: a learner's program that answers, and the judge's side that starts, asks and ends it.

mod cage;
mod channel;
pub(crate) mod doorway;
pub(crate) mod learner;
pub(crate) mod limits;
mod printed;
pub(crate) mod respondent;
pub(crate) mod serve;
mod usage;
mod watchdog;
pub(crate) mod wire;
