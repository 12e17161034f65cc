//! The program of a lesson, compiled as the chapter's solutions are: it prints each value that the lesson shows.

use super::claims::{Claim, Claims, SHOW};
use super::numbers;
use anyhow::Context;
use std::collections::BTreeMap;
use std::env;
use std::process::{Command, Output, Stdio};
use xtask::build::compiler::{Knows, command};
use xtask::build::diagnostics::{self, Diagnostic};
use xtask::build::rustc::CompilerCall;
use xtask::course::project::Project;
use xtask::course::{Chapter, files};

/// A fault, and the lesson's line that has it; 0 where that is not known.
pub(super) type Faults = Vec<(usize, String)>;

/// Compiles and runs what the lesson claims; what does not agree is a fault.
pub(super) fn compare(project: &Project, chapter: &Chapter, claims: &Claims) -> anyhow::Result<Faults> {
    if claims.sections.iter().all(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let folder = project.builds().join("lessons").join(&chapter.name);
    let call = CompilerCall::get(project, &project.solutions(), &chapter.name)?;
    let (text, lines) = text(project, chapter, &call, claims);
    files::update(&folder.join("main.rs"), text.as_bytes())?;
    let program = folder.join(format!("lesson{}", env::consts::EXE_SUFFIX));
    let mut rustc = command(project, &call, &folder, &chapter.name, Knows::Places, &program);
    let compiled = rustc.arg("-Awarnings").stdin(Stdio::null()).output();
    let compiled = compiled.with_context(|| format!("{} cannot be started", call.rustc.display()))?;
    if !compiled.status.success() {
        return Ok(refusals(&String::from_utf8_lossy(&compiled.stderr), &lines));
    }
    let ran = Command::new(&program).stdin(Stdio::null()).output();
    Ok(differences(claims, &ran.with_context(|| format!("{} cannot be started", program.display()))?))
}

/// Runs the sections, each as far as it comes and all for a minute at most, and prints values behind a word and a number of their own.
const MAIN: &str = r#"
fn main() -> std::process::ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.to_string();
        eprintln!("{}", text.lines().skip(1).collect::<Vec<_>>().join(" "));
    }));
    std::thread::spawn(|| {
        std::thread::sleep(std::time::Duration::from_secs(60));
        eprintln!("the lines ran for a minute without an end");
        std::process::exit(1);
    });
    let sections: SECTIONS;
    let panicked = sections.into_iter().filter(|section| std::panic::catch_unwind(section).is_err()).count();
    std::process::ExitCode::from(u8::from(panicked > 0))
}

fn lesson_shows<T: std::fmt::Debug>(number: usize, value: &T) {
    println!("\nlesson_shows {number} {}", format!("{value:?}").replace('\n', " "));
}

mod lesson {
use crate::lesson_shows;
"#;

/// The text of the program, and the lesson's line of each of its lines.
fn text(project: &Project, chapter: &Chapter, call: &CompilerCall, claims: &Claims) -> (String, Vec<usize>) {
    let mut text = String::from("// Made by `cargo xtask verify`; changes are lost.\n");
    for name in &chapter.exercises {
        let file = project.solutions().file(&chapter.name, name);
        text.push_str(&format!("#[path = {:?}]\nmod {name};\n", file.display().to_string()));
    }
    let sections: String = (0..claims.sections.len()).map(|number| format!("lesson::section_{number}, ")).collect();
    text.push_str(&MAIN.replace("SECTIONS", &format!("[fn(); {}] = [{sections}]", claims.sections.len())));
    for library in ["nalgebra", "nabla_core"].into_iter().filter(|library| call.names(library)) {
        text.push_str(&format!("use {library}::*;\n"));
    }
    for name in &chapter.exercises {
        text.push_str(&format!("use crate::{name}::{name};\n"));
    }
    let mut lines = vec![0; text.lines().count()];
    for (number, section) in claims.sections.iter().enumerate() {
        text.push_str(&format!("pub fn section_{number}() {{\n"));
        lines.push(0);
        for code in section {
            text.push_str(&code.text);
            text.push('\n');
            lines.push(code.line);
        }
        text.push_str("}\n");
        lines.push(0);
    }
    text.push_str("}\n");
    (text, lines)
}

/// What the compiler says, at the lesson's lines.
fn refusals(output: &str, lines: &[usize]) -> Faults {
    let errors = diagnostics::errors(output);
    let placed: Faults =
        errors.iter().filter(|error| !error.spans.is_empty()).map(|error| refusal(error, lines)).collect();
    if placed.is_empty() {
        return vec![(0, format!("its program does not compile: {}", diagnostics::rendered(&errors, output).trim()))];
    }
    placed
}

fn refusal(error: &Diagnostic, lines: &[usize]) -> (usize, String) {
    let mut places = error.places().into_iter().filter(|(file, _)| file.ends_with("main.rs"));
    let line = places.find_map(|(_, line)| lines.get(line.checked_sub(1)?)).copied().unwrap_or_default();
    let label = error.spans.iter().find(|span| span.is_primary).and_then(|span| span.label.as_deref());
    let label = label.map(|label| format!(" ({label})")).unwrap_or_default();
    (line, format!("does not compile: {}{label}", error.message))
}

/// What the program printed beside what the lesson shows.
fn differences(claims: &Claims, output: &Output) -> Faults {
    let printed = String::from_utf8_lossy(&output.stdout);
    let values: BTreeMap<usize, &str> = printed
        .lines()
        .filter_map(|line| line.strip_prefix(SHOW)?.trim_start().split_once(' '))
        .filter_map(|(number, value)| Some((number.parse().ok()?, value)))
        .collect();
    let panics = String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ");
    let fault = |(number, claim): (usize, &Claim)| {
        let Claim { line, expression, text, shown } = claim;
        match values.get(&number) {
            Some(value) if numbers::agree(shown, value) => None,
            Some(value) => Some((*line, format!("shows {text}, but `{expression}` is {value}"))),
            None => Some((*line, format!("shows {text}, but `{expression}` came to no value: {panics}"))),
        }
    };
    let mut faults: Faults = claims.claims.iter().enumerate().filter_map(fault).collect();
    if faults.is_empty() && !output.status.success() {
        faults.push((0, format!("its program ends with {}: {panics}", output.status)));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::claims;
    use super::*;
    use std::process::ExitStatus;

    #[test]
    fn what_came_out_stands_beside_what_is_shown() {
        let claims = claims::read("7<!-- = 3 + 4 -->, 8<!-- = 3 + 4 -->\n\n9<!-- = panics() -->");
        let printed = format!("noise\n{SHOW} 0 7\n\n{SHOW} 1 7\n").into_bytes();
        let output = Output { status: ExitStatus::default(), stdout: printed, stderr: b"why\nand why\n".to_vec() };
        assert_eq!(
            differences(&claims, &output),
            [
                (1, "shows 8, but `3 + 4` is 7".to_owned()),
                (3, "shows 9, but `panics()` came to no value: why; and why".to_owned()),
            ]
        );
    }

    #[test]
    fn what_the_compiler_refuses_is_never_passed_over() {
        let error = r#"{"level":"error","message":"no such name","rendered":"no such name","spans":[]}"#;
        assert_eq!(refusals(error, &[]), [(0, "its program does not compile: no such name".to_owned())]);
        assert_eq!(refusals("killed\n", &[]), [(0, "its program does not compile: killed".to_owned())]);
        let span = r#""file_name":"a/main.rs","line_start":2,"column_start":1,"is_primary":true,"label":"not here""#;
        let error = error.replace("[]", &format!("[{{{span}}}]"));
        assert_eq!(refusals(&error, &[0, 17]), [(17, "does not compile: no such name (not here)".to_owned())]);
    }
}
