//! One doorway for several chapters, of one person or of several: each chapter's own becomes a module of it.

use super::compile::Part;
use super::doorway::{self, Doorway};
use crate::course::project::Project;
use std::path::Path;

/// How a doorway's one function begins and ends.
const MAIN: &str = "fn main() -> ExitCode";
const SERVE: &str = "\n    serve(&answers)\n}";

/// The doorway of these parts. One person's files are modules of the program, so that they find each other as in their
/// own chapter; of several each has a module for all of theirs.
pub(super) fn doorway(
    project: &Project,
    parts: &[Part<'_>],
    folder: &Path,
    stubbed: &dyn Fn(usize, &str) -> bool,
) -> anyhow::Result<Doorway> {
    let text = "// Made by `cargo xtask`; changes are lost.\n#![forbid(unsafe_code)]\n".to_owned();
    let mut doorway = Doorway { text, files: Vec::new(), contents: Vec::new(), lines: Vec::new() };
    let main = if let [part] = parts {
        let answers = add(&mut doorway, project, part, folder, &|name| stubbed(0, name))?;
        format!("nabla_grading::serve(&{answers})")
    } else {
        let mut all = String::new();
        for (number, part) in parts.iter().enumerate() {
            let first = doorway.text.lines().count();
            doorway.text += &format!("mod part_{number} {{\n");
            let answers = add(&mut doorway, project, part, folder, &|name| stubbed(number, name))?;
            doorway.text += &format!("pub(super) fn answers() -> nabla_grading::Answers {{ {answers} }}\n}}\n");
            doorway.lines.push(first..doorway.text.lines().count());
            all += &format!("part_{number}::answers, ");
        }
        format!("nabla_grading::serve(&nabla_grading::Answers::of_several(&[{all}]))")
    };
    doorway.text += &format!("fn main() -> std::process::ExitCode {{ {main} }}\n");
    Ok(doorway)
}

/// Adds a part's modules and its chapters' doorways; the expression that is all their answers.
fn add(
    doorway: &mut Doorway,
    project: &Project,
    part: &Part<'_>,
    folder: &Path,
    stubbed: &dyn Fn(&str) -> bool,
) -> anyhow::Result<String> {
    let mut answers = "nabla_grading::Answers::new()".to_owned();
    for (number, chapter) in part.chapters.iter().enumerate() {
        let own = doorway::build(project, part.source, chapter, folder, &|name| !stubbed(name), true, stubbed)?;
        doorway.contents.extend(own.contents);
        doorway.files.extend(own.files);
        let (outside, inside): (Vec<&str>, Vec<&str>) = own.text.lines().partition(|line| is_outside(line));
        let is_module = |line: &&str| line.starts_with("#[path");
        outside.into_iter().filter(is_module).for_each(|line| doorway.text += &format!("{line}\n"));
        let inside =
            inside.join("\n").replace(MAIN, "pub(super) fn answers() -> Answers").replace(SERVE, "\n    answers\n}");
        anyhow::ensure!(inside.matches("answers()").count() == 1, "the doorway of {} has another form", chapter.name);
        doorway.text += &format!("mod doorway_{number} {{\nuse super::*;\n{inside}\n}}\n");
        answers += &format!(".and(doorway_{number}::answers())");
    }
    Ok(answers)
}

/// What of a doorway can only stand at the root of a program.
fn is_outside(line: &str) -> bool {
    ["//", "#![", "#[path", "mod "].iter().any(|start| line.starts_with(start))
}
