//! A figure as data: what is to be seen, and nothing of how it becomes pixels.
//!
//! A chapter samples the learner's function and describes the picture in these words; `nabla-render` turns it
//! into a PNG, and a page could draw the same picture. All coordinates are those of the mathematics. NaN and
//! infinite values may stand anywhere: a picture marks them, it never hides them.

use serde::{Deserialize, Serialize};

/// Lifts the pen between two pieces of one line: a deliberate gap, where NaN would be a value that is missing.
pub const GAP: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// `count` evenly spaced numbers from `from` to `to`, both included.
#[must_use]
pub fn spread(from: f64, to: f64, count: usize) -> Vec<f64> {
    (0..count).map(|index| from + (to - from) * index as f64 / (count - 1) as f64).collect()
}

/// One picture: a sentence that says what is seen, and one or more panels side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What the eye should see, as an observation: "your line crosses the curve", not "tangent".
    pub title: String,
    /// Left to right; four panels are drawn two by two.
    pub panels: Vec<Panel>,
}

impl Figure {
    /// A figure without panels yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), panels: Vec::new() }
    }

    /// Adds a panel to the right.
    #[must_use]
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }
}

/// One pair of axes and what is drawn between them, first layer at the back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// A short heading above the axes; empty for none.
    pub heading: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// One unit of x is as long as one unit of y. Set wherever a right angle or a circle matters.
    pub equal: bool,
    /// What is drawn, first layer at the back.
    pub layers: Vec<Layer>,
}

impl Panel {
    /// An empty panel with its axes.
    #[must_use]
    pub fn new(x: Axis, y: Axis) -> Self {
        Self { heading: String::new(), x, y, equal: false, layers: Vec::new() }
    }

    /// Sets the heading above the axes.
    #[must_use]
    pub fn heading(mut self, heading: impl Into<String>) -> Self {
        self.heading = heading.into();
        self
    }

    /// Makes one unit of x as long as one unit of y.
    #[must_use]
    pub fn equal(mut self) -> Self {
        self.equal = true;
        self
    }

    /// Adds a layer in front of the others.
    #[must_use]
    pub fn layer(mut self, layer: Layer) -> Self {
        self.layers.push(layer);
        self
    }
}

/// A named, bounded axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// What it measures, with the unit if there is one.
    pub label: String,
    /// The value at the left or lower end.
    pub from: f64,
    /// The value at the right or upper end, larger than `from`.
    pub to: f64,
    /// How values are spread between the ends.
    pub scale: Scale,
}

impl Axis {
    /// An evenly spaced axis from `from` to `to`.
    pub fn new(label: impl Into<String>, from: f64, to: f64) -> Self {
        Self { label: label.into(), from, to, scale: Scale::Linear }
    }

    /// An axis whose decades are evenly spaced; both ends must be positive.
    pub fn log(label: impl Into<String>, from: f64, to: f64) -> Self {
        Self { label: label.into(), from, to, scale: Scale::Log }
    }

    /// An evenly spaced axis that shows all finite `values` with a margin of one part in twelve.
    ///
    /// One value alone, or none, gets an interval of length 1 around it (around 0 for none).
    pub fn around(label: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) =
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return Self::new(label, -0.5, 0.5);
        }
        let margin = if high > low { (high - low) / 12.0 } else { 0.5 * low.abs().max(1.0) };
        Self::new(label, low - margin, high + margin)
    }
}

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scale {
    /// Equal steps are equally long.
    Linear,
    /// Equal ratios are equally long.
    Log,
}

/// Whose mark it is. A role has the same look in every figure of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// What the learner's own function gave: solid, in the strongest colour.
    Learner,
    /// What is true: dashed, grey, under the learner's.
    Truth,
    /// What was given: the function itself, the data, a curve that is not judged.
    Given,
    /// An auxiliary line: an axis through a point, a threshold, a bound.
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
    /// An open line through points, broken at every [`GAP`] and where a coordinate is not finite.
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
        Self::Line { points: points.into_iter().collect(), role, label: label.into() }
    }

    /// Marks at `points`.
    pub fn points(
        role: Role,
        mark: Mark,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        Self::Points { points: points.into_iter().collect(), mark, role, label: label.into() }
    }

    /// Arrows, each from its foot to its head.
    pub fn arrows(
        role: Role,
        label: impl Into<String>,
        arrows: impl IntoIterator<Item = ((f64, f64), (f64, f64))>,
    ) -> Self {
        Self::Arrows { arrows: arrows.into_iter().collect(), role, label: label.into() }
    }

    /// Words at a point.
    pub fn text(role: Role, at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Text { at, text: text.into(), role }
    }
}
