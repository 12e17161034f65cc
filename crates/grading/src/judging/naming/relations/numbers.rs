//! What may be said of any numbers.

use super::{Relation, changing, relation};
use crate::exercise::part::Kind;
use crate::judging::naming::row::{ENOUGH, Row};
use nabla_core::{Tolerance, number_text};
use std::f64::consts::{E, LN_10, PI, SQRT_2, TAU};

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

/// NaN here and infinity there, and nothing else.
pub(super) fn never_finite(rows: &[Row]) -> Option<Relation> {
    let finite = rows.iter().flat_map(|row| &row.got).any(|number| number.is_finite());
    if finite || rows.len() < ENOUGH || rows.iter().any(|row| row.got.is_empty()) {
        return None;
    }
    relation(
        "never a finite number",
        "None of your answers is a finite number, they are infinite or NaN: look for a division by 0.",
    )
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
    let of_one_length = rows.iter().all(|row| row.got.len() == first.got.len());
    if of_one_length && rows.iter().any(|row| row.expected.len() != first.got.len()) {
        return relation(
            "the same answer everywhere",
            format!("{} wherever you ask, whatever number of them is asked for.", held(first, zero)),
        );
    }
    if zero {
        return relation(
            "0 everywhere",
            "Your answer is 0 wherever you ask: written down so, multiplied by a 0 such as the whole-number 1/2, or never \
             added to.",
        );
    }
    let from_article = rows.iter().any(|row| row.from_article && row.got == row.expected);
    let says = if from_article {
        "Your answer is that of the worked example, the same wherever you ask: the right one changes with the arguments."
    } else {
        "Your answer is the same wherever you ask, and the right one is not: which of the arguments does yours use?"
    };
    relation("the same answer everywhere", says)
}

/// "Your list holds 4 zeros", "Your list holds the same 4 numbers".
fn held(row: &Row, zero: bool) -> String {
    let (the_same, what) = if zero { ("", "zero") } else { ("the same ", "number") };
    let ending = if row.got.len() == 1 { "" } else { "s" };
    format!("Your list holds {the_same}{} {what}{ending}", row.got.len())
}

/// One number in all places of lists of any length.
pub(super) fn one_number(rows: &[Row]) -> Option<Relation> {
    let all = || rows.iter().flat_map(|row| &row.got);
    let one = all().copied().next().filter(|one| all().all(|number| number == one))?;
    let text = number_text(one, Some(5));
    let says = format!("Every number of every answer is {text}, wherever you ask: which of the arguments do they use?");
    relation(format!("{text} in every place"), says)
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
    // As many digits as it takes to see that it is not 1.
    let size_text = (5..16).map(|digits| number_text(size, Some(digits))).find(|text| text != "1").unwrap_or_default();
    let name = format!("too {way} by a factor of {size_text}{sign}");
    let constant = well_known(size).map(|known| format!(" {known}")).unwrap_or_default();
    let minus = if k < 0.0 { " Its sign is the wrong one, too." } else { "" };
    let words = match (size_text.as_str(), way) {
        ("2", "large") => "twice the right one: what was counted double, or not halved?".to_owned(),
        ("2", _) => "half the right one: which factor of 2 got lost?".to_owned(),
        (size, "large") => format!("{size} times the right one: which constant came in, or got lost?"),
        (size, _) => format!("the right one divided by {size}: which constant came in, or got lost?"),
    };
    changing(name, format!("Every answer is {words}{constant}{minus}"), times)
}

/// Rounding has left its trace in a quotient of two answers.
pub(super) fn nearly_whole(k: f64) -> f64 {
    let simple = [1.0, 2.0, 3.0, 4.0, 6.0].map(|denominator: f64| (k * denominator).round() / denominator);
    simple.into_iter().find(|simple| (k - simple).abs() <= 1e-9 * k.abs()).unwrap_or(k)
}

fn well_known(size: f64) -> Option<&'static str> {
    let known = [
        (E, "That is e: an exponent is off by 1."),
        (180.0 / PI, "180/π is the factor between degrees and radians."),
        (LN_10, "That is ln 10: a logarithm or a power to the base 10 stands where the natural one is meant."),
        (PI, "That is π."),
        (TAU, "That is 2π: turns and radians are mixed."),
        (SQRT_2, "That is the root of 2."),
    ];
    let few_digits = (2..7)
        .map(|digits| 10_f64.powi(digits))
        .flat_map(|unit| [(unit * PI).trunc() / unit, (unit * PI).round() / unit]);
    let of_pi = few_digits.chain([22.0 / 7.0]).map(|pi| (pi / PI).max(PI / pi));
    let of_pi = of_pi.map(|constant| (constant, "That is what a π with few digits makes: take `PI` or `TAU`."));
    known.into_iter().chain(of_pi).find(|(constant, _)| (size / constant - 1.0).abs() < 1e-9).map(|(_, says)| says)
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
