//! What an answer is, and the named parts that it falls into: the length and the direction; ∂f/∂x and ∂f/∂y; w and b.

use nabla_core::{Nested, Value};

/// What an answer, or a part of it, is. It decides what may be said of a wrong one: an arrow can point the wrong way, a list can
/// be in the wrong order, a slope can do neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One number.
    Number,
    /// A vector with a length and a direction.
    Arrow,
    /// Numbers in an order of their own, each belonging to one item.
    List,
    /// Anything else: a set of places, a word, a path. Only what is true of any answer is said of it.
    Other,
}

/// A named piece of an answer.
/// ```
/// use nabla_grading::{Kind, arrow, list, number};
/// let parts = [number("the length"), arrow("the direction"), list("the slopes")];
/// assert_eq!(parts.map(|part| part.kind), [Kind::Number, Kind::Arrow, Kind::List]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the report calls it, with its article where it needs one: "∂f/∂x", "the direction".
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// A part that is one number.
#[must_use]
pub const fn number(name: &'static str) -> Part {
    Part { name, kind: Kind::Number }
}

/// A part that is a vector with a length and a direction.
#[must_use]
pub const fn arrow(name: &'static str) -> Part {
    Part { name, kind: Kind::Arrow }
}

/// A part that is a list of numbers.
#[must_use]
pub const fn list(name: &'static str) -> Part {
    Part { name, kind: Kind::List }
}

/// A part of another kind: a path, a word.
#[must_use]
pub const fn other(name: &'static str) -> Part {
    Part { name, kind: Kind::Other }
}

/// How an answer falls into its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) list: Vec<Part>,
    /// The answer is a list, and it is each of its items that has the parts: all angles are one part, all rates another.
    pub(crate) of_items: bool,
}

impl Parts {
    /// The parts of an answer, in order; `None` where it does not fall into them.
    pub(crate) fn split(&self, value: &Value) -> Option<Vec<Value>> {
        if self.list.is_empty() {
            return None;
        }
        let pieces = if self.of_items { columns(value, self.list.len())? } else { pieces(value)? };
        (pieces.len() == self.list.len()).then_some(pieces)
    }

    /// The answer with one of its parts replaced.
    pub(crate) fn replaced(&self, value: &Value, part: usize, piece: &Value) -> Option<Value> {
        if self.of_items {
            return replaced_column(value, part, piece);
        }
        match (value, piece) {
            (Value::Numbers(numbers), Value::Number(number)) => {
                let mut numbers = numbers.clone();
                *numbers.get_mut(part)? = *number;
                Some(Value::Numbers(numbers))
            }
            (Value::Matrix { columns, entries }, Value::Number(number)) => {
                let mut entries = entries.clone();
                *entries.get_mut(part)? = *number;
                Some(Value::Matrix { columns: *columns, entries })
            }
            (Value::List(items), piece) => {
                let mut items = items.clone();
                *items.get_mut(part)? = Nested(piece.clone());
                Some(Value::List(items))
            }
            (Value::Record(fields), piece) => {
                let mut fields = fields.clone();
                fields.get_mut(part)?.1 = Nested(piece.clone());
                Some(Value::Record(fields))
            }
            _ => None,
        }
    }

    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.list.iter().position(|part| part.name == name)
    }
}

fn pieces(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Numbers(numbers) | Value::Matrix { entries: numbers, .. } => {
            Some(numbers.iter().map(|number| Value::Number(*number)).collect())
        }
        Value::List(items) => Some(items.iter().map(|item| item.0.clone()).collect()),
        Value::Record(fields) => Some(fields.iter().map(|(_, field)| field.0.clone()).collect()),
        _ => None,
    }
}

/// The items' first pieces, their second pieces, and so on; numbers become one list of numbers.
fn columns(value: &Value, width: usize) -> Option<Vec<Value>> {
    if matches!(value, Value::Numbers(numbers) if numbers.is_empty()) {
        return Some(vec![Value::Numbers(Vec::new()); width]);
    }
    let Value::List(items) = value else { return None };
    let rows: Vec<Vec<Value>> = items.iter().map(|item| pieces(&item.0)).collect::<Option<_>>()?;
    if rows.iter().any(|row| row.len() != width) {
        return None;
    }
    let column = |j: usize| {
        let numbers: Option<Vec<f64>> = rows.iter().map(|row| as_number(&row[j])).collect();
        numbers.map_or_else(|| Value::list(rows.iter().map(|row| row[j].clone())), Value::Numbers)
    };
    Some((0..width).map(column).collect())
}

fn as_number(value: &Value) -> Option<f64> {
    if let Value::Number(number) = value { Some(*number) } else { None }
}

fn replaced_column(value: &Value, part: usize, column: &Value) -> Option<Value> {
    let Value::List(items) = value else { return None };
    let replacements = pieces(column)?;
    if replacements.len() != items.len() {
        return None;
    }
    let item = |(item, piece): (&Nested, &Value)| Parts::default().replaced(&item.0, part, piece);
    items.iter().zip(&replacements).map(item).collect::<Option<Vec<_>>>().map(Value::list)
}

/// Names of components where the exercise gives none.
pub(crate) fn component_name(index: usize, count: usize) -> String {
    match (index, count) {
        (0, 2 | 3) => "the x component".to_owned(),
        (1, 2 | 3) => "the y component".to_owned(),
        (2, 3) => "the z component".to_owned(),
        _ => format!("number {} of {count}", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nabla_core::IntoValue;

    #[test]
    fn an_answer_falls_into_parts_and_one_is_replaced() {
        let parts = Parts { list: vec![number("the length"), arrow("the direction")], of_items: false };
        let value = (5.0, vec![0.6, 0.8]).into_value();
        assert_eq!(parts.split(&value), Some(vec![Value::Number(5.0), Value::Numbers(vec![0.6, 0.8])]));
        let replaced = parts.replaced(&value, 0, &Value::Number(25.0));
        assert_eq!(replaced, Some((25.0, vec![0.6, 0.8]).into_value()));
        assert_eq!(parts.split(&Value::Nothing), None);
    }

    #[test]
    fn a_list_of_pairs_falls_into_columns() {
        let parts = Parts { list: vec![list("the angles"), list("the rates")], of_items: true };
        let value = vec![(0.0, 1.0), (0.5, 2.0)].into_value();
        assert_eq!(parts.split(&value), Some(vec![Value::Numbers(vec![0.0, 0.5]), Value::Numbers(vec![1.0, 2.0])]));
        let replaced = parts.replaced(&value, 1, &Value::Numbers(vec![-1.0, -2.0]));
        assert_eq!(replaced, Some(vec![(0.0, -1.0), (0.5, -2.0)].into_value()));
    }
}
