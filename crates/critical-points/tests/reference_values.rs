//! The truths and the variants agree with numbers that were computed elsewhere; `reference_values.json` says how.

use nabla_core::{Field, FromValue, GradientField, HessianField, IntoValue, Kind, Tolerance, Value};
use nalgebra::{DMatrix, Vector2};
use serde_json::Value as Json;

/// A row's argument as it travels.
fn argument(json: &Json, is_count: bool) -> Value {
    let number = |json: &Json| json.as_f64().expect("a number");
    match json {
        Json::Array(rows) if rows.iter().all(Json::is_array) => matrix(rows).into_value(),
        Json::Array(numbers) => Value::Numbers(numbers.iter().map(number).collect()),
        Json::Object(function) => match (function.get("gradient of"), function.get("Hessian of")) {
            (Some(f), _) => GradientField::of(field(f)).into_value(),
            (_, Some(f)) => HessianField(field(f)).into_value(),
            _ => field(json).into_value(),
        },
        count if is_count => Value::Integer(count.as_i64().expect("a whole number")),
        json => Value::Number(number(json)),
    }
}

fn matrix(rows: &[Json]) -> DMatrix<f64> {
    let columns = rows[0].as_array().map_or(0, Vec::len);
    DMatrix::from_fn(rows.len(), columns, |i, j| rows[i][j].as_f64().expect("a number"))
}

fn field(json: &Json) -> Field {
    let list = |json: &Json| json.as_array().expect("a list").clone();
    let exponents = |term: &Json| list(&term[1]).iter().map(|power| power.as_u64().map_or(0, |p| p as u8)).collect();
    let terms: Vec<(f64, Vec<u8>)> =
        list(&json["terms"]).iter().map(|term| (term[0].as_f64().expect("a coefficient"), exponents(term))).collect();
    let terms: Vec<(f64, &[u8])> = terms.iter().map(|(factor, powers)| (*factor, powers.as_slice())).collect();
    Field::polynomial(json["variables"].as_u64().expect("a number of variables") as usize, &terms)
}

/// Whether an answer is the one of the row, within the exercise's own tolerance.
fn agrees(exercise: &str, answer: &Value, expected: &Json) -> bool {
    let tolerance = match exercise {
        "numeric_hessian" => Tolerance { relative: 1e-6, absolute: 1e-6 },
        "find_critical" => Tolerance { relative: 1e-7, absolute: 1e-7 },
        _ => Tolerance::closed_form(),
    };
    match (exercise, expected) {
        (_, Json::Null) => *answer == Value::Nothing,
        (_, Json::String(word)) => *answer == Value::Word(word.clone()),
        ("landscape", Json::Array(places)) => same_places(answer, places),
        (_, numbers) => {
            let (Value::Matrix { entries: right, .. } | Value::Numbers(right)) = argument(numbers, false) else {
                return answer
                    .components()
                    .iter()
                    .all(|got| tolerance.accepts(*got, numbers.as_f64().unwrap_or(0.0), 1.0));
            };
            let size = right.iter().fold(1.0, |most: f64, number| most.max(number.abs()));
            let got = answer.components();
            got.len() == right.len() && got.iter().zip(&right).all(|(a, b)| tolerance.accepts(*a, *b, size))
        }
    }
}

fn same_places(answer: &Value, places: &[Json]) -> bool {
    let Some(found) = Vec::<(Vector2<f64>, Kind)>::from_value(answer) else { return false };
    let is = |place: &Json, (p, kind): &(Vector2<f64>, Kind)| {
        let at = Vector2::new(place[0][0].as_f64().expect("x"), place[0][1].as_f64().expect("y"));
        (at - p).norm() <= 2e-3 && place[1].as_str() == Some(format!("{kind:?}").as_str())
    };
    found.len() == places.len() && places.iter().all(|place| found.iter().any(|other| is(place, other)))
}

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    let data: Json = serde_json::from_str(include_str!("reference_values.json")).expect("rows of numbers");
    let chapter = nabla_critical_points::chapter();
    let rows = data["rows"].as_array().expect("a list of rows");
    assert_eq!(rows.len(), 84);
    for row in rows {
        let name = row["exercise"].as_str().expect("a name");
        let exercise = chapter.exercise(name).expect("an exercise of this chapter");
        // Only how many steps or starts is a whole number, and it comes last.
        let last = row["arguments"].as_array().expect("arguments").len() - 1;
        let counts = ["find_critical", "landscape"].contains(&name);
        let arguments: Vec<Value> = row["arguments"]
            .as_array()
            .expect("arguments")
            .iter()
            .enumerate()
            .map(|(index, json)| argument(json, counts && index == last))
            .collect();
        for variant in &exercise.variants {
            let answer = variant.function.answer(&arguments);
            let value = answer.value().expect("a value");
            assert!(agrees(name, value, &row["value"]), "{name}, {}: {value} for {row}", variant.name);
        }
        // The truth need not know an edge, such as a direction of length 0.
        if !(name == "curvature" && row["value"].is_null()) {
            let truth = exercise.truth_at(&arguments);
            assert!(agrees(name, &truth, &row["value"]), "{name}: {truth} for {row}");
        }
    }
}
