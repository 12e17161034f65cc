//! Whose submissions there are: every entry of the folder is a row, whatever it is.

use super::collect::Aside;
use super::harmless;
use super::roster::Roster;
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use xtask::course::{Course, ExerciseRef};
use xtask::exit::UsageError;

/// What one student handed in, not yet looked at.
#[derive(Clone, Debug)]
pub(crate) struct Submission {
    /// The name of the folder, or of the file without its ending.
    pub(crate) student: String,
    /// The same in the roster's words.
    pub(crate) name: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) sources: Vec<PathBuf>,
}

/// What somebody handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Folder,
    Archive,
    /// Single files of Rust.
    Files,
    /// Something that nobody can open, and why.
    Unreadable(String),
    /// The student stands in the roster and nowhere else.
    Nothing,
}

impl Kind {
    /// In a word.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Archive => "archive",
            Self::Files => "files",
            Self::Unreadable(_) => "unreadable",
            Self::Nothing => "nothing",
        }
    }
}

/// The class.
#[derive(Debug)]
pub(crate) struct Listing {
    /// In the order of the students.
    pub(crate) submissions: Vec<Submission>,
    /// What lies among the submissions and is nobody's.
    pub(crate) aside: Vec<Aside>,
}

/// A student, and the entry's name as it is shown and as the system knows it: two that are not UTF-8 may look alike.
type Key = (String, (String, OsString));

/// The roster that lies among submissions.
pub(crate) const ROSTER: &str = "roster.csv";

/// Everything in the folder, and everybody on the roster.
pub(crate) fn read(folder: &Path, roster: &Roster, course: &'static Course) -> anyhow::Result<Listing> {
    if !folder.is_dir() {
        return Err(UsageError(format!("{} is not a folder of submissions", folder.display())).into());
    }
    let mut aside = Vec::new();
    let mut found: BTreeMap<Key, Submission> = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let own = entry.file_name();
        let full = harmless(&own.to_string_lossy());
        if full.starts_with('.') || full == "__MACOSX" || full == ROSTER {
            let why = if full == ROSTER { "the roster" } else { "hidden, or what a system leaves" };
            aside.push(Aside { file: full, why: why.to_owned(), count: 1 });
            continue;
        }
        let (student, kind) = what(&full, entry.file_type()?, course);
        // Files of one student are one submission; all else stands alone.
        let apart = if kind == Kind::Files { (String::new(), OsString::new()) } else { (full, own) };
        let key = (student.clone(), apart);
        let new = Submission { student, name: None, kind, sources: Vec::new() };
        found.entry(key).or_insert(new).sources.push(entry.path());
    }
    aside.sort_by(|a, b| a.file.cmp(&b.file));
    let mut submissions = told_apart(found);
    let handed_in: BTreeSet<String> = submissions.iter().map(|one| one.student.clone()).collect();
    for student in roster.keys().filter(|student| !handed_in.contains(*student)) {
        submissions.push(Submission { student: student.clone(), name: None, kind: Kind::Nothing, sources: Vec::new() });
    }
    for submission in &mut submissions {
        submission.sources.sort();
        submission.name = roster.get(&submission.student).cloned().flatten();
    }
    submissions.sort_by(|a, b| a.student.cmp(&b.student));
    Ok(Listing { submissions, aside })
}

/// Two entries whose names differ only in their ending keep it.
fn told_apart(found: BTreeMap<Key, Submission>) -> Vec<Submission> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    found.keys().for_each(|(student, _)| *counts.entry(student.clone()).or_default() += 1);
    let mut taken: BTreeSet<String> =
        counts.iter().filter(|(_, count)| **count == 1).map(|(id, _)| id.clone()).collect();
    let mut submissions = Vec::new();
    for ((student, (full, _)), mut submission) in found {
        if counts[&student] > 1 {
            let wanted = if full.is_empty() { format!("{student}.rs") } else { full };
            let mut number = 1;
            submission.student.clone_from(&wanted);
            while !taken.insert(submission.student.clone()) {
                number += 1;
                submission.student = format!("{wanted} {number}");
            }
        }
        submissions.push(submission);
    }
    submissions
}

/// Whose an entry is, and what it is.
fn what(full: &str, kind: FileType, course: &'static Course) -> (String, Kind) {
    const PACKED: [&str; 5] = [".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst", ".tgz"];
    const ARCHIVES: [&str; 4] = [".zip", ".tar", ".rar", ".7z"];
    let unreadable = |why: &str| (full.to_owned(), Kind::Unreadable(why.to_owned()));
    if kind.is_dir() {
        return (full.to_owned(), Kind::Folder);
    } else if kind.is_symlink() {
        return unreadable("It is a link, and links are not followed.");
    } else if !kind.is_file() {
        return unreadable("It is neither a file nor a folder.");
    }
    let lower = full.to_lowercase();
    let ending = PACKED.iter().chain(&ARCHIVES).find(|ending| lower.ends_with(**ending) && lower.len() > ending.len());
    if let Some(stem) = ending.and_then(|ending| full.get(..full.len() - ending.len())) {
        return (stem.to_owned(), Kind::Archive);
    }
    match full.strip_suffix(".rs") {
        Some(stem) => (student_of(stem, &course.all()), Kind::Files),
        None => unreadable("It is neither a folder, nor a zip, tar or tar.gz file, nor a file of Rust."),
    }
}

/// `ada_f_x.rs` is Ada's; a file that is called as an exercise alone, or otherwise, is its own student's.
fn student_of(stem: &str, places: &[ExerciseRef]) -> String {
    let mut names: Vec<&str> = places.iter().map(|place| place.exercise).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let before = names.iter().find_map(|name| {
        let before = stem.strip_suffix(name)?.strip_suffix(['_', '-', '.', ' '])?;
        Some(before).filter(|before| !before.is_empty())
    });
    before.unwrap_or(stem).to_owned()
}
