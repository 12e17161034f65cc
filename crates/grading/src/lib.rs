//! Asks a learner's program, judges its answers, names the mistake. Knows no chapter and draws nothing.
//!
//! The flow goes one way. A learner's process [`serve`]s a table of [`Answers`]; a [`Learner`] starts it, puts
//! probes and collects what comes back; an [`Exercise`] compares that with its truth, looks for a known mistake and
//! gives a [`Verdict`] and a [`figure::Figure`], both plain data.
//!
//! **The trust rule.** The learner's code answers probes in a process of its own and does nothing else. The verdict is
//! computed here, on the other side of the channel; exit codes and printed text are never evidence.

mod answers;
mod asked;
mod channel;
mod chapter;
mod compare;
mod convert;
mod exercise;
pub mod figure;
mod function;
mod judge;
mod learner;
mod limits;
mod panics;
mod printed;
mod probe;
mod proof;
mod records;
mod relations;
mod serve;
mod sketch;
mod usage;
mod value;
mod verdict;
mod wire;

pub use answers::{Answer, Answers, Function, Handler, Outcome};
pub use asked::{Asked, Complaint};
pub use chapter::{Chapter, DEFAULT_SEED, Examined};
pub use convert::{FromValue, IntoArguments, IntoValue};
pub use exercise::{Exercise, Mistake, Variant};
pub use function::{Curve, Gradient2, GradientN, Look, Looks, ManyVariables, Surface};
pub use learner::{Failure, Learner, Respondent};
pub use limits::{GivenUp, Limits};
pub use probe::{Probe, Probes};
pub use proof::{MISTAKE_SEEDS, VARIANT_SEEDS, faults};
pub use serve::serve;
pub use sketch::Sketch;
pub use value::{Nested, Value, number_text};
pub use verdict::{Named, Shown, Status, Verdict};
