//! Stubs come from solutions: the solution file with its body replaced by `todo!`.

use super::project::Project;
use super::{Chapter, judge_of};
use anyhow::Context;
use std::fs;

const BEGIN: &str = "// solution: ";
const END: &str = "// end of solution";

/// The stub that belongs to the text of a solution; an error says which marker is missing.
pub fn of_solution(solution: &str) -> anyhow::Result<String> {
    let mut stub = String::with_capacity(solution.len());
    let mut inside = false;
    let mut count = 0;
    for line in solution.lines() {
        let (indent, text) = line.split_at(line.len() - line.trim_start().len());
        if let Some(task) = text.strip_prefix(BEGIN) {
            anyhow::ensure!(!inside, "a second `{BEGIN}…` before `{END}`");
            stub.push_str(&format!("{indent}todo!({task:?})\n"));
            (inside, count) = (true, count + 1);
        } else if text == END {
            anyhow::ensure!(inside, "`{END}` without `{BEGIN}…` before it");
            inside = false;
        } else if !inside {
            stub.push_str(line);
            stub.push('\n');
        }
    }
    anyhow::ensure!(count > 0 && !inside, "the body must stand between `{BEGIN}what to write` and `{END}`");
    Ok(stub)
}

/// The text of a solution without the lines that mark its body.
pub fn without_markers(solution: &str) -> String {
    let is_marker = |line: &&str| line.trim().starts_with(BEGIN) || line.trim() == END;
    solution.lines().filter(|line| !is_marker(line)).map(|line| format!("{line}\n")).collect()
}

/// The signature of `name` in a Rust file, on one line; `None` when there is no such function.
pub fn signature(text: &str, name: &str) -> Option<String> {
    let start = text.find(&format!("pub fn {name}("))?;
    let end = text[start..].find('{')?;
    Some(
        text[start..start + end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("( ", "(")
            .replace(", )", ")"),
    )
}

/// The text of an exercise's solution.
pub fn solution(project: &Project, chapter: &str, exercise: &str) -> anyhow::Result<String> {
    project.needs_solutions(&format!("neither the stub of {exercise} nor its solution is known"))?;
    let path = project.solutions().file(chapter, exercise);
    fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read, and the stub is made from it", project.shown(&path)))
}

/// An exercise's stub.
pub fn stub(project: &Project, chapter: &str, exercise: &str) -> anyhow::Result<String> {
    of_solution(&solution(project, chapter, exercise)?)
        .with_context(|| format!("solutions/{chapter}/src/{exercise}.rs"))
}

/// The same; none where the solutions are not here or a solution is damaged.
pub fn known(project: &Project, chapter: &str, exercise: &str) -> Option<String> {
    stub(project, chapter, exercise).ok()
}

/// The tests of a chapter's package: one case an exercise, all by the same road.
pub fn reference_tests(chapter: &Chapter, package: &str) -> String {
    let cases: String = chapter.exercises.iter().map(|name| format!("#[case::{name}(\"{name}\")]\n")).collect();
    let krate = judge_of(&chapter.name).replace('-', "_");
    format!(
        "//! Made by `cargo xtask stub`, in exercises/ and solutions/ alike: the verdicts of `cargo xtask check`, one case an exercise.\n\nuse rstest::rstest;\n\n#[rstest]\n{cases}\
         fn reference(#[case] exercise: &str) {{\n    {krate}::chapter().reference(env!(\"CARGO_BIN_EXE_{package}\"), exercise);\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOLUTION: &str = "/// Twice x.\npub fn twice(\n    x: f64,\n) -> f64 {\n    // solution: double \"x\"\n    let two = 2.0;\n    two * x\n    // end of solution\n}\n";

    #[test]
    fn the_body_becomes_what_is_to_be_written() {
        let stub = of_solution(SOLUTION).expect("markers are there");
        assert_eq!(stub, "/// Twice x.\npub fn twice(\n    x: f64,\n) -> f64 {\n    todo!(\"double \\\"x\\\"\")\n}\n");
        assert!(of_solution("pub fn f() {}\n").is_err());
        assert!(of_solution("    // solution: a\n").is_err());
    }

    #[test]
    fn a_signature_is_joined_on_one_line() {
        assert_eq!(signature(SOLUTION, "twice").as_deref(), Some("pub fn twice(x: f64) -> f64"));
        assert_eq!(signature(SOLUTION, "thrice"), None);
    }
}
