//! The maps of the chapter, and how small squares are drawn that they stretch and turn.

use nabla_core::{Draw, Field, Map};
use nabla_grading::figure::{Layer, Role, spread};
use nalgebra::{DMatrix, DVector};

pub(crate) type DM = DMatrix<f64>;
pub(crate) type DV = DVector<f64>;

/// Outputs that are polynomials of the same inputs.
pub(crate) fn map(inputs: usize, outputs: &[&[(f64, &[u8])]]) -> Map {
    Map::Components(outputs.iter().map(|terms| Field::polynomial(inputs, terms)).collect())
}

/// m outputs of n inputs, each with squares and products of neighbours, so that all second differences are exact.
pub(crate) fn quadratics(draw: &mut Draw, inputs: usize, outputs: usize) -> Map {
    let power = |factors: &[usize]| -> Vec<u8> {
        (0..inputs).map(|j| factors.iter().filter(|k| **k == j).count().min(2) as u8).collect()
    };
    let output = |draw: &mut Draw| {
        let lines = (0..inputs).map(|j| power(&[j]));
        let squares = (0..inputs).map(|j| power(&[j, j]));
        let products = (1..inputs).map(|j| power(&[j - 1, j]));
        let powers: Vec<Vec<u8>> = lines.chain(squares).chain(products).collect();
        let terms: Vec<(f64, &[u8])> =
            powers.iter().map(|powers| (draw.number_off_zero(-2.0, 2.0, 0.1), powers.as_slice())).collect();
        Field::polynomial(inputs, &terms)
    };
    Map::Components((0..outputs).map(|_| output(draw)).collect())
}

/// How many inputs or outputs, from one to `most`.
pub(crate) fn count(draw: &mut Draw, most: i64) -> usize {
    usize::try_from(draw.integer(1, most)).unwrap_or(1)
}

/// Numbers that are not 0, in a vector.
pub(crate) fn vector(draw: &mut Draw, n: usize) -> DV {
    DV::from_fn(n, |_, _| draw.number_off_zero(-2.0, 2.0, 0.1))
}

/// Numbers that are not 0, in a matrix.
pub(crate) fn matrix(draw: &mut Draw, rows: usize, columns: usize) -> DM {
    DM::from_fn(rows, columns, |_, _| draw.number_off_zero(-3.0, 3.0, 0.1))
}

/// The edge of the square with this corner and this side, through a map of the plane, as a closed line.
pub(crate) fn image(corner: [f64; 2], side: f64, through: impl Fn([f64; 2]) -> [f64; 2]) -> Vec<(f64, f64)> {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
    let edge = |pair: &[(f64, f64)]| {
        let (from, to) = (pair[0], pair[1]);
        let place = move |s: f64| [from.0 + s * (to.0 - from.0), from.1 + s * (to.1 - from.1)];
        spread(0.0, 1.0, 13).into_iter().map(place).collect::<Vec<_>>()
    };
    let places = corners.windows(2).flat_map(edge);
    places.map(|[a, b]| through([corner[0] + side * a, corner[1] + side * b])).map(|[x, y]| (x, y)).collect()
}

/// The parallelogram that J makes of the square with this side, at the image of its corner; and its two edges as
/// arrows.
pub(crate) fn parallelogram(at: [f64; 2], side: f64, j: &DM, role: Role, label: &str) -> [Layer; 2] {
    let entry = |row: usize, column: usize| side * j.get((row, column)).copied().unwrap_or(f64::NAN);
    let corner =
        |a: f64, b: f64| (at[0] + a * entry(0, 0) + b * entry(0, 1), at[1] + a * entry(1, 0) + b * entry(1, 1));
    let corners = vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)];
    let edges = [((at[0], at[1]), corner(1.0, 0.0)), ((at[0], at[1]), corner(0.0, 1.0))];
    [Layer::Area { corners, role, label: label.to_owned() }, Layer::arrows(role, "", edges)]
}
