//! The chapter on partial derivatives: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

mod anywhere;
mod central_difference;
mod error_vs_step;
mod f_x;
mod f_y;
mod figures;
mod forward_difference;
mod linear_model;
mod partial;
mod product_and_chain;
mod second_partials;
mod slice_x;
mod stencil;

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_partials::chapter();
/// assert_eq!(chapter.exercises[0].name, "slice_x");
/// assert!(chapter.exercise("slice_x").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "partials",
        title: "Partial derivatives",
        exercises: vec![
            slice_x::exercise(),
            forward_difference::exercise(),
            central_difference::exercise(),
            error_vs_step::exercise(),
            f_x::exercise(),
            f_y::exercise(),
            product_and_chain::exercise(),
            partial::exercise(),
            second_partials::exercise(),
            linear_model::exercise(),
        ],
    }
}
