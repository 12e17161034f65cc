//! What goes wrong on the grid, as code.

use super::march;
use crate::cell_segments::{mistakes as cells, squares::Segment};
use crate::known::Known;
use nabla_grading::{Exercise, Surface};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Side = (f64, f64);

pub(super) const MIDDLE: Known = Known {
    name: "took the middle of the edges",
    says: "Your contour is a staircase: every point is the middle of an edge. Where between 3 and 9 is 4?",
};
pub(super) const EXCHANGED: Known = Known {
    name: "exchanged x and y",
    says: "With x and y exchanged your points lie on the level. Which index counts columns, and which one rows?",
};
pub(super) const UPSIDE_DOWN: Known = Known {
    name: "turned upside down",
    says: "Upside down your points lie on the level: row 0 is the lowest, at y.0.",
};
pub(super) const MIRRORED: Known = Known {
    name: "mirrored left and right",
    says: "Seen in a mirror your points lie on the level: column 0 is at the left, at x.0.",
};
pub(super) const UNIT: Known = Known {
    name: "stayed in the unit cell",
    says: "All your points lie between 0 and 1. A cell has its own place on the map, and its own sides.",
};
pub(super) const ACROSS: Known = Known {
    name: "joined a saddle across",
    says: "Two of your segments cross. Two contours of one height never do: look at the cells in which high and low corners alternate.",
};

/// The corners of a cell and its segments, in whatever way.
fn drawn(f: &Surface, x: Side, y: Side, n: usize, cell: impl Fn([f64; 4]) -> Vec<Segment>) -> Vec<Segment> {
    march((x, y, n), |x, y| f.at(x, y), cell)
}

/// Adds the mistakes to the exercise.
pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    grids(places(inside_cells(exercise)))
}

fn inside_cells(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            MIDDLE.name,
            |f: Surface, x: Side, y: Side, n: usize, level: f64| drawn(&f, x, y, n, |c| cells::middle(&c, level)),
            MIDDLE.says,
        )
        .mistake(
            "measured from the wrong end",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| drawn(&f, x, y, n, |c| cells::wrong_end(&c, level)),
            "Each point is on the right edge, but too near to the wrong end of it. Between 3 and 9, is 4 closer to the 3?",
        )
        .mistake(
            ACROSS.name,
            |f: Surface, x: Side, y: Side, n: usize, level: f64| drawn(&f, x, y, n, |c| cells::across(&c, level)),
            ACROSS.says,
        )
        .mistake(
            "left the saddle out",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| drawn(&f, x, y, n, |c| cells::no_saddle(&c, level)),
            "Contours end at a cell in which high and low corners alternate. All four of its edges are crossed.",
        )
        .mistake(
            "lost a corner on the level",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| drawn(&f, x, y, n, |c| cells::strict(&c, level)),
            "Where the curve goes exactly through a corner of the grid your contour has a hole. On which side is such a corner?",
        )
        .mistake(
            "handed the corners over row by row",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                drawn(&f, x, y, n, |[a, b, c, d]| cells::right(&[a, b, d, c], level))
            },
            "In `cell_segments` the corners go round the cell: after (1, 0) comes (1, 1), and (0, 1) is the last.",
        )
        .mistake(
            "handed the corners over clockwise",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                drawn(&f, x, y, n, |[a, b, c, d]| cells::right(&[a, d, c, b], level))
            },
            "Each piece of your contour is mirrored in its cell. Which way round does `cell_segments` count the corners?",
        )
        .mistake(
            "looked for 0",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                drawn(&f, x, y, n, |c| cells::right(&c, 0.0 * level))
            },
            "You draw the curve f = 0 whatever the level is.",
        )
}

fn places(exercise: Exercise) -> Exercise {
    let scaled = |segments: Vec<Segment>, place: &dyn Fn(V2) -> V2| -> Vec<Segment> {
        segments.into_iter().map(|segment| segment.map(place)).collect()
    };
    exercise
        .mistake(
            EXCHANGED.name,
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                march((x, y, n), |a, b| f.at(b, a), |c| cells::right(&c, level))
            },
            EXCHANGED.says,
        )
        .mistake(
            UPSIDE_DOWN.name,
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                march((x, y, n), |a, b| f.at(a, y.0 + y.1 - b), |c| cells::right(&c, level))
            },
            UPSIDE_DOWN.says,
        )
        .mistake(
            MIRRORED.name,
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                march((x, y, n), |a, b| f.at(x.0 + x.1 - a, b), |c| cells::right(&c, level))
            },
            MIRRORED.says,
        )
        .mistake(
            UNIT.name,
            move |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let (low, side) = (V2::new(x.0, y.0), V2::new(x.1 - x.0, y.1 - y.0) / n as f64);
                let fold = move |p: V2| {
                    let cell = (p - low).component_div(&side);
                    cell.map(|unit| (unit - unit.floor()).clamp(0.0, 1.0))
                };
                scaled(drawn(&f, x, y, n, |c| cells::right(&c, level)), &fold)
            },
            UNIT.says,
        )
        .mistake(
            "began at the origin",
            move |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let low = V2::new(x.0, y.0);
                scaled(drawn(&f, x, y, n, |c| cells::right(&c, level)), &|p| p - low)
            },
            "The right shape in the wrong place: your map begins at (0, 0). Where does the rectangle begin?",
        )
        .mistake(
            "counted places in cells",
            move |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let (low, side) = (V2::new(x.0, y.0), V2::new(x.1 - x.0, y.1 - y.0) / n as f64);
                scaled(drawn(&f, x, y, n, |c| cells::right(&c, level)), &|p| (p - low).component_div(&side))
            },
            "Your coordinates are columns and rows. How wide is a cell, and where does the first one begin?",
        )
}

fn grids(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "one width for both sides",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let y = (y.0, y.0 + (x.1 - x.0));
                drawn(&f, x, y, n, |c| cells::right(&c, level))
            },
            "Your cells are squares. The rectangle need not be one: along y a cell is (y.1 − y.0)/n high.",
        )
        .mistake(
            "left out the last row and column",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let short =
                    |(from, to): Side| (from, if n == 0 { to } else { from + (to - from) * (n - 1) as f64 / n as f64 });
                drawn(&f, short(x), short(y), n.saturating_sub(1), |c| cells::right(&c, level))
            },
            "At the right and at the top a strip of your map is empty. How many cells are there between n + 1 lines?",
        )
        .mistake(
            "n lines instead of n cells",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                drawn(&f, x, y, n.saturating_sub(1), |c| cells::right(&c, level))
            },
            "Your grid has n lines along each side, and so one cell less. It takes n + 1 lines to bound n cells.",
        )
        .mistake(
            "went one cell too far",
            |f: Surface, x: Side, y: Side, n: usize, level: f64| {
                let long = |(from, to): Side| (from, from + (to - from) * (n + 1) as f64 / n.max(1) as f64);
                drawn(&f, long(x), long(y), n + 1, |c| cells::right(&c, level))
            },
            "You draw a row and a column of cells outside the rectangle. Does your loop end before n, or with it?",
        )
}
