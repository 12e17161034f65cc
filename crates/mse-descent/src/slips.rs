//! The slips that every number of the chapter shares which is a mean of something made of residuals.
//!
//! ```text
//! (1/count) Σ outer(eᵢ)·inner(xᵢ, yᵢ),        eᵢ = residual(xᵢ, yᵢ, w, b),  i over the points
//! ```
//!
//! Each of these words is a rule, and each slip another rule in one place; two slips together are code as well.

use nabla_grading::{Slip, slip};
use std::ops::Range;

/// A residual, made of x, y, w and b.
pub(crate) type Residual = fn(f64, f64, f64, f64) -> f64;

/// What is made of one number.
pub(crate) type OfOne = fn(f64) -> f64;

/// The points that a sum runs over, of so many.
type Points = fn(usize) -> Range<usize>;

/// What a residual is multiplied with, made of x, y and (w, b).
type Inner = fn(f64, f64, Pair) -> f64;

type Pair = (f64, f64);

/// A slip in one rule: its name, the rule as somebody has it who slips there, and the sentence that helps.
pub(crate) type Other<Rule> = (&'static str, Rule, &'static str);

/// The slips of a table: each sets one rule to what the table says.
pub(crate) fn table<Rules: 'static, Rule: Copy + 'static>(
    others: impl IntoIterator<Item = Other<Rule>>,
    set: impl Fn(&mut Rules, Rule) + Copy + 'static,
) -> impl Iterator<Item = Slip<Rules>> {
    others.into_iter().map(move |(name, other, says)| slip(name, move |rules| set(rules, other), says))
}

/// How a residual is made, over which points the sum runs, and by what it is divided.
#[derive(Clone, Copy)]
pub(crate) struct Mean {
    pub(crate) residual: Residual,
    pub(crate) points: Points,
    pub(crate) count: OfOne,
}

impl Mean {
    pub(crate) const RIGHT: Self = Self { residual: |x, y, w, b| w * x + b - y, points: |n| 0..n, count: |n| n };

    /// (1/count) Σ made(xᵢ, yᵢ, eᵢ)
    pub(crate) fn of(&self, x: &[f64], y: &[f64], (w, b): (f64, f64), made: impl Fn(f64, f64, f64) -> f64) -> f64 {
        let n = x.len().min(y.len());
        let sum: f64 = (self.points)(n).map(|i| made(x[i], y[i], (self.residual)(x[i], y[i], w, b))).sum();
        sum / (self.count)(n as f64)
    }
}

/// Residuals that are none.
pub(crate) const OTHER_RESIDUALS: [Other<Residual>; 15] = [
    ("forgot b", |x, y, w, _| w * x - y, "Your line goes through the origin: where did b go?"),
    ("subtracted b", |x, y, w, b| w * x - b - y, "For larger b your line lies lower: look at the sign of b."),
    ("exchanged w and b", |x, y, w, b| b * x + w - y, "You took b for the slope of the line and w for its height."),
    ("exchanged x and y", |x, y, w, b| w * y + b - x, "You predict the inputs from the targets."),
    ("forgot the target", |x, _, w, b| w * x + b, "That is what the line predicts: how far is it from the target?"),
    (
        "added the target",
        |x, y, w, b| w * x + b + y,
        "The better the line fits, the larger your residual: which operation measures a distance?",
    ),
    (
        "added before multiplying",
        |x, y, w, b| w * (x + b) - y,
        "Your b is multiplied with w: which comes first, w·x or x + b?",
    ),
    ("squared x", |x, y, w, b| w * x * x + b - y, "Your prediction is a parabola: in a line x stands once."),
    (
        "multiplied with b",
        |x, y, w, b| w * x * b - y,
        "Your b is a factor: it lifts the line, and does not make it steeper.",
    ),
    ("divided w by x", |x, y, w, b| w / x + b - y, "You divide by x: a line climbs by w for each unit of it."),
    (
        "divided by b",
        |x, y, w, b| w * x / b - y,
        "You divide by b: it lifts the line, and does not make it less steep.",
    ),
    (
        "divided by the target",
        |x, y, w, b| (w * x + b) / y,
        "You divide by the target: how far apart two numbers are is their difference.",
    ),
    (
        "let the line fall",
        |x, y, w, b| b - w * x - y,
        "For larger w your line falls more steeply: look at the sign of w·x.",
    ),
    (
        "subtracted x from w",
        |x, y, w, b| w - x + b - y,
        "w and x stand with a sign between them in yours: w is a factor.",
    ),
    ("added w and x", |x, y, w, b| w + x + b - y, "All your lines climb by 1 a unit of x: w is a factor."),
];

pub(crate) const OTHER_POINTS: [Other<Points>; 4] = [
    (
        "left the first point out",
        |n| 1.min(n)..n,
        "The first point does not count in yours: where does your loop begin?",
    ),
    (
        "left the last point out",
        |n| 0..n.saturating_sub(1),
        "The last point does not count in yours: where does your loop end?",
    ),
    (
        "took the first point only",
        |n| 0..1.min(n),
        "Only the first point counts in yours: a `return` in the loop ends it at once.",
    ),
    (
        "kept the last point only",
        |n| n.saturating_sub(1)..n,
        "Only the last point counts in yours: `=` in the loop forgets what was there, `+=` adds to it.",
    ),
];

pub(crate) const OTHER_COUNTS: [Other<OfOne>; 4] = [
    ("multiplied with n", |n| 1.0 / n, "The same points twice give another answer in yours: n divides."),
    ("took the sum", |_| 1.0, "The same points twice give another answer in yours: a mean would not change."),
    (
        "divided by n − 1",
        |n| n - 1.0,
        "That is how one estimates a variance; a plain mean divides by how many there are. One point alone shows it.",
    ),
    ("divided twice", |n| n * n, "The same points twice give another answer in yours: how often do you divide by n?"),
];

/// The slips in a mean that is among the rules of a procedure.
pub(crate) fn slips_in<Rules: 'static>(mean: impl Fn(&mut Rules) -> &mut Mean + Copy + 'static) -> Vec<Slip<Rules>> {
    let residuals = table(OTHER_RESIDUALS, move |rules, other| mean(rules).residual = other);
    let points = table(OTHER_POINTS, move |rules, other| mean(rules).points = other);
    let counts = table(OTHER_COUNTS, move |rules, other| mean(rules).count = other);
    residuals.chain(points).chain(counts).collect()
}

/// (1/n) Σ outer(eᵢ)·inner(xᵢ, yᵢ) along w and along b, as somebody has it who slips in one of these.
#[derive(Clone, Copy)]
pub(crate) struct Gradient {
    pub(crate) mean: Mean,
    pub(crate) outer: OfOne,
    pub(crate) inner_w: Inner,
    pub(crate) inner_b: Inner,
}

impl Gradient {
    pub(crate) const RIGHT: Self =
        Self { mean: Mean::RIGHT, outer: |e| 2.0 * e, inner_w: |x, _, _| x, inner_b: |_, _, _| 1.0 };

    pub(crate) fn slopes(&self, x: &[f64], y: &[f64], p: Pair) -> Pair {
        let along = |inner: Inner| self.mean.of(x, y, p, |x, y, e| (self.outer)(e) * inner(x, y, p));
        (along(self.inner_w), along(self.inner_b))
    }

    /// How many times too long the gradient is; NaN where more than that is wrong with what is made of the residuals.
    pub(crate) fn factor(&self, n: f64) -> f64 {
        let linear = (self.outer)(-2.0) == -2.0 * (self.outer)(1.0);
        if linear { 0.5 * (self.outer)(1.0) * n / (self.mean.count)(n) } else { f64::NAN }
    }
}

/// Other factors than 2/n in front of a sum; with the 2 in the sum, they are what it is divided by.
pub(crate) const OTHER_RATES: [Other<OfOne>; 3] = [
    ("divided integers", |n| 2.0 / (2.0 / n).floor(), "`2 / n` with whole numbers is 0 for every n above 2."),
    ("took the remainder of 2/n", |n| 2.0 / (2.0 % n), "`%` gives what a division leaves over, not its result."),
    ("divided by 2/n", |n| 4.0 / n, "A factor of 2/n belongs in front of the sum; you divide by it."),
];

pub(crate) const OTHER_OUTER: [Other<OfOne>; 6] = [
    ("added the 2", |e| e + 2.0, "The derivative of e² is 2 times e, not 2 plus e."),
    (
        "divided by the residual",
        |e| 2.0 / e,
        "A larger residual makes your slope smaller: the derivative of e² is 2 times e.",
    ),
    (
        "forgot the 2",
        |e| e,
        "What does the derivative of a square bring along? (Some texts put ½ before the loss to be rid of it; \
         here it is not there.)",
    ),
    (
        "kept the square",
        |e| 2.0 * e * e,
        "The outer square is still there: the derivative of e² is 2e times the derivative of e.",
    ),
    (
        "took sizes instead of squares",
        |e| if e == 0.0 { 0.0 } else { e.signum() },
        "Those are the slopes of the mean distance. With squares a residual counts by its size.",
    ),
    (
        "took the size of the residuals",
        |e| 2.0 * e.abs(),
        "A residual's sign says on which side the line is; yours are all positive.",
    ),
];

const OTHER_INNER_W: [Other<Inner>; 6] = [
    ("divided by x", |x, _, _| 1.0 / x, "Along w the residual is multiplied with xᵢ, not divided by it."),
    (
        "forgot the factor x",
        |_, _, _| 1.0,
        "Does moving w move each prediction by the same amount? Your slope along w is the one along b.",
    ),
    ("multiplied with x twice", |x, _, _| x * x, "Along w the residual meets xᵢ once."),
    ("took the size of x", |x, _, _| x.abs(), "Along w the sign of xᵢ counts as well."),
    ("used the target for the input", |_, y, _| y, "Along w the inner derivative is the input, not the target."),
    (
        "used w for the input",
        |_, _, (w, _)| w,
        "Along w the inner derivative is what w is multiplied with, not w itself.",
    ),
];

const OTHER_INNER_B: [Other<Inner>; 3] = [
    ("multiplied with x along b", |x, _, _| x, "What does b multiply in the prediction? Along b no xᵢ comes in."),
    (
        "multiplied with b along b",
        |_, _, (_, b)| b,
        "Along b the inner derivative is what b is multiplied with, not b itself.",
    ),
    (
        "multiplied with w along b",
        |_, _, (w, _)| w,
        "Along b the inner derivative is what b is multiplied with: w has no part in it.",
    ),
];

/// The slips in a gradient that is among the rules of a procedure.
pub(crate) fn slips_in_gradient<R: 'static>(at: fn(&mut R) -> &mut Gradient) -> Vec<Slip<R>> {
    let mut slips = slips_in(move |rules: &mut R| &mut at(rules).mean);
    slips.extend(table(OTHER_RATES, move |rules, other| at(rules).mean.count = other));
    slips.extend(table(OTHER_OUTER, move |rules, other| at(rules).outer = other));
    slips.extend(table(OTHER_INNER_W, move |rules, other| at(rules).inner_w = other));
    slips.extend(table(OTHER_INNER_B, move |rules, other| at(rules).inner_b = other));
    slips
}
