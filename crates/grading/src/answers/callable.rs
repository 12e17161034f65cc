//! Plain Rust functions that can be asked with [`Value`]s.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::looks::{end_record, start_record};
use crate::answers::panics;
use nabla_core::{FromValue, IntoValue, Value};

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
/// ```
/// use nabla_grading::{Function, Value};
/// let product = Function::new(|x: f64, y: f64| x * y);
/// let answer = product.answer(&[Value::Number(3.0), Value::Number(-4.0)]);
/// assert_eq!(answer.get::<f64>(), Some(-12.0));
/// // What does not fit, and what panics, is an answer too.
/// assert_eq!(product.answer(&[Value::Nothing]).value(), None);
/// ```
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
