//! The chapter on partial derivatives: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

mod f_x;
mod figures;

/// The exercises of this chapter, in the order in which they build on one another.
#[must_use]
pub fn chapter() -> Chapter {
    Chapter { name: "partials", title: "Partial derivatives", exercises: vec![f_x::exercise()] }
}
