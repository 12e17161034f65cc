//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod directional;
mod directional_difference;
mod fan;
mod flat_directions;
mod gradient_from_slopes;
mod steepest_by_fan;
mod unit;

use nabla_grading::{Answers, Surface, serve};
use nalgebra::Vector2;
use std::process::ExitCode;

type V2 = Vector2<f64>;

fn main() -> ExitCode {
    let answers = Answers::new()
        .answer("unit", |v: V2| -> Option<V2> { unit::unit(v) })
        .answer("directional", |g: V2, v: V2| -> Option<f64> { directional::directional(g, v) })
        .answer("directional_difference", |f: Surface, p: V2, v: V2, h: f64| -> Option<f64> {
            directional_difference::directional_difference(f.as_fn(), p, v, h)
        })
        .answer("fan", |f: Surface, p: V2, n: usize, h: f64| -> Vec<(f64, f64)> { fan::fan(f.as_fn(), p, n, h) })
        .answer("steepest_by_fan", |f: Surface, p: V2, n: usize, h: f64| -> (f64, f64) {
            steepest_by_fan::steepest_by_fan(f.as_fn(), p, n, h)
        })
        .answer("flat_directions", |g: V2| -> Option<[V2; 2]> { flat_directions::flat_directions(g) })
        .answer("gradient_from_slopes", |directions: Vec<V2>, rates: Vec<f64>| -> Option<V2> {
            gradient_from_slopes::gradient_from_slopes(&directions, &rates)
        });
    serve(&answers)
}
