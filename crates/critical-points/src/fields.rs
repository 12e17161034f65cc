//! The functions of the chapter.

use nabla_core::Field;

/// x³ + y³ − 3xy, flat at (0, 0), a saddle, and at (1, 1), a minimum.
pub(crate) fn twisted() -> Field {
    Field::polynomial(2, &[(1.0, &[3, 0]), (1.0, &[0, 3]), (-3.0, &[1, 1])])
}

/// x³ − 3x + y²: a saddle at (−1, 0), on which a descent from (−1, 2) comes to rest, and a minimum at (1, 0).
pub(crate) fn pass() -> Field {
    Field::polynomial(2, &[(1.0, &[3, 0]), (-3.0, &[1, 0]), (1.0, &[0, 2])])
}

/// x⁴ − 2x² + 2y⁴ − 2y²: nine flat places, four minima, four saddles and a maximum.
pub(crate) fn nine_places() -> Field {
    Field::polynomial(2, &[(1.0, &[4, 0]), (-2.0, &[2, 0]), (2.0, &[0, 4]), (-2.0, &[0, 2])])
}

/// −2x² − xy − y² + 3x, with its top at (6/7, −3/7).
pub(crate) fn dome() -> Field {
    Field::polynomial(2, &[(-2.0, &[2, 0]), (-1.0, &[1, 1]), (-1.0, &[0, 2]), (3.0, &[1, 0])])
}

/// x⁴ + y², so flat along x at the origin that H cannot tell what it is.
pub(crate) fn trough() -> Field {
    Field::polynomial(2, &[(1.0, &[4, 0]), (1.0, &[0, 2])])
}
