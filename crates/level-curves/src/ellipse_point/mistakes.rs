//! Wrong walks: another curve, or another way round.

use super::V2;
use nabla_grading::{Exercise, slip};
use std::f64::consts::TAU;

type Two = fn(f64) -> (f64, f64);

/// How a walk is made: how far it reaches along x and y on a level, and the way round that it stretches to these ends.
#[derive(Clone, Copy)]
struct Rules {
    reach: Two,
    round: Two,
}

/// Curves that are not on the level, by how far they reach along x and along y.
pub(super) const REACHES: [(&str, Two, &str); 10] = [
    ("drew a circle", |c| (c.sqrt(), c.sqrt()), "How far does the curve reach along x, and along y?"),
    ("exchanged the axes", |c| (c.sqrt() / 2.0, c.sqrt()), "Which direction climbs faster, and is therefore shorter?"),
    ("divided by 4, not by its root", |c| (c.sqrt(), c.sqrt() / 4.0), "Put x = 0: 4y² = level. What becomes of the 4?"),
    ("stretched, not squeezed", |c| (c.sqrt(), 2.0 * c.sqrt()), "Along y it is steeper: is the level reached later?"),
    ("forgot the root", |c| (c, c / 2.0), "Your curve for the level 8 reaches x = 8. What is x² + 4y² at (8, 0)?"),
    ("forgot the root along y", |c| (c.sqrt(), c / 2.0), "At (0, 4), where yours ends on level 8, what is x² + 4y²?"),
    ("forgot the root along x", |c| (c, c.sqrt() / 2.0), "At (8, 0), where yours ends on level 8, what is x² + 4y²?"),
    ("made it twice as large", |c| (2.0 * c.sqrt(), c.sqrt()), "The right shape, too large: look at its ends."),
    ("halved the level", |c| ((c / 2.0).sqrt(), (c / 8.0).sqrt()), "The right shape, too small: look at its ends."),
    ("drew the level 8 always", |_| (8_f64.sqrt(), 2_f64.sqrt()), "Does your point depend on the level?"),
];

fn circle(t: f64) -> (f64, f64) {
    (t.cos(), t.sin())
}

/// Wrong ways round.
const ROUNDS: [(&str, Two, &str); 7] = [
    ("walked the upper half only", |t| (t.cos(), t.sin().abs()), "A root is never negative; there is a lower half."),
    ("used the same wave twice", |t| (t.cos(), t.cos()), "When x is at its largest, where should y be?"),
    ("let y run twice as fast", |t| (t.cos(), (2.0 * t).sin()), "x and y need the same time to come back."),
    ("counted t in degrees", |t| circle(t.to_radians()), "In which unit do `cos` and `sin` of Rust take t?"),
    ("turned t into degrees", |t| circle(t.to_degrees()), "In which unit do `cos` and `sin` of Rust take t?"),
    ("counted t in turns", |t| circle(TAU * t), "Your point is back after t = 1 already: once round takes 2π."),
    ("cut t to whole numbers", |t| circle(t.trunc()), "From t = 1 to 2 your point stands still, and then it leaps."),
];

/// Adds the mistakes to the exercise.
pub(super) fn add(exercise: Exercise) -> Exercise {
    let right = Rules { reach: |c| (c.sqrt(), c.sqrt() / 2.0), round: circle };
    let reaches = REACHES.map(|(name, reach, says)| slip(name, move |rules: &mut Rules| rules.reach = reach, says));
    let rounds = ROUNDS.map(|(name, round, says)| slip(name, move |rules: &mut Rules| rules.round = round, says));
    let run = |Rules { reach, round }: Rules| {
        move |level: f64, t: f64| V2::new(reach(level).0 * round(t).0, reach(level).1 * round(t).1)
    };
    exercise.slips(right, run, reaches.into_iter().chain(rounds)).mistake(
        "went round (2, 1)",
        |level: f64, t: f64| V2::new(2.0 + level.sqrt() * t.cos(), 1.0 + level.sqrt() / 2.0 * t.sin()),
        "Your curve goes round (2, 1): which point is in the middle of x² + 4y² = level?",
    )
}
