//! A figure as data: what is to be seen, and nothing of how it becomes pixels.
//!
//! A chapter samples the learner's function and describes the picture in these words; `nabla-render` turns it
//! into a PNG, and a page could draw the same picture. All coordinates are those of the mathematics. NaN and
//! infinite values may stand anywhere: a picture marks them, it never hides them.

mod axis;
pub(crate) mod control;
mod describe;
mod layer;
mod print;
pub(crate) mod sampler;

pub use axis::{Axis, Scale};
pub use control::{Control, Handle, Prediction, Preset, Settings, Spacing, decimals, point_text};
pub use layer::{Layer, Mark, Role};
pub use print::{LARGE, SMALL, minus, plain, power_of_ten, printed, times_power};

use serde::{Deserialize, Serialize};

/// Lifts the pen between two pieces of one line: a deliberate gap, where NaN would be a value that is missing.
pub const GAP: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// `count` evenly spaced numbers from `from` to `to`, both included.
/// ```
/// assert_eq!(nabla_grading::figure::spread(0.0, 1.0, 5), [0.0, 0.25, 0.5, 0.75, 1.0]);
/// ```
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
    /// What may be moved; set by the sketch that it was drawn in.
    pub controls: Vec<Control>,
    /// Settings of the controls that are worth a look.
    pub presets: Vec<Preset>,
    /// What to think about first.
    pub prediction: Option<Prediction>,
}

impl Figure {
    /// A figure without panels yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: printed(&title.into()),
            panels: Vec::new(),
            controls: Vec::new(),
            presets: Vec::new(),
            prediction: None,
        }
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
    /// Neither axes nor grid: where things stand has no meaning of its own, as in a graph of nodes.
    pub bare: bool,
    /// What is drawn, first layer at the back.
    pub layers: Vec<Layer>,
}

impl Panel {
    /// An empty panel with its axes.
    #[must_use]
    pub fn new(x: Axis, y: Axis) -> Self {
        Self { heading: String::new(), x, y, equal: false, bare: false, layers: Vec::new() }
    }

    /// Sets the heading above the axes.
    #[must_use]
    pub fn heading(mut self, heading: impl Into<String>) -> Self {
        self.heading = printed(&heading.into());
        self
    }

    /// Makes one unit of x as long as one unit of y.
    #[must_use]
    pub fn equal(mut self) -> Self {
        self.equal = true;
        self
    }

    /// Leaves axes and grid away.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Adds a layer in front of the others.
    #[must_use]
    pub fn layer(mut self, layer: Layer) -> Self {
        self.layers.push(layer);
        self
    }
}
