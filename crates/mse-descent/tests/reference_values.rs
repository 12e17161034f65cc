//! The truths and the variants agree with numbers that were computed elsewhere, with 50 digits:
//! `reference_values.json` names their source. Each exercise judges them itself, as closely as it judges anybody.

#[path = "../../grading/tests/reference/mod.rs"]
mod reference;

use nabla_core::{Descent, FromValue, IntoArguments, IntoValue, Standardised, Status, Tolerance, Value};
use nalgebra::{DMatrix, DVector};
use reference::{Reference, list, number, whole};
use serde_json::Value as Json;

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

const REFERENCE: Reference = Reference {
    chapter: nabla_mse_descent::chapter,
    rows: include_str!("reference_values.json"),
    arguments,
    value,
    without: &[],
};

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    REFERENCE.agrees();
}

/// A descent is judged step by step from where it is; here the whole of it stands beside the row.
#[test]
fn whole_descents_agree_with_numbers_from_elsewhere() {
    let chapter = nabla_mse_descent::chapter();
    let exercise = chapter.exercise("descend").expect("an exercise of this chapter");
    let close = |(got, expected): (&f64, &f64)| Tolerance::closed_form().accepts(*got, *expected, 1.0);
    for (arguments, expected) in REFERENCE.rows_of("descend").0 {
        let answers = exercise.variants.iter().map(|variant| variant.function.answer(&arguments).get());
        for answer in answers.chain([Descent::from_value(&exercise.truth_at(&arguments))]) {
            let (answer, expected) = (answer.expect("a descent"), Descent::from_value(&expected).expect("a descent"));
            assert_eq!((answer.status, answer.path.len()), (expected.status, expected.path.len()));
            let (got, expected) = (answer.into_value().components(), expected.into_value().components());
            assert!(got.iter().zip(&expected).all(close), "{got:?} for {expected:?}");
        }
    }
}
