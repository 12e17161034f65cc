//! Clauses that many contracts hold, each asked from all sides in one line.

use super::Clause;
use crate::answers::answer::Answer;
use crate::exercise::probe::Probe;
use nabla_core::{Draw, IntoArguments, IntoValue, Nested, Value};
use std::rc::Rc;

impl Clause {
    /// What is not finite: NaN, +∞ and −∞ in each number of these arguments in turn, and in all of them at once. Say what it
    /// [`gives`](Self::gives).
    #[must_use]
    pub fn not_finite(arguments: &'static [usize]) -> Self {
        Self::new(
            "what is not finite",
            "A number can be NaN or infinite too, in any place: `is_finite` finds both, `is_nan` only the one.",
        )
        .probes_like(move |ask, ordinary| {
            for probe in usual(ordinary, arguments) {
                for &argument in arguments {
                    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                        spoiled(&probe.arguments, argument, odd).for_each(|arguments| ask.at_values(arguments));
                    }
                }
            }
        })
        .missed_where(
            "looked for NaN only",
            |arguments| !holds(arguments, f64::is_nan),
            "An infinite number is as little use as NaN: `is_nan` finds the one, `is_finite` both.",
        )
        .missed_where(
            "looked for infinity only",
            |arguments| !holds(arguments, f64::is_infinite),
            "NaN is no number either: `is_finite` finds it together with the infinities.",
        )
        .missed_where(
            "looked for +∞ only",
            |arguments| !holds(arguments, |number| number == f64::INFINITY),
            "Minus infinity is not finite either, nor is NaN: `is_finite` finds all three.",
        )
        .missed_where(
            "looked for NaN and +∞ only",
            |arguments| !holds(arguments, |number| number.is_nan() || number == f64::INFINITY),
            "Minus infinity is not finite either: `is_finite` finds it too.",
        )
    }

    /// Only zero is zero: the ordinary probes with these arguments scaled down by each of the factors. Whoever takes them for zero
    /// answers `taken_for`.
    #[must_use]
    pub fn only_zero_is_zero(
        arguments: &'static [usize],
        factors: &'static [f64],
        taken_for: impl IntoValue + Clone + 'static,
    ) -> Self {
        let taken_for = taken_for.into_value();
        Self::new(
            "only zero is zero",
            "A very small number is not 0: only what is exactly 0 is the special case, whatever its size.",
        )
        .probes_like(move |ask, ordinary| {
            for probe in usual(ordinary, arguments) {
                for factor in factors {
                    let mut values = probe.arguments.clone();
                    for &argument in arguments {
                        values[argument] = mapped(&values[argument], &mut |number| number * factor);
                    }
                    ask.at_values(values);
                }
            }
        })
        .missed_by("took what is small for zero", "", move |_| Rc::new(Answer::of(taken_for.clone())))
    }

    /// Any length: what `arguments` makes of each of these lengths.
    #[must_use]
    pub fn any_length<A: IntoArguments>(
        lengths: &'static [usize],
        arguments: impl Fn(&mut Draw, usize) -> A + 'static,
    ) -> Self {
        Self::new("any length", "It should work for any length: one, two, and very many.")
            .probes(move |ask| {
                for length in lengths {
                    let values = arguments(ask.draw(), *length);
                    ask.at(values);
                }
            })
            .missed_by("failed on the longest", "", |missed| {
                let longest = missed.arguments().iter().map(|argument| argument.components().len()).max().unwrap_or(0);
                if longest > 64 { Rc::new(Answer::of(Value::Nothing)) } else { missed.keeping() }
            })
    }

    /// Any step: the ordinary probes with each of these steps in the place of argument `argument`; a list of steps holds all of
    /// them at once.
    #[must_use]
    pub fn any_step(argument: usize, steps: &'static [f64]) -> Self {
        Self::new("any step", "The step that you were given is the one to use, however small or large.")
            .probes_like(move |ask, ordinary| {
                for probe in usual(ordinary, &[argument]) {
                    let is_list = matches!(probe.arguments[argument], Value::Numbers(_));
                    let each = steps.iter().map(|step| Value::Number(*step));
                    let asked: Vec<Value> = if is_list { vec![Value::Numbers(steps.to_vec())] } else { each.collect() };
                    for step in asked {
                        let mut values = probe.arguments.clone();
                        values[argument] = step;
                        ask.at_values(values);
                    }
                }
            })
            .missed_at(
                "cut large steps",
                bounded(argument, 0.0, 0.5),
                "A large step is cut in yours: the step that you were given is the one to use.",
            )
            .missed_at(
                "raised small steps",
                bounded(argument, 0.01, f64::MAX),
                "A small step is raised in yours: the step that you were given is the one to use.",
            )
    }

    /// Tiny steps besides, each in a call on which it shows; who raises them, in the place of argument `argument`, is seen.
    #[must_use]
    pub fn tiny_steps<A: IntoArguments + Clone + 'static>(self, argument: usize, call: impl Fn(f64) -> A) -> Self {
        let clause = [1e-9, 1e-12, 1e-30, 1e-100].into_iter().fold(self, |clause, step| clause.at(call(step)));
        clause.missed_at("raised tiny steps", bounded(argument, 1e-10, f64::MAX), "")
    }

    /// Huge steps besides, each in a call on which it shows; who cuts them, in the place of argument `argument`, is seen.
    #[must_use]
    pub fn huge_steps<A: IntoArguments + Clone + 'static>(self, argument: usize, call: impl Fn(f64) -> A) -> Self {
        let clause = [1e4, 1e9].into_iter().fold(self, |clause, step| clause.at(call(step)));
        clause.missed_at("cut huge steps", bounded(argument, 0.0, 1e3), "")
    }
}

/// The arguments with all steps in one place between these bounds.
fn bounded(argument: usize, low: f64, high: f64) -> impl Fn(&[Value]) -> Vec<Value> {
    move |arguments| {
        let mut arguments = arguments.to_vec();
        arguments[argument] = mapped(&arguments[argument], &mut |step| step.clamp(low, high));
        arguments
    }
}

/// Two ordinary probes to start from: those whose arguments in question hold the most of different numbers that are not 0.
fn usual<'a>(ordinary: &'a [Probe], arguments: &[usize]) -> Vec<&'a Probe> {
    let numbers = |probe: &Probe| -> Vec<f64> {
        arguments.iter().flat_map(|&argument| probe.arguments[argument].components()).collect()
    };
    let tells = |probe: &&Probe| {
        let numbers = numbers(probe);
        !numbers.is_empty() && numbers.len() <= 64 && numbers.iter().all(|number| *number != 0.0 && number.is_finite())
    };
    ordinary.iter().filter(tells).take(2).collect()
}

fn holds(arguments: &[Value], is_odd: impl Fn(f64) -> bool) -> bool {
    arguments.iter().flat_map(Value::components).any(is_odd)
}

/// The arguments with `odd` in each place of one argument in turn, and in all its places.
fn spoiled(arguments: &[Value], argument: usize, odd: f64) -> impl Iterator<Item = Vec<Value>> {
    let count = arguments[argument].components().len();
    let places = move |place: usize| {
        let mut values = arguments.to_vec();
        let mut index = 0;
        values[argument] = mapped(&values[argument], &mut |number| {
            index += 1;
            if place == count || index - 1 == place { odd } else { number }
        });
        values
    };
    // Of a long list the first, a middle and the last place speak for all.
    let all_of_them = if count > 1 { Some(count) } else { None };
    let wanted = (0..count).filter(move |place| count <= 6 || [0, count / 2, count - 1].contains(place));
    wanted.chain(all_of_them).map(places).collect::<Vec<_>>().into_iter()
}

/// The value with each of its numbers changed.
fn mapped(value: &Value, change: &mut impl FnMut(f64) -> f64) -> Value {
    match value {
        Value::Number(number) => Value::Number(change(*number)),
        Value::Numbers(numbers) => Value::Numbers(numbers.iter().map(|number| change(*number)).collect()),
        Value::Matrix { columns, entries } => {
            Value::Matrix { columns: *columns, entries: entries.iter().map(|number| change(*number)).collect() }
        }
        Value::List(items) => Value::List(items.iter().map(|item| Nested(mapped(&item.0, change))).collect()),
        Value::Record(fields) => {
            Value::Record(fields.iter().map(|(name, field)| (name.clone(), Nested(mapped(&field.0, change)))).collect())
        }
        other => other.clone(),
    }
}
