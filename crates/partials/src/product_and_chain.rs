//! Both partials of a product whose factors both move.
//!
//! ```text
//! f(x, y) = x·eˣʸ        ∂f/∂x = (1 + xy)·eˣʸ        ∂f/∂y = x²·eˣʸ
//! ```
//!
//! (2, 0.5) and (3, −1) tell the mistakes apart; on the axes eˣʸ is 1, which is easy to reckon. Where 1 + xy is 0, or
//! x is, a slope of 0 shows the rounding of a difference quotient. The truth is by dual numbers.

use crate::anywhere::{every_point, exact};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, monomials, monomials_times, number, number_text};

/// The exercise `product_and_chain`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| {
        (nabla_truth::partial(&Field::Growth, &[x, y], 0), nabla_truth::partial(&Field::Growth, &[x, y], 1))
    };
    let mut terms = monomials_times("exp(xy)", |p| (p[0] * p[1]).exp(), &["x", "y"], 3);
    terms.extend(monomials(&["x", "y"], 2));
    // As far as exp(xy) fits into a number.
    let places = [(2.0, 200.0), (200.0, 2.0), (300.0, -1.0), (5.0, 3.0), (4.0, -7.0), (-10.0, -10.0), (30.0, 20.0)];
    let far = places.into_iter().fold(every_point((f64::NAN, f64::NAN)), Clause::at);
    let exercise = Exercise::new("product_and_chain", "both slopes of f(x, y) = x·exp(xy): along x, then along y")
        .probes(|ask| {
            ask.at((2.0, 0.5));
            ask.at((3.0, -1.0));
            ask.at((-2.0, 1.0));
            ask.at((2.0, 0.0));
            ask.at((0.0, 3.0));
            ask.at((-1.0, 1.0));
            // Where one of the slopes is 0 a difference quotient shows its rounding.
            ask.at((2.0, -0.5));
            ask.at((-4.0, 0.25));
            ask.random(32, |draw| (draw.number(-2.5, 2.5), draw.number(-2.5, 2.5)));
        })
        .truth(truth)
        .size(|x: f64, y: f64| (1.0 + (x * y).abs() + x * x) * (x * y).exp())
        .parts([number("∂f/∂x"), number("∂f/∂y")])
        .terms(terms)
        .overall(move |asked| exact(asked, truth))
        .clause(far)
        .variant("a common factor", |x: f64, y: f64| {
            let e = (x * y).exp();
            (e * (1.0 + x * y), e * x * x)
        })
        .variant("by way of f", |x: f64, y: f64| {
            let f = x * (x * y).exp();
            ((x * y).exp() + y * f, x * f)
        })
        .variant("dual numbers", truth)
        .hints([
            "x stands in two places: as a factor, and in the exponent. \
             Along x both of them move; along y only one does.",
            "Along x use the product rule: (u·v)' = u'·v + u·v', with u = x and v = exp(xy). \
             Each v' needs the chain rule.",
            "The chain rule gives exp(xy) times the slope of xy: that is y when x moves, and x when y moves.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    let e = |x: f64, y: f64| (x * y).exp();
    // With something else in the place of exp(xy).
    let with = |e: fn(f64, f64) -> f64| move |x: f64, y: f64| ((1.0 + x * y) * e(x, y), x * x * e(x, y));
    let (along_x, along_y) = ("∂f/∂x", "∂f/∂y");
    exercise
        .mistake_in(
            along_x,
            "forgot the product rule",
            move |x: f64, y: f64| x * y * e(x, y),
            "At y = 0 the function is simply x, with slope 1. What does yours say there?",
        )
        .mistake_in(
            along_x,
            "forgot the chain rule along x",
            move |x: f64, y: f64| (1.0 + x) * e(x, y),
            "How fast does the exponent xy grow when x moves?",
        )
        .mistake_in(
            along_x,
            "multiplied the derivatives",
            move |x: f64, y: f64| y * e(x, y),
            "The derivative of a product is not the product of the derivatives: try x·x.",
        )
        .mistake_in(
            along_x,
            "x + y in place of 1 + xy",
            move |x: f64, y: f64| (x + y) * e(x, y),
            "The slope of the factor x is 1, and x itself stands beside the slope of exp(xy).",
        )
        .mistake_in(
            along_y,
            "forgot the chain rule along y",
            move |x: f64, y: f64| x * e(x, y),
            "exp keeps its form, but how fast does the exponent xy grow when y moves?",
        )
        .mistake(
            "brought the exponent down",
            move |x: f64, y: f64| (x * y * ((x * y - 1.0) * y).exp(), x * x * y * ((y - 1.0) * x).exp()),
            "The power rule is for xⁿ. Here the variable stands in the exponent, and the base is e.",
        )
        .mistake(
            "returned the height",
            move |x: f64, y: f64| (x * e(x, y), x * e(x, y)),
            "That is f itself, twice: how high it is, not how fast it changes.",
        )
        .mistake("dropped the exponential", with(|_, _| 1.0), "exp(xy) stays in every term: it is its own derivative.")
        .mistake("divided in the exponent", with(|x, y| (x / y).exp()), "The exponent is x times y; yours is x over y.")
        .mistake("added in the exponent", with(|x, y| (x + y).exp()), "The exponent is x times y; yours is x plus y.")
        .mistake("took powers of 10", with(|x, y| 10_f64.powf(x * y)), "exp has the base e, and yours has 10.")
        .mistake("cut the exponent", with(|x, y| (x.trunc() * y.trunc()).exp()), "`as i32` cuts decimals off.")
}

/// What the learner's formulas predict against what the true slopes are: right answers lie on the diagonal.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let right = sketch.slider("x", "moves the places where both are asked along x", 0.0, -0.6..=0.6);
    let up = sketch.slider("y", "moves them along y", 0.0, -0.6..=0.6);
    let places: Vec<(f64, f64)> = (0..9)
        .flat_map(|i| (0..7).map(move |j| (-1.4 + 0.35 * f64::from(i) + right, -0.9 + 0.3 * f64::from(j) + up)))
        .collect();
    sketch.preset("large x and y: the exponential takes over", Settings::default().number("x", 0.6).number("y", 0.6));
    let predicted: Option<(f64, f64)> = sketch.value((1.0, 0.5));
    sketch.predict(
        "f(x, y) = x·exp(xy). What is ∂f/∂x at (1, 0.5)? (exp(0.5) is 1.65.)",
        format!("yours is {}", number_text(predicted.map_or(f64::NAN, |slopes| slopes.0), Some(3))),
    );
    let yours: Vec<Option<(f64, f64)>> = sketch.values(places.clone());
    let truth: Vec<(f64, f64)> = places.iter().map(|place| sketch.truth(*place)).collect();
    let mut all_off = 0;
    let mut panel = |name: &str, pick: fn((f64, f64)) -> f64| {
        let points: Vec<(f64, f64)> =
            truth.iter().zip(&yours).map(|(truth, yours)| (pick(*truth), yours.map_or(f64::NAN, pick))).collect();
        let axis = Axis::around(format!("measured {name}"), truth.iter().map(|truth| pick(*truth)));
        // What the eye can tell.
        let off = points.iter().filter(|(x, y)| (x - y).abs() > 3e-3 * (axis.to - axis.from) || y.is_nan()).count();
        all_off += off;
        let ends = [(axis.from, axis.from), (axis.to, axis.to)];
        let up = Axis { label: format!("your {name}"), ..axis.clone() };
        let heading = if off == 0 {
            format!("{name}: all on the diagonal")
        } else {
            format!("{name}: {off} of {} off the diagonal", points.len())
        };
        Panel::new(axis, up)
            .heading(heading)
            .equal()
            .layer(Layer::line(Role::Truth, "where right answers lie", ends))
            .layer(Layer::points(Role::Learner, Mark::Dot, "your answers", points))
    };
    let panels = [panel("∂f/∂x", |slopes| slopes.0), panel("∂f/∂y", |slopes| slopes.1)];
    let title = match (sketch.is_right(), all_off) {
        (true, _) => "Your formulas predict every slope that is measured",
        (false, 0) => "Your formulas come near to these slopes, and are not right everywhere",
        (false, _) => "Your formulas predict other slopes than are measured",
    };
    panels.into_iter().fold(Figure::new(title), Figure::panel)
}
