//! The slips in making a difference quotient.

use super::Quotient;
use nabla_grading::{Slip, slip};

/// A slip in a procedure with rules R: its name, what it changes, the sentence that helps.
pub(crate) type Change<R> = (&'static str, fn(&mut R), &'static str);

/// Slips that are made in any difference quotient.
pub(crate) const IN_ANY: [Change<Quotient>; 14] = [
    (
        "forgot to divide",
        |q| q.run = |_| 1.0,
        "That is the rise. A slope is rise over run: make h ten times smaller and see your answer shrink with it.",
    ),
    (
        "multiplied by h",
        |q| q.over = |_, h| 1.0 / (h * h),
        "Rise times run is an area: h is to stand below. Mind that `/ 2.0 * h` divides by 2 and then multiplies.",
    ),
    (
        "divided by h once more",
        |q| q.over = |_, h| h,
        "Make h ten times smaller, and your answer becomes ten times larger: how often do you divide by h?",
    ),
    (
        "divided by x",
        |q| q.over = |x, h| x / h,
        "You divide by something made of x. The run is how far your two places lie apart.",
    ),
    (
        "divided by the far place",
        |q| q.over = |x, h| (x + h) / h,
        "You divide by x + h, where you have arrived. The run is how far your two places lie apart.",
    ),
    (
        "multiplied by x",
        |q| q.over = |x, _| 1.0 / x,
        "Move the curve sideways together with x: its slope stays, and yours grows with x.",
    ),
    (
        "added the heights",
        |q| q.slope = |at, a, b, run| (at(a) + at(b)) / run,
        "Lift the curve by 100: its slope stays, your answer does not.",
    ),
    (
        "divided the heights",
        |q| q.slope = |at, a, b, run| at(a) / at(b) / run,
        "The rise is a difference of two heights; yours is their ratio.",
    ),
    (
        "took the remainder",
        |q| q.slope = |at, a, b, run| (at(a) - at(b)) % run,
        "`%` gives what is left over by a division; the division itself is `/`.",
    ),
    (
        "forgot the brackets",
        |q| q.slope = |at, a, b, run| at(a) - at(b) / run,
        "Only one of your two heights is divided: division binds more tightly than subtraction.",
    ),
    (
        "forgot the second height",
        |q| q.slope = |at, a, _, run| at(a) / run,
        "Lift the curve by 100: its slope stays, your answer does not. What is the rise measured from?",
    ),
    (
        "cut the rise to a whole number",
        |q| q.slope = |at, a, b, run| (at(a) - at(b)).trunc() / run,
        "Your rise is always a whole number: `as i64` or an integer type cuts its decimals off.",
    ),
    (
        "returned the height",
        |q| q.slope = |at, _, _, _| at(0.0),
        "That is how high the curve is at x, not how fast it climbs.",
    ),
    ("put in a step of its own", |q| q.step = |_| 1e-5, super::places::OWN_STEP),
];

/// A slip that an absolute value hides.
const WRONG_WAY_ROUND: [Change<Quotient>; 1] = [(
    "subtracted the wrong way round",
    |q| q.slope = |at, a, b, run| (at(b) - at(a)) / run,
    "Try f(x) = x: it climbs. Does your slope say so?",
)];

/// Slips that are made in a central difference only.
pub(crate) const IN_CENTRAL: [Change<Quotient>; 15] = [
    (
        "multiplied by the run",
        |q| q.slope = |at, a, b, run| (at(a) - at(b)) * run,
        "Rise times run is an area. What does a slope do with the run?",
    ),
    ("divided by h", |q| q.run = |h| h, "Exactly double: how far apart are your two samples?"),
    (
        "left out h below",
        |q| q.over = |_, h| 1.0 / h,
        "Make h ten times smaller, and your answer becomes ten times smaller: the run has an h in it.",
    ),
    (
        "looked forward only",
        |q| (q.behind, q.run) = (0.0, |h| h),
        "Biased to one side: on x² your answer is off by h. Look to both sides of x.",
    ),
    (
        "looked backward only",
        |q| (q.ahead, q.run) = (0.0, |h| h),
        "Biased to one side: you never looked beyond x. Look to both sides of it.",
    ),
    (
        "halved the forward difference",
        |q| q.behind = 0.0,
        "The run of your two places is h, and you divide by 2h: where are you after going back by h once, \
         and where should the second sample lie?",
    ),
    (
        "halved the backward difference",
        |q| q.ahead = 0.0,
        "The run of your two places is h, and you divide by 2h: should one of them lie beyond x?",
    ),
    (
        "stepped half as far",
        |q| (q.ahead, q.behind, q.run) = (0.5, -0.5, |h| h),
        "A central difference, of another step: here the samples are to lie h to each side of x.",
    ),
    (
        "looked at four places",
        |q| {
            q.slope = |at, a, b, run| (8.0 * (at(a) - at(b)) - at(2.0 * a) + at(2.0 * b)) / (6.0 * run);
        },
        "That is a finer formula, with samples 2h away as well: two were asked for, h to each side.",
    ),
    (
        "stepped twice as far",
        |q| (q.ahead, q.behind, q.run) = (2.0, -2.0, |h| 4.0 * h),
        "A central difference, of another step: your samples lie 2h to each side of x.",
    ),
    (
        "put the samples twice as far apart",
        |q| (q.ahead, q.behind) = (2.0, -2.0),
        "Your samples lie 2h to each side of x: then they are 4h apart, and here they are to be 2h apart.",
    ),
    (
        "stepped ahead twice",
        |q| (q.ahead, q.behind) = (2.0, 0.0),
        "A run of 2h, which starts at x: put x in the middle of it.",
    ),
    ("added 2 and h", |q| q.run = |h| 2.0 + h, "The run is 2h, which is 2 times h: yours adds them."),
    (
        "subtracted the two sides",
        |q| q.slope = |at, a, b, run| (at(a) - 2.0 * at(0.0) + at(b)) / run,
        "The slopes to both sides are to be averaged; their difference tells how the curve bends.",
    ),
    (
        "took the second difference",
        |q| {
            q.slope = |at, a, b, run| (at(a) - 2.0 * at(0.0) + at(b)) / run;
            q.over = |_, h| 0.5 * h;
        },
        "That is the second derivative: how the slope itself changes. On a straight line it is 0.",
    ),
];

/// Slips that are made in a forward difference only.
const IN_FORWARD: [Change<Quotient>; 7] = [
    (
        "looked backward",
        |q| (q.ahead, q.behind, q.run) = (0.0, -1.0, |h| h),
        "Your step goes from x − h to x. A forward difference looks ahead: you never looked beyond x.",
    ),
    (
        "looked to both sides",
        |q| (q.ahead, q.behind, q.run) = (1.0, -1.0, |h| 2.0 * h),
        "That is the central difference, which comes next. This one starts at x and looks ahead only.",
    ),
    (
        "divided by the example's run",
        |q| q.run = |_| 0.1,
        "You always divide by 0.1: that is the run of the worked example, and here the step is given.",
    ),
    ("divided by 2h", |q| q.run = |h| 2.0 * h, "You divide by 2h: how far apart are your two points?"),
    (
        "stepped twice as far",
        |q| (q.ahead, q.run) = (2.0, |h| 2.0 * h),
        "A correct secant, of another step: yours ends at x + 2h.",
    ),
    (
        "stepped half as far",
        |q| (q.ahead, q.run) = (0.5, |h| 0.5 * h),
        "A correct secant, of another step: yours ends halfway to x + h.",
    ),
    (
        "stopped halfway",
        |q| q.ahead = 0.5,
        "Your far point lies h/2 beyond x, and you divide by h: which run belongs to it?",
    ),
];

/// Slips in a forward difference.
pub(crate) fn forward_slips() -> Vec<Slip<Quotient>> {
    slips(&[&IN_FORWARD, &IN_ANY, &WRONG_WAY_ROUND], |quotient| quotient)
}

/// Slips in a central difference that is part of a procedure.
pub(crate) fn central_slips<R: 'static>(of: fn(&mut R) -> &mut Quotient) -> Vec<Slip<R>> {
    slips(&[&IN_CENTRAL, &IN_ANY, &WRONG_WAY_ROUND], of)
}

/// Slips in that part of a procedure.
pub(crate) fn slips<R: 'static, Q: 'static>(lists: &[&'static [Change<Q>]], of: fn(&mut R) -> &mut Q) -> Vec<Slip<R>> {
    let one = |(name, change, says): &'static Change<Q>| slip(name, move |rules| change(of(rules)), says);
    lists.iter().flat_map(|list| list.iter()).map(one).collect()
}
