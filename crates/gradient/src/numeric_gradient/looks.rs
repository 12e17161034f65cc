//! Where f was looked at, and how often.

use crate::measure::{BACKWARD, FORWARD, LEFTOVERS, uses_the_step};
use nabla_grading::{Complaint, Exercise, Observation, Value};
use nalgebra::DVector;

type DV = DVector<f64>;

/// For this many coordinates the calls are counted.
pub(super) const COUNTED: usize = 40;

pub(super) fn properties(exercise: Exercise) -> Exercise {
    exercise
        .property(one_coordinate_at_a_time)
        .property(looks_to_both_sides)
        .property(no_more_calls_than_it_takes)
        .overall(uses_the_step)
}

/// By how much the coordinates of a point differ from x, but for rounding on the way back.
fn moves<'a>(point: &'a [f64], x: &'a DV, h: f64) -> impl Iterator<Item = f64> + 'a {
    point.iter().zip(x).map(|(a, b)| a - b).filter(move |by| by.abs() > 1e-6 * h)
}

/// Every look is at a point that differs from x in at most one coordinate.
fn one_coordinate_at_a_time(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (x, h): (DV, f64) = (asked.argument(1), asked.argument(2));
    let is_astray = |point: &[f64]| moves(point, &x, h).count() > 1;
    let Some(astray) = asked.looked().find(|point| is_astray(point)) else { return Ok(()) };
    let complaint = Complaint::new("You looked at a point where more than one coordinate has moved.")
        .got(format!("f asked at {:.6}", Value::Numbers(astray.to_vec())))
        .expected("f asked where one coordinate has moved");
    // Where the first look is sound, the later ones have kept what it moved.
    let kept = !asked.looked().next().is_some_and(is_astray);
    Err(if kept { complaint.called("left coordinates nudged", LEFTOVERS) } else { complaint })
}

/// Of all looks, some are ahead of x and some are behind it.
fn looks_to_both_sides(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (x, h): (DV, f64) = (asked.argument(1), asked.argument(2));
    let any = |is: fn(f64) -> bool| asked.looked().any(|point| moves(point, &x, h).any(is));
    // Of very many looks only the first are known.
    let known = asked.looked().count() as u64 == asked.calls();
    let (name, says, side) = match (any(|by| by > 0.0), any(|by| by < 0.0)) {
        (true, false) if known => ("looked forward only", FORWARD, "ahead of"),
        (false, true) if known => ("looked backward only", BACKWARD, "behind"),
        _ => return Ok(()),
    };
    Err(Complaint::named(name, says).got(format!("f asked at x and {side} it")).expected("f asked on both sides of x"))
}

/// A plain central difference needs 2n calls; one that asks for f(x) each time 4n.
fn no_more_calls_than_it_takes(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (n, calls) = (asked.argument::<DV>(1).len(), asked.calls());
    if n != COUNTED || calls <= 6 * n as u64 + 6 {
        return Ok(());
    }
    Err(Complaint::new("").got(format!("{calls} calls of f")).expected(format!("about {} calls of f", 2 * n)))
}
