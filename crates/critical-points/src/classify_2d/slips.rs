//! The verdict by D made of exchangeable rules, and what goes wrong with it.

use super::M2;
use crate::Table;
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};

/// Made of f_xx, f_xy and f_yy.
type Of = fn(a: f64, b: f64, c: f64) -> f64;

/// What is asked of the three numbers, and what follows from it.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) d: Of,
    /// Whose sign tells a minimum from a maximum.
    pub(super) s: Of,
    /// The verdict for D = 0, made of the one that the sign of s gives.
    pub(super) level: fn(by_sign: Kind) -> Kind,
    /// What is said where s is 0: with the right D that never happens where D > 0.
    pub(super) tie: Kind,
}

impl Rules {
    /// Right, whatever is said of an f_xx of 0 where D > 0.
    pub(super) fn ways() -> [Self; 3] {
        [Undecided, Maximum, Minimum].map(|tie| Self {
            d: |a, b, c| a * c - b * b,
            s: |a, _, _| a,
            level: |_| Undecided,
            tie,
        })
    }

    pub(super) fn kind(&self, h: M2) -> Kind {
        let of = |number: Of| number(h.m11, h.m12, h.m22);
        let (d, s) = (of(self.d), of(self.s));
        let by_sign = match (s > 0.0, s < 0.0) {
            (true, _) => Minimum,
            (_, true) => Maximum,
            _ => self.tie,
        };
        if d < 0.0 {
            Saddle
        } else if d > 0.0 {
            by_sign
        } else {
            (self.level)(by_sign)
        }
    }
}

pub(super) const SLIPS: Table<fn(&mut Rules), 18> = [
    (
        "went by the two axes",
        |r| r.d = |a, _, c| if a * c > 0.0 { 1.0 } else { -1.0 },
        "Along both axes you looked; x² + 3xy + y² rises along both, and falls between them.",
    ),
    (
        "left the twist out of D",
        |r| r.d = |a, _, c| a * c,
        "Turn the map by 45°: the surface stays as it is, and its twist becomes bending along an axis. Your verdict \
         changes.",
    ),
    (
        "did not square the twist",
        |r| r.d = |a, b, c| a * c - b,
        "f_xy = 2 and f_xy = −2 are a surface and its mirror image; you call them different kinds.",
    ),
    (
        "added the twist",
        |r| r.d = |a, b, c| a * c + b * b,
        "With more and more twist yours stays a bowl, and x² + 9xy + y² is none: which sign has f_xy² in D?",
    ),
    (
        "asked one direction",
        |r| (r.d, r.s) = (|_, _, _| 1.0, |a, _, _| a),
        "f_xx is all that you look at: along y f may do as it likes.",
    ),
    (
        "asked the other direction",
        |r| (r.d, r.s) = (|_, _, _| 1.0, |_, _, c| c),
        "Bending along y says nothing yet of any other direction.",
    ),
    (
        "went by the sum of the diagonal",
        |r| (r.d, r.s) = (|_, _, _| 1.0, |a, _, c| a + c),
        "3 and −1 add up to 2, and there is a fall all the same.",
    ),
    (
        "called each D > 0 a minimum",
        |r| r.s = |_, _, _| 1.0,
        "D > 0 holds for domes, too: which entry tells them from bowls?",
    ),
    (
        "called D = 0 a saddle",
        |r| r.level = |_| Saddle,
        "x⁴ + y² and y² − x⁴ have the same second partials at 0, with D = 0, and are a bowl and a saddle: D leaves it \
         open.",
    ),
    (
        "called D = 0 by the sign of f_xx",
        |r| r.level = |by_sign| by_sign,
        "With D = 0 one direction does not bend at all: can you promise a bowl, or a dome?",
    ),
    (
        "added the diagonal up",
        |r| r.d = |a, b, c| a + c - b * b,
        "Two bendings of the same sign multiply to something positive; added up, two that go down look like a saddle.",
    ),
    (
        "took D the other way round",
        |r| r.d = |a, b, c| b * b - a * c,
        "Your D has the sign of a saddle for a bowl: try it on x² + y².",
    ),
    (
        "took the discriminant of an equation",
        |r| r.d = |a, b, c| 4.0 * a * c - b * b,
        "The 4 belongs to the coefficients of ax² + bxy + cy². Second partials are 2a, b and 2c.",
    ),
    (
        "exchanged minimum and maximum",
        |r| r.s = |a, _, _| -a,
        "x² + y² bends up everywhere: is its lowest place a maximum?",
    ),
    (
        "doubled the twist in place of squaring it",
        |r| r.d = |a, b, c| a * c - 2.0 * b,
        "f_xy = 2 and f_xy = −2 are a surface and its mirror image; you call them different kinds.",
    ),
    (
        "asked the twist for up or down",
        |r| r.s = |_, b, _| b,
        "A twist says nothing of up or down: 3 and −3 are a surface and its mirror image.",
    ),
    (
        "took f_xx for f_yy in D",
        |r| r.d = |a, b, _| a * a - b * b,
        "f_yy never comes in: along y f may do as it likes in yours.",
    ),
    (
        "added the diagonal in D",
        |r| r.d = |a, _, c| a + c,
        "3 and −1 add up to 2, and there is a fall all the same: D multiplies, and the twist counts in it.",
    ),
];
