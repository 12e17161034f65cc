//! Freezing one variable: a surface becomes a curve.
//!
//! ```text
//! g(x) = f(x, y₀)
//! ```
//!
//! Example 1 at (2, 1) is the article's: 6, where swapped arguments give 5. A point on each axis of the bowl x² + 4y²
//! tells which variable was frozen, and seeded surfaces leave no formula to write down instead of asking f.

use crate::stencil::on_the_slice;
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, spread};
use nabla_grading::{Clause, Exercise, Sketch, Surface, Value, number, number_text};

/// The exercise `slice_x`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("slice_x", "the height of the slice y = y0 through the surface f, at x")
        .probes(|ask| {
            ask.article((Field::example_1(), 2.0, 1.0), 6.0);
            ask.at((Field::example_1(), 3.0, -4.0));
            ask.at((Field::bowl(1.0, 4.0), 2.0, 3.0));
            ask.at((Field::bowl(1.0, 4.0), 5.0, 0.0));
            ask.at((Field::bowl(1.0, 4.0), 0.0, 5.0));
            ask.random(24, |draw| (draw.surface(), draw.number(-3.0, 3.0), draw.number(-3.0, 3.0)));
        })
        .truth(|f: Field, x: f64, y0: f64| f.value(&[x, y0]))
        .size(|f: Field, x: f64, y0: f64| f.size(&[x, y0]))
        .parts([number("the height")])
        .overall(on_the_slice)
        .clause(
            Clause::new("any x, any y0", "The slice goes on: at the origin, and far from it.")
                .at((Field::example_1(), 0.0, 0.0))
                .at((Field::example_1(), 4000.0, -300.0))
                .at((Field::example_1(), -3e7, 2e8))
                .at((Field::bowl(1.0, 4.0), 5e30, -3e30))
                .missed_at("stayed near", |asked| vec![asked[0].clone(), Value::Number(5.0), Value::Number(5.0)], ""),
        )
        .variant("a closure that froze y", |f: Surface, x: f64, y0: f64| {
            let g = |x: f64| f.at(x, y0);
            g(x)
        })
        .variant("an array of arguments", |f: Surface, x: f64, y0: f64| {
            let [a, b] = [x, y0];
            f.at(a, b)
        })
        .hints([
            "A slice is what is left of a surface when one of its variables has become a plain number.",
            "You are given a function of two numbers and exactly two numbers. One of them is the frozen one.",
            "Call f once. Its first argument runs along the slice, its second one is frozen.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "swapped the arguments",
            |f: Surface, x: f64, y0: f64| f.at(y0, x),
            "Read f(first, second): which of your two numbers moves along the slice, and which one is frozen?",
        )
        .mistake(
            "froze y at zero",
            |f: Surface, x: f64, _y0: f64| f.at(x, 0.0),
            "Your slice always runs along the x-axis. At which height of y was it meant to be cut?",
        )
        .mistake(
            "froze y at one",
            |f: Surface, x: f64, _y0: f64| f.at(x, 1.0),
            "That is the slice of the worked example, whatever y0 is asked for.",
        )
        .mistake(
            "moved along the diagonal",
            |f: Surface, x: f64, _y0: f64| f.at(x, x),
            "Both arguments of f move in your slice: one of them was to stand still.",
        )
        .mistake(
            "froze x instead of y",
            |f: Surface, _x: f64, y0: f64| f.at(0.0, y0),
            "You walk along the line x = 0. Along a slice y = y0 it is x that moves.",
        )
        .mistake(
            "subtracted the start of the slice",
            |f: Surface, x: f64, y0: f64| f.at(x, y0) - f.at(0.0, y0),
            "You give the climb since x = 0; the slice is the height itself.",
        )
}

/// The surface from above with the cut, and the slice beside it.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_1();
    let y0 = sketch.slider("y0", "where the surface is cut", 1.5, -3.0..=3.0);
    sketch.preset("y = 0, on the axis: a level slice", Settings::default().number("y0", 0.0));
    sketch.preset("y = −2: the slice bends the other way", Settings::default().number("y0", -2.0));
    let predicted = sketch.number((f.clone(), 2.0, 1.5));
    sketch.predict(
        "f(x, y) = x²y + 3xy² − 5y + 1 is cut at y = 1.5. How high is the slice at x = 2?",
        format!("your slice gives {}", number_text(predicted, Some(4))),
    );
    let cut = number_text(y0, Some(3));
    let xs = spread(-3.0, 3.0, 121);
    let yours = sketch.numbers(xs.iter().map(|x| (f.clone(), *x, y0)));
    let truth: Vec<f64> = xs.iter().map(|x| f.value(&[*x, y0])).collect();
    let (x, y) = (Axis::new("x", -3.0, 3.0), Axis::new("y", -3.0, 3.0));
    let map = Layer::map(&x, &y, (81, 81), &[-40.0, -20.0, -10.0, 0.0, 10.0, 20.0, 40.0], |x, y| f.value(&[x, y]));
    let above = Panel::new(x.clone(), y)
        .heading(format!("The surface from above, cut at y = {cut}"))
        .equal()
        .layer(map)
        .layer(Layer::line(Role::Given, "the cut", [(-3.0, y0), (3.0, y0)]));
    let points = |heights: &[f64]| xs.iter().copied().zip(heights.iter().copied()).collect::<Vec<_>>();
    let beside = Panel::new(x, Axis::around(format!("f(x, {cut})"), truth.iter().copied()))
        .heading("What is seen along the cut")
        .layer(Layer::line(Role::Truth, "the surface along the cut", points(&truth)))
        .layer(Layer::line(Role::Learner, "your slice", points(&yours)));
    let title = if sketch.is_right() {
        "Your slice follows the surface along the cut"
    } else if yours == truth {
        "Along this cut your slice is right; along others it is not"
    } else {
        "Your slice is not what the surface does along the cut"
    };
    Figure::new(title).panel(above).panel(beside)
}
