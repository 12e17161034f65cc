//! What holds for all students alike: the chapters, the seeds, the points, and what judges.

use crate::intake::fingerprint;
use crate::points::Points;
use crate::row::Grader;
use anyhow::Context;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::build::cage::Cage;
use xtask::course::project::Project;
use xtask::course::{Chapter, ExerciseRef, stub};
use xtask::exit::UsageError;

/// A class that is graded.
#[derive(Debug)]
pub(crate) struct Class<'a> {
    pub(crate) project: &'a Project,
    /// Where results go.
    pub(crate) out: PathBuf,
    pub(crate) chapters: Vec<&'static Chapter>,
    pub(crate) points: Points,
    pub(crate) seed: u64,
    pub(crate) seed_by_student: bool,
    pub(crate) grader: Grader,
    /// Where submissions are compiled and asked; none where they are trusted.
    pub(crate) cage: Option<Cage>,
    /// What students begin with.
    pub(crate) handed_out: BTreeMap<ExerciseRef, String>,
}

impl Class<'_> {
    /// The exercises, in the order of the course.
    pub(crate) fn places(&self) -> impl Iterator<Item = ExerciseRef> {
        self.chapters.iter().copied().flat_map(Chapter::all)
    }

    /// Whether the function in this file is still the one that was handed out, in name, arguments and result.
    pub(crate) fn has_signature(&self, place: ExerciseRef, text: &[u8]) -> bool {
        let signature = |text: &str| stub::signature(text, place.exercise);
        let theirs = std::str::from_utf8(text).ok().and_then(signature);
        theirs.is_some() && theirs == self.handed_out.get(&place).and_then(|stub| signature(stub))
    }

    /// The seed of a student's probes. It has 53 bits, so that every reader of JSON sees the same number.
    pub(crate) fn seed(&self, student: &str) -> u64 {
        if !self.seed_by_student {
            return self.seed;
        }
        let digest = Sha256::digest(format!("{}/{student}", self.seed));
        digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte)) >> 11
    }

    /// What every verdict depends on besides the files.
    pub(crate) fn ground(&self) -> String {
        format!("{} {}", self.grader.course, self.grader.toolchain)
    }
}

/// The chapters of these names, in the order of the course; all without one.
pub(crate) fn chapters(project: &Project, names: &[String]) -> anyhow::Result<Vec<&'static Chapter>> {
    let course = project.course;
    if let Some(unknown) = names.iter().find(|name| course.chapter(name).is_none()) {
        let known: Vec<&str> = course.chapters.iter().map(|chapter| chapter.name.as_str()).collect();
        return Err(UsageError(format!("there is no chapter `{unknown}`. There are: {}", known.join(", "))).into());
    }
    let chosen = course.chapters.iter().filter(|chapter| names.is_empty() || names.contains(&chapter.name));
    Ok(chosen.collect())
}

/// What students begin with, in these chapters.
pub(crate) fn handed_out(project: &Project, chapters: &[&'static Chapter]) -> BTreeMap<ExerciseRef, String> {
    let stub = |ExerciseRef { chapter, exercise }| {
        let file = project.exercises().file(chapter, exercise);
        stub::known(project, chapter, exercise).or_else(|| fs::read_to_string(file).ok())
    };
    let all = chapters.iter().copied().flat_map(Chapter::all);
    all.filter_map(|place| Some((place, stub(place)?))).collect()
}

/// The course as a fingerprint of all that a verdict comes from, the same on every machine.
pub(crate) fn course_mark(project: &Project) -> anyhow::Result<String> {
    let mut paths = vec![PathBuf::from("Cargo.lock")];
    for folder in ["crates", "solutions", "xtask/src"] {
        sources(&project.root, Path::new(folder), &mut paths)?;
    }
    paths.sort();
    let mut all = String::new();
    for path in paths {
        let bytes = fs::read(project.root.join(&path)).with_context(|| format!("{} cannot be read", path.display()))?;
        all += &format!("{} {}\n", path.display(), fingerprint(&bytes));
    }
    Ok(fingerprint(all.as_bytes())[..16].to_owned())
}

fn sources(root: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    // The solutions may be gone.
    for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        } else if entry.path().is_dir() {
            sources(root, &path, paths)?;
        } else if path.extension().is_some_and(|ending| ["rs", "toml", "csv", "json"].iter().any(|one| ending == *one))
        {
            paths.push(path);
        }
    }
    Ok(())
}

/// The compiler in its own words.
pub(crate) fn toolchain(project: &Project) -> anyhow::Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.current_dir(&project.root).arg("--version");
    let output = nabla_launcher::with_toolchain(&mut command).output().context("`rustc` cannot be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
