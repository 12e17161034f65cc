//! Both partials of a product whose factors both move.
//!
//! ```text
//! f(x, y) = x·eˣʸ        ∂f/∂x = (1 + xy)·eˣʸ        ∂f/∂y = x²·eˣʸ
//! ```

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch};

/// The exercise `product_and_chain`.
pub(crate) fn exercise() -> Exercise {
    let truth = |x: f64, y: f64| {
        (nabla_truth::partial(&Field::Growth, &[x, y], 0), nabla_truth::partial(&Field::Growth, &[x, y], 1))
    };
    let exercise = Exercise::new("product_and_chain", "both slopes of f(x, y) = x·exp(xy): along x, then along y")
        .probes(|ask| {
            ask.at((2.0, 0.5));
            ask.at((3.0, -1.0));
            ask.at((-2.0, 1.0));
            ask.at((2.0, 0.0));
            ask.at((0.0, 3.0));
            ask.at((-1.0, 1.0));
            // So steep that a difference quotient shows its step; the values are near 1e174 and far from overflow.
            ask.at((2.0, 200.0));
            ask.at((200.0, 2.0));
            ask.random(32, |draw| (draw.number(-2.5, 2.5), draw.number(-2.5, 2.5)));
        })
        .truth(truth)
        .terms(|x: f64, y: f64| (1.0 + (x * y).abs() + x * x) * (x * y).exp())
        .variant("a common factor", |x: f64, y: f64| {
            let e = (x * y).exp();
            (e * (1.0 + x * y), e * x * x)
        })
        .variant("two terms", |x: f64, y: f64| {
            let e = (x * y).exp();
            (e + x * y * e, x.powi(2) * e)
        })
        .variant("by way of f", |x: f64, y: f64| {
            let f = x * (x * y).exp();
            ((x * y).exp() + y * f, x * f)
        })
        .variant("dual numbers", truth)
        .hints([
            "x stands in two places: as a factor, and in the exponent. Along x both of them move; along y only one does.",
            "Along x use the product rule: (u·v)' = u'·v + u·v', with u = x and v = exp(xy). Each v' needs the chain rule.",
            "The chain rule gives exp(xy) times the slope of xy: that is y when x moves, and x when y moves.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    let e = |x: f64, y: f64| (x * y).exp();
    exercise
        .mistake(
            "forgot the product rule",
            move |x: f64, y: f64| (x * y * e(x, y), x * x * e(x, y)),
            "At y = 0 the function is simply x, with slope 1. What does your first answer say there?",
        )
        .mistake(
            "forgot that the exponent moves",
            move |x: f64, y: f64| (e(x, y), x * x * e(x, y)),
            "Your first answer treats exp(xy) as a constant, yet x stands in the exponent too.",
        )
        .mistake(
            "forgot the chain rule",
            move |x: f64, y: f64| ((1.0 + x) * e(x, y), x * e(x, y)),
            "exp keeps its form, but what stands inside it moves too: how fast does xy grow?",
        )
        .mistake(
            "forgot the chain rule along y",
            move |x: f64, y: f64| ((1.0 + x * y) * e(x, y), x * e(x, y)),
            "Your first answer is right. In the second, how fast does the exponent xy grow when y moves?",
        )
        .mistake(
            "forgot the chain rule along x",
            move |x: f64, y: f64| ((1.0 + x) * e(x, y), x * x * e(x, y)),
            "Your second answer is right. In the first, how fast does the exponent xy grow when x moves?",
        )
        .mistake(
            "multiplied the derivatives",
            move |x: f64, y: f64| (y * e(x, y), x * x * e(x, y)),
            "The derivative of a product is not the product of the derivatives: try x·x.",
        )
        .mistake(
            "the other variable came down",
            move |x: f64, y: f64| ((1.0 + x * y) * e(x, y), x * y * e(x, y)),
            "Along y, the exponent xy grows by x for each unit of y; you multiplied by y.",
        )
        .mistake(
            "used the product rule along y too",
            move |x: f64, y: f64| ((1.0 + x * y) * e(x, y), (1.0 + x * x) * e(x, y)),
            "Along y the factor x in front stands still: does it add a term of its own?",
        )
        .mistake(
            "swapped the two slopes",
            move |x: f64, y: f64| (x * x * e(x, y), (1.0 + x * y) * e(x, y)),
            "The right numbers, exchanged: the slope along x comes first.",
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
        .mistake(
            "a minus in the product rule",
            move |x: f64, y: f64| ((1.0 - x * y) * e(x, y), x * x * e(x, y)),
            "The product rule adds its two terms; the minus belongs to the quotient rule.",
        )
}

/// What the learner's formulas predict against what the true slopes are: right answers lie on the diagonal.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let places: Vec<(f64, f64)> =
        (0..9).flat_map(|i| (0..7).map(move |j| (-1.4 + 0.35 * f64::from(i), -0.9 + 0.3 * f64::from(j)))).collect();
    let yours: Vec<Option<(f64, f64)>> = sketch.values(places.clone());
    let truth: Vec<(f64, f64)> = places.iter().map(|place| sketch.truth(*place)).collect();
    let panel = |name: &str, pick: fn((f64, f64)) -> f64| {
        let points: Vec<(f64, f64)> =
            truth.iter().zip(&yours).map(|(truth, yours)| (pick(*truth), yours.map_or(f64::NAN, pick))).collect();
        let off = points.iter().filter(|(x, y)| (x - y).abs() > 1e-9 * (1.0 + x.abs()) || y.is_nan()).count();
        let axis = Axis::around(format!("measured {name}"), truth.iter().map(|truth| pick(*truth)));
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
    let title = if sketch.is_right() {
        "Your formulas predict every slope that is measured"
    } else {
        "Your formulas predict other slopes than are measured"
    };
    Figure::new(title).panel(panel("∂f/∂x", |slopes| slopes.0)).panel(panel("∂f/∂y", |slopes| slopes.1))
}
