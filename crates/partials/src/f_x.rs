//! ∂f/∂x of Example 1, by hand.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        ∂f/∂x = 2xy + 3y²
//! ```
//!
//! At the worked example (2, 1) both 2x = x² and y = y²: some of the mistakes below give exactly 7 there. (3, −4) and
//! (−2, 5) each tell them all apart. The truth is by dual numbers, which share no rule with a learner's formula.

use crate::anywhere::{SWITCHED, every_point, exact, no_single_slope, switched, telling_points};
use crate::figures::slices_figure;
use nabla_core::Field;
use nabla_grading::{Exercise, monomials, number};

/// The exercise `f_x`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| nabla_truth::partial(&Field::example_1(), &[x, y], 0);
    let exercise = Exercise::new("f_x", "the slope of f(x, y) = x²y + 3xy² − 5y + 1 along x, as a formula in x and y")
        .probes(|ask| {
            ask.article((2.0, 1.0), 7.0);
            telling_points(ask);
        })
        .truth(truth)
        // Of all that a formula may add up on its way: 3(y + x/3)² − x²/3 has terms in x² that cancel.
        .size(|x: f64, y: f64| x * x + 3.0 * y * y)
        .parts([number("∂f/∂x")])
        .terms(monomials(&["x", "y"], 3))
        .overall(move |asked| exact(asked, truth))
        .clause(every_point(f64::NAN))
        .variant("factored", |x: f64, y: f64| y * (2.0 * x + 3.0 * y))
        .variant("Horner, fused", |x: f64, y: f64| y.mul_add(3.0 * y, 2.0 * x * y))
        .variant("powers", |x: f64, y: f64| 2.0 * x.powi(1) * y.powf(1.0) + 3.0 * y.powf(2.0))
        .variant("dual numbers", truth)
        .hints([
            "Hold y fixed: read f as a function of x alone, in which y is a number such as 10.",
            "Go term by term. x²y is (a number)·x²; 3xy² is (a number)·x; −5y and 1 do not contain x at all.",
            "The power rule turns x² into 2x and x into 1, and the factor in front stays: so x²y gives 2xy. \
             Do the same for 3xy².",
        ])
        .figure(|sketch| slices_figure(sketch, 0));
    no_single_slope(of_another_slope(in_a_rule(exercise)))
}

/// A rule of differentiation missed in one term, or in all.
fn in_a_rule(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "forgot the power rule",
            |x: f64, y: f64| x * x * y + 3.0 * y * y,
            "Your first term still grows like x². Compare its value at x = 3 and x = 6: should a slope do that?",
        )
        .mistake(
            "dropped the constant factor",
            |x: f64, y: f64| 2.0 * x + 3.0 * y * y,
            "Held fixed is not deleted. If y were 10, what would be the derivative of 10x²?",
        )
        .mistake(
            "differentiated both variables",
            |x: f64, y: f64| 2.0 * x + 6.0 * y,
            "You differentiated the y-parts too. Only one variable moves; the other is a number that you do not know.",
        )
        .mistake(
            "differentiated y² as well",
            |x: f64, y: f64| 2.0 * x * y + 6.0 * x * y,
            "In 3xy² it is y² that stands still, and x that moves: you let y move in that term.",
        )
        .mistake(
            "differentiated all of 3xy²",
            |x: f64, y: f64| 2.0 * x * y + 6.0 * y,
            "In 3xy² only x moves: y² is a number that you do not know, and stays as it is.",
        )
        .mistake(
            "kept the derivative of −5y",
            |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y - 5.0,
            "Nudge x only: which of your terms come from something that did not change?",
        )
        .mistake(
            "kept −5y",
            |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y - 5.0 * y,
            "Nudge x only: does −5y change? A term without x adds nothing to the slope along x.",
        )
        .mistake(
            "kept the exponent",
            |x: f64, y: f64| 2.0 * x * x * y + 3.0 * y * y,
            "The coefficient came down; check the power that is left behind.",
        )
        .mistake(
            "kept the exponent, and the x of 3xy²",
            |x: f64, y: f64| 2.0 * x * x * y + 3.0 * x * y * y,
            "The right coefficients, but no power of x went down: what is left of x² and of x after differentiating?",
        )
}

/// A slope of something else: of another slice, or of another function.
fn of_another_slope(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "differentiated along y",
            |x: f64, y: f64| x * x + 6.0 * x * y - 5.0,
            "That is a correct slope, of another slice: which variable moves here, and which is held fixed?",
        )
        .mistake(
            "swapped the arguments",
            |x: f64, y: f64| 2.0 * y * x + 3.0 * x * x,
            "x and y have changed places somewhere in your formula: ask yourself which one is squared at the end.",
        )
        .mistake(
            "put y = 1 in first",
            |x: f64, _y: f64| 2.0 * x + 3.0,
            "Right on the slice y = 1 only; your answer ignores y. Differentiate first, then put the numbers in.",
        )
        .mistake(
            "added x and y",
            |x: f64, y: f64| 2.0 * x + y + 3.0 * y * y,
            "One of your terms adds x and y, where f multiplies them.",
        )
        .mistake("took ^ for a power", |x: f64, y: f64| 2.0 * x * y + 3.0 * switched(y), SWITCHED)
}
