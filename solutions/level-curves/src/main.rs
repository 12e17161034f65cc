//! The doorway, one and the same in exercises/ and solutions/: which function answers for which exercise. There is nothing to write
//! here; `cargo xtask stub` copies it from solutions/.

#![forbid(unsafe_code)]

mod cell_segments;
mod contour;
mod ellipse_point;
mod steepness_from_map;
mod tangent;
mod to_level;
mod trace;

use nabla_grading::{Answers, Gradient2, Surface, serve};
use nalgebra::Vector2;
use std::process::ExitCode;

fn main() -> ExitCode {
    let to_level = |f: Surface, gradient: Gradient2, p: Vector2<f64>, level: f64, steps: usize| {
        to_level::to_level(f.as_fn(), gradient.as_fn(), p, level, steps)
    };
    let trace = |f: Surface, gradient: Gradient2, start: Vector2<f64>, step: f64, max_points: usize| {
        trace::trace(f.as_fn(), gradient.as_fn(), start, step, max_points)
    };
    let contour =
        |f: Surface, x: (f64, f64), y: (f64, f64), n: usize, level: f64| contour::contour(f.as_fn(), x, y, n, level);
    let answers = Answers::new()
        .answer("tangent", tangent::tangent)
        .answer("ellipse_point", ellipse_point::ellipse_point)
        .answer("to_level", to_level)
        .answer("trace", trace)
        .answer("cell_segments", cell_segments::cell_segments)
        .answer("contour", contour)
        .answer("steepness_from_map", steepness_from_map::steepness_from_map);
    serve(&answers)
}
