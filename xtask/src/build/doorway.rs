//! The doorway that is compiled: the course's own, with every exercise taken from the learner's file or from its stub.

use crate::build::cage;
use crate::build::refusal::Refusal;
use crate::course::Chapter;
use crate::course::files;
use crate::course::project::{Project, Source};
use crate::course::stub;
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

/// Why exercises are replaced by their stubs.
pub type Broken = BTreeMap<String, Refusal>;

/// A doorway ready to be compiled.
#[derive(Debug)]
pub struct Doorway {
    /// The text of the main file.
    pub text: String,
    /// The files that it leads to.
    pub files: Vec<PathBuf>,
    /// What those files hold, and others that they may include.
    pub contents: Vec<Vec<u8>>,
    /// Which of its lines belong to each part, counted from 0; empty where all are of one.
    pub lines: Vec<Range<usize>>,
}

/// The course's own doorway: the solutions' one, for a learner's may have been edited.
pub fn pristine(project: &Project, source: &Source, chapter: &Chapter) -> anyhow::Result<String> {
    let own = project.solutions().doorway(&chapter.name);
    let others = [project.exercises().doorway(&chapter.name), source.doorway(&chapter.name)];
    let doorway =
        others.iter().fold(fs::read_to_string(&own), |found, other| found.or_else(|_| fs::read_to_string(other)));
    doorway.with_context(|| format!("{} cannot be read", project.shown(&own)))
}

impl Doorway {
    /// Everything that it depends on, as a fingerprint.
    pub fn fingerprint(&self) -> u64 {
        files::fingerprint(self.contents.iter().map(Vec::as_slice).chain([self.text.as_bytes()]))
    }

    /// Leads to what another one leads to as well.
    pub fn take_files(&mut self, other: Self) {
        self.files.extend(other.files);
        self.contents.extend(other.contents);
    }

    /// The text with nothing but the lines of a part, each where it stands.
    pub fn of_part(&self, part: usize) -> String {
        let Some(own) = self.lines.get(part) else { return self.text.clone() };
        let lines = self.text.lines().enumerate();
        lines.map(|(number, line)| if own.contains(&number) { format!("{line}\n") } else { "\n".to_owned() }).collect()
    }
}

/// Writes stubs where they are needed, and the doorway of the chapter, which answers for all exercises or for some.
pub fn build(
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    folder: &std::path::Path,
    answered: &dyn Fn(&str) -> bool,
    strange: bool,
    stubbed: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Doorway> {
    let mut text = String::from("// Made by `cargo xtask`; changes are lost.\n");
    // Beside a stranger's exercise nothing is read.
    let mut contents: Vec<Vec<u8>> = if strange { Vec::new() } else { other_files(source, chapter) };
    let (mut left_out, mut files) = (Vec::new(), Vec::new());
    for line in pristine(project, source, chapter)?.lines() {
        let module = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        if let Some(name) = module.filter(|name| chapter.has(name)) {
            let path: PathBuf = if !stubbed(name) {
                source.file(&chapter.name, name)
            } else if let Some(stub) = stub::known(project, &chapter.name, name) {
                let path = folder.join("stubs").join(format!("{name}.rs"));
                files::update(&path, stub.as_bytes())?;
                path
            } else {
                left_out.push(name.to_owned());
                continue;
            };
            contents.push(fs::read(&path).unwrap_or_default());
            text.push_str(&format!("#[path = {:?}] ", path.display().to_string()));
            files.push(path);
        }
        text.push_str(line);
        text.push('\n');
    }
    // What nobody calls need not be turned into code: a tenth of the time from a save to a verdict.
    left_out.extend(chapter.exercises.iter().filter(|name| !answered(name)).cloned());
    let text = without_answers(&text, &left_out);
    Ok(Doorway { text, files, contents, lines: Vec::new() })
}

/// The doorway without the answers of these exercises: there is neither a file that compiles nor a stub.
fn without_answers(doorway: &str, left_out: &[String]) -> String {
    const ANSWER: &str = ".answer(";
    let (before, mut rest) = match doorway.find(ANSWER) {
        Some(first) if !left_out.is_empty() => doorway.split_at(first),
        _ => return doorway.to_owned(),
    };
    let mut text = before.to_owned();
    while rest.starts_with(ANSWER) {
        // Behind the last one stands the call of `serve`.
        let last = || rest.find(";\n    serve(").or_else(|| rest.rfind(";\n")).unwrap_or(rest.len());
        let end = rest[1..].find(ANSWER).map_or_else(last, |next| next + 1);
        let (answer, after) = rest.split_at(end);
        let name = answer.split('"').nth(1).unwrap_or_default();
        if !left_out.iter().any(|exercise| exercise == name) {
            text.push_str(answer);
        }
        rest = after;
    }
    text + rest
}

/// Files that a learner keeps beside the exercises and may include from them.
fn other_files(source: &Source, chapter: &Chapter) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(source.folder.join(&chapter.name).join("src"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap_or_default()).collect()
}

/// The files of a chapter's exercises, or why they cannot be read. Of a stranger only ordinary files are read.
pub fn texts(source: &Source, chapter: &Chapter, strange: bool) -> BTreeMap<String, io::Result<Vec<u8>>> {
    let read = |path: PathBuf| if strange { cage::read_plain(&path) } else { fs::read(path) };
    let names = chapter.exercises.iter();
    names.map(|name| (name.clone(), read(source.file(&chapter.name, name)))).collect()
}

/// The exercises whose files cannot even be read as text, with what is wrong with each.
pub fn unreadable(
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    texts: &BTreeMap<String, io::Result<Vec<u8>>>,
) -> Broken {
    let mut broken = Broken::new();
    for (name, text) in texts {
        let shown = project.shown(&source.file(&chapter.name, name));
        let message = match text {
            Ok(bytes) if std::str::from_utf8(bytes).is_ok() => continue,
            Ok(_) => format!("{shown} is not UTF-8 text. Save it as UTF-8 in your editor."),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !source.remembered => {
                broken.insert(name.clone(), Refusal::not_handed_in(&shown));
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => format!(
                "{shown} is missing. `cargo xtask undo {name}` brings back what you wrote, `cargo xtask reset {name}` the stub."
            ),
            Err(error) => format!("{shown} cannot be read: {error}."),
        };
        broken.insert(name.clone(), Refusal::saying(message));
    }
    broken
}

/// A note when the learner's doorway is not the course's.
pub fn edited(project: &Project, source: &Source, chapter: &Chapter) -> Option<String> {
    let path = source.doorway(&chapter.name);
    let theirs = fs::read(&path).ok()?;
    let ours = fs::read(project.solutions().doorway(&chapter.name)).ok()?;
    (theirs != ours).then(|| {
        format!(
            "{} was edited; `check` uses the course's own doorway instead. `cargo xtask stub {}` restores it.",
            project.shown(&path),
            chapter.name
        )
    })
}

/// A note when files that were handed in come with a manifest that names crates of its own: they are compiled as the exercises
/// of this project are.
pub fn other_crates(project: &Project, source: &Source, chapter: &Chapter) -> Option<String> {
    let path = source.manifest(&chapter.name);
    if source.remembered || source.folder == project.solutions().folder {
        return None;
    }
    let manifests = [path.clone(), project.exercises().manifest(&chapter.name)].map(fs::read_to_string);
    let [Ok(theirs), Ok(ours)] = &manifests else { return None };
    let (theirs, ours) = (dependencies(theirs), dependencies(ours));
    let others: Vec<String> = theirs.difference(&ours).map(|name| format!("`{name}`")).collect();
    (!others.is_empty()).then(|| {
        format!(
            "{} names {}, which the exercises here do not; handed in files are compiled with what \
             exercises/{}/Cargo.toml names.",
            project.shown(&path),
            others.join(", "),
            chapter.name
        )
    })
}

/// The crates that a manifest names under `[dependencies]`.
fn dependencies(manifest: &str) -> BTreeSet<&str> {
    let lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[dependencies]").skip(1);
    let own = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.starts_with('#'));
    own.filter_map(|line| line.split(['=', '.']).next().map(str::trim)).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_crates() {
        let manifest =
            "[package]\nname = \"a\"\n[dependencies]\n# One.\nb.workspace = true\nc = \"1\"\n\n[lints]\nd = 1\n";
        assert_eq!(dependencies(manifest).into_iter().collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn an_exercise_without_file_and_stub_is_left_out() {
        let doorway = "    let a = Answers::new()\n        .answer(\"f\", |x| f::f(x))\n        .answer(\"g\", |x| {\n            g::g(x)\n        });\n    serve(&a)\n";
        assert_eq!(without_answers(doorway, &[]), doorway);
        assert_eq!(
            without_answers(doorway, &["f".to_owned()]),
            "    let a = Answers::new()\n        .answer(\"g\", |x| {\n            g::g(x)\n        });\n    serve(&a)\n"
        );
        let without = without_answers(doorway, &["g".to_owned()]);
        assert_eq!(
            without.split_whitespace().collect::<String>(),
            "leta=Answers::new().answer(\"f\",|x|f::f(x));serve(&a)"
        );
    }
}
