//! The chapter on the directional derivative: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure.

use nabla_grading::Chapter;
use nalgebra::Vector2;

mod direction;
mod directional;
mod directional_difference;
mod fan;
mod fans;
mod flat_directions;
mod gradient_from_slopes;
mod measure;
mod steepest_by_fan;
mod unit;

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_directional_derivative::chapter();
/// assert_eq!(chapter.exercises[0].name, "unit");
/// assert!(chapter.exercise("unit").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "directional-derivative",
        title: "The directional derivative",
        exercises: vec![
            unit::exercise(),
            directional::exercise(),
            directional_difference::exercise(),
            fan::exercise(),
            steepest_by_fan::exercise(),
            flat_directions::exercise(),
            gradient_from_slopes::exercise(),
        ],
    }
}

/// Whether a vector points anywhere: finite, and not zero.
fn points_somewhere(v: Vector2<f64>) -> bool {
    v.iter().all(|part| part.is_finite()) && v != Vector2::zeros()
}

/// The unit vector at an angle.
fn at_angle(angle: f64) -> Vector2<f64> {
    Vector2::new(angle.cos(), angle.sin())
}
