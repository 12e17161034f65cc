//! What of a picture may be moved, and where somebody has moved it to.

use nabla_core::number_text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// One thing of a picture that may be moved: a point, an angle, a step, a rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// What it is called beside its handle, and in [`Settings`]: "p", "η".
    pub name: String,
    /// What moving it does, in a few words.
    pub says: String,
    /// What is moved, and how far.
    pub handle: Handle,
}

/// What a control moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Handle {
    /// A point in a panel.
    Point {
        /// Where it is in this picture.
        at: (f64, f64),
        /// The panel in which it is dragged, counted from 0.
        panel: usize,
        /// From where to where it may go along x.
        x: (f64, f64),
        /// From where to where it may go along y.
        y: (f64, f64),
    },
    /// A number between two others.
    Number {
        /// What it is in this picture.
        at: f64,
        /// The least.
        from: f64,
        /// The largest.
        to: f64,
        /// How it moves in between.
        spacing: Spacing,
    },
}

/// How a number moves from its least to its largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spacing {
    /// By equal differences.
    Even,
    /// By equal ratios: both ends are above 0.
    Log,
    /// From one whole number to the next.
    Whole,
}

/// Values of controls, by their names. What is not named stays as the picture has it by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings(BTreeMap<String, Vec<f64>>);

/// Settings that show something worth seeing: a famous failure, a special place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// What it shows: "η too large".
    pub name: String,
    /// How the controls stand then.
    pub settings: Settings,
}

/// A question to think about before the picture is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// What is asked: "Where does −∇f point? Click on its tip."
    pub question: String,
    /// The panel into which the answer is clicked, counted from 0; none for a number.
    pub panel: Option<usize>,
    /// What came out of the learner's function, in a few words: "yours gives (−4, −8)".
    pub came_out: String,
}

impl Settings {
    /// The same, with a number set.
    #[must_use]
    pub fn number(mut self, name: &str, value: f64) -> Self {
        self.0.insert(name.to_owned(), vec![value]);
        self
    }

    /// The same, with a point set.
    #[must_use]
    pub fn point(mut self, name: &str, (x, y): (f64, f64)) -> Self {
        self.0.insert(name.to_owned(), vec![x, y]);
        self
    }

    /// The same, with a control set to whatever came from outside: one number, or the two of a point.
    #[must_use]
    pub fn with(mut self, name: &str, values: Vec<f64>) -> Self {
        self.0.insert(name.to_owned(), values);
        self
    }

    /// All that is set, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[f64])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The number of that name, within its bounds; `None` where none is set.
    fn number_within(&self, name: &str, from: f64, to: f64) -> Option<f64> {
        match self.0.get(name)?.as_slice() {
            [value] if value.is_finite() => Some(value.clamp(from, to)),
            _ => None,
        }
    }

    fn point_within(&self, name: &str, x: (f64, f64), y: (f64, f64)) -> Option<(f64, f64)> {
        match self.0.get(name)?.as_slice() {
            [a, b] if a.is_finite() && b.is_finite() => Some((a.clamp(x.0, x.1), b.clamp(y.0, y.1))),
            _ => None,
        }
    }
}

/// A point as a title names it, with three digits: "(2, −1.25)". What rounding has left of a 0 is 0.
/// ```
/// assert_eq!(nabla_grading::figure::point_text((2.0, -1.2512)), "(2, −1.25)");
/// assert_eq!(nabla_grading::figure::point_text((5.0, -1e-15)), "(5, 0)");
/// ```
#[must_use]
pub fn point_text((x, y): (f64, f64)) -> String {
    let whole = |number: f64| if number.abs() < 1e-9 { 0.0 } else { number };
    let [x, y] = [x, y].map(|number| number_text(whole(number), Some(3)).replace('-', "−"));
    format!("({x}, {y})")
}

/// A number with so many decimals; very large ones with a power of ten, for nobody reads three hundred digits.
/// ```
/// use nabla_grading::figure::decimals;
/// assert_eq!([8.8, -1e-9, -3e300].map(|number| decimals(number, 2)), ["8.80", "0.00", "-3e300"]);
/// ```
#[must_use]
pub fn decimals(number: f64, count: usize) -> String {
    if number.abs() >= 1e9 {
        return number_text(number, Some(3));
    }
    let text = format!("{number:.count$}");
    let is_zero = text.chars().all(|sign| matches!(sign, '-' | '0' | '.'));
    if is_zero { text.replace('-', "") } else { text }
}

/// The controls of one picture while it is drawn: each is named by the code that draws, and answers with where it stands.
#[derive(Debug, Default)]
pub(crate) struct Board {
    settings: Settings,
    pub(crate) controls: Vec<Control>,
    pub(crate) presets: Vec<Preset>,
    pub(crate) prediction: Option<Prediction>,
}

impl Board {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    pub(crate) fn number(
        &mut self,
        name: &str,
        says: &str,
        default: f64,
        range: &RangeInclusive<f64>,
        spacing: Spacing,
    ) -> f64 {
        let (from, to) = (*range.start(), *range.end());
        let set = self.settings.number_within(name, from, to);
        let at = set.map_or(default, |set| if spacing == Spacing::Whole { set.round() } else { set });
        self.add(name, says, Handle::Number { at, from, to, spacing });
        at
    }

    pub(crate) fn point(
        &mut self,
        name: &str,
        says: &str,
        default: (f64, f64),
        panel: usize,
        [x, y]: [&RangeInclusive<f64>; 2],
    ) -> (f64, f64) {
        let (x, y) = ((*x.start(), *x.end()), (*y.start(), *y.end()));
        let at = self.settings.point_within(name, x, y).unwrap_or(default);
        self.add(name, says, Handle::Point { at, panel, x, y });
        at
    }

    /// A point that slides along a curve over the x axis: wherever it was dragged to, it stands on the curve.
    pub(crate) fn point_on(
        &mut self,
        panel: usize,
        name: &str,
        says: &str,
        default: f64,
        range: &RangeInclusive<f64>,
        curve: impl Fn(f64) -> f64,
    ) -> f64 {
        let ends = (*range.start(), *range.end());
        let anywhere = (f64::NEG_INFINITY, f64::INFINITY);
        let x = self.settings.point_within(name, ends, anywhere).map_or(default, |(x, _)| x);
        let heights = || (0..=32).map(|k| curve(ends.0 + (ends.1 - ends.0) * f64::from(k) / 32.0)).chain([curve(x)]);
        let y = (heights().fold(f64::INFINITY, f64::min), heights().fold(f64::NEG_INFINITY, f64::max));
        self.add(name, says, Handle::Point { at: (x, curve(x)), panel, x: ends, y });
        x
    }

    fn add(&mut self, name: &str, says: &str, handle: Handle) {
        self.controls.retain(|control| control.name != name);
        self.controls.push(Control { name: name.to_owned(), says: says.to_owned(), handle });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_stays_within_its_bounds_and_what_is_not_keeps_its_default() {
        let settings = Settings::default().number("h", 7.0).point("p", (9.0, -9.0)).number("steps", 3.4);
        let mut board = Board::new(settings.number("bad", f64::NAN).with("q", vec![1.0]));
        assert_eq!(board.number("h", "", 0.1, &(1e-3..=1.0), Spacing::Log), 1.0);
        assert_eq!(board.number("steps", "", 8.0, &(1.0..=9.0), Spacing::Whole), 3.0);
        assert_eq!(board.number("bad", "", 0.5, &(0.0..=1.0), Spacing::Even), 0.5);
        assert_eq!(board.number("other", "", 0.25, &(0.0..=1.0), Spacing::Even), 0.25);
        let unit = &(-1.0..=1.0);
        assert_eq!(board.point("p", "", (0.0, 0.5), 0, [unit, unit]), (1.0, -1.0));
        assert_eq!(board.point("q", "", (0.0, 0.5), 0, [unit, unit]), (0.0, 0.5));
        assert_eq!(board.controls.len(), 6);
        assert_eq!(board.point_on(0, "p", "", 0.0, &(-1.0..=3.0), |x| x * x), 3.0);
        assert_eq!(board.controls[5].handle, Handle::Point { at: (3.0, 9.0), panel: 0, x: (-1.0, 3.0), y: (0.0, 9.0) });
    }
}
