//! One answer: what a call gave, and where it looked.

use crate::answers::looks::Looks;
use nabla_core::{FromValue, Value};
use serde::{Deserialize, Serialize};

/// What one call of an exercise's function gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The value, or why there is none.
    pub outcome: Outcome,
    /// Where the functions among the arguments were called.
    pub looks: Looks,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It returned.
    Value(Value),
    /// It panicked.
    Panic {
        /// The panic's message.
        message: String,
        /// `file:line:column`, where it is known.
        place: Option<String>,
    },
    /// It returned far more than any right answer holds, and was asked nothing more.
    TooMuch(String),
    /// It could not be called: the doorway does not know the exercise, or takes other arguments.
    Unanswerable(String),
}

/// More numbers than any right answer holds: a path of a hundred thousand points with its losses is three hundred thousand.
const MOST_NUMBERS: usize = 1 << 19;

impl Answer {
    /// The answer, unless it holds more than any right one: then only how much it was.
    #[must_use]
    pub(crate) fn bounded(self) -> Self {
        match self.value().map(Value::count) {
            Some(count) if count > MOST_NUMBERS => {
                let outcome = Outcome::TooMuch(format!("{count} numbers, more than any right answer holds"));
                Self { outcome, ..self }
            }
            _ => self,
        }
    }

    /// The answer of a call that returned this.
    pub(crate) fn of(value: Value) -> Self {
        Self { outcome: Outcome::Value(value), looks: Looks::default() }
    }

    /// The returned value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.outcome {
            Outcome::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the value says that there is none: `None`, or an error.
    pub(crate) fn refuses(&self) -> bool {
        matches!(self.value(), Some(Value::Nothing | Value::Error(_)))
    }

    /// The returned value as a Rust type.
    #[must_use]
    pub fn get<T: FromValue>(&self) -> Option<T> {
        self.value().and_then(T::from_value)
    }
}
