//! Functions that are handed to a learner's function, and the record of where they were called.
//!
//! A learner sees `&dyn Fn(f64) -> f64`. Behind it stands a field of the core that writes down every point it is asked
//! at; that record is part of the answer, so a judge can say "you never looked behind x".

use crate::convert::{FromValue, IntoValue};
use crate::value::Value;
use nabla_core::{Field, GradientField};
use nalgebra::{DVector, Vector2};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fmt;

/// One call of a function that was handed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Which of the functions: 0 for the first one among the arguments.
    pub function: u8,
    /// The point at which it was asked.
    pub at: Vec<f64>,
}

/// Every call in the course of one answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Looks {
    /// The first calls, in order, as many as are worth keeping.
    pub kept: Vec<Look>,
    /// How many calls there were in all.
    pub calls: u64,
}

impl Looks {
    /// How much is kept, counted in numbers.
    pub(crate) fn numbers(&self) -> usize {
        // A point of its own costs about as much as six numbers more.
        self.kept.iter().map(|look| look.at.len() + 6).sum()
    }
}

/// Coordinates kept in one record: a thousand calls of a function of a hundred variables.
const MAX_COORDINATES: usize = 100_000;
/// Calls after which a function stops answering, far above what any exercise needs.
const MAX_CALLS: u64 = 20_000_000;

#[derive(Default)]
struct Record {
    functions: u8,
    coordinates: usize,
    looks: Looks,
}

thread_local! {
    static RECORD: RefCell<Record> = RefCell::default();
}

/// Starts a new record on this thread.
pub(crate) fn start_record() {
    RECORD.with_borrow_mut(|record| *record = Record::default());
}

/// Ends the record on this thread and hands it over.
pub(crate) fn end_record() -> Looks {
    RECORD.with_borrow_mut(std::mem::take).looks
}

fn next_function() -> u8 {
    RECORD.with_borrow_mut(|record| {
        let function = record.functions;
        record.functions += 1;
        function
    })
}

fn look(function: u8, at: &[f64]) {
    let calls = RECORD.with_borrow_mut(|record| {
        record.looks.calls += 1;
        record.coordinates += at.len();
        if record.coordinates <= MAX_COORDINATES {
            record.looks.kept.push(Look { function, at: at.to_vec() });
        }
        record.looks.calls
    });
    assert!(calls <= MAX_CALLS, "the function was called more than {MAX_CALLS} times: does the loop end?");
}

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

impl IntoValue for Field {
    fn into_value(self) -> Value {
        Value::Function(self)
    }
}

impl FromValue for Field {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Function(field) => Some(field.clone()),
            _ => None,
        }
    }
}

impl IntoValue for GradientField {
    fn into_value(self) -> Value {
        Value::Gradient(self)
    }
}

impl FromValue for GradientField {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Gradient(gradient) => Some(gradient.clone()),
            _ => None,
        }
    }
}
