//! One layer of a network.
//!
//! ```text
//! a = tanh(W·x + b)        J = diag(1 − a²)·W
//! ```
//!
//! At z = 0 the slope of tanh is 1 and J is W; so b is never 0. The truth takes the slope as 1/cosh² z.

mod slips;

use crate::maps::{DM, DV, count, matrix, vector};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, spread};
use nabla_grading::{Clause, Exercise, Sketch, number_text, slip};
use nalgebra::{dmatrix, dvector};
use slips::Rules;

/// Each row of W times its own factor.
fn rows(w: &DM, factors: &DV) -> DM {
    DM::from_fn(w.nrows(), w.ncols(), |i, j| factors[i] * w[(i, j)])
}

/// The exercise `layer_jacobian`.
pub(crate) fn exercise() -> Exercise {
    let far = "At a z of 30 tanh is 1 to the last digit, and its slope is next to nothing: a number, and no NaN.";
    let by = |rules: Rules| move |w: DM, b: DV, x: DV| rules.jacobian(&w, &b, &x);
    let exercise = Exercise::new("layer_jacobian", "the Jacobian of tanh(W·x + b) along x")
        .probes(|ask| {
            ask.article(
                (dmatrix![1.0, -0.5; 0.25, 2.0], dvector![0.5, -1.0], dvector![1.0, 0.5]),
                dmatrix![0.280_415, -0.140_207; 0.235_004, 1.880_030],
            );
            let w = dmatrix![0.5, 1.0; -1.0, 0.25; 2.0, 0.5];
            ask.at((w, dvector![0.1, -0.2, 0.3], dvector![0.4, -0.6]));
            ask.at((dmatrix![1.0, -2.0, 0.5], dvector![0.2], dvector![0.5, 0.3, -1.0]));
            ask.random(20, |draw| {
                let (m, n) = (count(draw, 4), count(draw, 4));
                let w = 0.5 * matrix(draw, m, n);
                (w, 0.5 * vector(draw, m), 0.5 * vector(draw, n))
            });
        })
        .truth(|w: DM, b: DV, x: DV| {
            let slope = |z: f64| z.cosh().powi(-2);
            rows(&w, &(&w * x + b).map(slope))
        })
        .size(|w: DM, _: DV, _: DV| w.amax())
        .clause(
            Clause::new("far out on the curve", far)
                .at((dmatrix![1.0, 2.0; -3.0, 1.0; 1.0, 1.0], dvector![30.0, -30.0, 0.5], dvector![1.0, 0.5]))
                .at((dmatrix![1.0; 2.0], dvector![800.0, -900.0], dvector![2.0]))
                .missed(
                    "divided one exponential by another",
                    |w: DM, b: DV, x: DV| {
                        let tanh = |z: f64| ((2.0 * z).exp() - 1.0) / ((2.0 * z).exp() + 1.0);
                        rows(&w, &(&w * x + b).map(|z| 1.0 - tanh(z).powi(2)))
                    },
                    "e to the power 1600 is infinite, and ∞/∞ is NaN: `tanh` knows how to do without.",
                ),
        )
        .clause(steep())
        .variant("a diagonal matrix", |w: DM, b: DV, x: DV| {
            let a = (&w * x + b).map(f64::tanh);
            DM::from_diagonal(&a.map(|a| 1.0 - a * a)) * w
        })
        .variant("1/cosh²", |w: DM, b: DV, x: DV| rows(&w, &(&w * x + b).map(|z| z.cosh().recip().powi(2))))
        .variant("row by row", |mut w: DM, b: DV, x: DV| {
            let z = &w * x + b;
            for (i, mut row) in w.row_iter_mut().enumerate() {
                row *= (1.0 - z[i].tanh()) * (1.0 + z[i].tanh());
            }
            w
        })
        .hints([
            "Leave tanh out for a moment: what is the Jacobian of W·x + b along x?",
            "tanh acts on each output for itself. So each row of W is multiplied by one factor, its slope of tanh.",
            "The slope of tanh at z is 1 − a², with a = tanh z, and zᵢ is row i of W·x + b.",
        ])
        .figure(draw);
    let exercise =
        exercise.slips(Rules::right(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says)));
    slips::WHOLE.into_iter().fold(exercise, |exercise, (name, code, says)| {
        exercise.mistake(name, move |w: DM, b: DV, x: DV| code(&w, &(&w * &x + b), &x), says)
    })
}

/// Weights of a million, with a z of ordinary size: the smaller the step that is good here, the worse it is elsewhere.
fn steep() -> Clause {
    let says =
        "Where W is large, a step that is small for x is far for z: the slope of tanh at z has a formula, 1 − tanh² z.";
    let by_differences = |h: f64, back: f64| {
        move |w: DM, b: DV, x: DV| {
            let layer = |x: &DV| (&w * x + &b).map(f64::tanh);
            let column = |j: usize| {
                let [ahead, behind] = [h, back * h].map(|by| {
                    let mut moved = x.clone();
                    moved[j] += by;
                    layer(&moved)
                });
                (ahead - behind) / (h - back * h)
            };
            DM::from_columns(&(0..x.len()).map(column).collect::<Vec<DV>>())
        }
    };
    let differences = "A difference quotient answers here, and its step is far too long: z moves by W times as much.";
    Clause::new("a steep layer", says)
        .at((dmatrix![1e6; -2e6], dvector![-1_499_999.5, 3_000_000.25], dvector![1.5]))
        .at((dmatrix![3e4, -2e4; 1e4, 5e4], dvector![-49_999.75, 39_999.5], dvector![1.0, -1.0]))
        .missed("measured with steps both ways", by_differences(1e-6, -1.0), differences)
        .missed("measured with steps one way", by_differences(1e-6, 0.0), differences)
}

/// The weight of all outputs, as it was moved.
fn moved(sketch: &mut Sketch<'_>, at: &[f64]) -> f64 {
    let weight = sketch.slider("W", "the weight with which the input reaches every output", 1.0, -1.3..=2.3);
    sketch.preset("W = 0: nothing passes", Settings::default().number("W", 0.0));
    sketch.preset("W = 2: twice as much passes", Settings::default().number("W", 2.0));
    let slopes: Option<DM> = sketch.value((DM::repeat(at.len(), 1, 1.0), DV::from_column_slice(at), dvector![0.25]));
    let far = slopes.and_then(|j| j.get((10, 0)).copied()).unwrap_or(f64::NAN);
    sketch.predict(
        "At z = 0.25 nearly all of a nudge passes through tanh. What part of it passes at z = 2.25?",
        format!("by yours {}", number_text(far, Some(2))),
    );
    weight
}

/// One row after another along the curve: the learner's slopes on the bell 1 − tanh² z.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let at = spread(-3.0, 3.0, 13);
    // One input, W a column of ones: J is the slope of tanh at each b.
    let weight = moved(sketch, &at);
    let arguments = (DM::repeat(at.len(), 1, weight), DV::from_vec(at.clone()), dvector![0.25]);
    let yours: DM = sketch.value(arguments.clone()).unwrap_or_else(|| DM::zeros(0, 0));
    let truth: DM = sketch.truth(arguments);
    let points: Vec<(f64, f64)> = at.iter().map(|b| b + 0.25 * weight).zip(yours.iter().copied()).collect();
    let off = if yours.shape() == truth.shape() { (&yours - &truth).amax() } else { f64::NAN };
    let text = number_text(weight, Some(3));
    let title = if sketch.is_right() {
        "Each row is scaled by the slope of tanh at its own z: far out nothing passes".to_owned()
    } else if yours.shape() != truth.shape() {
        format!("13 outputs of 1 input have a 13 × 1 matrix; yours is {} × {}", yours.nrows(), yours.ncols())
    } else if off < 1e-9 {
        format!("Right for W = {text}, but not for every W")
    } else {
        "Your slopes do not lie on the bell".to_owned()
    };
    let bell = spread(-3.4, 3.6, 141).into_iter().map(|z: f64| (z, weight * (1.0 - z.tanh().powi(2))));
    let height = spread(-3.4, 3.6, 141).into_iter().map(|z: f64| (z, z.tanh()));
    let bell_name = if weight == 1.0 { "1 − tanh² z".to_owned() } else { format!("{text}·(1 − tanh² z)") };
    let panel = Panel::new(Axis::new("z", -3.4, 3.6), Axis::new("slope", -1.4, 2.4))
        .layer(Layer::line(Role::Guide, "tanh z", height))
        .layer(Layer::line(Role::Truth, bell_name, bell))
        .layer(Layer::line(Role::Learner, "", points.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, format!("your slopes, W = {text}"), points));
    Figure::new(title).panel(panel)
}
