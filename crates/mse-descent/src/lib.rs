//! The chapter on descending the mean squared error: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure. What they share: the data
//! that separate the mistakes (`data`), the contract on data (`owing`), the loss of a line with its slopes (`line`),
//! the slips in a mean over residuals (`slips`) and in a step (`steps`), and the loss as a landscape over (w, b)
//! (`valley`).

use nabla_grading::Chapter;

mod data;
mod descend;
mod descent_step;
mod line;
mod mse;
mod mse_gradient;
mod mse_gradient_matrix;
mod owing;
mod residuals;
mod slips;
mod standardise;
mod steps;
mod sweep;
mod valley;

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_mse_descent::chapter();
/// assert_eq!(chapter.exercises[0].name, "residuals");
/// assert!(chapter.exercise("residuals").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "mse-descent",
        title: "Descent on the mean squared error",
        exercises: vec![
            residuals::exercise(),
            mse::exercise(),
            mse_gradient::exercise(),
            descent_step::exercise(),
            descend::exercise(),
            sweep::exercise(),
            standardise::exercise(),
            mse_gradient_matrix::exercise(),
        ],
    }
}
