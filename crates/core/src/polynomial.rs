//! Polynomials in any number of variables, and how they are written.

use num_dual::DualNum;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One term c · x₁^e₁ · x₂^e₂ · …, with an exponent for each variable.
///
/// ```
/// use nabla_core::Term;
/// // −3x²y
/// let term = Term { coefficient: -3.0, exponents: vec![2, 1] };
/// assert_eq!(term.exponents.iter().sum::<u8>(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The factor c in front.
    pub coefficient: f64,
    /// The exponent of each variable, in order.
    pub exponents: Vec<u8>,
}

/// A sum of terms in `variables` variables.
///
/// ```
/// use nabla_core::Polynomial;
/// let f = Polynomial::new(2, &[(1.0, &[2, 1]), (-5.0, &[0, 1])]);
/// assert_eq!(f.to_string(), "x²y - 5y");
/// assert_eq!(f.value(&[3.0, 2.0]), 8.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Polynomial {
    variables: usize,
    terms: Vec<Term>,
}

impl Polynomial {
    /// The sum of `(coefficient, exponents)`; missing exponents are 0, those past `variables` are ignored.
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// assert_eq!(Polynomial::new(2, &[(2.0, &[1]), (5.0, &[0, 1, 9])]).to_string(), "2x + 5y");
    /// ```
    #[must_use]
    pub fn new(variables: usize, terms: &[(f64, &[u8])]) -> Self {
        let terms = terms
            .iter()
            .map(|&(coefficient, exponents)| Term {
                coefficient,
                exponents: (0..variables).map(|variable| exponents.get(variable).copied().unwrap_or(0)).collect(),
            })
            .collect();
        Self { variables, terms }
    }

    /// How many variables it has.
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// assert_eq!(Polynomial::new(3, &[(1.0, &[1])]).variables(), 3);
    /// ```
    #[must_use]
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// Σ c · Πⱼ xⱼ^eⱼ, of plain or of dual numbers; missing coordinates count as 0.
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// assert_eq!(Polynomial::new(2, &[(2.0, &[3, 1])]).value(&[2.0, 5.0]), 80.0);
    /// ```
    pub fn value<T: DualNum<Primitive = f64>>(&self, x: &[T]) -> T {
        self.terms.iter().fold(T::zero(), |sum, term| sum + term.value(x))
    }

    /// Σ |c · Πⱼ xⱼ^eⱼ|: the size of what is added up, against which rounding errors are measured.
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// let f = Polynomial::new(1, &[(1.0, &[2]), (-4.0, &[1])]);
    /// assert_eq!((f.value(&[4.0]), f.size(&[4.0])), (0.0, 32.0));
    /// ```
    #[must_use]
    pub fn size(&self, x: &[f64]) -> f64 {
        self.terms.iter().map(|term| term.value(x).abs()).sum()
    }

    /// The polynomial of what this makes of its terms, without those that vanish.
    pub(crate) fn mapped(&self, change: impl Fn(&Term) -> Option<Term>) -> Self {
        Self { variables: self.variables, terms: self.terms.iter().filter_map(change).collect() }
    }

    /// The gradient by the power rule: ∂/∂xⱼ of c·xⱼ^e is c·e·xⱼ^(e−1).
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// // x³y: (3x²y, x³)
    /// assert_eq!(Polynomial::new(2, &[(1.0, &[3, 1])]).gradient(&[2.0, 5.0]), [60.0, 8.0]);
    /// ```
    #[must_use]
    pub fn gradient(&self, x: &[f64]) -> Vec<f64> {
        (0..self.variables)
            .map(|j| self.terms.iter().filter_map(|term| term.partial(j)).map(|term| term.value(x)).sum())
            .collect()
    }
}

impl Term {
    fn value<T: DualNum<Primitive = f64>>(&self, x: &[T]) -> T {
        let coefficient = T::from(self.coefficient);
        self.exponents
            .iter()
            .enumerate()
            .filter(|&(_, &exponent)| exponent > 0)
            .fold(coefficient, |product, (j, &exponent)| {
                product * x.get(j).cloned().unwrap_or_else(T::zero).powi(i32::from(exponent))
            })
    }

    pub(crate) fn partial(&self, j: usize) -> Option<Self> {
        let exponent = *self.exponents.get(j).filter(|&&exponent| exponent > 0)?;
        let mut partial =
            Self { coefficient: self.coefficient * f64::from(exponent), exponents: self.exponents.clone() };
        partial.exponents[j] = exponent - 1;
        Some(partial)
    }
}

impl fmt::Display for Polynomial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return f.write_str("0");
        }
        for (index, term) in self.terms.iter().enumerate() {
            let negative = term.coefficient < 0.0;
            f.write_str(match (index, negative) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            })?;
            let size = term.coefficient.abs();
            let constant = term.exponents.iter().all(|&exponent| exponent == 0);
            if constant || size != 1.0 {
                write!(f, "{size}")?;
            }
            for (j, &exponent) in term.exponents.iter().enumerate().filter(|&(_, &exponent)| exponent > 0) {
                f.write_str(&variable_name(j, self.variables))?;
                f.write_str(&superscript(exponent))?;
            }
        }
        Ok(())
    }
}

/// x, y, z for up to three variables; x₁, x₂, … for more.
pub(crate) fn variable_name(index: usize, variables: usize) -> String {
    match (variables <= 3).then(|| ["x", "y", "z"].get(index)).flatten() {
        Some(name) => (*name).to_owned(),
        None => std::iter::once('x').chain(digits(index + 1, '₀')).collect(),
    }
}

fn superscript(exponent: u8) -> String {
    match exponent {
        1 => String::new(),
        2 => "²".to_owned(),
        3 => "³".to_owned(),
        _ => digits(usize::from(exponent), '⁰').collect(),
    }
}

/// The decimal digits of `number`, written with the ten characters that start at `zero`; 2 and 3 as exponents have
/// places of their own in Unicode, and are treated before.
fn digits(number: usize, zero: char) -> impl Iterator<Item = char> {
    let text = number.to_string().into_bytes();
    text.into_iter().filter_map(move |digit| match (zero, digit) {
        ('⁰', b'1') => Some('¹'),
        ('⁰', b'2') => Some('²'),
        ('⁰', b'3') => Some('³'),
        _ => char::from_u32(u32::from(zero) + u32::from(digit - b'0')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_variables_are_numbered_and_exponents_raised() {
        let f = Polynomial::new(12, &[(1.0, &[1]), (-2.5, &[0, 0, 14]), (4.0, &[])]);
        assert_eq!(f.to_string(), "x₁ - 2.5x₃¹⁴ + 4");
    }

    #[test]
    fn the_power_rule_gives_the_gradient() {
        let f = Polynomial::new(2, &[(1.0, &[2, 1]), (3.0, &[1, 2]), (-5.0, &[0, 1]), (1.0, &[])]);
        assert_eq!(f.gradient(&[2.0, 1.0]), [7.0, 11.0]);
        assert_eq!(f.gradient(&[3.0, -4.0]), [24.0, -68.0]);
    }
}
