//! What goes wrong in a cell, as code, and as the drawings that it leads to.

use super::squares::{PROPORTION, SADDLES, Segment, Share, accepted, case, join, march, same_drawing};
use crate::known::{Known, Sign};
use nabla_grading::{Asked, Exercise};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Corners = [f64; 4];

const MIDDLE: Known = Known {
    name: "took the middle of the edge",
    says: "Where between 3 and 9 is 4? Not half-way. From the middles alone every contour becomes a staircase.",
};
const WRONG_END: Known = Known {
    name: "measured from the wrong end",
    says: "Between 3 and 9 the level 4 lies close to the 3; your crossing lies close to the 9. Which end do you start from?",
};
const TURNED: Known = Known {
    name: "exchanged x and y",
    says: "Right, but mirrored at the diagonal: corner 1 lies at (1, 0), to the right of corner 0, and corner 3 above it.",
};
const UPSIDE_DOWN: Known = Known {
    name: "turned upside down",
    says: "Right, but upside down: y grows upwards, so corners 0 and 1 are the lower ones (pictures on a screen do it the other way).",
};
const MIRRORED: Known = Known {
    name: "mirrored left and right",
    says: "Right, but seen in a mirror: corners 0 and 3 are on the left, 1 and 2 on the right.",
};
const ROWS: Known = Known {
    name: "read the corners row by row",
    says: "The corners go round the cell: after (1, 0) comes (1, 1), and (0, 1) is the last.",
};
const ACROSS: Known = Known {
    name: "joined a saddle across",
    says: "Two contours of one height cross in your saddle. At their crossing the ground would have to be cut by itself.",
};
const NO_SADDLE: Known = Known {
    name: "left the saddle out",
    says: "When high and low corners alternate, all four edges are crossed. Your cell stays empty.",
};
const HALF_SADDLE: Known = Known {
    name: "drew half of a saddle",
    says: "When high and low corners alternate, four edges are crossed. One segment joins only two of them.",
};
const NO_THREE: Known = Known {
    name: "forgot the cells with three high corners",
    says: "One low corner among high ones is cut off by the level just as one high corner among low ones is.",
};

const MIDPOINT: Share = |_, _, _| 0.5;
const BACKWARDS: Share = |from, to, level| 1.0 - PROPORTION(from, to, level);

fn transformed(segments: Vec<Segment>, place: fn(V2) -> V2) -> Vec<Segment> {
    segments.into_iter().map(|segment| segment.map(place)).collect()
}

const EXCHANGE: fn(V2) -> V2 = |p| V2::new(p.y, p.x);
const FLIP: fn(V2) -> V2 = |p| V2::new(p.x, 1.0 - p.y);
const MIRROR: fn(V2) -> V2 = |p| V2::new(1.0 - p.x, p.y);

/// The other right way through a saddle.
pub(super) fn other_way(saddle: usize) -> &'static [(usize, usize)] {
    if saddle == SADDLES[0] { &[(0, 1), (2, 3)] } else { &[(3, 0), (1, 2)] }
}

/// The right segments.
pub(crate) fn right(corners: &Corners, level: f64) -> Vec<Segment> {
    march(corners, level, PROPORTION, |value| value > level)
}

fn case_of(corners: &Corners, level: f64) -> usize {
    if corners.iter().all(|corner| corner.is_finite()) { case(corners, |value| value > level) } else { 0 }
}

fn row_by_row(corners: &Corners) -> Corners {
    [corners[0], corners[1], corners[3], corners[2]]
}

/// Saddles joined from side to side.
pub(crate) fn across(corners: &Corners, level: f64) -> Vec<Segment> {
    if SADDLES.contains(&case_of(corners, level)) {
        return join(&[(0, 2), (1, 3)], corners, level, PROPORTION);
    }
    right(corners, level)
}

/// Every crossing in the middle of its edge.
pub(crate) fn middle(corners: &Corners, level: f64) -> Vec<Segment> {
    march(corners, level, MIDPOINT, |value| value > level)
}

/// Every crossing as far from one end as it should be from the other.
pub(crate) fn wrong_end(corners: &Corners, level: f64) -> Vec<Segment> {
    march(corners, level, BACKWARDS, |value| value > level)
}

/// Nothing where high and low corners alternate.
pub(crate) fn no_saddle(corners: &Corners, level: f64) -> Vec<Segment> {
    without(corners, level, &SADDLES, 0)
}

/// A corner on the level is on neither side.
pub(crate) fn strict(corners: &Corners, level: f64) -> Vec<Segment> {
    chained(corners, level, |a, b| (a - level) * (b - level) < 0.0, PROPORTION)
}

/// The right segments without those of certain cases.
fn without(corners: &Corners, level: f64, cases: &[usize], keep: usize) -> Vec<Segment> {
    let mut segments = right(corners, level);
    if cases.contains(&case_of(corners, level)) {
        segments.truncate(keep);
    }
    segments
}

const THREE_HIGH: [usize; 4] = [0b0111, 0b1011, 0b1101, 0b1110];

/// Crossings on the edges that `crossed` picks, joined in the order in which they are found.
fn chained(corners: &Corners, level: f64, crossed: impl Fn(f64, f64) -> bool, share: Share) -> Vec<Segment> {
    if !corners.iter().all(|corner| corner.is_finite()) {
        return Vec::new();
    }
    let edges: Vec<usize> = (0..4).filter(|&edge| crossed(corners[edge], corners[(edge + 1) % 4])).collect();
    let pairs: Vec<(usize, usize)> = edges.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    join(&pairs, corners, level, share)
}

/// Shows a mistake where the answer is not right: does it draw what the mistake would?
fn draws(asked: &Asked<'_>, wrong: impl Fn(&Corners, f64) -> Vec<Vec<Segment>>) -> Option<bool> {
    let (corners, level) = (asked.argument::<Corners>(0), asked.argument::<f64>(1));
    let got: Vec<Segment> = asked.value()?;
    let fits = |ways: Vec<Vec<Segment>>| ways.iter().any(|way| same_drawing(&got, way));
    (!fits(accepted(&corners, level, PROPORTION))).then(|| fits(wrong(&corners, level)))
}

fn moved(asked: &Asked<'_>, place: fn(V2) -> V2) -> Option<bool> {
    draws(asked, |corners, level| {
        accepted(corners, level, PROPORTION).into_iter().map(|way| transformed(way, place)).collect()
    })
}

/// The mistakes that a drawing gives away.
pub(super) fn book() -> [(Known, Sign); 10] {
    [
        (MIDDLE, |asked| draws(asked, |corners, level| accepted(corners, level, MIDPOINT))),
        (WRONG_END, |asked| draws(asked, |corners, level| accepted(corners, level, BACKWARDS))),
        (TURNED, |asked| moved(asked, EXCHANGE)),
        (UPSIDE_DOWN, |asked| moved(asked, FLIP)),
        (MIRRORED, |asked| moved(asked, MIRROR)),
        (ROWS, |asked| draws(asked, |corners, level| accepted(&row_by_row(corners), level, PROPORTION))),
        (ACROSS, |asked| draws(asked, |corners, level| vec![across(corners, level)])),
        (NO_SADDLE, |asked| draws(asked, |corners, level| vec![no_saddle(corners, level)])),
        (HALF_SADDLE, |asked| {
            draws(asked, |corners, level| {
                let single = |pair: (usize, usize)| join(&[pair], corners, level, PROPORTION);
                let saddle = SADDLES.contains(&case_of(corners, level));
                if saddle { [(3, 0), (1, 2), (0, 1), (2, 3)].map(single).to_vec() } else { Vec::new() }
            })
        }),
        (NO_THREE, |asked| {
            let (corners, level) = (asked.argument::<Corners>(0), asked.argument::<f64>(1));
            // All four of them: one that is drawn rules it out.
            let drawn = THREE_HIGH.contains(&case_of(&corners, level)) && !asked.value::<Vec<Segment>>()?.is_empty();
            if drawn {
                return Some(false);
            }
            draws(asked, |corners, level| vec![without(corners, level, &THREE_HIGH, 0)])
        }),
    ]
}

/// Adds the mistakes to the exercise.
pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(MIDDLE.name, |c: Corners, level: f64| middle(&c, level), MIDDLE.says)
        .mistake(WRONG_END.name, |c: Corners, level: f64| wrong_end(&c, level), WRONG_END.says)
        .mistake(TURNED.name, |c: Corners, level: f64| transformed(right(&c, level), EXCHANGE), TURNED.says)
        .mistake(UPSIDE_DOWN.name, |c: Corners, level: f64| transformed(right(&c, level), FLIP), UPSIDE_DOWN.says)
        .mistake(MIRRORED.name, |c: Corners, level: f64| transformed(right(&c, level), MIRROR), MIRRORED.says)
        .mistake(ROWS.name, |c: Corners, level: f64| right(&row_by_row(&c), level), ROWS.says)
        .mistake(ACROSS.name, |c: Corners, level: f64| across(&c, level), ACROSS.says)
        .mistake(NO_SADDLE.name, |c: Corners, level: f64| no_saddle(&c, level), NO_SADDLE.says)
        .mistake(HALF_SADDLE.name, |c: Corners, level: f64| without(&c, level, &SADDLES, 1), HALF_SADDLE.says)
        .mistake(NO_THREE.name, |c: Corners, level: f64| without(&c, level, &THREE_HIGH, 0), NO_THREE.says)
        .mistake(
            "compared with 0",
            |c: Corners, _: f64| march(&c, 0.0, PROPORTION, |value| value > 0.0),
            "You look for the curve f = 0. With the corners 3 and 9, is the level 4 crossed?",
        )
        .mistake(
            "forgot to start from the corner",
            |c: Corners, level: f64| march(&c, level, |from, to, level| level / (to - from), |v| v > level),
            "From 3 to 9 the level 4 is 1 unit away from the 3, not 4 units.",
        )
        .mistake(
            "lost a corner on the level",
            |c: Corners, level: f64| strict(&c, level),
            "A corner exactly on the level is on neither side for you, and the contour ends there. Count it as high, or as low.",
        )
        .mistake(
            "took a corner on the level once for high and once for low",
            |c: Corners, level: f64| {
                chained(&c, level, |a, b| (a > level && b <= level) || (a < level && b >= level), PROPORTION)
            },
            "You ask one thing of the beginning of an edge and another of its end. Each corner is high or low by itself, on whichever edge.",
        )
        .mistake(
            "counted a corner on the level twice",
            |c: Corners, level: f64| chained(&c, level, |a, b| a != b && (a - level) * (b - level) <= 0.0, PROPORTION),
            "A corner exactly on the level is a crossing on both of its edges for you. Count it as high, or as low, and ask for one of each.",
        )
        .mistake(
            "let what is not finite through",
            |c: Corners, level: f64| {
                let high = c.map(|value| value > level);
                let edges: Vec<usize> = (0..4).filter(|&edge| high[edge] != high[(edge + 1) % 4]).collect();
                let pairs: Vec<(usize, usize)> = edges.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
                join(&pairs, &c, level, PROPORTION)
            },
            "A corner that is NaN or infinite has no place on a map: proportions with it mean nothing.",
        )
}
