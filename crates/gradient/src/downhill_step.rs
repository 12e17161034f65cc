//! One step of gradient descent.
//!
//! ```text
//! x − η·∇f(x);        f falls by about η·‖∇f‖²
//! ```
//!
//! It goes down as steeply as one can, which is not the way to the minimum: on x² + 4y² at (2, 1), −∇f is 36.9° off it.

use crate::{Table, bounded};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text, spread};
use nabla_grading::{Clause, Exercise, Sketch, list, number_text, slip, term};
use nalgebra::{DVector, Vector2};

type DV = DVector<f64>;
type V2 = Vector2<f64>;

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
            // Shorter than 1: not every length that is divided by is larger.
            ask.at((at(&[2.0, -3.0]), at(&[0.3, -0.4]), 0.5));
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let mut vector = || DV::from_fn(n, |_, _| draw.number_off_zero(-5.0, 5.0, 0.2));
                (vector(), vector(), draw.number(0.05, 0.45))
            });
        })
        .truth(|x: DV, g: DV, eta: f64| -> Vec<f64> { x.iter().zip(g.iter()).map(|(x, g)| x - eta * g).collect() })
        .size(|x: DV, g: DV, eta: f64| x.amax() + eta.abs() * g.amax())
        .parts([list("the point")])
        .terms(vec![
            term("x", |x: DV, _: DV, _: f64| x),
            term("g", |_: DV, g: DV, _: f64| g),
            term("η·x", |x: DV, _: DV, eta: f64| x * eta),
            term("η·g", |_: DV, g: DV, eta: f64| g * eta),
        ])
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

const SLIPS: Table<fn(&mut Rules), 28> = [
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
    (
        "cut long gradients",
        |r| r.slopes = |_, g| g.cap_magnitude(1.0),
        "Yours goes no further than eta, however steep it is.",
    ),
    (
        "cut steep slopes",
        |r| r.slopes = |_, g| g.map(|g| g.clamp(-1.0, 1.0)),
        "A slope beyond ±1 counts as ±1 in yours.",
    ),
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
    (
        "divided by the squared length",
        |r| r.slopes = |_, g| g / g.norm_squared(),
        "A steeper slope makes your step shorter: it is to be as much longer.",
    ),
];

fn placed(g: &DV, from: fn(usize, usize) -> usize) -> DV {
    DV::from_fn(g.len(), |i, _| g[from(i, g.len())])
}

fn kept(g: &DV, is_kept: fn(usize, usize) -> bool) -> DV {
    DV::from_fn(g.len(), |i, _| if is_kept(i, g.len()) { g[i] } else { 0.0 })
}

/// The place and the rate, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (V2, f64) {
    let says = "where the step begins";
    let p = sketch.point("p", says, (2.0, 1.0), -0.5..=3.0, -1.0..=2.0);
    let eta = sketch.log_slider("η", "the learning rate: how far it goes", 0.1, 0.005..=0.4);
    let at = |p: (f64, f64), eta: f64| Settings::default().point("p", p).number("η", eta);
    sketch.preset("η too large: it lands higher", at((2.0, 1.0), 0.3));
    sketch.preset("η too small: hardly a step", at((2.0, 1.0), 0.005));
    sketch.preset("on an axis: straight at the minimum", at((2.5, 0.0), 0.1));
    sketch.preset("at the minimum: no step at all", at((0.0, 0.0), 0.1));
    let end: Option<Vec<f64>> = sketch.value((dynamic(V2::new(2.0, 1.0)), dynamic(V2::new(4.0, 8.0)), 0.1));
    let question = "Where does one step with η = 0.1 down x² + 4y² from (2, 1) lead? Click there.";
    sketch.predict_in(0, question, format!("yours leads to {}", point_text(place(&end))));
    (V2::new(p.0, p.1), eta)
}

fn dynamic(v: V2) -> DV {
    DV::from_column_slice(v.as_slice())
}

fn place(q: &Option<Vec<f64>>) -> (f64, f64) {
    match q.as_deref() {
        Some([x, y]) => (*x, *y),
        _ => (f64::NAN, f64::NAN),
    }
}

fn height((x, y): (f64, f64)) -> f64 {
    Field::bowl(1.0, 4.0).value(&[x, y])
}

/// What is seen of a step with the rate eta from p to `end`.
fn title(right: bool, p: V2, eta: f64, end: (f64, f64)) -> String {
    let (before, after) = (height((p.x, p.y)), height(end));
    let [from, rate] = [before, eta].map(|number| number_text(number, Some(3)));
    if right && p == V2::zeros() {
        "At the minimum no way leads down, and your step stays there".to_owned()
    } else if right && after >= before {
        format!("η = {rate} is too large here: from height {from} your step lands at {after:.2}")
    } else if right {
        let off = (V2::new(end.0, end.1) - p).angle(&-p).to_degrees();
        format!("Straight down the slope is {off:.1}° off the way to the minimum")
    } else if after >= before {
        format!("Your step leads up: from height {from} to {after:.2}")
    } else {
        let aim = height((p.x - eta * 2.0 * p.x, p.y - eta * 8.0 * p.y));
        format!("Your step with η = {rate} ends at height {after:.2}, not at {aim:.2}")
    }
}

/// The step on the contours, with the way to the minimum, and the height along the step.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (p, eta) = moved(sketch);
    let g = V2::new(2.0 * p.x, 8.0 * p.y);
    let most = if eta > 0.25 { 0.4 } else { 0.25 };
    let etas = spread(0.0, most, 26);
    let path: Vec<Option<Vec<f64>>> = sketch.values(etas.iter().map(|eta| (dynamic(p), dynamic(g), *eta)));
    let end = place(&sketch.value((dynamic(p), dynamic(g), eta)));
    let (start, aim) = ((p.x, p.y), (p.x - eta * g.x, p.y - eta * g.y));
    let [rate, h0, fall] = [eta, height(start), g.norm_squared()].map(|number| number_text(number, Some(3)));
    let (x, y) = (Axis::new("x", -0.5, 3.0), Axis::new("y", -1.0, 2.0));
    let above = Panel::new(x.clone(), y.clone())
        .heading(format!("One step with η = {rate} from {}", point_text(start)))
        .equal()
        .layer(Layer::map(&x, &y, (81, 71), &[0.5, 2.0, 4.0, 8.0, 12.0, 16.0], |x, y| f.value(&[x, y])))
        .layer(Layer::line(Role::Guide, "the way to the minimum", [start, (0.0, 0.0)]))
        .layer(Layer::arrows(Role::Truth, "−η∇f", [(start, aim)]))
        .layer(Layer::arrows(Role::Learner, "your step", [(start, end)]))
        .layer(Layer::points(Role::Given, Mark::Dot, "", [start]))
        .layer(Layer::points(Role::Given, Mark::Cross, "the minimum", [(0.0, 0.0)]));
    let after = |eta: f64| height((p.x - g.x * eta, p.y - g.y * eta));
    let truth: Vec<(f64, f64)> = etas.iter().map(|eta| (*eta, after(*eta))).collect();
    let yours = etas.iter().zip(&path).map(|(eta, q)| (*eta, height(place(q))));
    let top = truth.iter().map(|point| 1.1 * point.1).fold(14.0, f64::max);
    let beside = Panel::new(Axis::new("learning rate η", 0.0, most), Axis::new("height after the step", 0.0, top))
        .heading(format!("It first falls by η·‖∇f‖² = {fall}η"))
        .layer(Layer::line(Role::Guide, format!("{h0} − {fall}η"), [(0.0, height(start)), zero_of(height(start), g)]))
        .layer(Layer::line(Role::Truth, "true", truth))
        .layer(Layer::line(Role::Learner, "yours", yours));
    Figure::new(title(sketch.is_right(), p, eta, end)).panel(above).panel(beside)
}

/// Where a height that falls by η·‖g‖² would be 0; on flat ground it stays what it is.
fn zero_of(height: f64, g: V2) -> (f64, f64) {
    let fall = g.norm_squared();
    if fall > 0.0 { (height / fall, 0.0) } else { (1.0, height) }
}
