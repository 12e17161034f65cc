//! A chain of two maps made of exchangeable rules, and what goes wrong with it.

use crate::Table;
use crate::maps::{DM, DV};
use nabla_grading::{JacobianN, MapN};

/// What is handed over beside x.
pub(super) struct Chain {
    pub(super) f: MapN,
    pub(super) jf: JacobianN,
    pub(super) jg: JacobianN,
}

/// Where each Jacobian is asked, and what is made of the two.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    g_at: fn(&Chain, &DV) -> DV,
    f_at: fn(&Chain, &DV) -> DV,
    /// Of J_g and J_f.
    product: fn(&DM, &DM) -> DM,
    given: fn(DM) -> DM,
}

impl Rules {
    pub(super) fn right() -> Self {
        Self { g_at: |c, x| c.f.at(x), f_at: |_, x| x.clone(), product: |g, f| g * f, given: |j| j }
    }

    pub(super) fn jacobian(self, chain: &Chain, x: &DV) -> DM {
        let [g_at, f_at] = [(self.g_at)(chain, x), (self.f_at)(chain, x)];
        (self.given)((self.product)(&chain.jg.at(&g_at), &chain.jf.at(&f_at)))
    }
}

pub(super) const SLIPS: Table<fn(&mut Rules), 13> = [
    (
        "multiplied the wrong way round",
        |r| r.product = |g, f| f * g,
        "In yours a nudge passes g before f: what acts first stands on the right, next to v.",
    ),
    ("asked J_g at x", |r| r.g_at = |_, x| x.clone(), "J_g is asked at x, and what reaches g is f(x)."),
    (
        "asked J_g at f(f(x))",
        |r| r.g_at = |c, x| c.f.at(&c.f.at(x)),
        "f has acted twice before J_g is asked: what reaches g is f(x).",
    ),
    (
        "asked J_f at f(x)",
        |r| r.f_at = |c, x| c.f.at(x),
        "J_f is asked at f(x) in yours; f itself has not moved from x.",
    ),
    (
        "multiplied entry by entry",
        |r| r.product = |g, f| g.component_mul(f),
        "Entry by entry each output uses one middle value alone; a nudge takes all ways through the middle.",
    ),
    ("left f's Jacobian out", |r| r.product = |g, _| g.clone(), "What f stretches and turns on the way has got lost."),
    ("left g's Jacobian out", |r| r.product = |_, f| f.clone(), "You stop after f: what does g make of the nudge?"),
    (
        "added the two",
        |r| r.product = |g, f| g + f,
        "What f doubles and g triples grows sixfold: stretching by both is a product.",
    ),
    (
        "laid it on its side",
        |r| r.given = |j| j.transpose(),
        "Rows and columns are exchanged in the product: the outputs of g go down, the inputs of f across.",
    ),
    (
        "laid J_g on its side",
        |r| r.product = |g, f| g.tr_mul(f),
        "J_g lies on its side in your product: no transpose is due, neither inside nor outside.",
    ),
    (
        "laid J_f on its side",
        |r| r.product = |g, f| g * f.transpose(),
        "J_f lies on its side in your product: no transpose is due, neither inside nor outside.",
    ),
    (
        "used the last middle value only",
        |r| r.product = |g, f| g.column(g.ncols() - 1) * f.row(f.nrows() - 1),
        "One middle value alone is left: is the sum over the middle added up, or overwritten?",
    ),
    (
        "left the last middle value out",
        |r| r.product = |g, f| g.columns(0, g.ncols() - 1) * f.rows(0, f.nrows() - 1),
        "The last middle value never counts in your sum: `a..b` stops before b.",
    ),
];
