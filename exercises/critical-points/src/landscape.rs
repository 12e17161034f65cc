//! Every flat place of a box, with its kind.

use nabla_core::Kind;
use nalgebra::{DMatrix, DVector, Vector2};

/// All places with ∇f = 0 in the closed box from `x.0` to `x.1` and from `y.0` to `y.1`, each once, with its kind, in
/// any order.
///
/// Walk from n × n starts, evenly spread from end to end of both sides (n ≥ 2); `crate::find_critical::find_critical`
/// with the tolerance 1e-12 and 60 steps, and `crate::classify::classify` with the tolerance 1e-6 are yours to call.
/// Ends outside the box do not count, and ends within 1e-3 of one another are one place, which is given as a walk left
/// it, not rounded. No place lies on the edge of the box.
///
/// x³ + y³ − 3xy has two places between −1 and 2: a saddle at (0, 0) and a minimum at (1, 1).
pub fn landscape(
    gradient: &dyn Fn(&DVector<f64>) -> DVector<f64>,
    hessian: &dyn Fn(&DVector<f64>) -> DMatrix<f64>,
    x: (f64, f64),
    y: (f64, f64),
    n: usize,
) -> Vec<(Vector2<f64>, Kind)> {
    todo!("a walk from every start, and what is new in the box")
}
