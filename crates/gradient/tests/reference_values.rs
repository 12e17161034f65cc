//! The truths and the variants agree with numbers that were computed elsewhere, with 50 digits:
//! `reference_values.json` names their source. Each exercise judges them itself, as closely as it judges anybody.

#[path = "../../grading/tests/reference/mod.rs"]
mod reference;

use nabla_core::{Field, Flaw, GradientCheck, GradientField, IntoArguments, IntoValue, Value};
use nalgebra::{DVector, Vector2, Vector3};
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

/// The gradient of a field, with one component scaled.
fn gradient(json: &Json) -> GradientField {
    let flaw = Flaw::Scaled(whole(&json["component scaled"]), number(&json["factor"]));
    GradientField::flawed(field(&json["gradient of"]), flaw)
}

fn arguments(exercise: &str, at: &Json) -> Vec<Value> {
    match exercise {
        "gradient_2d" | "steepest" => (v2(&at[0]),).into_arguments(),
        "gradient_3d" => (Vector3::from_vec(list(&at[0], number)),).into_arguments(),
        "numeric_gradient" => (field(&at[0]), vector(&at[1]), number(&at[2])).into_arguments(),
        "gradient_check" => (field(&at[0]), gradient(&at[1]), vector(&at[2]), number(&at[3])).into_arguments(),
        "chain_gradient" => (vector(&at[0]),).into_arguments(),
        "downhill_step" => (vector(&at[0]), vector(&at[1]), number(&at[2])).into_arguments(),
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

fn value(exercise: &str, json: &Json) -> Value {
    match exercise {
        "steepest" => (number(&json[0]), v2(&json[1])).into_value(),
        "gradient_check" => {
            GradientCheck { worst_error: number(&json["worst_error"]), component: whole(&json["component"]) }
                .into_value()
        }
        _ => vector(json).into_value(),
    }
}

const REFERENCE: Reference = Reference {
    chapter: nabla_gradient::chapter,
    rows: include_str!("reference_values.json"),
    arguments,
    value,
    without: &[],
};

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    REFERENCE.agrees();
}
