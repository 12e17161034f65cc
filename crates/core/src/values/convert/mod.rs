//! Rust types from and to [`Value`], so that exercises, truths and mistakes are plain Rust functions.

mod functions;
mod linear_algebra;
mod tuples;

pub use tuples::IntoArguments;

use crate::values::{Nested, Value};

/// A type that an answer can be read as, or an argument be given as.
pub trait FromValue: Sized {
    /// The value as this type; `None` when it is of another kind.
    fn from_value(value: &Value) -> Option<Self>;

    /// The same for a list of them.
    fn list_from_value(value: &Value) -> Option<Vec<Self>> {
        match value {
            Value::List(items) => items.iter().map(|item| Self::from_value(&item.0)).collect(),
            Value::Numbers(numbers) if numbers.is_empty() => Some(Vec::new()),
            _ => None,
        }
    }
}

/// A type that can be an answer or an argument.
/// A type of a chapter's own says how it travels beside itself, and nothing else needs to know it:
///
/// ```
/// use nabla_core::{FromValue, IntoValue, Value};
/// #[derive(Debug, PartialEq)]
/// enum Ground { Flat, Steep }
/// impl IntoValue for Ground {
///     fn into_value(self) -> Value {
///         Value::Word(format!("{self:?}"))
///     }
/// }
/// impl FromValue for Ground {
///     fn from_value(value: &Value) -> Option<Self> {
///         [Self::Flat, Self::Steep].into_iter().find(|ground| *value == Value::Word(format!("{ground:?}")))
///     }
/// }
/// assert_eq!(Option::<Ground>::from_value(&Some(Ground::Steep).into_value()), Some(Some(Ground::Steep)));
/// ```
pub trait IntoValue: Sized {
    /// The value that stands for this.
    fn into_value(self) -> Value;

    /// The value that stands for a list of these.
    fn list_into_value(items: Vec<Self>) -> Value {
        Value::list(items.into_iter().map(IntoValue::into_value))
    }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn list_from_value(value: &Value) -> Option<Vec<Self>> {
        match value {
            Value::Numbers(numbers) => Some(numbers.clone()),
            _ => None,
        }
    }
}

impl IntoValue for f64 {
    fn into_value(self) -> Value {
        Value::Number(self)
    }

    fn list_into_value(items: Vec<Self>) -> Value {
        Value::Numbers(items)
    }
}

impl FromValue for usize {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(integer) => usize::try_from(*integer).ok(),
            _ => None,
        }
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        Value::Integer(i64::try_from(self).unwrap_or(i64::MAX))
    }
}

impl FromValue for i32 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(integer) => Self::try_from(*integer).ok(),
            _ => None,
        }
    }
}

impl IntoValue for i32 {
    fn into_value(self) -> Value {
        Value::Integer(self.into())
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: &Value) -> Option<Self> {
        T::list_from_value(value)
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        T::list_into_value(self)
    }
}

impl<T: FromValue, const N: usize> FromValue for [T; N] {
    fn from_value(value: &Value) -> Option<Self> {
        T::list_from_value(value)?.try_into().ok()
    }
}

impl<T: IntoValue, const N: usize> IntoValue for [T; N] {
    fn into_value(self) -> Value {
        T::list_into_value(self.into())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Nothing { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Nothing, IntoValue::into_value)
    }
}

impl<T: FromValue, E: FromValue> FromValue for Result<T, E> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Error(error) => E::from_value(&error.0).map(Err),
            _ => T::from_value(value).map(Ok),
        }
    }
}

impl<T: IntoValue, E: IntoValue> IntoValue for Result<T, E> {
    fn into_value(self) -> Value {
        match self {
            Ok(answer) => answer.into_value(),
            Err(error) => Value::Error(Box::new(Nested(error.into_value()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{Vector2, dmatrix};

    fn round_trip<T: FromValue + IntoValue + Clone + PartialEq + std::fmt::Debug>(value: T) {
        assert_eq!(T::from_value(&value.clone().into_value()), Some(value));
    }

    #[test]
    fn every_type_survives_the_journey() {
        round_trip(1.5);
        round_trip(-3_i32);
        round_trip((1.0, 2.0));
        round_trip(vec![(0.1, 2usize), (0.2, 3)]);
        round_trip(Some(Vector2::new(1.0, -2.0)));
        round_trip(None::<f64>);
        round_trip(Vec::<f64>::new());
        round_trip(Vec::<[Vector2<f64>; 2]>::new());
        round_trip(vec![[Vector2::new(0.0, 1.0), Vector2::new(1.0, 0.5)]]);
        round_trip(dmatrix![1.0, 2.0, 3.0; 4.0, 5.0, 6.0]);
        round_trip(Err::<f64, f64>(3.0));
    }
}
