//! ∂f/∂y of Example 1, by hand.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        ∂f/∂y = x² + 6xy − 5
//! ```
//!
//! At the worked example (2, 1) both 2x = x² and y = y², so several mistakes give 11 there; (3, −4) and (−2, 5) tell
//! them apart.

use crate::anywhere::{SWITCHED, every_point, exact, no_single_slope, switched, telling_points};
use crate::figures::slices_figure;
use nabla_core::Field;
use nabla_grading::{Exercise, monomials, number};

/// The exercise `f_y`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| nabla_truth::partial(&Field::example_1(), &[x, y], 1);
    let exercise = Exercise::new("f_y", "the slope of f(x, y) = x²y + 3xy² − 5y + 1 along y, as a formula in x and y")
        .probes(|ask| {
            ask.article((2.0, 1.0), 11.0);
            telling_points(ask);
        })
        .truth(truth)
        // Of all that a formula may add up on its way: (x + 3y)² − 9y² − 5 has terms in y² that cancel.
        .size(|x: f64, y: f64| x * x + 9.0 * y * y + 5.0)
        .parts([number("∂f/∂y")])
        .terms(monomials(&["x", "y"], 3))
        .overall(move |asked| exact(asked, truth))
        .clause(every_point(f64::NAN))
        .variant("factored", |x: f64, y: f64| x * (x + 6.0 * y) - 5.0)
        .variant("fused", |x: f64, y: f64| x.mul_add(x, 6.0f64.mul_add(x * y, -5.0)))
        .variant("powers", |x: f64, y: f64| x.powf(2.0) + 3.0 * x * 2.0 * y.powi(1) - 5.0)
        .variant("dual numbers", truth)
        .hints([
            "Now x is the number that you do not know and must not touch; y moves.",
            "Go term by term. x²y is (a number)·y; 3xy² is (a number)·y²; −5y moves with y this time; 1 never moves.",
            "(a number)·y gives just the number, so x²y gives x². \
             Do the same for −5y, and use the power rule for 3xy².",
        ])
        .figure(|sketch| slices_figure(sketch, 1));
    no_single_slope(of_another_slope(in_a_rule(exercise)))
}

/// A rule of differentiation missed in one term, or in all.
fn in_a_rule(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "forgot the power rule",
            |x: f64, y: f64| x * x + 3.0 * x * y * y - 5.0,
            "One term still grows like y². Compare it at y = 3 and y = 6: should a slope do that?",
        )
        .mistake(
            "dropped −5",
            |x: f64, y: f64| x * x + 6.0 * x * y,
            "−5y does move when y moves, and by how much for each unit? It is not a constant this time.",
        )
        .mistake(
            "kept −5y",
            |x: f64, y: f64| x * x + 6.0 * x * y - 5.0 * y,
            "The slope of −5y is the same at every y. Is yours?",
        )
        .mistake(
            "dropped the factor held fixed",
            |x: f64, y: f64| 1.0 + 6.0 * y - 5.0 + 0.0 * x,
            "Held fixed is not deleted. If x were 10, what would be the derivative of 100y?",
        )
        .mistake(
            "differentiated both variables",
            |x: f64, y: f64| 2.0 * x + 6.0 * y - 5.0,
            "You differentiated the x-parts too. Only y moves; x is a number that you do not know.",
        )
        .mistake(
            "differentiated x² as well",
            |x: f64, y: f64| 2.0 * x + 6.0 * x * y - 5.0,
            "In x²y only y moves: x² is a number that you do not know, and stays as it is.",
        )
        .mistake(
            "kept the constant",
            |x: f64, y: f64| x * x + 6.0 * x * y - 5.0 + 1.0,
            "Lift the whole surface by 1: does any slope change?",
        )
        .mistake(
            "kept the exponent",
            |x: f64, y: f64| x * x + 6.0 * x * y * y - 5.0,
            "The coefficient came down; check the power that is left behind.",
        )
}

/// A slope of something else: of another slice, or of another function.
fn of_another_slope(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "differentiated along x",
            |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y,
            "That is a correct slope, of another slice: which variable moves here, and which is held fixed?",
        )
        .mistake(
            "swapped the arguments",
            |x: f64, y: f64| y * y + 6.0 * x * y - 5.0,
            "x and y have changed places somewhere in your formula: ask yourself which one is squared at the end.",
        )
        .mistake(
            "put x = 2 in first",
            |_x: f64, y: f64| 12.0 * y - 1.0,
            "Right on the slice x = 2 only; your answer ignores x. Differentiate first, then put the numbers in.",
        )
        .mistake(
            "added x and y",
            |x: f64, y: f64| x * x + 6.0 * x + y - 5.0,
            "One of your terms adds x and y, where f multiplies them.",
        )
        .mistake("took ^ for a power", |x: f64, y: f64| switched(x) + 6.0 * x * y - 5.0, SWITCHED)
}
