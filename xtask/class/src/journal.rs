//! The journal: a line for each student whose row is on the disk, in the order of the students. Lines are only ever
//! added.
//!
//! A grader that is killed leaves at most half a line behind, which the next one cuts off before it goes on.

use crate::intake::collect::Aside;
use crate::row::Outcome;
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What all rows have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) version: u32,
    pub(crate) course: String,
    pub(crate) toolchain: String,
    pub(crate) chapters: Vec<String>,
    /// The points policy, as a fingerprint and as a sentence.
    pub(crate) points: String,
    pub(crate) points_say: String,
    pub(crate) seed: u64,
    pub(crate) seed_by_student: bool,
    pub(crate) layers_off: Vec<String>,
    /// Which part of the class this is.
    pub(crate) part: Part,
    /// How many students there are in all parts together.
    pub(crate) students: usize,
    /// What lies among the submissions and is nobody's.
    pub(crate) aside: Vec<Aside>,
}

/// A part of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    Whole,
    /// Every `of`-th student, beginning with this one, counted from 1.
    Shard {
        number: usize,
        of: usize,
    },
    /// One student.
    Only(String),
}

/// One student whose row is on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) student: String,
    /// What was handed in, as a fingerprint.
    pub(crate) mark: String,
    /// The row, as a fingerprint.
    pub(crate) row: String,
    pub(crate) outcome: Outcome,
    /// It is to be judged once more, alone.
    pub(crate) again: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Record {
    Class(Head),
    Row(Line),
}

/// A journal that is read, and written further.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    pub(crate) head: Option<Head>,
    /// In the order in which they were written.
    pub(crate) lines: Vec<Line>,
    file: Option<File>,
}

/// The journal's name among the results.
pub(crate) const NAME: &str = "journal.jsonl";

impl Journal {
    /// The journal of these results, as far as it was written.
    pub(crate) fn read(out: &Path) -> anyhow::Result<Self> {
        let path = out.join(NAME);
        let text = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
        };
        let mut journal = Self { path, head: None, lines: Vec::new(), file: None };
        for line in whole_lines(&text) {
            match serde_json::from_slice(line) {
                Ok(Record::Class(head)) => journal.head = Some(head),
                Ok(Record::Row(line)) => journal.lines.push(line),
                Err(error) => bail!("{} holds a line that this version does not know: {error}", journal.path.display()),
            }
        }
        Ok(journal)
    }

    /// The latest line of each student.
    pub(crate) fn latest(&self) -> BTreeMap<String, Line> {
        self.lines.iter().map(|line| (line.student.clone(), line.clone())).collect()
    }

    /// Begins it, or says that from now on the class is another one.
    pub(crate) fn begin(&mut self, head: &Head) -> anyhow::Result<()> {
        if self.head.as_ref() != Some(head) {
            self.add(&Record::Class(head.clone()))?;
            self.head = Some(head.clone());
        }
        Ok(())
    }

    /// Notes that a student's row is on the disk.
    pub(crate) fn note(&mut self, line: Line) -> anyhow::Result<()> {
        self.add(&Record::Row(line.clone()))?;
        self.lines.push(line);
        Ok(())
    }

    fn add(&mut self, record: &Record) -> anyhow::Result<()> {
        let cannot = || format!("{} cannot be written. Is the disk full?", self.path.display());
        if self.file.is_none() {
            self.file = Some(open(&self.path).with_context(cannot)?);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        let line = serde_json::to_string(record)? + "\n";
        file.write_all(line.as_bytes()).and_then(|()| file.sync_data()).with_context(cannot)
    }
}

fn whole_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"))
}

/// Opens it for adding, without half a line at its end.
fn open(path: &Path) -> std::io::Result<File> {
    let text = fs::read(path).unwrap_or_default();
    let whole: usize = whole_lines(&text).map(|line| line.len() + 1).sum();
    let file = File::options().create(true).append(true).open(path)?;
    file.set_len(whole as u64)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(student: &str) -> Line {
        let text = String::new;
        Line { student: student.to_owned(), mark: text(), row: text(), outcome: Outcome::Graded, again: false }
    }

    #[test]
    fn half_a_line_is_cut_off_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::read(folder.path()).expect("read");
        journal.note(line("ada")).expect("noted");
        let whole = fs::read(folder.path().join(NAME)).expect("there");
        fs::write(folder.path().join(NAME), [whole.as_slice(), &whole[..20]].concat()).expect("written");
        let mut journal = Journal::read(folder.path()).expect("read");
        assert_eq!(journal.lines, [line("ada")]);
        journal.note(line("bob")).expect("noted");
        assert_eq!(Journal::read(folder.path()).expect("read").lines, [line("ada"), line("bob")]);
    }
}
