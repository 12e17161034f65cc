//! Seeded fields of several kinds, so that no answer can be written for one function only.

use nabla_core::{Draw, Field, GradientField};
use nalgebra::{Matrix2, Vector2};

/// Two decimals, short to print.
pub(crate) fn rounded(number: f64) -> f64 {
    (100.0 * number).round() / 100.0
}

/// Whether a number is no larger than `most`, signs aside. NaN is within nothing.
pub(crate) fn within(number: f64, most: f64) -> bool {
    number.abs() <= most
}

/// The course's bowl x² + 4y² with its gradient.
pub(crate) fn bowl() -> (Field, GradientField) {
    with_gradient(Field::bowl(1.0, 4.0))
}

/// A field with its gradient, as most exercises hand them over.
pub(crate) fn with_gradient(field: Field) -> (Field, GradientField) {
    (field.clone(), GradientField::of(field))
}

/// A bowl that is tilted and pushed aside: ax² + bxy + cy² + dx + ey.
pub(crate) fn tilted_bowl(draw: &mut Draw) -> Field {
    let (a, b, c) = (draw.number(0.6, 1.6), draw.number_off_zero(-1.0, 1.0, 0.3), draw.number(1.0, 3.0));
    let (d, e) = (draw.number(-2.0, 2.0), draw.number(-2.0, 2.0));
    Field::polynomial(2, &[(a, &[2, 0]), (b, &[1, 1]), (c, &[0, 2]), (d, &[1, 0]), (e, &[0, 1])])
}

/// A cubic a·x²y + b·xy² + c·y + d·x, whose slopes change from place to place.
pub(crate) fn cubic(draw: &mut Draw) -> Field {
    let mut coefficient = || draw.number_off_zero(-2.0, 2.0, 0.4);
    let (a, b, c, d) = (coefficient(), coefficient(), coefficient(), coefficient());
    Field::polynomial(2, &[(a, &[2, 1]), (b, &[1, 2]), (c, &[0, 1]), (d, &[1, 0])])
}

/// a · sin(kx + ly + φ), whose level curves are straight lines.
pub(crate) fn wave(draw: &mut Draw) -> Field {
    let wave = vec![draw.number_off_zero(-1.0, 1.0, 0.3), draw.number_off_zero(-1.0, 1.0, 0.3)];
    Field::Wave { amplitude: draw.number(2.0, 5.0), wave, phase: draw.number(-1.0, 1.0) }
}

/// a · exp(kx + ly), whose level curves are straight lines as well.
pub(crate) fn exponential(draw: &mut Draw) -> Field {
    let rates = vec![draw.number_off_zero(-0.8, 0.8, 0.3), draw.number_off_zero(-0.8, 0.8, 0.3)];
    Field::Exponential { amplitude: draw.number(2.0, 5.0), rates }
}

/// One of the above, turn by turn.
pub(crate) fn any(draw: &mut Draw) -> Field {
    match draw.integer(0, 3) {
        0 => tilted_bowl(draw),
        1 => cubic(draw),
        2 => wave(draw),
        _ => exponential(draw),
    }
}

/// A point at which `field` has a slope of at least `steepness`.
pub(crate) fn slope_point(draw: &mut Draw, field: &Field, steepness: f64) -> Vector2<f64> {
    let mut best = (f64::NEG_INFINITY, Vector2::zeros());
    for _ in 0..40 {
        let p = Vector2::new(draw.number(-3.0, 3.0), draw.number(-3.0, 3.0));
        let slope = nabla_truth::gradient_2d(field, p).norm();
        if slope >= steepness {
            return p;
        }
        if slope > best.0 {
            best = (slope, p);
        }
    }
    best.1
}

/// ∂²f/∂xᵢ∂xⱼ at p.
pub(crate) fn hessian(field: &Field, p: Vector2<f64>) -> Matrix2<f64> {
    let second = |i, j| nabla_truth::second_partial(field, p.as_slice(), i, j);
    let mixed = second(0, 1);
    Matrix2::new(second(0, 0), mixed, mixed, second(1, 1))
}
