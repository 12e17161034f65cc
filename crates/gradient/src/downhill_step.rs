//! One step of gradient descent.
//!
//! ```text
//! x − η·∇f(x);        f falls by about η·‖∇f‖²
//! ```
//!
//! It goes down as steeply as one can, which is not the way to the minimum: on x² + 4y² at (2, 1), −∇f is 36.9° off it.

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch};
use nalgebra::{DVector, Vector2};

type DV = DVector<f64>;

/// The exercise `downhill_step`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "downhill_step",
        "where one step of gradient descent from x leads, with gradient g and learning rate eta",
    )
    .probes(|ask| {
        let at = |x: &[f64]| DV::from_column_slice(x);
        // x² + 4y² at (2, 1) with η = 0.1: (1.6, 0.2).
        ask.at((at(&[2.0, 1.0]), at(&[4.0, 8.0]), 0.1));
        ask.at((at(&[3.0, 5.0]), at(&[7.0, -2.0]), 0.5));
        ask.at((at(&[4.0]), at(&[-3.0]), 2.0));
        ask.at((at(&[1.0, -2.0, 3.0]), at(&[0.0, 0.0, 0.0]), 0.3));
        ask.at((at(&[5.0, 7.0]), at(&[2.0, 3.0]), 0.0));
        ask.random(24, |draw| {
            let n = usize::try_from(draw.integer(1, 8)).unwrap_or(1);
            let mut vector = || DV::from_vec((0..n).map(|_| draw.number_off_zero(-5.0, 5.0, 0.2)).collect());
            let (x, g) = (vector(), vector());
            (x, g, draw.number(0.02, 1.7))
        });
        let (x, g) = (ask.draw().numbers(1000, -3.0, 3.0), ask.draw().numbers(1000, -3.0, 3.0));
        ask.at((DV::from_vec(x), DV::from_vec(g), 0.01));
    })
    .truth(|x: DV, g: DV, eta: f64| -> Vec<f64> { x.iter().zip(g.iter()).map(|(x, g)| x - eta * g).collect() })
    .terms(|x: DV, g: DV, eta: f64| x.amax() + eta.abs() * g.amax())
    .variant("vector algebra", |x: DV, g: DV, eta: f64| x - eta * g)
    .variant("in place", |mut x: DV, g: DV, eta: f64| {
        x.axpy(-eta, &g, 1.0);
        x
    })
    .variant("fused", |x: DV, g: DV, eta: f64| x.zip_map(&g, |x, g| (-eta).mul_add(g, x)))
    .hints([
        "The gradient points up. Which way is down, and how far do you go?",
        "eta says how much of the gradient is walked: a steep slope gives a long step.",
        "Start at x and take away eta times g; nalgebra subtracts and scales whole vectors: `x - g * eta`.",
    ])
    .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    let unit = |g: &DV| g.try_normalize(0.0).unwrap_or_else(|| g.clone());
    exercise
        .mistake("stepped uphill", |x: DV, g: DV, eta: f64| x + eta * g, "The gradient points up, and you went along with it.")
        .mistake("ignored eta", |x: DV, g: DV, _eta: f64| x - g, "Your step is the whole gradient, whatever eta says.")
        .mistake("gave the step alone", |_x: DV, g: DV, eta: f64| -eta * g, "That is how far you go; where do you arrive?")
        .mistake(
            "made every step equally long",
            move |x: DV, g: DV, eta: f64| x - eta * unit(&g),
            "Your steps all have the length eta. A gentle slope should give a shorter step, so that descent comes to rest.",
        )
        .mistake("stayed where it was", |x: DV, _g: DV, _eta: f64| x, "You do not move at all.")
        .mistake("subtracted the wrong way round", |x: DV, g: DV, eta: f64| eta * g - x, "With eta = 0 you should stay at x. Where do you go?")
        .mistake("scaled the point too", |x: DV, g: DV, eta: f64| eta * (x - g), "With eta = 0 you should stay at x; you go to the origin.")
        .mistake("divided by eta", |x: DV, g: DV, eta: f64| if eta == 0.0 { x } else { x - g / eta }, "A smaller eta makes your step longer.")
        .mistake("moved the first coordinate only", |mut x: DV, g: DV, eta: f64| { x[0] -= eta * g[0]; x }, "Only the first coordinate has moved: every input has a slope of its own.")
        .mistake("used the sign of the slopes only", |x: DV, g: DV, eta: f64| x - eta * g.map(|g| if g == 0.0 { 0.0 } else { g.signum() }), "All coordinates move equally far: how steep each one is has been lost.")
        .mistake("squared the learning rate", |x: DV, g: DV, eta: f64| x - eta * eta * g, "Halve eta: your step becomes a quarter, not a half.")
        .mistake("used the whole length for every coordinate", |x: DV, g: DV, eta: f64| x.add_scalar(-eta * g.norm()), "You took the length of the gradient away from every coordinate; each has its own slope.")
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
        .layer(Layer::map(&x, &y, (81, 71), &[0.5, 2.0, 4.0, 8.0, 12.0, 16.0], height_of(&f)))
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

fn height_of(f: &Field) -> impl Fn(f64, f64) -> f64 + '_ {
    |x, y| f.value(&[x, y])
}
