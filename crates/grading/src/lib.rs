//! Asks a learner's program, judges its answers, names the mistake. Knows no chapter and draws nothing.
//!
//! The flow goes one way. A learner's process [`serve`]s a table of [`Answers`]; a [`Learner`] starts it, puts
//! probes and collects what comes back; an [`Exercise`] compares that with its truth, looks for a known mistake and
//! gives a [`Verdict`] and a [`figure::Figure`], both plain data.
//!
//! An exercise is a page of a book. This one is judged here by asking plain functions, where a learner's process would stand:
//!
//! ```
//! use nabla_grading::{Exercise, Function, Status};
//! let exercise = Exercise::new("square", "x²")
//!     .probes(|ask| {
//!         ask.article((3.0,), 9.0);
//!         ask.random(20, |draw| (draw.number(-9.0, 9.0),));
//!     })
//!     .truth(|x: f64| x.powi(2))
//!     .mistake("doubled", |x: f64| 2.0 * x, "Times itself, not times two.");
//! let verdict = exercise.judge(&mut &Function::new(|x: f64| x + x), 1);
//! assert_eq!((verdict.status, verdict.mistake.expect("it is in the book").name.as_str()), (Status::Wrong, "doubled"));
//! assert!(exercise.judge(&mut &Function::new(|x: f64| x * x), 1).is_right());
//! ```
//!
//! The rooms, each of which uses only those before it: `answers` (what came back, and functions that can be asked), `process` (the
//! learner's program and whoever asks it), [`figure`], `exercise` (what is asked, what is true, which mistakes are known), `judging`
//! (verdicts and names), `chapter` and `self_check` (the proof that a book keeps its promises).
//!
//! **The trust rule.** The learner's code answers probes in a process of its own and does nothing else. The verdict is
//! computed here, on the other side of the channel; exit codes and printed text are never evidence.

mod answers;
mod chapter;
mod exercise;
pub mod figure;
mod judge_program;
mod judging;
mod live;
mod process;
mod self_check;

pub use answers::answer::{Answer, Outcome};
pub use answers::callable::{Function, Handler};
pub use answers::handed_over::{Curve, Gradient2, GradientN, ManyVariables, OfDuals, Surface};
pub use answers::looks::{Look, Looks};
pub use answers::matrices::{HessianN, Jacobian2, JacobianN, Map2, MapN};
pub use chapter::{Chapter, DEFAULT_SEED, Examined};
pub use exercise::Exercise;
pub use exercise::clause::{Clause, Miss};
pub use exercise::diagnosis::blamed;
pub use exercise::mistake::{Mistake, Slip, Variant, slip};
pub use exercise::nearly::exact_formula;
pub use exercise::observation::{Complaint, Observation};
pub use exercise::part::{Kind, Part, arrow, list, number, other};
pub use exercise::probe::{Probe, Probes};
pub use exercise::term::{Term, monomials, monomials_times, term};
pub use figure::sampler::Sketch;
pub use judge_program::{Description, Finding, JudgeError, JudgeSession, Painting, Task, judge_program};
pub use judging::verdict::{Edge, Named, Shown, Status, Verdict};
pub use live::{LivePicture, Moved};
pub use nabla_core::{FromValue, IntoArguments, IntoValue, Nested, Value, number_text};
pub use process::doorway::Answers;
pub use process::learner::{Learner, may_be_killed};
pub use process::limits::{GivenUp, Limits};
pub use process::respondent::{Failure, Respondent};
pub use process::serve::serve;
pub use process::wire::{WireError, read_frame, write_frame};
pub use self_check::{Counts, MISTAKE_SEEDS, Proof, VARIANT_SEEDS, prove};
