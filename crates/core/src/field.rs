//! Scalar functions that can be named, drawn, sent and differentiated.

use crate::polynomial::{Polynomial, variable_name};
use num_dual::DualNum;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A scalar function of one or many variables, smooth everywhere.
///
/// A judge sends a field by its variant and coefficients, so that the learner's side can build the very same function,
/// and its [`Display`](fmt::Display) is the formula. [`Field::value`] takes plain numbers and the dual ones of `num-dual`;
/// that is where exact derivatives come from.
///
/// ```
/// use nabla_core::Field;
/// let f = Field::example_1();
/// assert_eq!(f.to_string(), "x²y + 3xy² - 5y + 1");
/// assert_eq!(f.value(&[2.0, 1.0]), 6.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// A sum of powers.
    Polynomial(Polynomial),
    /// a · sin(k·x + φ), with one entry of k for each variable.
    Wave {
        /// The height a of the wave.
        amplitude: f64,
        /// The wave vector k.
        wave: Vec<f64>,
        /// The phase φ.
        phase: f64,
    },
    /// a · exp(k·x), with one entry of k for each variable.
    Exponential {
        /// The value a at the origin.
        amplitude: f64,
        /// The rates k.
        rates: Vec<f64>,
    },
    /// x · exp(x·y), the product whose partials need the product rule and the chain rule.
    Growth,
}

impl Field {
    /// Example 1 of the course: x²y + 3xy² − 5y + 1, with f(2, 1) = 6 and slopes 7 and 11 there.
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::example_1().gradient(&[2.0, 1.0]), [7.0, 11.0]);
    /// ```
    #[must_use]
    pub fn example_1() -> Self {
        Self::polynomial(2, &[(1.0, &[2, 1]), (3.0, &[1, 2]), (-5.0, &[0, 1]), (1.0, &[])])
    }

    /// Example 2 of the course: x²z + yz² − 3xy, with the gradient (−3, 15, −14) at (−2, −3, 3).
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::example_2().to_string(), "x²z + yz² - 3xy");
    /// ```
    #[must_use]
    pub fn example_2() -> Self {
        Self::polynomial(3, &[(1.0, &[2, 0, 1]), (1.0, &[0, 1, 2]), (-3.0, &[1, 1, 0])])
    }

    /// a·x² + b·y², a bowl for positive a and b; the course's level curves are those of x² + 4y².
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::bowl(1.0, 4.0).value(&[2.0, 1.0]), 8.0);
    /// ```
    #[must_use]
    pub fn bowl(a: f64, b: f64) -> Self {
        Self::polynomial(2, &[(a, &[2, 0]), (b, &[0, 2])])
    }

    /// c₀ + c₁x + c₂x² + …, a function of one variable; zero coefficients are left out.
    ///
    /// ```
    /// use nabla_core::Field;
    /// let f = Field::curve(&[1.0, 0.0, 3.0]);
    /// assert_eq!((f.to_string().as_str(), f.value(&[2.0])), ("3x² + 1", 13.0));
    /// ```
    #[must_use]
    pub fn curve(coefficients: &[f64]) -> Self {
        let mut powers: Vec<(f64, [u8; 1])> = coefficients.iter().copied().zip((0..).map(|e| [e])).collect();
        powers.retain(|(coefficient, _)| *coefficient != 0.0);
        powers.reverse();
        let terms: Vec<(f64, &[u8])> = powers.iter().map(|(c, e)| (*c, e.as_slice())).collect();
        Self::polynomial(1, &terms)
    }

    /// A sum of `(coefficient, exponents)`; see [`Polynomial::new`].
    ///
    /// ```
    /// use nabla_core::Field;
    /// let f = Field::polynomial(2, &[(2.0, &[1, 1]), (-1.0, &[])]);
    /// assert_eq!((f.to_string().as_str(), f.value(&[3.0, 4.0])), ("2xy - 1", 23.0));
    /// ```
    #[must_use]
    pub fn polynomial(variables: usize, terms: &[(f64, &[u8])]) -> Self {
        Self::Polynomial(Polynomial::new(variables, terms))
    }

    /// How many variables it takes.
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::example_2().variables(), 3);
    /// ```
    #[must_use]
    pub fn variables(&self) -> usize {
        match self {
            Self::Polynomial(polynomial) => polynomial.variables(),
            Self::Wave { wave, .. } => wave.len(),
            Self::Exponential { rates, .. } => rates.len(),
            Self::Growth => 2,
        }
    }

    /// The value at `x`, of plain or of dual numbers; missing coordinates count as 0.
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::bowl(1.0, 4.0).value(&[3.0, 1.0]), 13.0);
    /// // y is missing: 3² + 4·0²
    /// assert_eq!(Field::bowl(1.0, 4.0).value(&[3.0]), 9.0);
    /// ```
    pub fn value<T: DualNum<Primitive = f64>>(&self, x: &[T]) -> T {
        match self {
            Self::Polynomial(polynomial) => polynomial.value(x),
            Self::Wave { amplitude, wave, phase } => (dot(wave, x) + *phase).sin() * *amplitude,
            Self::Exponential { amplitude, rates } => dot(rates, x).exp() * *amplitude,
            Self::Growth => coordinate(x, 0) * (coordinate(x, 0) * coordinate(x, 1)).exp(),
        }
    }

    /// The gradient at `x` by the rules of differentiation, one entry a variable.
    ///
    /// ```
    /// use nabla_core::Field;
    /// // x·exp(xy): ((1 + xy)·exp(xy), x²·exp(xy))
    /// assert_eq!(Field::Growth.gradient(&[2.0, 0.0]), [1.0, 4.0]);
    /// ```
    #[must_use]
    pub fn gradient(&self, x: &[f64]) -> Vec<f64> {
        match self {
            Self::Polynomial(polynomial) => polynomial.gradient(x),
            // (a sin u)' = a cos u · u'
            Self::Wave { amplitude, wave, phase } => {
                let outer = amplitude * (dot(wave, x) + phase).cos();
                wave.iter().map(|inner| outer * inner).collect()
            }
            // (a eᵘ)' = a eᵘ · u'
            Self::Exponential { rates, .. } => rates.iter().map(|inner| self.value(x) * inner).collect(),
            // (x eˣʸ)' = (1 + xy) eˣʸ in x, x² eˣʸ in y
            Self::Growth => {
                let (x, y) = (coordinate(x, 0), coordinate(x, 1));
                vec![(1.0 + x * y) * (x * y).exp(), x * x * (x * y).exp()]
            }
        }
    }

    /// The size of the terms that are added up to reach the value at `x`: what rounding errors are measured against.
    ///
    /// ```
    /// use nabla_core::Field;
    /// // x² − y²: at (1000, 1000) two millions are added up to 0.
    /// let f = Field::bowl(1.0, -1.0);
    /// assert_eq!((f.value(&[1000.0, 1000.0]), f.size(&[1000.0, 1000.0])), (0.0, 2e6));
    /// ```
    #[must_use]
    pub fn size(&self, x: &[f64]) -> f64 {
        match self {
            Self::Polynomial(polynomial) => polynomial.size(x),
            _ => self.value(x).abs(),
        }
    }

    /// The names of the variables, as the formula writes them: "x, y" or "x₁, …, x₅".
    ///
    /// ```
    /// use nabla_core::Field;
    /// assert_eq!(Field::example_2().variable_names(), "x, y, z");
    /// ```
    #[must_use]
    pub fn variable_names(&self) -> String {
        let count = self.variables();
        if count <= 3 {
            return (0..count).map(|index| variable_name(index, count)).collect::<Vec<_>>().join(", ");
        }
        format!("{}, …, {}", variable_name(0, count), variable_name(count - 1, count))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Polynomial(polynomial) => polynomial.fmt(f),
            Self::Wave { amplitude, wave, phase } => {
                write!(f, "{}sin({})", times(*amplitude), linear(wave, *phase))
            }
            Self::Exponential { amplitude, rates } => write!(f, "{}exp({})", times(*amplitude), linear(rates, 0.0)),
            Self::Growth => f.write_str("x·exp(xy)"),
        }
    }
}

/// A factor in front of a function, as one would write it: none where it is 1.
fn times(factor: f64) -> String {
    match factor {
        1.0 => String::new(),
        -1.0 => "-".to_owned(),
        factor => format!("{factor}·"),
    }
}

/// k·x + c as a formula.
fn linear(rates: &[f64], constant: f64) -> Polynomial {
    let variables = rates.len();
    let unit = |j: usize| (0..variables).map(|i| u8::from(i == j)).collect::<Vec<_>>();
    let exponents: Vec<Vec<u8>> = (0..variables).map(unit).collect();
    let mut terms: Vec<(f64, &[u8])> =
        rates.iter().copied().zip(exponents.iter().map(Vec::as_slice)).filter(|(rate, _)| *rate != 0.0).collect();
    if constant != 0.0 {
        terms.push((constant, &[]));
    }
    Polynomial::new(variables, &terms)
}

fn coordinate<T: DualNum<Primitive = f64>>(x: &[T], index: usize) -> T {
    x.get(index).cloned().unwrap_or_else(T::zero)
}

fn dot<T: DualNum<Primitive = f64>>(rates: &[f64], x: &[T]) -> T {
    rates.iter().zip(x).fold(T::zero(), |sum, (rate, x)| sum + x.clone() * *rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_read_as_one_would_write_them() {
        assert_eq!(Field::bowl(1.0, 4.0).to_string(), "x² + 4y²");
        assert_eq!(Field::example_2().to_string(), "x²z + yz² - 3xy");
        assert_eq!(Field::curve(&[1.0, 0.0, -2.0]).to_string(), "-2x² + 1");
        let wave = Field::Wave { amplitude: 2.0, wave: vec![1.0, -3.0], phase: 0.5 };
        assert_eq!(wave.to_string(), "2·sin(x - 3y + 0.5)");
        let down = Field::Exponential { amplitude: -1.0, rates: vec![2.0] };
        assert_eq!(down.to_string(), "-exp(2x)");
        assert_eq!(Field::Wave { amplitude: 1.0, wave: vec![3.0], phase: 0.0 }.to_string(), "sin(3x)");
    }

    #[test]
    fn example_2_has_the_values_of_the_course() {
        assert_eq!(Field::example_2().gradient(&[-2.0, -3.0, 3.0]), [-3.0, 15.0, -14.0]);
        assert_eq!(Field::example_2().gradient(&[4.0, 7.0, -3.0]), [-45.0, -3.0, -26.0]);
    }
}
