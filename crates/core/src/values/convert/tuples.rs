//! Tuples: as answers, and as the arguments of one call.

use super::{FromValue, IntoValue};
use crate::values::{Nested, Value};

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
