//! Does a gradient that somebody wrote agree with what is measured?

use nabla_core::GradientCheck;
use nalgebra::DVector;

/// The worst relative error of the gradient g at x, and the component that has it (counted from 0).
///
/// With a = g(x) and n the central differences of f at x with the step h, component i has the error
///
/// ```text
/// eᵢ = |aᵢ − nᵢ| / (|aᵢ| + |nᵢ|)
/// ```
///
/// which is 0 where aᵢ and nᵢ are both exactly 0, and counts as 1, completely wrong, where aᵢ or nᵢ is NaN or infinite.
/// `worst_error` is the largest of them and `component` its index. There is at least one component; slopes may be of any
/// size, and so may the step. A flipped sign gives 1, one per cent gives 0.005; of a sound gradient nothing is left but the
/// error of the measurement, which a small step makes small.
pub fn gradient_check(
    f: &dyn Fn(&DVector<f64>) -> f64,
    g: &dyn Fn(&DVector<f64>) -> DVector<f64>,
    x: &DVector<f64>,
    h: f64,
) -> GradientCheck {
    // solution: the largest relative error between g(x) and central differences, and its component
    let a = g(x);
    let mut worst = GradientCheck { worst_error: 0.0, component: 0 };
    for i in 0..x.len() {
        let (mut ahead, mut behind) = (x.clone(), x.clone());
        ahead[i] += h;
        behind[i] -= h;
        let n = (f(&ahead) - f(&behind)) / (2.0 * h);
        let error = if !a[i].is_finite() || !n.is_finite() {
            1.0
        } else if a[i] == 0.0 && n == 0.0 {
            0.0
        } else {
            (a[i] - n).abs() / (a[i].abs() + n.abs())
        };
        if error > worst.worst_error {
            worst = GradientCheck { worst_error: error, component: i };
        }
    }
    worst
    // end of solution
}
