//! What derivatives are carried in: dual numbers for the way forward, a tape for the way back. Both are plain data,
//! without operators: the rules are what a learner writes.

use crate::values::{FromValue, IntoValue, Nested, Value};

/// A number that carries its slope: `value + slope·ε` with ε² = 0.
///
/// ```text
/// x moves at the speed p: after a short time t it is x + p·t.        Dual { value: x, slope: p }
/// ```
///
/// An input that moves has the slope 1, one that is held fixed has 0, and what is computed from both carries the slope
/// with which it moves then.
///
/// ```
/// use nabla_core::Dual;
/// // The square of a number that stands at 3 and moves at 2: it stands at 9 and moves at 2·3·2.
/// let (a, square) = (Dual { value: 3.0, slope: 2.0 }, Dual { value: 9.0, slope: 12.0 });
/// assert_eq!(square.slope, 2.0 * a.value * a.slope);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual {
    /// Where it stands.
    pub value: f64,
    /// How fast it moves.
    pub slope: f64,
}

/// One step of a computation that was written down. A computation is a list of them, the *tape*: node k is what step k
/// gives.
///
/// All operands are places on the same tape, before the step itself; only [`Op::Input`] names an input.
///
/// ```
/// use nabla_core::Op;
/// // (a + b)²: the nodes are a, b, a + b, and its square.
/// let tape = vec![Op::Input(0), Op::Input(1), Op::Add(0, 1), Op::Powi(2, 2)];
/// assert_eq!(tape.len(), 4);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The input with that index.
    Input(usize),
    /// A number that never moves.
    Constant(f64),
    /// a + b, of the nodes at these places.
    Add(usize, usize),
    /// a − b.
    Sub(usize, usize),
    /// a · b.
    Mul(usize, usize),
    /// aⁿ, for a whole n of either sign.
    Powi(usize, i32),
    /// eᵃ.
    Exp(usize),
    /// tanh a = (eᵃ − e⁻ᵃ) / (eᵃ + e⁻ᵃ).
    Tanh(usize),
    /// (a + b + …) / m, the mean of the m nodes at these places; a place may stand there more than once.
    Mean(Vec<usize>),
}

impl IntoValue for Dual {
    fn into_value(self) -> Value {
        let fields = [("value", self.value), ("slope", self.slope)];
        Value::Record(fields.map(|(name, number)| (name.to_owned(), Nested(Value::Number(number)))).into())
    }
}

impl FromValue for Dual {
    fn from_value(value: &Value) -> Option<Self> {
        let Value::Record(fields) = value else { return None };
        match fields.as_slice() {
            [(first, Nested(Value::Number(value))), (second, Nested(Value::Number(slope)))]
                if first == "value" && second == "slope" =>
            {
                Some(Self { value: *value, slope: *slope })
            }
            _ => None,
        }
    }
}

/// The name of the variant, and what stands in its brackets.
impl IntoValue for Op {
    fn into_value(self) -> Value {
        let (name, fields) = match self {
            Self::Input(index) => ("Input", vec![index.into_value()]),
            Self::Constant(number) => ("Constant", vec![number.into_value()]),
            Self::Add(a, b) => ("Add", vec![a.into_value(), b.into_value()]),
            Self::Sub(a, b) => ("Sub", vec![a.into_value(), b.into_value()]),
            Self::Mul(a, b) => ("Mul", vec![a.into_value(), b.into_value()]),
            Self::Powi(a, n) => ("Powi", vec![a.into_value(), n.into_value()]),
            Self::Exp(a) => ("Exp", vec![a.into_value()]),
            Self::Tanh(a) => ("Tanh", vec![a.into_value()]),
            Self::Mean(places) => ("Mean", vec![places.into_value()]),
        };
        Value::list(std::iter::once(Value::Word(name.to_owned())).chain(fields))
    }
}

impl FromValue for Op {
    fn from_value(value: &Value) -> Option<Self> {
        let Value::List(items) = value else { return None };
        let (Nested(Value::Word(name)), fields) = items.split_first()? else { return None };
        let place = |index: usize| usize::from_value(&fields.get(index)?.0);
        Some(match (name.as_str(), fields.len()) {
            ("Input", 1) => Self::Input(place(0)?),
            ("Constant", 1) => Self::Constant(f64::from_value(&fields[0].0)?),
            ("Add", 2) => Self::Add(place(0)?, place(1)?),
            ("Sub", 2) => Self::Sub(place(0)?, place(1)?),
            ("Mul", 2) => Self::Mul(place(0)?, place(1)?),
            ("Powi", 2) => Self::Powi(place(0)?, i32::from_value(&fields[1].0)?),
            ("Exp", 1) => Self::Exp(place(0)?),
            ("Tanh", 1) => Self::Tanh(place(0)?),
            ("Mean", 1) => Self::Mean(Vec::from_value(&fields[0].0)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dual_and_a_tape_survive_the_journey() {
        let dual = Dual { value: 1.5, slope: -2.0 };
        assert_eq!(Dual::from_value(&dual.into_value()), Some(dual));
        let tape = vec![
            Op::Input(1),
            Op::Constant(-2.5),
            Op::Add(0, 1),
            Op::Sub(2, 0),
            Op::Mul(3, 3),
            Op::Powi(4, -1),
            Op::Exp(5),
            Op::Tanh(6),
            Op::Mean(vec![7, 7, 0]),
            Op::Mean(vec![]),
        ];
        assert_eq!(Vec::<Op>::from_value(&tape.clone().into_value()), Some(tape));
        assert_eq!(Op::from_value(&Value::list([Value::Word("Add".to_owned())])), None);
    }

    #[test]
    fn a_tape_reads_as_one_would_write_it() {
        let tape = vec![Op::Input(0), Op::Constant(2.5), Op::Powi(0, 3), Op::Mean(vec![0, 2])];
        assert_eq!(tape.into_value().to_string(), "[Input(0), Constant(2.5), Powi(0, 3), Mean([0, 2])]");
    }
}
