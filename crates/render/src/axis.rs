//! One axis as plotters sees it: where a value lies between the ends, which values deserve a tick, and their names.

use std::ops::Range;

use nabla_grading::figure::{Axis, Scale, plain};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::ticks::{self, Ticks};

/// Both axes of a panel.
pub(crate) type Axes = Cartesian2d<Span, Span>;

/// A point in parts of the axes: (0, 0) the lower left corner, (1, 1) the upper right one.
pub(crate) fn unit(axes: &Axes, (x, y): (f64, f64)) -> Result<(f64, f64), Fault> {
    Ok((axes.x_spec().unit(x)?, axes.y_spec().unit(y)?))
}

/// The point that lies there.
pub(crate) fn point(axes: &Axes, (x, y): (f64, f64)) -> (f64, f64) {
    (axes.x_spec().value(x), axes.y_spec().value(y))
}

/// Whether a point lies between the axes, rounding aside.
pub(crate) fn inside(axes: &Axes, point: (f64, f64)) -> bool {
    let range = -1e-9..=1.0 + 1e-9;
    unit(axes, point).is_ok_and(|(x, y)| range.contains(&x) && range.contains(&y))
}

/// About how many values an axis names, unless it is said.
const NAMED: usize = 7;

/// Why a value has no place on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    NotANumber,
    Infinite,
    /// Zero or less, on a logarithmic axis.
    NotPositive,
}

/// A proper axis: its ends are finite, in order, and positive on a logarithmic one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub from: f64,
    pub to: f64,
    pub scale: Scale,
    /// About how many values get a name.
    pub named: usize,
}

impl Span {
    /// An evenly spaced axis that is known to be proper.
    pub(crate) fn between(from: f64, to: f64) -> Self {
        Self { from, to, scale: Scale::Linear, named: NAMED }
    }

    /// The axis, or a sentence on why nothing can be drawn along it.
    pub(crate) fn new(name: &str, axis: &Axis) -> Result<Self, String> {
        let Axis { from, to, scale, .. } = *axis;
        let ends = format!("{} to {}", plain(from), plain(to));
        if !(to - from).is_finite() {
            return Err(format!("The {name} axis has no length: it runs from {ends}"));
        }
        if from >= to {
            return Err(format!("The {name} axis runs from {ends}: its end must be larger than its beginning"));
        }
        if scale == Scale::Log && from <= 0.0 {
            return Err(format!("The {name} axis is logarithmic and runs from {ends}: both must be positive"));
        }
        Ok(Self { from, to, scale, named: NAMED })
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper, anything beyond outside.
    pub(crate) fn unit(&self, value: f64) -> Result<f64, Fault> {
        if value.is_nan() {
            return Err(Fault::NotANumber);
        }
        if self.scale == Scale::Log && value <= 0.0 {
            return Err(Fault::NotPositive);
        }
        if value.is_infinite() {
            return Err(Fault::Infinite);
        }
        let unit = match self.scale {
            // Halves, because the difference of two finite values may not be finite.
            Scale::Linear | Scale::Whole => (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0),
            Scale::Log => (value.ln() - self.from.ln()) / (self.to.ln() - self.from.ln()),
        };
        // Two neighbouring values of f64 can have one logarithm.
        Ok(if unit.is_nan() { 0.5 } else { unit.clamp(-1e300, 1e300) })
    }

    /// The value that lies at a part of the axis.
    pub(crate) fn value(&self, unit: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Whole => self.from + unit * (self.to - self.from),
            Scale::Log => (self.from.ln() + unit * (self.to.ln() - self.from.ln())).exp(),
        }
    }

    /// How long the axis is where lengths are compared: in units, or in decades.
    pub(crate) fn length(&self) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Whole => self.to - self.from,
            Scale::Log => self.to.log10() - self.from.log10(),
        }
    }

    pub(crate) fn ticks(&self) -> Ticks {
        match self.scale {
            Scale::Linear => ticks::linear(self.from, self.to, self.named),
            Scale::Whole => ticks::whole(self.from, self.to, self.named),
            Scale::Log => ticks::logarithmic(self.from, self.to, self.named),
        }
    }
}

impl Ranged for Span {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    /// Far outside is as good as infinitely far. Values without a place are sorted out before anything is drawn; should
    /// one come here, it stays outside.
    fn map(&self, value: &f64, (first, last): (i32, i32)) -> i32 {
        let unit = self.unit(*value).unwrap_or(-20.0).clamp(-20.0, 20.0);
        (f64::from(first) + unit * (f64::from(last) - f64::from(first))).round() as i32
    }

    /// Named values for bold lines, the others for light ones: ours read better than 0.30000000000000004, have a real
    /// minus, and name decades.
    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { self.ticks().minor } else { self.ticks().values }
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

impl ValueFormatter<f64> for Span {
    fn format_ext(&self, value: &f64) -> String {
        let Ticks { values, labels, .. } = self.ticks();
        values.iter().zip(labels).find(|(named, _)| *named == value).map(|(_, label)| label).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_evenly_spaced() {
        let span = Span::new("x", &Axis::log("h", 1e-4, 1e4)).expect("a proper axis");
        for (value, unit) in [(1e-4, 0.0), (1e-2, 0.25), (1.0, 0.5), (1e4, 1.0)] {
            assert!((span.unit(value).expect("positive") - unit).abs() < 1e-12);
        }
        assert_eq!(span.unit(0.0), Err(Fault::NotPositive));
        assert_eq!(span.unit(f64::NEG_INFINITY), Err(Fault::NotPositive));
        assert_eq!(span.unit(f64::INFINITY), Err(Fault::Infinite));
        assert_eq!(span.unit(f64::NAN), Err(Fault::NotANumber));
    }

    #[test]
    fn impossible_axes_say_why() {
        let (nan, inf) = (f64::NAN, f64::INFINITY);
        for (from, to) in [(nan, 1.0), (0.0, nan), (1.0, 1.0), (2.0, 1.0), (-inf, inf), (f64::MIN, f64::MAX)] {
            assert!(Span::new("x", &Axis::new("", from, to)).is_err(), "{from} to {to}");
        }
        assert!(Span::new("x", &Axis::log("", 0.0, 1.0)).is_err());
    }
}
