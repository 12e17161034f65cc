//! The results that a learner's function returns where a plain number or vector would not do.

use serde::{Deserialize, Serialize};

/// What a comparison of two gradients found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradientCheck {
    /// The largest relative error of all components.
    pub worst_error: f64,
    /// The component that has it, counted from 0.
    pub component: usize,
}

/// Why a data set cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataError {
    /// There is no point at all: a mean over nothing is not a number.
    Empty,
    /// The inputs and the targets are not of the same number.
    LengthMismatch {
        /// How many inputs there are.
        x: usize,
        /// How many targets there are.
        y: usize,
    },
    /// A number among them is NaN or infinite.
    NotFinite,
}

/// How a descent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// The gradient became as short as was asked for.
    Converged,
    /// The steps ran out first.
    MaxSteps,
    /// The loss grew out of all bounds.
    Diverged,
}

/// A descent from its start to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Descent {
    /// The parameters (w, b), the start first.
    pub path: Vec<(f64, f64)>,
    /// The loss at each point of the path.
    pub losses: Vec<f64>,
    /// How it ended.
    pub status: Status,
}

/// Values shifted to mean 0 and scaled to standard deviation 1, with what it takes to go back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standardised {
    /// (x − mean) / sd for each x.
    pub values: Vec<f64>,
    /// The mean of the original values.
    pub mean: f64,
    /// Their population standard deviation, √(Σ(x − mean)²/n).
    pub sd: f64,
}
