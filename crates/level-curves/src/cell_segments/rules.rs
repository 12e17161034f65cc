//! Marching squares as rules that each slip changes in one thing.

use super::squares::{Corners, PLACES, Segment};
use nalgebra::Vector2;

type Turned = fn(bool, bool) -> bool;

/// How the segments of one cell are found.
#[derive(Clone)]
pub(crate) struct Rules {
    /// Which of the values belongs to each corner, and where the corner lies.
    read: [usize; 4],
    places: [(f64, f64); 4],
    /// The height that is looked for.
    level: fn(Corners, f64) -> f64,
    /// How many edges are looked at, from edge 0 on, and whether the level crosses one, from the heights of its ends
    /// above it.
    edges: usize,
    crossed: fn(f64, f64) -> bool,
    /// How much of the way from a to b the level is.
    share: fn(a: f64, b: f64, level: f64) -> f64,
    /// In a saddle: whether the crossings are joined from the second one on, by whether the middle and the first
    /// corner are high.
    turned: Turned,
    /// Which of the crossed edges are joined.
    joined: fn(&[usize]) -> Vec<[usize; 2]>,
}

fn pairs(edges: &[usize]) -> Vec<[usize; 2]> {
    edges.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}

impl Rules {
    /// A right way: a corner on the level is low, neighbours among the crossings are joined.
    pub(crate) const RIGHT: Self = Self {
        read: [0, 1, 2, 3],
        places: PLACES,
        level: |_, level| level,
        edges: 4,
        crossed: |a, b| (a > 0.0) != (b > 0.0),
        share: |a, b, level| (level - a) / (b - a),
        turned: |_, _| false,
        joined: pairs,
    };

    /// The same where a corner on the level is high.
    pub(crate) const ON_IT_IS_HIGH: Self = Self::crossed_where(|a, b| (a >= 0.0) != (b >= 0.0));

    /// The same where a saddle's high corners are joined if its middle is high, and its low ones if it is low.
    pub(crate) const BY_THE_MIDDLE: Self = Self { turned: |middle, first| middle != first, ..Self::RIGHT };

    /// The same with another test for a level that crosses an edge.
    pub(crate) const fn crossed_where(crossed: fn(f64, f64) -> bool) -> Self {
        Self { crossed, ..Self::RIGHT }
    }

    /// All right ways: a corner on the level is low or high, a saddle is joined by this rule or that.
    pub(crate) fn ways() -> impl Iterator<Item = Self> {
        let saddles: [Turned; 4] = [|_, _| false, |_, _| true, |middle, first| middle != first, |_, first| first];
        let with = move |rules: Self| saddles.map(|turned| Self { turned, ..rules.clone() });
        [Self::RIGHT, Self::ON_IT_IS_HIGH].into_iter().flat_map(with)
    }

    /// Those of them in which maps differ most.
    pub(crate) fn few_ways() -> [Self; 4] {
        [Self::RIGHT, Self { turned: |_, _| true, ..Self::RIGHT }, Self::BY_THE_MIDDLE, Self::ON_IT_IS_HIGH]
    }

    pub(crate) fn segments(&self, corners: Corners, level: f64) -> Vec<Segment> {
        let corners = self.read.map(|corner| corners[corner]);
        let level = (self.level)(corners, level);
        // Most cells of a map lie on one side.
        if corners.iter().all(|corner| *corner > level) || corners.iter().all(|corner| *corner < level) {
            return Vec::new();
        }
        let ends = |edge: usize| (edge, (edge + 1) % 4);
        let crossed = |edge: &usize| (self.crossed)(corners[ends(*edge).0] - level, corners[ends(*edge).1] - level);
        let mut edges: Vec<usize> = (0..self.edges).filter(crossed).collect();
        if edges.len() == 4 && (self.turned)(corners.iter().sum::<f64>() / 4.0 > level, corners[0] > level) {
            edges.rotate_left(1);
        }
        let crossing = |edge: usize| {
            let (from, to) = ends(edge);
            let [start, end] = [from, to].map(|corner| Vector2::new(self.places[corner].0, self.places[corner].1));
            start + (end - start) * (self.share)(corners[from], corners[to], level)
        };
        (self.joined)(&edges).into_iter().map(|pair| pair.map(crossing)).collect()
    }
}

/// A slip in one cell, alone or among the cells of a map: its name, what it changes, and the sentence that helps.
pub(crate) type CellSlip = (&'static str, fn(&mut Rules), &'static str);

pub(crate) const IN_PROPORTION: [CellSlip; 8] = [
    (
        "took the middle of the edge",
        |rules| rules.share = |_, _, _| 0.5,
        "Where between 3 and 9 is 4? Not half-way. From the middles alone every contour becomes a staircase.",
    ),
    (
        "measured from the wrong end",
        |rules| rules.share = |a, b, level| (b - level) / (b - a),
        "Between 3 and 9 the level 4 lies close to the 3; your crossing lies close to the 9. \
         Which end do you start from?",
    ),
    (
        "went the wrong way from the corner",
        |rules| rules.share = |a, b, level| (a - level) / (b - a),
        "Your crossings lie outside of the cell, on the far side of the corner: the sign of a difference is flipped.",
    ),
    (
        "forgot to start from the corner",
        |rules| rules.share = |a, b, level| level / (b - a),
        "From 3 to 9 the level 4 is 1 unit away from the 3, not 4 units.",
    ),
    (
        "divided by the height of the other end",
        |rules| rules.share = |a, b, level| (level - a) / b,
        "From 3 to 9 there are 6 units, not 9: what does the level divide in proportion?",
    ),
    (
        "cut the proportion to a whole number",
        |rules| rules.share = |a, b, level| ((level - a) / (b - a)).trunc(),
        "Your crossings all lie on corners: a proportion between 0 and 1 that is cut to a whole number is 0.",
    ),
    (
        "looked for 0",
        |rules| rules.level = |_, _| 0.0,
        "You look for the curve f = 0. With the corners 3 and 9, is the level 4 crossed?",
    ),
    (
        "took the mean of the corners for the level",
        |rules| rules.level = |corners, _| corners.iter().sum::<f64>() / 4.0,
        "You look for the mean of the four corners: the height to look for is given, it is `level`.",
    ),
];

pub(crate) const IN_CORNERS: [CellSlip; 6] = [
    (
        "exchanged x and y in the cell",
        |rules| rules.places = rules.places.map(|(x, y)| (y, x)),
        "Mirrored at the diagonal: corner 1 lies at (1, 0), to the right of corner 0, and corner 3 above it.",
    ),
    (
        "turned the cell upside down",
        |rules| rules.places = rules.places.map(|(x, y)| (x, 1.0 - y)),
        "Upside down: y grows upwards, so corners 0 and 1 are the lower ones (pictures on a screen do \
         it the other way).",
    ),
    (
        "mirrored the cell left and right",
        |rules| rules.places = rules.places.map(|(x, y)| (1.0 - x, y)),
        "Seen in a mirror: corners 0 and 3 are on the left, 1 and 2 on the right.",
    ),
    (
        "read the corners row by row",
        |rules| rules.read = [0, 1, 3, 2],
        "The corners go round the cell: after (1, 0) comes (1, 1), and (0, 1) is the last.",
    ),
    (
        "placed the corners row by row",
        |rules| rules.places.swap(2, 3),
        "Some of your crossings lie on diagonals of the cell: corner 2 is at (1, 1), and corner 3 at (0, 1).",
    ),
    (
        "left out the last edge",
        |rules| rules.edges = 3,
        "A cell has four edges: the last one leads from corner 3 back to corner 0.",
    ),
];

pub(crate) const IN_JOINING: [CellSlip; 4] = [
    (
        "joined a saddle across",
        |rules| rules.joined = |edges| if let [a, b, c, d] = *edges { vec![[a, c], [b, d]] } else { pairs(edges) },
        "Two contours of one height cross in your saddle. At their crossing the ground would have to be cut by itself.",
    ),
    (
        "left the saddle out",
        |rules| rules.joined = |edges| if edges.len() == 4 { Vec::new() } else { pairs(edges) },
        "When high and low corners alternate, all four edges are crossed. Your cell stays empty.",
    ),
    (
        "drew half of a saddle",
        |rules| rules.joined = |edges| pairs(edges).into_iter().take(1).collect(),
        "When high and low corners alternate, four edges are crossed. One segment joins only two of them.",
    ),
    (
        "joined each crossing to the next",
        |rules| rules.joined = |edges| edges.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
        "Your saddle has three segments: each crossing is the end of one segment only, \
         so the four of them are two pairs.",
    ),
];
