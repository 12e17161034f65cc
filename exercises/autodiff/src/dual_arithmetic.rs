//! The four operations on numbers that carry their slopes.

use nabla_core::Dual;

/// Sum, difference, product and quotient of two numbers that move, in this order:
///
/// ```text
/// [a + b, a − b, a · b, a / b]
/// ```
///
/// A `Dual` stands at `value` and moves at `slope`: after a short time t it is value + slope·t. Each result stands
/// where the plain numbers say, and moves at the speed with which it changes while a and b move. b is never 0; any
/// value of a and any slopes may come, 0 among them. For a = (3, slope 2) and b = (4, slope 5) the slopes are 7, −3, 23
/// and −0.4375.
pub fn dual_arithmetic(a: Dual, b: Dual) -> [Dual; 4] {
    todo!("each result with its slope")
}
