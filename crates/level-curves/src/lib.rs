//! The chapter on level curves: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure. Few answers here are
//! unique: a tangent may point either way, a curve may be walked from either side. So most exercises measure what
//! makes an answer right instead of comparing it with one.

use nabla_grading::Chapter;

mod cell_segments;
mod contour;
mod ellipse_point;
mod fields;
mod pictures;
mod steepness_from_map;
mod tangent;
mod to_level;
mod trace;

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_level_curves::chapter();
/// assert_eq!(chapter.exercises[0].name, "tangent");
/// assert!(chapter.exercise("tangent").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "level-curves",
        title: "Level curves",
        exercises: vec![
            tangent::exercise(),
            ellipse_point::exercise(),
            to_level::exercise(),
            trace::exercise(),
            cell_segments::exercise(),
            contour::exercise(),
            steepness_from_map::exercise(),
        ],
    }
}
