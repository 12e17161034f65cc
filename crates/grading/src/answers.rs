//! A table of plain Rust functions that answer probes, and one answer.

use crate::convert::{FromValue, IntoValue};
use crate::function::{Looks, end_record, start_record};
use crate::panics;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

    /// The returned value as a Rust type.
    #[must_use]
    pub fn get<T: FromValue>(&self) -> Option<T> {
        self.value().and_then(T::from_value)
    }
}

/// A plain function whose parameters and result travel as [`Value`]s, in the manner of a web framework's handlers:
/// `fn(f64, f64) -> f64` is one, `|f: Surface, p: Vector2<f64>| …` is another.
pub trait Handler<Parameters>: 'static {
    /// Calls the function; `None` when the arguments do not fit its parameters.
    fn call(&self, arguments: &[Value]) -> Option<Value>;
}

macro_rules! handlers {
    ($(($($name:ident),+)),+) => {$(
        impl<Function, R, $($name),+> Handler<($($name,)+)> for Function
        where
            Function: Fn($($name),+) -> R + 'static,
            R: IntoValue,
            $($name: FromValue,)+
        {
            #[expect(non_snake_case, reason = "a type parameter and its value share a name here")]
            fn call(&self, arguments: &[Value]) -> Option<Value> {
                let [$($name),+] = arguments else { return None };
                Some(self($($name::from_value($name)?),+).into_value())
            }
        }
    )+};
}

handlers!((A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E), (A, B, C, D, E, F), (A, B, C, D, E, F, G));

type Call = Box<dyn Fn(&[Value]) -> Option<Value>>;

/// One function that can be asked: a truth, a mistake, a variant, or what a learner wrote.
pub struct Function(Call);

impl Function {
    /// Wraps a plain Rust function.
    pub fn new<P>(handler: impl Handler<P>) -> Self {
        Self(Box::new(move |arguments| handler.call(arguments)))
    }

    /// Wraps a function of the arguments as they travel; `None` when they do not fit.
    pub fn of_values(call: impl Fn(&[Value]) -> Option<Value> + 'static) -> Self {
        Self(Box::new(call))
    }

    /// Calls it and catches a panic.
    #[must_use]
    pub fn answer(&self, arguments: &[Value]) -> Answer {
        start_record();
        let outcome = match panics::catch(|| (self.0)(arguments)) {
            Ok(Some(value)) => Outcome::Value(value),
            Ok(None) => {
                Outcome::Unanswerable("the doorway hands over other arguments than the exercise asks with".to_owned())
            }
            Err(panic) => Outcome::Panic { message: panic.message, place: panic.place },
        };
        Answer { outcome, looks: end_record() }
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Function")
    }
}

/// A table from exercise name to the function that answers for it.
#[derive(Debug, Default)]
pub struct Answers(BTreeMap<&'static str, Function>);

impl Answers {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the function that answers for `exercise`.
    #[must_use]
    pub fn answer<P>(mut self, exercise: &'static str, handler: impl Handler<P>) -> Self {
        self.0.insert(exercise, Function::new(handler));
        self
    }

    pub(crate) fn get(&self, exercise: &str) -> Option<&Function> {
        self.0.get(exercise)
    }
}
