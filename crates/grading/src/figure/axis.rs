//! Axes.

use super::printed;
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
    /// What stands at 0, 1, 2 … in place of these numbers; empty for numbers.
    pub names: Vec<String>,
}

impl Axis {
    /// An evenly spaced axis from `from` to `to`.
    pub fn new(label: impl Into<String>, from: f64, to: f64) -> Self {
        Self { label: printed(&label.into()), from, to, scale: Scale::Linear, names: Vec::new() }
    }

    /// An axis whose decades are evenly spaced; both ends must be positive.
    pub fn log(label: impl Into<String>, from: f64, to: f64) -> Self {
        Self { scale: Scale::Log, ..Self::new(label, from, to) }
    }

    /// An axis on which whole numbers alone mean something, from `first` to `last` with room for a bar at both.
    /// ```
    /// use nabla_grading::figure::Axis;
    /// let axis = Axis::whole("input", 0, 5);
    /// assert_eq!((axis.from, axis.to), (-0.7, 5.7));
    /// ```
    pub fn whole(label: impl Into<String>, first: u32, last: u32) -> Self {
        Self { scale: Scale::Whole, ..Self::new(label, f64::from(first) - 0.7, f64::from(last) + 0.7) }
    }

    /// An axis with a name for each of 0, 1, 2 …
    pub fn named<N: Into<String>>(label: impl Into<String>, names: impl IntoIterator<Item = N>) -> Self {
        let names: Vec<String> = names.into_iter().map(|name| printed(&name.into())).collect();
        Self { scale: Scale::Whole, names: names.clone(), ..Self::new(label, -0.7, names.len() as f64 - 0.3) }
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
    /// As [`Scale::Linear`], for things that are counted: nothing lies between two whole numbers, and 0 is one of them.
    Whole,
}
