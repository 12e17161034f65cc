//! The chapter on the gradient: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

/// The exercises of this chapter, in the order in which they build on one another.
#[must_use]
pub fn chapter() -> Chapter {
    Chapter { name: "gradient", title: "The gradient", exercises: vec![] }
}
