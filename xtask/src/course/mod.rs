//! What there is to learn, read from the folders: chapters in the order of their lessons, exercises in the order of their doorway.
//!
//! A chapter is a folder of `crates/` with a judge (`src/main.rs`). Its lesson, `exercises/<chapter>/README.md`, begins with its
//! number and title; its doorway lists the exercises. Nothing here is asked of a judge, so none has to be built to find a name.

pub mod files;
pub mod lesson;
pub mod project;
pub mod stub;

use crate::exit::UsageError;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A chapter as its folders tell of it.
#[derive(Debug)]
pub struct Chapter {
    /// The name of its folders.
    pub name: String,
    /// The concept, as the heading of its lesson.
    pub title: String,
    /// The names of its exercises, easiest first.
    pub exercises: Vec<String>,
    /// Its place in the course.
    number: u32,
}

/// An exercise together with its chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExerciseRef {
    pub chapter: &'static str,
    pub exercise: &'static str,
}

impl ExerciseRef {
    /// `chapter/exercise`, the name under which anything about it is kept.
    pub fn id(self) -> String {
        format!("{}/{}", self.chapter, self.exercise)
    }
}

/// All chapters, in the order of the course. Read once, it lives as long as the runner.
#[derive(Debug)]
pub struct Course {
    /// The project's folder.
    pub root: PathBuf,
    pub chapters: Vec<Chapter>,
}

impl Course {
    /// The course in a project's folder.
    pub fn read(root: &Path) -> &'static Self {
        let folders = fs::read_dir(root.join("crates")).into_iter().flatten().flatten();
        let names = folders.filter(|folder| folder.path().join("src/main.rs").is_file());
        let names = names.map(|folder| folder.file_name().to_string_lossy().into_owned());
        let mut chapters: Vec<Chapter> = names.filter_map(|name| chapter(root, name)).collect();
        chapters.sort_by(|a, b| (a.number, &a.name).cmp(&(b.number, &b.name)));
        Box::leak(Box::new(Self { root: root.to_owned(), chapters }))
    }

    /// The chapter of that name.
    pub fn chapter(&'static self, name: &str) -> Option<&'static Chapter> {
        self.chapters.iter().find(|chapter| chapter.name == name)
    }

    /// Every exercise in order.
    pub fn all(&'static self) -> Vec<ExerciseRef> {
        self.chapters.iter().flat_map(Chapter::all).collect()
    }

    /// The exercises that the names stand for, in the order of the course; all of them without a name.
    pub fn find(&'static self, names: &[String]) -> Result<Vec<ExerciseRef>, UsageError> {
        let all = self.all();
        let names: Vec<Name> = names.iter().map(|name| Name::of(name)).collect();
        if let Some(unknown) = names.iter().find(|name| !all.iter().any(|place| name.means(*place))) {
            return Err(unknown.is_unknown(&all));
        }
        Ok(all.into_iter().filter(|place| names.is_empty() || names.iter().any(|name| name.means(*place))).collect())
    }

    /// The one exercise that a name stands for.
    pub fn find_one(&'static self, name: &str) -> Result<ExerciseRef, UsageError> {
        let found = self.find(&[name.to_owned()])?;
        match found[..] {
            [place] => Ok(place),
            _ => {
                let ids: Vec<String> = found.iter().map(|place| place.id()).collect();
                Err(UsageError(format!("`{name}` stands for several exercises; name one of them: {}", ids.join(", "))))
            }
        }
    }
}

impl Chapter {
    /// Its exercises.
    pub fn all(&'static self) -> impl Iterator<Item = ExerciseRef> {
        self.exercises.iter().map(|exercise| ExerciseRef { chapter: &self.name, exercise })
    }

    /// Whether it has an exercise of that name.
    pub fn has(&self, exercise: &str) -> bool {
        self.exercises.iter().any(|name| name == exercise)
    }
}

/// The package of a chapter's judge.
pub fn judge_of(chapter: &str) -> String {
    format!("nabla-{chapter}")
}

/// A chapter from its folders; none where neither exercises nor solutions are there.
fn chapter(root: &Path, name: String) -> Option<Chapter> {
    let doorway = |folder: &str| fs::read_to_string(root.join(folder).join(&name).join("src/main.rs")).ok();
    // A learner's own may have been edited.
    let exercises = exercises(&doorway("solutions").or_else(|| doorway("exercises"))?);
    let heading = heading(&root.join("exercises").join(&name).join("README.md"));
    let heading = heading.as_deref().unwrap_or(&name);
    let (number, title) = match heading.split_once(". ") {
        Some((number, title)) if number.parse::<u32>().is_ok() => (number.parse().unwrap_or(u32::MAX), title),
        _ => (u32::MAX, heading),
    };
    Some(Chapter { title: title.to_owned(), exercises, number, name })
}

/// The first heading of a lesson. Every command reads them all, so no more is read than needed.
fn heading(lesson: &Path) -> Option<String> {
    let lines = BufReader::new(File::open(lesson).ok()?).lines();
    lines.map_while(Result::ok).find_map(|line| Some(line.strip_prefix("# ")?.to_owned()))
}

/// The names that a doorway answers for, in its order.
fn exercises(doorway: &str) -> Vec<String> {
    let after = |rest: &str| Some(rest.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned());
    doorway.split(".answer(").skip(1).filter_map(after).collect()
}

/// What a person calls exercises by: `f_x`, `partials`, `partials/f_x`, a file of either, in capitals or not.
struct Name {
    given: String,
    meant: String,
}

impl Name {
    fn of(given: &str) -> Self {
        let meant = given.to_lowercase().replace('\\', "/");
        let meant = meant.strip_suffix(".rs").unwrap_or(&meant);
        let mut parts: Vec<&str> = meant.split('/').filter(|part| !["", ".", "..", "src"].contains(part)).collect();
        // A path is meant by its end: `exercises/partials`, `/home/me/nabla/exercises/partials/src/f_x.rs`.
        if let Some(folder) = parts.iter().rposition(|part| ["exercises", "solutions"].contains(part)) {
            parts.drain(..=folder);
        }
        let others = parts.len().saturating_sub(2);
        parts.drain(..others);
        Self { given: given.to_owned(), meant: parts.join("/") }
    }

    fn means(&self, place: ExerciseRef) -> bool {
        self.meant == place.exercise || self.meant == place.chapter || self.meant == place.id()
    }

    fn is_unknown(&self, all: &[ExerciseRef]) -> UsageError {
        let candidates = all.iter().flat_map(|place| [place.exercise.to_owned(), place.chapter.to_owned(), place.id()]);
        let nearest = candidates
            .map(|candidate| (strsim::damerau_levenshtein(&candidate, &self.meant), candidate))
            .min()
            .filter(|(distance, candidate)| 2 * distance <= candidate.chars().count().max(3));
        let suggestion = nearest.map(|(_, candidate)| format!(" Did you mean `{candidate}`?")).unwrap_or_default();
        UsageError(format!(
            "there is no exercise or chapter `{}`.{suggestion} `cargo xtask list` shows all.",
            self.given
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_path_are_names_too() {
        let meant = |given: &str| Name::of(given).meant;
        let places = ["exercises/partials/src/f_x.rs", "../partials/src/f_x.rs", "./partials/f_x", "PARTIALS/F_X"];
        for given in places.into_iter().chain(["/handed/in/by/ada/partials/src/f_x.rs"]) {
            assert_eq!(meant(given), "partials/f_x", "{given}");
        }
        assert_eq!(meant("/home/me/nabla/exercises/partials/"), "partials");
        assert_eq!(meant("exercises\\partials\\src\\f_x.rs"), "partials/f_x");
        assert_eq!(meant("f_x.rs"), "f_x");
    }

    #[test]
    fn exercises_stand_in_the_order_of_the_doorway() {
        let doorway = "mod a;\nmod b;\n.answer(\"b\", |x| b::b(x))\n    .answer(\n    \"a\",\n |x| a::a(x));\n";
        assert_eq!(exercises(doorway), ["b", "a"]);
    }
}
