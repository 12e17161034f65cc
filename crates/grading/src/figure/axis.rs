//! Axes.

use serde::{Deserialize, Serialize};

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
    /// ```
    /// use nabla_grading::figure::Axis;
    /// let axis = Axis::around("y", [0.0, 12.0, f64::NAN]);
    /// assert_eq!((axis.from, axis.to), (-1.0, 13.0));
    /// ```
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
