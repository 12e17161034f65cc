//! Comparing two values of an answer.

use nabla_core::{Nested, Tolerance, Value, number_text};

/// Whether two values are of one shape and all their numbers agree; NaN agrees with nothing.
pub(crate) fn agree(got: &Value, expected: &Value, tolerance: &Tolerance, size: f64) -> bool {
    same_shape(got, expected) && all_pairs(got, expected, &|got, expected| tolerance.accepts(got, expected, size))
}

/// Whether two answers are the same mistake: like [`agree`], but NaN and NaN are the same.
pub(crate) fn coincide(got: &Value, other: &Value, tolerance: &Tolerance, size: f64) -> bool {
    let same = |got: f64, other: f64| (got.is_nan() && other.is_nan()) || tolerance.accepts(got, other, size);
    same_shape(got, other) && all_pairs(got, other, &same)
}

/// Whether two values are the same to the last bit, NaN included.
pub(crate) fn identical(a: &Value, b: &Value) -> bool {
    same_shape(a, b) && all_pairs(a, b, &|a, b| a.to_bits() == b.to_bits())
}

/// Whether that holds for every number of one value and its counterpart in another of the same shape.
fn all_pairs(a: &Value, b: &Value, holds: &impl Fn(f64, f64) -> bool) -> bool {
    let all = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| holds(*a, *b));
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => holds(*a, *b),
        (Value::Numbers(a), Value::Numbers(b))
        | (Value::Matrix { entries: a, .. }, Value::Matrix { entries: b, .. }) => all(a, b),
        (Value::List(a), Value::List(b)) => a.iter().zip(b).all(|(a, b)| all_pairs(&a.0, &b.0, holds)),
        (Value::Record(a), Value::Record(b)) => a.iter().zip(b).all(|((_, a), (_, b))| all_pairs(&a.0, &b.0, holds)),
        (Value::Error(a), Value::Error(b)) => all_pairs(&a.0, &b.0, holds),
        // Of one shape they are equal, and a whole number is held against itself.
        _ => pairs(a, b).all(|(a, b)| holds(a, b)),
    }
}

fn pairs(got: &Value, expected: &Value) -> impl Iterator<Item = (f64, f64)> {
    got.components().into_iter().zip(expected.components())
}

/// Whether two values differ in their numbers at most. Whole numbers, words, and what is none at all are no numbers here.
pub(crate) fn same_shape(a: &Value, b: &Value) -> bool {
    let all = |a: &[Nested], b: &[Nested]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_shape(&a.0, &b.0));
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => true,
        (Value::Numbers(a), Value::Numbers(b)) => a.len() == b.len(),
        (Value::Matrix { columns: a, entries: c }, Value::Matrix { columns: b, entries: d }) => {
            a == b && c.len() == d.len()
        }
        (Value::List(a), Value::List(b)) => all(a, b),
        // An empty list has lost the type of its items on the way.
        (Value::List(a), Value::Numbers(b)) | (Value::Numbers(b), Value::List(a)) => a.is_empty() && b.is_empty(),
        (Value::Record(a), Value::Record(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((name, a), (other, b))| name == other && same_shape(&a.0, &b.0))
        }
        (Value::Error(a), Value::Error(b)) => same_shape(&a.0, &b.0),
        _ => a == b,
    }
}

/// Whether two values are of the same kind, however many numbers they hold: a list and a list, an error and an error.
pub(crate) fn same_kind(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Numbers(_), Value::Numbers(_))) || same_shape(a, b)
}

/// The opposite of a value, where it is nearer to the other one than the value itself.
pub(crate) fn nearer_way(value: &Value, other: &Value) -> Option<Value> {
    let dot: f64 = pairs(value, other).map(|(a, b)| a * b).filter(|product| product.is_finite()).sum();
    let opposite: Vec<f64> = value.components().iter().map(|number| -number).collect();
    if dot < 0.0 { with_numbers(value, &opposite) } else { None }
}

/// The value with these numbers in the place of its own; `None` where it does not hold as many.
pub(crate) fn with_numbers(value: &Value, numbers: &[f64]) -> Option<Value> {
    let mut left = numbers.iter().copied();
    let changed = replaced(value, &mut left)?;
    left.next().is_none().then_some(changed)
}

fn replaced(value: &Value, numbers: &mut impl Iterator<Item = f64>) -> Option<Value> {
    let all = |items: &[Nested], numbers: &mut _| -> Option<Vec<Nested>> {
        let mut changed = Vec::new();
        for item in items {
            changed.push(Nested(replaced(&item.0, numbers)?));
        }
        Some(changed)
    };
    Some(match value {
        Value::Number(_) => Value::Number(numbers.next()?),
        Value::Numbers(old) => Value::Numbers(old.iter().map(|_| numbers.next()).collect::<Option<_>>()?),
        Value::Matrix { columns, entries } => {
            Value::Matrix { columns: *columns, entries: entries.iter().map(|_| numbers.next()).collect::<Option<_>>()? }
        }
        Value::List(items) => Value::List(all(items, numbers)?),
        Value::Record(fields) => {
            let mut changed = Vec::new();
            for (name, field) in fields {
                changed.push((name.clone(), Nested(replaced(&field.0, numbers)?)));
            }
            Value::Record(changed)
        }
        Value::Integer(_) | Value::Error(_) => return None,
        other => other.clone(),
    })
}

/// The largest of |a − b| / max(|a|, |b|) over the numbers of both; `None` where the shapes differ or one is no number.
pub(crate) fn relative_error(got: &Value, expected: &Value) -> Option<f64> {
    if !same_shape(got, expected) {
        return None;
    }
    pairs(got, expected).try_fold(0.0_f64, |worst, (got, expected)| {
        let error = if got == expected { 0.0 } else { (got - expected).abs() / got.abs().max(expected.abs()) };
        error.is_finite().then(|| worst.max(error))
    })
}

/// Both values as text, with as many digits as it takes to see where they differ.
pub(crate) fn telling_texts(got: &Value, expected: &Value) -> (String, String) {
    if let Some(texts) = long_lists(got, expected) {
        return texts;
    }
    let digits = (5..17).find(|digits| {
        pairs(got, expected)
            .any(|(a, b)| significant(a, b) && number_text(a, Some(*digits)) != number_text(b, Some(*digits)))
    });
    let digits = digits.unwrap_or(6);
    let (got_text, expected_text) = (format!("{got:.digits$}"), format!("{expected:.digits$}"));
    // A list that is cut in the middle may hide the place.
    match pairs(got, expected).enumerate().find(|(_, (a, b))| significant(*a, *b)) {
        Some((index, (a, b))) if got_text == expected_text => {
            let (a, b) = telling_texts(&Value::Number(a), &Value::Number(b));
            (format!("{a} as number {}", index + 1), format!("{b} as number {}", index + 1))
        }
        _ => (got_text, expected_text),
    }
}

/// A difference that is worth a digit: not the last rounding of an otherwise equal number.
fn significant(a: f64, b: f64) -> bool {
    (a - b).abs() > 1e-13 * a.abs().max(b.abs()) || a.is_nan() != b.is_nan()
}

/// For lists too long to read: the first place at which they differ.
fn long_lists(got: &Value, expected: &Value) -> Option<(String, String)> {
    let (Value::Numbers(a), Value::Numbers(b)) = (got, expected) else { return None };
    if a.len() != b.len() || a.len() <= 8 {
        return None;
    }
    let (index, (a, b)) = a.iter().zip(b).enumerate().max_by(|(_, x), (_, y)| gap(x).total_cmp(&gap(y)))?;
    let (got, expected) = telling_texts(&Value::Number(*a), &Value::Number(*b));
    Some((format!("{got} at index {index}"), format!("{expected} at index {index}")))
}

fn gap((a, b): &(&f64, &f64)) -> f64 {
    let gap = (*a - *b).abs();
    if gap.is_nan() { f64::INFINITY } else { gap }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_agrees_with_nothing_but_coincides_with_itself() {
        let (nan, zero) = (Value::Number(f64::NAN), Value::Number(-0.0));
        let tolerance = Tolerance::closed_form();
        assert!(!agree(&nan, &nan, &tolerance, 1.0));
        assert!(coincide(&nan, &nan, &tolerance, 1.0));
        assert!(agree(&zero, &Value::Number(0.0), &tolerance, 0.0));
        assert!(!agree(&Value::Nothing, &zero, &tolerance, 1.0));
    }

    #[test]
    fn texts_have_the_digits_that_tell() {
        let texts = |a, b| telling_texts(&Value::Number(a), &Value::Number(b));
        assert_eq!(texts(12.0, 24.0), ("12".to_owned(), "24".to_owned()));
        assert_eq!(texts(24.000_000_3, 24.0), ("24.0000003".to_owned(), "24".to_owned()));
        let pair = |k: f64| Value::Numbers(vec![k, 0.5]);
        let list = |last: f64| Value::list((0..20).map(|k| pair(f64::from(k))).chain([pair(last)]));
        let (yours, truth) = telling_texts(&list(7.0), &list(8.0));
        assert_eq!((yours.as_str(), truth.as_str()), ("7 as number 41", "8 as number 41"));
        assert_eq!((list(7.0).shape(), Value::list([]).to_string()), ("21 items".to_owned(), "[]".to_owned()));
    }

    #[test]
    fn a_struct_takes_other_numbers_in_the_place_of_its_own() {
        let record = |value: f64, slope: f64| {
            let fields = [("value", value), ("slopes", slope)];
            Value::Record(fields.map(|(name, number)| (name.to_owned(), Nested(Value::Number(number)))).into())
        };
        let pair = |numbers: [f64; 4]| Value::list([record(numbers[0], numbers[1]), record(numbers[2], numbers[3])]);
        let doubled = with_numbers(&pair([1.0, 2.0, 3.0, 4.0]), &[2.0, 4.0, 6.0, 8.0]);
        assert_eq!(doubled, Some(pair([2.0, 4.0, 6.0, 8.0])));
        assert_eq!(with_numbers(&pair([1.0, 2.0, 3.0, 4.0]), &[1.0]), None);
    }
}
