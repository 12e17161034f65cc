//! Two maps, one after the other.

use nalgebra::{DMatrix, DVector};

/// The Jacobian of g(f(x)) at x, from those of f and of g: p × n, where f has n inputs and g has p outputs.
///
/// ```text
/// a nudge v of x becomes J_f·v behind f, and J_g·(J_f·v) behind g
/// ```
///
/// f is given so that you can see where g stands. For f = (r cos t, r sin t) and g = (a² − b², 2ab) at (2, π/6) it is
/// [2, −6.928; 3.464, 4].
pub fn chain_jacobian(
    f: &dyn Fn(&DVector<f64>) -> DVector<f64>,
    jacobian_f: &dyn Fn(&DVector<f64>) -> DMatrix<f64>,
    jacobian_g: &dyn Fn(&DVector<f64>) -> DMatrix<f64>,
    x: &DVector<f64>,
) -> DMatrix<f64> {
    todo!("the Jacobian of both maps together")
}
