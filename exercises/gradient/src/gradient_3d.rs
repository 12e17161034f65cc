//! Three inputs, three slopes.

use nalgebra::Vector3;

/// The gradient ∇f = (∂f/∂x, ∂f/∂y, ∂f/∂z) of
///
/// ```text
/// f(x, y, z) = x²z + yz² − 3xy
/// ```
///
/// at any point p = (x, y, z), on the axes and far away, too. At (−2, −3, 3) it is (−3, 15, −14). Any way of writing the
/// formulas counts, as long as they are exact.
pub fn gradient_3d(p: Vector3<f64>) -> Vector3<f64> {
    todo!("the three slopes, as a vector")
}
