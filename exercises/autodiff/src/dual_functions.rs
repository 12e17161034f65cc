//! Five functions of a number that carries its slope.

use nabla_core::Dual;

/// A power, the exponential, the logarithm, the sine and the hyperbolic tangent of a number that moves, in this order:
///
/// ```text
/// [aⁿ, eᵃ, ln a, sin a, tanh a]
/// ```
///
/// a is positive, and its slope may be any number; n may be positive, negative or 0. Each result moves as fast as the
/// function climbs at the value of a, times the slope of a. For a = (1.3, slope 2) and n = 3 the slopes are about
/// 10.14, 7.339, 1.538, 0.535 and 0.5149.
pub fn dual_functions(a: Dual, n: i32) -> [Dual; 5] {
    todo!("each function's value, and its slope there times the slope of a")
}
