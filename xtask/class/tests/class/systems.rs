//! The scripts that other systems call, on the submissions that these systems would hand over.

use super::{GRADED, contained, root};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Calls a script with one submission; what it leaves as `results/results.json`, if it does, and how it ended.
fn call(script: &str, variable: &str, folder: &Path, more: &str) -> (Option<i32>, Option<Value>) {
    let path = root().join("xtask/class/systems").join(script);
    let output = Command::new("bash")
        .arg(path)
        .envs([("NABLA_ROOT", root()), ("NABLA", root()), (variable, folder)])
        .env("NABLA_XTASK", env!("CARGO_BIN_EXE_nabla-class"))
        .env("NABLA_GRADE", format!("--chapters partials {} {more}", contained().join(" ")))
        .output()
        .expect("bash starts");
    let results = fs::read_to_string(folder.join("results/results.json")).ok();
    (output.status.code(), results.map(|text| serde_json::from_str(&text).expect("a document")))
}

fn hand_over(student: &str, name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = GRADED.handed_in.path().join(student);
    let copied = Command::new("cp").arg("-r").arg(from).arg(folder.path().join(name)).status();
    assert!(copied.expect("cp").success());
    folder
}

#[test]
fn gradescope_and_prairielearn_find_their_results() {
    let folder = hand_over("ada", "submission");
    let (code, results) = call("gradescope/run_autograder", "AUTOGRADER", folder.path(), "");
    let partials = GRADED.row("ada")["exercises"].as_array().map(|all| {
        let its = all.iter().filter(|entry| entry["chapter"] == "partials");
        its.filter_map(|entry| entry["points"].as_f64()).sum::<f64>()
    });
    assert_eq!((code, results.and_then(|results| results["score"].as_f64())), (Some(0), partials));

    let folder = hand_over("ada", "student");
    let (code, results) = call("prairielearn/grade", "GRADE", folder.path(), "");
    let results = results.expect("a document");
    assert_eq!((code, &results["gradable"]), (Some(0), &Value::Bool(true)));
    assert_eq!(results["score"].as_f64(), partials.map(|points| points / 10.0));
}

#[test]
fn a_grader_that_fails_leaves_no_results_behind() {
    let folder = hand_over("ada", "submission");
    let (code, results) = call("gradescope/run_autograder", "AUTOGRADER", folder.path(), "--points /nowhere.toml");
    assert!(code.is_some_and(|code| code >= 2), "{code:?}");
    assert_eq!(results, None);
}
