//! Bowl, dome or saddle, from three numbers.
//!
//! ```text
//! D = f_xx·f_yy − f_xy²        D < 0: saddle    D > 0: minimum or maximum, by the sign of f_xx    D = 0: undecided
//! ```
//!
//! Matrices whose diagonal says one thing and whose twist says another. Where D is 0 it is so to the last bit.

mod figure;

use crate::Table;
use crate::bendings::{bendings, kind, strongest};
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};
use nabla_grading::{Clause, Exercise, Probes, other};
use nalgebra::{DMatrix, Matrix2, Vector2};

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
        .variant("the sum of the diagonal", |h: M2| by(h.m11 * h.m22 - h.m12 * h.m21, h.trace()))
        .hints([
            "In every direction v the surface bends by v'Hv. For a minimum all of these must be positive: in which \
             direction is it least?",
            "Complete the square: f_xx·x² + 2f_xy·xy + f_yy·y² is f_xx·(x + …)² and D/f_xx times y².",
            "D < 0 leaves both signs. For D > 0 the sign of f_xx holds everywhere, and D = 0 leaves a direction that \
             does not bend at all.",
        ])
        .figure(figure::draw);
    MISTAKES.into_iter().fold(exercise, |exercise, (name, kind, says)| {
        exercise.mistake(name, move |h: M2| kind(h.m11, h.m12, h.m22), says)
    })
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

fn sign(s: f64) -> Kind {
    if s > 0.0 {
        Minimum
    } else if s < 0.0 {
        Maximum
    } else {
        Undecided
    }
}

/// The test with D, and the sign of s where it is positive.
fn by(d: f64, s: f64) -> Kind {
    if d < 0.0 {
        Saddle
    } else if d > 0.0 {
        sign(s)
    } else {
        Undecided
    }
}

type Verdict = fn(a: f64, b: f64, c: f64) -> Kind;

const MISTAKES: Table<Verdict, 15> = [
    (
        "went by the two axes",
        |a, _, c| match (a > 0.0 && c > 0.0, a < 0.0 && c < 0.0) {
            (true, _) => Minimum,
            (_, true) => Maximum,
            _ => Saddle,
        },
        "Along both axes you looked; x² + 3xy + y² rises along both, and falls between them.",
    ),
    (
        "left the twist out of D",
        |a, _, c| by(a * c, a),
        "Turn the map by 45°: the surface stays as it is, and its twist becomes bending along an axis. Your verdict \
         changes.",
    ),
    (
        "did not square the twist",
        |a, b, c| by(a * c - b, a),
        "f_xy = 2 and f_xy = −2 are a surface and its mirror image; you call them different kinds.",
    ),
    (
        "added the twist",
        |a, b, c| by(a * c + b * b, a),
        "With more and more twist yours stays a bowl, and x² + 9xy + y² is none: which sign has f_xy² in D?",
    ),
    ("asked one direction", |a, _, _| sign(a), "f_xx is all that you look at: along y f may do as it likes."),
    ("asked the other direction", |_, _, c| sign(c), "Bending along y says nothing yet of any other direction."),
    (
        "went by the sum of the diagonal",
        |a, _, c| sign(a + c),
        "3 and −1 add up to 2, and there is a fall all the same.",
    ),
    (
        "called each D > 0 a minimum",
        |a, b, c| if a * c - b * b > 0.0 { Minimum } else { by(a * c - b * b, a) },
        "D > 0 holds for domes, too: which entry tells them from bowls?",
    ),
    (
        "called D = 0 a saddle",
        |a, b, c| if a * c - b * b <= 0.0 { Saddle } else { sign(a) },
        "x⁴ + y² and y² − x⁴ have the same second partials at 0, with D = 0, and are a bowl and a saddle: D leaves it open.",
    ),
    (
        "called D = 0 by the sign of f_xx",
        |a, b, c| if a * c - b * b < 0.0 { Saddle } else { sign(a) },
        "With D = 0 one direction does not bend at all: can you promise a bowl, or a dome?",
    ),
    (
        "knew bowls and saddles only",
        |a, b, c| if a * c - b * b > 0.0 { Minimum } else { Saddle },
        "D > 0 holds for domes, too, and D = 0 leaves it open: yours knows two kinds of four.",
    ),
    (
        "added the diagonal up",
        |a, b, c| by(a + c - b * b, a),
        "Two bendings of the same sign multiply to something positive; added up, two that go down look like a saddle.",
    ),
    (
        "took D the other way round",
        |a, b, c| by(b * b - a * c, a),
        "Your D has the sign of a saddle for a bowl: try it on x² + y².",
    ),
    (
        "took the discriminant of an equation",
        |a, b, c| by(4.0 * a * c - b * b, a),
        "The 4 belongs to the coefficients of ax² + bxy + cy². Second partials are 2a, b and 2c.",
    ),
    (
        "exchanged minimum and maximum",
        |a, b, c| by(a * c - b * b, -a),
        "x² + y² bends up everywhere: is its lowest place a maximum?",
    ),
];
