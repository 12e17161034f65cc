//! How close two numbers must be to count as the same answer.

use approx::relative_eq;

/// |a − b| ≤ absolute · size + relative · max(|a|, |b|), where *size* is that of the terms that were added up.
///
/// NaN is equal to nothing, not even to itself; an infinity is equal to itself only; −0.0 equals 0.0.
///
/// ```
/// use nabla_core::Tolerance;
/// let tolerance = Tolerance::closed_form();
/// assert!(tolerance.accepts(0.1 + 0.2, 0.3, 0.3));
/// assert!(!tolerance.accepts(0.0, 1e-5, 1e-5));
/// assert!(!tolerance.accepts(f64::NAN, f64::NAN, 1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// The part that grows with the numbers compared.
    pub relative: f64,
    /// The part that grows with the terms behind them.
    pub absolute: f64,
}

impl Tolerance {
    /// For a formula: about a million roundings of 1.1e-16 each, far below any mistake in thinking. The absolute part
    /// covers terms that nearly cancel, in whatever order they were added.
    ///
    /// ```
    /// use nabla_core::Tolerance;
    /// let product: f64 = [0.1; 10].iter().sum();
    /// assert!(product != 1.0 && Tolerance::closed_form().accepts(product, 1.0, 1.0));
    /// ```
    #[must_use]
    pub fn closed_form() -> Self {
        Self { relative: 1e-9, absolute: 1e-12 }
    }

    /// For the same difference quotient written in another way: its subtraction loses about half of the digits.
    /// ```
    /// use nabla_core::Tolerance;
    /// let (f, h) = (|x: f64| x.sin(), 1e-3);
    /// let quotient = (f(1.0 + h) - f(1.0 - h)) / (2.0 * h);
    /// let written_otherwise = f(1.0 + h) / (2.0 * h) - f(1.0 - h) / (2.0 * h);
    /// assert!(Tolerance::same_difference().accepts(written_otherwise, quotient, 1.0));
    /// assert!(!Tolerance::same_difference().accepts(1.0_f64.cos(), quotient, 1.0));
    /// ```
    #[must_use]
    pub fn same_difference() -> Self {
        Self { relative: 1e-8, absolute: 1e-8 }
    }

    /// For a difference quotient of free choice against the exact slope: a central difference with h = 1e-5 reaches
    /// 6e-11, a one-sided one 2e-5; this lies between them.
    /// ```
    /// use nabla_core::Tolerance;
    /// let (f, h, slope) = (|x: f64| x.sin(), 1e-5, 1.0_f64.cos());
    /// assert!(Tolerance::difference().accepts((f(1.0 + h) - f(1.0 - h)) / (2.0 * h), slope, 1.0));
    /// assert!(!Tolerance::difference().accepts((f(1.0 + h) - f(1.0)) / h, slope, 1.0));
    /// ```
    #[must_use]
    pub fn difference() -> Self {
        Self { relative: 1e-6, absolute: 1e-7 }
    }

    /// Whether `got` may stand for `expected`, where the terms behind them are about as large as `size`.
    ///
    /// ```
    /// use nabla_core::Tolerance;
    /// // A million and its opposite cancel to what rounding left of them.
    /// assert!(Tolerance::closed_form().accepts(1e-10, 0.0, 1e6));
    /// assert!(!Tolerance::closed_form().accepts(1e-10, 0.0, 1.0));
    /// ```
    #[must_use]
    pub fn accepts(&self, got: f64, expected: f64, size: f64) -> bool {
        // relative_eq takes the larger of both parts; NaN and infinities of different sign fail there.
        let absolute = if size.is_finite() { self.absolute * size.abs() } else { 0.0 };
        relative_eq!(got, expected, epsilon = absolute, max_relative = self.relative)
    }
}

/// What rounding may change in a difference quotient, as the size that a [`Tolerance::same_difference`] is a part of:
/// values of the given size carry errors of some 1e-16 of it, and dividing by a small h makes them that much larger.
/// ```
/// use nabla_core::{Tolerance, difference_rounding};
/// // Values of about 1e6 are exact to 1e-10; divided by h = 1e-5 that is 1e-5, and the size allows for it 1e-8 · 1e5.
/// let size = difference_rounding(1e6, 1e-5);
/// assert!(Tolerance::same_difference().accepts(0.000_01, 0.0, size));
/// assert!(!Tolerance::same_difference().accepts(0.01, 0.0, size));
/// ```
#[must_use]
pub fn difference_rounding(size: f64, h: f64) -> f64 {
    1e-6 * size / h.abs()
}
