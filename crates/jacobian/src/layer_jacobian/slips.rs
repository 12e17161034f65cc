//! The Jacobian of a layer made of exchangeable rules, and what goes wrong with it.

use super::rows;
use crate::Table;
use crate::maps::{DM, DV};

/// Where on the curve each output stands, how steep it is there, and what is made of the rows.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    z: fn(&DM, &DV, &DV) -> DV,
    slope: fn(f64) -> f64,
    given: fn(DM) -> DM,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self { z: |w, b, x| w * x + b, slope: |z| 1.0 - z.tanh().powi(2), given: |j| j }
    }

    pub(super) fn jacobian(self, w: &DM, b: &DV, x: &DV) -> DM {
        (self.given)(rows(w, &(self.z)(w, b, x).map(self.slope)))
    }
}

/// The logistic curve.
fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

pub(super) const SLIPS: Table<fn(&mut Rules), 16> = [
    (
        "left tanh out",
        |r| r.slope = |_| 1.0,
        "That is J without tanh. Where z is large, does the output still move as much?",
    ),
    (
        "squared z in the place of tanh z",
        |r| r.slope = |z| 1.0 - z * z,
        "1 − z² is negative far out, and tanh never falls: square the output, not z.",
    ),
    (
        "did not square",
        |r| r.slope = |z| 1.0 - z.tanh(),
        "For a negative z yours is steeper than at 0, where tanh is steepest: a square is missing.",
    ),
    (
        "took the height for the slope",
        |r| r.slope = f64::tanh,
        "Yours is 0 where tanh is steepest: that is its height.",
    ),
    ("forgot b", |r| r.z = |w, _, x| w * x, "b moves you along the curve. Where on it do you stand?"),
    (
        "subtracted b",
        |r| r.z = |w, b, x| w * x - b,
        "z is W·x + b; yours moves the other way along the curve when b grows.",
    ),
    (
        "divided by the slope",
        |r| r.slope = |z| z.cosh().powi(2),
        "Far out, where tanh is nearly level, your entries are largest: multiply by the slope.",
    ),
    ("laid it on its side", |r| r.given = |j| j.transpose(), "Yours has the shape of W turned over: J has that of W."),
    (
        "took the slope of the logistic curve",
        |r| r.slope = |z| z.tanh() * (1.0 - z.tanh()),
        "a·(1 − a) belongs to another curve, the logistic one: tanh has 1 − a².",
    ),
    (
        "took the logistic curve",
        |r| r.slope = |z| logistic(z) * logistic(-z),
        "Another curve stands there, 1/(1 + e⁻ᶻ), whose slope is never more than ¼: tanh has the slope 1 in its middle.",
    ),
    (
        "added a²",
        |r| r.slope = |z| 1.0 + z.tanh().powi(2),
        "Far out tanh is level, and yours is twice as steep as in the middle: which sign has a²?",
    ),
    (
        "applied tanh twice",
        |r| r.slope = |z| 1.0 - z.tanh().tanh().powi(2),
        "a is tanh z already: squared it is, and not put through tanh again.",
    ),
    (
        "multiplied by z as well",
        |r| r.slope = |z| z * (1.0 - z.tanh().powi(2)),
        "At z = 0 yours stands still, and tanh is steepest there: z itself is no factor.",
    ),
    (
        "took the root of the slope",
        |r| r.slope = |z| z.cosh().recip(),
        "1/cosh z has to be squared: the slope of tanh is 1/cosh² z.",
    ),
    (
        "took the slope of a ramp",
        |r| r.slope = |z| if z > 0.0 { 1.0 } else { 0.0 },
        "In yours a row is W's own or 0: that is the slope of a ramp. tanh bends everywhere.",
    ),
    (
        "took the slope of the tangent",
        |r| r.slope = |z| z.cos().powi(-2),
        "1/cos² belongs to the tangent, which grows without end: tanh is level far out.",
    ),
];

/// Made of W, z = W·x + b, and x.
type Wrong = fn(w: &DM, z: &DV, x: &DV) -> DM;

/// What puts the slopes to another use.
pub(super) const WHOLE: Table<Wrong, 4> = [
    (
        "scaled the columns",
        |w, _, x| DM::from_fn(w.nrows(), w.ncols(), |i, j| w[(i, j)] * (1.0 - x[j].tanh().powi(2))),
        "First W, then the curve: it is z, and so a row, that decides how steep tanh is.",
    ),
    (
        "multiplied W from the right",
        |w, z, _| w * DM::from_diagonal(&z.map(|z| 1.0 - z.tanh().powi(2))),
        "To the right of W a diagonal matrix scales columns, and here each row has its slope: there it stands on the left.",
    ),
    (
        "differentiated along the weights",
        |_, z, x| z.map(|z| 1.0 - z.tanh().powi(2)) * x.transpose(),
        "There x multiplies, as if W were moved. Which of the two is it that moves?",
    ),
    (
        "multiplied by the inputs as well",
        |w, z, x| DM::from_fn(w.nrows(), w.ncols(), |i, j| w[(i, j)] * x[j] * (1.0 - z[i].tanh().powi(2))),
        "z moves by W when x moves by 1, wherever x stands: x itself is no factor.",
    ),
];
