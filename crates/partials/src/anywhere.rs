//! What every formula in x and y has to be: exact, and at every point; and what the formulas of Example 1 share.
//!
//! Exact means that no rounding of the arguments and no measured slope passes for it; both give answers that are near.

use nabla_grading::{Clause, Complaint, Exercise, FromValue, IntoValue, Observation, Probes, Value, exact_formula};

/// Points at which the mistakes about x²y + 3xy² − 5y + 1 give answers of their own, round ones first.
pub(crate) fn telling_points(ask: &mut Probes) {
    ask.at((3.0, -4.0));
    ask.at((-2.0, 5.0));
    ask.at((0.5, -1.5));
    // A difference quotient with any fixed small step is off here by more than a formula ever is.
    ask.at((3e6, -4e6));
    ask.random(32, |draw| (draw.number(-9.0, 9.0), draw.number(-9.0, 9.0)));
}

/// What is given in place of one slope of x²y + 3xy² − 5y + 1, whichever was asked: both, or none.
pub(crate) fn no_single_slope(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "added both slopes",
            |x: f64, y: f64| 2.0 * x * y + 3.0 * y * y + x * x + 6.0 * x * y - 5.0,
            "You give the sum of two slopes: one variable moves at a time, and the other stands still.",
        )
        .mistake(
            "returned the height",
            |x: f64, y: f64| x * x * y + 3.0 * x * y * y - 5.0 * y + 1.0,
            "That is f itself: how high the surface is, not how fast it changes.",
        )
}

/// What `^` makes of a number and 2 once the number was cut to a whole one.
pub(crate) fn switched(number: f64) -> f64 {
    (number as i64 ^ 2) as f64
}

/// What is said of it.
pub(crate) const SWITCHED: &str =
    "`^` is no power in Rust, it switches bits: 3 ^ 2 is 1. Multiply, or take `powi`; then nothing need be cut off.";

/// Every point: both axes, the origin, and far away. Whoever divided by x, or by y, answers `undefined` on an axis.
pub(crate) fn every_point<A: IntoValue + FromValue + Copy + 'static>(undefined: A) -> Clause {
    const SAYS: &str =
        "The formula holds at every point: on the axes too, where x or y is 0, and however far from the origin.";
    let points = [(0.0, 5.0), (3.0, 0.0), (0.0, 0.0), (-14.0, 60.0), (-7e8, 2e9)];
    points.into_iter().fold(Clause::new("every point", SAYS), Clause::at).missed(
        "divided by 0",
        move |_: f64, _: f64| undefined,
        "",
    )
}

/// What people do to an argument.
type Change = fn(f64) -> f64;

/// A formula at other arguments, and what to say of it.
const CHANGES: [(&str, Change, &str); 4] = [
    (
        "cut the arguments to whole numbers",
        f64::trunc,
        "Your formula only sees whole numbers: `as i64` cuts the decimals of x and y off.",
    ),
    ("rounded the arguments", |x| (10.0 * x).round() / 10.0, ROUNDED),
    ("rounded the arguments", |x| (1e2 * x).round() / 1e2, ROUNDED),
    ("rounded the arguments", |x| (1e3 * x).round() / 1e3, ROUNDED),
];
const ROUNDED: &str = "Your formula sees x and y with few decimals only: use all their digits.";

/// What is seen of a formula that is nearly right: its arguments were rounded, or a difference stands in its place.
pub(crate) fn exact<A: IntoValue>(
    asked: &[Observation<'_>],
    truth: impl Fn(f64, f64) -> A,
) -> Result<(), (usize, Complaint)> {
    let got = |asked: &Observation<'_>| asked.answer.value().map(Value::components).unwrap_or_default();
    let errors = |asked: &Observation<'_>, expected: &Value| -> Vec<(f64, f64)> {
        got(asked).into_iter().zip(expected.components()).collect()
    };
    let is_right = |asked: &Observation<'_>, expected: &Value| {
        let agrees = |(got, expected): (f64, f64)| asked.tolerance.accepts(got, expected, asked.size);
        got(asked).len() == expected.components().len() && errors(asked, expected).into_iter().all(agrees)
    };
    let wrong: Vec<usize> =
        (0..asked.len()).filter(|index| !is_right(&asked[*index], asked[*index].expected)).collect();
    let Some(first) = wrong.first() else { return Ok(()) };
    let sees = |change: Change| {
        let at = |asked: &Observation<'_>| truth(change(asked.argument(0)), change(asked.argument(1))).into_value();
        asked.iter().all(|asked| is_right(asked, &at(asked)))
    };
    if let Some((name, _, says)) = CHANGES.into_iter().find(|(_, change, _)| sees(*change)) {
        return Err((*first, Complaint::named(name, says)));
    }
    exact_formula(asked)
}
