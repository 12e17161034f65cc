//! Rust types from and to [`Value`], so that exercises, truths and mistakes are plain Rust functions.

use crate::value::{Nested, Value};
use nalgebra::{DMatrix, DVector, SVector};

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

impl<const N: usize> FromValue for SVector<f64, N> {
    fn from_value(value: &Value) -> Option<Self> {
        <[f64; N]>::from_value(value).map(Self::from)
    }
}

impl<const N: usize> IntoValue for SVector<f64, N> {
    fn into_value(self) -> Value {
        Value::Numbers(self.as_slice().to_vec())
    }
}

impl FromValue for DVector<f64> {
    fn from_value(value: &Value) -> Option<Self> {
        Vec::from_value(value).map(Self::from_vec)
    }
}

impl IntoValue for DVector<f64> {
    fn into_value(self) -> Value {
        Value::Numbers(self.as_slice().to_vec())
    }
}

impl FromValue for DMatrix<f64> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Matrix { columns, entries } if *columns > 0 && entries.len() % columns == 0 => {
                Some(Self::from_row_slice(entries.len() / columns, *columns, entries))
            }
            Value::Matrix { columns: 0, entries } if entries.is_empty() => Some(Self::zeros(0, 0)),
            _ => None,
        }
    }
}

impl IntoValue for DMatrix<f64> {
    fn into_value(self) -> Value {
        // nalgebra keeps columns together; the transpose's columns are our rows.
        Value::Matrix { columns: self.ncols(), entries: self.transpose().as_slice().to_vec() }
    }
}

/// Tuples of two to five, as a list.
macro_rules! tuples {
    ($(($($name:ident),+)),+) => {$(
        impl<$($name: FromValue),+> FromValue for ($($name,)+) {
            #[expect(non_snake_case, reason = "a type parameter and its value share a name here")]
            fn from_value(value: &Value) -> Option<Self> {
                // Tuples of numbers alone travel as numbers, like vectors.
                let widened;
                let items: &[Nested] = match value {
                    Value::List(items) => items,
                    Value::Numbers(numbers) => {
                        widened = numbers.iter().map(|number| Nested(Value::Number(*number))).collect::<Vec<_>>();
                        &widened
                    }
                    _ => return None,
                };
                let [$($name),+] = items else { return None };
                Some(($($name::from_value(&$name.0)?,)+))
            }
        }

        impl<$($name: IntoValue),+> IntoValue for ($($name,)+) {
            #[expect(non_snake_case, reason = "a type parameter and its value share a name here")]
            fn into_value(self) -> Value {
                let ($($name,)+) = self;
                let items = [$($name.into_value()),+];
                let numbers: Option<Vec<f64>> =
                    items.iter().map(|item| if let Value::Number(number) = item { Some(*number) } else { None }).collect();
                numbers.map_or_else(|| Value::list(items), Value::Numbers)
            }
        }
    )+};
}

tuples!((A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E));

/// The arguments of one call, as a tuple in the order of the function's parameters.
pub trait IntoArguments {
    /// One value a parameter.
    fn into_arguments(self) -> Vec<Value>;
}

macro_rules! arguments {
    ($(($($name:ident),+)),+) => {$(
        impl<$($name: IntoValue),+> IntoArguments for ($($name,)+) {
            #[expect(non_snake_case, reason = "a type parameter and its value share a name here")]
            fn into_arguments(self) -> Vec<Value> {
                let ($($name,)+) = self;
                vec![$($name.into_value()),+]
            }
        }
    )+};
}

arguments!((A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E), (A, B, C, D, E, F), (A, B, C, D, E, F, G));

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
