//! The chapter on automatic differentiation: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure. What they share: slopes by
//! the complex step, to which all rules are held (`complex_step`), tapes with their values and adjoints (`tape`), which
//! step of one is to blame (`blame`), the picture of one (`graph`), and a recording of the loss (`recording`).

use nabla_grading::Chapter;

mod backward;
mod blame;
mod complex_step;
mod dual_arithmetic;
mod dual_functions;
mod evaluate;
mod forward_gradient;
mod graph;
mod loss_tape;
mod recording;
mod snippet;
mod tape;

/// Mistakes or slips in a row: what they are called, the code, and the sentence that helps.
type Table<Code, const N: usize> = [(&'static str, Code, &'static str); N];

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_autodiff::chapter();
/// assert_eq!(chapter.exercises[0].name, "dual_arithmetic");
/// assert!(chapter.exercise("backward").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "autodiff",
        title: "Automatic differentiation",
        exercises: vec![
            dual_arithmetic::exercise(),
            dual_functions::exercise(),
            forward_gradient::exercise(),
            evaluate::exercise(),
            backward::exercise(),
            loss_tape::exercise(),
            snippet::exercise(),
        ],
    }
}
