//! The results that a learner's function returns where a plain number or vector would not do, and how they travel: a struct
//! field by field, an enum by the name of its variant.

use crate::values::{FromValue, IntoValue, Nested, Value};
use serde::{Deserialize, Serialize};

/// What a comparison of two gradients found.
///
/// ```
/// use nabla_core::GradientCheck;
/// // Component 1 is a hundredth off.
/// let check = GradientCheck { worst_error: 0.01, component: 1 };
/// assert!(check.worst_error > 1e-7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradientCheck {
    /// The largest relative error of all components.
    pub worst_error: f64,
    /// The component that has it, counted from 0.
    pub component: usize,
}

/// Why a data set cannot be used.
///
/// ```
/// use nabla_core::DataError;
/// let refused: Result<f64, DataError> = Err(DataError::LengthMismatch { x: 3, y: 2 });
/// assert_eq!(refused, Err(DataError::LengthMismatch { x: 3, y: 2 }));
/// ```
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
///
/// ```
/// use nabla_core::{FromValue, IntoValue, Status};
/// assert_eq!(Status::from_value(&Status::Converged.into_value()), Some(Status::Converged));
/// ```
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
///
/// ```
/// use nabla_core::{Descent, Status};
/// // A step down (w − 1)² with η = 0.25 halves the way to 1.
/// let descent = Descent { path: vec![(3.0, 0.0), (2.0, 0.0)], losses: vec![4.0, 1.0], status: Status::MaxSteps };
/// assert_eq!(descent.path.len(), descent.losses.len());
/// ```
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
///
/// ```
/// use nabla_core::Standardised;
/// // 2, 4, 6: the mean is 4, the deviation √(8/3).
/// let sd = (8.0_f64 / 3.0).sqrt();
/// let values = [2.0, 4.0, 6.0].map(|x| (x - 4.0) / sd).to_vec();
/// let standardised = Standardised { values, mean: 4.0, sd };
/// assert_eq!(standardised.values.iter().sum::<f64>(), 0.0);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standardised {
    /// (x − mean) / sd for each x.
    pub values: Vec<f64>,
    /// The mean of the original values.
    pub mean: f64,
    /// Their population standard deviation, √(Σ(x − mean)²/n).
    pub sd: f64,
}

/// A struct travels as its named fields.
macro_rules! records {
    ($($name:ident { $($field:ident),+ }),+ $(,)?) => {$(
        impl IntoValue for $name {
            fn into_value(self) -> Value {
                Value::Record(vec![$((stringify!($field).to_owned(), Nested(self.$field.into_value()))),+])
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                let Value::Record(fields) = value else { return None };
                let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| &value.0);
                Some(Self { $($field: FromValue::from_value(field(stringify!($field))?)?),+ })
            }
        }
    )+};
}

records! {
    GradientCheck { worst_error, component },
    Descent { path, losses, status },
    Standardised { values, mean, sd },
}

impl IntoValue for Status {
    fn into_value(self) -> Value {
        Value::Word(format!("{self:?}"))
    }
}

impl FromValue for Status {
    fn from_value(value: &Value) -> Option<Self> {
        let all = [Self::Converged, Self::MaxSteps, Self::Diverged];
        all.into_iter().find(|status| matches!(value, Value::Word(word) if *word == format!("{status:?}")))
    }
}

impl IntoValue for DataError {
    fn into_value(self) -> Value {
        match self {
            Self::Empty => Value::Word("Empty".to_owned()),
            Self::NotFinite => Value::Word("NotFinite".to_owned()),
            Self::LengthMismatch { x, y } => {
                let lengths = [("x", x), ("y", y)].map(|(name, length)| (name.to_owned(), Nested(length.into_value())));
                Value::list([Value::Word("LengthMismatch".to_owned()), Value::Record(lengths.into())])
            }
        }
    }
}

impl FromValue for DataError {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Word(word) if word == "Empty" => Some(Self::Empty),
            Value::Word(word) if word == "NotFinite" => Some(Self::NotFinite),
            Value::List(parts) => match parts.as_slice() {
                [Nested(Value::Word(_)), Nested(Value::Record(lengths))] => {
                    let length = |index: usize| usize::from_value(&lengths.get(index)?.1.0);
                    Some(Self::LengthMismatch { x: length(0)?, y: length(1)? })
                }
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_survive_the_journey() {
        let descent = Descent { path: vec![(2.0, 1.0), (2.1, 1.1)], losses: vec![0.5, 0.25], status: Status::MaxSteps };
        assert_eq!(Descent::from_value(&descent.clone().into_value()), Some(descent));
        for error in [DataError::Empty, DataError::NotFinite, DataError::LengthMismatch { x: 3, y: 2 }] {
            assert_eq!(Result::<f64, DataError>::from_value(&Err::<f64, _>(error).into_value()), Some(Err(error)));
        }
    }
}
