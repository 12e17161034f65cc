//! The chapter on descent on the mean squared error: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

/// The exercises of this chapter, in the order in which they build on one another.
#[must_use]
pub fn chapter() -> Chapter {
    Chapter { name: "mse-descent", title: "Descent on the mean squared error", exercises: vec![] }
}
