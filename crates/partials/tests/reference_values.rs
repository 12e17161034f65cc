//! The truths and the variants agree with numbers that were computed elsewhere, with 50 digits:
//! `reference_values.json` names their source. Each exercise judges them itself, as closely as it judges anybody.

#[path = "../../grading/tests/reference/mod.rs"]
mod reference;

use nabla_core::{Field, IntoArguments, IntoValue, Value};
use nalgebra::{DVector, Vector2};
use reference::{Reference, list, number, whole};
use serde_json::Value as Json;

fn field(json: &Json) -> Field {
    if json.get("wave").is_some() {
        let (amplitude, phase) = (number(&json["amplitude"]), number(&json["phase"]));
        return Field::Wave { amplitude, wave: list(&json["wave"], number), phase };
    }
    if json.get("rates").is_some() {
        return Field::Exponential { amplitude: number(&json["amplitude"]), rates: list(&json["rates"], number) };
    }
    let power = |json: &Json| json.as_u64().and_then(|power| u8::try_from(power).ok()).expect("an exponent");
    let terms = list(&json["terms"], |term| (number(&term[0]), list(&term[1], power)));
    let terms: Vec<(f64, &[u8])> = terms.iter().map(|(factor, powers)| (*factor, powers.as_slice())).collect();
    Field::polynomial(whole(&json["variables"]), &terms)
}

fn v2(json: &Json) -> Vector2<f64> {
    Vector2::new(number(&json[0]), number(&json[1]))
}

fn vector(json: &Json) -> DVector<f64> {
    DVector::from_vec(list(json, number))
}

fn arguments(exercise: &str, at: &Json) -> Vec<Value> {
    match exercise {
        "slice_x" | "forward_difference" | "central_difference" => {
            (field(&at[0]), number(&at[1]), number(&at[2])).into_arguments()
        }
        "error_vs_step" => (field(&at[0]), number(&at[1]), number(&at[2]), list(&at[3], number)).into_arguments(),
        "f_x" | "f_y" | "second_partials" | "product_and_chain" => (number(&at[0]), number(&at[1])).into_arguments(),
        "partial" => (field(&at[0]), vector(&at[1]), whole(&at[2]), number(&at[3])).into_arguments(),
        "linear_model" => (number(&at[0]), number(&at[1]), number(&at[2]), v2(&at[3]), v2(&at[4])).into_arguments(),
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

fn value(exercise: &str, json: &Json) -> Value {
    match exercise {
        "error_vs_step" | "second_partials" | "product_and_chain" => list(json, number).into_value(),
        _ => number(json).into_value(),
    }
}

const REFERENCE: Reference = Reference {
    chapter: nabla_partials::chapter,
    rows: include_str!("reference_values.json"),
    arguments,
    value,
    without: &[],
};

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    REFERENCE.agrees();
}
