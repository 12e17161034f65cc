//! The right answers, for judges only; never linked into the learner's process.
//!
//! ```text
//! f(x + ε) = f(x) + f'(x)·ε,   ε² = 0        f(x + ε₁ + ε₂) = … + f''(x)·ε₁ε₂,   ε₁² = ε₂² = 0
//! ```
//!
//! Derivatives come from dual numbers (`num-dual`): arithmetic in which every number carries its own derivative,
//! exact to rounding, with no step to choose. They share no line with the rules of differentiation that a learner, a
//! solution or [`Field::gradient`] writes out.
//!
//! Each function takes a field and a point with a coordinate for each of its variables, and is defined wherever the
//! field is, which is everywhere; what overflows is infinite or NaN, as the field's own value is there.

mod matrices;

pub use matrices::{chained, hessian, jacobian};

use nabla_core::Field;
use nalgebra::Vector2;
use num_dual::{Dual64, HyperDual64};

/// ∂f/∂xᵢ at `x`, for i from 0 to n − 1.
///
/// # Panics
/// When `i` is not the index of a variable: the judge that asks has made a mistake.
///
/// ```
/// use nabla_core::Field;
/// // x²y + 3xy² − 5y + 1: ∂f/∂x = 2xy + 3y²
/// assert_eq!(nabla_truth::partial(&Field::example_1(), &[2.0, 1.0], 0), 7.0);
/// ```
#[must_use]
pub fn partial(field: &Field, x: &[f64], i: usize) -> f64 {
    assert!(i < x.len(), "variable {i} of {} does not exist", x.len());
    let dual: Vec<Dual64> =
        x.iter().enumerate().map(|(j, &re)| Dual64::new(re, if i == j { 1.0 } else { 0.0 })).collect();
    field.value(&dual).eps
}

/// ∇f = (∂f/∂x₁, …, ∂f/∂xₙ) at `x`: as many slopes as `x` has coordinates, in their order.
///
/// ```
/// use nabla_core::Field;
/// // x²z + yz² − 3xy: ∇f = (2xz − 3y, z² − 3x, x² + 2yz)
/// assert_eq!(nabla_truth::gradient(&Field::example_2(), &[-2.0, -3.0, 3.0]), [-3.0, 15.0, -14.0]);
/// ```
#[must_use]
pub fn gradient(field: &Field, x: &[f64]) -> Vec<f64> {
    (0..x.len()).map(|i| partial(field, x, i)).collect()
}

/// ∇f = (∂f/∂x, ∂f/∂y) at a point of the plane, for a field of two variables.
///
/// ```
/// use nabla_core::Field;
/// use nalgebra::Vector2;
/// // x² + 4y²: ∇f = (2x, 8y)
/// let gradient = nabla_truth::gradient_2d(&Field::bowl(1.0, 4.0), Vector2::new(2.0, 1.0));
/// assert_eq!(gradient, Vector2::new(4.0, 8.0));
/// ```
#[must_use]
pub fn gradient_2d(field: &Field, p: Vector2<f64>) -> Vector2<f64> {
    Vector2::new(partial(field, &[p.x, p.y], 0), partial(field, &[p.x, p.y], 1))
}

/// ∂²f/∂xᵢ∂xⱼ at `x`, for i and j from 0 to n − 1, in either order; `i == j` gives ∂²f/∂xᵢ².
///
/// # Panics
/// When `i` or `j` is not the index of a variable.
///
/// ```
/// use nabla_core::Field;
/// // x²y + 3xy² − 5y + 1: ∂²f/∂x∂y = 2x + 6y
/// assert_eq!(nabla_truth::second_partial(&Field::example_1(), &[2.0, 1.0], 0, 1), 10.0);
/// // ∂²f/∂y² = 6x
/// assert_eq!(nabla_truth::second_partial(&Field::example_1(), &[2.0, 1.0], 1, 1), 12.0);
/// ```
#[must_use]
pub fn second_partial(field: &Field, x: &[f64], i: usize, j: usize) -> f64 {
    assert!(i < x.len() && j < x.len(), "variables {i} and {j} of {} do not both exist", x.len());
    let one_at = |k: usize, l: usize| if k == l { 1.0 } else { 0.0 };
    let dual: Vec<HyperDual64> =
        x.iter().enumerate().map(|(k, &re)| HyperDual64::new(re, one_at(k, i), one_at(k, j), 0.0)).collect();
    field.value(&dual).eps1eps2
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// Two independent roads, the rules of differentiation and dual numbers, meet for every kind of field.
    #[test]
    fn dual_numbers_agree_with_the_rules_of_differentiation() {
        let fields = [
            Field::example_1(),
            Field::Growth,
            Field::Wave { amplitude: 1.5, wave: vec![0.7, -1.2], phase: 0.3 },
            Field::Exponential { amplitude: -2.0, rates: vec![0.4, 0.9] },
        ];
        for field in &fields {
            for x in [[2.0, 1.0], [0.5, -1.5], [0.0, 0.0], [-1.2, 0.8]] {
                for (exact, rule) in gradient(field, &x).iter().zip(field.gradient(&x)) {
                    assert_relative_eq!(*exact, rule, max_relative = 1e-12, epsilon = 1e-12);
                }
            }
        }
    }

    #[test]
    fn mixed_partials_do_not_depend_on_the_order() {
        let x = [0.3, -0.8];
        assert_relative_eq!(
            second_partial(&Field::Growth, &x, 0, 1),
            second_partial(&Field::Growth, &x, 1, 0),
            max_relative = 1e-12
        );
    }
}
