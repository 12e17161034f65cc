//! What travels between the judge and the learner's function: arguments and answers.

use crate::field::Field;
use crate::gradient_field::GradientField;
use crate::map::{HessianField, JacobianField, Map};
use serde::{Deserialize, Deserializer, Serialize};
use std::cell::Cell;
use std::fmt;

/// An argument or an answer, of any type that an exercise may use.
/// ```
/// use nabla_core::{IntoValue, Value};
/// assert_eq!((1.0, 2.0).into_value(), Value::Numbers(vec![1.0, 2.0]));
/// assert_eq!(None::<f64>.into_value(), Value::Nothing);
/// assert_eq!(vec![(1.0, true)].into_value().to_string(), "[(1, true)]");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// `f64`
    Number(f64),
    /// `usize`, `i32`, `i64`
    Integer(i64),
    /// `bool`
    Flag(bool),
    /// A variant of a plain enum, by its name.
    Word(String),
    /// `Vec<f64>`, `[f64; N]`, and the vectors of nalgebra.
    Numbers(Vec<f64>),
    /// A matrix of nalgebra, row by row.
    Matrix {
        /// How many columns a row has.
        columns: usize,
        /// The entries, row by row.
        entries: Vec<f64>,
    },
    /// A tuple, or a `Vec` or array of anything but numbers.
    List(Vec<Nested>),
    /// A struct with named fields.
    Record(Vec<(String, Nested)>),
    /// `None`; `Some(x)` is x itself.
    Nothing,
    /// `Err`, with what it holds; `Ok(x)` is x itself.
    Error(Box<Nested>),
    /// A function that is handed to the learner's.
    Function(Field),
    /// A gradient that is handed to the learner's function.
    Gradient(GradientField),
    /// A Hessian that is handed over.
    Hessian(HessianField),
    /// A map with several outputs that is handed over.
    Map(Map),
    /// The Jacobian of a map that is handed over.
    Jacobian(JacobianField),
}

/// A value inside another. Reading one from bytes counts how deep it lies, so that bytes from outside cannot make the
/// reader recurse without end.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Nested(pub Value);

/// Deeper than any answer of an exercise, and shallow enough for any stack.
const MAX_DEPTH: u32 = 16;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let depth = DEPTH.get() + 1;
        if depth > MAX_DEPTH {
            return Err(serde::de::Error::custom("a value nested too deeply"));
        }
        DEPTH.set(depth);
        let value = Value::deserialize(deserializer);
        DEPTH.set(depth - 1);
        value.map(Nested)
    }
}

impl Value {
    /// A list of values.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().map(Nested).collect())
    }

    /// All the numbers inside, in order, those of records and errors included.
    #[must_use]
    pub fn components(&self) -> Vec<f64> {
        let mut components = Vec::new();
        self.visit(&mut |number| components.push(number));
        components
    }

    /// How many numbers there are inside.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Number(_) | Self::Integer(_) => 1,
            Self::Numbers(numbers) | Self::Matrix { entries: numbers, .. } => numbers.len(),
            Self::List(items) => items.iter().map(|item| item.0.count()).sum(),
            Self::Record(fields) => fields.iter().map(|(_, field)| field.0.count()).sum(),
            Self::Error(inner) => inner.0.count(),
            _ => 0,
        }
    }

    /// Shows all the numbers inside, in the order of [`components`](Self::components).
    pub fn visit(&self, see: &mut impl FnMut(f64)) {
        match self {
            Self::Number(number) => see(*number),
            Self::Integer(integer) => see(*integer as f64),
            Self::Numbers(numbers) | Self::Matrix { entries: numbers, .. } => {
                numbers.iter().for_each(|number| see(*number));
            }
            Self::List(items) => items.iter().for_each(|item| item.0.visit(see)),
            Self::Record(fields) => fields.iter().for_each(|(_, field)| field.0.visit(see)),
            Self::Error(inner) => inner.0.visit(see),
            _ => {}
        }
    }

    /// What kind of answer it is, apart from its numbers: a short description such as "3 numbers".
    #[must_use]
    pub fn shape(&self) -> String {
        match self {
            Self::Number(_) => "a number".to_owned(),
            Self::Integer(_) => "a whole number".to_owned(),
            Self::Flag(_) => "true or false".to_owned(),
            Self::Word(word) => word.clone(),
            Self::Numbers(numbers) if numbers.is_empty() => "an empty list".to_owned(),
            Self::Numbers(numbers) if numbers.len() == 1 => "1 number in a list".to_owned(),
            Self::Numbers(numbers) => format!("{} numbers", numbers.len()),
            Self::Matrix { columns, entries } => format!("a {} × {columns} matrix", entries.len() / (*columns).max(1)),
            Self::List(items) if items.is_empty() => "an empty list".to_owned(),
            Self::List(items) if items.len() == 1 => "1 item".to_owned(),
            Self::List(items) => format!("{} items", items.len()),
            Self::Record(_) => "a struct".to_owned(),
            Self::Nothing => "None".to_owned(),
            Self::Error(error) => format!("Err({})", error.0),
            _ => "a function".to_owned(),
        }
    }
}

/// Lists longer than this are cut in the middle when they are printed.
const SHOWN: usize = 8;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision();
        match self {
            Self::Number(number) => f.write_str(&number_text(*number, digits)),
            Self::Integer(integer) => write!(f, "{integer}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Word(word) => f.write_str(word),
            Self::Numbers(numbers) => write_list(f, "[", numbers, |number| number_text(*number, digits), "]"),
            Self::Matrix { columns, entries } => {
                let row = |row: &&[f64]| {
                    let numbers: Vec<String> = row.iter().map(|number| number_text(*number, digits)).collect();
                    format!("[{}]", numbers.join(", "))
                };
                let rows: Vec<&[f64]> = entries.chunks((*columns).max(1)).collect();
                write_list(f, "[", &rows, row, "]")
            }
            // A variant of an enum with its fields: a name, and a struct.
            Self::List(items) if matches!(items.as_slice(), [Nested(Self::Word(_)), Nested(Self::Record(_))]) => {
                write!(f, "{} {}", items[0].0, items[1].0)
            }
            // The same with its fields in brackets: a name, and what stands in them.
            Self::List(items) if matches!(items.as_slice(), [Nested(Self::Word(_)), _, ..]) => {
                write!(f, "{}", items[0].0)?;
                write_list(f, "(", &items[1..], |item| nested_text(&item.0, digits), ")")
            }
            Self::List(items) => {
                let (open, close) = if is_list(items) { ("[", "]") } else { ("(", ")") };
                write_list(f, open, items, |item| nested_text(&item.0, digits), close)
            }
            Self::Record(fields) => {
                let field = |(name, field): &(String, Nested)| format!("{name}: {}", nested_text(&field.0, digits));
                write_list(f, "{ ", fields, field, " }")
            }
            Self::Nothing => f.write_str("None"),
            Self::Error(error) => write!(f, "Err({})", error.0),
            Self::Function(field) => write!(f, "{field}"),
            Self::Gradient(gradient) => write!(f, "{gradient}"),
            Self::Hessian(HessianField(field)) => write!(f, "∇²({field})"),
            Self::Map(map) => write!(f, "{map}"),
            Self::Jacobian(JacobianField(map)) => write!(f, "Jacobian of {map}"),
        }
    }
}

/// Whether these are the items of a list: all of one kind. A tuple mostly mixes kinds.
fn is_list(items: &[Nested]) -> bool {
    let kind = |item: &Nested| std::mem::discriminant(&item.0);
    items.windows(2).all(|pair| kind(&pair[0]) == kind(&pair[1]))
}

fn nested_text(value: &Value, digits: Option<usize>) -> String {
    match digits {
        Some(digits) => format!("{value:.digits$}"),
        None => value.to_string(),
    }
}

fn write_list<T>(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    items: &[T],
    text: impl Fn(&T) -> String,
    close: &str,
) -> fmt::Result {
    let all = items.len() <= SHOWN;
    let shown = if all { items } else { &items[..SHOWN - 2] };
    let texts = shown.iter().map(text).collect::<Vec<_>>().join(", ");
    if all { write!(f, "{open}{texts}{close}") } else { write!(f, "{open}{texts}, … {} in all{close}", items.len()) }
}

/// A number with `digits` significant digits (all that it has, without a precision), without trailing zeros; very large
/// and very small ones with a power of ten.
/// ```
/// use nabla_core::number_text;
/// assert_eq!(number_text(2.0 / 3.0, Some(4)), "0.6667");
/// assert_eq!(number_text(24.0, Some(4)), "24");
/// assert_eq!(number_text(3e200, None), "3e200");
/// ```
#[must_use]
pub fn number_text(number: f64, digits: Option<usize>) -> String {
    if !number.is_finite() || number == 0.0 {
        return if number == 0.0 { "0".to_owned() } else { number.to_string() };
    }
    // Rounding to significant digits goes through the scientific notation, the only one that counts them.
    let scientific = match digits {
        Some(digits) => format!("{number:.*e}", digits.saturating_sub(1)),
        None => format!("{number:e}"),
    };
    let rounded: f64 = scientific.parse().unwrap_or(number);
    if (1e-4..1e9).contains(&rounded.abs()) { rounded.to_string() } else { format!("{rounded:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_with_fields_reads_as_one_would_write_it() {
        let length = |name: &str, length: i64| (name.to_owned(), Nested(Value::Integer(length)));
        let lengths = Value::Record(vec![length("x", 3), length("y", 2)]);
        let error = Value::Error(Box::new(Nested(Value::list([Value::Word("LengthMismatch".to_owned()), lengths]))));
        assert_eq!(error.to_string(), "Err(LengthMismatch { x: 3, y: 2 })");
    }

    #[test]
    fn numbers_are_printed_with_the_digits_asked_for() {
        assert_eq!(number_text(23.999_999_9, Some(6)), "24");
        assert_eq!(number_text(-0.666_666_666, Some(4)), "-0.6667");
        assert_eq!(number_text(3e200, Some(6)), "3e200");
        assert_eq!(number_text(-0.0, None), "0");
        assert_eq!(number_text(f64::NAN, Some(3)), "NaN");
    }
}
