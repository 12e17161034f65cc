//! One step of gradient descent.
//!
//! ```text
//! x − η·∇f(x);        f falls by about η·‖∇f‖²
//! ```
//!
//! It goes down as steeply as one can, which is not the way to the minimum: on x² + 4y² at (2, 1), −∇f is 36.9° off it.

use crate::{Table, bounded};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Clause, Exercise, Sketch, list, slip};
use nalgebra::{DVector, Vector2};

type DV = DVector<f64>;

/// The exercise `downhill_step`.
pub(crate) fn exercise() -> Exercise {
    let at = |x: &[f64]| DV::from_column_slice(x);
    let gradients =
        Clause::new("any gradient", "However steep or gentle, and where it is 0: nothing is cut or dropped.")
            .at((at(&[1.0, -2.0, 3.0]), DV::zeros(3), 0.3))
            .at((at(&[2.0, -1.0]), at(&[3e6, -4e6]), 0.1))
            .at((DV::zeros(2), at(&[3e-9, -2e-9]), 0.1));
    let asks = "where one step of gradient descent from x leads, with gradient g and learning rate eta";
    let exercise = Exercise::new("downhill_step", asks)
        .probes(move |ask| {
            // x² + 4y² at (2, 1) with η = 0.1: (1.6, 0.2).
            ask.at((at(&[2.0, 1.0]), at(&[4.0, 8.0]), 0.1));
            ask.at((at(&[3.0, 5.0]), at(&[7.0, -2.0]), 0.4));
            ask.at((at(&[1.0, -2.0, 3.0]), at(&[4.0, -5.0, 2.0]), 0.3));
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let mut vector = || DV::from_fn(n, |_, _| draw.number_off_zero(-5.0, 5.0, 0.2));
                (vector(), vector(), draw.number(0.05, 0.45))
            });
        })
        .truth(|x: DV, g: DV, eta: f64| -> Vec<f64> { x.iter().zip(g.iter()).map(|(x, g)| x - eta * g).collect() })
        .size(|x: DV, g: DV, eta: f64| x.amax() + eta.abs() * g.amax())
        .parts([list("the point")])
        .clause(
            Clause::any_step(2, &[0.0, 1e-6, 1e-3, 0.6, 1.7, 3.0, 1e3])
                .called("any learning rate, 0 included")
                .says("With η = 0 you stay at x, and any other η counts as it is, however small or large."),
        )
        .clause(bounded(gradients, 10.0, 1e-6))
        .clause(Clause::any_length(&[1, 2, 10, 100, 1500], |draw, n| {
            let mut vector = || DV::from_fn(n, |_, _| draw.number(-3.0, 3.0));
            (vector(), vector(), 0.01)
        }))
        .variant("vector algebra", |x: DV, g: DV, eta: f64| x - eta * g)
        .variant("fused", |x: DV, g: DV, eta: f64| x.zip_map(&g, |x, g| (-eta).mul_add(g, x)))
        .hints([
            "The gradient points up. Which way is down, and how far do you go?",
            "eta says how much of the gradient is walked: a steep slope gives a long step.",
            "Start at x and take away eta times g; nalgebra subtracts and scales whole vectors: `x - g * eta`.",
        ])
        .figure(draw);
    let step = |r: Rules| {
        move |x: DV, g: DV, eta: f64| {
            x.map(|x| (r.start)(x, eta)) + r.way * (r.rate)(eta, x.len() as f64) * (r.slopes)(&x, &g)
        }
    };
    exercise.slips(RIGHT, step, SLIPS.map(|(name, change, says)| slip(name, change, says))).mistake(
        "exchanged x and g",
        |x: DV, g: DV, eta: f64| g - eta * x,
        "x is where you start, g how steep it is there.",
    )
}

/// What a step is made of: start + way · rate · slopes.
#[derive(Clone, Copy)]
struct Rules {
    start: fn(x: f64, eta: f64) -> f64,
    way: f64,
    rate: fn(eta: f64, n: f64) -> f64,
    slopes: fn(x: &DV, g: &DV) -> DV,
}

const RIGHT: Rules = Rules { start: |x, _| x, way: -1.0, rate: |eta, _| eta, slopes: |_, g| g.clone() };

const OWN: &str = "Each coordinate has a slope of its own.";

const SLIPS: Table<fn(&mut Rules), 25> = [
    ("stepped uphill", |r| r.way = 1.0, "The gradient points up, and you went along with it."),
    ("ignored eta", |r| r.rate = |_, _| 1.0, "eta plays no part in your step."),
    ("squared eta", |r| r.rate = |eta, _| eta * eta, "Halve eta: your step becomes a quarter, not a half."),
    ("divided by eta", |r| r.rate = |eta, _| 1.0 / eta, "A smaller eta makes your step longer."),
    ("divided by the number", |r| r.rate = |eta, n| eta / n, "More coordinates make your step shorter."),
    ("went half as far", |r| r.rate = |eta, _| eta / 2.0, "Your step is half as long as eta says."),
    ("went twice as far", |r| r.rate = |eta, _| 2.0 * eta, "Your step is twice as long as eta says."),
    ("gave the step alone", |r| r.start = |_, _| 0.0, "That is how far you go; where do you arrive?"),
    ("scaled the point", |r| r.start = |x, eta| eta * x, "eta belongs to the gradient: with eta = 0 you stay at x."),
    ("began at −x", |r| r.start = |x, _| -x, "With eta = 0 you should stay at x. Where do you go?"),
    ("took x for the slopes", |r| r.slopes = |x, _| x.clone(), "Your step is made of x: the gradient is not in it."),
    ("shrank the point, too", |r| r.slopes = |x, g| x + g, "Yours draws x towards 0, even where g is 0."),
    ("made every step equally long", |r| r.slopes = |_, g| g.normalize(), "A gentle slope should give a shorter step."),
    ("used the length twice", |r| r.slopes = |_, g| g.norm() * g, "Twice as steep: your step is four times as long."),
    ("squared the slopes", |r| r.slopes = |_, g| g.component_mul(g), "Twice as steep is four times as far with you."),
    ("took the signs only", |r| r.slopes = |_, g| g.map(f64::signum), "How steep it is has been lost."),
    ("lost the signs", |r| r.slopes = |_, g| g.abs(), "Where a slope is negative, down is the other way."),
    ("multiplied with the point", |r| r.slopes = |x, g| x.component_mul(g), "Where x is 0 yours never moves."),
    ("took the whole length everywhere", |r| r.slopes = |_, g| g.map(|_| g.norm()), OWN),
    ("took the mean slope everywhere", |r| r.slopes = |_, g| g.map(|_| g.mean()), OWN),
    ("took 1 for every slope", |r| r.slopes = |_, g| g.map(|_| 1.0), "Your step does not depend on the gradient."),
    ("took the next one's slope", |r| r.slopes = |_, g| placed(g, |i, n| (i + 1) % n), OWN),
    ("took the slopes from the end", |r| r.slopes = |_, g| placed(g, |i, n| n - 1 - i), "They are in the order of x."),
    ("moved the first one only", |r| r.slopes = |_, g| kept(g, |i, _| i == 0), "Every coordinate moves by its slope."),
    ("left the last one", |r| r.slopes = |_, g| kept(g, |i, n| i + 1 < n), "Your last coordinate never moves."),
];

fn placed(g: &DV, from: fn(usize, usize) -> usize) -> DV {
    DV::from_fn(g.len(), |i, _| g[from(i, g.len())])
}

fn kept(g: &DV, is_kept: fn(usize, usize) -> bool) -> DV {
    DV::from_fn(g.len(), |i, _| if is_kept(i, g.len()) { g[i] } else { 0.0 })
}

/// The step on the contours, with the way to the minimum, and the height along the step.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (p, g) = (Vector2::new(2.0, 1.0), Vector2::new(4.0, 8.0));
    let dynamic = |v: Vector2<f64>| DV::from_column_slice(v.as_slice());
    let etas = spread(0.0, 0.25, 26);
    let path: Vec<Option<Vec<f64>>> = sketch.values(etas.iter().map(|eta| (dynamic(p), dynamic(g), *eta)));
    let place = |q: &Option<Vec<f64>>| match q.as_deref() {
        Some([x, y]) => (*x, *y),
        _ => (f64::NAN, f64::NAN),
    };
    let height = |(x, y): (f64, f64)| f.value(&[x, y]);
    let end = place(&path[10]);
    let step = Vector2::new(end.0, end.1) - p;
    let off = step.angle(&-p).to_degrees();
    let title = if sketch.is_right() {
        format!("Straight down the slope is {off:.1}° off the way to the minimum")
    } else if height(end) >= height((p.x, p.y)) {
        format!("Your step leads up: from height 8 to {:.2}", height(end))
    } else {
        format!("Your step with η = 0.1 ends at height {:.2}, not at 2.72", height(end))
    };
    let (x, y) = (Axis::new("x", -0.5, 3.0), Axis::new("y", -1.0, 2.0));
    let above = Panel::new(x.clone(), y.clone())
        .heading("One step with η = 0.1 from (2, 1)")
        .equal()
        .layer(Layer::map(&x, &y, (81, 71), &[0.5, 2.0, 4.0, 8.0, 12.0, 16.0], |x, y| f.value(&[x, y])))
        .layer(Layer::line(Role::Guide, "the way to the minimum", [(2.0, 1.0), (0.0, 0.0)]))
        .layer(Layer::arrows(Role::Truth, "−η∇f", [((2.0, 1.0), (1.6, 0.2))]))
        .layer(Layer::arrows(Role::Learner, "your step", [((2.0, 1.0), end)]))
        .layer(Layer::points(Role::Given, Mark::Dot, "", [(2.0, 1.0)]))
        .layer(Layer::points(Role::Given, Mark::Cross, "the minimum", [(0.0, 0.0)]));
    let truth = etas.iter().map(|eta| (*eta, height((2.0 - 4.0 * eta, 1.0 - 8.0 * eta))));
    let yours = etas.iter().zip(&path).map(|(eta, q)| (*eta, height(place(q))));
    let beside = Panel::new(Axis::new("learning rate η", 0.0, 0.25), Axis::new("height after the step", 0.0, 14.0))
        .heading("It first falls by η·‖∇f‖² = 80η")
        .layer(Layer::line(Role::Guide, "8 − 80η", [(0.0, 8.0), (0.1, 0.0)]))
        .layer(Layer::line(Role::Truth, "true", truth))
        .layer(Layer::line(Role::Learner, "yours", yours));
    Figure::new(title).panel(above).panel(beside)
}
