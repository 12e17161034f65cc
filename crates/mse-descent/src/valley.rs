//! The loss as a landscape over (w, b), as the figures of the chapter draw it.

use crate::data::Points;
use crate::line::{Moments, loss};
use nabla_grading::figure::{Axis, Layer, Panel};

/// The landscape of the loss of some points, with the part of the plane that is drawn.
pub(crate) struct Valley {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Where the loss is least.
    pub(crate) bottom: (f64, f64),
    reach: f64,
}

impl Valley {
    /// The square of ±`reach` around the bottom.
    pub(crate) fn around((x, y): &Points, reach: f64) -> Self {
        Self { x: x.clone(), y: y.clone(), bottom: Moments::of(x, y).optimum(), reach }
    }

    /// The point of the plane so far to the right of the bottom and above it, in parts of the reach.
    pub(crate) fn place(&self, right: f64, up: f64) -> (f64, f64) {
        (self.bottom.0 + right * self.reach * 0.85, self.bottom.1 + up * self.reach * 0.85)
    }

    /// Equal axes over the landscape, with contours that are evenly spaced on a slope: their heights above the bottom
    /// grow like squares.
    pub(crate) fn panel(&self, heading: &str) -> Panel {
        let (w, b) = self.bottom;
        let axis = |label: &str, middle: f64| Axis::new(label, middle - self.reach, middle + self.reach);
        let (across, up) = (axis("w", w), axis("b", b));
        let bottom = loss(&self.x, &self.y, w, b);
        let height = |w: f64, b: f64| loss(&self.x, &self.y, w, b);
        let highest = height(w - self.reach, b - self.reach).max(height(w + self.reach, b - self.reach));
        let levels: Vec<f64> = (1..7).map(|k| round(bottom + (highest - bottom) * f64::from(k * k) / 49.0)).collect();
        let map = Layer::map(&across, &up, (81, 81), &levels, height);
        Panel::new(across, up).heading(heading).equal().layer(map)
    }
}

/// A height with two digits, short enough for a label.
fn round(height: f64) -> f64 {
    let unit = 10_f64.powf(height.abs().log10().floor() - 1.0);
    (height / unit).round() * unit
}

/// Whether two numbers look the same in a picture and beyond.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}
