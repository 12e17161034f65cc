//! Right answers that were computed elsewhere, as data beside a chapter's tests: each exercise judges them itself, as closely as it
//! judges anybody. The chapters' `tests/reference_values.rs` say how their rows are read.

use nabla_core::{IntoArguments, Value};
use nabla_grading::{Answer, Chapter, Clause, Exercise, Failure, Function, Handler, Outcome, Probes, Respondent};
use serde_json::Value as Json;

pub fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

pub fn whole(json: &Json) -> usize {
    json.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_else(|| panic!("{json} counts nothing"))
}

pub fn list<T>(json: &Json, one: impl Fn(&Json) -> T) -> Vec<T> {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list")).iter().map(one).collect()
}

/// A chapter's rows, and how arguments and answers of an exercise are read.
pub struct Reference {
    pub chapter: fn() -> Chapter,
    /// `reference_values.json`, which names where its numbers come from.
    pub rows: &'static str,
    pub arguments: fn(&str, &Json) -> Vec<Value>,
    pub value: fn(&str, &Json) -> Value,
    /// The exercises of which there are no numbers from elsewhere.
    pub without: &'static [&'static str],
}

impl Reference {
    /// The rows of one exercise, as they travel.
    pub fn rows_of(&self, exercise: &str) -> Rows {
        let row = |row: &Json| {
            let is_none = row["value"].is_null();
            let value = if is_none { Value::Nothing } else { (self.value)(exercise, &row["value"]) };
            ((self.arguments)(exercise, &row["arguments"]), value)
        };
        Rows(self.all().iter().filter(|json| json["exercise"] == exercise).map(row).collect())
    }

    fn all(&self) -> Vec<Json> {
        let data: Json = serde_json::from_str(self.rows).expect("the rows can be read");
        list(&data["rows"], Json::clone)
    }

    /// The truths and the variants agree with all rows, and each row belongs to an exercise.
    pub fn agrees(&self) {
        let mut seen = 0;
        let [one, other] = [(); 2].map(|()| (self.chapter)().exercises);
        for pair in one.into_iter().zip(other) {
            let (name, rows) = (pair.0.name, self.rows_of(pair.0.name));
            if self.without.contains(&name) {
                assert!(rows.0.is_empty());
                continue;
            }
            assert!(rows.0.len() >= 10, "{name} has {} rows", rows.0.len());
            seen += rows.0.len();
            agree(&rows, pair.into());
        }
        assert_eq!(seen, self.all().len());
    }
}

/// The rows of one exercise: arguments, and what is right there.
#[derive(Clone)]
pub struct Rows(pub Vec<(Vec<Value>, Value)>);

impl Rows {
    /// The exercise that asks at the rows alone. Rows without an answer are an edge, which a truth need not know.
    fn asked_by(&self, mut exercise: Exercise) -> Exercise {
        exercise.clauses.clear();
        let (none, some): (Vec<_>, Vec<_>) = self.0.iter().cloned().partition(|(_, value)| *value == Value::Nothing);
        let exercise = exercise.probes(ask_at(some));
        if none.is_empty() {
            return exercise;
        }
        exercise.clause(Clause::new("None", "").probes(ask_at(none)).gives(Value::Nothing))
    }
}

fn ask_at(rows: Vec<(Vec<Value>, Value)>) -> impl Fn(&mut Probes) + 'static {
    move |ask| rows.iter().for_each(|(arguments, _)| ask.at(Arguments(arguments.clone())))
}

impl Handler<()> for Rows {
    fn call(&self, arguments: &[Value]) -> Option<Value> {
        self.0.iter().find(|(asked, _)| asked == arguments).map(|(_, value)| value.clone())
    }
}

struct Arguments(Vec<Value>);

impl IntoArguments for Arguments {
    fn into_arguments(self) -> Vec<Value> {
        self.0
    }
}

/// Somebody who says what the rows say, and looks where a variant looks.
struct Posing<'a> {
    rows: &'a Rows,
    looks: &'a Function,
}

impl Respondent for Posing<'_> {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        let said = |arguments: &[Value]| Outcome::Value(self.rows.call(arguments).expect("a row"));
        probes.iter().map(|row| Ok(Answer { outcome: said(row), ..self.looks.answer(row) })).collect()
    }
}

/// The truth takes the rows for right, and who takes the rows for the truth takes the variants for right.
fn agree(rows: &Rows, [by_truth, by_rows]: [Exercise; 2]) {
    let right = |judge: &Exercise, who: &str, respondent: &mut dyn Respondent| {
        let verdict = judge.judge(respondent, 1);
        assert!(verdict.is_right(), "{}, {who}: {verdict}", judge.name);
    };
    let (by_truth, by_rows) = (rows.asked_by(by_truth), rows.asked_by(by_rows).truth(rows.clone()));
    right(&by_truth, "the rows", &mut Posing { rows, looks: &by_truth.variants[0].function });
    by_rows.variants.iter().for_each(|variant| right(&by_rows, variant.name, &mut &variant.function));
}
