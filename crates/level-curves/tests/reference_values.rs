//! The truths and the variants agree with numbers that were computed elsewhere, with 50 digits:
//! `reference_values.json` names their source. Each exercise judges them itself, as closely as it judges anybody.

#[path = "../../grading/tests/reference/mod.rs"]
mod reference;

use nabla_core::{Field, GradientField, IntoArguments, IntoValue, Value};
use nalgebra::Vector2;
use reference::{Reference, list, number, whole};
use serde_json::Value as Json;

fn field(json: &Json) -> Field {
    let power = |json: &Json| json.as_u64().and_then(|power| u8::try_from(power).ok()).expect("an exponent");
    let terms = list(&json["terms"], |term| (number(&term[0]), list(&term[1], power)));
    let terms: Vec<(f64, &[u8])> = terms.iter().map(|(factor, powers)| (*factor, powers.as_slice())).collect();
    Field::polynomial(whole(&json["variables"]), &terms)
}

fn v2(json: &Json) -> Vector2<f64> {
    Vector2::new(number(&json[0]), number(&json[1]))
}

fn arguments(exercise: &str, at: &Json) -> Vec<Value> {
    match exercise {
        "to_level" => {
            (field(&at[0]), GradientField::of(field(&at[1]["gradient of"])), v2(&at[2]), number(&at[3]), whole(&at[4]))
                .into_arguments()
        }
        "steepness_from_map" => (number(&at[0]), number(&at[1]), number(&at[2])).into_arguments(),
        "cell_segments" => (list(&at[0], number), number(&at[1])).into_arguments(),
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

fn value(exercise: &str, json: &Json) -> Value {
    match exercise {
        "to_level" => v2(json).into_value(),
        "cell_segments" => list(json, |segment| list(segment, v2)).into_value(),
        _ => number(json).into_value(),
    }
}

const REFERENCE: Reference = Reference {
    chapter: nabla_level_curves::chapter,
    rows: include_str!("reference_values.json"),
    arguments,
    value,
    without: &["tangent", "ellipse_point", "trace", "contour"],
};

#[test]
fn truths_and_variants_agree_with_numbers_from_elsewhere() {
    REFERENCE.agrees();
}
