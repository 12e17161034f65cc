//! The scripts that other systems call, on the submissions that these systems would hand over.

use super::{GRADED, contained, root};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A script, with a grader of that name instead of `cargo xtask`.
fn script(name: &str, grader: &str) -> Command {
    let mut command = Command::new("bash");
    command.arg(root().join("xtask/class/systems").join(name));
    command.envs([("NABLA_ROOT", root()), ("NABLA", root())]).env("NABLA_XTASK", grader);
    command
}

/// What a script leaves as `results/results.json`, if it does, and how it ended.
fn left(output: &Output, folder: &Path) -> (Option<i32>, Option<Value>) {
    let results = fs::read_to_string(folder.join("results/results.json")).ok();
    (output.status.code(), results.map(|text| serde_json::from_str(&text).expect("a document")))
}

/// Calls a script with one submission.
fn call(name: &str, variable: &str, folder: &Path, more: &str) -> (Option<i32>, Option<Value>) {
    let mut command = script(name, env!("CARGO_BIN_EXE_nabla-class"));
    command.env(variable, folder).env("NABLA_GRADE", format!("--chapters partials {} {more}", contained().join(" ")));
    left(&command.output().expect("bash starts"), folder)
}

/// A folder in which a submission of the class lies, or lies in a folder of this name.
fn hand_over(student: &str, name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (GRADED.handed_in.path().join(student), folder.path().join(name));
    if from.is_file() {
        fs::create_dir(&to).expect("made");
    }
    let copied = Command::new("cp").arg("-r").arg(from).arg(to).status();
    assert!(copied.expect("cp").success());
    folder
}

/// A grader that does nothing but leave these files, named from its results on, and end with a code.
fn pretended(folder: &Path, files: &[(&str, &str)], code: i32) -> String {
    let mut text = "while [ \"$1\" != --out ]; do shift; done; out=$2\n".to_owned();
    for (name, content) in files {
        text += &format!("mkdir -p \"$(dirname \"$out/{name}\")\"; printf '{content}' > \"$out/{name}\"\n");
    }
    let path = folder.join("grader");
    fs::write(&path, format!("{text}exit {code}\n")).expect("written");
    format!("bash {}", path.display())
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

#[test]
fn what_is_handed_over_as_an_archive_is_unpacked() {
    let right = |name: &str| {
        let row = GRADED.row(name.trim_end_matches(".zip"));
        let all = row["exercises"].as_array().expect("a list");
        all.iter().filter(|entry| entry["chapter"] == "partials" && entry["standing"] == "right").count()
    };
    let names = fs::read_dir(GRADED.handed_in.path()).expect("there").flatten().map(|entry| entry.file_name());
    let zipped = names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".zip"));
    let (right, name) = zipped.map(|name| (right(&name), name)).max().expect("somebody handed in a zip file");
    assert!(right > 0, "{name}");
    let folder = hand_over(&name, "student");
    let (code, results) = call("prairielearn/grade", "GRADE", folder.path(), "");
    let results = results.expect("a document");
    let points = results["tests"].as_array().map(|all| all.iter().filter(|test| test["points"] == 1.0).count());
    assert_eq!((code, points), (Some(0), Some(right)), "{name}");
}

#[test]
fn what_cannot_be_judged_is_a_failed_autograder_or_not_gradable() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["submission", "student"] {
        fs::create_dir(folder.path().join(name)).expect("made");
        fs::write(folder.path().join(name).join("work.zip"), "PK and no more").expect("written");
    }
    let (code, results) = call("gradescope/run_autograder", "AUTOGRADER", folder.path(), "");
    assert_eq!((code, results), (Some(1), None));
    let (code, results) = call("prairielearn/grade", "GRADE", folder.path(), "");
    let results = results.expect("a document");
    assert_eq!((code, &results["gradable"]), (Some(0), &Value::Bool(false)));
}

#[test]
fn a_machine_that_cannot_grade_is_not_made_ready() {
    let folder = tempfile::tempdir().expect("a folder");
    for (right, expected) in [(65, Some(0)), (64, Some(3))] {
        let row = format!("{{\\n  \"right\": {right},\\n  \"total\": 65,\\n}}\\n");
        let files = [("results/own.json", row.as_str()), ("junit/own.xml", "<testsuites/>")];
        let grader = pretended(folder.path(), &files, 0);
        let output = script("warm", &grader).output().expect("bash starts");
        let said = super::said(&output);
        assert_eq!(output.status.code(), expected, "{said}");
        assert_eq!(said.contains("only 64 of 65 solutions are right"), right == 64, "{said}");
    }
}
