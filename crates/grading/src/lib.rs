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
mod clause;
mod compare;
mod convert;
mod edges;
mod exercise;
pub mod figure;
mod function;
mod judge;
mod known;
mod learner;
mod limits;
mod mistake;
mod naming;
mod panics;
mod part;
mod printed;
mod probe;
mod proof;
mod records;
mod saying;
mod serve;
mod sketch;
mod term;
mod usage;
mod value;
mod verdict;
mod wire;

pub use answers::{Answer, Answers, Function, Handler, Outcome};
pub use asked::{Asked, Complaint};
pub use chapter::{Chapter, DEFAULT_SEED, Examined};
pub use clause::{Clause, Miss};
pub use convert::{FromValue, IntoArguments, IntoValue};
pub use exercise::Exercise;
pub use function::{Curve, Gradient2, GradientN, Look, Looks, ManyVariables, Surface};
pub use learner::{Failure, Learner, Respondent};
pub use limits::{GivenUp, Limits};
pub use mistake::{Mistake, Slip, Variant, slip};
pub use part::{Kind, Part, arrow, list, number, other};
pub use probe::{Probe, Probes};
pub use proof::{Counts, MISTAKE_SEEDS, Proof, VARIANT_SEEDS, prove};
pub use serve::serve;
pub use sketch::Sketch;
pub use term::{Term, monomials, monomials_times, term};
pub use value::{Nested, Value, number_text};
pub use verdict::{Edge, Named, Shown, Status, Verdict};
