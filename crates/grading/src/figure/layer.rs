//! Layers: one kind of ink each.

use super::{Axis, printed};
use serde::{Deserialize, Serialize};

/// Whose mark it is. A role has the same look in every figure of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// What the learner's own function gave: solid, in the strongest colour.
    Learner,
    /// What is true: dashed, grey, under the learner's.
    Truth,
    /// What was given: the function itself, the data, a curve that is not judged.
    Given,
    /// An auxiliary line, dotted: an axis through a point, a threshold, a bound.
    Guide,
}

/// How a single point is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// A filled disc.
    Dot,
    /// An open circle.
    Ring,
    /// A diagonal cross.
    Cross,
}

/// One kind of ink.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Layer {
    /// A function of two variables, sampled on an even grid over the panel's axes: colours, contours, or both.
    Map {
        /// How many samples along x (at least 2); the first lies on the axis's lower end, the last on its upper.
        columns: usize,
        /// `values[row * columns + column]`, the first row at the lower end of y.
        values: Vec<f64>,
        /// Heights at which a labelled contour is drawn.
        levels: Vec<f64>,
        /// Whether the area is coloured by height, with a colour bar.
        coloured: bool,
        /// What the height is, for the colour bar.
        label: String,
    },
    /// An open line through points, broken at every [`GAP`](super::GAP) and where a coordinate is not finite.
    Line {
        /// The points in order.
        points: Vec<(f64, f64)>,
        /// Whose line it is.
        role: Role,
        /// Its name in the legend; empty for none.
        label: String,
    },
    /// Separate marks.
    Points {
        /// Where they lie.
        points: Vec<(f64, f64)>,
        /// How each is drawn.
        mark: Mark,
        /// Whose points they are.
        role: Role,
        /// Their name in the legend; empty for none.
        label: String,
    },
    /// Arrows from foot to head; a zero arrow is drawn as a dot.
    Arrows {
        /// `(foot, head)` of each.
        arrows: Vec<((f64, f64), (f64, f64))>,
        /// Whose arrows they are.
        role: Role,
        /// Their name in the legend; empty for none.
        label: String,
    },
    /// Upright bars of a given width from `base`; bars of several layers should be shifted by the caller.
    Bars {
        /// `(middle, height)` of each.
        bars: Vec<(f64, f64)>,
        /// The width of each, in units of x.
        width: f64,
        /// Where they stand.
        base: f64,
        /// Whose bars they are.
        role: Role,
        /// Their name in the legend; empty for none.
        label: String,
    },
    /// Thin upright lines from `base`, each with a dot at its end.
    Stems {
        /// `(place, height)` of each.
        stems: Vec<(f64, f64)>,
        /// Where they stand.
        base: f64,
        /// Whose stems they are.
        role: Role,
        /// Their name in the legend; empty for none.
        label: String,
    },
    /// A closed, lightly filled outline.
    Area {
        /// The corners in order.
        corners: Vec<(f64, f64)>,
        /// Whose area it is.
        role: Role,
        /// Its name in the legend; empty for none.
        label: String,
    },
    /// A few words at a point, kept inside the panel.
    Text {
        /// The point that the words belong to.
        at: (f64, f64),
        /// The words.
        text: String,
        /// Whose words they are.
        role: Role,
    },
}

impl Layer {
    /// A map of `f` over the panel's axes, on a grid of `columns` × `rows` samples, with contours at `levels`.
    /// ```
    /// use nabla_grading::figure::{Axis, Layer};
    /// let (x, y) = (Axis::new("x", 0.0, 2.0), Axis::new("y", 0.0, 1.0));
    /// let Layer::Map { columns, values, .. } = Layer::map(&x, &y, (3, 2), &[1.0], |x, y| x + 10.0 * y) else { panic!() };
    /// assert_eq!((columns, values), (3, vec![0.0, 1.0, 2.0, 10.0, 11.0, 12.0]));
    /// ```
    pub fn map(
        x: &Axis,
        y: &Axis,
        (columns, rows): (usize, usize),
        levels: &[f64],
        f: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let at = |axis: &Axis, index: usize, count: usize| {
            axis.from + (axis.to - axis.from) * index as f64 / (count - 1) as f64
        };
        let values = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (row, column)))
            .map(|(row, column)| f(at(x, column, columns), at(y, row, rows)))
            .collect();
        Self::Map { columns, values, levels: levels.to_vec(), coloured: true, label: String::new() }
    }

    /// A line through `points`.
    pub fn line(role: Role, label: impl Into<String>, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self::Line { points: points.into_iter().collect(), role, label: printed(&label.into()) }
    }

    /// Marks at `points`.
    pub fn points(
        role: Role,
        mark: Mark,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        Self::Points { points: points.into_iter().collect(), mark, role, label: printed(&label.into()) }
    }

    /// Arrows, each from its foot to its head.
    pub fn arrows(
        role: Role,
        label: impl Into<String>,
        arrows: impl IntoIterator<Item = ((f64, f64), (f64, f64))>,
    ) -> Self {
        Self::Arrows { arrows: arrows.into_iter().collect(), role, label: printed(&label.into()) }
    }

    /// Words at a point.
    pub fn text(role: Role, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { at, text: printed(&text.into()), role }
    }
}
