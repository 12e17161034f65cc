//! What goes wrong in a single step of a sweep back: its slopes, its signs, and `=` for `+=`.

use super::Sweep;
use crate::Table;
use nabla_core::Op;

/// Other slopes than those of the steps.
pub(super) const OF_STEPS: Table<fn(&mut Sweep), 26> = [
    ("turned no sign in a difference", |r| r.sub = |_, _| (1.0, 1.0), "When c grows, a − c shrinks."),
    ("turned the wrong sign in a difference", |r| r.sub = |_, _| (-1.0, 1.0), "When a grows, a − c grows with it."),
    (
        "told each factor its own value",
        |r| r.mul = |a, b| (a, b),
        "A factor is stretched by the other one, not by itself.",
    ),
    (
        "told both factors 1",
        |r| r.mul = |_, _| (1.0, 1.0),
        "That is a sum. In a product the change of one factor is stretched by the other.",
    ),
    (
        "told both factors the product",
        |r| r.mul = |a, b| (a * b, a * b),
        "Of the product the slope along a leaves b alone.",
    ),
    ("told the first factor only", |r| r.mul = |_, b| (b, 0.0), "Two nodes go into a product, and both move it."),
    ("told the first summand only", |r| r.add = |_, _| (1.0, 0.0), "Two nodes go into a sum, and both move it."),
    ("shared a sum out", |r| r.add = |_, _| (0.5, 0.5), "If a grows by 1, a + b grows by 1, not by a half."),
    (
        "kept the power",
        |r| r.powi = |a, n| f64::from(n) * a.powi(n),
        "The exponent came down; what is left above is one less.",
    ),
    (
        "forgot the factor of a power",
        |r| r.powi = |a, n| a.powi(n - 1),
        "The power went down: which factor comes down with it?",
    ),
    ("always squared", |r| r.powi = |a, _| 2.0 * a, "That is the slope of a square; n may be any whole number."),
    ("told 1 through an exponential", |r| r.exp = |_, _| 1.0, "The slope of eᵃ is eᵃ, which is the node's own value."),
    (
        "told the operand of an exponential",
        |r| r.exp = |a, _| a,
        "The slope of eᵃ is the value of the node itself, not of its operand.",
    ),
    (
        "squared what went into tanh",
        |r| r.tanh = |a, _| 1.0 - a * a,
        "1 − (…)²: of what came out of tanh, not of what went in.",
    ),
    (
        "took tanh twice",
        |r| r.tanh = |_, own| 1.0 - own.tanh().powi(2),
        "The node's value is squashed already; yours is squashed once more.",
    ),
    (
        "forgot the square of tanh",
        |r| r.tanh = |_, own| 1.0 - own,
        "The slope of tanh is 1 less the *square* of its value.",
    ),
    ("told 1 through tanh", |r| r.tanh = |_, _| 1.0, "tanh flattens: far from 0 it hardly moves."),
    ("told 1 through a mean", |r| r.mean = |_, _| 1.0, "One of m nodes grows by 1: by how much does their mean grow?"),
    (
        "divided a mean by all nodes",
        |r| r.mean = |_, nodes| 1.0 / nodes as f64,
        "A mean divides by how many are listed, not by how long the tape is.",
    ),
    (
        "took the exponential twice",
        |r| r.exp = |_, own| own.exp(),
        "The node's value is the exponential already; yours takes it once more.",
    ),
    (
        "raised the power",
        |r| r.powi = |a, n| f64::from(n) * a.powi(n + 1),
        "The exponent came down; what is left above is one less, not one more.",
    ),
    (
        "added the square of tanh",
        |r| r.tanh = |_, own| 1.0 + own * own,
        "tanh flattens far from 0, and your slope of it grows there.",
    ),
    (
        "multiplied a mean by its number",
        |r| r.mean = |count, _| count as f64,
        "The more nodes a mean has, the less each of them moves it.",
    ),
    (
        "divided by the other factor",
        |r| r.mul = |a, b| (1.0 / b, 1.0 / a),
        "The larger the other factor is, the faster the product moves; yours moves the slower.",
    ),
    (
        "divided by the exponential",
        |r| r.exp = |_, own| 1.0 / own,
        "Where an exponential climbs steeply, yours hardly moves.",
    ),
    ("divided by cosh once", |r| r.tanh = |a, _| 1.0 / a.cosh(), "1/cosh² is the slope of tanh, with a square."),
];

/// Signs in one step.
pub(super) const OF_SIGNS: Table<fn(&mut Sweep), 11> = [
    ("took the first summand away", |r| r.add = |_, _| (-1.0, 1.0), SUM),
    ("took the second summand away", |r| r.add = |_, _| (1.0, -1.0), SUM),
    ("turned the sign of a sum", |r| r.add = |_, _| (-1.0, -1.0), SUM),
    (
        "took both away in a difference",
        |r| r.sub = |_, _| (-1.0, -1.0),
        "When a grows, a − c grows with it: look at the first sign in `Sub`.",
    ),
    ("turned the first sign in a product", |r| r.mul = |a, b| (-b, a), PRODUCT),
    ("turned the second sign in a product", |r| r.mul = |a, b| (b, -a), PRODUCT),
    ("turned the sign of a product", |r| r.mul = |a, b| (-b, -a), PRODUCT),
    (
        "turned the sign of a power",
        |r| r.powi = |a, n| -f64::from(n) * a.powi(n - 1),
        "Where a is positive, a³ grows with a: look at the sign in `Powi`.",
    ),
    ("turned the sign of an exponential", |r| r.exp = |_, own| -own, "eᵃ grows with a: look at the sign in `Exp`."),
    (
        "turned the sign of tanh",
        |r| r.tanh = |_, own| own * own - 1.0,
        "tanh a grows with a: look at the sign in `Tanh`.",
    ),
    (
        "turned the sign of a mean",
        |r| r.mean = |count, _| -1.0 / count as f64,
        "A mean grows with each of its nodes: look at the sign in `Mean`.",
    ),
];

const SUM: &str = "When a summand grows, the sum grows with it: look at the signs in `Add`.";
const PRODUCT: &str =
    "Where the other factor is positive, a product grows with each of its factors: look at the signs in `Mul`.";

/// What becomes of an adjoint that a step tells something, where one kind of step overwrites it.
macro_rules! overwriting {
    ($step:pat) => {
        |rules| rules.told = |before, told, step| if matches!(step, $step) { told } else { before + told }
    };
}

/// `=` for `+=` in one step.
pub(super) const OVERWRITTEN: Table<fn(&mut Sweep), 7> = [
    ("overwrote in a sum", overwriting!(Op::Add(..)), "What `Add` tells wipes out what others told before it."),
    ("overwrote in a difference", overwriting!(Op::Sub(..)), "What `Sub` tells wipes out what others told before it."),
    ("overwrote in a product", overwriting!(Op::Mul(..)), "What `Mul` tells wipes out what others told before it."),
    ("overwrote in a power", overwriting!(Op::Powi(..)), "What `Powi` tells wipes out what others told before it."),
    ("overwrote in an exponential", overwriting!(Op::Exp(_)), "What `Exp` tells wipes out what others told before it."),
    ("overwrote in tanh", overwriting!(Op::Tanh(_)), "What `Tanh` tells wipes out what others told before it."),
    ("overwrote in a mean", overwriting!(Op::Mean(_)), "What `Mean` tells wipes out what others told before it."),
];
