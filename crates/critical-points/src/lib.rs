//! The chapter on critical points: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;

mod bendings;
mod classify;
mod classify_2d;
mod curvature;
mod fields;
mod find_critical;
mod hessian_2d;
mod kinds;
mod landscape;
mod numeric_hessian;

/// Mistakes or slips in a row: what they are called, the code, and the sentence that helps.
type Table<Code, const N: usize> = [(&'static str, Code, &'static str); N];

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_critical_points::chapter();
/// assert_eq!(chapter.exercises[0].name, "hessian_2d");
/// assert!(chapter.exercise("hessian_2d").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "critical-points",
        title: "Critical points",
        exercises: vec![
            hessian_2d::exercise(),
            classify_2d::exercise(),
            curvature::exercise(),
            numeric_hessian::exercise(),
            classify::exercise(),
            find_critical::exercise(),
            landscape::exercise(),
        ],
    }
}
