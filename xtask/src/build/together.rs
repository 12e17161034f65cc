//! One doorway for several chapters, of one person or of several: each chapter's own becomes a module of it.
//!
//! One person's files are modules of the program, so that they find each other as in their own chapter. Of several each has a module
//! for all of theirs, and the chapters' doorways are there once: wherever one calls a function, it calls that of the part that is
//! asked. What is compiled for a doorway is as much as what is compiled for somebody's answers.

use super::compile::Part;
use super::doorway::{self, Doorway};
use crate::course::Chapter;
use crate::course::project::Project;
use std::path::Path;

/// How a doorway's one function begins and ends.
const MAIN: &str = "fn main() -> ExitCode";
const SERVE: &str = "\n    serve(&answers)\n}";

/// The doorway of these parts.
pub(super) fn doorway(
    project: &Project,
    parts: &[Part<'_>],
    folder: &Path,
    stubbed: &dyn Fn(usize, &str) -> bool,
) -> anyhow::Result<Doorway> {
    let text = "// Made by `cargo xtask`; changes are lost.\n#![forbid(unsafe_code)]\n".to_owned();
    let mut doorway = Doorway { text, files: Vec::new(), contents: Vec::new(), lines: Vec::new() };
    match parts {
        [part] => of_one(&mut doorway, project, part, folder, &|name| stubbed(0, name))?,
        _ => of_several(&mut doorway, project, parts, folder, stubbed)?,
    }
    Ok(doorway)
}

/// One person's modules, and the doorways of their chapters.
fn of_one(
    doorway: &mut Doorway,
    project: &Project,
    part: &Part<'_>,
    folder: &Path,
    stubbed: &dyn Fn(&str) -> bool,
) -> anyhow::Result<()> {
    let mut answers = "nabla_grading::Answers::new()".to_owned();
    for (number, chapter) in part.chapters.iter().enumerate() {
        let own = doorway::build(project, part.source, chapter, folder, &|name| !stubbed(name), true, stubbed)?;
        let (modules, code) = halves(&own.text, chapter)?;
        doorway.take_files(own);
        doorway.text += &format!("{modules}mod doorway_{number} {{\nuse super::*;\n{code}\n}}\n");
        answers += &format!(".and(doorway_{number}::answers())");
    }
    doorway.text += &format!("fn main() -> std::process::ExitCode {{ nabla_grading::serve(&{answers}) }}\n");
    Ok(())
}

/// A module for each person's files and one for the stubs, and the doorways of all chapters.
fn of_several(
    doorway: &mut Doorway,
    project: &Project,
    parts: &[Part<'_>],
    folder: &Path,
    stubbed: &dyn Fn(usize, &str) -> bool,
) -> anyhow::Result<()> {
    let mut chapters: Vec<&'static Chapter> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let first = doorway.text.lines().count();
        doorway.text += &format!("mod part_{number} {{\n");
        for &chapter in &part.chapters {
            let stubbed = |name: &str| stubbed(number, name);
            let own = doorway::build(project, part.source, chapter, folder, &|_| false, true, &stubbed)?;
            doorway.text += &open_to_all(&halves(&own.text, chapter)?.0);
            doorway.take_files(own);
            if !chapters.iter().any(|known| known.name == chapter.name) {
                chapters.push(chapter);
            }
        }
        doorway.text += "}\n";
        doorway.lines.push(first..doorway.text.lines().count());
    }
    let (mut stubs, mut answers) = (String::new(), "nabla_grading::Answers::new()".to_owned());
    for (number, chapter) in chapters.into_iter().enumerate() {
        let has = |part: usize, name: &str| {
            parts[part].chapters.iter().any(|own| own.name == chapter.name) && !stubbed(part, name)
        };
        let asked = |name: &str| (0..parts.len()).any(|part| has(part, name));
        let own = doorway::build(project, parts[0].source, chapter, folder, &asked, true, &|_| true)?;
        let (modules, mut code) = halves(&own.text, chapter)?;
        doorway.take_files(own);
        for name in &chapter.exercises {
            let own: Vec<usize> = (0..parts.len()).filter(|part| has(*part, name)).collect();
            let chosen = chosen(name, &own, modules.contains(&format!("mod {name};")));
            code = calling(&code, &format!("{name}::{name}"), &chosen);
        }
        stubs += &open_to_all(&modules);
        doorway.text += &format!("mod doorway_{number} {{\nuse super::*;\n{code}\n}}\n");
        answers += &format!(".and(doorway_{number}::answers())");
    }
    doorway.text += &format!(
        "mod stubs {{\n{stubs}}}\n\
         static PART: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);\n\
         fn part() -> usize {{ PART.load(std::sync::atomic::Ordering::Relaxed) }}\n\
         fn answers(part: usize) -> nabla_grading::Answers {{\n\
         PART.store(part, std::sync::atomic::Ordering::Relaxed);\n{answers}\n}}\n\
         fn main() -> std::process::ExitCode {{ nabla_grading::serve(&nabla_grading::Answers::of_several(answers)) }}\n"
    );
    Ok(())
}

/// The function of the part that is asked, where it has one of its own; the stub's for any other, where there is a stub.
fn chosen(name: &str, own: &[usize], has_stub: bool) -> String {
    let of_part = |part: &usize| format!("part_{part}::{name}::{name}");
    let (own, other) = match own.split_last() {
        Some((last, before)) if !has_stub => (before, of_part(last)),
        _ => (own, format!("stubs::{name}::{name}")),
    };
    let arms: String = own.iter().map(|part| format!("{part} => {}, ", of_part(part))).collect();
    format!("(match part() {{ {arms}_ => {other} }})")
}

/// The code with something else in the place of a call's function.
fn calling(code: &str, function: &str, other: &str) -> String {
    let mut changed = String::new();
    let mut rest = code;
    while let Some(at) = rest.find(function) {
        let (before, after) = rest.split_at(at);
        let is_part_of_a_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
        let is_whole = !before.ends_with(is_part_of_a_name) && !after[function.len()..].starts_with(is_part_of_a_name);
        changed += before;
        changed += if is_whole { other } else { function };
        rest = &after[function.len()..];
    }
    changed + rest
}

/// A chapter's doorway as the lines that lead to its modules, and as a function `answers()` that must stand in a module of its own.
fn halves(doorway: &str, chapter: &Chapter) -> anyhow::Result<(String, String)> {
    let (outside, inside): (Vec<&str>, Vec<&str>) = doorway.lines().partition(|line| is_outside(line));
    let modules =
        outside.into_iter().filter(|line| line.starts_with("#[path")).map(|line| format!("{line}\n")).collect();
    let code = inside.join("\n").replace(MAIN, "pub(super) fn answers() -> Answers").replace(SERVE, "\n    answers\n}");
    anyhow::ensure!(code.matches("answers()").count() == 1, "the doorway of {} has another form", chapter.name);
    Ok((modules, code))
}

/// Lines that lead to modules, open to whoever stands around.
fn open_to_all(modules: &str) -> String {
    modules.replace("] mod ", "] pub(super) mod ")
}

/// What of a doorway can only stand at the root of a program.
fn is_outside(line: &str) -> bool {
    ["//", "#![", "#[path", "mod "].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_called_otherwise() {
        let code = "mse::mse(x) + a_mse::mse(x) + mse::mse_too(x) + mse::mse";
        assert_eq!(calling(code, "mse::mse", "F"), "F(x) + a_mse::mse(x) + mse::mse_too(x) + F");
    }

    #[test]
    fn whoever_has_no_function_has_that_of_the_stub() {
        let with_stub = "(match part() { 0 => part_0::f::f, 2 => part_2::f::f, _ => stubs::f::f })";
        assert_eq!(chosen("f", &[0, 2], true), with_stub);
        assert_eq!(chosen("f", &[0, 2], false), "(match part() { 0 => part_0::f::f, _ => part_2::f::f })");
    }
}
