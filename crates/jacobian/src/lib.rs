//! The chapter on the Jacobian: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure. Maps have more outputs than
//! inputs, or fewer, wherever a matrix on its side would pass otherwise.

use nabla_grading::Chapter;

mod chain_jacobian;
mod jvp;
mod layer_jacobian;
mod maps;
mod newton_2d;
mod numeric_jacobian;
mod polar_jacobian;
mod vjp;

/// Mistakes or slips in a row: what they are called, the code, and the sentence that helps.
type Table<Code, const N: usize> = [(&'static str, Code, &'static str); N];

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_jacobian::chapter();
/// assert_eq!(chapter.exercises[0].name, "polar_jacobian");
/// assert!(chapter.exercise("polar_jacobian").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "jacobian",
        title: "The Jacobian",
        exercises: vec![
            polar_jacobian::exercise(),
            numeric_jacobian::exercise(),
            jvp::exercise(),
            vjp::exercise(),
            chain_jacobian::exercise(),
            layer_jacobian::exercise(),
            newton_2d::exercise(),
        ],
    }
}
