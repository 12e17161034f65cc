//! The networks of the chapter, with their samples.

use nabla_core::{Draw, Layer};
use nalgebra::{DMatrix, DVector, dmatrix, dvector};

pub(crate) type DV = DVector<f64>;

/// Layers, inputs, targets.
pub(crate) type Samples = (Vec<Layer>, Vec<DV>, Vec<DV>);

fn layer(weights: DMatrix<f64>, bias: DV) -> Layer {
    Layer { weights, bias }
}

/// Three outputs, and a square second layer: a transpose there panics nowhere, and a 2/m is no 2.
pub(crate) fn three_outputs() -> Vec<Layer> {
    vec![
        layer(dmatrix![0.5, -0.25; 1.0, 0.75; -0.5, 0.4], dvector![0.1, -0.2, 0.3]),
        layer(dmatrix![0.6, -0.4, 0.2; 0.3, 0.8, -0.7; -0.5, 0.1, 0.9], dvector![0.0, 0.2, -0.1]),
    ]
}

/// All layers square.
pub(crate) fn square() -> Vec<Layer> {
    vec![
        layer(dmatrix![0.8, -0.5; 0.4, 0.9], dvector![0.3, -0.6]),
        layer(dmatrix![0.7, 0.5; -0.6, 0.9], dvector![0.4, -0.2]),
    ]
}

/// Three layers, all of them square.
pub(crate) fn deep() -> Vec<Layer> {
    let third = layer(dmatrix![-0.5, 0.9; 0.8, 0.3], dvector![-0.25, 0.5]);
    square().into_iter().chain([third]).collect()
}

/// The start from which XOR is learned.
pub(crate) fn xor_start() -> Vec<Layer> {
    vec![layer(dmatrix![0.5, -0.4; -0.3, 0.6], dvector![0.1, -0.2]), layer(dmatrix![0.7, 0.4], dvector![0.0])]
}

/// The four corners, and whether their coordinates differ: −1 for no, 1 for yes.
pub(crate) fn xor_samples() -> (Vec<DV>, Vec<DV>) {
    let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)];
    corners.iter().map(|(x, y)| (dvector![*x, *y], dvector![-x * y])).unzip()
}

pub(crate) fn xor() -> Samples {
    let (inputs, targets) = xor_samples();
    (xor_start(), inputs, targets)
}

/// Five samples for [`three_outputs`].
pub(crate) fn five() -> (Vec<DV>, Vec<DV>) {
    let inputs = [(0.5, -1.0), (-0.8, 0.3), (1.2, 0.7), (-0.4, -0.9), (0.2, 1.1)];
    let targets = [(0.8, -0.6, 0.2), (-0.5, 0.4, 0.9), (0.3, 0.7, -0.8), (-0.9, -0.2, 0.6), (0.6, -0.4, -0.3)];
    (
        inputs.iter().map(|(x, y)| dvector![*x, *y]).collect(),
        targets.iter().map(|(a, b, c)| dvector![*a, *b, *c]).collect(),
    )
}

/// A network of these sizes, the first that of what comes in.
pub(crate) fn drawn(draw: &mut Draw, sizes: &[usize]) -> Vec<Layer> {
    let make = |pair: &[usize]| {
        let mut number = || draw.number_off_zero(-0.9, 0.9, 0.1);
        layer(DMatrix::from_fn(pair[1], pair[0], |_, _| number()), DV::from_fn(pair[1], |_, _| number()))
    };
    sizes.windows(2).map(make).collect()
}

pub(crate) fn vector(draw: &mut Draw, n: usize) -> DV {
    DV::from_fn(n, |_, _| draw.number_off_zero(-1.2, 1.2, 0.15))
}

/// Sizes with two to four numbers in each place, now square and now not.
pub(crate) fn sizes(draw: &mut Draw) -> Vec<usize> {
    let mut size = || usize::try_from(draw.integer(2, 4)).unwrap_or(2);
    let sizes = [size(), size(), size(), size()];
    let depth = usize::try_from(draw.integer(3, 4)).unwrap_or(3);
    sizes[..depth].to_vec()
}

/// A network of these sizes with so many samples.
pub(crate) fn drawn_samples(draw: &mut Draw, sizes: &[usize], count: usize) -> Samples {
    let layers = drawn(draw, sizes);
    let (first, last) = (sizes[0], sizes[sizes.len() - 1]);
    let inputs = (0..count).map(|_| vector(draw, first)).collect();
    (layers, inputs, (0..count).map(|_| vector(draw, last)).collect())
}
