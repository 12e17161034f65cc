//! What may be said of any numbers.

use super::{Relation, changing, relation};
use crate::naming::row::{ENOUGH, Row};
use crate::part::Kind;
use crate::value::number_text;
use nabla_core::Tolerance;
use std::f64::consts::{LN_10, PI, SQRT_2, TAU};

/// NaN or infinity in every answer.
pub(super) fn not_finite(rows: &[Row]) -> Option<Relation> {
    let everywhere = |odd: fn(f64) -> bool| rows.iter().all(|row| row.got.iter().any(|number| odd(*number)));
    if everywhere(f64::is_nan) {
        return relation(
            "not a number",
            "Every answer holds NaN: look for 0/0, a root of something negative, or a mean of nothing.",
        );
    }
    if everywhere(f64::is_infinite) {
        return relation("infinite", "Every answer is infinite: look for a division by something that is always 0.");
    }
    None
}

pub(super) fn constant(rows: &[Row]) -> Option<Relation> {
    let first = rows.first()?;
    let empty = rows.iter().all(|row| row.got.is_empty());
    let zero = !empty && rows.iter().all(|row| row.got.iter().all(|number| *number == 0.0));
    let same = zero || !empty && rows.iter().all(|row| row.got == first.got);
    let varied = rows.iter().filter(|row| row.expected != first.expected).count() >= ENOUGH;
    if !same || !varied {
        return None;
    }
    if zero {
        return relation(
            "0 everywhere",
            "Your answer is 0, the same wherever you ask: does a whole-number division or a loop that never runs stand behind it?",
        );
    }
    let right_in_article = rows.iter().any(|row| row.from_article && row.got == row.expected);
    let says = if right_in_article {
        "That is right at the worked example only: your answer is the same wherever you ask."
    } else {
        "Your answer is the same wherever you ask: which of the arguments does it use?"
    };
    relation("the same answer everywhere", says)
}

/// got = k · expected with one k.
pub(super) fn factor(rows: &[Row], kind: Kind, tolerance: &Tolerance) -> Option<Relation> {
    let largest = rows
        .iter()
        .flat_map(Row::pairs)
        .filter(|(_, expected)| *expected != 0.0 && expected.is_finite())
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let k = nearly_whole(largest.0 / largest.1);
    let telling = rows.iter().flat_map(Row::pairs).filter(|(_, expected)| *expected != 0.0).count();
    let times = move |numbers: &[f64]| numbers.iter().map(|number| k * number).collect::<Vec<f64>>();
    if telling < ENOUGH
        || !k.is_finite()
        || k == 0.0
        || k == 1.0
        || !rows.iter().all(|row| row.agrees_when(tolerance, times))
    {
        return None;
    }
    if (k + 1.0).abs() < 1e-9 {
        let says = if kind == Kind::Arrow {
            "Every answer has the right length and points exactly the other way."
        } else {
            "Every answer has the right size and the wrong sign: which way round is a difference taken?"
        };
        return changing("the sign is flipped", says, times);
    }
    let (size, way) = if k.abs() > 1.0 { (k.abs(), "large") } else { (1.0 / k.abs(), "small") };
    let sign = if k < 0.0 { ", and the sign is flipped" } else { "" };
    let name = format!("too {way} by a factor of {}{sign}", number_text(size, Some(5)));
    let constant = well_known(size).map(|known| format!(" {known}")).unwrap_or_default();
    let minus = if k < 0.0 { " Its sign is the wrong one, too." } else { "" };
    let words = match (number_text(size, Some(5)).as_str(), way) {
        ("2", "large") => "twice the right one: what was counted double, or not halved?".to_owned(),
        ("2", _) => "half the right one: which factor of 2 got lost?".to_owned(),
        (size, "large") => format!("{size} times the right one: which constant came in, or got lost?"),
        (size, _) => format!("the right one divided by {size}: which constant came in, or got lost?"),
    };
    changing(name, format!("Every answer is {words}{constant}{minus}"), times)
}

/// Rounding has left its trace in a quotient of two answers.
fn nearly_whole(k: f64) -> f64 {
    let simple = [1.0, 2.0, 3.0, 4.0, 6.0].map(|denominator: f64| (k * denominator).round() / denominator);
    simple.into_iter().find(|simple| (k - simple).abs() <= 1e-9 * k.abs()).unwrap_or(k)
}

fn well_known(size: f64) -> Option<&'static str> {
    let known = [
        (180.0 / PI, "180/π is the factor between degrees and radians."),
        (LN_10, "That is ln 10: a logarithm or a power to the base 10 stands where the natural one is meant."),
        (PI, "That is π."),
        (TAU, "That is 2π: turns and radians are mixed."),
        (SQRT_2, "That is the root of 2."),
    ];
    known.into_iter().find(|(constant, _)| (size / constant - 1.0).abs() < 1e-9).map(|(_, says)| says)
}

/// got = k · expected, where k is made of how many items there are.
pub(super) fn count_factor(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    type Of = fn(f64) -> f64;
    let shapes: [(Of, &str, &str); 5] = [
        (
            |n| n,
            "a sum in place of a mean",
            "Your answer grows with how many items there are: the sum stands where the mean is asked.",
        ),
        (
            |n| 1.0 / n,
            "divided by the number of items once more",
            "Your answer shrinks with how many items there are: it is divided by their number once too often.",
        ),
        (
            |n| n / (n - 1.0),
            "divided by n − 1",
            "A plain mean divides by how many there are; yours divides by one less.",
        ),
        (
            |n| n / (n + 1.0),
            "divided by n + 1",
            "A plain mean divides by how many there are; yours divides by one more.",
        ),
        (
            |n| n * n,
            "multiplied by the number twice",
            "Your answer grows with the square of how many items there are: the division is missing, and a multiplication stands there.",
        ),
    ];
    let places = rows.iter().map(|row| row.counts.len()).min()?;
    for place in 0..places {
        let first = rows[0].counts[place];
        if rows.iter().filter(|row| row.counts[place] != first).count() < ENOUGH {
            continue;
        }
        for (of, name, says) in shapes {
            for (times, also) in [
                (1.0, ""),
                (0.5, ", and half of it"),
                (2.0, ", and twice as much"),
                (-1.0, ", and the sign is flipped"),
            ] {
                let holds = |row: &Row| {
                    let k = times * of(row.counts[place]);
                    k.is_finite() && row.agrees_when(tolerance, |x| x.iter().map(|x| k * x).collect())
                };
                if rows.iter().all(holds) {
                    let extra = match times {
                        0.5 => " A factor of 2 is missing besides.",
                        2.0 => " A factor of 2 is too much besides.",
                        -1.0 => " The sign is the wrong one, too.",
                        _ => "",
                    };
                    return relation(format!("{name}{also}"), format!("{says}{extra}"));
                }
            }
        }
    }
    None
}

/// got = φ(expected), number by number, for a function that is often put in, or left out.
pub(super) fn function_of(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    type Phi = fn(f64) -> f64;
    let known: [(&str, Phi, &str); 12] = [
        ("squared", |x| x * x, "Every answer is the square of the right one: a root is missing, or a square too many."),
        (
            "the root of it",
            |x| x.abs().sqrt(),
            "Every answer is the root of the right one: a square got lost, or a root came in.",
        ),
        (
            "turned upside down",
            |x| 1.0 / x,
            "Every answer is 1 divided by the right one: your fraction is turned upside down.",
        ),
        (
            "turned upside down, and the sign is flipped",
            |x| -1.0 / x,
            "Every answer is −1 divided by the right one: your fraction is turned upside down, and the sign is wrong.",
        ),
        ("without its sign", f64::abs, "Every answer has the right size, and none is negative: the sign got lost."),
        (
            "negative throughout",
            |x| -x.abs(),
            "Every answer has the right size, and none is positive: the sign got lost.",
        ),
        (
            "the angle in place of the slope",
            f64::atan,
            "Every answer is the angle whose tangent is the right one: a slope is asked, not an angle.",
        ),
        (
            "the angle in degrees in place of the slope",
            |x| x.atan().to_degrees(),
            "Every answer is the angle, in degrees, whose tangent is the right one: a slope is asked, not an angle.",
        ),
        ("its logarithm", f64::ln, "Every answer is the logarithm of the right one."),
        (
            "its logarithm to the base 10",
            f64::log10,
            "Every answer is the logarithm, to the base 10, of the right one.",
        ),
        ("its exponential", f64::exp, "Every answer is the exponential of the right one."),
        ("its sine", f64::sin, "Every answer is the sine of the right one."),
    ];
    known.into_iter().find_map(|(name, phi, says)| {
        let holds = |row: &Row| {
            row.expected.iter().all(|x| phi(*x).is_finite())
                && row.agrees_when(tolerance, |x| x.iter().copied().map(phi).collect())
        };
        if rows.iter().all(holds) { changing(name, says, move |x| x.iter().copied().map(phi).collect()) } else { None }
    })
}

/// Whole numbers only, where the truth has digits behind the point.
pub(super) fn whole(rows: &[Row]) -> Option<Relation> {
    let is_whole = |number: &f64| number.fract() == 0.0;
    let broken = rows.iter().filter(|row| !row.expected.iter().all(is_whole)).count();
    if broken < ENOUGH || !rows.iter().flat_map(|row| &row.got).all(is_whole) {
        return None;
    }
    relation(
        "whole numbers only",
        "Every answer is a whole number, where the right ones have digits behind the point: `as i64`, `trunc`, an integer division or `^` (which is no power in Rust) cuts them off.",
    )
}

/// Right to six or seven digits, and each a number that an f32 holds.
pub(super) fn single_precision(rows: &[Row]) -> Option<Relation> {
    let fits = |number: f64| f64::from(number as f32) == number;
    let near = |row: &Row| row.pairs().all(|(got, expected)| (got - expected).abs() <= 1e-4 * row.largest());
    let telling = rows.iter().filter(|row| row.expected.iter().any(|number| !fits(*number))).count();
    if telling < ENOUGH || !rows.iter().flat_map(|row| &row.got).all(|number| fits(*number)) || !rows.iter().all(near) {
        return None;
    }
    relation(
        "computed in f32",
        "Your answers are right to about seven digits: an `f32` stands somewhere, where all should be `f64`.",
    )
}

/// Right, but rounded to a number of decimals.
pub(super) fn rounded(rows: &[Row]) -> Option<Relation> {
    (1..=8).find_map(|decimals| {
        let unit = 10_f64.powi(decimals);
        let is_rounded =
            |number: f64| ((number * unit) - (number * unit).round()).abs() <= 1e-9 * (number * unit).abs().max(1e-3);
        let near = |row: &Row| {
            row.pairs().all(|(got, expected)| (got - expected).abs() <= 1.01 / unit + 1e-12 * row.largest())
        };
        let telling = rows.iter().filter(|row| row.expected.iter().any(|number| !is_rounded(*number))).count();
        let all = rows.iter().all(near) && rows.iter().flat_map(|row| &row.got).all(|number| is_rounded(*number));
        if telling < ENOUGH || !all {
            return None;
        }
        relation(
            format!("rounded to {decimals} decimals"),
            format!("Every answer is the right one rounded to {decimals} decimals: leave all digits in."),
        )
    })
}

/// got = expected + c with one c.
pub(super) fn shifted(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    if rows.iter().any(|row| row.expected.is_empty()) {
        return None;
    }
    let smallest = rows.iter().min_by(|a, b| a.size.total_cmp(&b.size))?;
    let c = nearly_whole(smallest.got[0] - smallest.expected[0]);
    let plus = move |x: &[f64]| x.iter().map(|x| x + c).collect::<Vec<f64>>();
    if c == 0.0
        || !c.is_finite()
        || !rows.iter().all(|row| row.agrees_when(tolerance, plus))
        || rows.iter().any(|row| row.is_right(tolerance))
    {
        return None;
    }
    let by = number_text(c, Some(6));
    changing(
        "off by a constant",
        format!("Every answer is the right one plus {by}: which term gives the same everywhere?"),
        plus,
    )
}

/// The largest relative error that still looks like an approximation.
const CLOSE: f64 = 1e-3;

/// Near the truth at every probe, measured against the answer itself: a small wrong term of a large sum is none.
pub(super) fn approximation(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let error = |row: &Row| {
        let largest = row.largest();
        row.pairs()
            .map(|(got, expected)| if got == expected { 0.0 } else { (got - expected).abs() / largest })
            .fold(0.0, f64::max)
    };
    let worst = rows.iter().map(error).fold(0.0, f64::max);
    // Wrong nearly everywhere: a term that is small at some places and large at others is no approximation.
    let off = rows.iter().filter(|row| !row.is_right(tolerance)).count();
    if worst > CLOSE || off * 3 < rows.len() {
        return None;
    }
    let worst = number_text(worst, Some(1));
    relation(
        "close, but not exact",
        format!(
            "Every answer is near the right one and some are off by up to {worst} of it: an approximation, or a rounding, stands where the exact answer is asked."
        ),
    )
}

/// Right sizes, with signs that come and go.
pub(super) fn sizes_only(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let sizes = |row: &Row| row.pairs().all(|(got, expected)| tolerance.accepts(got.abs(), expected.abs(), row.size));
    if !rows.iter().all(sizes) {
        return None;
    }
    relation(
        "some signs are flipped",
        "All sizes are right; some signs are not. Where does the sign depend on what it should not depend on?",
    )
}

pub(super) fn worked_example(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let (article, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.from_article);
    let right = |rows: &[&Row]| rows.iter().filter(|row| row.is_right(tolerance)).count();
    if article.is_empty() || right(&article) < article.len() || right(&others) > 0 {
        return None;
    }
    relation(
        "right only at the worked example",
        "The worked example comes out right, other points do not: what is special about its numbers?",
    )
}
