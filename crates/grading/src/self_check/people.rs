//! Who may sit behind a picture: whoever is right, whoever makes a mistake, and whoever writes nonsense.

use crate::answers::answer::{Answer, Outcome};
use crate::exercise::Exercise;
use crate::judging::verdict::Status;
use crate::process::respondent::{Failure, Respondent};
use nabla_core::{Nested, Value};

/// Somebody who is asked for a picture.
pub(super) struct Person<'a> {
    pub(super) name: String,
    pub(super) status: Status,
    /// Of the settings beyond the first three one in so many is tried; none for 0.
    pub(super) each: usize,
    answer: Box<dyn Fn(&[Value]) -> Answer + 'a>,
}

impl Respondent for &Person<'_> {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        probes.iter().map(|arguments| Ok((self.answer)(arguments))).collect()
    }
}

impl Exercise {
    /// Everybody who may sit behind a picture: whoever is right, whoever makes a mistake, and whoever writes nonsense.
    pub(super) fn people(&self) -> Vec<Person<'_>> {
        let right = self.variants.iter().map(|variant| Person {
            name: format!("the variant `{}`", variant.name),
            status: Status::Right,
            each: 1,
            answer: Box::new(|arguments| variant.function.answer(arguments)),
        });
        let wrong = self.mistakes.iter().enumerate().map(|(index, mistake)| Person {
            name: format!("the mistake `{}`", mistake.name),
            status: Status::Wrong,
            each: 3,
            answer: Box::new(move |arguments| self.mistaken(index, arguments)),
        });
        // Somebody who is right wherever the check asks may still go wrong where a picture does.
        let odd = [Status::Wrong, Status::Right].into_iter().flat_map(|status| {
            NONSENSE.into_iter().map(move |(name, change)| Person {
                name: format!("somebody who is {} and {name}", status.words()),
                status,
                each: 0,
                answer: Box::new(move |arguments| changed(self.truth.answer(arguments), change)),
            })
        });
        right.chain(wrong).chain(odd).collect()
    }
}

/// Answers of the right type that nobody expects, made of the right one.
const NONSENSE: [(&str, fn(Value) -> Option<Value>); 9] = [
    ("panics", |_| None),
    ("gives nothing", |_| Some(Value::Nothing)),
    ("gives NaN", |value| Some(each_number(value, &|_| f64::NAN))),
    ("gives ∞", |value| Some(each_number(value, &|_| f64::INFINITY))),
    ("gives 0", |value| Some(each_number(value, &|_| 0.0))),
    ("gives −10³⁰⁰", |value| Some(each_number(value, &|_| -1e300))),
    ("gives empty lists", |value| Some(each_list(value, &|list| list.clear()))),
    ("leaves the last one out", |value| Some(each_list(value, &|list| drop(list.pop())))),
    ("goes on and on", |value| {
        Some(each_list(value, &|list| list.extend(list.last().cloned().into_iter().cycle().take(5_000))))
    }),
];

fn changed(answer: Answer, change: fn(Value) -> Option<Value>) -> Answer {
    let Outcome::Value(value) = answer.outcome else { return answer };
    let panicked = || Outcome::Panic { message: "nonsense".to_owned(), place: None };
    Answer { outcome: change(value).map_or_else(panicked, Outcome::Value), ..answer }
}

fn each_number(value: Value, change: &dyn Fn(f64) -> f64) -> Value {
    let inside = |nested: Nested| Nested(each_number(nested.0, change));
    let all = |numbers: Vec<f64>| numbers.into_iter().map(change).collect();
    match value {
        Value::Number(number) => Value::Number(change(number)),
        Value::Numbers(numbers) => Value::Numbers(all(numbers)),
        Value::Matrix { columns, entries } => Value::Matrix { columns, entries: all(entries) },
        Value::List(items) => Value::List(items.into_iter().map(inside).collect()),
        Value::Record(fields) => Value::Record(fields.into_iter().map(|(name, field)| (name, inside(field))).collect()),
        other => other,
    }
}

/// Changes the outermost lists.
fn each_list(value: Value, change: &dyn Fn(&mut Vec<Nested>)) -> Value {
    match value {
        Value::Numbers(numbers) => {
            let mut items = numbers.into_iter().map(|number| Nested(Value::Number(number))).collect();
            change(&mut items);
            Value::Numbers(items.iter().flat_map(|item| item.0.components()).collect())
        }
        Value::List(mut items) => {
            change(&mut items);
            Value::List(items)
        }
        Value::Record(fields) => {
            let change = |nested: Nested| Nested(each_list(nested.0, change));
            Value::Record(fields.into_iter().map(|(name, field)| (name, change(field))).collect())
        }
        other => other,
    }
}
