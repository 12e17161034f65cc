//! What people and systems read, from the rows alone: whoever has the rows can write it again.

mod class_page;
mod github;
mod grades;
mod gradescope;
mod junit;
mod parts;
mod prairielearn;
mod student_page;
mod tally;

use crate::journal::Head;
use crate::row::{Outcome, Row};
use crate::run::{self, file_name};
use grades::Grades;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tally::Tally;
use xtask::course::files;

/// Folders with one file a student, their endings, and what writes them.
type Writer = fn(&Path, &Head, &Row) -> anyhow::Result<String>;
const EACH: [(&str, &str, Writer); 6] = [
    ("students", "html", student_page::page),
    ("junit", "xml", junit::document),
    ("gradescope", "json", gradescope::document),
    ("prairielearn", "json", prairielearn::document),
    ("github", "txt", github::annotations),
    ("github", "md", github::summary),
];

/// Writes everything that comes from these students' rows; one row at a time is in memory.
pub(crate) fn write_all(out: &Path, head: &Head, students: &[(String, Outcome)]) -> anyhow::Result<()> {
    let mut tally = Tally::new(head);
    let mut grades = Grades::begin(head)?;
    let mut pictures = BTreeSet::new();
    for (student, _) in students {
        let row = run::load(out, student, None)?;
        for (folder, ending, write) in EACH {
            let path = out.join(folder).join(format!("{}.{ending}", file_name(student)));
            files::update(&path, write(out, head, &row)?.as_bytes())?;
        }
        pictures.extend(row.exercises.iter().filter_map(|entry| Some(entry.picture.as_ref()?.file.clone())));
        grades.add(&row)?;
        tally.add(&row);
    }
    files::update(&out.join("grades.csv"), &grades.end()?)?;
    files::update(&out.join("class.html"), class_page::page(out, head, &tally).into_string().as_bytes())?;
    sweep(out, students, &pictures)
}

/// Removes what belongs to nobody any more: students who are gone, pictures of verdicts that are.
fn sweep(out: &Path, students: &[(String, Outcome)], pictures: &BTreeSet<String>) -> anyhow::Result<()> {
    let names: BTreeSet<String> = students.iter().map(|(student, _)| file_name(student)).collect();
    for folder in EACH.iter().map(|(folder, ..)| *folder).chain(["results", "pictures"]) {
        for entry in fs::read_dir(out.join(folder)).into_iter().flatten() {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_somebodys = match folder {
                "pictures" => pictures.contains(&format!("pictures/{name}")),
                _ => name.rsplit_once('.').is_some_and(|(stem, _)| names.contains(stem)),
            };
            if !is_somebodys {
                files::remove(&path)?;
            }
        }
    }
    Ok(())
}
