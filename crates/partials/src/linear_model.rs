//! The tangent plane: what a surface does near a point, told by its two slopes there.
//!
//! ```text
//! L(q) = f(p) + f_x(p)·(q_x − p_x) + f_y(p)·(q_y − p_y),        f(q) − L(q) = O(‖q − p‖²)
//! ```

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// The exercise `linear_model`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "linear_model",
        "the height at q of the plane that touches a surface of slopes f_x, f_y and height f0 at p",
    )
    .probes(|ask| {
        // Example 1 at (2, 1): height 6, slopes 7 and 11.
        ask.at((6.0, 7.0, 11.0, V2::new(2.0, 1.0), V2::new(2.1, 1.2)));
        ask.at((6.0, 7.0, 11.0, V2::new(2.0, 1.0), V2::new(2.0, 1.0)));
        ask.at((5.0, 2.0, 3.0, V2::new(1.0, 4.0), V2::new(3.0, 9.0)));
        ask.at((0.0, 2.0, -3.0, V2::new(4.0, -2.0), V2::new(7.0, 2.0)));
        ask.random(32, |draw| {
            let mut number = || draw.number_off_zero(-5.0, 5.0, 0.2);
            (number(), number(), number(), V2::new(number(), number()), V2::new(number(), number()))
        });
    })
    // The height over p solves for the plane's constant first, which no solution does.
    .truth(|f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
        let constant = f0 - V2::new(f_x, f_y).dot(&p);
        constant + V2::new(f_x, f_y).dot(&q)
    })
    .terms(|f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
        f0.abs() + f_x.abs() * (p.x.abs() + q.x.abs()) + f_y.abs() * (p.y.abs() + q.y.abs())
    })
    .hints([
        "Start at the known height f0 and walk from p to q: how far do you go along x, and how far along y?",
        "Walking Δx along x on a plane of slope f_x changes the height by f_x·Δx. The same along y; add both.",
        "Δx is where you arrive minus where you started, q.x − p.x. Three terms are added in all.",
    ])
    .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "forgot the height at p",
            |_f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f_x * (q.x - p.x) + f_y * (q.y - p.y),
            "At q = p your plane has the height 0. Which height should it have there?",
        )
        .mistake(
            "walked backward",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * (p.x - q.x) + f_y * (p.y - q.y),
            "Take f_x = 1 and step to the right: does your plane climb? You walk from p to q.",
        )
        .mistake(
            "measured from the origin",
            |f0: f64, f_x: f64, f_y: f64, _p: V2, q: V2| f0 + f_x * q.x + f_y * q.y,
            "At q = p your plane should have the height f0; it only does when p is the origin. Distances count from p.",
        )
        .mistake(
            "swapped the slopes",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_y * (q.x - p.x) + f_x * (q.y - p.y),
            "Walk along x only: it is f_x that should tell how much you climb.",
        )
        .mistake(
            "forgot the step along y",
            |f0: f64, f_x: f64, _f_y: f64, p: V2, q: V2| f0 + f_x * (q.x - p.x),
            "Walk along y only: your plane stays level.",
        )
        .mistake(
            "forgot the step along x",
            |f0: f64, _f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_y * (q.y - p.y),
            "Walk along x only: your plane stays level.",
        )
        .mistake(
            "used the distance",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + (f_x + f_y) * (q - p).norm(),
            "A distance has no direction: step left and step right, and your plane climbs both times.",
        )
        .mistake(
            "took absolute steps",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * (q.x - p.x).abs() + f_y * (q.y - p.y).abs(),
            "Step back by one: a plane that climbs forward goes down backward. Yours climbs both ways.",
        )
        .mistake(
            "multiplied the steps",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * (q.x - p.x) * f_y * (q.y - p.y),
            "Walk along x only: one of your factors is 0 and you stay level. The two climbs are added.",
        )
        .mistake(
            "added a curve",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
                f0 + f_x * (q.x - p.x) + f_y * (q.y - p.y) + 0.5 * (q - p).norm_squared()
            },
            "A plane has no square in it: the second-order term comes later.",
        )
        .mistake(
            "mixed up the coordinates",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * (q.x - p.y) + f_y * (q.y - p.x),
            "Each step is measured in one coordinate: the x of q minus the x of p.",
        )
        .mistake(
            "subtracted one climb",
            |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * (q.x - p.x) - f_y * (q.y - p.y),
            "Along x your plane is right; along y it falls where it should climb.",
        )
        .mistake(
            "returned the height at p",
            |f0: f64, _f_x: f64, _f_y: f64, _p: V2, _q: V2| f0,
            "Your plane is level: the slopes have no say in it.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a dot product", |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + V2::new(f_x, f_y).dot(&(q - p)))
        .variant("fused", |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
            f_x.mul_add(q.x - p.x, f_y.mul_add(q.y - p.y, f0))
        })
        .variant("step by step", |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
            let step = q - p;
            [(f_x, step.x), (f_y, step.y)].iter().fold(f0, |height, (slope, step)| height + slope * step)
        })
}

/// How far the learner's plane is from the surface around p, and how that shrinks on the way to p.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_1();
    let p = V2::new(2.0, 1.0);
    let gap = |q: &V2, height: f64| (f.value(&[q.x, q.y]) - height).abs();
    let (x, y) = (Axis::new("x", 1.5, 2.5), Axis::new("y", 0.5, 1.5));
    let side = 41;
    let grid: Vec<V2> = (0..side * side)
        .map(|index| V2::new(1.5 + f64::from(index % side) / 40.0, 0.5 + f64::from(index / side) / 40.0))
        .collect();
    let heights = sketch.numbers(grid.iter().map(|q| (6.0, 7.0, 11.0, p, *q)));
    let values = grid.iter().zip(&heights).map(|(q, height)| gap(q, *height)).collect();
    let levels = vec![0.1, 0.5, 1.0, 2.0, 4.0, 8.0];
    let map = Layer::Map { columns: 41, values, levels, coloured: true, label: "gap".to_owned() };
    let along: Vec<(f64, V2)> = (0..8).map(|k| 0.5_f64.powi(k)).map(|s| (s, p + s * V2::new(0.8, 0.6))).collect();
    let yours = sketch.numbers(along.iter().map(|(_, q)| (6.0, 7.0, 11.0, p, *q)));
    let gaps: Vec<(f64, f64)> = along.iter().zip(&yours).map(|((s, q), height)| (*s, gap(q, *height))).collect();
    let truth: Vec<(f64, f64)> =
        along.iter().map(|(s, q)| (*s, gap(q, sketch.truth((6.0, 7.0, 11.0, p, *q))))).collect();
    let ratio = gaps[6].1 / gaps[7].1;
    let above = Panel::new(x, y)
        .heading("How far your plane is from the surface")
        .equal()
        .layer(map)
        .layer(Layer::points(Role::Given, Mark::Dot, "p, where they should touch", [(p.x, p.y)]));
    let beside = Panel::new(Axis::log("distance from p", 5e-3, 1.5), Axis::log("gap", 1e-5, 30.0))
        .heading(format!(
            "Half the distance: {} of the gap",
            if ratio.is_finite() { format!("1/{}", number_text(ratio, Some(2))) } else { "?".to_owned() }
        ))
        .layer(Layer::line(Role::Truth, "the touching plane", truth))
        .layer(Layer::line(Role::Learner, "your plane", gaps.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", gaps));
    let title = if sketch.is_right() {
        "Your plane touches: the gap quarters when the distance halves"
    } else {
        "Your plane does not touch the surface at p: its gap does not quarter when the distance halves"
    };
    Figure::new(title).panel(above).panel(beside)
}
