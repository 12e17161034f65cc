//! A fan of directions with their slopes, made by exchangeable rules. Both exercises on fans share it: one asks for the
//! fan, the other for its steepest pair; they have one truth, one size, one set of slips and one picture of the slopes.
//!
//! ```text
//! aₖ = 2πk/n,   rₖ = [f(p + h·uₖ) − f(p − h·uₖ)] / 2h,   uₖ = (cos aₖ, sin aₖ),   k = 0 … n − 1
//! ```

use crate::at_angle;
use crate::measure::{DOUBLED, Measure, WRONG, central, size};
use nabla_core::{Field, Tolerance};
use nabla_grading::figure::{Axis, Layer, Panel, Role, spread};
use nabla_grading::{Clause, Exercise, IntoValue, Slip, Surface, slip};
use nalgebra::Vector2;
use std::f64::consts::{PI, TAU};

type V2 = Vector2<f64>;

/// Pairs of an angle and the slope there.
pub(crate) type Rates = Vec<(f64, f64)>;

/// How a fan is made.
#[derive(Clone, Copy)]
pub(crate) struct Fan {
    /// The number of the first direction.
    first: usize,
    /// How many directions there are, of n that were asked for.
    count: fn(usize) -> usize,
    /// The angle of direction k of n.
    angle: fn(f64, f64) -> f64,
    direction: fn(f64) -> V2,
    measure: Measure,
}

impl Fan {
    pub(crate) fn right() -> Self {
        Self { first: 0, count: |n| n, angle: |k, n| TAU * k / n, direction: at_angle, measure: central }
    }

    pub(crate) fn rates(&self, f: &Surface, p: V2, n: usize, h: f64) -> Rates {
        (self.first..(self.count)(n))
            .map(|k| (self.angle)(k as f64, n as f64))
            .map(|angle| (angle, (self.measure)(f.as_fn(), p, (self.direction)(angle), h)))
            .collect()
    }
}

/// What is made of the fan by these rules, as a function of f, p, n and h.
pub(crate) fn made_of<A>(fan: Fan, made: impl Fn(Rates) -> A) -> impl Fn(Surface, V2, usize, f64) -> A {
    move |f: Surface, p: V2, n: usize, h: f64| made(fan.rates(&f, p, n, h))
}

/// The same of the right fan.
pub(crate) fn of_right<A>(made: impl Fn(Rates) -> A) -> impl Fn(Surface, V2, usize, f64) -> A {
    made_of(Fan::right(), made)
}

/// The truth is made of the right fan, and is as exact as a difference quotient is.
pub(crate) fn judged<A: IntoValue + 'static>(exercise: Exercise, made: fn(Rates) -> A) -> Exercise {
    exercise
        .truth(of_right(made))
        .tolerance(Tolerance::same_difference())
        .size(|f: Field, p: V2, _: usize, h: f64| size(&f, p, h))
}

/// A panel of slopes against angles, once round.
pub(crate) fn round_panel(reach: f64) -> Panel {
    Panel::new(Axis::new("angle, in radians", -0.2, TAU + 0.2), Axis::new("slope", -reach, reach))
}

/// The true slopes where ∇f is g: ‖g‖ times the cosine of the angle to g.
pub(crate) fn true_slopes(panel: Panel, g: V2, reach: f64) -> Panel {
    let toward = g.y.atan2(g.x).rem_euclid(TAU);
    let truth = spread(0.0, TAU, 181).into_iter().map(|angle| (angle, g.dot(&at_angle(angle))));
    let direction = Layer::line(Role::Given, "direction of ∇f", [(toward, -reach), (toward, reach)]);
    panel.layer(direction).layer(Layer::line(Role::Truth, "true slopes", truth))
}

/// The step is the one that was given, on the first two probes, whose surfaces show it.
pub(crate) fn any_step() -> Clause {
    Clause::any_step(3, &[1e-4, 3.0])
}

/// An angle made of two numbers, such as k and n.
pub(crate) type Angle = fn(f64, f64) -> f64;
type Count = (usize, fn(usize) -> usize);
type Vector = fn(f64) -> V2;

/// A wrong rule, with its name and the sentence that helps.
pub(crate) type Wrong<Rule> = (&'static str, Rule, &'static str);

/// Wrong angles of direction k of n.
const ANGLES: [Wrong<Angle>; 17] = [
    ("left out the half behind", |k, n| PI * k / n, "Your fan never looks behind: the whole circle is 2π."),
    ("a quarter of the circle", |k, n| PI / 2.0 * k / n, "Your fan covers the directions between +x and +y only."),
    (
        "n − 1 gaps",
        |k, n| TAU * k / (n - 1.0).max(1.0),
        "Your last direction is the first one again: n directions have n gaps.",
    ),
    ("n + 1 gaps", |k, n| TAU * k / (n + 1.0), "A gap is left over before you come round: n directions have n gaps."),
    ("began with the second", |k, n| TAU * (k + 1.0) / n, "Your first direction is not along x: count k from 0."),
    (
        "began half a gap further",
        |k, n| TAU * (k + 0.5) / n,
        "Your first direction is not along x, but half a gap further.",
    ),
    ("began half a turn away", |k, n| TAU * k / n - PI, "Your fan goes from −π to π: it should begin along +x."),
    (
        "began half a turn away, with n − 1 gaps",
        |k, n| TAU * k / (n - 1.0).max(1.0) - PI,
        "Your fan goes from −π up to π, which is one direction twice: it should begin along +x, and n directions \
         have n gaps.",
    ),
    (
        "divided 360 by n as whole numbers",
        |k, n| ((360.0 / n).trunc() * k).to_radians(),
        "`360 / n` with whole numbers cuts the rest off: where n does not divide 360, a gap is left over.",
    ),
    ("took 3.14 for π", |k, n| 2.0 * rounded_pi(2) * k / n, FEW_DIGITS),
    ("took 3.1416 for π", |k, n| 2.0 * rounded_pi(4) * k / n, FEW_DIGITS),
    ("took 3.14159 for π", |k, n| 2.0 * rounded_pi(5) * k / n, FEW_DIGITS),
    ("multiplied by n", |k, n| TAU * k * n, "Your gaps are whole turns: 2π is to be divided by n."),
    ("gaps of one degree", |k, _| k.to_radians(), "Your gaps are 1° whatever n is: spread over the whole circle."),
    ("gaps of one radian", |k, n| TAU / n + k, "Your gaps are 1 radian: multiply the gap 2π/n by k."),
    (
        "less than a radian in all",
        |k, n| TAU + k / n,
        "Your angles hardly grow: the whole circle is multiplied by k/n.",
    ),
    ("fed degrees to the cosine", |k, n| 360.0 * k / n, "`cos` and `sin` take radians: cos(90.0) is not 0."),
];

fn rounded_pi(decimals: i32) -> f64 {
    (PI * 10_f64.powi(decimals)).round() / 10_f64.powi(decimals)
}

const FEW_DIGITS: &str = "Your circle ends before 2π: `std::f64::consts::TAU` has all its digits.";

/// Other directions than k = 0 … n − 1: the first one, and how far they go.
const COUNTS: [Wrong<Count>; 3] = [
    ("left out the first", (1, |n| n), "Direction 0, along x, is missing: count k from 0."),
    ("left out the last", (0, |n| n.saturating_sub(1)), "The last direction is missing: `0..n` stops before n itself."),
    (
        "stopped half way round",
        (0, |n| n / 2),
        "You stop after half of the directions: the steepest way may lie behind.",
    ),
];

/// Wrong vectors at an angle.
const DIRECTIONS: [Wrong<Vector>; 3] = [
    ("swapped sine and cosine", |a| V2::new(a.sin(), a.cos()), "At the angle 0 you should look along x."),
    ("took the cosine for both", |a| V2::repeat(a.cos()), "You look along a diagonal: the y component is the sine."),
    ("turned clockwise", |a| at_angle(-a), "A quarter turn from +x should lead to +y."),
];

/// All directions at the angle 0.
pub(crate) fn standing_still<R: 'static>(within: fn(&mut R) -> &mut Fan) -> Slip<R> {
    let says = "All your directions lie at the angle 0: is k / n a division of whole numbers? There it is always 0.";
    slip("stayed at the angle 0", move |rules| within(rules).angle = |_, _| 0.0, says)
}

/// The slips of those who make a fan, in whatever rules it stands.
pub(crate) fn slips<R: 'static>(within: fn(&mut R) -> &mut Fan) -> Vec<Slip<R>> {
    let angles = ANGLES.map(|(name, angle, says)| slip(name, move |rules| within(rules).angle = angle, says));
    let counts = COUNTS.map(|(name, (first, count), says)| {
        slip(name, move |rules| *within(rules) = Fan { first, count, ..*within(rules) }, says)
    });
    let directions = DIRECTIONS.map(|(name, to, says)| slip(name, move |rules| within(rules).direction = to, says));
    let measures = WRONG.into_iter().chain([DOUBLED]);
    let measures = measures.map(|(name, measure, says)| slip(name, move |rules| within(rules).measure = measure, says));
    let own_number = slip(
        "always as many directions",
        move |rules| *within(rules) = Fan { count: |_| 360, angle: |k, _| k.to_radians(), ..*within(rules) },
        "You look in 360 directions, however many were asked for: n says how many.",
    );
    angles.into_iter().chain([own_number]).chain(counts).chain(directions).chain(measures).collect()
}
