//! Functions with several outputs, and the matrices of slopes that belong to functions and maps.

use crate::values::{FromValue, IntoValue, Value};
use crate::{Field, Polynomial};
use nalgebra::DMatrix;
use num_dual::DualNum;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A map from n inputs to m outputs, smooth everywhere.
///
/// ```
/// use nabla_core::{Field, Map};
/// let f = Map::Components(vec![Field::polynomial(2, &[(1.0, &[2, 1])]), Field::bowl(1.0, 1.0)]);
/// assert_eq!(f.value(&[2.0, 3.0]), [12.0, 13.0]);
/// assert_eq!(f.to_string(), "(x²y, x² + y²)");
/// // Row i belongs to output i: (2xy, x²) above (2x, 2y).
/// assert_eq!(f.jacobian(&[2.0, 3.0]), nalgebra::dmatrix![12.0, 4.0; 4.0, 6.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Map {
    /// One function of the same inputs for each output.
    Components(Vec<Field>),
    /// (r, t) ↦ (r cos t, r sin t): from polar coordinates to a point of the plane.
    Polar,
}

impl Map {
    /// n, how many inputs it takes.
    ///
    /// ```
    /// use nabla_core::{Field, Map};
    /// assert_eq!(Map::Components(vec![Field::example_2()]).inputs(), 3);
    /// ```
    #[must_use]
    pub fn inputs(&self) -> usize {
        match self {
            Self::Components(fields) => fields.first().map_or(0, Field::variables),
            Self::Polar => 2,
        }
    }

    /// m, how many outputs it has.
    ///
    /// ```
    /// use nabla_core::{Field, Map};
    /// assert_eq!(Map::Components(vec![Field::example_2()]).outputs(), 1);
    /// ```
    #[must_use]
    pub fn outputs(&self) -> usize {
        match self {
            Self::Components(fields) => fields.len(),
            Self::Polar => 2,
        }
    }

    /// The m outputs at `x`, of plain or of dual numbers; missing coordinates count as 0.
    ///
    /// ```
    /// use nabla_core::Map;
    /// assert_eq!(Map::Polar.value(&[3.0, 0.0]), [3.0, 0.0]);
    /// ```
    pub fn value<T: DualNum<Primitive = f64>>(&self, x: &[T]) -> Vec<T> {
        match self {
            Self::Components(fields) => fields.iter().map(|field| field.value(x)).collect(),
            Self::Polar => {
                let coordinate = |index: usize| x.get(index).cloned().unwrap_or_else(T::zero);
                vec![coordinate(0) * coordinate(1).cos(), coordinate(0) * coordinate(1).sin()]
            }
        }
    }

    /// J, m × n, with ∂fᵢ/∂xⱼ in row i and column j, by the rules of differentiation.
    ///
    /// ```
    /// use nabla_core::Map;
    /// // [cos t, −r sin t; sin t, r cos t]
    /// assert_eq!(Map::Polar.jacobian(&[3.0, 0.0]), nalgebra::dmatrix![1.0, 0.0; 0.0, 3.0]);
    /// ```
    #[must_use]
    pub fn jacobian(&self, x: &[f64]) -> DMatrix<f64> {
        match self {
            Self::Components(fields) => {
                let rows: Vec<Vec<f64>> = fields.iter().map(|field| field.gradient(x)).collect();
                DMatrix::from_fn(rows.len(), self.inputs(), |i, j| rows[i].get(j).copied().unwrap_or(0.0))
            }
            Self::Polar => {
                let (r, (sin, cos)) = (x.first().copied().unwrap_or(0.0), x.get(1).copied().unwrap_or(0.0).sin_cos());
                DMatrix::from_row_slice(2, 2, &[cos, -r * sin, sin, r * cos])
            }
        }
    }

    /// The size of the terms that are added up to reach the largest output at `x`.
    ///
    /// ```
    /// use nabla_core::{Field, Map};
    /// let f = Map::Components(vec![Field::bowl(1.0, -1.0), Field::curve(&[0.0, 1.0])]);
    /// assert_eq!(f.size(&[10.0, 10.0]), 200.0);
    /// ```
    #[must_use]
    pub fn size(&self, x: &[f64]) -> f64 {
        match self {
            Self::Components(fields) => fields.iter().map(|field| field.size(x)).fold(0.0, f64::max),
            Self::Polar => x.first().map_or(0.0, |r| r.abs()),
        }
    }

    /// The names of the inputs, as the formula writes them.
    ///
    /// ```
    /// use nabla_core::Map;
    /// assert_eq!(Map::Polar.variable_names(), "r, t");
    /// ```
    #[must_use]
    pub fn variable_names(&self) -> String {
        match self {
            Self::Components(fields) => fields.first().map(Field::variable_names).unwrap_or_default(),
            Self::Polar => "r, t".to_owned(),
        }
    }
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Components(fields) if fields.len() <= 4 => {
                let formulas: Vec<String> = fields.iter().map(Field::to_string).collect();
                write!(f, "({})", formulas.join(", "))
            }
            Self::Components(fields) => write!(f, "({}, …, {} outputs in all)", fields[0], fields.len()),
            Self::Polar => f.write_str("(r cos t, r sin t)"),
        }
    }
}

impl Field {
    /// H, n × n, with ∂²f/∂xᵢ∂xⱼ in row i and column j, by the rules of differentiation. It equals its mirror image.
    ///
    /// ```
    /// use nabla_core::Field;
    /// // x²y + 3xy² − 5y + 1: H = [2y, 2x + 6y; 2x + 6y, 6x]
    /// assert_eq!(Field::example_1().hessian(&[2.0, 1.0]), nalgebra::dmatrix![2.0, 10.0; 10.0, 12.0]);
    /// ```
    #[must_use]
    pub fn hessian(&self, x: &[f64]) -> DMatrix<f64> {
        let n = self.variables();
        match self {
            Self::Polynomial(polynomial) => {
                let slopes: Vec<Polynomial> = (0..n).map(|i| polynomial.partial(i)).collect();
                let rows: Vec<Vec<f64>> = slopes.iter().map(|slope| slope.gradient(x)).collect();
                DMatrix::from_fn(n, n, |i, j| rows[i][j])
            }
            // (a sin u)'' = −a sin u · u'u'
            Self::Wave { wave, .. } => DMatrix::from_fn(n, n, |i, j| -self.value(x) * wave[i] * wave[j]),
            // (a eᵘ)'' = a eᵘ · u'u'
            Self::Exponential { rates, .. } => DMatrix::from_fn(n, n, |i, j| self.value(x) * rates[i] * rates[j]),
            // (x eˣʸ)'' = (2y + xy²) eˣʸ in x, x³ eˣʸ in y, (2x + x²y) eˣʸ mixed
            Self::Growth => {
                let (x, y) = (x.first().copied().unwrap_or(0.0), x.get(1).copied().unwrap_or(0.0));
                let mixed = 2.0 * x + x * x * y;
                DMatrix::from_row_slice(2, 2, &[2.0 * y + x * y * y, mixed, mixed, x * x * x]) * (x * y).exp()
            }
        }
    }
}

/// The Hessian of a field as a function of its own, to be handed to a learner's.
///
/// ```
/// use nabla_core::{Field, FromValue, HessianField, IntoValue};
/// let h = HessianField(Field::example_1());
/// assert_eq!(HessianField::from_value(&h.clone().into_value()), Some(h));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HessianField(pub Field);

/// The Jacobian of a map as a function of its own, to be handed to a learner's.
///
/// ```
/// use nabla_core::{FromValue, IntoValue, JacobianField, Map};
/// let j = JacobianField(Map::Polar);
/// assert_eq!(JacobianField::from_value(&j.clone().into_value()), Some(j));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JacobianField(pub Map);

/// A type that travels as the variant of its own.
macro_rules! travels {
    ($($name:ident as $variant:ident),+ $(,)?) => {$(
        impl IntoValue for $name {
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::$variant(function) = value { Some(function.clone()) } else { None }
            }
        }
    )+};
}

travels!(Map as Map, HessianField as Hessian, JacobianField as Jacobian);

impl Polynomial {
    /// ∂f/∂xⱼ, a polynomial again, by the power rule.
    ///
    /// ```
    /// use nabla_core::Polynomial;
    /// let f = Polynomial::new(2, &[(1.0, &[2, 1]), (3.0, &[1, 2])]);
    /// assert_eq!(f.partial(0).to_string(), "2xy + 3y²");
    /// ```
    #[must_use]
    pub fn partial(&self, j: usize) -> Self {
        self.mapped(|term| term.partial(j))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_and_matrices_survive_the_journey() {
        let (f, map) = (Field::example_1(), Map::Components(vec![Field::Growth, Field::bowl(1.0, 2.0)]));
        assert_eq!(Map::from_value(&map.clone().into_value()), Some(map.clone()));
        assert_eq!(HessianField::from_value(&HessianField(f.clone()).into_value()), Some(HessianField(f)));
        assert_eq!(JacobianField::from_value(&JacobianField(map.clone()).into_value()), Some(JacobianField(map)));
    }

    #[test]
    fn turning_by_a_right_angle_moves_as_far_as_the_arm_is_long() {
        let right_angle = std::f64::consts::FRAC_PI_2;
        let j = Map::Polar.jacobian(&[3.0, right_angle]);
        assert!((j - nalgebra::dmatrix![0.0, -3.0; 1.0, 0.0]).amax() < 1e-15);
    }
}
