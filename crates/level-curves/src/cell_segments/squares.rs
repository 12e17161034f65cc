//! The level in one cell from the table of sixteen cases, and the answers that count as one.

use nabla_grading::{FromValue, Value};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
pub(crate) type Corners = [f64; 4];

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
const SADDLES: [usize; 2] = [0b0101, 0b1010];

fn case(corners: &Corners, high: impl Fn(f64) -> bool) -> usize {
    (0..4).map(|corner| usize::from(high(corners[corner])) << corner).sum()
}

/// Where the level divides an edge: (level − a) / (b − a) of the way from a to b.
fn crossing(corners: &Corners, level: f64, edge: usize) -> V2 {
    let (from, to) = (edge, (edge + 1) % 4);
    let [start, end] = [from, to].map(|corner| V2::new(PLACES[corner].0, PLACES[corner].1));
    start + (end - start) * ((level - corners[from]) / (corners[to] - corners[from]))
}

/// The right answers where a corner on the level counts as high, or as low: two in a saddle.
pub(crate) fn ways(corners: &Corners, level: f64, on_it_is_high: bool) -> Vec<Vec<Segment>> {
    let case = case(corners, |value| value > level || (on_it_is_high && value == level));
    let cases = if SADDLES.contains(&case) { vec![case, 0b1111 - case] } else { vec![case] };
    let drawn = |case: usize| JOINED[case].iter().map(|&(a, b)| [a, b].map(|edge| crossing(corners, level, edge)));
    cases.into_iter().map(|case| drawn(case).collect()).collect()
}

/// All the answers that are right.
pub(super) fn accepted(corners: &Corners, level: f64) -> Vec<Vec<Segment>> {
    [false, true].into_iter().flat_map(|high| ways(corners, level, high)).collect()
}

pub(crate) fn is_point([from, to]: &Segment) -> bool {
    (from - to).norm() <= 1e-9
}

/// Whether two segments join the same places, in whatever direction.
pub(crate) fn same_segment([a, b]: &Segment, [c, d]: &Segment) -> bool {
    let off = |p: &V2| !(p.x.is_finite() && p.y.is_finite());
    let near = |p: &V2, q: &V2| (p - q).norm() <= 1e-9 || (off(p) && off(q));
    (near(a, c) && near(b, d)) || (near(a, d) && near(b, c))
}

/// Whether two answers draw the same, each piece as often: order, direction and pieces of no length aside.
pub(crate) fn same_drawing(a: &[Segment], b: &[Segment]) -> bool {
    let mut left: Vec<&Segment> = b.iter().filter(|s| !is_point(s)).collect();
    let mut found = |s: &Segment| left.iter().position(|t| same_segment(s, t)).map(|at| left.remove(at)).is_some();
    a.iter().filter(|s| !is_point(s)).all(&mut found) && left.is_empty()
}

/// Whether two answers draw the same, as they travel.
pub(crate) fn alike(_: &[Value], a: &Value, b: &Value) -> bool {
    let read = <Vec<Segment>>::from_value;
    read(a).zip(read(b)).map_or(a == b, |(a, b)| same_drawing(&a, &b))
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
