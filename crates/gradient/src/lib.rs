//! The chapter on the gradient: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

mod chain_gradient;
mod downhill_step;
mod gradient_2d;
mod gradient_3d;
mod gradient_check;
mod numeric_gradient;
mod steepest;

/// The exercises of this chapter, in the order in which they build on one another.
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "gradient",
        title: "The gradient",
        exercises: vec![
            gradient_2d::exercise(),
            steepest::exercise(),
            gradient_3d::exercise(),
            numeric_gradient::exercise(),
            gradient_check::exercise(),
            chain_gradient::exercise(),
            downhill_step::exercise(),
        ],
    }
}
