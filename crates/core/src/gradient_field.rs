//! The gradient of a field as a function of its own, so that an exercise can be given one to use or to doubt.

use crate::Field;
use serde::{Deserialize, Serialize};
use std::fmt;

/// ∇f of a [`Field`], or something that only claims to be.
///
/// ```
/// use nabla_core::{Field, Flaw, GradientField};
/// let f = Field::bowl(1.0, 4.0);
/// assert_eq!(GradientField::of(f.clone()).value(&[2.0, 1.0]), [4.0, 8.0]);
/// assert_eq!(GradientField::flawed(f, Flaw::Swapped(0, 1)).value(&[2.0, 1.0]), [8.0, 4.0]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradientField {
    /// The field whose slopes it gives.
    pub field: Field,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What may be wrong with a gradient that somebody wrote by hand.
///
/// ```
/// use nabla_core::{Field, Flaw, GradientField};
/// let shifted = GradientField::flawed(Field::bowl(1.0, 4.0), Flaw::Shifted(0, 0.5));
/// assert_eq!(shifted.to_string(), "∇(x² + 4y²) with 0.5 added to component 0");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Flaw {
    /// Nothing: it is the gradient.
    Sound,
    /// One component is multiplied by a factor (−1 for a flipped sign, 1.01 for one per cent).
    Scaled(usize, f64),
    /// A number is added to one component.
    Shifted(usize, f64),
    /// Two components have changed places.
    Swapped(usize, usize),
    /// One component is not a number.
    NotANumber(usize),
}

impl GradientField {
    /// The true gradient of `field`.
    ///
    /// ```
    /// use nabla_core::{Field, GradientField};
    /// assert_eq!(GradientField::of(Field::example_1()).value(&[2.0, 1.0]), [7.0, 11.0]);
    /// ```
    #[must_use]
    pub fn of(field: Field) -> Self {
        Self::flawed(field, Flaw::Sound)
    }

    /// A gradient with a planted flaw.
    ///
    /// ```
    /// use nabla_core::{Field, Flaw, GradientField};
    /// let flipped = GradientField::flawed(Field::example_1(), Flaw::Scaled(1, -1.0));
    /// assert_eq!(flipped.value(&[2.0, 1.0]), [7.0, -11.0]);
    /// ```
    #[must_use]
    pub fn flawed(field: Field, flaw: Flaw) -> Self {
        Self { field, flaw }
    }

    /// What it answers at `x`; a flaw in a component that does not exist changes nothing.
    ///
    /// ```
    /// use nabla_core::{Field, Flaw, GradientField};
    /// let harmless = GradientField::flawed(Field::example_1(), Flaw::NotANumber(5));
    /// assert_eq!(harmless.value(&[2.0, 1.0]), [7.0, 11.0]);
    /// ```
    #[must_use]
    pub fn value(&self, x: &[f64]) -> Vec<f64> {
        let mut gradient = self.field.gradient(x);
        match self.flaw {
            Flaw::Sound => {}
            Flaw::Scaled(j, factor) => change(&mut gradient, j, |slope| slope * factor),
            Flaw::Shifted(j, shift) => change(&mut gradient, j, |slope| slope + shift),
            Flaw::NotANumber(j) => change(&mut gradient, j, |_| f64::NAN),
            Flaw::Swapped(i, j) if i < gradient.len() && j < gradient.len() => gradient.swap(i, j),
            Flaw::Swapped(..) => {}
        }
        gradient
    }
}

fn change(gradient: &mut [f64], j: usize, new: impl Fn(f64) -> f64) {
    if let Some(slope) = gradient.get_mut(j) {
        *slope = new(*slope);
    }
}

impl fmt::Display for GradientField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "∇({})", self.field)?;
        match self.flaw {
            Flaw::Sound => Ok(()),
            Flaw::Scaled(j, factor) => write!(f, " with component {j} times {factor}"),
            Flaw::Shifted(j, shift) => write!(f, " with {shift} added to component {j}"),
            Flaw::Swapped(i, j) => write!(f, " with components {i} and {j} swapped"),
            Flaw::NotANumber(j) => write!(f, " with NaN in component {j}"),
        }
    }
}
