//! How a vector becomes a direction: rightly, and as people do it wrongly; and what a contract says of vectors.
//!
//! ```text
//! u = v / ‖v‖
//! ```

use crate::at_angle;
use nabla_grading::{Clause, IntoValue, Slip, slip};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// What is divided, and by which length.
#[derive(Clone, Copy)]
pub(crate) struct Direction {
    divided: fn(V2) -> V2,
    length: fn(V2) -> f64,
}

impl Direction {
    pub(crate) fn right() -> Self {
        Self { divided: |v| v, length: |v| v.norm() }
    }

    pub(crate) fn of(&self, v: V2) -> V2 {
        (self.divided)(v) / (self.length)(v)
    }

    pub(crate) fn divided(&self, v: V2) -> V2 {
        (self.divided)(v)
    }

    pub(crate) fn length(&self, v: V2) -> f64 {
        (self.length)(v)
    }

    /// Another vector, divided by what v is divided by.
    pub(crate) fn scaled(&self, other: V2, v: V2) -> V2 {
        other / (self.length)(v)
    }
}

type Wrong<T> = (&'static str, fn(V2) -> T, &'static str);

const LENGTHS: [Wrong<f64>; 13] = [
    ("took the displacement for a direction", |_| 1.0, "A direction has the length 1: (3, 4) is 5 long, and stays so."),
    ("divided by the square", |v| v.norm_squared(), "A longer v makes less of it: you divided by the length twice."),
    ("multiplied by the length", |v| 1.0 / v.norm(), "A longer v makes more of it, where it should change nothing."),
    ("left short ones short", |v| v.norm().max(1.0), "(0.3, −0.4) is 0.5 long: a direction has the length 1, no less."),
    ("divided by the sum", |v| v.lp_norm(1), "By which length did you divide? (3, 4) is 5 long, not 7."),
    ("divided by the signed sum", |v| v.sum(), "By which length did you divide? (−5, 12) is 13 long, not 7."),
    ("divided by the largest", |v| v.amax(), "By which length did you divide? (3, 4) is 5 long, not 4."),
    ("cut the length to a whole number", |v| v.norm().trunc(), IN_WHOLE),
    ("rounded the length to a whole number", |v| v.norm().round(), IN_WHOLE),
    ("cut the square of the length to a whole number", |v| v.norm_squared().trunc().sqrt(), IN_WHOLE),
    ("forgot the squares under the root", |v| v.sum().sqrt(), "A length is the root of the sum of the squares."),
    (
        "drew the root of one square only",
        |v| v.x * v.x + v.y.abs(),
        "The root stands over y² alone in yours: a call binds before a sum. Brackets first, then `.sqrt()`.",
    ),
    ("divided by the larger component", |v| v.max(), "By which length did you divide? (−5, −12) is 13 long, not −5."),
];

const IN_WHOLE: &str =
    "(1, 1) is √2 long, and (0.3, −0.4) is 0.5: a length has digits behind the point, and counts with them.";

const MIXED: [Wrong<V2>; 8] = [
    (
        "swapped the components",
        |v| V2::new(v.y, v.x),
        "(8, 0) should point along x: two components have changed places.",
    ),
    ("flipped the sign of x", |v| V2::new(-v.x, v.y), "The x component counts with the wrong sign in yours."),
    ("flipped the sign of y", |v| V2::new(v.x, -v.y), "The y component counts with the wrong sign in yours."),
    ("forgot the signs", |v| v.abs(), "Your directions all point up and to the right."),
    ("took the x component for both", |v| V2::repeat(v.x), "The x component stands in both places: where is y?"),
    ("let the x component out", |v| V2::new(0.0, v.y), "Your x component is always 0: v points along x as well."),
    ("let the y component out", |v| V2::new(v.x, 0.0), "Your y component is always 0: v points along y as well."),
    ("cut the components to whole numbers", |v| v.map(f64::trunc), "0.5 counts as 0: `as i64` and `trunc` cut it off."),
];

const MADE: [Wrong<V2>; 6] = [
    (
        "kept the signs only",
        |v| v.map(f64::signum),
        "(3, 4) and (1, 9) do not point the same way; all of yours are diagonals.",
    ),
    ("took atan for the angle", |v| at_angle((v.y / v.x).atan()), "Nothing points left: y/x is the same for v and −v."),
    ("fed degrees to the cosine", |v| at_angle(v.y.atan2(v.x).to_degrees()), "`cos` and `sin` take radians."),
    ("always along x", |_| V2::x(), "You look along x, whichever way the vector points."),
    ("always along the diagonal", |_| V2::repeat(1.0), "You look along the diagonal, whichever way the vector points."),
    ("divided by a length that had changed", x_first, "When y has its turn, x is changed already, and the length too."),
];

fn x_first(v: V2) -> V2 {
    let x = v.x / v.norm();
    V2::new(x, v.y / V2::new(x, v.y).norm())
}

/// The slips of those who divide by another length, in whatever rules the direction stands.
pub(crate) fn lengths<R: 'static>(within: fn(&mut R) -> &mut Direction) -> Vec<Slip<R>> {
    LENGTHS.map(|(name, length, says)| slip(name, move |rules| within(rules).length = length, says)).into()
}

/// These, and the slips of those who mix up the components or the angle.
pub(crate) fn slips<R: 'static>(within: fn(&mut R) -> &mut Direction) -> Vec<Slip<R>> {
    let mixed = MIXED.map(|(name, divided, says)| slip(name, move |rules| within(rules).divided = divided, says));
    let made = MADE.map(|(name, divided, says)| {
        slip(name, move |rules| *within(rules) = Direction { divided, length: |_| 1.0 }, says)
    });
    lengths(within).into_iter().chain(mixed).chain(made).collect()
}

/// Zero points nowhere; whoever overlooks it gets NaN, or invents an answer.
pub(crate) fn zero(argument: &'static [usize], invented: impl IntoValue + Clone + 'static) -> Clause {
    Clause::only_zero_is_zero(argument, &[0.0], invented).gives(None::<f64>).called("None for the zero vector").says(
        "A zero vector points nowhere: 0/0 is no answer, nor is one that was made up. \
         The type can say that there is none.",
    )
}

/// However short or long a vector is, it points somewhere.
pub(crate) fn any_length_but_zero(argument: &'static [usize]) -> Clause {
    Clause::only_zero_is_zero(argument, &[1e-13, 1e-99, 1e13, 1e98], None::<f64>)
        .called("a short or a long one points somewhere")
        .says("Very short and very long vectors have a direction like any other: only a length of exactly 0 has none.")
}

/// One component may be 0. Say where it asks.
pub(crate) fn along_an_axis() -> Clause {
    Clause::new(
        "one component may be 0",
        "(8, 0) points along x, and (0, −2) against y: take neither for zero, and do not divide by one component.",
    )
}

/// What is not finite points nowhere.
pub(crate) fn not_finite(argument: &'static [usize]) -> Clause {
    Clause::not_finite(argument)
        .gives(None::<f64>)
        .called("None where a component is not finite")
        .says("Feed it NaN, ∞ and −∞, in each component: what comes out is no direction.")
}
