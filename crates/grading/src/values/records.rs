//! The core's result types from and to [`Value`], field by field and variant by variant.

use crate::values::convert::{FromValue, IntoValue};
use crate::values::value::{Nested, Value};
use nabla_core::{DataError, Descent, GradientCheck, Standardised, Status};

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
