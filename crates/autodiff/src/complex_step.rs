//! Slopes without a rule and without a difference: by a step off the real line.
//!
//! ```text
//! f(x + i·p·h) = f(x) + i·f'(x)·p·h + …,   h = 10⁻¹⁰⁰        value = real part, slope = imaginary part / h
//! ```
//!
//! Nothing is subtracted, so nothing cancels, and the terms left out are some 10⁻²⁰⁰ of those kept. It shares no rule
//! of differentiation with a learner's code: only the arithmetic of complex numbers.

use nabla_core::Dual;
use nalgebra::Complex;

pub(crate) type C = Complex<f64>;

const H: f64 = 1e-100;

/// x + i·p·h
pub(crate) fn moving(dual: Dual) -> C {
    C::new(dual.value, dual.slope * H)
}

/// What stands there, and how fast it moves. A real part below H is a product of two steps: the number stands at 0.
pub(crate) fn seen(z: C) -> Dual {
    Dual { value: if z.re.abs() < H { 0.0 } else { z.re }, slope: z.im / H }
}
