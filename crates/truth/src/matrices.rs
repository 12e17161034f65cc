//! The matrices of second slopes of a field, and of the slopes of a map.

use crate::second_partial;
use nabla_core::{Field, Map};
use nalgebra::DMatrix;
use num_dual::Dual64;

/// H at `x`: ∂²f/∂xᵢ∂xⱼ in row i and column j.
///
/// ```
/// use nabla_core::Field;
/// // x²y + 3xy² − 5y + 1: H = [2y, 2x + 6y; 2x + 6y, 6x]
/// assert_eq!(nabla_truth::hessian(&Field::example_1(), &[2.0, 1.0]), nalgebra::dmatrix![2.0, 10.0; 10.0, 12.0]);
/// ```
#[must_use]
pub fn hessian(field: &Field, x: &[f64]) -> DMatrix<f64> {
    // Half of the entries are the other half.
    let mut h = DMatrix::zeros(x.len(), x.len());
    for (i, j) in (0..x.len()).flat_map(|i| (0..=i).map(move |j| (i, j))) {
        h[(i, j)] = second_partial(field, x, i, j);
        h[(j, i)] = h[(i, j)];
    }
    h
}

/// J at `x`: ∂fᵢ/∂xⱼ in row i and column j, as many rows as the map has outputs.
///
/// ```
/// use nabla_core::Map;
/// // (r cos t, r sin t): an outward nudge keeps its length, a turn moves r times as far.
/// let j = nabla_truth::jacobian(&Map::Polar, &[3.0, 0.0]);
/// assert_eq!(j, nalgebra::dmatrix![1.0, 0.0; 0.0, 3.0]);
/// ```
#[must_use]
pub fn jacobian(map: &Map, x: &[f64]) -> DMatrix<f64> {
    sent_through(x, |x| map.value(x))
}

/// J of second(first(x)) at `x`, by sending the same dual numbers through both maps: no product of matrices is formed.
///
/// ```
/// use nabla_core::{Field, Map};
/// // x² twice is x⁴, with the slope 4x³.
/// let square = Map::Components(vec![Field::curve(&[0.0, 0.0, 1.0])]);
/// assert_eq!(nabla_truth::chained(&square, &square, &[2.0]), nalgebra::dmatrix![32.0]);
/// ```
#[must_use]
pub fn chained(first: &Map, second: &Map, x: &[f64]) -> DMatrix<f64> {
    sent_through(x, |x| second.value(&first.value(x)))
}

/// One column for each input: what becomes of a nudge of that input alone.
fn sent_through(x: &[f64], f: impl Fn(&[Dual64]) -> Vec<Dual64>) -> DMatrix<f64> {
    let column = |j: usize| -> Vec<f64> {
        let dual = |(k, re): (usize, &f64)| Dual64::new(*re, if k == j { 1.0 } else { 0.0 });
        f(&x.iter().enumerate().map(dual).collect::<Vec<_>>()).into_iter().map(|output| output.eps).collect()
    };
    let columns: Vec<Vec<f64>> = (0..x.len()).map(column).collect();
    DMatrix::from_fn(columns.first().map_or(0, Vec::len), x.len(), |i, j| columns[j][i])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two independent roads, the rules of differentiation and dual numbers, meet for every kind of field and of map.
    #[test]
    fn dual_numbers_agree_with_the_rules_of_differentiation() {
        let fields = vec![
            Field::example_1(),
            Field::Growth,
            Field::Wave { amplitude: 1.5, wave: vec![0.7, -1.2], phase: 0.3 },
            Field::Exponential { amplitude: -2.0, rates: vec![0.4, 0.9] },
        ];
        for x in [[2.0, 1.0], [0.5, -1.5], [0.0, 0.0], [-1.2, 0.8]] {
            for field in &fields {
                assert!((hessian(field, &x) - field.hessian(&x)).amax() < 1e-11, "{field} at {x:?}");
            }
            for map in [Map::Polar, Map::Components(fields.clone())] {
                assert!((jacobian(&map, &x) - map.jacobian(&x)).amax() < 1e-11, "{map} at {x:?}");
            }
        }
    }
}
