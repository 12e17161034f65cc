//! Bowl, dome or saddle, from three numbers.
//!
//! ```text
//! D = f_xx·f_yy − f_xy²        D < 0: saddle    D > 0: minimum or maximum, by the sign of f_xx    D = 0: undecided
//! ```
//!
//! Matrices whose diagonal says one thing and whose twist says another. Where D is 0 it is so to the last bit.

mod figure;
mod slips;

use crate::bendings::{bendings, kind, strongest};
use nabla_core::Kind::{self, Minimum, Saddle, Undecided};
use nabla_grading::{Clause, Exercise, Probes, other, slip};
use nalgebra::{DMatrix, Matrix2, Vector2};
use slips::Rules;

type M2 = Matrix2<f64>;

/// The symmetric matrix with these entries.
fn symmetric(a: f64, b: f64, c: f64) -> M2 {
    M2::new(a, b, b, c)
}

/// By the bendings along the axes without twist; rounding may leave something of one that is 0.
fn truth(h: M2) -> Kind {
    let bendings = bendings(&DMatrix::from_column_slice(2, 2, h.as_slice()));
    kind(&bendings, 1e-12 * strongest(&bendings))
}

/// The exercise `classify_2d`.
pub(crate) fn exercise() -> Exercise {
    let says =
        "In other units for the height all entries are smaller or larger, and the shape is the same: only 0 is 0.";
    let by = |rules: Rules| move |h: M2| rules.kind(h);
    let exercise = Exercise::new("classify_2d", "what a flat place with the second partials h is")
        .probes(probes)
        .truth(truth)
        .parts([other("the kind")])
        .overall(crate::kinds::in_common)
        .clause(
            Clause::new("however gently or sharply it bends", says)
                .at((symmetric(1e-8, 0.0, 2e-8),))
                .at((symmetric(-3e-9, 1e-9, -2e-9),))
                .at((symmetric(1e-10, 0.0, 2e-10),))
                .at((symmetric(1e-20, 0.0, 3e-20),))
                .at((symmetric(1.0, 0.0, 1e-10),))
                .at((symmetric(2e-7, 3e-7, 2e-7),))
                .at((symmetric(2e8, 3e8, 2e8),))
                .missed(
                    "took a small D for 0",
                    |h: M2| if h.determinant().abs() < 1e-9 { Undecided } else { truth(h) },
                    "",
                ),
        )
        .variant("both eigenvalues", |h: M2| {
            let bendings = h.symmetric_eigenvalues();
            kind(bendings.as_slice(), 1e-12 * bendings.amax())
        })
        .variant("many directions", |h: M2| {
            let along = |k: u32| {
                let v = Vector2::new((0.01 * f64::from(k)).cos(), (0.01 * f64::from(k)).sin());
                v.dot(&(h * v))
            };
            let exact = h.m11 * h.m22 - h.m12 * h.m12;
            let all: Vec<f64> = (0..315).map(along).collect();
            if exact == 0.0 { Undecided } else { kind(&all, 0.0) }
        })
        .variant("the sum of the diagonal", by(Rules { s: |a, _, c| a + c, ..Rules::ways()[0] }))
        .hints([
            "In every direction v the surface bends by v'Hv. For a minimum all of these must be positive: in which \
             direction is it least?",
            "Complete the square: f_xx·x² + 2f_xy·xy + f_yy·y² is f_xx·(x + …)² and D/f_xx times y².",
            "D < 0 leaves both signs. For D > 0 the sign of f_xx holds everywhere, and D = 0 leaves a direction that \
             does not bend at all.",
        ])
        .figure(figure::draw);
    exercise.slips_in(Rules::ways(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says))).mistake(
        "knew bowls and saddles only",
        by(Rules { s: |_, _, _| 1.0, level: |_| Saddle, ..Rules::ways()[0] }),
        "D > 0 holds for domes, too, and D = 0 leaves it open: yours knows two kinds of four.",
    )
}

fn probes(ask: &mut Probes) {
    ask.article((symmetric(6.0, -3.0, 6.0),), Minimum);
    ask.article((symmetric(0.0, -3.0, 0.0),), Saddle);
    for (a, b, c) in [
        (2.0, 3.0, 2.0),
        (1.0, 0.5, 0.3),
        (0.0, 1.0, 0.0),
        (-2.0, 1.0, -3.0),
        (-2.0, -3.0, -2.0),
        (2.0, 0.0, -1.0),
        (1.0, 1.0, 1.0),
        // D is 0 with numbers that are as short as those drawn, and are shown before them.
        (3.0, 3.0, 3.0),
        (-3.0, 3.0, -3.0),
        (-1.0, 0.0, 0.0),
        (0.0, 0.0, 2.0),
        (1.0, 2.0, -3.0),
        (-3.0, 2.0, 1.0),
        (0.0, 2.0, 3.0),
    ] {
        ask.at((symmetric(a, b, c),));
    }
    ask.random(24, |draw| {
        let mut entries = || (draw.number(-3.0, 3.0), draw.number_off_zero(-2.0, 2.0, 0.2), draw.number(-3.0, 3.0));
        let (mut a, b, mut c) = entries();
        while (a * c - b * b).abs() < 0.1 {
            (a, c) = (a + 0.25, c - 0.25);
        }
        (symmetric(a, b, c),)
    });
    ask.random(6, |draw| {
        // ±(px + qy)² bends along one direction only.
        let mut whole = |low, high| draw.integer(low, high) as f64;
        let (sign, p, q) = (2.0 * whole(0, 1) - 1.0, whole(1, 4), whole(-4, -1));
        (symmetric(sign * p * p, sign * p * q, sign * q * q),)
    });
}
