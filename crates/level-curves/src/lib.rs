//! The chapter on level curves: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

/// The exercises of this chapter, in the order in which they build on one another.
#[must_use]
pub fn chapter() -> Chapter {
    Chapter { name: "level-curves", title: "Level curves", exercises: vec![] }
}
