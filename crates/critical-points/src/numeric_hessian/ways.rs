//! A measured Hessian made of exchangeable rules.

use nalgebra::{DMatrix, DVector};

type DM = DMatrix<f64>;
type DV = DVector<f64>;

/// f around x, asked at steps of h.
pub(super) struct Around<'a> {
    pub(super) f: &'a dyn Fn(&DV) -> f64,
    pub(super) x: &'a DV,
    pub(super) h: f64,
}

impl Around<'_> {
    /// f where input i has gone a steps and input j has gone b.
    pub(super) fn at(&self, i: usize, a: f64, j: usize, b: f64) -> f64 {
        (self.f)(&moved(self.x, &[(i, a * self.h), (j, b * self.h)]))
    }

    /// f where input i has gone a steps.
    pub(super) fn along(&self, i: usize, a: f64) -> f64 {
        (self.f)(&moved(self.x, &[(i, a * self.h)]))
    }

    /// f(+i) − 2f + f(−i)
    pub(super) fn three(&self, i: usize) -> f64 {
        self.along(i, 1.0) - 2.0 * (self.f)(self.x) + self.along(i, -1.0)
    }

    /// The four corners with the signs + − − +.
    pub(super) fn four(&self, i: usize, j: usize) -> f64 {
        self.at(i, 1.0, j, 1.0) + self.at(i, -1.0, j, -1.0) - self.other_corners(i, j)
    }

    /// The two corners that count as −.
    pub(super) fn other_corners(&self, i: usize, j: usize) -> f64 {
        self.at(i, 1.0, j, -1.0) + self.at(i, -1.0, j, 1.0)
    }

    /// The central difference along input i.
    pub(super) fn slope(&self, i: usize) -> f64 {
        (self.along(i, 1.0) - self.along(i, -1.0)) / (2.0 * self.h)
    }
}

/// x with some inputs moved; one that is moved twice goes the sum of both.
pub(super) fn moved(x: &DV, moves: &[(usize, f64)]) -> DV {
    let mut p = x.clone();
    moves.iter().for_each(|(i, by)| p[*i] += by);
    p
}

/// How a diagonal entry and a pair are measured, with which step, and what is kept of it.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) diagonal: fn(&Around<'_>, usize) -> f64,
    pub(super) twist: fn(&Around<'_>, usize, usize) -> f64,
    pub(super) step: fn(f64) -> f64,
    /// Of the row, the column and their number.
    pub(super) kept: fn(usize, usize, usize) -> bool,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            diagonal: |f, i| f.three(i) / (f.h * f.h),
            twist: |f, i, j| f.four(i, j) / (4.0 * f.h * f.h),
            step: |h| h,
            kept: |_, _, _| true,
        }
    }

    pub(super) fn hessian(self, f: &dyn Fn(&DV) -> f64, x: &DV, h: f64) -> DM {
        let around = Around { f, x, h: (self.step)(h) };
        let mut hessian = DM::zeros(x.len(), x.len());
        for (i, j) in (0..x.len()).flat_map(|i| (i..x.len()).map(move |j| (i, j))) {
            let entry = if i == j { (self.diagonal)(&around, i) } else { (self.twist)(&around, i, j) };
            for place in [(i, j), (j, i)] {
                if (self.kept)(place.0, place.1, x.len()) {
                    hessian[place] = entry;
                }
            }
        }
        hessian
    }
}
