//! The truths and the variants agree with numbers that were computed elsewhere, with 50 digits:
//! `reference_values.json` names their source. Each exercise judges them itself, as closely as it judges anybody.

use nabla_core::{Descent, FromValue, IntoArguments, IntoValue, Standardised, Status, Tolerance, Value};
use nabla_grading::{Answer, Clause, Exercise, Failure, Function, Handler, Outcome, Probes, Respondent};
use nalgebra::{DMatrix, DVector};
use serde_json::Value as Json;

const ROWS: &str = include_str!("reference_values.json");

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

fn whole(json: &Json) -> usize {
    json.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_else(|| panic!("{json} counts nothing"))
}

fn list<T>(json: &Json, one: impl Fn(&Json) -> T) -> Vec<T> {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list")).iter().map(one).collect()
}

fn pair(json: &Json) -> (f64, f64) {
    (number(&json[0]), number(&json[1]))
}

fn status(json: &Json) -> Status {
    let word = json.as_str().unwrap_or_else(|| panic!("{json} is no word"));
    Status::from_value(&Value::Word(word.to_owned())).unwrap_or_else(|| panic!("{word} ends no descent"))
}

fn vector(json: &Json) -> DVector<f64> {
    DVector::from_vec(list(json, number))
}

fn matrix(json: &Json) -> DMatrix<f64> {
    let rows = list(json, |row| list(row, number));
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j])
}

/// Arguments and answer of a row, as they travel.
fn row(exercise: &str, row: &Json) -> (Vec<Value>, Value) {
    let value = if row["value"].is_null() { Value::Nothing } else { value(exercise, &row["value"]) };
    (arguments(exercise, &row["arguments"]), value)
}

fn arguments(exercise: &str, at: &Json) -> Vec<Value> {
    match exercise {
        "residuals" | "mse" | "mse_gradient" => {
            (list(&at[0], number), list(&at[1], number), number(&at[2]), number(&at[3])).into_arguments()
        }
        "descent_step" => (list(&at[0], number), list(&at[1], number), number(&at[2]), number(&at[3]), number(&at[4]))
            .into_arguments(),
        "descend" => {
            (list(&at[0], number), list(&at[1], number), pair(&at[2]), number(&at[3]), number(&at[4]), whole(&at[5]))
                .into_arguments()
        }
        "standardise" => (list(&at[0], number),).into_arguments(),
        "mse_gradient_matrix" => (matrix(&at[0]), vector(&at[1]), vector(&at[2])).into_arguments(),
        "sweep" => (
            list(&at[0], number),
            list(&at[1], number),
            pair(&at[2]),
            list(&at[3], number),
            number(&at[4]),
            whole(&at[5]),
        )
            .into_arguments(),
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

fn value(exercise: &str, json: &Json) -> Value {
    match exercise {
        "mse" => number(json).into_value(),
        "descend" => Descent {
            path: list(&json["path"], pair),
            losses: list(&json["losses"], number),
            status: status(&json["status"]),
        }
        .into_value(),
        "standardise" => {
            Standardised { values: list(&json["values"], number), mean: number(&json["mean"]), sd: number(&json["sd"]) }
                .into_value()
        }
        "sweep" => list(json, |run| (number(&run[0]), status(&run[1]), whole(&run[2]))).into_value(),
        _ => list(json, number).into_value(),
    }
}

/// The rows of one exercise: arguments, and what is right there.
#[derive(Clone)]
struct Rows(Vec<(Vec<Value>, Value)>);

impl Rows {
    fn of(exercise: &str) -> Self {
        let data: Json = serde_json::from_str(ROWS).expect("the rows can be read");
        let rows = list(&data["rows"], Json::clone);
        Self(rows.iter().filter(|json| json["exercise"] == exercise).map(|json| row(exercise, json)).collect())
    }

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

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    let mut seen = 0;
    let [one, other] = [(); 2].map(|()| nabla_mse_descent::chapter().exercises);
    for pair in one.into_iter().zip(other) {
        let (name, rows) = (pair.0.name, Rows::of(pair.0.name));
        assert!(rows.0.len() >= 10, "{name} has {} rows", rows.0.len());
        seen += rows.0.len();
        agree(&rows, pair.into());
    }
    assert_eq!(seen, list(&serde_json::from_str::<Json>(ROWS).expect("rows")["rows"], |_| ()).len());
}

/// A descent is judged step by step from where it is; here the whole of it stands beside the row.
#[test]
fn whole_descents_agree_with_numbers_from_elsewhere() {
    let chapter = nabla_mse_descent::chapter();
    let exercise = chapter.exercise("descend").expect("an exercise of this chapter");
    let close = |(got, expected): (&f64, &f64)| Tolerance::closed_form().accepts(*got, *expected, 1.0);
    for (arguments, expected) in Rows::of("descend").0 {
        let answers = exercise.variants.iter().map(|variant| variant.function.answer(&arguments).get());
        for answer in answers.chain([Descent::from_value(&exercise.truth_at(&arguments))]) {
            let (answer, expected) = (answer.expect("a descent"), Descent::from_value(&expected).expect("a descent"));
            assert_eq!((answer.status, answer.path.len()), (expected.status, expected.path.len()));
            let (got, expected) = (answer.into_value().components(), expected.into_value().components());
            assert!(got.iter().zip(&expected).all(close), "{got:?} for {expected:?}");
        }
    }
}
