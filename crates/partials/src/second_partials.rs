//! The slopes of slopes of Example 1.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        f_xx = 2y        f_xy = 2x + 6y        f_yy = 6x
//! ```
//!
//! At (2, 1) they are 2, 10 and 12, all different. A second difference of f itself loses more digits than a formula
//! does, and shows far out; differences of the exact first slopes are right, for these are quadratic.

use crate::anywhere::{every_point, exact, telling_points};
use crate::figures::{Touch, touch_panel};
use nabla_core::Field;
use nabla_grading::figure::{Figure, Settings, point_text};
use nabla_grading::{Exercise, Sketch, monomials, number, number_text};

/// The exercise `second_partials`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| {
        let second = |i, j| nabla_truth::second_partial(&Field::example_1(), &[x, y], i, j);
        (second(0, 0), second(0, 1), second(1, 1))
    };
    let exercise = Exercise::new("second_partials", "f_xx, f_xy and f_yy of f(x, y) = x²y + 3xy² − 5y + 1")
        .probes(|ask| {
            ask.at((2.0, 1.0));
            telling_points(ask);
        })
        .truth(truth)
        .size(|x: f64, y: f64| 6.0 * (x.abs() + y.abs()))
        .parts([number("f_xx"), number("f_xy"), number("f_yy")])
        .terms(monomials(&["x", "y"], 3))
        .overall(move |asked| exact(asked, truth))
        .clause(every_point((f64::NAN, f64::NAN, f64::NAN)))
        .variant("factored", |x: f64, y: f64| (y + y, 2.0 * (x + 3.0 * y), 6.0 * x))
        .variant("the other order first", |x: f64, y: f64| {
            let f_yx = 6.0 * y + 2.0 * x;
            (2.0 * y, f_yx, 2.0 * 3.0 * x)
        })
        .variant("differences of the exact slopes", |x: f64, y: f64| {
            // f_x and f_y are quadratic, so a central difference of them is exact but for rounding.
            let f_x = |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y;
            let f_y = |x: f64, y: f64| x * x + 6.0 * x * y - 5.0;
            let (h, k) = (0.25 * x.abs().max(1.0), 0.25 * y.abs().max(1.0));
            let f_xx = (f_x(x + h, y) - f_x(x - h, y)) / (2.0 * h);
            let f_xy = (f_x(x, y + k) - f_x(x, y - k)) / (2.0 * k);
            (f_xx, f_xy, (f_y(x, y + k) - f_y(x, y - k)) / (2.0 * k))
        })
        .variant("dual numbers", truth)
        .hints([
            "First find f_x and f_y, as before. Each of them is again a function of x and y, \
             and both variables are free again.",
            "f_xx is the slope of f_x along x; f_xy is the slope of f_x along y; f_yy is the slope of f_y along y.",
            "f_x = 2xy + 3y². Along x, 3y² stands still and 2y is a factor; along y, both terms move.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake_in(
            "f_xy",
            "declared it zero",
            |_: f64, _: f64| 0.0,
            "The first derivative is done: now y is free to move again. Does f_x change when y does?",
        )
        .mistake_in(
            "f_xy",
            "held y fixed a second time",
            |_: f64, y: f64| 2.0 * y,
            "Your f_xy is the slope of f_x along x: this second derivative is along y, so now x is the one held fixed.",
        )
        .mistake_in(
            "f_xy",
            "forgot the power rule",
            |x: f64, y: f64| 2.0 * x + 3.0 * y * y,
            "3y² is still squared in your f_xy: what is its slope along y?",
        )
        .mistake_in(
            "f_xy",
            "multiplied the first partials",
            |x: f64, y: f64| (2.0 * x * y + 3.0 * y * y) * (x * x + 6.0 * x * y - 5.0),
            "f_xy is not f_x times f_y: it is the slope of f_x along y.",
        )
        .mistake_in(
            "f_xx",
            "stopped at f_x",
            |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y,
            "That is a first slope: f_xx is how f_x itself changes along x.",
        )
        .mistake_in(
            "f_xx",
            "squared f_x",
            |x: f64, y: f64| (2.0 * x * y + 3.0 * y * y).powi(2),
            "The 2 in ∂²f/∂x² counts derivatives; it is not a square.",
        )
        .mistake_in(
            "f_yy",
            "stopped at f_y",
            |x: f64, y: f64| x * x + 6.0 * x * y - 5.0,
            "That is a first slope: f_yy is how f_y itself changes along y.",
        )
        .mistake_in(
            "f_yy",
            "squared f_y",
            |x: f64, y: f64| (x * x + 6.0 * x * y - 5.0).powi(2),
            "The 2 in ∂²f/∂y² counts derivatives; it is not a square.",
        )
}

/// Each first slope along the line on which its own slope is asked: a right answer touches.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = moved(sketch);
    let nothing = (f64::NAN, f64::NAN, f64::NAN);
    let yours: (f64, f64, f64) = sketch.value((x, y)).unwrap_or(nothing);
    let truth: (f64, f64, f64) = sketch.truth((x, y));
    let slope = |x: f64, y: f64, i: usize| nabla_truth::partial(&Field::example_1(), &[x, y], i);
    let panel = |name: &str, variable, height, at, window, (slope, truth): (f64, f64), curve: &dyn Fn(f64) -> f64| {
        let heading = format!("your {name} = {}", number_text(slope, Some(4)));
        touch_panel(&Touch { variable, height, heading, at, window, slope, truth }, curve)
    };
    let pairs = [(yours.0, truth.0), (yours.1, truth.1), (yours.2, truth.2)];
    let touches = |(yours, truth): (f64, f64)| (yours - truth).abs() <= 0.02 * truth.abs().max(1.0);
    let names = ["f_xx", "f_xy", "f_yy"].into_iter().zip(pairs);
    let crossing: Vec<&str> = names.filter(|(_, pair)| !touches(*pair)).map(|(name, _)| name).collect();
    let here = point_text((x, y));
    let title = match crossing.len() {
        0 if sketch.is_right() => "Each of your second slopes touches the first slope that it belongs to".to_owned(),
        0 => format!("At {here} your second slopes seem to touch; at other points they do not"),
        1 => format!("Your {} crosses the first slope that it belongs to, at {here}", crossing[0]),
        _ => format!("Your {} cross the first slopes that they belong to, at {here}", crossing.join(" and ")),
    };
    Figure::new(title)
        .panel(panel("f_xx", "x", "f_x", x, (1.0, 5.0), pairs[0], &|x| slope(x, y, 0)))
        .panel(panel("f_xy", "y", "f_x", y, (-4.0, 0.0), pairs[1], &|y| slope(x, y, 0)))
        .panel(panel("f_yy", "y", "f_y", y, (-4.0, 0.0), pairs[2], &|y| slope(x, y, 1)))
}

/// The point, as it was moved: x along the first panel, y along the second.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    const DEFAULT: (f64, f64) = (3.0, -2.0);
    let f_x = |x: f64, y: f64| nabla_truth::partial(&Field::example_1(), &[x, y], 0);
    let y = sketch.slider("y", "where the slopes are asked for, along y", DEFAULT.1, -4.0..=0.0);
    let x = sketch.point_on(0, "x", "where the slopes are asked for, along x", DEFAULT.0, 1.0..=5.0, |x| f_x(x, y));
    let at = |x: f64, y: f64| Settings::default().number("y", y).point("x", (x, f_x(x, y)));
    sketch.preset("f_xy is 0: f_x is level along y", at(3.0, -1.0));
    sketch.preset("y = 0: f_x is level along x", at(3.0, 0.0));
    let predicted: Option<(f64, f64, f64)> = sketch.value(DEFAULT);
    let f_xy = predicted.map_or(f64::NAN, |(_, f_xy, _)| f_xy);
    sketch.predict(
        "f_x = 2xy + 3y². How fast does f_x itself change along y at (3, −2)?",
        format!("your f_xy there is {}", number_text(f_xy, Some(4))),
    );
    (x, y)
}
