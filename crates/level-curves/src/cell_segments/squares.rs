//! Marching squares from its table of sixteen cases, and the answers that count as one.

use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// A straight piece of a contour.
pub(crate) type Segment = [V2; 2];

/// The corners of the unit cell, counterclockwise from the lower left.
pub(crate) const PLACES: [(f64, f64); 4] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];

/// The edges that are joined when these corners are high; bit k is corner k, edge k leads from corner k to the next.
const JOINED: [&[(usize, usize)]; 16] = [
    &[],
    &[(3, 0)],
    &[(0, 1)],
    &[(3, 1)],
    &[(1, 2)],
    &[(3, 0), (1, 2)],
    &[(0, 2)],
    &[(3, 2)],
    &[(2, 3)],
    &[(0, 2)],
    &[(0, 1), (2, 3)],
    &[(1, 2)],
    &[(1, 3)],
    &[(0, 1)],
    &[(3, 0)],
    &[],
];

/// The two cases in which high and low corners alternate.
pub(super) const SADDLES: [usize; 2] = [0b0101, 0b1010];

/// Where the level divides an edge, from the values at its ends.
pub(super) type Share = fn(from: f64, to: f64, level: f64) -> f64;

/// In proportion to the differences from the level.
pub(super) const PROPORTION: Share = |from, to, level| (level - from) / (to - from);

/// Which case it is, where a corner is high by `high`.
pub(super) fn case(corners: &[f64; 4], high: impl Fn(f64) -> bool) -> usize {
    (0..4).map(|corner| usize::from(high(corners[corner])) << corner).sum()
}

/// The segments between these pairs of edges.
pub(super) fn join(pairs: &[(usize, usize)], corners: &[f64; 4], level: f64, share: Share) -> Vec<Segment> {
    let crossing = |edge: usize| {
        let (from, to) = (edge, (edge + 1) % 4);
        let [start, end] = [from, to].map(|corner| V2::new(PLACES[corner].0, PLACES[corner].1));
        start + (end - start) * share(corners[from], corners[to], level)
    };
    pairs.iter().map(|&(one, other)| [crossing(one), crossing(other)]).collect()
}

/// The right segments for a corner that is high by `high`, saddles joined round their high corners.
pub(super) fn march(corners: &[f64; 4], level: f64, share: Share, high: impl Fn(f64) -> bool) -> Vec<Segment> {
    if !corners.iter().all(|corner| corner.is_finite()) {
        return Vec::new();
    }
    join(JOINED[case(corners, high)], corners, level, share)
}

/// All the answers that are right: a corner on the level counts as high or as low, a saddle may be joined in two ways.
pub(super) fn accepted(corners: &[f64; 4], level: f64, share: Share) -> Vec<Vec<Segment>> {
    [false, true].into_iter().flat_map(|high| ways(corners, level, share, high)).collect()
}

/// The right answers where a corner on the level counts as high, or as low: two in a saddle.
pub(super) fn ways(corners: &[f64; 4], level: f64, share: Share, high: bool) -> Vec<Vec<Segment>> {
    if !corners.iter().all(|corner| corner.is_finite()) {
        return vec![Vec::new()];
    }
    let case = case(corners, |value| value > level || (high && value == level));
    let cases = if SADDLES.contains(&case) { SADDLES.to_vec() } else { vec![case] };
    cases.into_iter().map(|case| join(JOINED[case], corners, level, share)).collect()
}

/// Whether two answers draw the same: order, direction, repetition and pieces of no length aside.
pub(super) fn same_drawing(a: &[Segment], b: &[Segment]) -> bool {
    let near = |p: V2, q: V2| (p - q).norm() <= 1e-9;
    let same =
        |s: &Segment, t: &Segment| (near(s[0], t[0]) && near(s[1], t[1])) || (near(s[0], t[1]) && near(s[1], t[0]));
    let seen = |s: &Segment| !near(s[0], s[1]);
    let within = |a: &[Segment], b: &[Segment]| a.iter().filter(|s| seen(s)).all(|s| b.iter().any(|t| same(s, t)));
    within(a, b) && within(b, a)
}

/// Whether two segments cross between their ends, by more than rounding.
pub(crate) fn cross(a: &Segment, b: &Segment) -> bool {
    let size = (a[1] - a[0]).norm().max((b[1] - b[0]).norm());
    let side = |s: &Segment, p: V2| (s[1] - s[0]).normalize().perp(&(p - s[0])) / size;
    let parts = |s: &Segment, t: &Segment| {
        let (one, other) = (side(s, t[0]), side(s, t[1]));
        one.min(other) < -1e-6 && one.max(other) > 1e-6
    };
    parts(a, b) && parts(b, a)
}
