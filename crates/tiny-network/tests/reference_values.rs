//! The truths against numbers that were computed elsewhere, with 50 digits: `reference_values.json` names their source.

use nabla_core::{IntoArguments, IntoValue, Layer, Tolerance, Training, Value};
use nalgebra::{DMatrix, DVector};
use serde_json::Value as Json;

const ROWS: &str = include_str!("reference_values.json");

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

fn list<T>(json: &Json, one: impl Fn(&Json) -> T) -> Vec<T> {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list")).iter().map(one).collect()
}

fn vector(json: &Json) -> DVector<f64> {
    DVector::from_vec(list(json, number))
}

fn vectors(json: &Json) -> Vec<DVector<f64>> {
    list(json, vector)
}

fn layer(json: &Json) -> Layer {
    let rows = list(&json["weights"], |row| list(row, number));
    let weights = DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j]);
    Layer { weights, bias: vector(&json["bias"]) }
}

fn layers(json: &Json) -> Vec<Layer> {
    list(json, layer)
}

/// Arguments and answer of a row.
fn row(exercise: &str, row: &Json) -> (Vec<Value>, Value) {
    let (at, value) = (|index: usize| &row["arguments"][index], &row["value"]);
    match exercise {
        "neuron" => ((vector(at(0)), number(at(1)), vector(at(2))).into_arguments(), number(value).into_value()),
        "forward" => ((layers(at(0)), vector(at(1))).into_arguments(), vector(value).into_value()),
        "network_loss" => {
            ((layers(at(0)), vectors(at(1)), vectors(at(2))).into_arguments(), number(value).into_value())
        }
        "backprop" => ((layers(at(0)), vector(at(1)), vector(at(2))).into_arguments(), layers(value).into_value()),
        "train" => {
            let epochs = at(4).as_u64().and_then(|epochs| usize::try_from(epochs).ok()).expect("a number of epochs");
            let training = Training { losses: list(&value["losses"], number), layers: layers(&value["layers"]) };
            let arguments = (layers(at(0)), vectors(at(1)), vectors(at(2)), number(at(3)), epochs);
            (arguments.into_arguments(), training.into_value())
        }
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

/// Every exercise has its rows, and its truth agrees with all of them. Rounding grows in training, so there it is 1e-8.
#[test]
fn the_truths_agree_with_numbers_from_elsewhere() {
    let rows: Json = serde_json::from_str(ROWS).expect("the rows can be read");
    let chapter = nabla_tiny_network::chapter();
    let mut seen = vec![0; chapter.exercises.len()];
    for json in rows["rows"].as_array().expect("a list of rows") {
        let name = json["exercise"].as_str().expect("a row names its exercise");
        let index = chapter.exercises.iter().position(|exercise| exercise.name == name).expect("an exercise");
        let (arguments, expected) = row(name, json);
        let (got, expected) = (chapter.exercises[index].truth_at(&arguments).components(), expected.components());
        let tolerance = match name {
            "train" => Tolerance { relative: 1e-8, absolute: 1e-8 },
            _ => Tolerance::closed_form(),
        };
        assert_eq!(got.len(), expected.len(), "{name}, row {}", seen[index]);
        for (got, expected) in got.iter().zip(&expected) {
            assert!(tolerance.accepts(*got, *expected, 1.0), "{name}, row {}: {got}, {expected}", seen[index]);
        }
        seen[index] += 1;
    }
    assert!(seen.iter().all(|rows| *rows >= 10), "{seen:?}");
}
