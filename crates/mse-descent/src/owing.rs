//! What every function on data owes: to say why it cannot use them, and to use all others however many and however
//! large.

use crate::data::many;
use nabla_core::DataError;
use nabla_grading::{Clause, Exercise, Handler, IntoArguments, IntoValue, Value};

/// Numbers of points, past any buffer and any small whole-number type.
pub(crate) const MANY: &[usize] = &[1, 2, 3, 10, 100, 1000, 100_000];

/// The clauses that every function on data keeps: three reasons why data cannot be used, the first of which is given,
/// and any number of points. `call` puts the data among the other arguments.
pub(crate) fn owing<A: IntoArguments + 'static>(
    exercise: Exercise,
    lengths: &'static [usize],
    call: fn(Vec<f64>, Vec<f64>) -> A,
) -> Exercise {
    exercise
        .clause(same_length(call))
        .clause(not_empty(call))
        .clause(all_finite())
        .clause(first_reason(call))
        .clause(any_number_of_points(lengths, call))
}

/// The same for a function of x, y, w and b; `beyond` asks for what is infinite.
pub(crate) fn owing_of_a_line(exercise: Exercise, beyond: Clause) -> Exercise {
    owing(exercise, MANY, |x, y| (x, y, 3.0, 4.0))
        .clause(any_size(|x, y, w, b| (x, y, w, b)))
        .clause(only_data_refused(beyond))
}

/// Sound data whose answer is infinite, for a function of x, y, w and b.
pub(crate) fn may_be_infinite(name: &'static str, says: &'static str) -> Clause {
    Clause::new(name, says).at((vec![2e200], vec![5.0], 3.0, 7.0))
}

/// `LengthMismatch`, with both lengths.
fn same_length<A: IntoArguments + 'static>(call: fn(Vec<f64>, Vec<f64>) -> A) -> Clause {
    says_of_lengths(Clause::new(
        "LengthMismatch where there are not as many inputs as targets",
        "Three inputs and two targets: `zip` stops at the shorter one without a word, and an index runs past its end.",
    ))
    .probes(move |ask| {
        ask.at(call(vec![2.0, 3.0, 4.0], vec![5.0, 6.0]));
        ask.at(call(vec![2.0], vec![5.0, 6.0, 7.0]));
    })
}

/// The ways in which the lengths in the error come out wrong, for lists and for the rows of a matrix.
pub(crate) fn says_of_lengths(clause: Clause) -> Clause {
    clause
        .gives_by(OfLengths(mismatch))
        .missed(
            "exchanged the lengths",
            OfLengths(|x, y| mismatch(y, x)),
            "The lengths in your error are exchanged: `x` is how many inputs there are, `y` how many targets.",
        )
        .missed(
            "put the smaller length first",
            OfLengths(|x, y| mismatch(x.min(y), x.max(y))),
            "The smaller length always comes first in your error: `x` is how many inputs there are, \
             `y` how many targets.",
        )
}

/// `Empty`
pub(crate) fn not_empty<A: IntoArguments + 'static>(call: fn(Vec<f64>, Vec<f64>) -> A) -> Clause {
    Clause::new(
        "Empty where there are no points",
        "With no points at all there is nothing to fit, and the type has a word for it.",
    )
    .probes(move |ask| ask.at(call(vec![], vec![])))
    .gives(refused(DataError::Empty))
}

/// `NotFinite`, for the first two arguments whatever they are.
pub(crate) fn all_finite() -> Clause {
    let odd = |data: &Value| data.components().iter().any(|number| !number.is_finite());
    Clause::not_finite(&[0, 1])
        .called("NotFinite where an input or a target is NaN or infinite")
        .says(
            "One NaN or infinity among the inputs or the targets spoils every answer made from them: \
             `is_finite` finds both.",
        )
        .gives(refused(DataError::NotFinite))
        .missed_where(
            "looked at the inputs only",
            move |arguments| !odd(&arguments[0]),
            "A target can be NaN or infinite as well as an input.",
        )
        .missed_where(
            "looked at the targets only",
            move |arguments| !odd(&arguments[1]),
            "An input can be NaN or infinite as well as a target.",
        )
}

/// Of two reasons the one that the statement names first.
pub(crate) fn first_reason<A: IntoArguments + 'static>(call: fn(Vec<f64>, Vec<f64>) -> A) -> Clause {
    Clause::new(
        "the first reason that holds, lengths before all",
        "No inputs and two targets, or a NaN among data of different length: \
         two reasons hold, and the lengths come first.",
    )
    .probes(move |ask| {
        ask.at(call(vec![], vec![4.0, 5.0]));
        ask.at(call(vec![2.0, 3.0], vec![]));
        ask.at(call(vec![2.0, f64::NAN, 4.0], vec![5.0, 6.0]));
    })
    .gives_by(OfLengths(mismatch))
    .missed(
        "called it empty when one list is",
        OfLengths(|x, y| if x.min(y) == 0 { DataError::Empty } else { mismatch(x, y) }),
        "No inputs and two targets differ in their number; `Empty` is for none of either.",
    )
    .missed(
        "looked for NaN before the lengths",
        OfLengths(|x, y| if x.min(y) == 0 { mismatch(x, y) } else { DataError::NotFinite }),
        "Where a NaN is among data of different lengths, both reasons hold: the statement names the lengths first.",
    )
}

/// From one point on to very many, past any buffer that somebody may choose.
pub(crate) fn any_number_of_points<A: IntoArguments + 'static>(
    lengths: &'static [usize],
    call: fn(Vec<f64>, Vec<f64>) -> A,
) -> Clause {
    Clause::any_length(lengths, move |_, n| {
        let (x, y) = many(n);
        call(x, y)
    })
    .called("any number of points")
    .says(
        "Every point counts, also of very many: look for a `take`, a fixed number of slots, a small whole-number type, \
         a step through the indices, or a function that calls itself for each point.",
    )
    .missed_at(
        "took the first hundred only",
        |arguments| arguments.iter().map(first_hundred).collect(),
        "Only the first hundred points count in yours: all of them should, however many there are.",
    )
}

fn first_hundred(argument: &Value) -> Value {
    match argument {
        Value::Numbers(numbers) => Value::Numbers(numbers.iter().copied().take(100).collect()),
        Value::Matrix { columns, entries } => {
            Value::Matrix { columns: *columns, entries: entries.iter().copied().take(100 * columns).collect() }
        }
        other => other.clone(),
    }
}

/// Points, slopes and heights may be 0, tiny or huge; `call` takes x, y, w and b.
pub(crate) fn any_size<A: IntoArguments + 'static>(call: fn(Vec<f64>, Vec<f64>, f64, f64) -> A) -> Clause {
    Clause::new(
        "numbers of any size",
        "Any of the numbers may be 0, tiny or huge: look for a division that is 0/0 there, \
         a threshold that takes what is small for 0, or a bound that cuts what is large.",
    )
    .probes(move |ask| {
        ask.at(call(vec![0.0, 3.0], vec![5.0, 0.0], 2.0, 7.0));
        ask.at(call(vec![2.0, -3.0], vec![5.0, 4.0], 0.0, 3.0));
        ask.at(call(vec![2.0, -3.0], vec![5.0, 4.0], 3.0, 0.0));
        ask.at(call(vec![2.0, -3.0], vec![5e-20, 4e-20], 3e-20, 7e-20));
        ask.at(call(vec![2e4, -3e5], vec![5e12, 4e9], 30.0, 7e8));
    })
    .missed_at(
        "took what is small for 0",
        |arguments| changed(arguments, |number| if number.abs() < 1e-12 { 0.0 } else { number }),
        "What is very small is 0 in yours: a small number is a number like any other.",
    )
    .missed_at(
        "cut what is large",
        |arguments| changed(arguments, |number| number.clamp(-1e6, 1e6)),
        "What is large is cut in yours: a large number is a number like any other.",
    )
}

/// An error tells of the data alone; the other arguments, and what comes out, may be infinite.
pub(crate) fn only_data_refused(clause: Clause) -> Clause {
    clause.missed(
        "called an infinite result an error",
        OfLengths(|_, _| DataError::NotFinite),
        "The data are sound here, and an error speaks of the data alone: \
         let an infinite w, b or η and an answer too large for an f64 go their way.",
    )
}

/// All numbers of the arguments changed.
pub(crate) fn changed(arguments: &[Value], change: impl Fn(f64) -> f64) -> Vec<Value> {
    let all = |numbers: &[f64]| numbers.iter().map(|number| change(*number)).collect();
    let changed = |argument: &Value| match argument {
        Value::Number(number) => Value::Number(change(*number)),
        Value::Numbers(numbers) => Value::Numbers(all(numbers)),
        Value::Matrix { columns, entries } => Value::Matrix { columns: *columns, entries: all(entries) },
        other => other.clone(),
    };
    arguments.iter().map(changed).collect()
}

fn mismatch(x: usize, y: usize) -> DataError {
    DataError::LengthMismatch { x, y }
}

/// An error in the place of any answer.
pub(crate) fn refused(error: DataError) -> Result<f64, DataError> {
    Err(error)
}

/// What somebody says of data with so many inputs and so many targets, whatever the other arguments are.
struct OfLengths(fn(usize, usize) -> DataError);

/// The first two arguments, and any others.
struct DataAndMore;

impl Handler<DataAndMore> for OfLengths {
    fn call(&self, arguments: &[Value]) -> Option<Value> {
        let [x, y, ..] = arguments else { return None };
        let count = |data: &Value| match data {
            Value::Matrix { columns, entries } => entries.len() / (*columns).max(1),
            other => other.components().len(),
        };
        Some(refused((self.0)(count(x), count(y))).into_value())
    }
}
