//! Flat places as they are: found where slopes change their sign, and compared as sets.

use super::V2;
use crate::bendings::{bendings, kind, strongest};
use nabla_core::{Field, FromValue, Kind};
use nabla_grading::Value;
use nalgebra::Matrix2;

pub(super) type Side = (f64, f64);
pub(super) type Places = Vec<(V2, Kind)>;

/// Two answers within this distance are about the same place: where H is singular Newton's ends scatter by up to 1e-4.
pub(super) const SAME: f64 = 2e-3;
/// So near to a place of this kind Newton ends: where H is regular the last step doubles the right digits.
pub(super) fn scatter(kind: Kind) -> f64 {
    if kind == Kind::Undecided { SAME } else { 1e-7 }
}

/// How many cells the truth's grid has along a side.
const CELLS: usize = 31;

/// All flat places of the field in the box. Where both slopes take both signs on the corners of a block of cells, a
/// zero may lie in it; Newton with exact slopes finds it, or leaves the block.
pub(crate) fn flat_places(field: &Field, x: Side, y: Side) -> Places {
    let cell = V2::new(x.1 - x.0, y.1 - y.0) / CELLS as f64;
    let corner =
        |column: usize, row: usize| V2::new(x.0, y.0) + cell.component_mul(&V2::new(column as f64, row as f64));
    let slopes: Vec<Vec<V2>> = (0..=CELLS)
        .map(|row| (0..=CELLS).map(|column| nabla_truth::gradient_2d(field, corner(column, row))).collect())
        .collect();
    let mut places: Places = Vec::new();
    for (row, column) in (1..CELLS).flat_map(|row| (1..CELLS).map(move |column| (row, column))) {
        let block = || (row - 1..=row + 1).flat_map(|row| (column - 1..=column + 1).map(move |column| (row, column)));
        let both_signs = |axis: usize| {
            let any = |is: fn(f64) -> bool| block().any(|(row, column)| is(slopes[row][column][axis]));
            any(|slope| slope >= 0.0) && any(|slope| slope <= 0.0)
        };
        if !(both_signs(0) && both_signs(1)) {
            continue;
        }
        let Some(p) = zero_near(field, corner(column, row), 2.0 * cell.norm()) else { continue };
        let inside = (x.0..=x.1).contains(&p.x) && (y.0..=y.1).contains(&p.y);
        if inside && places.iter().all(|(q, _)| (p - q).norm() > 1e-3) {
            let all = bendings(&nabla_truth::hessian(field, p.as_slice()));
            places.push((p, kind(&all, 1e-6 * strongest(&all))));
        }
    }
    places
}

/// The zero of ∇f that Newton finds from p without going farther than `reach`.
fn zero_near(field: &Field, from: V2, reach: f64) -> Option<V2> {
    let mut p = from;
    for _ in 0..60 {
        let slopes = nabla_truth::gradient_2d(field, p);
        if slopes.norm() <= 1e-13 {
            return Some(p);
        }
        let h = nabla_truth::hessian(field, p.as_slice());
        p -= Matrix2::from_fn(|i, j| h[(i, j)]).try_inverse()? * slopes;
        if (p - from).norm() > reach {
            return None;
        }
    }
    None
}

/// Whether both name the same places as often, with the same kinds, in any order.
pub(super) fn same_places(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(mut b)) = (Places::from_value(a), Places::from_value(b)) else { return a == b };
    let mut taken = |(p, kind): &(V2, Kind)| {
        let found = b.iter().position(|(q, other)| (p - q).norm() <= SAME && kind == other);
        found.map(|index| b.swap_remove(index)).is_some()
    };
    a.iter().all(&mut taken) && b.is_empty()
}
