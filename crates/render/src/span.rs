//! One axis as plotters sees it: where a value lies between the ends, and which values deserve a tick.

use std::ops::Range;

use nabla_grading::figure::{Axis, Scale};
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

use crate::ticks::{self, Ticks};

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
}

impl Span {
    /// The axis, or a sentence on why nothing can be drawn along it.
    pub(crate) fn new(name: &str, axis: &Axis) -> Result<Self, String> {
        let Axis { from, to, scale, .. } = *axis;
        let ends = format!("{} to {}", ticks::plain(from), ticks::plain(to));
        if !(to - from).is_finite() {
            return Err(format!("The {name} axis has no length: it runs from {ends}"));
        }
        if from >= to {
            return Err(format!("The {name} axis runs from {ends}: its end must be larger than its beginning"));
        }
        if scale == Scale::Log && from <= 0.0 {
            return Err(format!("The {name} axis is logarithmic and runs from {ends}: both must be positive"));
        }
        Ok(Self { from, to, scale })
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
            Scale::Linear => (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0),
            Scale::Log => (value.ln() - self.from.ln()) / (self.to.ln() - self.from.ln()),
        };
        // Two neighbouring values of f64 can have one logarithm.
        Ok(if unit.is_nan() { 0.5 } else { unit.clamp(-1e300, 1e300) })
    }

    /// How long the axis is where lengths are compared: in units, or in decades.
    pub(crate) fn length(&self) -> f64 {
        match self.scale {
            Scale::Linear => self.to - self.from,
            Scale::Log => self.to.log10() - self.from.log10(),
        }
    }

    /// At most about `count` labelled values.
    pub(crate) fn ticks(&self, count: usize) -> Ticks {
        match self.scale {
            Scale::Linear => ticks::linear(self.from, self.to, count),
            Scale::Log => ticks::logarithmic(self.from, self.to, count),
        }
    }
}

impl Ranged for Span {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    /// Values without a place are sorted out before anything is drawn; should one come here, it stays far outside.
    fn map(&self, value: &f64, (first, last): (i32, i32)) -> i32 {
        let unit = self.unit(*value).unwrap_or(-10.0).clamp(-10.0, 10.0);
        (f64::from(first) + unit * (f64::from(last) - f64::from(first))).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        self.ticks(hint.max_num_points()).values
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
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
