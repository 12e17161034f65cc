//! The truths against numbers that were computed elsewhere, with 50 digits: `reference_values.json` names their source.

use nabla_core::{Dual, Field, IntoArguments, IntoValue, Op, Tolerance, Value};
use serde_json::Value as Json;

const ROWS: &str = include_str!("reference_values.json");

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

fn whole(json: &Json) -> usize {
    json.as_u64().and_then(|whole| usize::try_from(whole).ok()).unwrap_or_else(|| panic!("{json} is no index"))
}

fn list<T>(json: &Json, one: impl Fn(&Json) -> T) -> Vec<T> {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list")).iter().map(one).collect()
}

fn numbers(json: &Json) -> Vec<f64> {
    list(json, number)
}

fn dual(json: &Json) -> Dual {
    match json {
        Json::Array(pair) => Dual { value: number(&pair[0]), slope: number(&pair[1]) },
        record => Dual { value: number(&record["value"]), slope: number(&record["slope"]) },
    }
}

fn field(json: &Json) -> Field {
    match json["kind"].as_str() {
        Some("polynomial") => {
            let term =
                |term: &Json| (number(&term[0]), list(&term[1], |e| u8::try_from(whole(e)).expect("an exponent")));
            let terms = list(&json["terms"], term);
            let terms: Vec<(f64, &[u8])> = terms.iter().map(|(c, e)| (*c, e.as_slice())).collect();
            Field::polynomial(whole(&json["variables"]), &terms)
        }
        Some("wave") => {
            let (amplitude, phase) = (number(&json["amplitude"]), number(&json["phase"]));
            Field::Wave { amplitude, wave: numbers(&json["wave"]), phase }
        }
        Some("exponential") => {
            Field::Exponential { amplitude: number(&json["amplitude"]), rates: numbers(&json["rates"]) }
        }
        Some("growth") => Field::Growth,
        _ => panic!("no field: {json}"),
    }
}

fn op(json: &Json) -> Op {
    let place = |index: usize| whole(&json[index]);
    match json[0].as_str() {
        Some("Input") => Op::Input(place(1)),
        Some("Constant") => Op::Constant(number(&json[1])),
        Some("Add") => Op::Add(place(1), place(2)),
        Some("Sub") => Op::Sub(place(1), place(2)),
        Some("Mul") => Op::Mul(place(1), place(2)),
        Some("Powi") => Op::Powi(place(1), json[2].as_i64().and_then(|n| i32::try_from(n).ok()).expect("an exponent")),
        Some("Exp") => Op::Exp(place(1)),
        Some("Tanh") => Op::Tanh(place(1)),
        Some("Mean") => Op::Mean(list(&json[1], whole)),
        _ => panic!("no step: {json}"),
    }
}

/// Arguments and answer of a row.
fn row(exercise: &str, row: &Json) -> (Vec<Value>, Value) {
    let (at, value) = (|index: usize| &row["arguments"][index], &row["value"]);
    let duals = || list(value, dual).into_value();
    match exercise {
        "dual_arithmetic" => ((dual(at(0)), dual(at(1))).into_arguments(), duals()),
        "dual_functions" => {
            let n = at(1).as_i64().and_then(|n| i32::try_from(n).ok()).expect("an exponent");
            ((dual(at(0)), n).into_arguments(), duals())
        }
        "forward_gradient" => ((field(at(0)), numbers(at(1))).into_arguments(), numbers(value).into_value()),
        "evaluate" => ((list(at(0), op), numbers(at(1))).into_arguments(), numbers(value).into_value()),
        "backward" => ((list(at(0), op), numbers(at(1)), whole(at(2))).into_arguments(), numbers(value).into_value()),
        "loss_tape" => ((numbers(at(0)), numbers(at(1))).into_arguments(), number(value).into_value()),
        "snippet" => {
            let arguments = (numbers(at(0)), numbers(at(1)), number(at(2)), number(at(3)));
            (arguments.into_arguments(), numbers(value).into_value())
        }
        other => panic!("rows of `{other}`, of which the chapter knows nothing"),
    }
}

fn assert_close(got: &Value, expected: &Value, what: &str) {
    let (got, expected) = (got.components(), expected.components());
    let size = expected.iter().fold(1.0_f64, |size, number| size.max(number.abs()));
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(&expected) {
        assert!(Tolerance::closed_form().accepts(*got, *expected, size), "{what}: {got}, and elsewhere {expected}");
    }
}

/// Every exercise has its rows, and its truth agrees with all of them. A tape is held to the loss that it computes.
#[test]
fn the_truths_agree_with_numbers_from_elsewhere() {
    let rows: Json = serde_json::from_str(ROWS).expect("the rows can be read");
    let chapter = nabla_autodiff::chapter();
    let mut seen = vec![0; chapter.exercises.len()];
    for json in rows["rows"].as_array().expect("a list of rows") {
        let name = json["exercise"].as_str().expect("a row names its exercise");
        let index = chapter.exercises.iter().position(|exercise| exercise.name == name).expect("an exercise");
        let (arguments, expected) = row(name, json);
        let mut got = chapter.exercises[index].truth_at(&arguments);
        if name == "loss_tape" {
            let line = numbers(&json["evaluated at (w, b)"]).into_value();
            let evaluate = chapter.exercise("evaluate").expect("it evaluates tapes");
            let values = evaluate.truth_at(&[got, line]).components();
            got = values.last().copied().expect("a last node").into_value();
        }
        assert_close(&got, &expected, &format!("{name}, row {}", seen[index]));
        seen[index] += 1;
    }
    assert!(seen.iter().all(|rows| *rows >= 10), "{seen:?}");
}
