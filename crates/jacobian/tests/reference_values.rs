//! The truths and the variants agree with numbers that were computed elsewhere; `reference_values.json` says how.

use nabla_core::{Field, IntoValue, JacobianField, Map, Tolerance, Value};
use nalgebra::DMatrix;
use serde_json::Value as Json;

fn number(json: &Json) -> f64 {
    json.as_f64().expect("a number")
}

fn list(json: &Json) -> &[Json] {
    json.as_array().expect("a list")
}

/// A row's argument as it travels.
fn argument(json: &Json, is_count: bool) -> Value {
    match json {
        Json::Array(rows) if rows.iter().all(Json::is_array) => matrix(rows).into_value(),
        Json::Array(numbers) => Value::Numbers(numbers.iter().map(number).collect()),
        Json::Object(function) => match function.get("Jacobian of") {
            Some(f) => JacobianField(map(f)).into_value(),
            None => map(json).into_value(),
        },
        count if is_count => Value::Integer(count.as_i64().expect("a whole number")),
        json => Value::Number(number(json)),
    }
}

fn matrix(rows: &[Json]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows.first().map_or(0, |row| list(row).len()), |i, j| number(&rows[i][j]))
}

fn map(json: &Json) -> Map {
    Map::Components(list(&json["components"]).iter().map(field).collect())
}

fn field(json: &Json) -> Field {
    let exponents = |term: &Json| list(&term[1]).iter().map(|power| power.as_u64().map_or(0, |p| p as u8)).collect();
    let terms: Vec<(f64, Vec<u8>)> =
        list(&json["terms"]).iter().map(|term| (number(&term[0]), exponents(term))).collect();
    let terms: Vec<(f64, &[u8])> = terms.iter().map(|(factor, powers)| (*factor, powers.as_slice())).collect();
    Field::polynomial(json["variables"].as_u64().expect("a number of variables") as usize, &terms)
}

/// Whether an answer is the one of the row, within the exercise's own tolerance.
fn agrees(exercise: &str, answer: &Value, expected: &Json) -> bool {
    if expected.is_null() {
        return *answer == Value::Nothing;
    }
    let tolerance = match exercise {
        "numeric_jacobian" => Tolerance::same_difference(),
        "newton_2d" => Tolerance { relative: 1e-7, absolute: 1e-7 },
        _ => Tolerance::closed_form(),
    };
    let right = argument(expected, false);
    let same_rows = match (answer, &right) {
        (Value::Matrix { columns, .. }, Value::Matrix { columns: other, .. }) => columns == other,
        (answer, right) => matches!((answer, right), (Value::Numbers(_), Value::Numbers(_))),
    };
    let (got, right) = (answer.components(), right.components());
    let size = right.iter().fold(1.0, |most: f64, number| most.max(number.abs()));
    same_rows && got.len() == right.len() && got.iter().zip(&right).all(|(a, b)| tolerance.accepts(*a, *b, size))
}

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    let data: Json = serde_json::from_str(include_str!("reference_values.json")).expect("rows of numbers");
    let chapter = nabla_jacobian::chapter();
    let rows = list(&data["rows"]);
    assert_eq!(rows.len(), 74);
    for row in rows {
        let name = row["exercise"].as_str().expect("a name");
        let exercise = chapter.exercise(name).expect("an exercise of this chapter");
        // Only how many steps is a whole number, and it comes last.
        let json = list(&row["arguments"]);
        let is_count = |index: usize| name == "newton_2d" && index + 1 == json.len();
        let arguments: Vec<Value> =
            json.iter().enumerate().map(|(index, json)| argument(json, is_count(index))).collect();
        for variant in &exercise.variants {
            let answer = variant.function.answer(&arguments);
            let value = answer.value().expect("a value");
            assert!(agrees(name, value, &row["value"]), "{name}, {}: {value} for {row}", variant.name);
        }
        // The truth need not know an edge, such as a vector that does not fit.
        if !(["jvp", "vjp"].contains(&name) && row["value"].is_null()) {
            let truth = exercise.truth_at(&arguments);
            assert!(agrees(name, &truth, &row["value"]), "{name}: {truth} for {row}");
        }
    }
}
