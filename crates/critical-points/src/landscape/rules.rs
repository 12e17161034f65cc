//! A map of flat places made of exchangeable rules.

use super::V2;
use super::places::{Places, Side};
use crate::bendings::{bendings, kind, strongest};
use nabla_core::Kind;
use nalgebra::{DMatrix, DVector, Matrix2};

type DM = DMatrix<f64>;
type DV = DVector<f64>;

/// What is asked of one map.
pub(super) struct Task<'a> {
    pub(super) gradient: &'a dyn Fn(&DV) -> DV,
    pub(super) hessian: &'a dyn Fn(&DV) -> DM,
    pub(super) x: Side,
    pub(super) y: Side,
    pub(super) n: usize,
}

impl Task<'_> {
    pub(super) fn slopes(&self, p: V2) -> V2 {
        let slopes = (self.gradient)(&DV::from_column_slice(p.as_slice()));
        V2::new(slopes[0], slopes[1])
    }

    pub(super) fn kind(&self, p: V2) -> Kind {
        let all = bendings(&(self.hessian)(&DV::from_column_slice(p.as_slice())));
        kind(&all, 1e-6 * strongest(&all))
    }

    /// x − H⁻¹∇f until ‖∇f‖ ≤ 1e-12, for up to 60 steps.
    fn newton(&self, start: V2) -> Option<V2> {
        let mut p = start;
        for _ in 0..=60 {
            let slopes = self.slopes(p);
            if slopes.norm() <= 1e-12 {
                return Some(p);
            }
            let h = (self.hessian)(&DV::from_column_slice(p.as_slice()));
            p -= Matrix2::from_fn(|i, j| h[(i, j)]).try_inverse()? * slopes;
        }
        None
    }

    pub(super) fn holds(&self, p: V2) -> bool {
        (self.x.0..=self.x.1).contains(&p.x) && (self.y.0..=self.y.1).contains(&p.y)
    }
}

/// n × n points from end to end of both sides.
pub(super) fn grid(x: Side, y: Side, n: usize) -> Vec<V2> {
    let place = |(from, to): Side, k: usize| from + (to - from) * k as f64 / (n - 1) as f64;
    (0..n).flat_map(|row| (0..n).map(move |column| V2::new(place(x, column), place(y, row)))).collect()
}

/// Where to start, how to walk, and what to keep of the ends.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) starts: fn(Side, Side, usize) -> Vec<V2>,
    pub(super) walk: fn(&Task<'_>, V2) -> Option<V2>,
    pub(super) inside: fn(&Task<'_>, V2) -> bool,
    pub(super) order: fn(Vec<V2>) -> Vec<V2>,
    /// Whether two ends are one place.
    pub(super) same: fn(&(V2, Kind), &(V2, Kind)) -> bool,
    pub(super) kind: fn(&Task<'_>, V2) -> Kind,
    pub(super) kept: fn(Kind) -> bool,
    pub(super) given: fn(&Task<'_>, V2) -> V2,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self {
            starts: grid,
            walk: |task, start| task.newton(start),
            inside: |task, p| task.holds(p),
            order: |places| places,
            same: |(p, _), (q, _)| (p - q).norm() <= 1e-3,
            kind: |task, p| task.kind(p),
            kept: |_| true,
            given: |_, p| p,
        }
    }

    pub(super) fn map(&self, task: &Task<'_>) -> Places {
        let starts = (self.starts)(task.x, task.y, task.n);
        let ends: Vec<V2> = starts.into_iter().filter_map(|start| (self.walk)(task, start)).collect();
        let mut places = Places::new();
        for p in (self.order)(ends).into_iter().filter(|p| (self.inside)(task, *p)) {
            let place = (p, (self.kind)(task, p));
            if (self.kept)(place.1) && !places.iter().any(|other| (self.same)(&place, other)) {
                places.push(place);
            }
        }
        places.into_iter().map(|(p, kind)| ((self.given)(task, p), kind)).collect()
    }
}
