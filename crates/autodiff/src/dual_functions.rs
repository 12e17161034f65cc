//! Five functions of a number that carries its slope.
//!
//! ```text
//! f(x + pε) = f(x) + f'(x)·p·ε        aⁿ, eᵃ, ln a, sin a, tanh a
//! ```
//!
//! The slope p is 1 nowhere but where n = 0, so that a lost p shows; n is positive, negative and 0.

mod mistakes;

use crate::complex_step::{moving, seen};
use crate::graph::near;
use nabla_core::Dual;
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Panel, Role, Settings, spread};
use nabla_grading::{Exercise, Sketch, Term, other, term};

/// The five results.
const PARTS: [&str; 5] = ["aⁿ", "eᵃ", "ln a", "sin a", "tanh a"];

fn at(value: f64, slope: f64) -> Dual {
    Dual { value, slope }
}

fn truth(a: Dual, n: i32) -> [Dual; 5] {
    let a = moving(a);
    [a.powi(n), a.exp(), a.ln(), a.sin(), a.tanh()].map(seen)
}

/// The exercise `dual_functions`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("dual_functions", "aⁿ, eᵃ, ln a, sin a and tanh a of a number that carries its slope")
        .probes(|ask| {
            ask.at((at(1.3, 2.0), 3_i32));
            ask.at((at(0.5, -3.0), -2_i32));
            ask.at((at(2.0, 1.0), 0_i32));
            ask.at((at(2.0, 3.0), 1_i32));
            ask.at((at(3.0, -2.0), 2_i32));
            ask.at((at(2.0, 0.0), 3_i32));
            ask.random(24, |draw| {
                let n = i32::try_from(draw.integer(-4, 5)).unwrap_or(2);
                (at(draw.number(0.3, 2.8), draw.number_off_zero(-4.0, 4.0, 0.2)), n)
            });
        })
        .truth(truth)
        .parts(PARTS.map(other))
        .hints([
            "The outer function climbs at f'(value) there, and a itself moves \
             at its slope: how do the two speeds combine?",
            "For a power the exponent comes down as a factor, and is one less above. The exponential is its own slope.",
            "tanh' can be had from tanh itself: 1 − tanh². And ln' is 1/x, sin' is cos; all of them times `a.slope`.",
        ])
        .figure(draw);
    variants(mistakes::mistakes(with_terms(exercise)))
}

/// What the slopes of sin a and of tanh a may be made of.
fn with_terms(exercise: Exercise) -> Exercise {
    exercise
        .terms_in(
            "sin a",
            terms(
                [
                    "sin a in the value",
                    "p in the slope",
                    "p·sin a in the slope",
                    "p·cos a in the slope",
                    "cos a alone in the slope",
                ],
                f64::sin,
                f64::cos,
            ),
        )
        .terms_in(
            "tanh a",
            terms(
                [
                    "tanh a in the value",
                    "p in the slope",
                    "p·tanh a in the slope",
                    "p·tanh² a in the slope",
                    "tanh² a alone in the slope",
                ],
                f64::tanh,
                |x| x.tanh().powi(2),
            ),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("by other formulas", |a: Dual, n: i32| {
            let (x, p) = (a.value, a.slope);
            let quarter = std::f64::consts::FRAC_PI_2;
            [
                at(x.powf(n.into()), f64::from(n) * x.powi(n) / x * p),
                at(x.exp(), p * x.exp()),
                at(x.ln(), p / x),
                at(x.sin(), (x + quarter).sin() * p),
                at(x.tanh(), p / (x.cosh() * x.cosh())),
            ]
        })
        .variant("tanh by exponentials", |a: Dual, n: i32| {
            let (x, p) = (a.value, a.slope);
            let square = (2.0 * x).exp();
            let below = square + 1.0;
            [
                at((f64::from(n) * x.ln()).exp(), f64::from(n) * x.powi(n - 1) * p),
                at(x.exp(), p * x.exp()),
                at(x.ln(), p / x),
                at(x.sin(), x.cos() * p),
                at((square - 1.0) / below, 4.0 * square / (below * below) * p),
            ]
        })
}

/// The value f(x), and slopes made of f, of another function, and of p.
fn terms(names: [&'static str; 5], f: fn(f64) -> f64, other: fn(f64) -> f64) -> Vec<Term> {
    let make = |name: &'static str, one: Box<dyn Fn(f64, f64) -> (f64, f64)>| {
        term(name, move |a: Dual, _: i32| {
            let (value, slope) = one(a.value, a.slope);
            at(value, slope)
        })
    };
    vec![
        make(names[0], Box::new(move |x, _| (f(x), 0.0))),
        make(names[1], Box::new(|_, p| (0.0, p))),
        make(names[2], Box::new(move |x, p| (0.0, f(x) * p))),
        make(names[3], Box::new(move |x, p| (0.0, other(x) * p))),
        make(names[4], Box::new(move |x, _| (0.0, other(x)))),
    ]
}

/// The first place, and how fast a moves there and at the other, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let cube = |x: f64| x.powi(3);
    let first = sketch.point_on(0, "a", "where the first tangents touch", 0.6, 0.1..=2.2, cube);
    let speed = sketch.slider("speed", "how fast a moves: the tangents stay", 2.0, 0.25..=4.0);
    sketch
        .preset("near 0: the logarithm falls steeply to the left", Settings::default().point("a", (0.15, cube(0.15))));
    sketch.preset("a slow a: the slopes shrink, the tangents stay", Settings::default().number("speed", 0.25));
    let all: Option<[Dual; 5]> = sketch.value((at(0.6, 2.0), 3_i32));
    let slope = all.map_or(f64::NAN, |all| all[0].slope);
    sketch.predict(
        "a is 0.6 and moves at 2. How fast does a³ move?",
        format!("by yours at {}", nabla_grading::number_text(slope, Some(3))),
    );
    (first, speed)
}

/// Each function with the tangents that the learner's slopes make.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    // a moves at 2, or whoever loses its slope would touch all the same.
    let (first, speed) = moved(sketch);
    let places = [first, 1.8];
    let yours: Vec<Option<[Dual; 5]>> = sketch.values(places.map(|x| (at(x, speed), 3_i32)));
    let panel =
        |which: &[usize], heading: &str, high: f64| {
            let axes =
                Panel::new(Axis::new("x", 0.0, 2.6), Axis::new("f(x)", if which == [2] { -1.5 } else { -0.2 }, high));
            which.iter().fold(axes.heading(heading), |panel, &index| {
                let curve = spread(0.05, 2.6, 103).into_iter().map(|x| (x, truth(at(x, 1.0), 3)[index].value));
                let tangent = |(x, all): (&f64, &Option<[Dual; 5]>)| {
                    let dual = all.map_or(at(f64::NAN, f64::NAN), |all| all[index]);
                    let end = |by: f64| (x + by, dual.value + by / speed * dual.slope);
                    [end(-0.4), end(0.4), GAP]
                };
                let tangents = places.iter().zip(&yours).flat_map(tangent);
                let first = index == which[0];
                panel
                    .layer(Layer::line(Role::Given, if first { "the function" } else { "" }, curve))
                    .layer(Layer::line(Role::Learner, if first { "your slopes" } else { "" }, tangents))
            })
        };
    let off = |index: &usize| {
        places.iter().zip(&yours).any(|(x, all)| {
            let right = truth(at(*x, speed), 3)[*index];
            all.is_none_or(|all| !near(all[*index].slope, right.slope))
        })
    };
    let crossing: Vec<&str> = (0..5).filter(off).map(|index| PARTS[index]).collect();
    let title = match crossing.as_slice() {
        _ if sketch.is_right() => "All your lines touch their curves".to_owned(),
        [] => "Your lines touch here, but something is not right everywhere".to_owned(),
        crossing => format!("Your line crosses the curve of {}", crossing.join(", ")),
    };
    Figure::new(title)
        .panel(panel(&[0], "a³", 12.0))
        .panel(panel(&[1], "eᵃ", 12.0))
        .panel(panel(&[2], "ln a", 1.5))
        .panel(panel(&[3, 4], "sin a and tanh a", 1.5))
}
