//! What a measured Hessian shows of itself: where f was asked, how often, and which of its entries are right.

use super::{COUNTED, DM, DV};
use crate::numeric_hessian::slips::{ASTRAY, ASTRAY_SAYS, OWN_STEP};
use nabla_grading::{Complaint, Observation, number_text};

/// Two corners a pair and three looks an input are the least; four corners for all pairs, both ways, are twice as many.
pub(super) fn no_more_calls_than_it_takes(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (n, calls) = (asked.argument::<DV>(1).len(), asked.calls());
    if n != COUNTED || calls <= (8 * n * n + 8) as u64 {
        return Ok(());
    }
    Err(Complaint::new("").got(format!("{calls} calls of f")).expected(format!("about {} calls of f", 2 * n * n)))
}

/// The places, two by two, at which the same is asked with two steps.
fn two_steps<'a>(all: &'a [Observation<'a>]) -> impl Iterator<Item = usize> + 'a {
    (1..all.len()).filter(|&index| {
        let (a, b) = (all[index - 1].arguments, all[index].arguments);
        a[..2] == b[..2] && a[2] != b[2]
    })
}

/// With another step f is asked elsewhere.
pub(super) fn uses_the_step(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let is_deaf = |index: &usize| {
        let (a, b) = (&all[index - 1], &all[*index]);
        a.looked().next().is_some() && a.looked().eq(b.looked())
    };
    let deaf = two_steps(all).find(is_deaf);
    deaf.map_or(Ok(()), |index| Err((index, Complaint::named("put in a step of its own", OWN_STEP))))
}

/// Where no mistake of the book explains the answers: what holds of all of them.
pub(super) fn in_common(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let wrong = |(diagonal, beside): (bool, bool)| {
        all.iter().position(|asked| entries(asked, diagonal, beside).any(|(got, right)| !is_right(asked, got, right)))
    };
    if all.iter().any(|asked| matrices(asked).is_none()) {
        return Ok(());
    }
    let (on, off) = (wrong((true, false)), wrong((false, true)));
    if (on, off) == (None, None) {
        return Ok(());
    }
    if let Some(index) = lifted(all) {
        let says = "Add 10 to f, and your second partials change: the signs of all points together must cancel.";
        return Err((index, Complaint::named("changes when f is lifted", says)));
    }
    match (on, off) {
        (None, Some(index)) => {
            let says =
                "Your diagonal is right everywhere. Two inputs at once: which points, which signs, which distance?";
            return Err((index, Complaint::named("wrong off the diagonal only", says)));
        }
        (Some(index), None) => {
            let says = "All twists are right. One input alone: which points, how often each, over which distance?";
            return Err((index, Complaint::named("wrong on the diagonal only", says)));
        }
        _ => {}
    }
    asks_where_h_leads(all)?;
    let grown = two_steps(all).find_map(|index| Some((index, growth(&all[index - 1], &all[index])?)));
    grown.map_or(Ok(()), |(index, times)| {
        let says = format!(
            "With h twice as large yours becomes {} times as large, where the right one stays: count the distances that \
             divide.",
            number_text(times, Some(3))
        );
        Err((index, Complaint::named("a wrong power of h", says)))
    })
}

/// Half a step gives right numbers as well, where h is small or f a cubic, and is not the step that was given.
pub(super) fn asks_where_h_leads(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let strays = all.iter().enumerate().find_map(|(index, asked)| Some((index, astray(asked)?)));
    strays.map_or(Ok(()), |(index, place)| {
        let got = format!("f asked at {:.6}", nabla_grading::Value::Numbers(place));
        Err((index, Complaint::named(ASTRAY, ASTRAY_SAYS).got(got).expected("f asked h away")))
    })
}

/// Where f is the one before, lifted, and the answer is not.
fn lifted(all: &[Observation<'_>]) -> Option<usize> {
    (1..all.len()).find(|&index| {
        let (before, after) = (&all[index - 1], &all[index]);
        let same = before.arguments[1..] == after.arguments[1..] && before.expected == after.expected;
        let mut pairs = entries(before, true, true).zip(entries(after, true, true));
        same && pairs.any(|((a, _), (b, _))| !is_right(after, a, b))
    })
}

/// The answer and the truth, where they have one shape.
fn matrices(asked: &Observation<'_>) -> Option<(DM, DM)> {
    let right: DM = nabla_grading::FromValue::from_value(asked.expected)?;
    asked.value::<DM>().filter(|got| got.shape() == right.shape()).map(|got| (got, right))
}

/// Pairs of entries, on the diagonal and beside it as wanted.
fn entries(asked: &Observation<'_>, diagonal: bool, beside: bool) -> impl Iterator<Item = (f64, f64)> {
    let (got, right) = matrices(asked).unwrap_or_else(|| (DM::zeros(0, 0), DM::zeros(0, 0)));
    let places = (0..right.nrows()).flat_map(|i| (0..right.nrows()).map(move |j| (i, j))).collect::<Vec<_>>();
    let wanted = move |(i, j): &(usize, usize)| if i == j { diagonal } else { beside };
    places.into_iter().filter(wanted).map(move |place| (got[place], right[place]))
}

fn is_right(asked: &Observation<'_>, got: f64, right: f64) -> bool {
    asked.tolerance.accepts(got, right, asked.size)
}

/// A place at which an input has moved by something else than h or 2h. Where all entries are right it may be 2h only if another has
/// moved by h: a difference of differences goes 2h along one axis, and h along each of two.
fn astray(asked: &Observation<'_>) -> Option<Vec<f64>> {
    let (x, h): (DV, f64) = (asked.argument(1), asked.argument(2));
    let is = |by: f64, steps: f64| (by.abs() - steps * h).abs() <= 1e-6 * h;
    let moved = |place: &[f64], by: &dyn Fn(f64) -> bool| place.iter().zip(x.iter()).any(|(a, b)| by(a - b));
    let off = matrices(asked).is_none() || entries(asked, true, true).any(|(got, right)| !is_right(asked, got, right));
    let by_one = off || x.len() < 2 || asked.looked().any(|place| moved(place, &|by| is(by, 1.0)));
    let steps: &[f64] = if by_one { &[0.0, 1.0, 2.0] } else { &[0.0] };
    let strays = |place: &&[f64]| moved(place, &|by| !steps.iter().any(|steps| is(by, *steps)));
    asked.looked().find(strays).map(<[f64]>::to_vec)
}

/// By how much all entries grow from the first answer to the second.
fn growth(first: &Observation<'_>, second: &Observation<'_>) -> Option<f64> {
    let pairs: Vec<(f64, f64)> =
        entries(first, true, true).zip(entries(second, true, true)).map(|((a, _), (b, _))| (a, b)).collect();
    let (a, b) = pairs.iter().copied().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let times = b / a;
    let all = pairs.iter().all(|(one, other)| (other - times * one).abs() <= 1e-6 * b.abs());
    (all && times.is_finite() && (times - 1.0).abs() > 1e-3).then_some(times)
}
