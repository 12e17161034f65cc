//! Functions that are handed to a learner's function, and the record of where they were called.
//!
//! A learner sees `&dyn Fn(f64) -> f64`. Behind it stands a field of the core that writes down every point it is asked
//! at; that record is part of the answer, so a judge can say "you never looked behind x".

use crate::answers::looks::{look, next_function};
use nabla_core::{Dual, Field, FromValue, GradientField, Value};
use nalgebra::{DVector, Vector2};
use std::fmt;

/// Declares a type that holds a handed-over function: `at` to call it, `as_fn` for the `&dyn Fn` that a learner sees.
macro_rules! handed_over {
    ($(#[$doc:meta])* $name:ident, ($($argument:ident: $type:ty),+) -> $answer:ty, from $kind:ident, $build:expr) => {
        $(#[$doc])*
        pub struct $name {
            call: Box<dyn Fn($($type),+) -> $answer>,
        }

        impl $name {
            /// The function as a learner's function takes it.
            pub fn as_fn(&self) -> &dyn Fn($($type),+) -> $answer {
                &*self.call
            }

            /// The function's value.
            #[must_use]
            pub fn at(&self, $($argument: $type),+) -> $answer {
                (self.call)($($argument),+)
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                let Value::$kind(source) = value else { return None };
                let build: fn(_, u8) -> Self = $build;
                Some(build(source.clone(), next_function()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

pub(super) use handed_over;

handed_over! {
    /// A function of one variable, `&dyn Fn(f64) -> f64`.
    Curve, (x: f64) -> f64, from Function, |field: Field, function| Curve {
        call: Box::new(move |x| { look(function, &[x]); field.value(&[x]) }),
    }
}
handed_over! {
    /// A function of two variables, `&dyn Fn(f64, f64) -> f64`.
    Surface, (x: f64, y: f64) -> f64, from Function, |field: Field, function| Surface {
        call: Box::new(move |x, y| { look(function, &[x, y]); field.value(&[x, y]) }),
    }
}
handed_over! {
    /// A function of any number of variables, `&dyn Fn(&DVector<f64>) -> f64`.
    ManyVariables, (x: &DVector<f64>) -> f64, from Function, |field: Field, function| ManyVariables {
        call: Box::new(move |x: &DVector<f64>| { look(function, x.as_slice()); field.value(x.as_slice()) }),
    }
}
handed_over! {
    /// The gradient of a function of two variables, `&dyn Fn(Vector2<f64>) -> Vector2<f64>`.
    Gradient2, (p: Vector2<f64>) -> Vector2<f64>, from Gradient, |gradient: GradientField, function| Gradient2 {
        call: Box::new(move |p: Vector2<f64>| {
            look(function, p.as_slice());
            let slopes = gradient.value(p.as_slice());
            Vector2::new(slopes.first().copied().unwrap_or(0.0), slopes.get(1).copied().unwrap_or(0.0))
        }),
    }
}
handed_over! {
    /// The gradient of a function of any number of variables, `&dyn Fn(&DVector<f64>) -> DVector<f64>`.
    GradientN, (x: &DVector<f64>) -> DVector<f64>, from Gradient, |gradient: GradientField, function| GradientN {
        call: Box::new(move |x: &DVector<f64>| {
            look(function, x.as_slice());
            DVector::from_vec(gradient.value(x.as_slice()))
        }),
    }
}
handed_over! {
    /// A function of any number of inputs that takes and gives numbers with their slopes, `&dyn Fn(&[Dual]) -> Dual`. A look at it
    /// is all values, then all slopes.
    OfDuals, (x: &[Dual]) -> Dual, from Function, |field: Field, function| OfDuals {
        call: Box::new(move |x: &[Dual]| {
            let (values, slopes): (Vec<f64>, Vec<f64>) = x.iter().map(|dual| (dual.value, dual.slope)).unzip();
            look(function, &[values.as_slice(), &slopes].concat());
            let slope = field.gradient(&values).iter().zip(&slopes).map(|(partial, slope)| partial * slope).sum();
            Dual { value: field.value(&values), slope }
        }),
    }
}
