//! The slopes of slopes of Example 1.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        f_xx = 2y        f_xy = 2x + 6y        f_yy = 6x
//! ```

use crate::figures::{Touch, touch_panel};
use nabla_core::Field;
use nabla_grading::figure::Figure;
use nabla_grading::{Exercise, Sketch, number_text};

/// The exercise `second_partials`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| {
        let second = |i, j| nabla_truth::second_partial(&Field::example_1(), &[x, y], i, j);
        (second(0, 0), second(0, 1), second(1, 1))
    };
    let exercise = Exercise::new("second_partials", "f_xx, f_xy and f_yy of f(x, y) = x²y + 3xy² − 5y + 1")
        .probes(|ask| {
            ask.at((2.0, 1.0));
            ask.at((3.0, -4.0));
            ask.at((-2.0, 5.0));
            ask.at((0.5, -1.5));
            ask.at((3e6, -4e6));
            ask.random(32, |draw| (draw.number(-9.0, 9.0), draw.number(-9.0, 9.0)));
        })
        .truth(truth)
        .terms(|x: f64, y: f64| 6.0 * (x.abs() + y.abs()))
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
            "First find f_x and f_y, as before. Each of them is again a function of x and y, and both variables are free again.",
            "f_xx is the slope of f_x along x; f_xy is the slope of f_x along y; f_yy is the slope of f_y along y.",
            "f_x = 2xy + 3y². Along x, 3y² stands still and 2y is a factor; along y, both terms move.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "declared the mixed one zero",
            |x: f64, y: f64| (2.0 * y, 0.0, 6.0 * x),
            "The first derivative is done: now y is free to move again. Does f_x change when y does?",
        )
        .mistake(
            "held y fixed a second time",
            |x: f64, y: f64| (2.0 * y, 2.0 * y, 6.0 * x),
            "Your f_xy is f_xx again: the second derivative is along y, so now x is the one held fixed.",
        )
        .mistake(
            "swapped f_xx and f_yy",
            |x: f64, y: f64| (6.0 * x, 2.0 * x + 6.0 * y, 2.0 * y),
            "The right numbers, exchanged: f_xx comes first, f_yy last.",
        )
        .mistake(
            "forgot the second term of f_xy",
            |x: f64, y: f64| (2.0 * y, 2.0 * x, 6.0 * x),
            "f_x has two terms with a y in it: your f_xy has kept one of them.",
        )
        .mistake(
            "forgot the first term of f_xy",
            |x: f64, y: f64| (2.0 * y, 6.0 * y, 6.0 * x),
            "f_x has two terms with a y in it: the one that also holds x has got lost.",
        )
        .mistake(
            "forgot the power rule in f_xy",
            |x: f64, y: f64| (2.0 * y, 2.0 * x + 3.0 * y * y, 6.0 * x),
            "3y² is still squared in your f_xy: what is its slope along y?",
        )
        .mistake(
            "forgot the factors 2",
            |x: f64, y: f64| (y, x + 3.0 * y, 3.0 * x),
            "Everything is half of what it should be: the power rule brings the exponent down as a factor.",
        )
        .mistake(
            "stopped at the first partials",
            |x: f64, y: f64| (2.0 * x * y + 3.0 * y * y, 2.0 * x + 6.0 * y, x * x + 6.0 * x * y - 5.0),
            "f_xy is right, the outer two are first slopes: f_xx is how f_x itself changes along x.",
        )
        .mistake(
            "multiplied the first partials",
            |x: f64, y: f64| (2.0 * y, (2.0 * x * y + 3.0 * y * y) * (x * x + 6.0 * x * y - 5.0), 6.0 * x),
            "f_xy is not f_x times f_y: it is the slope of f_x along y.",
        )
        .mistake(
            "squared the first partials",
            |x: f64, y: f64| {
                ((2.0 * x * y + 3.0 * y * y).powi(2), 2.0 * x + 6.0 * y, (x * x + 6.0 * x * y - 5.0).powi(2))
            },
            "The 2 in ∂²f/∂x² counts derivatives; it is not a square.",
        )
        .mistake(
            "kept −5 in f_yy",
            |x: f64, y: f64| (2.0 * y, 2.0 * x + 6.0 * y, 6.0 * x - 5.0),
            "f_y has a constant −5: what is the slope of a constant?",
        )
        .mistake(
            "kept x² in f_yy",
            |x: f64, y: f64| (2.0 * y, 2.0 * x + 6.0 * y, x * x + 6.0 * x),
            "In f_y the term x² does not move when y does.",
        )
        .mistake(
            "kept 3y² in f_xx",
            |x: f64, y: f64| (2.0 * y + 3.0 * y * y, 2.0 * x + 6.0 * y, 6.0 * x),
            "In f_x the term 3y² does not move when x does.",
        )
}

/// Each first slope along the line on which its own slope is asked: a right answer touches.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = (3.0, -2.0);
    let nothing = (f64::NAN, f64::NAN, f64::NAN);
    let yours: (f64, f64, f64) = sketch.value((x, y)).unwrap_or(nothing);
    let truth: (f64, f64, f64) = sketch.truth((x, y));
    let slope = |x: f64, y: f64, i: usize| nabla_truth::partial(&Field::example_1(), &[x, y], i);
    let panel = |name: &str, variable, height, at, reach, (slope, truth): (f64, f64), curve: &dyn Fn(f64) -> f64| {
        let heading = format!("your {name} = {}", number_text(slope, Some(4)));
        touch_panel(&Touch { variable, height, heading, at, reach, slope, truth }, curve)
    };
    let title = if sketch.is_right() {
        "Each of your second slopes touches the first slope that it belongs to"
    } else {
        "A second slope of yours crosses the first slope that it belongs to, at (3, −2)"
    };
    Figure::new(title)
        .panel(panel("f_xx", "x", "f_x", x, 2.0, (yours.0, truth.0), &|x| slope(x, y, 0)))
        .panel(panel("f_xy", "y", "f_x", y, 2.0, (yours.1, truth.1), &|y| slope(x, y, 0)))
        .panel(panel("f_yy", "y", "f_y", y, 2.0, (yours.2, truth.2), &|y| slope(x, y, 1)))
}
