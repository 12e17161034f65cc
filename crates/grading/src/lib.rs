//! Asks a learner's program, judges its answers, names the mistake. Knows no chapter and draws nothing.
//!
//! The flow goes one way. A learner's process [`serve`]s a table of [`Answers`]; a [`Learner`] starts it, puts
//! probes and collects what comes back; an [`Exercise`] compares that with its truth, looks for a known mistake and
//! gives a [`Verdict`] and a [`figure::Figure`], both plain data.
//!
//! **The trust rule.** The learner's code answers probes in a process of its own and does nothing else. The verdict is
//! computed here, on the other side of the channel; exit codes and printed text are never evidence.

mod answers;
mod chapter;
mod exercise;
pub mod figure;
mod judging;
mod process;
mod self_check;

pub use answers::answer::{Answer, Outcome};
pub use answers::callable::{Function, Handler};
pub use answers::handed_over::{Curve, Gradient2, GradientN, ManyVariables, Surface};
pub use answers::looks::{Look, Looks};
pub use chapter::{Chapter, DEFAULT_SEED, Examined};
pub use exercise::Exercise;
pub use exercise::asked::{Asked, Complaint};
pub use exercise::clause::{Clause, Miss};
pub use exercise::mistake::{Mistake, Slip, Variant, slip};
pub use exercise::part::{Kind, Part, arrow, list, number, other};
pub use exercise::probe::{Probe, Probes};
pub use exercise::term::{Term, monomials, monomials_times, term};
pub use figure::sampler::Sketch;
pub use judging::verdict::{Edge, Named, Shown, Status, Verdict};
pub use nabla_core::{FromValue, IntoArguments, IntoValue, Nested, Value, number_text};
pub use process::doorway::Answers;
pub use process::learner::Learner;
pub use process::limits::{GivenUp, Limits};
pub use process::respondent::{Failure, Respondent};
pub use process::serve::serve;
pub use self_check::{Counts, MISTAKE_SEEDS, Proof, VARIANT_SEEDS, prove};
