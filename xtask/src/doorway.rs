//! The doorway that is compiled: the course's own, with every exercise taken from the learner's file or from its stub.

use crate::files;
use crate::project::{Project, Source};
use crate::refusal::Refusal;
use crate::stub;
use anyhow::Context;
use nabla_grading::Chapter;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Why exercises are replaced by their stubs.
pub(crate) type Broken = BTreeMap<String, Refusal>;

/// A doorway ready to be compiled.
#[derive(Debug)]
pub(crate) struct Doorway {
    /// The text of the main file.
    pub(crate) text: String,
    /// Everything that it depends on, as a fingerprint.
    pub(crate) fingerprint: u64,
}

/// The course's own doorway: the solutions' one, for a learner's may have been edited.
pub(crate) fn pristine(project: &Project, source: &Source, chapter: &Chapter) -> anyhow::Result<String> {
    let own = project.solutions().doorway(chapter.name);
    let doorway = fs::read_to_string(&own).or_else(|_| fs::read_to_string(source.doorway(chapter.name)));
    doorway.with_context(|| format!("{} cannot be read", project.shown(&own)))
}

/// Writes stubs where they are needed, and the doorway that leads to all exercises of the chapter.
pub(crate) fn build(
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    folder: &std::path::Path,
    stubbed: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Doorway> {
    let mut text = String::from("// Made by `cargo xtask`; changes are lost.\n");
    let mut contents: Vec<Vec<u8>> = other_files(source, chapter);
    for line in pristine(project, source, chapter)?.lines() {
        let module = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        if let Some(exercise) = module.and_then(|name| chapter.exercise(name)) {
            let name = exercise.name;
            let path: PathBuf = if stubbed(name) {
                let path = folder.join("stubs").join(format!("{name}.rs"));
                files::update(&path, stub::stub(project, chapter.name, name)?.as_bytes())?;
                path
            } else {
                source.file(chapter.name, name)
            };
            contents.push(fs::read(&path).unwrap_or_default());
            text.push_str(&format!("#[path = {:?}] ", path.display().to_string()));
        }
        text.push_str(line);
        text.push('\n');
    }
    let fingerprint = files::fingerprint(contents.iter().map(Vec::as_slice).chain([text.as_bytes()]));
    Ok(Doorway { text, fingerprint })
}

/// Files that a learner keeps beside the exercises and may include from them.
fn other_files(source: &Source, chapter: &Chapter) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(source.folder.join(chapter.name).join("src"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap_or_default()).collect()
}

/// The files of a chapter's exercises, or why they cannot be read.
pub(crate) fn texts(source: &Source, chapter: &Chapter) -> BTreeMap<String, io::Result<Vec<u8>>> {
    let names = chapter.exercises.iter().map(|exercise| exercise.name);
    names.map(|name| (name.to_owned(), fs::read(source.file(chapter.name, name)))).collect()
}

/// The exercises whose files cannot even be read as text, with what is wrong with each.
pub(crate) fn unreadable(
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    texts: &BTreeMap<String, io::Result<Vec<u8>>>,
) -> Broken {
    let mut broken = Broken::new();
    for (name, text) in texts {
        let shown = project.shown(&source.file(chapter.name, name));
        let message = match text {
            Ok(bytes) if std::str::from_utf8(bytes).is_ok() => continue,
            Ok(_) => format!("{shown} is not UTF-8 text. Save it as UTF-8 in your editor."),
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
pub(crate) fn edited(project: &Project, source: &Source, chapter: &Chapter) -> Option<String> {
    let path = source.doorway(chapter.name);
    let theirs = fs::read(&path).ok()?;
    let ours = fs::read(project.solutions().doorway(chapter.name)).ok()?;
    (theirs != ours).then(|| {
        format!(
            "{} was edited; `check` uses the course's own doorway instead. `cargo xtask stub {}` restores it.",
            project.shown(&path),
            chapter.name
        )
    })
}
