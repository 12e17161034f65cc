//! Functions drawn with the seed, so that no answer can be written for one of them only.

use crate::{Draw, Field};

impl Draw {
    /// A function of one variable: a cubic, a wave or an exponential, never a straight line.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// // Its slope changes.
    /// let f = Draw::seeded(7, "slice_x").curve();
    /// assert_ne!(f.gradient(&[0.0]), f.gradient(&[1.0]));
    /// ```
    pub fn curve(&mut self) -> Field {
        match self.integer(0, 2) {
            0 => Field::curve(&[
                self.number(-3.0, 3.0),
                self.number(-3.0, 3.0),
                self.number_off_zero(-3.0, 3.0, 0.5),
                self.number_off_zero(-2.0, 2.0, 0.5),
            ]),
            1 => Field::Wave {
                amplitude: self.number_off_zero(-3.0, 3.0, 0.5),
                wave: vec![self.number_off_zero(-2.0, 2.0, 0.5)],
                phase: self.number(0.1, 3.0),
            },
            _ => Field::Exponential {
                amplitude: self.number_off_zero(-2.0, 2.0, 0.5),
                rates: vec![self.number_off_zero(-1.0, 1.0, 0.4)],
            },
        }
    }

    /// A function of `variables` variables that treats each of them differently.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// assert_eq!(Draw::seeded(7, "partial").field_of(5).variables(), 5);
    /// ```
    pub fn field_of(&mut self, variables: usize) -> Field {
        let mut rates = |low: f64, high: f64| -> Vec<f64> {
            (0..variables).map(|_| self.number_off_zero(low, high, 0.2)).collect()
        };
        match variables % 3 {
            0 => Field::Wave { amplitude: 2.5, wave: rates(-1.5, 1.5), phase: 0.4 },
            1 => Field::Exponential { amplitude: 1.5, rates: rates(-0.4, 0.4) },
            _ => {
                // Σ cⱼ xⱼ³ + x₁x₂: every pair of neighbours in one function would hide which coordinate moved.
                let cubes = rates(-2.0, 2.0);
                let mut exponents: Vec<Vec<u8>> = (0..variables).map(|j| power(variables, &[(j, 3)])).collect();
                exponents.push(power(variables, &[(0, 1), (1, 2)]));
                let coefficients = cubes.into_iter().chain([1.5]);
                let terms: Vec<(f64, &[u8])> = coefficients.zip(exponents.iter().map(Vec::as_slice)).collect();
                Field::polynomial(variables, &terms)
            }
        }
    }

    /// A function of two variables that treats them differently.
    ///
    /// ```
    /// use nabla_core::Draw;
    /// let f = Draw::seeded(7, "slice_x").surface();
    /// assert_ne!(f.value(&[1.0, 2.0]), f.value(&[2.0, 1.0]));
    /// ```
    pub fn surface(&mut self) -> Field {
        if self.integer(0, 1) == 0 {
            let mut coefficient = || self.number_off_zero(-3.0, 3.0, 0.5);
            let (a, b, c) = (coefficient(), coefficient(), coefficient());
            Field::polynomial(2, &[(a, &[2, 1]), (b, &[1, 0]), (c, &[0, 3])])
        } else {
            self.field_of(2)
        }
    }
}

fn power(variables: usize, factors: &[(usize, u8)]) -> Vec<u8> {
    (0..variables).map(|j| factors.iter().find(|(k, _)| *k == j).map_or(0, |(_, exponent)| *exponent)).collect()
}
