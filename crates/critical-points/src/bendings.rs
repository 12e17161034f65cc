//! The bendings of a surface along the axes on which it does not twist, and what they say of a flat place.

use nabla_core::Kind;
use nalgebra::DMatrix;

/// The eigenvalues of a symmetric H by Jacobi's rotations: each turns one pair of axes until their twist is gone. No
/// solution goes this way. What is not finite stays so.
pub(crate) fn bendings(h: &DMatrix<f64>) -> Vec<f64> {
    let (mut h, n) = (h.clone(), h.nrows());
    // Each sweep makes the twists far smaller; six axes need fewer than ten.
    for (i, j) in (0..20).flat_map(|_| (0..n).flat_map(|i| (0..i).map(move |j| (j, i)))) {
        if h[(i, j)] == 0.0 || !h[(i, j)].is_finite() {
            continue;
        }
        let angle = 0.5 * (2.0 * h[(i, j)]).atan2(h[(j, j)] - h[(i, i)]);
        let (sin, cos) = angle.sin_cos();
        for k in 0..n {
            let (a, b) = (h[(k, i)], h[(k, j)]);
            (h[(k, i)], h[(k, j)]) = (cos * a - sin * b, sin * a + cos * b);
        }
        for k in 0..n {
            let (a, b) = (h[(i, k)], h[(j, k)]);
            (h[(i, k)], h[(j, k)]) = (cos * a - sin * b, sin * a + cos * b);
        }
    }
    h.diagonal().as_slice().to_vec()
}

/// The size of the largest of them that is finite.
pub(crate) fn strongest(bendings: &[f64]) -> f64 {
    bendings.iter().filter(|bending| bending.is_finite()).fold(0.0, |most: f64, bending| most.max(bending.abs()))
}

/// Up along one axis and down along another is a saddle, even beside a flat axis; otherwise a flat one leaves it open.
/// It does not ask whether they are numbers.
pub(crate) fn kind(bendings: &[f64], flat: f64) -> Kind {
    let any = |is: &dyn Fn(f64) -> bool| bendings.iter().any(|bending| is(*bending));
    match (any(&|b| b > flat), any(&|b| b < -flat)) {
        (true, true) => Kind::Saddle,
        _ if any(&|b| b.abs() <= flat) => Kind::Undecided,
        (true, false) => Kind::Minimum,
        (false, _) => Kind::Maximum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::dmatrix;

    #[test]
    fn rotations_find_known_eigenvalues() {
        let mut found = bendings(&dmatrix![2.0, 1.0, 0.0; 1.0, 2.0, 1.0; 0.0, 1.0, 2.0]);
        found.sort_by(f64::total_cmp);
        let root = 2.0_f64.sqrt();
        for (a, b) in found.iter().zip([2.0 - root, 2.0, 2.0 + root]) {
            assert!((a - b).abs() < 1e-13);
        }
    }
}
